//! Foreign functions: one file per JavaScript API, each a screenful; the only place with `extern "C"`.

mod bulk;
pub mod clock;
pub mod envelope;
mod files;
pub mod frame;
pub mod host;
pub mod json;
pub mod locks;
pub mod measure;
pub mod offline;
pub mod pause;
pub mod remote;
pub mod save;
pub mod session;
pub mod sqljs;
pub mod start;
pub mod store;
pub mod stream;
