/**
 * The roles that legs give to places by where they start, pass and end.
 *
 * A block tells one claim for such a role; on other days the place has it from its other legs, which say so here.
 */

import { layerBits, layerOfRole } from "./model.js";
import { listsOf } from "./row_lists.js";

/**
 * @typedef {object} PositionRoles what leg `n` gives stands from `at[n]` up to `at[n + 1]`
 * @property {Int32Array} at
 * @property {Int32Array} spots
 * @property {Uint16Array} bits the layers of the roles, beside `spots`
 */

/** The claims that give a role. @param {import("./types.js").RoleEntry} entry */
export function claimsOfRole([, , , claim, also]) {
  return [claim, ...(also ?? [])];
}

const NO_LISTS = { at: new Int32Array(1), rows: new Int32Array(0) };

/**
 * @param {import("./types.js").Block} block
 * @param {"places" | "areas"} kind
 * @returns {PositionRoles}
 */
export function positionRoles({ legs, ends, ...block }, kind) {
  const { allowed, signed } = rolesTold(Array.from(block[kind].roles));
  const [from, to] = kind === "places" ? [legs.from, legs.to] : [legs.from_area, legs.to_area];
  const claims = listsOf(legs, "claims");
  // A block need not bring the stops of its claims.
  const via = block.claims.via ? listsOf(block.claims, "via") : NO_LISTS;
  const count = from.length;
  const spotCount = allowed.length;
  const forces = numbered(legs.force);
  /** One number for a force at a spot. @param {number} leg @param {number} spot */
  const key = (leg, spot) => forces[leg] * spotCount + spot;
  const [left, reached] = [from, to].map((stops) => keysOf(stops, key));
  const [origin, transit, destination] = ["origin", "transit", "destination"].map((role) =>
    layerBits([layerOfRole(role)]),
  );
  const at = new Int32Array(count + 1);
  /** @type {number[]} */
  const spots = [];
  /** @type {number[]} */
  const bits = [];
  /** @param {number} leg @param {number} spot @param {number} bit */
  const note = (leg, spot, bit) => {
    if (!(spot >= 0) || !(allowed[spot] & bit) || isSigned(signed.get(spot), claims, leg)) return;
    spots.push(spot);
    bits.push(bit);
  };
  for (let leg = 0; leg < count; leg++) {
    if (!reached.has(key(leg, from[leg]))) note(leg, from[leg], origin);
    // Claims on one leg name the same stops.
    const lead = kind === "places" ? claims.rows[claims.at[leg]] : -1;
    for (let nth = via.at[lead]; nth < via.at[lead + 1]; nth++) note(leg, ends.place[via.rows[nth]], transit);
    note(leg, to[leg], left.has(key(leg, to[leg])) ? transit : destination);
    at[leg + 1] = spots.length;
  }
  return { at, spots: Int32Array.from(spots), bits: Uint16Array.from(bits) };
}

/** What stands at each row as a number, equal for what is equal. @param {ArrayLike<unknown>} values */
function numbered(values) {
  const known = new Map();
  return Int32Array.from(values, (value) => {
    if (!known.has(value)) known.set(value, known.size);
    return known.get(value);
  });
}

/** @param {ArrayLike<number>} spots one a leg, -1 for none @param {(leg: number, spot: number) => number} key */
function keysOf(spots, key) {
  const keys = new Set();
  for (let leg = 0; leg < spots.length; leg++) if (spots[leg] >= 0) keys.add(key(leg, spots[leg]));
  return keys;
}

/**
 * Which roles each spot has by position at all, and which claims sign another for it.
 *
 * @param {import("./types.js").RoleEntry[][]} roles
 */
function rolesTold(roles) {
  const allowed = new Uint16Array(roles.length);
  /** @type {Map<number, Set<number>>} */
  const signed = new Map();
  roles.forEach((entries, spot) => {
    for (const entry of entries)
      if (entry[1] === "position") allowed[spot] |= layerBits([layerOfRole(entry[0])]);
      else signed.set(spot, new Set([...(signed.get(spot) ?? []), ...claimsOfRole(entry)]));
  });
  return { allowed, signed };
}

/** @param {Set<number> | undefined} signing @param {import("./row_lists.js").Lists} claims @param {number} leg */
function isSigned(signing, { at, rows }, leg) {
  if (!signing) return false;
  for (let nth = at[leg]; nth < at[leg + 1]; nth++) if (signing.has(rows[nth])) return true;
  return false;
}
