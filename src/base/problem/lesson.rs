//! Problems of a lesson's text, for its author.

use crate::base::message::messages;

messages! {
    /// A problem of a lesson.
    pub enum LessonProblem {
        /// A line does not follow docs/lessons.md.
        Line {
            /// The name of the file.
            file: String,
            /// The line, from 1 on.
            line: u64,
            /// The fault of the line.
            fault: LessonFault,
        },
        /// A file of the list is not in the lesson's folder.
        NoFile {
            /// Its name.
            file: String,
        },
        /// A file in the lesson's folder cannot be read; the system's words are the error's detail.
        UnreadableFile {
            /// Its name.
            file: String,
        },
        /// An exercise leaves a transaction open for the next.
        OpenTransaction,
        /// The solution of an exercise in PostgreSQL ends a transaction, and would end the one of the check.
        EndsTransaction {
            /// The statement's first word.
            word: String,
        },
    }
}

messages! {
    /// A fault of a line of a lesson.
    pub enum LessonFault {
        /// The file has no front matter.
        NoFrontMatter,
        /// The front matter does not end.
        OpenFrontMatter,
        /// A line is no `name: value`.
        NoEntry {
            /// The line.
            text: String,
        },
        /// A block does not end.
        OpenBlock,
        /// A name stands twice.
        Twice {
            /// The name.
            name: String,
        },
        /// The front matter has no such name.
        UnknownName {
            /// The name.
            name: String,
            /// The names that there are.
            known: Vec<String>,
        },
        /// A name that is needed is missing in the front matter.
        MissingName {
            /// The name.
            name: String,
        },
        /// A block of an exercise stands in the head file.
        BlockInHead {
            /// The words of the block's fence.
            info: String,
        },
        /// The format is not one that this program reads.
        UnknownFormat {
            /// The format.
            format: String,
            /// The one that it reads.
            known: String,
        },
        /// This cannot be an id.
        BadId {
            /// The text.
            text: String,
        },
        /// This is no version.
        BadVersion {
            /// The text.
            text: String,
        },
        /// The lesson names no database, or two.
        NotOneDatabase,
        /// As-of is no date.
        BadAsOf {
            /// The text.
            text: String,
        },
        /// A part of the mapping is not `field=name`.
        BadMapping {
            /// The part.
            pair: String,
        },
        /// An exercise is listed twice.
        ListedTwice {
            /// The exercise's file.
            file: String,
        },
        /// A name leads out of the lesson's folder.
        BadFileName {
            /// The name.
            name: String,
        },
        /// An exercise is solved by a build, and the lesson has no as-of.
        BuildWithoutAsOf {
            /// The exercise's file.
            file: String,
        },
        /// `starter:` has an unknown value.
        UnknownStarter {
            /// The value.
            value: String,
        },
        /// A block that there may be once stands twice.
        SecondBlock {
            /// The words of the block's fence.
            info: String,
        },
        /// An exercise has no check.
        NoCheck,
        /// An exercise has no solution.
        NoSolution,
        /// A build has no such choice.
        UnknownChoice {
            /// The name.
            name: String,
            /// The value.
            value: String,
        },
        /// The words of a fence are no check.
        UnknownCheck {
            /// The words.
            info: String,
        },
        /// A block looks at the open database, and the exercise runs in PostgreSQL.
        NotInPostgres {
            /// The words of the block's fence.
            info: String,
        },
        /// A name that a check needs is missing.
        MissingOption {
            /// The name.
            name: String,
        },
        /// A check does not take this name.
        UnknownOption {
            /// The name.
            name: String,
            /// The names that it takes.
            known: Vec<String>,
        },
        /// A name has a value that is not its only one.
        UnknownWord {
            /// The name.
            name: String,
            /// The value.
            value: String,
            /// The value that it may have.
            known: String,
        },
        /// This is no number of decimal places.
        BadDecimals {
            /// The text.
            text: String,
        },
    }
}
