// W3's peer: the same 200 bytes, as most people would write it for Workers.
import { Hono } from "hono";

const app = new Hono();
const small = {
  id: "018f3c2e-0000-7000-8000-000000000000",
  text:
    "The quick brown fox jumps over the lazy dog, and the lazy dog takes no notice of it at all; " +
    "the fox, which is quick, has long since gone to where the brown foxes are known to be.",
};
app.get("/api/v1/bench/static", (context) => context.json(small));

export default app;
