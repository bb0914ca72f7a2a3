/**
 * Which claims the table shows, and in what order. A claim's sentence is put together when it is read, and nobody
 * reads 130,000 of them: nothing here does.
 */

/**
 * @typedef {import("./model.js").Model} Model
 * @typedef {import("./types.js").Row} Row
 */

/** Columns that a reader can sort by. */
export const SORTABLE = ["said", "speaker", "kind", "strength", "when", "force", "source", "map"];

export class TableOrder {
  /** @param {Model} model */
  constructor(model) {
    this.model = model;
    /** What is looked through of each claim, in small letters; made when first asked. @type {string[] | null} */
    this.texts = null;
  }

  /**
   * The rows of the claims that hold every word of a text.
   *
   * @param {string} text
   * @param {string} column one of `SORTABLE`
   * @param {boolean} upwards
   * @returns {Uint32Array}
   */
  rows(text, column, upwards) {
    const count = this.model.block.claims.id.length;
    const found = new Uint8Array(count).fill(1);
    for (const word of text.toLocaleLowerCase().split(/\s+/).filter(Boolean)) this.keep(found, word);
    const rows = new Uint32Array(found.reduce((sum, each) => sum + each, 0));
    let next = 0;
    for (let row = 0; row < count; row++) if (found[row]) rows[next++] = row;
    const keys = this.keys(column);
    const turn = upwards ? 1 : -1;
    return rows.sort((a, b) => {
      // What is not stated stands last, whichever way the rest is turned.
      const [missing, other] = [Number.isNaN(keys[a]), Number.isNaN(keys[b])];
      if (missing || other) return Number(missing) - Number(other) || a - b;
      return (keys[a] - keys[b]) * turn || a - b;
    });
  }

  /** Keep only what holds a word. @param {Uint8Array} found @param {string} word in small letters */
  keep(found, word) {
    const { claims, speakers, forces, documents, places, areas } = this.model.block;
    const named = (/** @type {ArrayLike<string>} */ names) =>
      Uint8Array.from(names, (name) => Number(name.toLocaleLowerCase().includes(word)));
    const [speaker, force, title] = [named(speakers.name), named(forces.name), named(documents.title)];
    const there = new Uint8Array(found.length);
    for (const table of [places, areas]) {
      named(table.name).forEach((hit, place) => {
        if (hit) for (const row of table.claims[place]) there[row] = 1;
      });
    }
    this.texts ??= this.allTexts();
    const { texts } = this;
    for (let row = 0; row < found.length; row++) {
      if (!found[row]) continue;
      const hit =
        speaker[claims.said_by[row]] ||
        force[claims.force[row]] ||
        title[claims.document[row]] ||
        there[row] ||
        texts[row].includes(word) ||
        claims.through[row].some((/** @type {Row} */ voice) => speaker[voice]);
      if (!hit) found[row] = 0;
    }
  }

  allTexts() {
    const { claims } = this.model.block;
    const { words } = this.model;
    return Array.from(claims.id, (id, row) =>
      [
        id,
        claims.words[row],
        claims.note[row],
        claims.hedge[row],
        claims.condition[row],
        claims.strength[row],
        claims.when[row],
        claims.said[row],
        claims.off_map[row],
        words.word("kind", claims.kind[row]),
        claims.phase[row] ? words.word("phase", claims.phase[row]) : "",
        claims.stance[row] ? words.word("stance", claims.stance[row]) : "",
      ]
        .join("\n")
        .toLocaleLowerCase(),
    );
  }

  /**
   * A number for each claim, in whose order it is sorted; NaN where nothing is stated.
   *
   * @param {string} column
   * @returns {Float64Array}
   */
  keys(column) {
    const { claims, speakers, documents } = this.model.block;
    const { model } = this;
    const count = claims.id.length;
    /** @param {(row: Row) => number | null | undefined} key */
    const numbers = (key) => Float64Array.from({ length: count }, (_, row) => key(row) ?? Number.NaN);
    switch (column) {
      case "said":
        return numbers((row) => claims.said_from[row] ?? claims.said_to[row]);
      case "when":
        return numbers((row) => claims.when_from[row] ?? claims.when_to[row]);
      case "map":
        return numbers((row) => (claims.off_map[row] ? 1 : 0));
      case "strength": {
        const { low, best, high } = claims;
        if (!low || !best || !high) return this.ranks(count, (row) => claims.strength[row]);
        return numbers((row) => best[row] ?? low[row] ?? high[row]);
      }
      case "speaker":
        return this.ranks(count, (row) => speakers.name[claims.said_by[row]] ?? "");
      case "force":
        return this.ranks(count, (row) => model.force(claims.force[row]).name);
      case "source":
        return this.ranks(count, (row) => documents.title[claims.document[row]] ?? "");
      default:
        return this.ranks(count, (row) => `${claims.kind[row]} ${claims.stance[row]}${claims.phase[row]}`);
    }
  }

  /**
   * Ranks of texts: the different ones are compared, not the 130,000.
   *
   * @param {number} count
   * @param {(row: Row) => string} textOf
   */
  ranks(count, textOf) {
    const texts = Array.from({ length: count }, (_, row) => textOf(row));
    const compare = new Intl.Collator(this.model.words.locale).compare;
    const different = [...new Set(texts)].filter(Boolean).sort(compare);
    const rank = new Map(different.map((text, nth) => [text, nth]));
    return Float64Array.from(texts, (text) => rank.get(text) ?? Number.NaN);
  }
}
