/**
 * What a model says of days, as typed arrays: built once, so that a step of the slider is one pass over numbers.
 *
 * Legs, presences and events are numbered through: legs first, then presences, then events. "Their number" is meant
 * wherever a number stands here; `starts` tells where each kind begins.
 */

import { rowCount } from "./lazy.js";
import { layerBits, layerOfRole } from "./model.js";
import { claimsOfRole, positionRoles } from "./position_roles.js";
import { denialsFrom, repliesOf } from "./replies.js";
import { joinedLists, listed, listsOf, reversedLists } from "./row_lists.js";
import { waysOf } from "./ways.js";

/**
 * @typedef {import("./model.js").Model} Model
 * @typedef {import("./types.js").Row} Row
 * @typedef {import("./row_lists.js").Lists} Lists
 */

export const DRAWN = /** @type {const} */ (["legs", "presences", "events"]);

/** @type {WeakMap<Model, Timeline>} */
const timelines = new WeakMap();

/** The timeline of a model, made when it is first asked for. @param {Model} model */
export function timelineOf(model) {
  let found = timelines.get(model);
  if (!found) {
    found = new Timeline(model);
    timelines.set(model, found);
  }
  return found;
}

/**
 * Stretches of days: an end that is open is infinite, and what has no day at all is NaN.
 *
 * @typedef {object} Stretches
 * @property {Float64Array} from
 * @property {Float64Array} to
 * @property {Uint8Array} known 1 = one day, or all of a stretch; 0 = somewhen in it
 */

/** @param {number} count @returns {Stretches} */
function stretches(count) {
  return { from: new Float64Array(count), to: new Float64Array(count), known: new Uint8Array(count) };
}

/**
 * @param {Stretches} into @param {number} at
 * @param {import("./types.js").Day} from @param {import("./types.js").Day} to @param {string} how
 */
export function putStretch(into, at, from, to, how) {
  const dated = from !== null || to !== null;
  into.from[at] = dated ? (from ?? Number.NEGATIVE_INFINITY) : Number.NaN;
  into.to[at] = dated ? (to ?? Number.POSITIVE_INFINITY) : Number.NaN;
  // A stretch whose manner is not stated says no more than "somewhen in it".
  into.known[at] = how === "throughout" || from === to ? 1 : 0;
}

/**
 * What each claim says of days.
 *
 * @param {import("./types.js").Claims} claims
 */
function readClaims({ kind, when_from: from, when_to: to, when_how: how }) {
  const count = kind.length;
  const days = stretches(count);
  const stays = new Uint8Array(count);
  for (let claim = 0; claim < count; claim++) {
    putStretch(days, claim, from[claim], to[claim], how[claim]);
    if (kind[claim] === "presence") stays[claim] = 1;
  }
  return { days, stays };
}

/** When each claim was said. @param {import("./types.js").Claims} claims */
function saidOnOf({ said_to: said }) {
  const on = new Float64Array(said.length);
  for (let claim = 0; claim < on.length; claim++) on[claim] = said[claim] ?? Number.NaN;
  return on;
}

/**
 * @typedef {object} Telling
 * @property {Float64Array} firstSaid the day on which each was first said
 * @property {Float64Array} wholeFrom the day from which everything behind it had been said, and it was denied if ever
 * @property {Float64Array} deniedFrom by claim, the day from which somebody had denied it; never = infinite. A denial
 *   of unknown date always counts.
 */

/** @param {Timeline} timeline @returns {Telling} */
function tellingOf({ model, count, saidOn, claims: { at, rows } }) {
  const deniedFrom = denialsFrom(repliesOf(model.block), saidOn);
  const firstSaid = new Float64Array(count).fill(Number.POSITIVE_INFINITY);
  const wholeFrom = new Float64Array(count).fill(Number.NEGATIVE_INFINITY);
  for (let n = 0; n < count; n++) {
    let denied = Number.POSITIVE_INFINITY;
    for (let next = at[n]; next < at[n + 1]; next++) {
      const day = saidOn[rows[next]];
      if (day < firstSaid[n]) firstSaid[n] = day;
      wholeFrom[n] = Math.max(wholeFrom[n], Number.isNaN(day) ? Number.POSITIVE_INFINITY : day);
      if (deniedFrom[rows[next]] < denied) denied = deniedFrom[rows[next]];
    }
    if (denied < Number.POSITIVE_INFINITY && denied > wholeFrom[n]) wholeFrom[n] = denied;
  }
  return { firstSaid, wholeFrom, deniedFrom };
}

/** The least and the greatest of some numbers; what is no finite number is passed over. @param {Float64Array} numbers @returns {[number, number] | null} */
export function rangeOf(numbers) {
  let [first, last] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const number of numbers) {
    if (!Number.isFinite(number)) continue;
    if (number < first) first = number;
    if (number > last) last = number;
  }
  return first <= last ? [first, last] : null;
}

