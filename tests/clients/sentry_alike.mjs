// An unmodified @sentry/node: three errors and three messages, each twice, all raised by one function. Usage: sentry_alike.mjs DSN
import * as Sentry from "@sentry/node";

Sentry.init({ dsn: process.argv[2], release: "alike@1.0.0", tracesSampleRate: 0, attachStacktrace: true });

function checkout(step, user) {
  if (step === "pay") throw new Error("payment declined");
  if (step === "store") throw new Error("database is down");
  if (step === "greet") throw new Error(`no name of user ${user}`);
  Sentry.captureMessage(step);
}

for (const user of [1, 2]) {
  for (const step of ["pay", "store", "greet", "cache is cold", "queue is full", `user ${user} waits`]) {
    try {
      checkout(step, user);
    } catch (error) {
      Sentry.captureException(error);
    }
  }
}
if (!(await Sentry.flush(30_000))) process.exit(1);
