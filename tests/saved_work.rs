//! Saved generations in a store that is killed at every moment: whatever was reached, the last good one is there.

#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, clippy::expect_used)]

#[path = "support/memory_store/mod.rs"]
mod memory_store;
#[path = "support/seed.rs"]
mod seed;

use feature_lab::base::error::ErrorKind;
use feature_lab::engine::save_work;
use feature_lab::engine::store::Store;
use feature_lab::saved_work::operation::Operation;
use feature_lab::saved_work::save_state::{Ledger, Saving, Why};
use feature_lab::saved_work::{Generation, ROOM, SMALL_WORKS, VERSIONS};
use memory_store::{Memory, now};
use proptest::prelude::*;
use seed::config;

fn work(name: &str) -> Generation {
    Generation {
        work: name.to_owned(),
        name: format!("{name}.db"),
        integrity: "sound".to_owned(),
        ..Generation::default()
    }
}

/// A work as a person may find it: its name and its bytes.
fn found(store: &Memory) -> Vec<(String, Vec<u8>)> {
    let works = now(save_work::list(store, true)).unwrap();
    works.iter().map(|kept| (kept.work.clone(), now(save_work::open(store, kept)).unwrap())).collect()
}

#[test]
fn the_last_works_are_kept_as_long_as_they_are_small_and_nothing_else() {
    let store = Memory::default();
    for (name, image) in [("a", "one"), ("a", "two"), ("b", "three"), ("c", "four"), ("c", "five")] {
        now(save_work::save(&store, work(name), &image.as_bytes().to_vec())).unwrap();
    }
    let kept = |name: &str, image: &str| (name.to_owned(), image.as_bytes().to_vec());
    assert_eq!(found(&store), [kept("c", "five"), kept("b", "three"), kept("a", "two")]);
    assert_eq!(now(store.names()).unwrap().len(), 10, "{:?}", now(store.names()));
    for n in 0..SMALL_WORKS {
        now(save_work::save(&store, work(&format!("d{n}")), &vec![1])).unwrap();
    }
    // The versions of a work go with it.
    assert_eq!(now(store.names()).unwrap().len(), 2 * SMALL_WORKS);
    // Large ones push the others out, but never the one before.
    for name in ["e", "f"] {
        now(save_work::save(&store, work(name), &vec![0; ROOM as usize / 2 + 1])).unwrap();
    }
    let names: Vec<String> = found(&store).into_iter().map(|(name, _)| name).collect();
    assert_eq!(names, ["f", "e"]);
    assert_eq!(now(store.names()).unwrap().len(), 4);
}

/// The versions of a work, the newest first: every one of them can be opened.
fn opened_versions(store: &Memory, name: &str) -> Vec<Vec<u8>> {
    let versions = now(save_work::list_versions(store, name)).unwrap();
    versions.iter().map(|one| now(save_work::open(store, one)).unwrap()).collect()
}

#[test]
fn the_versions_of_a_work_are_kept_with_what_was_done() {
    let store = Memory::default();
    for n in 0..30_u8 {
        let done = if n == 0 { Operation::Opened } else { Operation::Ran(format!("DELETE FROM log WHERE n = {n}")) };
        now(save_work::save(&store, Generation { done, ..work("a") }, &vec![n])).unwrap();
        now(save_work::save(&store, work("b"), &vec![100 + n])).unwrap();
    }
    let kept: Vec<Vec<u8>> = (11..30).rev().chain([0]).map(|n| vec![n]).collect();
    assert_eq!(opened_versions(&store, "a")[1..], kept[1..]);
    assert_eq!(opened_versions(&store, "a").len(), VERSIONS);
    let done = now(save_work::list_versions(&store, "a")).unwrap();
    assert_eq!(done[0].done, Operation::Ran("DELETE FROM log WHERE n = 29".to_owned()));
    assert_eq!(done[VERSIONS - 1].done, Operation::Opened);
    assert_eq!(opened_versions(&store, "c"), Vec::<Vec<u8>>::new());
}

#[test]
fn a_full_storage_drops_the_oldest_versions_before_the_newest_fails() {
    let store = Memory::default();
    for n in 1..=5 {
        now(save_work::save(&store, work("a"), &vec![n; 1000])).unwrap();
    }
    store.room(2500);
    now(save_work::save(&store, work("a"), &vec![6; 4000])).unwrap();
    let versions = opened_versions(&store, "a");
    assert_eq!(versions[..2], [vec![6; 4000], vec![5; 1000]], "{}", versions.len());
    assert!((2..5).contains(&versions.len()), "{}", versions.len());
    // What does not fit without any version is told, and the newest stays.
    store.room(10);
    let error = now(save_work::save(&store, work("a"), &vec![7; 100_000])).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::StorageFull);
    assert_eq!(opened_versions(&store, "a"), [vec![6; 4000]]);
}

#[test]
fn what_the_storage_changed_is_not_opened_and_not_removed() {
    let store = Memory::default();
    let kept = now(save_work::save(&store, work("a"), &vec![7; 100])).unwrap();
    store.spoil(&format!("a.{}.db", kept.number));
    let error = now(save_work::open(&store, &kept)).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Storage);
    assert_eq!(now(save_work::list(&store, true)).unwrap(), [kept]);
}

