/** What shows on some days, and how strongly: the only place that decides it. */

import { DayIndex } from "./day_index.js";
import { passing } from "./facets.js";
import { LAYER_KEYS } from "./model.js";
import { editionOf } from "./said_by.js";
import { timelineOf } from "./timeline.js";

/**
 * @typedef {import("./model.js").Model} Model
 * @typedef {import("./types.js").Thing} Thing
 *
 * @typedef {object} Choice what the reader has chosen
 * @property {number | null} day the last day that is looked at; null = all dates
 * @property {number} [length] how many days end on it: 1 = the day alone, Infinity = everything up to it
 * @property {number | null} [said] only what had been said by this day; null = everything
 * @property {import("./facets.js").Filters} [filters]
 * @property {number} on bits of the layers that are on
 */

/** Somewhen in a stretch is not on each of its days: drawn pale over all of it. */
export const PALE = 0.4;
const LAST_REPORTED = 0.6;
const FADED_OUT = 0.22;
const FADING_DAYS = 30;

/**
 * How strongly each row shows (0 = hidden), for some days and one choice of layers and filters.
 *
 * @typedef {object} Shown
 * @property {Model} model what is shown: as things stood on the day by which it had been said
 * @property {Float32Array} legs
 * @property {ArrayLike<number>} legRows those of the legs that show, ascending
 * @property {Float32Array} presences
 * @property {Float32Array} events
 * @property {Float32Array} places
 * @property {Float32Array} areas
 * @property {Uint16Array} placeLayers bits of the roles that each place has on these days
 * @property {Uint16Array} areaLayers
 * @property {{has: (row: number) => boolean}} last presences that are shown as "last reported"
 * @property {Map<string, number>} layers how much would show in each layer, were it on
 * @property {number} count how many movements, presences and events are drawn
 * @property {number} all how many there are to draw
 */

/**
 * How strongly a stretch shows when the days from `first` to `last` are looked at.
 *
 * @param {number} from its first day, -Infinity when that is open
 * @param {number} to its last day, Infinity when that is open
 * @param {number} known 1 = on each of its days, or its only day; 0 = somewhen in it
 * @param {number} first
 * @param {number} last
 */
export function strengthIn(from, to, known, first, last) {
  // What has no day is NaN, and compares as false.
  if (!(from <= last) || !(to >= first)) return 0;
  // Somewhen in a stretch that lies in the window whole is in the window for sure.
  return known || (from >= first && to <= last) ? 1 : PALE;
}

/** How strongly a presence shows so many days after its last. @param {number} daysAfter */
export function lastReportedStrength(daysAfter) {
  const faded = LAST_REPORTED - (daysAfter / FADING_DAYS) * (LAST_REPORTED - FADED_OUT);
  return faded > FADED_OUT ? faded : FADED_OUT;
}

/**
 * @param {Model} model
 * @param {Choice} choice
 * @returns {Shown}
 */
export function whatShows(model, choice) {
  const { on, day, length = 1, said = null, filters = NO_FILTERS } = choice;
  const kept = looked.get(model);
  const same =
    kept &&
    kept.on === on &&
    kept.day === day &&
    kept.length === length &&
    kept.said === said &&
    kept.filters === filters;
  if (same) return kept.shown;
  const edition = editionOf(model, said);
  const pass = passing(model, filters, edition);
  const shown = new Look(timelineOf(model), edition, pass, { day, length, on }).shown();
  looked.set(model, { on, day, length, said, filters, shown });
  return shown;
}

/** What was last looked at: the map and its lists ask for the same. @type {WeakMap<Model, Required<Choice> & {shown: Shown}>} */
const looked = new WeakMap();
/** @type {import("./facets.js").Filters} */
const NO_FILTERS = Object.freeze({});

/**
 * What the days and the layers let through, whatever is filtered.
 *
 * @param {Model} model @param {Choice} choice
 * @returns {(number: number) => boolean}
 */
