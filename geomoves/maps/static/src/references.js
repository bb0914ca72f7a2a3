/** Which rows of which tables refer to a row: numbers in flat arrays, where an object for each would be a million. */

/**
 * @typedef {import("./types.js").Thing} Thing
 * @typedef {import("./types.js").Kind} Kind
 *
 * Called once for each reference; what refers to row -1, or past the end, refers to nothing.
 * @typedef {(to: number, kind: Kind, row: number) => void} Note
 */

/** Kinds as they are stored. @type {Kind[]} */
const KINDS = ["legs", "presences", "events", "places", "areas", "claims"];
/** @type {Record<string, number>} */
const NUMBERS = Object.fromEntries(KINDS.map((kind, number) => [kind, number]));

export class References {
  /**
   * @param {number} count rows that may be referred to
   * @param {(note: Note) => void} visit notes every reference, each time in the same order; called twice
   */
  constructor(count, visit) {
    /** Where the references to each row begin. */
    this.starts = new Uint32Array(count + 1);
    const { starts } = this;
    visit((to) => {
      if (to >= 0 && to < count) starts[to + 1] += 1;
    });
    for (let row = 0; row < count; row++) starts[row + 1] += starts[row];
    this.kinds = new Uint8Array(starts[count]);
    this.rows = new Uint32Array(starts[count]);
    const { kinds, rows } = this;
    const next = starts.slice(0, count);
    visit((to, kind, row) => {
      if (!(to >= 0 && to < count)) return;
      kinds[next[to]] = NUMBERS[kind];
      rows[next[to]] = row;
      next[to] += 1;
    });
  }

  /** How many refer to a row. @param {number} to */
  count(to) {
    return to >= 0 && to + 1 < this.starts.length ? this.starts[to + 1] - this.starts[to] : 0;
  }

  /** What refers to a row. @param {number} to @returns {Thing[]} */
  of(to) {
    /** @type {Thing[]} */
    const things = [];
    this.each(to, (kind, row) => things.push({ kind, row }));
    return things;
  }

  /**
   * What refers to a row, without an object for each.
   *
   * @param {number} to
   * @param {(kind: Kind, row: number) => void} found
   */
  each(to, found) {
    const end = this.starts[to] + this.count(to);
    for (let at = this.starts[to]; at < end; at++) found(KINDS[this.kinds[at]], this.rows[at]);
  }

  /** The rows that refer to a row, when they are all of one kind. @param {number} to */
  rowsOf(to) {
    return this.rows.subarray(this.starts[to], this.starts[to] + this.count(to));
  }
}
