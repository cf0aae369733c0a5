// The parts of the lab: the files that the page's scripts load, each by its name in the page's list (`lab-parts`).
//
// core: needed at the start. rest: fetched once the page is ready; stored for visits without a network together with the
// core, all or nothing. soon: stored once the page is idle. demand: fetched when it is first used, and stored then.

/** The folder of a published page for the files with a hash in their names. */
export const NAMED = "files";

/**
 * The parts, by name. Where `isPacked` is not false, start/parts.js fetches a part and a published page has it compressed:
 * a large one by zlib, for which Zopfli would take minutes.
 */
export const PARTS = {
  worker: { file: "worker.js", tier: "core" },
  program: { file: "lab_bg.wasm", tier: "core" },
  sqlite: { file: "sql-wasm-browser.wasm", tier: "core" },
  style: { file: "lab.css", tier: "core" },
  // Of a published page only, whose programs are split. The plain ones are for who cannot wait (start/halves.js).
  programRest: { file: "lab_rest.wasm", tier: "rest" },
  sqliteRest: { file: "sqlite_rest.wasm", tier: "rest" },
  programPlain: { file: "lab_plain.wasm", tier: "demand", isPacked: false },
  sqlitePlain: { file: "sqlite_plain.wasm", tier: "demand", isPacked: false },
  // The browser itself loads scripts, so they stay as they are. The page loads the editor once it is ready.
  editor: { file: "editor.js", tier: "soon", isPacked: false },
  // The grid of results. Until it is there, a plain table shows the first rows.
  grid: { file: "grid.js", tier: "soon", isPacked: false },
  exports: { file: "exports_bg.wasm", tier: "demand" },
  exportsScript: { file: "exports.js", tier: "demand", isPacked: false },
  grading: { file: "grading_bg.wasm", tier: "demand" },
  gradingScript: { file: "grading.js", tier: "demand", isPacked: false },
  gradingStyle: { file: "grading.css", tier: "demand" },
  postgres: { file: "pglite.wasm", tier: "demand", isLarge: true },
  postgresFiles: { file: "postgres-files.data", tier: "demand", isLarge: true },
  postgresCluster: { file: "postgres-cluster.tar", tier: "demand", isLarge: true },
  postgresWorker: { file: "postgres.js", tier: "demand", isLarge: true },
  postgresScript: { file: "postgres-page.js", tier: "demand", isPacked: false },
};

/** The tier of a file of a published page: what somebody added to it, and its lessons, can wait. */
export function tierOf(path) {
  if (path === "index.html") return "core";
  if (!path.startsWith(`${NAMED}/`)) return "soon";
  const [stem] = path.slice(NAMED.length + 1).split(/-[0-9a-f]{12}\./);
  return Object.values(PARTS).find(({ file }) => file.startsWith(`${stem}.`))?.tier ?? "core";
}
