// An unmodified @sentry/node: 120 events of 6 kinds. Usage: sentry_node.mjs DSN
import * as Sentry from "@sentry/node";

Sentry.init({ dsn: process.argv[2], environment: "test", release: "shop@1.2.0", tracesSampleRate: 0 });

class PaymentError extends Error {
  name = "PaymentError";
}
function charge(user) {
  throw new PaymentError(`card of user ${user} was declined`);
}
function wrapped(user) {
  try {
    charge(user);
  } catch (cause) {
    throw new Error("checkout failed", { cause });
  }
}
function raised(act) {
  try {
    act();
  } catch (error) {
    return error;
  }
}

for (let i = 0; i < 20; i++) {
  Sentry.setUser({ id: String(i % 5) });
  Sentry.addBreadcrumb({ category: "cart", message: `item ${i}`, level: "info" });
  Sentry.captureException(raised(() => charge(i)));
  Sentry.captureException(raised(() => wrapped(i)));
  Sentry.captureMessage(`queue is ${i * 100} jobs long`, "warning");
  Sentry.captureException(raised(() => undefined.total));
  Sentry.captureException(new RangeError(`page ${i} is out of range`), { fingerprint: ["paging"] });
  Sentry.captureException(raised(() => JSON.parse("{")), { level: "fatal", tags: { tenant: `t${i % 3}` } });
  // The client itself drops what is beyond 64 events on their way.
  if (!(await Sentry.flush(30_000))) process.exit(1);
}