export function standsIn(model, { day, length = 1, said = null, on }) {
  const timeline = timelineOf(model);
  const { bits, starts } = timeline;
  const look = new Look(
    timeline,
    editionOf(model, said),
    { things: null, claims: null },
    { day, length, on },
  );
  const marks = new Uint8Array(starts[2] - starts[1]);
  return (n) => {
    if (!(bits[n] & on)) return false;
    const presence = n >= starts[1] && n < starts[2];
    return look.strengthOf(n, starts[1], presence ? marks : null) > 0;
  };
}

/** What only a part of shows is found by its days, when that part is smaller than this share. */
const FEW = 0.25;

/** The days of all but presences, in an index; made when somebody first looks at some days. @type {WeakMap<import("./timeline.js").Stretches, {legs: DayIndex, events: DayIndex}>} */
const indexes = new WeakMap();

/** @param {import("./timeline.js").Timeline} timeline */
function indexesOf({ days, starts, count }) {
  let found = indexes.get(days);
  if (!found) {
    found = { legs: new DayIndex(days, 0, starts[1]), events: new DayIndex(days, starts[2], count) };
    indexes.set(days, found);
  }
  return found;
}

/**
 * What the first look at some days would wait for, in pieces: to be read before anybody moves the slider.
 *
 * @param {Model} model
 * @returns {(() => void)[]}
 */
export function readingOfDays(model) {
  if (!model.block.days) return [];
  return [
    () => timelineOf(model).days,
    () => indexesOf(timelineOf(model)),
    () => timelineOf(model).places.touched,
    () => timelineOf(model).places.byPosition,
    () => timelineOf(model).areas.byPosition,
    // What the look of a line rests on: on a map of very many none is drawn before somebody chooses a day.
    ...["low", "best", "high", "part_of", "support"].map(
      (name) => () => /** @type {any} */ (model.block.legs)[name],
    ),
  ];
}

/** One look at the timeline. */
class Look {
  /**
   * @param {import("./timeline.js").Timeline} timeline @param {import("./said_by.js").Edition} edition
   * @param {import("./facets.js").Passing} pass @param {{day: number | null, length: number, on: number}} choice
   */
  constructor(timeline, edition, pass, { day, length, on }) {
    this.timeline = timeline;
    this.edition = edition;
    this.pass = pass;
    this.on = on;
    this.always = day === null;
    this.last = day ?? 0;
    this.first = this.last - length + 1;
    // In everything up to a day, a presence is as old as that day makes it.
    this.reportedBy = length === Number.POSITIVE_INFINITY ? this.last : this.first;
    this.layerCounts = new Float64Array(LAYER_KEYS.length);
    this.count = 0;
    this.standing = new Float32Array(timeline.count);
    this.strengths = new Float32Array(timeline.count);
  }

  /** @returns {Shown} */
  shown() {
    const { timeline, edition, standing, strengths } = this;
    const { starts, count } = timeline;
    const last = new Uint8Array(starts[2] - starts[1]);
    const few = this.candidates();
    this.things(few?.legs ?? null, 0, starts[1], null);
    this.things(null, starts[1], starts[2], last);
    this.things(few?.events ?? null, starts[2], count, null);
    // What touches a place is asked for by the few that stand, or by the place.
    const stood = few ? [few.legs, standingIn(standing, starts[1], starts[2]), few.events] : null;
    const places = this.spots(timeline.places, stood);
    const areas = this.spots(timeline.areas, stood);
    const legs = strengths.subarray(0, starts[1]);
    return {
      model: edition.model,
      legs,
      legRows: few ? few.legs.filter((row) => legs[row] > 0) : standingIn(legs, 0, starts[1]),
      presences: strengths.subarray(starts[1], starts[2]),
      events: strengths.subarray(starts[2]),
      places: places.strengths,
      areas: areas.strengths,
      placeLayers: places.layers,
      areaLayers: areas.layers,
      last: { has: (row) => last[row] === 1 },
      layers: new Map(LAYER_KEYS.map((key, nth) => [key, this.layerCounts[nth]])),
      count: this.count,
      // What no longer stands counts only where the map goes back to the day on which it stood.
      all: edition.said ? timeline.drawnEver : timeline.drawnNow,
    };
  }

