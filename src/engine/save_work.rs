//! Saves work as generations in a store: written, flushed, read back, and only then current. `saved_work` says why the
//! browser may be killed at any moment.

use super::store::Store;
use crate::base::checksum::Checksum;
use crate::base::error::{ErrorKind, LabError, Result};
use crate::base::problem::storage::StorageProblem;
use crate::saved_work::{Generation, Part, file_name, newest, next_number, read_name, spare, versions};

/// Saves an image as the next generation of its work, and then removes what is no longer needed. If the storage is full, the
/// oldest versions make room for it. Returns the generation with its number, size and checksum.
pub async fn save<S: Store>(store: &S, generation: Generation, image: &S::File) -> Result<Generation> {
    let saved = loop {
        match write(store, generation.clone(), image).await {
            Err(error) if error.kind() == ErrorKind::StorageFull && drop_oldest(store).await? => {}
            outcome => break outcome,
        }
    };
    // Files are left over whether it succeeded or not. Those that cannot be removed now are removed after the next
    // save.
    let _ = list(store, true).await;
    saved
}

/// Removes the oldest version and what was half written; `false` if there is none.
async fn drop_oldest<S: Store>(store: &S) -> Result<bool> {
    let (Kept { versions, .. }, sure) = read_all(store, true).await?;
    // Whatever cannot be read now may be newer than it seems.
    let Some(oldest) = versions.last().filter(|_| sure) else { return Ok(false) };
    for part in [Part::Record, Part::Database] {
        store.remove(&file_name(&oldest.work, oldest.number, part)).await?;
    }
    Ok(true)
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

/// Lists the works that can be restored, newest first. With `tidy`, files that are not needed are removed; only the
/// tab that saves may do so, for this removes half-written generations too.
pub async fn list<S: Store>(store: &S, tidy: bool) -> Result<Vec<Generation>> {
    let (kept, _) = read_all(store, tidy).await?;
    Ok(kept.works)
}

/// Lists the generations of a work that can be opened, the newest first.
pub async fn list_versions<S: Store>(store: &S, work: &str) -> Result<Vec<Generation>> {
    let (Kept { works, versions }, _) = read_all(store, false).await?;
    Ok(works.into_iter().chain(versions).filter(|one| one.work == work).collect())
}

/// The generations that are kept.
struct Kept {
    /// The newest of each work.
    works: Vec<Generation>,
    /// The older ones, the newest first.
    versions: Vec<Generation>,
}

/// Reads all records; says also whether every one of them could be read. Removes files as [`list`] does.
async fn read_all<S: Store>(store: &S, tidy: bool) -> Result<(Kept, bool)> {
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
    let works = newest(good.clone());
    let versions = versions(good, &works);
    if tidy && sure {
        let needed: Vec<Generation> = works.iter().chain(&versions).cloned().collect();
        for name in spare(&names, &needed) {
            store.remove(&name).await?;
        }
    }
    Ok((Kept { works, versions }, sure))
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
