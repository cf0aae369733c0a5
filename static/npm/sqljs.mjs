// sql.js as an ES module that starts from SQLite's compiled wasm; its own file is UMD, which a module worker cannot
// import, and would fetch the wasm by itself.
import initSqlJs from "sql.js/dist/sql-wasm-browser.js";

/** Starts SQLite; resolves to the namespace that has `Database`. */
export default function start(sqlite) {
  return new Promise((resolve, reject) => {
    const config = {
      // Its legacy functions would shadow SQLite's own: log(10) would be 2.30.
      useOldExtensionFunctions: false,
      instantiateWasm(imports, receive) {
        WebAssembly.instantiate(sqlite, imports).then((instance) => receive(instance, sqlite), reject);
        return {};
      },
    };
    initSqlJs(config).then(resolve, reject);
  });
}
