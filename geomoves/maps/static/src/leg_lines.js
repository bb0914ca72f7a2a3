/** The lines of all legs on the plane, and the index that finds them. */

import { BoxIndex } from "./box_index.js";
import { trace } from "./geodesy.js";
import { lineBounds } from "./plane.js";

/** Legs between the same two places bow apart, by this share of their length for each. */
const BOW = 0.11;

export class LegLines {
  /**
   * @param {import("./types.js").Legs} legs
   * @param {import("./plane.js").Plane} plane
   */
  constructor(legs, plane) {
    const bows = bowsOf(legs);
    /** One line a leg, pixels of zoom 0; empty when it is not drawn as a line. @type {Float64Array[]} */
    this.lines = legs.path.map((path, row) => {
      const line = path.length < 2 ? new Float64Array(0) : plane.projectLine(trace(path));
      return bows[row] ? bowed(line, bows[row]) : line;
    });
    /** Rows of the lines that are drawn: the items of the index. */
    this.rows = this.lines.flatMap((line, row) => (line.length > 0 ? [row] : []));
    const boxes = new Float64Array(this.rows.length * 4);
    this.rows.forEach((row, at) => {
      boxes.set(lineBounds(this.lines[row]), at * 4);
    });
    this.index = new BoxIndex(boxes);
  }

  /**
   * The legs whose box meets a rectangle of the plane.
   *
   * @param {number} minX @param {number} minY @param {number} maxX @param {number} maxY
   * @returns {number[]} rows
   */
  within(minX, minY, maxX, maxY) {
    /** @type {number[]} */
    const found = [];
    this.index.search(minX, minY, maxX, maxY, (item) => found.push(this.rows[item]));
    return found;
  }
}

/**
 * How far each leg bows to the side, as a share of its length: 0 unless several legs join the same two places.
 *
 * @param {import("./types.js").Legs} legs
 * @returns {number[]}
 */
function bowsOf(legs) {
  /** @type {Map<string, number[]>} */
  const groups = new Map();
  legs.id.forEach((_, row) => {
    const [from, to] = [legs.from[row], legs.to[row]];
    if (from < 0 || to < 0 || legs.path[row].length !== 2) return;
    const key = `${Math.min(from, to)}-${Math.max(from, to)}`;
    const group = groups.get(key);
    if (group) group.push(row);
    else groups.set(key, [row]);
  });
  const bows = legs.id.map(() => 0);
  for (const group of groups.values()) {
    group.forEach((row, at) => {
      // The side is counted in the direction of travel, so the way back needs the other sign.
      const side = legs.from[row] < legs.to[row] ? 1 : -1;
      bows[row] = side * BOW * (at - (group.length - 1) / 2);
    });
  }
  return bows;
}

/** @param {Float64Array} line @param {number} bow */
function bowed(line, bow) {
  const end = line.length - 2;
  const [dx, dy] = [line[end] - line[0], line[end + 1] - line[1]];
  const steps = Math.max(end / 2, 16);
  const curve = new Float64Array(2 * (steps + 1));
  for (let step = 0; step <= steps; step++) {
    const t = step / steps;
    const place = t * (end / 2);
    const before = Math.min(Math.floor(place), Math.max(end / 2 - 1, 0));
    const part = place - before;
    const lift = 4 * t * (1 - t) * bow;
    curve[2 * step] = line[2 * before] * (1 - part) + line[2 * before + 2] * part - lift * dy;
    curve[2 * step + 1] = line[2 * before + 1] * (1 - part) + line[2 * before + 3] * part + lift * dx;
  }
  return curve;
}
