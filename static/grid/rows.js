// Keeps rows of a result that were fetched, in blocks, and fetches those that are wanted, one block at a time.

const BLOCK = 100;
/** The most blocks that are kept. */
const MOST = 120;

/** `ask(start, count)` fetches rows; `tell(rows)` is called when some have come. */
export class Rows {
  #ask;
  #tell;
  #blocks = new Map();
  #wanted = [0, 0];
  #isAsking = false;
  /** Counts arrangements: rows that were asked for in an earlier one are dropped. */
  #turn = 0;

  constructor(ask, tell) {
    [this.#ask, this.#tell] = [ask, tell];
  }

  /** Begins anew with the first rows of a result, or of another arrangement of it. */
  begin(first, total) {
    this.#turn++;
    this.#blocks.clear();
    this.#isAsking = false;
    this.total = total;
    for (let at = 0; at < first.length; at += BLOCK) {
      const rows = first.slice(at, at + BLOCK);
      // A part of a block would stay a part.
      if (rows.length === BLOCK || at + rows.length >= total) this.#blocks.set(at / BLOCK, rows);
    }
    this.first = first;
  }

  /** Returns a row; undefined if it has not come yet. */
  at(index) {
    return this.#blocks.get(Math.floor(index / BLOCK))?.[index % BLOCK] ?? this.first[index];
  }

  /** Fetches the rows of a range that are missing, before those that were wanted earlier. */
  want(from, to) {
    this.#wanted = [from, to];
    void this.#fetch();
  }

  async #fetch() {
    if (this.#isAsking) return;
    const [from, to] = this.#wanted;
    for (let block = Math.floor(from / BLOCK); block * BLOCK < Math.min(to, this.total); block++) {
      if (this.#blocks.has(block)) continue;
      const turn = this.#turn;
      this.#isAsking = true;
      const rows = await this.#block(block * BLOCK, Math.min(BLOCK, this.total - block * BLOCK));
      if (turn !== this.#turn) return;
      this.#isAsking = false;
      // What cannot be had is said elsewhere, and asked for again when somebody scrolls.
      if (!rows) return;
      this.#blocks.set(block, rows);
      if (this.#blocks.size > MOST) this.#forget(block);
      this.#tell(rows);
      return this.#fetch();
    }
  }

  /** Fetches the rows of a block: of large values fewer come at once. */
  async #block(start, count) {
    const [rows, turn] = [[], this.#turn];
    while (rows.length < count && turn === this.#turn) {
      const some = await this.#ask(start + rows.length, count - rows.length);
      if (!some?.length) return null;
      rows.push(...some);
    }
    return rows;
  }

  /** Forgets the block that is farthest from another. */
  #forget(near) {
    const far = [...this.#blocks.keys()].reduce((a, b) => (Math.abs(a - near) > Math.abs(b - near) ? a : b));
    this.#blocks.delete(far);
  }
}
