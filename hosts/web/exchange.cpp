#include "web/connection.h"
#include "web/server.h"

namespace arris::web {

Exchange::Exchange(std::shared_ptr<Connection> connection) : connection_(std::move(connection)) {}

Exchange::~Exchange() {
  if (phase_ != Phase::open && phase_ != Phase::streaming) return;
  connection_->loop().perform([connection = connection_] { connection->abandon(); });
}

void Exchange::respond(Response response) {
  encode_body(response, static_cast<Coding>(accepted_));
  connection_->loop().perform(
      [self = shared_from_this(), response = std::move(response)]() mutable {
        if (self->phase_ != Phase::open) return;
        self->phase_ = Phase::over;
        self->connection_->respond(std::move(response));
      });
}

void Exchange::start(unsigned status, std::vector<Header> headers, std::string lines) {
  connection_->loop().perform(
      [self = shared_from_this(), status, headers = std::move(headers), lines = std::move(lines)] {
        if (self->phase_ != Phase::open) return;
        self->phase_ = Phase::streaming;
        self->connection_->start(status, headers, lines);
      });
}

void Exchange::write(std::string chunk, std::function<void()> drained) {
  connection_->loop().perform([self = shared_from_this(), chunk = std::move(chunk),
                               drained = std::move(drained)]() mutable {
    if (self->phase_ != Phase::streaming) return;
    self->connection_->write(std::move(chunk), std::move(drained));
  });
}

void Exchange::finish() {
  connection_->loop().perform([self = shared_from_this()] {
    if (self->phase_ != Phase::streaming) return;
    self->phase_ = Phase::over;
    self->connection_->finish();
  });
}

void Exchange::on_gone(std::function<void()> gone) {
  connection_->loop().perform([self = shared_from_this(), gone = std::move(gone)]() mutable {
    if (self->client_left_) return gone();
    self->gone_ = std::move(gone);
  });
}

boost::asio::any_io_executor Exchange::executor() {
  return connection_->loop().context().get_executor();
}

}  // namespace arris::web
