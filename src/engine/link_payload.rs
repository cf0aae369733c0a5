//! The link payload: packs a database for a link, as its difference to a sample or whole, and unpacks it.
//!
//! The payload is the file, each byte combined by exclusive or with the sample's byte at the same offset, and a digest
//! of the file of eight bytes. Unchanged bytes are zeros, which compress well. The digest detects that the sample is
//! not the one that the link was made from. docs/links.md has the format.

use std::hash::Hasher;

use super::database::Image;
use super::samples;
use crate::base::error::{LabError, Result};
use crate::base::fnv::Fnv;
use crate::base::problem::link::LinkProblem;
use crate::samples::Sample;

/// Byte ranges of a file's header that depend on its history and on SQLite's version, not on its content: change
/// counter, schema cookie, version-valid-for and version. A sample counts as having zeros there.
const PAST: [(usize, usize); 3] = [(24, 28), (40, 44), (92, 100)];

/// The size of the digest at the end, in bytes.
const DIGEST_BYTES: usize = 8;

/// Packs an image, as its difference to a sample if there is one; the bool is true if it differs from the sample.
pub(super) fn pack<I: Image>(image: &I, sample: Option<&Sample>) -> Result<(Vec<u8>, bool)> {
    let mut bytes = all(image);
    let digest = digest_of(&bytes);
    let base = base(sample)?;
    combine(&mut bytes, &base);
    let past = |at: &usize| PAST.iter().any(|(from, to)| (from..to).contains(&at));
    let is_same = bytes.len() == base.len() && bytes.iter().enumerate().all(|(at, byte)| *byte == 0 || past(&at));
    bytes.extend(digest);
    Ok((bytes, !is_same))
}

/// Unpacks an image in place.
pub(super) fn unpack<I: Image>(image: &mut I, sample: Option<&Sample>) -> Result<()> {
    let mut bytes = all(image);
    let digest = bytes.split_off(bytes.len().saturating_sub(DIGEST_BYTES));
    combine(&mut bytes, &base(sample)?);
    if digest != digest_of(&bytes) {
        return Err(other_base(sample.is_some()));
    }
    image.resize(bytes.len() as u64);
    image.write(0, &bytes);
    Ok(())
}

fn all<I: Image>(image: &I) -> Vec<u8> {
    image.read(0, usize::try_from(image.len()).unwrap_or(usize::MAX))
}

/// Returns the bytes of a sample with zeros in [`PAST`]; no bytes without a sample.
fn base(sample: Option<&Sample>) -> Result<Vec<u8>> {
    let Some(sample) = sample else { return Ok(Vec::new()) };
    let mut bytes = samples::file(sample)?;
    for (from, to) in PAST {
        if let Some(past) = bytes.get_mut(from..to) {
            past.fill(0);
        }
    }
    Ok(bytes)
}

fn combine(bytes: &mut [u8], base: &[u8]) {
    bytes.iter_mut().zip(base).for_each(|(byte, base)| *byte ^= base);
}

fn digest_of(bytes: &[u8]) -> [u8; DIGEST_BYTES] {
    let mut hash = Fnv::default();
    hash.write(bytes);
    hash.finish().to_le_bytes()
}

/// Returns the digest of a sample's bytes, with zeros in [`PAST`]. If it changes, links with differences to the sample
/// can no longer be opened.
pub fn sample_digest(name: &str) -> Result<String> {
    Ok(digest_of(&base(Some(&samples::named(name)?))?).iter().map(|byte| format!("{byte:02x}")).collect())
}

fn other_base(is_difference: bool) -> LabError {
    if is_difference { LinkProblem::OtherSample.into() } else { LinkProblem::DatabaseNotWhole.into() }
}
