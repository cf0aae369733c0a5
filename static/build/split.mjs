// Splits a program in two: what a start calls, and the rest, which the page fetches once it is ready (start/rests.js).
//
// Both are modules over the same memory and tables. In the first, a function of the rest is a stub, which calls it through
// a table: the rest puts its functions there. A stub that runs before that calls `rest.load`, an import that fetches the rest at
// once. So if the list of what a start calls (start/*.txt) is wrong, the start is slower, and nothing else is.
//
// The functions are in the same order in the whole and in both halves, those of the start first, so that no index in any
// body changes; then Binaryen removes what is not used. Emscripten splits programs in the same way (wasm-split).

import { KIND, Module, Reader, SECTION, leb, list, sized, skipLimits, text } from "./wasm.mjs";

/** The exports by which a module gets its table and its check, until it is split. */
const [TABLE, CHECK] = ["rest_functions", "need_rest"];

/** The instructions that are written here. */
const OP = { end: 0x0b, call: 0x10, callIndirect: 0x11, localGet: 0x20, i32Const: 0x41, f32Const: 0x43, f64Const: 0x44 };
const UNREACHABLE = Buffer.from([0, 0x00, OP.end]);

/** What the first half needs, as WebAssembly's text: a table for functions of the rest, and a check that they are there. */
export function loader(functions) {
  return `(module
    (import "rest" "load" (func $load))
    (table $rest (export "${TABLE}") ${functions} ${functions} funcref)
    (func (export "${CHECK}") (if (ref.is_null (table.get $rest (i32.const 0))) (then (call $load)))))`;
}

/**
 * Splits a module that has been merged with its loader, and whose functions of the start come first: `isAtStart` says of a
 * function's name whether it is one. `prune` removes from a module what is not used. Returns both halves.
 */
export async function split(wasm, isAtStart, prune) {
  const whole = new Whole(wasm, isAtStart);
  const first = new Module(await prune(whole.start(whole.later, new Module(whole.rest([])).imports())));
  const called = new Set(first.names.values());
  const slots = whole.later.filter((index) => called.has(whole.names.get(index)));
  const rest = await prune(whole.rest(slots));
  return [await prune(whole.start(slots, new Module(rest).imports())), rest];
}

class Whole {
  #wasm;
  /** The types of functions by their index, and the parameters of types. */
  #types;
  #parameters;
  #bodies;
  #imported;
  #table;
  #check;
  names;
  /** The indices of the functions that the rest has. */
  later;

