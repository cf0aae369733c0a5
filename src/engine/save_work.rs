//! Saves work as generations in a store: written, flushed, read back, and only then current. `saved_work` says why the
//! browser may be killed at any moment.

use super::store::Store;
use crate::base::checksum::Checksum;
use crate::base::error::{LabError, Result};
use crate::base::problem::storage::StorageProblem;
use crate::saved_work::{Kept, Part, file_name, newest, next_number, read_name, spare};

/// Saves an image as the next generation of its work, and then removes the one that it replaces. Returns the generation
/// with its number, size and checksum.
pub async fn save<S: Store>(store: &S, kept: Kept, image: &S::File) -> Result<Kept> {
    let saved = write(store, kept, image).await;
    // Files are left over whether it succeeded or not. Those that cannot be removed now are removed after the next
    // save.
    let _ = list(store, true).await;
    saved
}

async fn write<S: Store>(store: &S, mut kept: Kept, image: &S::File) -> Result<Kept> {
    kept.number = next_number(&store.names().await?);
    let database = file_name(&kept.work, kept.number, Part::Database);
    let written = store.write(&database, image).await?;
    let back = store.read(&database).await?;
    kept.size = store.size(image);
    kept.sum = written.to_string();
    if store.size(&back) != kept.size || store.sum(&back, Checksum::default()).await?.to_string() != kept.sum {
        return Err(read_back_differs());
    }
    let name = file_name(&kept.work, kept.number, Part::Record);
    let record = kept.write();
    store.write(&name, &store.of_text(&record)?).await?;
    if store.text(&store.read(&name).await?).await? != record {
        return Err(read_back_differs());
    }
    Ok(kept)
}

/// Lists the works that can be restored, newest first. With `tidy`, files that none of them needs are removed; only the
/// tab that saves may do so, for this removes half-written generations too.
pub async fn list<S: Store>(store: &S, tidy: bool) -> Result<Vec<Kept>> {
    let names = store.names().await?;
    let mut good = Vec::new();
    let mut sure = true;
    for name in names.iter().filter(|name| matches!(read_name(name), Some((_, _, Part::Record)))) {
        match look(store, name, &names).await {
            Ok(kept) => good.extend(kept),
            // A record that cannot be read now may be readable later: nothing is removed.
            Err(_) => sure = false,
        }
    }
    let works = newest(good);
    if tidy && sure {
        for name in spare(&names, &works) {
            store.remove(&name).await?;
        }
    }
    Ok(works)
}

/// Reads the generation of a record file; `None` unless the record is whole and its database has the recorded size.
async fn look<S: Store>(store: &S, name: &str, names: &[String]) -> Result<Option<Kept>> {
    let text = store.text(&store.read(name).await?).await?;
    let Some(kept) = Kept::read(&text).filter(|kept| file_name(&kept.work, kept.number, Part::Record) == name) else {
        return Ok(None);
    };
    let database = file_name(&kept.work, kept.number, Part::Database);
    if !names.contains(&database) {
        return Ok(None);
    }
    let size = store.size(&store.read(&database).await?);
    Ok((size == kept.size).then_some(kept))
}

/// Reads the database of a generation; fails if its size or checksum differ from the record.
pub async fn open<S: Store>(store: &S, kept: &Kept) -> Result<S::File> {
    let database = store.read(&file_name(&kept.work, kept.number, Part::Database)).await?;
    let sum = store.sum(&database, Checksum::of_kind(&kept.sum)).await?.to_string();
    if store.size(&database) != kept.size || sum != kept.sum {
        return Err(StorageProblem::WorkChanged { name: kept.name.clone() }.into());
    }
    Ok(database)
}

fn read_back_differs() -> LabError {
    StorageProblem::ReadBackDiffers.into()
}
