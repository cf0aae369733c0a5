//! Problems of a database file, of its write-ahead log and of its rollback journal.

use super::ErrorKind;
use crate::base::message::messages;

messages! {
    /// A problem of a database file. Sizes are in bytes.
    pub enum FileProblem {
        /// It has no bytes.
        Empty,
        /// It is shorter than its first page, or than a header.
        Short {
            /// Its size.
            size: u64,
            /// The size of its first page.
            least: u64,
        },
        /// Its header has a page size that none can have.
        BadPageSize {
            /// The page size in the header.
            page_size: u64,
        },
        /// A later SQLite wrote it, in a format that this one cannot read.
        NewerFormat {
            /// The number of the format.
            format: u64,
        },
        /// It needs more memory than this browser gives.
        TooLarge {
            /// Its size.
            size: u64,
            /// The largest size.
            limit: u64,
        },
        /// It is JSON by its name, and no definition of features.
        NoDefinition {
            /// Its name.
            name: String,
        },
        /// It is no database, by its bytes or its name.
        NotSqlite {
            /// Its format.
            format: FileFormat,
        },
        /// Only companions of a database came.
        NoDatabase,
        /// More than one database came.
        SeveralDatabases {
            /// Their names.
            names: Vec<String>,
        },
        /// Two files could be the same companion.
        TwoCompanions {
            /// The database's name.
            database: String,
            /// `-wal` or `-journal`.
            ending: String,
            /// The one.
            first: String,
            /// The other.
            second: String,
        },
        /// The write-ahead log is of another database.
        ForeignLog {
            /// The fault by which that was seen.
            fault: CompanionFault,
        },
        /// A database in WAL mode came without its log.
        LogMissing,
        /// The write-ahead log was not used.
        LogUnused {
            /// The reason.
            fault: CompanionFault,
        },
        /// The rollback journal was not used.
        JournalUnused {
            /// The reason.
            fault: CompanionFault,
        },
        /// The rollback journal undid a transaction that was not finished.
        RolledBack {
            /// The number of pages that were restored.
            pages: u64,
        },
        /// The super-journal that decides whether a transaction was committed is missing.
        SuperJournalMissing {
            /// The database's name.
            database: String,
            /// The path of the super-journal.
            path: String,
        },
        /// It has fewer bytes than its header says.
        CutShort {
            /// The size that its header says.
            promised: u64,
            /// Its size.
            size: u64,
            /// True if its tables can be listed nevertheless.
            readable: bool,
        },
        /// The integrity check found damage.
        Damaged {
            /// The log or journal that was applied before, if one was.
            companion: Option<String>,
        },
        /// SQLite cannot read the list of tables.
        Unreadable {
            /// The log or journal that was applied before, if one was.
            companion: Option<String>,
        },
        /// Nothing is built from a damaged file.
        NotBuilt,
        /// Nothing is written into a damaged file unless the person says so.
        NotWritten,
        /// The browser could not read it from the disk.
        NotRead,
    }
}

messages! {
    /// The format of a file that is no database.
    pub enum FileFormat {
        /// Compressed by gzip.
        Gzip,
        /// An Excel workbook.
        Excel,
        /// A zip archive.
        Zip,
        /// An Excel workbook of the old format.
        OldExcel,
        /// A write-ahead log, by its bytes.
        WriteAheadLog,
        /// A rollback journal, by its bytes.
        RollbackJournal,
        /// A database of SQLite 2.
        Sqlite2,
        /// Parquet.
        Parquet,
        /// A database of DuckDB.
        DuckDb,
        /// HTML.
        WebPage,
        /// Bytes of no format that is known.
        Unknown,
        /// SQL.
        Sql,
        /// Text in rows and columns.
        Csv,
        /// Other text.
        Text,
        /// A write-ahead log, by its name.
        NamedLog,
        /// A rollback journal, by its name.
        NamedJournal,
        /// Shared memory, by its name.
        NamedSharedMemory,
        /// A super-journal, by its name.
        NamedSuperJournal,
    }
}

messages! {
    /// The reason why a write-ahead log or rollback journal cannot be used.
    pub enum CompanionFault {
        /// It has fewer bytes than its header.
        ShorterThanHeader,
        /// It starts like no write-ahead log.
        NotALog,
        /// It starts like no rollback journal.
        NotAJournal,
        /// Its page size is not the database's.
        OtherPageSize,
        /// Its header is damaged.
        DamagedHeader,
        /// The database is not in WAL mode.
        NotInWalMode,
        /// None of its transactions is whole and committed.
        NothingCommitted,
    }
}

impl FileProblem {
    /// Returns the kind of the error.
    pub(super) fn kind(&self) -> ErrorKind {
        match self {
            Self::Empty | Self::NewerFormat { .. } | Self::NotSqlite { .. } | Self::NoDefinition { .. } => {
                ErrorKind::NotSqlite
            }
            Self::Short { .. }
            | Self::BadPageSize { .. }
            | Self::CutShort { .. }
            | Self::Damaged { .. }
            | Self::Unreadable { .. }
            | Self::NotBuilt
            | Self::NotWritten => ErrorKind::Corrupt,
            Self::TooLarge { .. } => ErrorKind::TooLarge,
            Self::NoDatabase | Self::SeveralDatabases { .. } | Self::SuperJournalMissing { .. } => ErrorKind::Conflict,
            Self::TwoCompanions { .. }
            | Self::ForeignLog { .. }
            | Self::LogMissing
            | Self::LogUnused { .. }
            | Self::JournalUnused { .. }
            | Self::RolledBack { .. } => ErrorKind::Wal,
            Self::NotRead => ErrorKind::NotFound,
        }
    }
}
