/** Which stretches of days meet some days, without asking each of them: a step of the slider touches what it shows. */

/**
 * Stretches of about the same length stand together, by their first day: those that meet a window then begin in a
 * short run of them, most of which does.
 *
 * @typedef {object} Run
 * @property {number} longest days in the longest of its stretches
 * @property {Float64Array} from the first day of each, ascending
 * @property {Int32Array} numbers
 */

export class DayIndex {
  /**
   * @param {import("./timeline.js").Stretches} days
   * @param {number} start @param {number} end which of them
   */
  constructor({ from, to }, start, end) {
    /** Those without a first or a last day: each is asked. @type {number[]} */
    this.open = [];
    /** @type {Map<number, number[]>} */
    const classes = new Map();
    for (let n = start; n < end; n++) {
      // What has no day at all meets none.
      if (Number.isNaN(from[n]) || Number.isNaN(to[n])) continue;
      const length = to[n] - from[n] + 1;
      if (!Number.isFinite(length)) this.open.push(n);
      else {
        const doublings = Math.ceil(Math.log2(Math.max(1, length)));
        const same = classes.get(doublings);
        if (same) same.push(n);
        else classes.set(doublings, [n]);
      }
    }
    this.from = from;
    this.to = to;
    /** @type {Run[]} */
    this.runs = Array.from(classes, ([doublings, numbers]) => runOf(2 ** doublings, numbers, from));
  }

  /**
   * The numbers of the stretches that meet some days, ascending.
   *
   * @param {number} first @param {number} last
   * @returns {Int32Array}
   */
  meeting(first, last) {
    const { from, to } = this;
    /** @type {number[]} */
    const found = [];
    for (const n of this.open) if (from[n] <= last && to[n] >= first) found.push(n);
    for (const run of this.runs) {
      const end = run.numbers.length;
      for (let at = firstAfter(run.from, first - run.longest); at < end && run.from[at] <= last; at++)
        if (to[run.numbers[at]] >= first) found.push(run.numbers[at]);
    }
    return Int32Array.from(found).sort();
  }
}

/** @param {number} longest @param {number[]} numbers @param {Float64Array} from @returns {Run} */
function runOf(longest, numbers, from) {
  let least = Number.POSITIVE_INFINITY;
  for (const n of numbers) if (from[n] < least) least = from[n];
  // Day and place in one number: numbers sort many times faster by themselves than by a comparison.
  const keys = Float64Array.from(numbers, (n, at) => (from[n] - least) * numbers.length + at).sort();
  const sorted = Int32Array.from(keys, (key) => numbers[key % numbers.length]);
  return { longest, from: Float64Array.from(sorted, (n) => from[n]), numbers: sorted };
}

/** Where the first number above another stands. @param {Float64Array} sorted @param {number} below */
function firstAfter(sorted, below) {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sorted[middle] > below) high = middle;
    else low = middle + 1;
  }
  return low;
}