  constructor(wasm, isAtStart) {
    this.#wasm = wasm;
    const module = new Module(wasm);
    const types = module.read(SECTION.types);
    this.#parameters = types.list(() => {
      if (types.byte() !== 0x60) throw new Error("a type that is not one of functions");
      const [parameters] = [types.sized(), types.sized()];
      return parameters.length;
    });
    const imported = module.imports().filter(({ kind }) => kind === KIND.function);
    const functions = module.read(SECTION.functions);
    this.#types = [...imported.map(({ type }) => new Reader(type).number()), ...functions.list(() => functions.number())];
    this.#bodies = module.bodies();
    this.#imported = imported.length;
    const index = (wanted) => module.exports().find(({ name }) => name === wanted).index;
    [this.#table, this.#check] = [index(TABLE), index(CHECK)];
    this.names = module.names;
    const isLater = (index) => index >= this.#imported && !isAtStart(this.names.get(index));
    this.later = [...this.#types.keys()].filter(isLater);
    if (this.later.at(-1) - this.later[0] !== this.later.length - 1) throw new Error("functions of the start come first");
  }

  /** The first half, with stubs for functions of the rest, and exports for what the rest imports. */
  start(slots, imports) {
    const module = new Module(this.#wasm);
    const slotOf = new Map(slots.map((index, slot) => [index, slot]));
    const body = (body, at) => {
      const index = this.#imported + at;
      if (index < this.later[0]) return sized(body);
      return sized(slotOf.has(index) ? this.#stub(index, slotOf.get(index)) : UNREACHABLE);
    };
    module.replace(SECTION.code, list(this.#bodies.map(body)));
    const own = module.exports().filter(({ name }) => name !== TABLE && name !== CHECK);
    const more = imports.map(({ name, kind }) => Buffer.concat([text(name), Buffer.from([kind]), leb(indexIn(name))]));
    module.replace(SECTION.exports, list([...own.map(({ bytes }) => bytes), ...more]));
    return module.toBytes();
  }

  #stub(index, slot) {
    const type = this.#types[index];
    const locals = Array.from({ length: this.#parameters[type] }, (_, local) => [OP.localGet, ...leb(local)]).flat();
    const call = [OP.callIndirect, ...leb(type), ...leb(this.#table)];
    return Buffer.from([0, OP.call, ...leb(this.#check), ...locals, OP.i32Const, ...signed(slot), ...call, OP.end]);
  }

  /** The rest: imports everything of the first half, and puts its functions into the tables. */
  rest(slots) {
    const module = new Module(this.#wasm);
    const elements = this.#elements(module, slots);
    const imports = module.imports();
    const importAs = (kind, types) => types.map((type, index) => importFrom(kind, index, type));
    const typesOf = (kind) => imports.filter((it) => it.kind === kind).map(({ type }) => type);
    const functions = this.#types.slice(0, this.later[0]).map(leb);
    module.replace(
      SECTION.imports,
      list([
        ...importAs(KIND.function, functions),
        ...importAs(KIND.table, [...typesOf(KIND.table), ...limits(module.read(SECTION.tables), KIND.table)]),
        ...importAs(KIND.memory, [...typesOf(KIND.memory), ...limits(module.read(SECTION.memories), KIND.memory)]),
        ...importAs(KIND.global, [...typesOf(KIND.global), ...globals(module.read(SECTION.globals))]),
      ]),
    );
    module.replace(SECTION.functions, list(this.later.map((index) => leb(this.#types[index]))));
    module.replace(SECTION.code, list(this.later.map((index) => sized(this.#bodies[index - this.#imported]))));
    module.replace(SECTION.elements, list(elements));
    for (const name of ["tables", "memories", "globals", "exports", "start", "data", "dataCount"]) module.replace(SECTION[name]);
    return module.toBytes();
  }

  /** The functions of the rest for the table of stubs, and for the program's own table, which had stubs of them. */
  #elements(module, slots) {
    const elements = [active(this.#table, 0, slots)];
    const reader = module.read(SECTION.elements);
    reader.list(() => {
      const flags = reader.number();
      // 0: active, in table 0, function indices. 3: only declares what is used as a value.
      if (flags === 3) reader.skip(1);
      else if (flags !== 0 || reader.byte() !== OP.i32Const) throw new Error(`elements of kind ${flags}`);
      // A number that is not negative has the same bytes with and without a sign.
      const offset = flags === 0 ? reader.number() : undefined;
      if (flags === 0) reader.skip(1);
      const functions = reader.list(() => reader.number());
      if (flags === 3) return;
      for (let from = 0; from < functions.length; from++) {
        if (functions[from] < this.later[0]) continue;
        let to = from;
        while (functions[to] >= this.later[0]) to++;
        elements.push(active(0, offset + from, functions.slice(from, to)));
        from = to;
      }
    });
    return elements;
  }
}

/** An active segment of functions for a table. */
function active(table, offset, functions) {
  const place = [OP.i32Const, ...signed(offset), OP.end];
  const head = table === 0 ? [0, ...place] : [2, ...leb(table), ...place, 0];
  return Buffer.concat([Buffer.from(head), list(functions.map(leb))]);
}

/** Imports and exports between the halves are named by kind and index. */
function importFrom(kind, index, type) {
  return Buffer.concat([text("start"), text(`$${kind}${index.toString(36)}`), Buffer.from([kind]), type]);
}

function indexIn(name) {
  return parseInt(name.slice(2), 36);
}

/** The types of tables or memories. */
function limits(reader, kind) {
  return reader.list(() => {
    const start = reader.at;
    skipLimits(reader, kind);
    return reader.since(start);
  });
}

/** The types of globals; their first values are one constant each. */
function globals(reader) {
  return reader.list(() => {
    const type = reader.bytes(2);
    const value = reader.byte();
    if (value === OP.f32Const || value === OP.f64Const) reader.skip(value === OP.f32Const ? 4 : 8);
    else reader.number();
    if (reader.byte() !== OP.end) throw new Error("a global whose first value is no constant");
    return type;
  });
}

/** A number that is not negative, as signed LEB128. */
function signed(number) {
  const bytes = [...leb(number)];
  if (bytes.at(-1) & 0x40) bytes.push(bytes.pop() | 0x80, 0);
  return bytes;
}
