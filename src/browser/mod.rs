//! Bindings of web APIs, one API a file.

pub mod clock;
pub mod copies;
pub mod document;
pub mod download;
pub mod editor;
pub mod embedding_frame;
pub mod event_loop;
pub mod exports;
pub mod fetch;
pub mod grid;
pub mod json;
pub mod kept_texts;
pub mod lazy;
pub mod locks;
pub mod measure;
pub mod pointer;
pub mod postgres;
pub mod random;
pub mod service_worker;
pub mod storage_promise;
pub mod stream;
pub mod worker_start;