  /**
   * The legs and events that may show on these days; null where asking each of them is as quick.
   *
   * @returns {{legs: Int32Array, events: Int32Array} | null}
   */
  candidates() {
    const { timeline, edition } = this;
    // The days of what had been said by a day move with that day.
    if (this.always || edition.days !== timeline.days) return null;
    if (this.last - this.first > FEW * timeline.span) return null;
    const { legs, events } = indexesOf(timeline);
    return { legs: legs.meeting(this.first, this.last), events: events.meeting(this.first, this.last) };
  }

  /**
   * @param {Int32Array | null} numbers which of a kind are asked; null = all
   * @param {number} start @param {number} end numbers of that kind
   * @param {Uint8Array | null} last marks those shown as "last reported"; null for what does not stay
   */
  things(numbers, start, end, last) {
    if (numbers) for (const n of numbers) this.thing(n, start, last);
    else for (let n = start; n < end; n++) this.thing(n, start, last);
  }

  /** @param {number} n @param {number} start @param {Uint8Array | null} last */
  thing(n, start, last) {
    const { things } = this.pass;
    if (things && !things[n]) return;
    const strength = this.strengthOf(n, start, last);
    if (strength === 0) return;
    const { bits, drawn } = this.timeline;
    // How strongly each stands on these days, whatever layers are on.
    this.standing[n] = strength;
    // A presence is counted with the places that it stands at.
    if (drawn[n] && !last) this.layerCounts[31 - Math.clz32(bits[n])] += 1;
    if (!(bits[n] & this.on)) return;
    this.strengths[n] = strength;
    this.count += drawn[n];
  }

  /** @param {number} n @param {number} start @param {Uint8Array | null} last */
  strengthOf(n, start, last) {
    if (this.always) return 1;
    const { from, to, known } = this.edition.days;
    if (last && to[n] < this.reportedBy) {
      last[n - start] = 1;
      return lastReportedStrength(this.reportedBy - to[n]);
    }
    return strengthIn(from[n], to[n], known[n], this.first, this.last);
  }

  /**
   * Places or areas.
   *
   * @param {import("./timeline.js").Timeline["places"]} spots
   * @param {ArrayLike<number>[] | null} stood the numbers of what may stand; null = ask the spots
   */
  spots(spots, stood) {
    const layers = new Uint16Array(spots.count);
    const strengths = new Float32Array(spots.count);
    const most = stood ? strongestOf(spots, stood, this.standing) : null;
    const given = this.always && !this.pass.things ? null : this.rolesGiven(spots, stood?.[0] ?? null);
    for (let row = 0; row < spots.count; row++) {
      const touched = spots.touching.at[row] < spots.touching.at[row + 1];
      const stands = !touched
        ? this.strengthOfClaims(spots, row)
        : most
          ? most[row]
          : strongest(spots.touching, row, this.standing);
      if (stands === 0) continue;
      const bits = this.rolesOf(spots, row) | (given ? given[row] : 0);
      layers[row] = bits;
      strengths[row] = this.strengthOfSpot(spots, row, bits, stands);
      for (let left = bits; left; left &= left - 1) this.layerCounts[31 - Math.clz32(left & -left)] += 1;
    }
    return { layers, strengths };
  }

  /**
   * How strongly a spot shows under the layers that are on.
   *
   * @param {import("./timeline.js").Timeline["places"]} spots @param {number} row
   * @param {number} bits its roles on these days @param {number} stands
   */
  strengthOfSpot(spots, row, bits, stands) {
    if (bits !== 0) return bits & this.on ? stands : 0;
    // Without a role a place shows with what touches it.
    const touched = spots.touching.at[row] < spots.touching.at[row + 1];
    if (touched) return strongest(spots.touching, row, this.strengths);
    return this.on === 0 ? 0 : stands;
  }

