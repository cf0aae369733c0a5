//! The vocabulary of all rooms: values, names, schemas, errors, sums. It imports no other room.

pub mod byte_size;
pub mod csv;
pub mod error;
pub mod fnv;
pub mod hash;
pub mod ident;
pub(crate) mod plural;
pub mod relation;
pub mod schema;
pub mod value;
