// Moves many values between SQLite and Rust in one call: rows as packed words, numbers through two SQL functions.
//
// sql.js hands values over one by one, which costs microseconds a row. Here SQLite's own C functions are called, which
// sql.js's namespace has as well, and bytes go straight from the one WebAssembly memory into the other.

const [ROW, DONE] = [100, 101];
const [INTEGER, REAL, TEXT, BLOB, NULL] = [1, 2, 3, 4, 5];

/** Text encoding UTF-8, and not to be called from views or triggers. */
const FUNCTION_FLAGS = 1 | 0x80000;

/** Below this a double holds every integer. */
const EXACT = 2 ** 53;

/** Gives sql.js's namespace `openRows` and `runSupplied`. `memory` is the one that SQLite runs in. */
export function addBulk(sql, memory) {
  const { _sqlite3_step: step, _sqlite3_column_type: typeOf, _sqlite3_column_bytes: bytesOf } = sql;
  const { _sqlite3_column_text: textOf, _sqlite3_column_blob: blobOf, _sqlite3_column_double: doubleOf } = sql;
  const real = new Float64Array(1);
  const [low, high] = [new Int32Array(real.buffer, 0, 1), new Int32Array(real.buffer, 4, 1)];
  let heap = new Int32Array(memory.buffer);

  function prepare(database, text) {
    const stack = sql.stackSave();
    const [place, words] = [sql.stackAlloc(4), sql.stringToNewUTF8(text)];
    try {
      database.handleError(sql._sqlite3_prepare_v2(database.db, words, -1, place, 0));
      return new Int32Array(memory.buffer)[place >> 2];
    } finally {
      sql._free(words);
      sql.stackRestore(stack);
    }
  }

  /** Packs the row that `statement` stands on, as src/engine/packed.rs says; returns where it ends, fit or not. */
  function pack(database, statement, columns, words, at) {
    for (let column = 0; column < columns; column++) {
      const type = typeOf(statement, column);
      if (type === TEXT || type === BLOB) {
        // The length comes second: only now is text of another encoding UTF-8.
        const from = type === TEXT ? textOf(statement, column) : blobOf(statement, column);
        const length = bytesOf(statement, column);
        if (from === 0 && (type === TEXT || length > 0)) database.handleError(7);
        if (type === BLOB) words[at++] = -BLOB;
        const start = at + 1;
        at = start + ((length + 3) >>> 2);
        if (at > words.length) continue;
        words[start - 1] = length;
        copy(from, length, words, start);
      } else if (type === NULL) {
        words[at++] = -NULL;
      } else {
        words[at] = -type;
        const number = doubleOf(statement, column);
        if (type === REAL) {
          real[0] = number;
          [words[at + 1], words[at + 2]] = [low[0], high[0]];
        } else if (number > -EXACT && number < EXACT) {
          words[at + 1] = number;
          words[at + 2] = Math.floor(number / 2 ** 32);
        } else {
          const whole = BigInt(sql.UTF8ToString(textOf(statement, column)));
          words[at + 1] = Number(BigInt.asIntN(32, whole));
          words[at + 2] = Number(BigInt.asIntN(32, whole >> 32n));
        }
        at += 3;
      }
    }
    return at;
  }

  function copy(from, length, words, start) {
    // Asked by its length, which is quick: a memory that grew leaves its old arrays empty.
    if (heap.length === 0) heap = new Int32Array(memory.buffer);
    const count = (length + 3) >>> 2;
    if ((from & 3) === 0 && count <= 64) {
      const first = from >> 2;
      for (let at = 0; at < count; at++) words[start + at] = heap[first + at];
    } else {
      new Uint8Array(words.buffer, words.byteOffset + 4 * start, length).set(new Uint8Array(memory.buffer, from, length));
    }
  }

  /** A query that is read in parts. */
  class Rows {
    constructor(database, text) {
      this.database = database;
      this.statement = prepare(database, text);
      this.columns = sql._sqlite3_column_count(this.statement);
      this.ended = false;
      /** How many bytes a row takes that was too large for the last part; 0 if there was none. */
      this.wanted = 0;
    }

    /** Packs the next rows, at most `limit`, into `into`, from its first address that is a multiple of 4; how many. */
    read(into, limit) {
      const words = new Int32Array(into.buffer, (into.byteOffset + 3) & ~3, (into.byteLength - 3) >> 2);
      let [at, rows] = [0, 0];
      while (rows < limit && !this.ended) {
        if (this.wanted === 0) {
          const outcome = step(this.statement);
          this.ended = outcome === DONE;
          if (outcome !== ROW) {
            if (!this.ended) this.database.handleError(outcome);
            break;
          }
        }
        const end = pack(this.database, this.statement, this.columns, words, at);
        this.wanted = end > words.length ? 4 * (end - at) + 8 : 0;
        if (this.wanted > 0) break;
        at = end;
        rows++;
      }
      return rows;
    }

    free() {
      sql._sqlite3_finalize(this.statement);
      this.statement = 0;
    }
  }

  /** What the two SQL functions give: the rowids, the columns, the row that was taken last. */
  let supply;
  let functions;

  /** 64-bit integers, with their 32-bit halves, which are quicker to look at. */
  const halved = (values) => ({ values, halves: new Int32Array(values.buffer, values.byteOffset, 2 * values.length) });

  /** `feature_row(rowid)`: 1 if it is the rowid of the next row, which then is the current one, and 0 if not. */
  function featureRow(context, _, values) {
    if (!supply) return refuse(context);
    const value = new Int32Array(memory.buffer)[values >> 2];
    const number = sql._sqlite3_value_double(value);
    const at = supply.row + 1;
    const { values: rowids, halves } = supply.rowids;
    const near = halves[2 * at + 1] * 2 ** 32 + (halves[2 * at] >>> 0) === number;
    const same = near && (Math.abs(number) < EXACT || BigInt(sql.UTF8ToString(sql._sqlite3_value_text(value))) === rowids[at]);
    if (same) supply.row++;
    sql._sqlite3_result_int(context, same ? 1 : 0);
  }

  /** `feature_value(n)`: the value of column n, counted from 1, in the current row. */
  function featureValue(context, _, values) {
    if (!supply) return refuse(context);
    const { row, columns } = supply;
    const column = columns[sql._sqlite3_value_int(new Int32Array(memory.buffer)[values >> 2]) - 1];
    if (column === undefined || row < 0 || column.nulls[row] === 1) return sql._sqlite3_result_null(context);
    if (column.halves === undefined) return sql._sqlite3_result_double(context, column.values[row]);
    const small = column.halves[2 * row];
    if (column.halves[2 * row + 1] === small >> 31) sql._sqlite3_result_int(context, small);
    else sql._sqlite3_result_int64(context, column.values[row]);
  }

  function refuse(context) {
    const words = sql.stringToNewUTF8("only a build has features to give");
    sql._sqlite3_result_error(context, words, -1);
    sql._free(words);
  }

  /** Makes the functions known to a database, or with `off` unknown again. */
  function define(database, off) {
    functions ??= [["feature_row", featureRow], ["feature_value", featureValue]].map(([name, body]) => [name, sql.addFunction(body, "viii")]);
    for (const [name, pointer] of functions) {
      const words = sql.stringToNewUTF8(name);
      const outcome = sql._sqlite3_create_function_v2(database.db, words, 1, FUNCTION_FLAGS, 0, off ? 0 : pointer, 0, 0, 0);
      sql._free(words);
      database.handleError(outcome);
    }
  }

  sql.openRows = (database, text) => new Rows(database, text);

  /**
   * Runs one statement that takes rows of features; how many it took. `rowids` is a BigInt64Array. A column is an array of
   * its values (BigInt64Array or Float64Array) and of bytes that are 1 where a value is NULL.
   */
  sql.insertWithFeatures = (database, text, rowids, columns) => {
    define(database, false);
    const column = ([values, nulls]) => ({ nulls, ...(values instanceof BigInt64Array ? halved(values) : { values }) });
    supply = { rowids: halved(rowids), columns: columns.map(column), row: -1 };
    try {
      const statement = prepare(database, text);
      try {
        const outcome = step(statement);
        if (outcome !== DONE) database.handleError(outcome);
        return supply.row + 1;
      } finally {
        sql._sqlite3_finalize(statement);
      }
    } finally {
      supply = undefined;
      define(database, true);
    }
  };
}
