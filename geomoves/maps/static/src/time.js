/** What shows on a day, and how strongly: the only place that decides it. */

import { layerBits, layerOfRole } from "./model.js";

/**
 * @typedef {import("./model.js").Model} Model
 * @typedef {import("./types.js").Thing} Thing
 * @typedef {import("./types.js").Kind} Kind
 */

/** Somewhen in a stretch is not on each of its days: drawn pale over all of it. */
export const PALE = 0.4;
const LAST_REPORTED = 0.6;
const FADED_OUT = 0.22;
const FADING_DAYS = 30;

/** @typedef {"" | "on" | "within" | "last"} Standing "" = not on that day */

/**
 * Which days a leg, presence or event stands on.
 *
 * @param {import("./types.js").Dated} table
 * @param {number} row
 * @param {number | null} day null = all dates
 * @param {boolean} fades whether it stays as "last reported" after its last day
 * @returns {Standing}
 */
export function standing(table, row, day, fades) {
  if (day === null) return "on";
  const from = table.day_from[row];
  const to = table.day_to[row];
  if (from === null && to === null) return "";
  if (from !== null && day < from) return "";
  if (to !== null && day > to) return fades ? "last" : "";
  // One day, or all of a stretch. A stretch whose manner is not stated says no more than "somewhen in it".
  return table.how[row] === "throughout" || from === to ? "on" : "within";
}

/**
 * @param {Standing} state
 * @param {number} daysAfter days since the last day, for "last"
 */
export function strengthOf(state, daysAfter = 0) {
  if (state === "on") return 1;
  if (state === "within") return PALE;
  if (state === "last")
    return Math.max(FADED_OUT, LAST_REPORTED - (daysAfter / FADING_DAYS) * (LAST_REPORTED - FADED_OUT));
  return 0;
}

/**
 * How strongly each row shows (0 = hidden), for one day and one choice of layers.
 *
 * @typedef {object} Shown
 * @property {Float32Array} legs
 * @property {Float32Array} presences
 * @property {Float32Array} events
 * @property {Float32Array} places
 * @property {Float32Array} areas
 * @property {Uint16Array} placeLayers bits of the roles that each place has on that day
 * @property {Uint16Array} areaLayers
 * @property {Set<number>} last presences that are shown as "last reported"
 */

/**
 * @param {Model} model
 * @param {number | null} day
 * @param {number} on bits of the layers that are on
 * @returns {Shown}
 */
export function whatShows(model, day, on) {
  const dated = whatStands(model, day);
  /** @type {Kind[]} */
  const kinds = ["legs", "presences", "events", "places", "areas"];
  for (const kind of kinds) {
    const strengths = dated[/** @type {"legs"} */ (kind)];
    for (let row = 0; row < strengths.length; row++) {
      if (strengths[row] > 0 && !model.inLayers({ kind, row }, on, dated)) strengths[row] = 0;
    }
  }
  return dated;
}

/**
 * How strongly each row stands on a day, whatever layers are on.
 *
 * @param {Model} model
 * @param {number | null} day
 * @returns {Shown}
 */
export function whatStands(model, day) {
  const { block } = model;
  /** @type {Set<number>} */
  const last = new Set();
  /** @param {"legs" | "presences" | "events"} kind */
  function dated(kind) {
    const table = block[kind];
    return Float32Array.from(table.id, (_, row) => {
      if (day !== null && model.undated[kind].has(row)) return 0;
      const state = standing(table, row, day, kind === "presences");
      if (state === "last") last.add(row);
      return strengthOf(state, day === null ? 0 : day - (table.day_to[row] ?? day));
    });
  }
  const strengths = { legs: dated("legs"), presences: dated("presences"), events: dated("events") };
  /** @param {Thing[]} touching @param {number[]} claims */
  function atMost(touching, claims) {
    if (day === null) return 1;
    if (touching.length > 0)
      return Math.max(...touching.map(({ kind, row }) => strengths[/** @type {"legs"} */ (kind)][row]));
    return claims.length === 0
      ? PALE
      : Math.max(...claims.map((claim) => claimStrength(block.claims, claim, day)));
  }
  /** @param {import("./types.js").RoleEntry[]} roles */
  const rolesNow = (roles) =>
    layerBits(
      roles
        .filter(([, , , claim]) => day === null || roleStands(block.claims, claim, day))
        .map(([role]) => layerOfRole(role)),
    );
  return {
    ...strengths,
    placeLayers: Uint16Array.from(block.places.roles, rolesNow),
    areaLayers: Uint16Array.from(block.areas.roles, rolesNow),
    places: Float32Array.from(block.places.id, (_, row) =>
      atMost(model.atPlace.of(row), block.places.claims[row]),
    ),
    areas: Float32Array.from(block.areas.id, (_, row) =>
      atMost(model.atArea.of(row), block.areas.claims[row]),
    ),
    last,
  };
}

/**
 * Whether a place has a role on a day: while the claim that gives it stands, and after it for a presence.
 *
 * @param {import("./types.js").Claims} claims @param {number} claim @param {number} day
 */
function roleStands(claims, claim, day) {
  if (claim < 0 || (claims.when_from[claim] === null && claims.when_to[claim] === null)) return true;
  const table = {
    day_from: claims.when_from,
    day_to: claims.when_to,
    how: claims.when_how,
    when: claims.when,
  };
  return standing(table, claim, day, claims.kind[claim] === "presence") !== "";
}

/** @param {import("./types.js").Claims} claims @param {number} claim @param {number} day */
function claimStrength(claims, claim, day) {
  const table = {
    day_from: claims.when_from,
    day_to: claims.when_to,
    how: claims.when_how,
    when: claims.when,
  };
  return strengthOf(standing(table, claim, day, false));
}
