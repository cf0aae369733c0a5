// Reads and writes the binary format of WebAssembly as far as order.mjs and split.mjs need it: sections, lists, numbers.
//
// The format: https://webassembly.github.io/spec/core/binary/

/** The numbers of sections. */
export const SECTION = {
  custom: 0,
  types: 1,
  imports: 2,
  functions: 3,
  tables: 4,
  memories: 5,
  globals: 6,
  exports: 7,
  start: 8,
  elements: 9,
  code: 10,
  data: 11,
  dataCount: 12,
};

/** The kinds of imports and exports. */
export const KIND = { function: 0, table: 1, memory: 2, global: 3 };

const HEADER = 8;
const FUNCTION_NAMES = 1;

/** A module as its sections, by number; custom sections are left out but for the names of functions. */
export class Module {
  #header;
  #sections = new Map();
  /** The names of functions by their index. */
  names = new Map();

  constructor(wasm) {
    this.#header = wasm.subarray(0, HEADER);
    const reader = new Reader(wasm.subarray(HEADER));
    while (!reader.isDone()) {
      const [number, bytes] = [reader.byte(), reader.sized()];
      if (number === SECTION.custom) this.#readNames(bytes);
      else this.#sections.set(number, bytes);
    }
  }

  #readNames(bytes) {
    const reader = new Reader(bytes);
    if (reader.text() !== "name") return;
    while (!reader.isDone()) {
      const [number, part] = [reader.byte(), new Reader(reader.sized())];
      if (number === FUNCTION_NAMES) this.names = new Map(part.list(() => [part.number(), part.text()]));
    }
  }

  /** A reader of a section; of an empty list if there is no such section. */
  read(number) {
    return new Reader(this.#sections.get(number) ?? Buffer.from([0]));
  }

  /** Puts a section in place of the one there is; without bytes, removes it. */
  replace(number, bytes) {
    if (bytes) this.#sections.set(number, bytes);
    else this.#sections.delete(number);
  }

  /** The bodies of functions, with their sizes left out. */
  bodies() {
    const reader = this.read(SECTION.code);
    return reader.list(() => reader.sized());
  }

  /** Imports as they stand there, each with its kind. */
  imports() {
    const reader = this.read(SECTION.imports);
    return reader.list(() => {
      const start = reader.at;
      const [module, name, kind] = [reader.text(), reader.text(), reader.byte()];
      const from = reader.at;
      if (kind === KIND.function) reader.number();
      else if (kind === KIND.global) reader.skip(2);
      else skipLimits(reader, kind);
      return { module, name, kind, type: reader.since(from), bytes: reader.since(start) };
    });
  }

  /** Exports as they stand there, each with its name, kind and index. */
  exports() {
    const reader = this.read(SECTION.exports);
    return reader.list(() => {
      const start = reader.at;
      const [name, kind, index] = [reader.text(), reader.byte(), reader.number()];
      return { name, kind, index, bytes: reader.since(start) };
    });
  }

  toBytes() {
    // The number of data segments stands before the code, whatever its number.
    const place = (number) => (number === SECTION.dataCount ? SECTION.elements + 0.5 : number);
    const sections = [...this.#sections].sort(([a], [b]) => place(a) - place(b));
    const map = list([...this.names].map(([index, name]) => Buffer.concat([leb(index), text(name)])));
    const names = Buffer.concat([text("name"), Buffer.from([FUNCTION_NAMES]), sized(map)]);
    const all = [...sections, [SECTION.custom, names]];
    return Buffer.concat([this.#header, ...all.flatMap(([number, bytes]) => [Buffer.from([number]), sized(bytes)])]);
  }
}

/** Skips the type of a table or a memory. */
export function skipLimits(reader, kind) {
  if (kind === KIND.table) reader.skip(1);
  const hasMaximum = reader.byte() & 1;
  reader.number();
  if (hasMaximum) reader.number();
}

/** Reads numbers (LEB128, unsigned), bytes and lists one after the other. */
export class Reader {
  at = 0;
  #bytes;

  constructor(bytes) {
    this.#bytes = bytes;
  }

  isDone() {
    return this.at >= this.#bytes.length;
  }

  byte() {
    return this.#bytes[this.at++];
  }

  bytes(count) {
    return this.#bytes.subarray(this.at, (this.at += count));
  }

  skip(count) {
    this.at += count;
  }

  /** The bytes from a place up to here. */
  since(start) {
    return this.#bytes.subarray(start, this.at);
  }

  /** The bytes from here to the end. */
  left() {
    return this.#bytes.subarray(this.at);
  }

  number() {
    let [number, factor, byte] = [0, 1, 0];
    do {
      byte = this.byte();
      number += (byte & 0x7f) * factor;
      factor *= 128;
    } while (byte & 0x80);
    return number;
  }

  /** Bytes that have their count before them. */
  sized() {
    return this.bytes(this.number());
  }

  text() {
    return this.sized().toString();
  }

  list(item) {
    return Array.from({ length: this.number() }, item);
  }
}

/** An unsigned number as LEB128. */
export function leb(number) {
  const bytes = [];
  for (; number > 0x7f; number = Math.floor(number / 128)) bytes.push((number & 0x7f) | 0x80);
  return Buffer.from([...bytes, number]);
}

/** Bytes with their count before them. */
export function sized(bytes) {
  return Buffer.concat([leb(bytes.length), bytes]);
}

export function text(words) {
  return sized(Buffer.from(words));
}

/** A list with its length before it. */
export function list(items) {
  return Buffer.concat([leb(items.length), ...items]);
}
