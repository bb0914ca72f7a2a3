/** The sign "disputed: see who" wherever no label has room to carry it: it never goes missing. */

import { isDisputed } from "./captions.js";
import { grown } from "./occupancy.js";
import { pointsOf } from "./ways.js";

/**
 * @typedef {import("./model.js").Model} Model
 * @typedef {import("./types.js").Thing} Thing
 * @typedef {{x: number, y: number, alpha: number, thing: Thing | import("./types.js").Aggregate}} Badge
 */

/** Of the sign itself, with its edge. */
const REACH = 8.5;
/** Where along a line the sign may stand, best first. */
const ALONG = [0.5, 0.4, 0.6, 0.3, 0.7, 0.2, 0.8];
/** How far beside the line, where nothing on it is free. */
const ASIDE = [0, 11, -11, 17, -17];
/** Covering more than so many things is no worse. */
const MOST_COVERED = 6;
/** Where around a sign another may stand, best first: rightwards, downwards. */
const AROUND = [
  [1, -1],
  [-1, -1],
  [1, 1],
  [-1, 1],
  [0, -1.4],
  [1.4, 0],
  [-1.4, 0],
  [0, 1.4],
];

/**
 * @param {Model} model
 * @param {import("./time.js").Shown} shown
 * @param {import("./scene.js").Spot[]} spots
 * @param {import("./lay_legs.js").DrawnLeg[]} legs
 * @param {import("./lay_labels.js").Label[]} labels
 * @param {import("./occupancy.js").Occupancy} taken what a badge would cover; it takes its own room
 * @returns {Badge[]}
 */
export function layBadges(model, shown, spots, legs, labels, taken) {
  const said = new Set(
    labels.flatMap(({ block, thing }) => block.lines.map((line) => keyOf(line.thing ?? thing))),
  );
  /** @param {Thing} thing */
  const missing = (thing) => isDisputed(model, thing) && !said.has(keyOf(thing));
  // At a place it stands where it always does: on a line it has more to choose from.
  const here = atPlaces(model, shown, spots, missing, taken);
  return [...onLegs(legs, missing, taken), ...here];
}

/** Badges stand on whole pixels: all of them are one stamp then. @param {number} x @param {number} y */
function roomFor(x, y) {
  return grown({ x, y, w: 0, h: 0 }, REACH);
}

/**
 * Where beside a sign the badge covers nothing else, or as little as can be.
 *
 * @param {import("./occupancy.js").Occupancy} taken
 * @param {number} x @param {number} y the middle of the sign
 * @param {number} acrossX @param {number} acrossY how far from there the badge stands
 * @returns {{x: number, y: number}}
 */
export function besideSign(taken, x, y, acrossX, acrossY) {
  let least = Infinity;
  let found = { x, y };
  for (const [right, down] of AROUND) {
    const place = { x: Math.round(x + right * acrossX), y: Math.round(y + down * acrossY) };
    // The sign itself may be touched.
    let covered = 0;
    taken.hard.each(roomFor(place.x, place.y), (_, { x: left, y: top, w, h }) => {
      if (x < left || x > left + w || y < top || y > top + h) covered += 1;
    });
    if (covered < least) [least, found] = [covered, place];
    if (covered === 0) break;
  }
  taken.hard.add(roomFor(found.x, found.y), true);
  return found;
}

/** @param {Thing | import("./types.js").Aggregate} thing */
function keyOf({ kind, row }) {
  return `${kind}${row}`;
}

/**
 * In the middle of the line, or where it covers nothing.
 *
 * @param {import("./lay_legs.js").DrawnLeg[]} legs @param {(thing: Thing) => boolean} missing
 * @param {import("./occupancy.js").Occupancy} taken
 */
function onLegs(legs, missing, taken) {
  /** @type {Badge[]} */
  const badges = [];
  for (const { row, runs, alpha } of legs) {
    const thing = { kind: /** @type {const} */ ("legs"), row };
    if (runs.length === 0 || !missing(thing)) continue;
    const place = onRun(runs[0], taken);
    badges.push({ ...place, alpha, thing });
    taken.hard.add(roomFor(place.x, place.y), true);
  }
  return badges;
}

/** @param {number[]} run @param {import("./occupancy.js").Occupancy} taken */
function onRun(run, taken) {
  let least = MOST_COVERED + 1;
  let best = { x: run[0], y: run[1] };
  for (const aside of ASIDE) {
    for (const share of ALONG) {
      const at = pointOf(run, share);
      const [before, after] = [Math.max(0, at - 2), Math.min(run.length - 2, at + 2)];
      const [dx, dy] = [run[after] - run[before], run[after + 1] - run[before + 1]];
      const length = Math.hypot(dx, dy) || 1;
      const x = Math.round(run[at] - (dy / length) * aside);
      const y = Math.round(run[at + 1] + (dx / length) * aside);
      const covered = taken.hard.count(roomFor(x, y), MOST_COVERED);
      if (covered === 0) return { x, y };
      if (covered < least) [least, best] = [covered, { x, y }];
    }
  }
  return best;
}

/** @param {number[]} run @param {number} share */
function pointOf(run, share) {
  return 2 * Math.floor((share * run.length) / 2);
}

/**
 * Above the sign of a place, for what its label would have said.
 *
 * @param {Model} model
 * @param {import("./time.js").Shown} shown
 * @param {import("./scene.js").Spot[]} spots
 * @param {(thing: Thing) => boolean} missing
 * @param {import("./occupancy.js").Occupancy} taken
 */
function atPlaces(model, shown, spots, missing, taken) {
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
    if (!thing) continue;
    const place = soft ? { x, y } : besideSign(taken, x, y, reachX * 0.75, reachX * 0.75 + 3);
    badges.push({ ...place, alpha, thing });
  }
  return badges;
}
