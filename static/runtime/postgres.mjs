// PostgreSQL (PGlite) as the page calls it: opens a cluster, copies tables into it, runs statements, keeps their rows.
import { PGlite, types } from "@electric-sql/pglite";

/** The rows that come with a result. */
const FIRST_ROWS = 100;

const INTEGERS = [types.INT2, types.INT4, types.INT8];
const REALS = [types.FLOAT4, types.FLOAT8];

/** PostgreSQL's own text for all values, whatever their type. */
const AS_TEXT = { rowMode: "array", parsers: Object.fromEntries(Object.values(types).map((type) => [type, (text) => text])) };

/** Nothing of this cluster outlives its worker, so its log need not bring it back: a third of the time of a copy. */
const SETTINGS = ["wal_level=minimal", "max_wal_senders=0", "full_page_writes=off", "synchronous_commit=off"];

export class Postgres {
  #database;
  /** The results of the last script, by number. */
  #results = new Map();
  #next = 1;

  /** Opens a cluster: PGlite's compiled program, its files, and the cluster as a tar. Returns PostgreSQL's version. */
  async open({ wasm, files, cluster }) {
    // Without a program of initdb it would fetch one, which the cluster has no use for.
    const startParams = [...PGlite.defaultStartParams, ...SETTINGS.flatMap((setting) => ["-c", setting])];
    const programs = { pgliteWasmModule: wasm, initdbWasmModule: wasm };
    this.#database = await PGlite.create({ ...programs, startParams, fsBundle: files, loadDataDir: cluster });
    const { rows } = await this.#database.query("SHOW server_version", [], AS_TEXT);
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
        for (const result of await this.#database.exec(statement, AS_TEXT)) outcomes.push(this.#outcome(result));
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
    return kept && window(kept, start, count);
  }

  #outcome(result) {
    if (result.fields.length === 0 && result.rows.length === 0) return { Changed: result.affectedRows ?? 0 };
    const id = this.#next++;
    this.#results.set(id, result);
    const columns = result.fields.map(({ name }) => name);
    return { Rows: { id, columns, total: result.rows.length, first: window(result, 0, FIRST_ROWS) } };
  }
}

/** Rows as src/base/value.rs reads them. */
function window({ fields, rows }, start, count) {
  return rows.slice(start, start + count).map((row) => row.map((text, at) => value(text, fields[at].dataTypeID)));
}

function value(text, type) {
  if (text === null) return "null";
  if (INTEGERS.includes(type)) return { integer: BigInt(text) };
  if (REALS.includes(type)) return { real: Number(text) };
  if (type === types.BYTEA) return { blob: Uint8Array.from(text.slice(2).match(/../g) ?? [], (byte) => Number.parseInt(byte, 16)) };
  return { text };
}