  /**
   * The roles that legs which stand on these days give by their position.
   *
   * @param {import("./timeline.js").Timeline["places"]} spots
   * @param {ArrayLike<number> | null} legs those that may stand; null = all
   */
  rolesGiven(spots, legs) {
    const given = new Uint16Array(spots.count);
    const { at, spots: rows, bits } = spots.byPosition;
    const count = legs ? legs.length : at.length - 1;
    for (let nth = 0; nth < count; nth++) {
      const leg = legs ? legs[nth] : nth;
      if (this.standing[leg] > 0) for (let n = at[leg]; n < at[leg + 1]; n++) given[rows[n]] |= bits[n];
    }
    return given;
  }

  /** The roles that a spot has on these days by what claims say. @param {import("./timeline.js").Timeline["places"]} spots @param {number} row */
  rolesOf(spots, row) {
    let bits = 0;
    for (let next = spots.roleClaims.at[row]; next < spots.roleClaims.at[row + 1]; next++)
      if (this.roleStands(spots.roleClaims.rows[next])) bits |= spots.roleBits[next];
    return bits;
  }

  /** Whether a role stands: while the claim that gives it does, and after it for a presence. @param {number} claim */
  roleStands(claim) {
    if (claim < 0) return true;
    const { claims } = this.pass;
    if (claims && !claims[claim]) return false;
    if (this.always) return true;
    const { claimDays, staysReported } = this.timeline;
    const { from, to, known } = claimDays;
    if (Number.isNaN(from[claim])) return true;
    if (staysReported[claim] && from[claim] <= this.last) return true;
    return strengthIn(from[claim], to[claim], known[claim], this.first, this.last) > 0;
  }

  /** How strongly a spot shows that only claims name. @param {import("./timeline.js").Timeline["places"]} spots @param {number} row */
  strengthOfClaims(spots, row) {
    const { claims } = this.pass;
    if (this.always && !claims) return 1;
    const { claimDays } = this.timeline;
    const named = spots.claims;
    let [strength, any] = [0, false];
    for (let next = named.at[row]; next < named.at[row + 1]; next++) {
      const claim = named.rows[next];
      any = true;
      if (claims && !claims[claim]) continue;
      const { from, to, known } = claimDays;
      const own = this.always ? 1 : strengthIn(from[claim], to[claim], known[claim], this.first, this.last);
      if (own > strength) strength = own;
    }
    if (any) return strength;
    return this.always ? 1 : PALE;
  }
}

/** @param {import("./timeline.js").Lists} lists @param {number} at @param {Float32Array} strengths */
function strongest(lists, at, strengths) {
  let most = 0;
  for (let next = lists.at[at]; next < lists.at[at + 1]; next++) {
    const strength = strengths[lists.rows[next]];
    if (strength > most) most = strength;
  }
  return most;
}

/**
 * The same for every spot at once, from what stands.
 *
 * @param {import("./timeline.js").Timeline["places"]} spots @param {ArrayLike<number>[]} stood @param {Float32Array} strengths
 */
function strongestOf(spots, stood, strengths) {
  const { at, rows } = spots.touched;
  const most = new Float32Array(spots.count);
  for (const numbers of stood)
    for (let nth = 0; nth < numbers.length; nth++) {
      const n = numbers[nth];
      for (let next = at[n]; next < at[n + 1]; next++)
        if (strengths[n] > most[rows[next]]) most[rows[next]] = strengths[n];
    }
  return most;
}

/** The numbers in a range that have a strength. @param {Float32Array} strengths @param {number} start @param {number} end */
function standingIn(strengths, start, end) {
  const found = new Int32Array(end - start);
  let count = 0;
  for (let n = start; n < end; n++) if (strengths[n] > 0) found[count++] = n;
  return found.subarray(0, count);
}
