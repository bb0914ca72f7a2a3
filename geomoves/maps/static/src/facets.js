/**
 * Filters: what is shown is asked for by support, force, speaker, document, mode and kind.
 *
 * Within one facet any of the chosen options will do; between facets all have to. Speaker, document and kind are asked
 * of the claims behind a thing: one claim has to fit all three, and has to have been said.
 */

import { documentTitle } from "./captions.js";
import { DRAWN, timelineOf } from "./timeline.js";

/**
 * @typedef {import("./model.js").Model} Model
 * @typedef {import("./said_by.js").Edition} Edition
 *
 * What is chosen: by facet, the chosen options. A facet that is not there lets everything through.
 * @typedef {Readonly<Record<string, readonly number[]>>} Filters
 *
 * @typedef {object} Passing
 * @property {Uint8Array | null} things by number in the timeline, 1 = passes; null = everything does
 * @property {Uint8Array | null} claims
 *
 * @typedef {object} Facet
 * @property {string} key
 * @property {string[]} ids names of the options in a link
 * @property {string[]} names of the options, as the reader sees them
 * @property {boolean} ofClaims
 * @property {Int32Array} codes option of each thing or claim, -1 for none
 */

export const FACETS = ["support", "force", "speaker", "document", "mode", "kind"];
const SUPPORTS = ["none", "one", "several", "corroborated"];

/** @type {WeakMap<Model, Facets>} */
const made = new WeakMap();

/** @param {Model} model */
export function facetsOf(model) {
  let found = made.get(model);
  if (!found) {
    found = new Facets(model);
    made.set(model, found);
  }
  return found;
}

/**
 * What passes some filters. Without any, nothing has to be worked out: a map that is not filtered opens the sooner.
 *
 * @param {Model} model @param {Filters} filters @param {Edition} edition
 * @returns {Passing}
 */
export function passing(model, filters, edition) {
  for (const _ in filters) return facetsOf(model).passing(filters, edition);
  return { things: edition.known, claims: edition.said };
}

export class Facets {
  /** @param {Model} model */
  constructor(model) {
    this.model = model;
    const { words } = model;
    const { speakers, documents, forces, claims } = model.block;
    const timeline = timelineOf(model);
    /** @param {string} name @returns {any[]} values of a column of legs, presences and events, `undefined` where a table has none */
    const column = (name) =>
      DRAWN.flatMap((kind) => {
        const table = /** @type {Record<string, any>} */ (/** @type {unknown} */ (model.block[kind]));
        return name in table ? Array.from(table[name]) : new Array(table.id.length).fill(undefined);
      });
    const modes = [...new Set(Array.from(model.block.legs.mode).filter(Boolean))].sort();
    const kinds = [...new Set(Array.from(claims.kind))].filter((kind) => kind !== "response");
    /** @type {Facet[]} */
    this.all = [
      {
        key: "support",
        ids: SUPPORTS,
        names: SUPPORTS.map((support) => words.word("support", support)),
        ofClaims: false,
        codes: coded(column("support"), SUPPORTS),
      },
      {
        key: "force",
        ids: forces.id,
        names: forces.name,
        ofClaims: false,
        codes: Int32Array.from(column("force"), (force) =>
          typeof force === "number" ? force : model.force(force).row,
        ),
      },
      facetOfClaims("speaker", speakers.id, speakers.name, claims.said_by),
      facetOfClaims(
        "document",
        documents.id,
        documents.id.map((_, row) => documentTitle(model, row)),
        claims.document,
      ),
      {
        key: "mode",
        ids: modes,
        names: modes.map((mode) => words.word("mode", mode)),
        ofClaims: false,
        codes: coded(column("mode"), modes),
      },
      {
        key: "kind",
        ids: kinds,
        names: kinds.map((kind) => words.word("kind", kind)),
        ofClaims: true,
        codes: coded(claims.kind, kinds),
      },
    ];
    this.timeline = timeline;
    /** The last answer. @type {{filters: Filters, edition: Edition, passing: Passing} | null} */
    this.kept = null;
    /** Which thing was last counted for an option. */
    this.stamps = this.all.map((facet) => new Int32Array(facet.ids.length));
  }

  /** The facets that tell anything apart. @returns {Facet[]} */
  get used() {
    return this.all.filter(({ ofClaims, codes }) => {
      // Of claims only responses have no option, and nothing is drawn of them.
      const told = ofClaims ? codes.filter((code) => code >= 0) : codes;
      return told.some((code) => code !== told[0]);
    });
  }

  /** @param {string} key @returns {Facet} */
  facet(key) {
    return /** @type {Facet} */ (this.all.find((facet) => facet.key === key));
  }

  /**
   * What passes; the same answer as before when nothing else is asked.
   *
   * @param {Filters} filters @param {Edition} edition
   * @returns {Passing}
   */
  passing(filters, edition) {
    if (this.kept?.filters === filters && this.kept.edition === edition) return this.kept.passing;
    const passing = this.ask(filters, edition);
    this.kept = { filters, edition, passing };
    return passing;
  }

