using Workerd = import "/workerd/workerd.capnp";

const config :Workerd.Config = (
  services = [ (name = "main", worker = .hono) ],
  sockets = [ (name = "http", address = "*:8080", http = (), service = "main") ],
);

const hono :Workerd.Worker = (
  modules = [ (name = "worker", esModule = embed "../../../build/bench-data/hono.js") ],
  compatibilityDate = "2026-11-01",
);
