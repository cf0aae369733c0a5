// Limits what SQLite takes: the memory of its program, and the length of a value. Without them one statement takes the whole tab.
//
// sql.js does not export sqlite3_limit, so the limit is written where that function would write it: into the connection's
// list of limits, which is found by the numbers that it begins with.

/** The most memory of SQLite's program, in bytes. Above it a statement ends with "out of memory". */
const MOST = 1.25 * 2 ** 30;

const PAGE = 2 ** 16;

/** The first limits of a connection: bytes of a value, bytes of SQL, columns, depth of an expression, parts of a compound SELECT. */
const [LONGEST, ...NEXT] = [1e9, 1e9, 2000, 1000, 500];

/** How many numbers of a connection's memory are looked at. */
const LOOKED_AT = 128;

/** Gives sql.js's namespace `limitValues` and `memoryBytes`, and its memory a ceiling. */
export function addLimits(sql, memory) {
  // sql.js catches the error, and tells SQLite that there is no more.
  memory.grow = (pages) => {
    if (memory.buffer.byteLength + pages * PAGE > MOST) throw new RangeError("SQLite's memory has grown enough");
    return WebAssembly.Memory.prototype.grow.call(memory, pages);
  };

  /** The place of the limits in a connection, in numbers of 32 bits. */
  let place;

  /** Limits the bytes of a value of a database; without a number, takes the limit away. */
  sql.limitValues = (database, bytes = LONGEST) => {
    const numbers = new Int32Array(memory.buffer, database.db, LOOKED_AT);
    place ??= numbers.findIndex((_, at) => numbers[at] === LONGEST && NEXT.every((next, i) => numbers[at + 1 + i] === next));
    if (place < 0) throw new Error("the limits of the connection were not found");
    numbers[place] = bytes;
  };

  /** The memory that SQLite's program has taken. It never shrinks. */
  sql.memoryBytes = () => memory.buffer.byteLength;
}
