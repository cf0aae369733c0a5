//! The calls between page and worker; reading [`calls`] is reading the lab's API.

pub mod calls;
mod macros;

pub use calls::*;
pub use macros::Call;
