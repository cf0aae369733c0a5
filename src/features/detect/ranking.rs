//! Ranks a table by its points as a table of customers and as a table of transactions.

use super::columns;
use super::named::NamedTable;
use super::vocabulary::{ASIDE, PEOPLE, PLAIN, SALES};
use super::words::points_of;
use crate::base::schema::TableKind;

impl NamedTable<'_> {
    /// Returns the points of the table as one with a row per customer.
    pub(super) fn as_leads(&self) -> i32 {
        let has = |word: &str| self.columns.iter().any(|column| column.words.is(&[word]));
        let evidence = [
            (!columns::emails(self).is_empty(), 4),
            (!columns::ratings(self).is_empty(), 2),
            (has("p1"), 2),
            (self.words.has("scored"), 3),
        ];
        let evidence: i32 = evidence.iter().filter(|(found, _)| *found).map(|(_, points)| points).sum();
        self.named_for(&PEOPLE, &SALES) + evidence
    }

    /// Returns the points of the table as one with a row per transaction.
    pub(super) fn as_transactions(&self) -> i32 {
        let evidence = match columns::times(self).first() {
            Some((points, _)) if *points >= columns::CLEAR => 4,
            _ => -3,
        };
        self.named_for(&SALES, &PEOPLE) + evidence
    }

    /// Returns the points of the table's name, less those for words of other tables, for unknown words, for a view and
    /// for an empty table.
    fn named_for(&self, wanted: &[(&str, i32)], others: &[(&str, i32)]) -> i32 {
        let words = &self.words;
        let mut points = words.most(wanted).unwrap_or(0);
        // The last word of an English name is the noun: sales leads are leads.
        let telling = words.list.iter().rev().find(|word| !PLAIN.contains(&word.as_str()));
        if telling.is_some_and(|word| points_of(others, word).is_some()) {
            points -= 8;
        }
        points += words.list.iter().filter_map(|word| points_of(&ASIDE, word)).min().unwrap_or(0);
        let known = |word: &&String| {
            [wanted, others, &ASIDE].iter().any(|list| points_of(list, word).is_some())
                || PLAIN.contains(&word.as_str())
        };
        let unknown = words.list.iter().filter(|word| !known(word)).count();
        points -= i32::try_from(unknown).unwrap_or(3).min(3);
        if self.table.kind == TableKind::View {
            points -= 5;
        }
        if self.table.rows == Some(0) {
            points -= 3;
        }
        points
    }
}
