//! A table prepared for detection: the words of its names, split once, and its columns with the facts about their rows.

use std::rc::Rc;

use super::facts::{Facts, Sample};
use super::vocabulary::{ASIDE, PEOPLE, SALES};
use super::words::{Words, points_of, singular};
use crate::base::ident::same_name;
use crate::base::schema::{Column, Schema, Table};
use crate::features::run_log::is_of_record;

/// A column with the words of its name.
pub(super) struct NamedColumn<'a> {
    pub(super) column: &'a Column,
    pub(super) words: Words,
    /// The counts of a sample of its values; `None` if no rows were sampled.
    pub(super) sample: Option<&'a Sample>,
}

/// A table with the words of its name.
pub(super) struct NamedTable<'a> {
    pub(super) table: &'a Table,
    pub(super) words: Words,
    pub(super) columns: Vec<NamedColumn<'a>>,
    /// The names that a key of another table may have for this one: `shop_customers` → `shopcustomer`, `customer`.
    pub(super) stems: Vec<String>,
    /// The names that a key may have for any of the tables.
    pub(super) all_stems: Rc<[String]>,
    pub(super) facts: &'a Facts,
}

impl<'a> NamedTable<'a> {
    /// Splits the names of one table and its columns into words; `all_stems` stays empty.
    pub(super) fn at(table: &'a Table, facts: &'a Facts) -> Self {
        let named = |column: &'a Column| NamedColumn {
            column,
            words: Words::of(&column.name),
            sample: facts.column(&table.name, &column.name).filter(|sample| sample.rows > 0),
        };
        let words = Words::of(&table.name);
        let people = words.list.iter().filter(|word| points_of(&PEOPLE, word).is_some());
        let whole = [singular(&words.squeezed), words.joined.clone()];
        let stems = people.chain(words.list.last()).cloned().chain(whole).filter(|stem| !stem.is_empty()).collect();
        let columns = table.columns.iter().map(named).collect();
        Self { table, words, columns, stems, all_stems: Rc::new([]), facts }
    }

    /// Splits the names of all tables, in alphabetical order of their names.
    pub(super) fn at_all(schema: &'a Schema, facts: &'a Facts) -> Vec<Self> {
        // The lab's own record is no source of a build.
        let tables = schema.tables.iter().filter(|table| !is_of_record(table));
        let mut candidates: Vec<Self> = tables.map(|table| Self::at(table, facts)).collect();
        let all_stems: Rc<[String]> = candidates.iter().flat_map(|candidate| candidate.stems.clone()).collect();
        candidates.iter_mut().for_each(|candidate| candidate.all_stems = Rc::clone(&all_stems));
        // The order in which tables were created must not change the proposal.
        candidates.sort_by_cached_key(|candidate| (candidate.table.name.to_lowercase(), candidate.table.name.clone()));
        candidates
    }

    /// Says whether the table's name has none of the words of [`PEOPLE`], [`SALES`] and [`ASIDE`].
    pub(super) fn is_unnamed(&self) -> bool {
        let known = |word: &String| [&PEOPLE[..], &SALES, &ASIDE].iter().any(|list| points_of(list, word).is_some());
        !self.words.list.iter().any(known)
    }

    /// Says whether a column is the whole primary key by itself.
    pub(super) fn is_key(&self, column: &Column) -> bool {
        column.primary_key && self.columns.iter().filter(|other| other.column.primary_key).count() == 1
    }

    /// Says whether a column refers to some table by a declared foreign key.
    pub(super) fn has_reference(&self, column: &str) -> bool {
        self.table.foreign_keys.iter().any(|key| key.columns.iter().any(|(from, _)| same_name(from, column)))
    }

    /// Returns the target of a column's declared foreign key, as seen from another table.
    pub(super) fn reference(&self, column: &str, to: &NamedTable<'_>) -> Reference {
        let keys = self.table.foreign_keys.iter();
        let mut own = keys.filter(|key| key.columns.iter().any(|(from, _)| same_name(from, column))).peekable();
        if own.peek().is_none() {
            return Reference::None;
        }
        let here = own.find(|key| same_name(&key.table, &to.table.name));
        match here.map(|key| (&key.columns[..], &key.columns[..])) {
            None => Reference::Elsewhere,
            Some(([(_, Some(column))], _)) => Reference::To(column.clone()),
            Some(([(_, None)], _)) => {
                let key = to.columns.iter().find(|column| to.is_key(column.column));
                key.map_or(Reference::None, |key| Reference::To(key.column.name.clone()))
            }
            Some(_) => Reference::Together,
        }
    }
}

/// The target of a column's declared foreign key, seen from one other table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Reference {
    /// There is no foreign key.
    None,
    /// This column of the other table.
    To(String),
    /// The other table, by several columns together.
    Together,
    /// Another table.
    Elsewhere,
}