#[test]
fn a_look_without_leave_to_tidy_removes_nothing() {
    let store = Memory::default();
    now(save_work::save(&store, work("a"), &vec![1])).unwrap();
    now(store.write("a.9.db", &vec![2])).unwrap();
    assert_eq!(now(save_work::list(&store, false)).unwrap().len(), 1);
    assert_eq!(now(store.names()).unwrap().len(), 3);
    now(save_work::list(&store, true)).unwrap();
    assert_eq!(now(store.names()).unwrap().len(), 2);
}

#[test]
fn a_record_that_cannot_be_read_now_is_not_taken_for_rubbish() {
    let store = Memory::default();
    now(save_work::save(&store, work("a"), &vec![1])).unwrap();
    store.unreadable("a.1.record");
    assert_eq!(now(save_work::list(&store, true)).unwrap(), []);
    assert_eq!(now(store.names()).unwrap().len(), 2);
    store.unreadable("");
    assert_eq!(found(&store), [("a".to_owned(), vec![1])]);
}

#[test]
fn a_full_storage_costs_the_new_generation_only() {
    let store = Memory::default();
    now(save_work::save(&store, work("a"), &vec![1; 50])).unwrap();
    store.room(20);
    let error = now(save_work::save(&store, work("a"), &vec![2; 100])).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::StorageFull);
    assert_eq!(found(&store), [("a".to_owned(), vec![1; 50])]);
    assert_eq!(now(store.names()).unwrap().len(), 2, "what was half written is gone");
}

proptest! {
    #![proptest_config(config(400))]

    /// A history of saves is killed after any number of steps, a byte written being a step; then somebody comes back,
    /// goes on, and is killed again.
    #[test]
    fn whenever_it_is_killed_everything_that_was_said_to_be_saved_is_there(
        saves in prop::collection::vec((0..9_u8, prop::collection::vec(any::<u8>(), 0..40)), 1..8),
        kills in prop::collection::vec(1..900_u32, 1..5),
        garbled in any::<bool>(),
    ) {
        let store = Memory::default();
        // What was said to be saved, newest last; and what was being saved when it was killed.
        let mut said: Vec<(String, Vec<u8>)> = Vec::new();
        for steps in kills {
            store.kill_after(steps, garbled);
            let mut begun = None;
            for (name, image) in &saves {
                let name = format!("w{name}");
                begun = Some((name.clone(), image.clone()));
                if now(save_work::save(&store, work(&name), image)).is_err() {
                    break;
                }
                said.retain(|(known, _)| *known != name);
                said.push((name, image.clone()));
                begun = None;
            }
            store.come_back();
            let works = found(&store);
            // Either the work under way is current already, or it left no trace.
            let with = begun.map(|begun| {
                let mut with = said.clone();
                with.retain(|(known, _)| *known != begun.0);
                with.push(begun);
                with
            });
            let newest = |said: &[(String, Vec<u8>)]| said.iter().rev().take(SMALL_WORKS).cloned().collect::<Vec<_>>();
            let as_said = works == newest(&said);
            let went_through = with.as_ref().is_some_and(|with| works == newest(with));
            prop_assert!(as_said || went_through, "found {works:?}, said {said:?}, or {with:?}");
            let versions: usize = works.iter().map(|(work, _)| opened_versions(&store, work).len()).sum();
            prop_assert_eq!(now(store.names()).unwrap().len(), 2 * versions, "nothing half-written is left");
            if went_through && !as_said {
                said = with.unwrap_or_default();
            }
        }
    }
}

fn with_lock() -> Ledger<char> {
    let mut ledger = Ledger::default();
    ledger.lock_acquired();
    ledger
}

#[test]
fn a_change_without_an_image_is_not_saved_and_the_state_before_it_is() {
    for before_answer in [true, false] {
        let mut ledger = with_lock();
        ledger.image('a');
        ledger.ran(true, false);
        if before_answer {
            ledger.no_image(Why::Unreadable);
            ledger.ran(true, false);
        } else {
            ledger.ran(true, false);
            ledger.no_image(Why::Unreadable);
        }
        assert_eq!(ledger.state(), Saving::Not(Why::Unreadable));
        let (first, image) = ledger.start().unwrap();
        assert_eq!(image, 'a', "the last state that opens is saved");
        ledger.ended(first, Ok(()));
        assert_eq!(ledger.state(), Saving::Not(Why::Unreadable));
        let mut mended = ledger.clone();
        mended.image('b');
        mended.ran(true, false);
        let (second, _) = mended.start().unwrap();
        mended.ended(second, Ok(()));
        assert_eq!(mended.state(), Saving::Saved);
        assert!(ledger.restored(), "a new worker has the state before it");
        assert_eq!(ledger.state(), Saving::Saved);
    }
}

#[test]
fn a_storage_that_does_not_answer_is_told_and_waited_for() {
    let mut ledger = with_lock();
    ledger.ran(true, false);
    ledger.image('a');
    let (first, _) = ledger.start().unwrap();
    ledger.late();
    assert_eq!((ledger.state(), ledger.start()), (Saving::Not(Why::Silent), None));
    // It is silent for the next database, too.
    let mut other = ledger.clone();
    other.opened(false);
    assert_eq!(other.state(), Saving::Unchanged);
    other.ran(true, false);
    assert_eq!(other.state(), Saving::Not(Why::Silent));
    other.ended(first, Ok(()));
    assert_eq!(other.state(), Saving::Underway);
    ledger.ended(first, Ok(()));
    assert_eq!(ledger.state(), Saving::Saved);
}
