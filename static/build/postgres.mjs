// Makes the files of PostgreSQL in the page from PGlite's package: its files without what nobody needs here, and a cluster
// that initdb has made already, for initdb takes longer than all the rest of the start.

import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

/** What only initdb and tests of PostgreSQL read, replication, and the tables of encodings with thousands of letters. */
const UNUSED = [
  /^\/pglite\/lib\/postgresql\/pgxs\//,
  /^\/pglite\/lib\/postgresql\/libpqwalreceiver\.so$/,
  /^\/pglite\/lib\/postgresql\/utf8_and_(gb|big5|euc|johab|uhc|sjis)/,
  /^\/pglite\/share\/postgresql\/[^/]*\.(bki|sample)$/,
  /^\/pglite\/share\/postgresql\/(information_schema|system_\w+|snowball_create|sql_features)\.\w+$/,
];

const BLOCK = 512;

/** Writes PGlite's files with zeros in place of those that are not needed, which gzip makes nothing of. */
export async function makeFiles(modules, to) {
  const folder = join(modules, "@electric-sql/pglite/dist");
  const [script, files] = [await readFile(join(folder, "pglite.js"), "utf8"), await readFile(join(folder, "pglite.data"))];
  const listed = [...script.matchAll(/filename:"([^"]+)",start:([\de]+),end:([\de]+)/g)];
  const unused = listed.filter(([, name]) => UNUSED.some((pattern) => pattern.test(name)));
  if (unused.length < 10) throw new Error("PGlite lists its files in another way than before");
  for (const [, , start, end] of unused) files.fill(0, Number(start), Number(end));
  await writeFile(to, files);
}

/** Writes a new cluster as a tar: one database, and no more of the write-ahead log than a start needs. */
export async function makeCluster(modules, to) {
  const { PGlite } = await import(pathToFileURL(join(modules, "@electric-sql/pglite/dist/index.js")).href);
  const database = await PGlite.create();
  const names = "SELECT datname FROM pg_database WHERE datname <> current_database()";
  const { rows } = await database.query(names);
  await database.exec("UPDATE pg_database SET datistemplate = false");
  for (const { datname } of rows) await database.exec(`DROP DATABASE "${datname}"`);
  await database.exec("VACUUM FREEZE");
  await database.exec("SELECT pg_switch_wal()");
  await database.exec("CHECKPOINT");
  const needed = (await database.query("SELECT redo_wal_file AS name FROM pg_control_checkpoint()")).rows[0].name;
  const tar = Buffer.from(await (await database.dumpDataDir("none")).arrayBuffer());
  await database.close();
  const isNeeded = (name) => !/pg_wal\/[0-9A-F]{24}$/.test(name) || name.endsWith(needed);
  await writeFile(to, Buffer.concat([...entries(tar)].filter(({ name }) => isNeeded(name)).map(({ bytes }) => bytes).concat(Buffer.alloc(2 * BLOCK))));
}

/** The entries of a tar: each its name, and its bytes with its header. */
function* entries(tar) {
  for (let at = 0; at < tar.length && tar[at] !== 0; ) {
    const text = (from, to) => tar.subarray(at + from, at + to).toString("latin1").split("\0")[0].trim();
    const end = at + BLOCK + Math.ceil(Number.parseInt(text(124, 136) || "0", 8) / BLOCK) * BLOCK;
    yield { name: text(0, 100), bytes: tar.subarray(at, end) };
    at = end;
  }
}
