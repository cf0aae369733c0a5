// Starts sql.js as an ES module from SQLite's compiled wasm, and adds bulk.mjs, files.mjs and limits.mjs to its functions.
//
// Its own file is UMD, which a module worker cannot import, would fetch the wasm by itself, and keeps SQLite's memory to
// itself.
import initSqlJs from "sql.js/dist/sql-wasm-browser.js";
import { addBulk } from "./bulk.mjs";
import { addFiles } from "./files.mjs";
import { addLimits } from "./limits.mjs";

export { openStore } from "./store.mjs";

/** Starts SQLite by a function that instantiates WebAssembly; resolves to the namespace that has `Database`. */
export default function start(sqlite, instantiate = (module, imports) => WebAssembly.instantiate(module, imports)) {
  return new Promise((resolve, reject) => {
    let memory;
    const config = {
      // Its legacy functions would shadow SQLite's own: log(10) would be 2.30.
      useOldExtensionFunctions: false,
      instantiateWasm(imports, receive) {
        instantiate(sqlite, imports).then((instance) => {
          memory = Object.values(instance.exports).find((member) => member instanceof WebAssembly.Memory);
          receive(instance, sqlite);
        }, reject);
        return {};
      },
    };
    const finish = (sql) => {
      // sql.js starts only once and gives every later caller the same namespace, which has all this already.
      if (memory) {
        addBulk(sql, memory);
        addFiles(sql);
        addLimits(sql, memory);
      }
      resolve(sql);
    };
    initSqlJs(config).then(finish).catch(reject);
  });
}
