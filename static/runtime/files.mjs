// Opens whole database files in sql.js, and writes them out, without copies of them.
//
// sql.js keeps a file in a JavaScript array: opening copies what it is given, growing copies it into a larger array, and
// its own export holds it three times. Here a file is opened in the memory that it came in, which has room to grow, and
// is written out straight into memory of its size.

const DONE = 101;

/** Room for new tables, so that the first rows that are written need no larger array: an eighth and a bit. */
const ROOM = 8;
const LEAST_ROOM = 1 << 16;

/** Gives sql.js's namespace `roomFor`, `openIn`, `fileOf`, `writeOut` and `release`. */
export function addFiles(sql) {
  /** The memory in which each database was opened. */
  const files = new WeakMap();

  /** Memory for a file of `length` bytes, and behind it room that the file may grow into. */
  sql.roomFor = (length) => new Uint8Array(length + Math.ceil(length / ROOM) + LEAST_ROOM).subarray(0, length);

  /** Opens the file in `bytes`, or a new one. The database works in that memory, and in what its buffer has behind it. */
  sql.openIn = (bytes) => {
    if (!bytes) return new sql.Database();
    const file = bytes.subarray();
    const [whole, view] = [0, 1].map(() => new Uint8Array(bytes.buffer, bytes.byteOffset));
    // The file system reads by this function, so that it can be seen which memory it reads.
    whole.subarray = (start, end) => {
      whole.isRead = true;
      return view.subarray(start, end);
    };
    // The file system keeps what `slice` gives it. A version that copies in another way works as well, only not as fast.
    file.slice = () => whole;
    const database = new sql.Database(file);
    files.set(database, whole);
    return database;
  };

  /**
   * The file of a database as it is, `size` bytes, for reading only; `undefined` if it lies elsewhere. sql.js keeps its
   * files to itself, and moves one that has grown beyond its room: so `probe`, a query that has to read a page, must be
   * seen to read it from the memory that the file was opened in.
   */
  sql.fileOf = (database, size, probe) => {
    const whole = files.get(database);
    if (!whole || size > whole.length) return undefined;
    // SQLite forgets the pages that it knows.
    database.exec("PRAGMA shrink_memory");
    whole.isRead = false;
    database.exec(probe);
    return whole.isRead ? new Uint8Array(whole.buffer, whole.byteOffset, size) : undefined;
  };

  /** Gives memory back at once; the garbage collector would leave it for a while, and a large file has no while. */
  sql.release = (bytes) => {
    bytes.buffer.transfer?.(0);
  };

  /** Writes a database of `size` bytes out as a file. */
  sql.writeOut = (database, size) => {
    const image = new Uint8Array(size);
    // A file of one byte counts as an empty database.
    const target = sql.openIn(image.subarray(0, 1));
    const main = sql.stringToNewUTF8("main");
    try {
      target.exec("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF");
      const backup = sql._sqlite3_backup_init(target.db, main, database.db, main);
      if (backup === 0) target.handleError(1);
      const outcome = sql._sqlite3_backup_step(backup, -1);
      const finished = sql._sqlite3_backup_finish(backup);
      // Not an error of the target's: a transaction is writing to the source.
      if (finished === 0 && outcome !== DONE) throw new Error("database is locked");
      target.handleError(finished);
    } finally {
      sql._free(main);
      target.close();
    }
    // The page count in the header is written last.
    const pages = new DataView(image.buffer).getUint32(28);
    if (pages === 0 || size % pages !== 0) throw new Error("the database was written elsewhere");
    return image;
  };
}
