// sql.js as an ES module; its own file is UMD, which a module worker cannot import.
import initSqlJs from "sql.js/dist/sql-wasm-browser.js";

export default initSqlJs;
