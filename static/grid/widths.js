// Measures columns: each is as wide as its content, up to a limit.

const [LEAST, MOST] = [56, 320];
/** The padding of a cell, and a hair for fonts that a canvas measures otherwise. */
const PADDING = 20;
/** What stands beside a column's name: its order and the button of its menu. */
const TOOLS = 32;

/** The parts of a column's name between which a line may end. */
export function breakable(name) {
  return name.split(/(?<=[_ ])(?=[^_ ])/);
}

export class Widths {
  #context = document.createElement("canvas").getContext("2d");
  #fonts;
  #names;
  #beside;

  /** `fonts`: of a cell and of a header. */
  constructor(columns, fonts, hasTools) {
    [this.#fonts, this.#names, this.#beside] = [fonts, columns, PADDING + (hasTools ? TOOLS : 0)];
    this.all = columns.map((name) => this.#limited(this.#wide(name, fonts.header) + this.#beside));
  }

  /** Makes columns as narrow as they are with names of two lines. */
  narrow() {
    this.all = this.#names.map((name) => this.#limited(this.#inTwoLines(name) + this.#beside));
  }

  get total() {
    return this.all.reduce((sum, width) => sum + width, 0);
  }

  /** Widens columns for rows; returns true if one is wider now. */
  widen(rows) {
    let isWider = false;
    this.all.forEach((width, column) => {
      if (width >= MOST) return;
      const texts = rows.map((row) => row[column + 1]);
      const longest = texts.reduce((most, text) => Math.max(most, text.length), 0);
      // Short letters can be wider than long ones, but not by half.
      const candidates = new Set(texts.filter((text) => text.length >= longest * 0.6));
      const wanted = longest > 150 ? MOST : [...candidates].reduce((most, text) => Math.max(most, this.#wide(text, this.#fonts.cell)), 0) + PADDING;
      if (this.#limited(wanted) > width) {
        this.all[column] = this.#limited(wanted);
        isWider = true;
      }
    });
    return isWider;
  }

  /** The width of the numbers of rows, up to a total. */
  numbers(total) {
    return Math.ceil(this.#wide(total.toLocaleString("en"), this.#fonts.cell)) + PADDING;
  }

  /** The width of a name in two lines, where it can be broken. */
  #inTwoLines(name) {
    const parts = breakable(name);
    const wide = (some) => this.#wide(some.join(""), this.#fonts.header);
    return parts.reduce((least, _, at) => Math.min(least, Math.max(wide(parts.slice(0, at)), wide(parts.slice(at)))), Infinity);
  }

  #wide(text, font) {
    this.#context.font = font;
    return this.#context.measureText(text).width;
  }

  #limited(width) {
    return Math.min(MOST, Math.max(LEAST, Math.ceil(width)));
  }
}
