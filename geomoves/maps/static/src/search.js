/** Finding things by their names and claims by their words: indexed when it is first used, a slice at a time. */

import { rowCount } from "./lazy.js";

/**
 * @typedef {import("./model.js").Model} Model
 * @typedef {import("./types.js").Kind} Kind
 *
 * @typedef {object} Found
 * @property {Kind} kind
 * @property {number[]} rows the best of them
 * @property {number} count how many there are
 *
 * @callback Tell
 * @param {Found[]} found
 * @param {number} share how much of everything was looked at: 1 = all of it
 * @returns {void}
 */

/** @type {Kind[]} */
const KINDS = ["places", "areas", "forces", "speakers", "documents", "claims"];
const MOST_EACH = 8;
const SLICE_MS = 8;
/** A sentence that is put together takes a fiftieth of a millisecond. */
const ROWS_A_LOOK = 100;
/** How often a reader is told how far a search has come. */
const TELL_EACH_MS = 150;
const LONGEST_QUERY = 200;
const MARKS = /\p{M}/gu;
const PLAIN = /^[\x20-\x7e]*$/;

/** Go on after what waits already; a timer would wait four milliseconds each time. @param {() => void} act */
function soon(act) {
  const { port1, port2 } = new MessageChannel();
  port1.onmessage = () => {
    port1.close();
    act();
  };
  port2.postMessage(0);
}

/** A text as it is compared: without case, accents and compatibility forms. @param {string} text */
export function folded(text) {
  return PLAIN.test(text) ? text.toLowerCase() : text.normalize("NFKD").replace(MARKS, "").toLowerCase();
}

export class Search {
  /** @param {Model} model */
  constructor(model) {
    this.model = model;
    /** Folded texts, by kind, as far as they are made. @type {Map<Kind, string[]>} */
    this.texts = new Map(KINDS.map((kind) => [kind, []]));
    /** The latest question: an older one that is still at work gives up. */
    this.asked = 0;
    this.prepared = false;
  }

  /** Make the texts before anybody has asked: while the reader types, most of them are made. */
  prepare() {
    if (this.prepared) return;
    this.prepared = true;
    const step = () => {
      const until = performance.now() + SLICE_MS;
      while (this.extend()) {
        if (performance.now() < until) continue;
        soon(step);
        return;
      }
    };
    soon(step);
  }

  /** Make some of the texts that are missing. @returns {boolean} whether there were any */
  extend() {
    for (const [kind, texts] of this.texts) {
      const { length } = this.model.block[/** @type {"claims"} */ (kind)].id;
      if (texts.length === length) continue;
      const end = Math.min(length, texts.length + ROWS_A_LOOK);
      while (texts.length < end) texts.push(folded(this.textOf(kind, texts.length)));
      return true;
    }
    return false;
  }

  /** What is looked for in, of a row. @param {Kind} kind @param {number} row */
  textOf(kind, row) {
    const { places, areas, forces, speakers, documents, claims } = this.model.block;
    switch (kind) {
      case "places":
        return `${places.name[row]} ${places.label[row] ?? ""}`;
      case "areas":
        return areas.name[row];
      case "forces":
        return `${forces.name[row]} ${forces.note[row]}`;
      case "speakers":
        return speakers.name[row];
      case "documents":
        return `${documents.title[row]} ${documents.citation[row]}`;
      default:
        // The sentence names who said it, of whom, and from where to where.
        return `${claims.words[row]} ${claims.hedge[row]} ${claims.condition[row]} ${claims.note[row]} ${claims.sentence[row]}`;
    }
  }

  /**
   * Find what holds every word of a query.
   *
   * @param {string} query
   * @param {Tell} tell called with what is found so far, at last with everything
   */
  find(query, tell) {
    this.asked += 1;
    const words = folded(query.slice(0, LONGEST_QUERY)).split(/\s+/).filter(Boolean);
    if (words.length === 0) {
      tell([], 1);
      return;
    }
    this.work(new Finding(this, words), this.asked, tell);
  }

  /** @param {Finding} finding @param {number} asked @param {Tell} tell @param {number} [told] when something was told last */
  work(finding, asked, tell, told = performance.now()) {
    if (asked !== this.asked) return;
    const until = performance.now() + SLICE_MS;
    const { kind } = finding;
    let done = false;
    while (!done && performance.now() < until) done = finding.look();
    if (done) {
      tell(finding.found(), 1);
      return;
    }
    // The sentences of very many claims take a while to put together: what else was found is told before.
    const claimsNext = kind !== finding.kind && KINDS[finding.kind] === "claims";
    if (claimsNext || performance.now() - told > TELL_EACH_MS) {
      tell(finding.found(), finding.share);
      told = performance.now();
    }
    soon(() => this.work(finding, asked, tell, told));
  }
}

/** One question on its way through the tables. */
class Finding {
  /** @param {Search} search @param {string[]} words */
  constructor(search, words) {
    this.search = search;
    this.words = words;
    this.kind = 0;
    this.row = 0;
    /** By kind, rows in the order of how well they fit: at the start, at a word's start, anywhere. @type {number[][][]} */
    this.ranks = KINDS.map(() => [[], [], []]);
    this.counts = KINDS.map(() => 0);
  }

  /** How much of everything was looked at, less than 1. */
  get share() {
    const { block } = this.search.model;
    const counts = KINDS.map((kind) => rowCount(block[/** @type {"claims"} */ (kind)]));
    const all = counts.reduce((sum, count) => sum + count, 0);
    const before = counts.slice(0, this.kind).reduce((sum, count) => sum + count, 0);
    return Math.min(0.99, (before + this.row) / Math.max(1, all));
  }

  /** Look at the next rows. @returns {boolean} whether all was looked at */
  look() {
    const kind = KINDS[this.kind];
    const texts = /** @type {string[]} */ (this.search.texts.get(kind));
    const { length } = this.search.model.block[/** @type {"claims"} */ (kind)].id;
    const end = Math.min(length, this.row + ROWS_A_LOOK);
    for (; this.row < end; this.row++) {
      if (this.row >= texts.length) texts.push(folded(this.search.textOf(kind, this.row)));
      this.judge(texts[this.row]);
    }
    if (this.row < length) return false;
    this.kind += 1;
    this.row = 0;
    return this.kind === KINDS.length;
  }

  /** @param {string} text */
  judge(text) {
    for (const word of this.words) if (!text.includes(word)) return;
    this.counts[this.kind] += 1;
    const at = text.indexOf(this.words[0]);
    const ranks = this.ranks[this.kind][at === 0 ? 0 : text[at - 1] === " " ? 1 : 2];
    if (ranks.length < MOST_EACH) ranks.push(this.row);
  }

  /** @returns {Found[]} */
  found() {
    return KINDS.map((kind, nth) => ({
      kind,
      rows: this.ranks[nth].flat().slice(0, MOST_EACH),
      count: this.counts[nth],
    })).filter(({ count }) => count > 0);
  }
}
