// PostgreSQL (PGlite) as the page calls it: opens a cluster, copies tables into it, runs statements, keeps their rows.
//
// Whoever uses it gives it PGlite's package: the page's worker (start/postgres_worker.js), and the linter of lessons
// (build/postgres_of_lessons.mjs).

/** The rows that come with a result. */
const FIRST_ROWS = 100;

/** Nothing of this cluster outlives its worker, so its log need not bring it back: a third of the time of a copy. */
const SETTINGS = ["wal_level=minimal", "max_wal_senders=0", "full_page_writes=off", "synchronous_commit=off"];

export class Postgres {
  #PGlite;
  #types;
  /** PostgreSQL's own text for all values, whatever their type. */
  #asText;
  #database;
  /** The results of the last script, by number. */
  #results = new Map();
  #next = 1;

  constructor({ PGlite, types }) {
    this.#PGlite = PGlite;
    this.#types = types;
    const parsers = Object.fromEntries(Object.values(types).map((type) => [type, (text) => text]));
    this.#asText = { rowMode: "array", parsers };
  }

  /**
   * Opens a cluster: PGlite's compiled program, its files, and the cluster as a tar; those of its package, and a new cluster,
   * if they are not given. Returns PostgreSQL's version.
   */
  async open({ wasm, files, cluster } = {}) {
    // Without a program of initdb it would fetch one, which the cluster has no use for.
    const startParams = [...this.#PGlite.defaultStartParams, ...SETTINGS.flatMap((setting) => ["-c", setting])];
    const given = { pgliteWasmModule: wasm, initdbWasmModule: wasm, fsBundle: files, loadDataDir: cluster };
    this.#database = await this.#PGlite.create({ startParams, ...(wasm ? given : {}) });
    const { rows } = await this.#database.query("SHOW server_version", [], this.#asText);
    return rows[0][0].split(" ")[0];
  }

  /**
   * Puts tables in place of all that the database has. A table has the statements `create` and `copy`, and the lengths of
   * its `parts`, which come one after the other in `blob`.
   */
  async copy({ tables, blob }) {
    const database = this.#database;
    this.#results.clear();
    // Ends a transaction of the person's.
    await database.exec("ROLLBACK");
    await database.exec("BEGIN; DROP SCHEMA public CASCADE; CREATE SCHEMA public");
    try {
      let start = 0;
      for (const { create, copy, parts } of tables) {
        await database.exec(create);
        for (const length of parts) {
          await database.query(copy, [], { blob: blob.slice(start, (start += length)) });
        }
      }
      await database.exec("COMMIT");
    } catch (error) {
      await database.exec("ROLLBACK");
      throw error;
    }
  }

  /** Runs statements one after the other, to the first error; what ran before it is kept, as psql does. */
  async run({ statements }) {
    this.#results.clear();
    const [outcomes, times] = [[], []];
    for (const statement of statements) {
      const start = performance.now();
      try {
        for (const result of await this.#database.exec(statement, this.#asText)) outcomes.push(this.#outcome(result));
      } catch ({ message, position, hint, detail }) {
        return { outcomes, times, error: { message, position, hint, detail } };
      }
      times.push(performance.now() - start);
    }
    return { outcomes, times };
  }

  /** A window of the rows of a result; `undefined` if it is no longer kept. */
  rows({ result, start, count }) {
    const kept = this.#results.get(result);
    return kept && this.#window(kept, start, count);
  }

  /**
   * The last result that is kept, and the one of the statements of an exercise's solution, which leave the tables as they are;
   * or PostgreSQL's words about a statement that does not run.
   */
  async check({ statements }) {
    const database = this.#database;
    const last = [...this.#results.values()].at(-1);
    let solved;
    // The learner may be in a transaction, which must go on as it was.
    const isInside = await database.exec("SAVEPOINT feature_lab").then(() => true, () => false);
    if (!isInside) await database.exec("ROLLBACK; BEGIN");
    try {
      for (const statement of statements) {
        for (const result of await database.exec(statement, this.#asText)) if (hasRows(result)) solved = result;
      }
      return { last: this.#relation(last), solved: this.#relation(solved) };
    } catch ({ message }) {
      return { last: this.#relation(last), error: message };
    } finally {
      await database.exec(isInside ? "ROLLBACK TO feature_lab; RELEASE feature_lab" : "ROLLBACK");
    }
  }

  /** The rows of a table before and after statements that build it anew, or PostgreSQL's words about one that does not run. */
  async compare({ table, statements }) {
    const database = this.#database;
    const rows = async () => this.#relation((await database.exec(`SELECT * FROM ${table}`, this.#asText))[0]);
    const first = await rows();
    try {
      for (const statement of statements) await database.exec(statement);
    } catch ({ message }) {
      await database.exec("ROLLBACK");
      return { first, error: message };
    }
    return { first, second: await rows() };
  }

  #outcome(result) {
    if (!hasRows(result)) return { Changed: result.affectedRows ?? 0 };
    const id = this.#next++;
    this.#results.set(id, result);
    const columns = result.fields.map(({ name }) => name);
    return { Rows: { id, columns, total: result.rows.length, first: this.#window(result, 0, FIRST_ROWS) } };
  }

  /** A whole result as src/base/relation.rs reads it, to be compared: exact decimals are numbers there. */
  #relation(result) {
    if (!result) return undefined;
    const columns = result.fields.map(({ name }) => name);
    const isDecimal = result.fields.map(({ dataTypeID }) => dataTypeID === this.#types.NUMERIC);
    const compared = (value, at) => (isDecimal[at] && value.text ? { real: Number(value.text) } : value);
    // What is no number, such as NaN, equals itself as a text.
    const finite = (value) => ("real" in Object(value) && !Number.isFinite(value.real) ? { text: `${value.real}` } : value);
    const rows = this.#window(result, 0, result.rows.length);
    return { columns, rows: rows.map((row) => row.map((value, at) => finite(compared(value, at)))) };
  }

  /** Rows as src/base/value.rs reads them. */
  #window({ fields, rows }, start, count) {
    return rows.slice(start, start + count).map((row) => row.map((text, at) => this.#value(text, fields[at].dataTypeID)));
  }

  #value(text, type) {
    const { INT2, INT4, INT8, FLOAT4, FLOAT8, BYTEA } = this.#types;
    if (text === null) return "null";
    if ([INT2, INT4, INT8].includes(type)) return { integer: BigInt(text) };
    if ([FLOAT4, FLOAT8].includes(type)) return { real: Number(text) };
    if (type === BYTEA) return { blob: Uint8Array.from(text.slice(2).match(/../g) ?? [], (byte) => Number.parseInt(byte, 16)) };
    return { text };
  }
}

/** Says whether a statement gives rows, or none of a known form. */
function hasRows({ fields, rows }) {
  return fields.length > 0 || rows.length > 0;
}
