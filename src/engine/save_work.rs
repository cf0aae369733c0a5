//! Saves work as generations in a store: written, flushed, read back, and only then current. `saved_work` says why the
//! browser may be killed at any moment.

use super::store::Store;
use crate::base::checksum::Checksum;
use crate::base::error::{LabError, Result};
use crate::base::problem::storage::StorageProblem;
use crate::saved_work::{Generation, Part, file_name, newest, next_number, read_name, spare};

/// Saves an image as the next generation of its work, and then removes the one that it replaces. Returns the generation
/// with its number, size and checksum.
pub async fn save<S: Store>(store: &S, generation: Generation, image: &S::File) -> Result<Generation> {
    let saved = write(store, generation, image).await;
    // Files are left over whether it succeeded or not. Those that cannot be removed now are removed after the next
    // save.
    let _ = list(store, true).await;
    saved
}

async fn write<S: Store>(store: &S, mut generation: Generation, image: &S::File) -> Result<Generation> {
    generation.number = next_number(&store.names().await?);
    let database = file_name(&generation.work, generation.number, Part::Database);
    let written = store.write(&database, image).await?;
    let back = store.read(&database).await?;
    generation.size = store.size(image);
    generation.sum = written.to_string();
    if store.size(&back) != generation.size
        || store.sum(&back, Checksum::default()).await?.to_string() != generation.sum
    {
        return Err(read_back_differs());
    }
    let name = file_name(&generation.work, generation.number, Part::Record);
    let record = generation.write();
    store.write(&name, &store.of_text(&record)?).await?;
    if store.text(&store.read(&name).await?).await? != record {
        return Err(read_back_differs());
    }
    Ok(generation)
}

/// Lists the works that can be restored, newest first. With `tidy`, files that none of them needs are removed; only the
/// tab that saves may do so, for this removes half-written generations too.
pub async fn list<S: Store>(store: &S, tidy: bool) -> Result<Vec<Generation>> {
    let names = store.names().await?;
    let mut good = Vec::new();
    let mut sure = true;
    for name in names.iter().filter(|name| matches!(read_name(name), Some((_, _, Part::Record)))) {
        match read_generation(store, name, &names).await {
            Ok(generation) => good.extend(generation),
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
async fn read_generation<S: Store>(store: &S, name: &str, names: &[String]) -> Result<Option<Generation>> {
    let text = store.text(&store.read(name).await?).await?;
    let Some(generation) = Generation::read(&text)
        .filter(|generation| file_name(&generation.work, generation.number, Part::Record) == name)
    else {
        return Ok(None);
    };
    let database = file_name(&generation.work, generation.number, Part::Database);
    if !names.contains(&database) {
        return Ok(None);
    }
    let size = store.size(&store.read(&database).await?);
    Ok((size == generation.size).then_some(generation))
}

/// Reads the database of a generation; fails if its size or checksum differ from the record.
pub async fn open<S: Store>(store: &S, generation: &Generation) -> Result<S::File> {
    let database = store.read(&file_name(&generation.work, generation.number, Part::Database)).await?;
    let sum = store.sum(&database, Checksum::of_kind(&generation.sum)).await?.to_string();
    if store.size(&database) != generation.size || sum != generation.sum {
        return Err(StorageProblem::WorkChanged { name: generation.name.clone() }.into());
    }
    Ok(database)
}

fn read_back_differs() -> LabError {
    StorageProblem::ReadBackDiffers.into()
}
