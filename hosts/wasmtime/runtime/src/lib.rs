//! Links wasmtime's C API and the bundled SQLite into one archive for the C++ host; adds nothing.
pub use libsqlite3_sys as _;
pub use wasmtime_c_api::*;
