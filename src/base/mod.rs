//! The vocabulary of all rooms: values, names, schemas, errors, sums. It imports no other room.

pub mod byte_size;
pub mod checksum;
pub mod csv;
pub mod declared_type;
pub mod engine;
pub mod error;
pub mod fnv;
pub mod hash;
pub mod ident;
pub mod json_layout;
pub mod json_text;
pub mod message;
pub mod named;
pub(crate) mod plural;
pub mod problem;
pub mod relation;
pub mod schema;
pub mod typed_column;
pub mod value;
pub mod visible;
