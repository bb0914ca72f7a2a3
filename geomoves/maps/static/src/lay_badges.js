/** The sign "disputed: see who" wherever no label has room to carry it: it never goes missing. */

import { isDisputed } from "./captions.js";
import { pointsOf } from "./ways.js";

/**
 * @typedef {import("./model.js").Model} Model
 * @typedef {import("./types.js").Thing} Thing
 * @typedef {{x: number, y: number, alpha: number, thing: Thing | import("./types.js").Aggregate}} Badge
 */

/**
 * @param {Model} model
 * @param {import("./time.js").Shown} shown
 * @param {import("./scene.js").Spot[]} spots
 * @param {import("./lay_legs.js").DrawnLeg[]} legs
 * @param {import("./lay_labels.js").Label[]} labels
 * @returns {Badge[]}
 */
export function layBadges(model, shown, spots, legs, labels) {
  const said = new Set(
    labels.flatMap(({ block, thing }) => block.lines.map((line) => keyOf(line.thing ?? thing))),
  );
  /** @param {Thing} thing */
  const missing = (thing) => isDisputed(model, thing) && !said.has(keyOf(thing));
  return [...onLegs(legs, missing), ...atPlaces(model, shown, spots, missing)];
}

/** @param {Thing | import("./types.js").Aggregate} thing */
function keyOf({ kind, row }) {
  return `${kind}${row}`;
}

/** In the middle of the line. @param {import("./lay_legs.js").DrawnLeg[]} legs @param {(thing: Thing) => boolean} missing */
function onLegs(legs, missing) {
  /** @type {Badge[]} */
  const badges = [];
  for (const { row, runs, alpha } of legs) {
    const thing = { kind: /** @type {const} */ ("legs"), row };
    if (runs.length === 0 || !missing(thing)) continue;
    const middle = 2 * Math.floor(runs[0].length / 4);
    badges.push({ x: runs[0][middle], y: runs[0][middle + 1], alpha, thing });
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