  /** @param {Filters} filters @param {Edition} edition @returns {Passing} */
  ask(filters, edition) {
    const chosen = this.chosen(filters);
    if (chosen.every((options) => options === null)) return { things: edition.known, claims: edition.said };
    const { timeline } = this;
    const asked = this.asked(edition, chosen);
    const claims = new Uint8Array(this.model.block.claims.id.length);
    for (let claim = 0; claim < claims.length; claim++) claims[claim] = asked.claim(claim) === 0 ? 1 : 0;
    const things = new Uint8Array(timeline.count);
    const { at, rows } = timeline.claims;
    for (let n = 0; n < things.length; n++) {
      if (asked.thing(n) !== 0) continue;
      for (let next = at[n]; next < at[n + 1] && !things[n]; next++) things[n] = claims[rows[next]];
    }
    return { things, claims };
  }

  /** By facet, 1 for each option that is chosen; null where none is. @param {Filters} filters @returns {(Uint8Array | null)[]} */
  chosen(filters) {
    return this.all.map(({ key, ids }) => {
      const options = filters[key];
      if (!options || options.length === 0) return null;
      const flags = new Uint8Array(ids.length);
      for (const option of options) flags[option] = 1;
      return flags;
    });
  }

  /**
   * Which facets a thing or a claim fails, as bits.
   *
   * @param {Edition} edition @param {(Uint8Array | null)[]} chosen
   */
  asked(edition, chosen) {
    const { known, said, model } = edition;
    const UNSAID = 1 << this.all.length;
    const support = this.all[0];
    // Support is that of the day.
    const supports =
      said === null
        ? support.codes
        : coded(
            DRAWN.flatMap((kind) => Array.from(model.block[kind].support)),
            SUPPORTS,
          );
    /** @param {boolean} ofClaims */
    const parts = (ofClaims) =>
      this.all.flatMap((facet, nth) => {
        const flags = chosen[nth];
        if (!flags || facet.ofClaims !== ofClaims) return [];
        return [{ bit: 1 << nth, flags, codes: facet === support ? supports : facet.codes }];
      });
    /** @param {ReturnType<typeof parts>} asked @param {Uint8Array | null} there @returns {(at: number) => number} */
    const failed = (asked, there) => (at) => {
      let bits = there && !there[at] ? UNSAID : 0;
      for (const { bit, flags, codes } of asked) if (codes[at] < 0 || !flags[codes[at]]) bits |= bit;
      return bits;
    };
    return { thing: failed(parts(false), known), claim: failed(parts(true), said), supports };
  }

  /**
   * For each option, how many movements, presences and events would show with it, as the other filters stand.
   *
   * @param {Filters} filters @param {Edition} edition
   * @param {(number: number) => boolean} counts whether a thing counts at all: its layer is on, its day is looked at
   * @returns {Map<string, Int32Array>}
   */
  counts(filters, edition, counts) {
    const { timeline } = this;
    const { thing, claim, supports } = this.asked(edition, this.chosen(filters));
    const found = this.all.map((facet) => new Int32Array(facet.ids.length));
    for (const stamps of this.stamps) stamps.fill(-1);
    const { at, rows } = timeline.claims;
    for (let n = 0; n < timeline.count; n++) {
      if (!timeline.drawn[n] || !counts(n)) continue;
      const failed = thing(n);
      // Failing two facets, no option of one of them can bring it back.
      if (failed & (failed - 1)) continue;
      for (let next = at[n]; next < at[n + 1]; next++) {
        const all = failed | claim(rows[next]);
        if (all & (all - 1)) continue;
        this.count(found, all, n, rows[next], supports);
      }
    }
    return new Map(this.all.map((facet, nth) => [facet.key, found[nth]]));
  }

  /**
   * @param {Int32Array[]} found @param {number} failed bits of the one facet that was failed, if any
   * @param {number} n @param {number} claim @param {Int32Array} supports
   */
  count(found, failed, n, claim, supports) {
    for (let nth = 0; nth < found.length; nth++) {
      if (failed !== 0 && failed !== 1 << nth) continue;
      const { codes, ofClaims } = this.all[nth];
      const option = ofClaims ? codes[claim] : nth === 0 ? supports[n] : codes[n];
      if (option < 0 || this.stamps[nth][option] === n) continue;
      this.stamps[nth][option] = n;
      found[nth][option] += 1;
    }
  }
}

/** @param {string} key @param {string[]} ids @param {string[]} names @param {ArrayLike<number>} rows @returns {Facet} */
function facetOfClaims(key, ids, names, rows) {
  return { key, ids, names, ofClaims: true, codes: Int32Array.from(rows) };
}

/** @param {ArrayLike<string | undefined>} values @param {string[]} options @returns {Int32Array} */
function coded(values, options) {
  const codes = new Map(options.map((option, code) => [option, code]));
  return Int32Array.from(values, (value) => (value === undefined ? -1 : (codes.get(value) ?? -1)));
}
