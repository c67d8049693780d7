import assert from "node:assert/strict";

// What `done` answers as soon as that is something; asks for up to half a minute.
export async function until(what, done) {
  for (let tries = 0; tries < 600; ++tries) {
    const result = await done();
    if (result) return result;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  assert.fail(`${what}: never`);
}
