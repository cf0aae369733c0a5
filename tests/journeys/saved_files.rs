//! Reads the files of saved work from the browser, and opens them by the lab's own rules with the native SQLite.

use std::collections::BTreeMap;

use base64ct::{Base64, Encoding};
use feature_lab::engine::save_work;
use feature_lab::saved_work::Generation;
use rusqlite::{Connection, MAIN_DB};

use super::memory_store::{Memory, now};
use super::page::Page;

/// A script that reads all files of the lab's folder as pairs of a name and base64, all as they were at one
/// moment: the page may be writing a generation and removing the one before.
pub const READ: &str = "
    window.readSavedFiles = async () => {
        const root = await navigator.storage.getDirectory();
        // Nothing is saved yet where there is no folder. Another error is one of the test.
        const gone = ['NotFoundError', 'NotReadableError'];
        const none = error => { if (!gone.includes(error.name)) throw error; };
        const folder = await root.getDirectoryHandle('feature-lab').catch(none);
        const names = async () => {
            const list = [];
            if (folder) for await (const name of folder.keys()) list.push(name);
            return list.sort();
        };
        const read = async name => {
            const file = await folder.getFileHandle(name).then(handle => handle.getFile());
            const reader = new FileReader();
            await new Promise((read, fail) => {
                Object.assign(reader, { onload: read, onerror: () => fail(reader.error) }).readAsDataURL(file);
            });
            return [name, reader.result.split(',')[1]];
        };
        for (;;) {
            const before = await names();
            const files = [];
            for (const name of before) files.push(await read(name).catch(none));
            if (files.every(Boolean) && String(await names()) === String(before)) return files;
        }
    };";

/// The works that can be resumed, the last one first, each with its database.
pub struct SavedFiles(pub Vec<(Generation, Connection)>);

impl SavedFiles {
    /// Reads the files of the browser.
    pub async fn read(page: &Page) -> Self {
        page.script(READ, vec![]).await;
        let files = page
            .browser
            .execute_async("readSavedFiles().catch(String).then(arguments[arguments.length - 1])", vec![])
            .await
            .unwrap();
        Self::of(&serde_json::from_value::<Vec<(String, String)>>(files).unwrap())
    }

    /// Opens files, given as pairs of a name and base64. Every generation that counts must be whole and sound.
    pub fn of(files: &[(String, String)]) -> Self {
        let read = |(name, text): &(String, String)| (name.clone(), Base64::decode_vec(text).unwrap());
        let store = Memory::of(files.iter().map(read).collect::<BTreeMap<_, _>>());
        let works = now(save_work::list(&store, false)).unwrap();
        let opened = works.into_iter().map(|kept| {
            let image = now(save_work::open(&store, &kept)).unwrap();
            let mut database = Connection::open_in_memory().unwrap();
            database.deserialize_read_exact(MAIN_DB, image.as_slice(), image.len(), true).unwrap();
            let check: String = database.query_row("PRAGMA integrity_check", [], |row| row.get(0)).unwrap();
            assert_eq!(check, "ok", "{kept:?}");
            (kept, database)
        });
        Self(opened.collect())
    }

    /// The highest number in the table `log` of the last work; 0 if there is none.
    pub fn last(&self) -> u64 {
        let count = |(_, database): &(Generation, Connection)| {
            database.query_row("SELECT max(n) FROM log", [], |row| row.get::<_, Option<u32>>(0)).ok().flatten()
        };
        self.0.first().and_then(count).unwrap_or(0).into()
    }
}
