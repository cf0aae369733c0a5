// sql.js as an ES module, with bulk.mjs beside its own functions; its own file is UMD, which a module worker cannot
// import, and keeps SQLite's memory to itself.
import initSqlJs from "sql.js/dist/sql-wasm-browser.js";
import { addBulk } from "./bulk.mjs";

/** Starts SQLite; resolves to the namespace that has `Database`. */
export default function start(config) {
  return new Promise((resolve, reject) => {
    let memory;
    config.instantiateWasm = (imports, receive) => {
      WebAssembly.instantiateStreaming(fetch(config.locateFile()), imports).then(({ instance, module }) => {
        memory = Object.values(instance.exports).find((member) => member instanceof WebAssembly.Memory);
        receive(instance, module);
      }, reject);
      return {};
    };
    initSqlJs(config).then((sql) => {
      if (memory) addBulk(sql, memory);
      resolve(sql);
    }, reject);
  });
}