export class Timeline {
  /** @param {Model} model */
  constructor(model) {
    this.model = model;
    const { legs, presences, events } = model.block;
    const sizes = [rowCount(legs), rowCount(presences), rowCount(events)];
    this.starts = [0, sizes[0], sizes[0] + sizes[1]];
    this.count = sizes[0] + sizes[1] + sizes[2];
    /** Bits of the layer of each. */
    this.bits = new Uint16Array(this.count);
    /** 1 = drawn by itself. */
    this.drawn = new Uint8Array(this.count);
    /** The last day on which what it says still stood; for what stands today there is none. */
    this.until = new Float64Array(this.count).fill(Number.POSITIVE_INFINITY);
    DRAWN.forEach((kind, nth) => {
      this.readKind(kind, this.starts[nth]);
    });
    /** How much there is to draw: of what stands today, and with what no longer does. */
    this.drawnNow = 0;
    this.drawnEver = 0;
    for (let n = 0; n < this.count; n++) {
      if (!this.drawn[n]) continue;
      this.drawnEver += 1;
      if (this.until[n] === Number.POSITIVE_INFINITY) this.drawnNow += 1;
    }
    // The rest is made when it is first asked for: the first picture needs none of it.
    /** @type {Stretches | undefined} */
    this.stretches = undefined;
    /** @type {[number, number] | undefined} */
    this.dated = undefined;
    /** @type {ReturnType<typeof readClaims> | undefined} */
    this.ofClaims = undefined;
    /** @type {Float64Array | undefined} */
    this.said = undefined;
    /** @type {Lists | undefined} */
    this.lists = undefined;
    /** @type {Telling | undefined} */
    this.telling = undefined;
    this.places = this.readSpots("places");
    this.areas = this.readSpots("areas");
  }

  /** @param {(typeof DRAWN)[number]} kind @param {number} start */
  readKind(kind, start) {
    const { model, bits, drawn, until } = this;
    const { known_until: stood } = model.block[kind];
    const layers = model.layersOf[kind];
    const ways = kind === "legs" ? waysOf(model.block.legs) : null;
    const count = rowCount(model.block[kind]);
    for (let row = 0; row < count; row++) {
      const at = start + row;
      bits[at] = layers[row];
      drawn[at] = ways ? Number(ways.at[row] < ways.at[row + 1]) : Number(model.hasPicture({ kind, row }));
      if (stood) until[at] = stood[row] ?? Number.POSITIVE_INFINITY;
    }
  }

  /** The days of each. */
  get days() {
    this.stretches ??= this.readDays();
    return this.stretches;
  }

  /** @returns {Stretches} */
  readDays() {
    const { model } = this;
    const days = stretches(this.count);
    DRAWN.forEach((kind, nth) => {
      const start = this.starts[nth];
      const { day_from: from, day_to: to, how } = model.block[kind];
      for (let row = 0; row < from.length; row++) putStretch(days, start + row, from[row], to[row], how[row]);
      for (const row of model.undated[kind]) days.from[start + row] = days.to[start + row] = Number.NaN;
    });
    return days;
  }

  /** Days between the first days of the earliest and the latest. */
  get span() {
    this.dated ??= rangeOf(this.days.from) ?? [0, 0];
    return this.dated[1] - this.dated[0];
  }

  /** The days of each claim. */
  get claimDays() {
    this.ofClaims ??= readClaims(this.model.block.claims);
    return this.ofClaims.days;
  }

  /** By claim, 1 = stays as "last reported" after its last day. */
  get staysReported() {
    this.ofClaims ??= readClaims(this.model.block.claims);
    return this.ofClaims.stays;
  }

  /** The day by which each claim had surely been said: the latest that its date allows; NaN when unknown. */
  get saidOn() {
    this.said ??= saidOnOf(this.model.block.claims);
    return this.said;
  }

  /** The first and the last day on which anything was said; null when no claim has a day. */
  get saidDays() {
    return rangeOf(this.saidOn);
  }

  /** The claims behind each. @returns {Lists} */
  get claims() {
    this.lists ??= joinedLists(DRAWN.map((kind) => listsOf(this.model.block[kind], "claims")));
    return this.lists;
  }

  /** When each was said and denied. */
  get told() {
    this.telling ??= tellingOf(this);
    return this.telling;
  }

  /**
   * Places or areas: what touches each, which roles it has from which claims, and which claims name it.
   *
   * @param {"places" | "areas"} kind
   */
  readSpots(kind) {
    const { model, count: numbers } = this;
    const table = model.block[kind];
    const touching = kind === "places" ? model.atPlace : model.atArea;
    const count = rowCount(table);
    const at = new Int32Array(count + 1);
    for (let row = 0; row < count; row++) at[row + 1] = at[row] + touching.count(row);
    const rows = new Int32Array(at[count]);
    let next = 0;
    for (let row = 0; row < count; row++)
      touching.each(row, (drawn, of) => {
        rows[next++] = this.number(/** @type {(typeof DRAWN)[number]} */ (drawn), of);
      });
    const roles = Array.from(table.roles, (entries) =>
      entries.flatMap((entry) => {
        const bit = layerBits([layerOfRole(entry[0])]);
        return claimsOfRole(entry).map((claim) => ({ claim, bit }));
      }),
    );
    /** @type {Lists | undefined} */
    let claims;
    /** @type {Lists | undefined} */
    let touched;
    /** @type {import("./position_roles.js").PositionRoles | undefined} */
    let byPosition;
    return {
      count,
      touching: { at, rows },
      /** The spots that each number touches. */
      get touched() {
        touched ??= reversedLists({ at, rows }, numbers);
        return touched;
      },
      roleClaims: listed(roles.map((given) => given.map(({ claim }) => claim))),
      roleBits: Uint16Array.from(roles.flat(), ({ bit }) => bit),
      /** The roles that legs give, made when a day is first asked for. */
      get byPosition() {
        byPosition ??= positionRoles(model.block, kind);
        return byPosition;
      },
      get claims() {
        claims ??= listsOf(table, "claims");
        return claims;
      },
    };
  }

  /** The number of a row. @param {(typeof DRAWN)[number]} kind @param {Row} row */
  number(kind, row) {
    return this.starts[DRAWN.indexOf(kind)] + row;
  }

  /** Claims without a day on which they were said. @returns {Row[]} */
  get unsaid() {
    const { saidOn } = this;
    /** @type {Row[]} */
    const found = [];
    for (let claim = 0; claim < saidOn.length; claim++) if (Number.isNaN(saidOn[claim])) found.push(claim);
    return found;
  }
}
