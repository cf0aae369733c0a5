//! A store in memory that can be killed in the middle of anything, and futures that never wait.

#![allow(dead_code, missing_docs, unreachable_pub)]

use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;
use std::pin::pin;
use std::task::{Context, Poll, Waker};

use feature_lab::base::checksum::Checksum;
use feature_lab::base::error::{LabError, Result};
use feature_lab::base::problem::storage::StorageProblem;
use feature_lab::engine::store::Store;

/// The outcome of a future that has nothing to wait for.
pub fn now<F: Future>(future: F) -> F::Output {
    match pin!(future).poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(outcome) => outcome,
        Poll::Pending => panic!("it waits"),
    }
}

#[derive(Default)]
pub struct Memory {
    files: RefCell<BTreeMap<String, Vec<u8>>>,
    /// The number of steps until it is killed, if it is to be.
    left: Cell<Option<u32>>,
    /// True if, after the kill, unflushed files have their length but not their content.
    garbled: Cell<bool>,
    /// The bytes that all files may have together, if the storage has an end.
    limit: Cell<Option<usize>>,
    unreadable: RefCell<String>,
}

impl Memory {
    /// A store with files in it.
    pub fn of(files: BTreeMap<String, Vec<u8>>) -> Self {
        Self { files: RefCell::new(files), ..Self::default() }
    }

    pub fn kill_after(&self, steps: u32, garbled: bool) {
        self.left.set(Some(steps));
        self.garbled.set(garbled);
    }

    pub fn come_back(&self) {
        self.left.set(None);
    }

    pub fn spoil(&self, name: &str) {
        self.files.borrow_mut().get_mut(name).unwrap()[3] ^= 1;
    }

    pub fn unreadable(&self, name: &str) {
        self.unreadable.replace(name.to_owned());
    }

    /// Leaves so many bytes free.
    pub fn room(&self, bytes: usize) {
        self.limit.set(Some(self.taken() + bytes));
    }

    fn taken(&self) -> usize {
        self.files.borrow().values().map(Vec::len).sum()
    }

    /// Goes one step, or fails if it was killed.
    fn step(&self) -> Result<()> {
        match self.left.get() {
            Some(0) => Err(LabError::internal("killed")),
            Some(left) => {
                self.left.set(Some(left - 1));
                Ok(())
            }
            None => Ok(()),
        }
    }
}

impl Store for Memory {
    type File = Vec<u8>;

    fn of_text(&self, text: &str) -> Result<Vec<u8>> {
        Ok(text.as_bytes().to_vec())
    }

    fn size(&self, file: &Vec<u8>) -> u64 {
        file.len() as u64
    }

    async fn names(&self) -> Result<Vec<String>> {
        self.step()?;
        Ok(self.files.borrow().keys().cloned().collect())
    }

    async fn write(&self, name: &str, content: &Vec<u8>) -> Result<Checksum> {
        self.step()?;
        let before = self.files.borrow_mut().insert(name.to_owned(), Vec::new());
        assert_eq!(before, None, "{name} is written over");
        for byte in content {
            if let Err(killed) = self.step() {
                let mut files = self.files.borrow_mut();
                let file = files.get_mut(name).unwrap();
                if self.garbled.get() {
                    *file = vec![0; content.len()];
                }
                return Err(killed);
            }
            if self.limit.get().is_some_and(|limit| self.taken() >= limit) {
                return Err(StorageProblem::Full.into());
            }
            self.files.borrow_mut().get_mut(name).unwrap().push(*byte);
        }
        self.step()?;
        self.sum(content, Checksum::default()).await
    }

    async fn read(&self, name: &str) -> Result<Vec<u8>> {
        self.step()?;
        if *self.unreadable.borrow() == name {
            return Err(LabError::internal("not now"));
        }
        let files = self.files.borrow();
        files.get(name).cloned().ok_or_else(|| LabError::from(StorageProblem::Refused).with_detail(name))
    }

    async fn sum(&self, file: &Vec<u8>, mut sum: Checksum) -> Result<Checksum> {
        sum.add(file);
        Ok(sum)
    }

    async fn text(&self, file: &Vec<u8>) -> Result<String> {
        Ok(String::from_utf8_lossy(file).into_owned())
    }

    async fn remove(&self, name: &str) -> Result<()> {
        self.step()?;
        self.files.borrow_mut().remove(name);
        Ok(())
    }
}
