#include "http/next_page.h"

#include <algorithm>

namespace arris::http {

std::string_view next_link(Context context, std::string_view cursor) {
  std::string link = "<?";
  std::string_view query = context.request().request.query;
  while (!query.empty()) {
    const auto pair = query.substr(0, query.find('&'));
    query.remove_prefix(std::min(pair.size() + 1, query.size()));
    if (!pair.starts_with("cursor=")) link.append(pair).append("&");
  }
  link.append("cursor=").append(cursor).append(">; rel=\"next\"");
  return context.keep(link);
}

}  // namespace arris::http
