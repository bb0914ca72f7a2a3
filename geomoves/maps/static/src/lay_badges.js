/** The sign "disputed: see who" wherever no label has room to carry it: it never goes missing. */

import { isDisputed } from "./captions.js";
import { pointsOf } from "./ways.js";

/**
 * @typedef {import("./model.js").Model} Model
 * @typedef {import("./types.js").Thing} Thing
 * @typedef {{x: number, y: number, alpha: number, thing: Thing | import("./types.js").Aggregate}} Badge
 *
 * @typedef {{x: number, y: number, reach: number}} Sign a round of what stands on the map
 */

/** Of the sign itself, with its edge. */
const REACH = 8.5;
/** Where along a line the sign may stand, best first. */
const ALONG = [0.5, 0.4, 0.6, 0.3, 0.7, 0.2, 0.8];

/**
 * @param {Model} model
 * @param {import("./time.js").Shown} shown
 * @param {import("./scene.js").Spot[]} spots
 * @param {import("./lay_legs.js").DrawnLeg[]} legs
 * @param {import("./lay_labels.js").Label[]} labels
 * @param {Sign[]} signs what a badge on a line would cover
 * @returns {Badge[]}
 */
export function layBadges(model, shown, spots, legs, labels, signs) {
  const said = new Set(
    labels.flatMap(({ block, thing }) => block.lines.map((line) => keyOf(line.thing ?? thing))),
  );
  /** @param {Thing} thing */
  const missing = (thing) => isDisputed(model, thing) && !said.has(keyOf(thing));
  return [...onLegs(legs, missing, signs), ...atPlaces(model, shown, spots, missing)];
}

/** @param {number} x @param {number} y @param {Sign[]} taken */
function isFree(x, y, taken) {
  return taken.every((sign) => Math.hypot(sign.x - x, sign.y - y) > sign.reach + REACH);
}

/** @param {Thing | import("./types.js").Aggregate} thing */
function keyOf({ kind, row }) {
  return `${kind}${row}`;
}

/**
 * In the middle of the line, or where it covers nothing.
 *
 * @param {import("./lay_legs.js").DrawnLeg[]} legs @param {(thing: Thing) => boolean} missing @param {Sign[]} signs
 */
function onLegs(legs, missing, signs) {
  const taken = [...signs];
  /** @type {Badge[]} */
  const badges = [];
  for (const { row, runs, alpha } of legs) {
    const thing = { kind: /** @type {const} */ ("legs"), row };
    if (runs.length === 0 || !missing(thing)) continue;
    const points = ALONG.map((share) => 2 * Math.floor((share * runs[0].length) / 2));
    const free = points.find((at) => isFree(runs[0][at], runs[0][at + 1], taken));
    const at = free ?? points[0];
    badges.push({ x: runs[0][at], y: runs[0][at + 1], alpha, thing });
    taken.push({ x: runs[0][at], y: runs[0][at + 1], reach: REACH });
  }
  return badges;
}

/**
 * Above the sign of a place, for what its label would have said.
 *
 * @param {Model} model
 * @param {import("./time.js").Shown} shown
 * @param {import("./scene.js").Spot[]} spots
 * @param {(thing: Thing) => boolean} missing
 */
function atPlaces(model, shown, spots, missing) {
  const { legs, presences } = model.block;
  /** What has a line or a bracket of its own is not the place's to mark. @param {Thing} thing */
  const isHere = ({ kind, row }) =>
    kind === "events" || (kind === "legs" ? pointsOf(legs, row) === 1 : presences.places[row].length === 1);
  /** @type {Badge[]} */
  const badges = [];
  for (const { row, x, y, reachX, soft, alpha } of spots) {
    const thing = model.atPlace
      .of(row)
      .find(
        (other) =>
          shown[/** @type {"legs"} */ (other.kind)][other.row] > 0 && isHere(other) && missing(other),
      );
    if (thing)
      badges.push({ x: soft ? x : x + reachX * 0.75, y: soft ? y : y - reachX * 0.75 - 3, alpha, thing });
  }
  return badges;
}
