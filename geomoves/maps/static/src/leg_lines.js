/** The lines of all legs on the plane: a box for each at once, the line itself when it is first drawn. */

import { geodesicLatitudes, trace } from "./geodesy.js";
import { bendOf } from "./plane.js";
import { pathOf, waysOf } from "./ways.js";

/**
 * @typedef {import("./plane.js").Plane} Plane
 */

/** Legs along the same stretch bow apart, by this share of its length for each. */
const BOW = 0.11;
/** The farthest that any of them bows to either side: what runs together may not fill the map. */
const MOST_BOW = 0.3;
/** So many lines are kept of legs that are drawn alone: a step back finds those of the day before. */
const MOST_STRAIGHT = 4000;
/** A line that may bend by more, pixels of zoom 0, is asked how far north and south it runs. */
const FAR = 8;
/** Parts of a degree in which two ends of a stretch are the same point. */
const SAME_POINT = 1e5;

export class LegLines {
  /**
   * @param {import("./types.js").Legs} legs
   * @param {Plane} plane
   */
  constructor(legs, plane) {
    this.legs = legs;
    this.plane = plane;
    this.ways = waysOf(legs);
    this.count = this.ways.at.length - 1;
    /** @type {Float64Array | undefined} */
    this.projected = undefined;
    /** @type {Float64Array | undefined} */
    this.found = undefined;
    /** 0 = drawn nowhere, 1 = at its only end, 2 = as a line. */
    this.drawn = new Uint8Array(this.count);
    const { at } = this.ways;
    for (let row = 0; row < this.count; row++) this.drawn[row] = Math.min(at[row + 1] - at[row], 2);
    /** @type {(Float64Array | undefined)[]} */
    this.traced = [];
    /** Lines of legs that were drawn alone. @type {Map<number, Float64Array>} */
    this.straightened = new Map();
    /** How each stretch of a leg bows, by leg; made with the first line. @type {Map<number, Float64Array> | null} */
    this.bows = null;
  }

  /** Where each waypoint lies, pixels of zoom 0: x and y. Worked out when it is first asked for. */
  get points() {
    this.projected ??= this.plane.projectPoints(this.ways.lon, this.ways.lat);
    return this.projected;
  }

  /** minX, minY, maxX, maxY of each, pixels of zoom 0; a leg that is drawn nowhere has an empty box. Likewise. */
  get boxes() {
    if (!this.found) {
      this.found = new Float64Array(this.count * 4);
      for (let row = 0; row < this.count; row++) this.readBox(this.found, row);
    }
    return this.found;
  }

  /** @param {Float64Array} boxes @param {number} row */
  readBox(boxes, row) {
    const { points, plane, ways } = this;
    const [first, end] = [ways.at[row], ways.at[row + 1]];
    let [minX, minY, maxX, maxY] = [Infinity, Infinity, -Infinity, -Infinity];
    // How far a line may lie from the chords between its points.
    let bend = 0;
    for (let at = first; at < end; at++) {
      const [x, y] = [points[2 * at], points[2 * at + 1]];
      if (x < minX) minX = x;
      if (x > maxX) maxX = x;
      if (y < minY) minY = y;
      if (y > maxY) maxY = y;
      if (at === first) continue;
      const own = bendOf(x - points[2 * at - 2], y - points[2 * at - 1], plane.period);
      if (own > bend) bend = own;
    }
    if (bend > FAR) {
      [minY, maxY] = this.latitudes(first, end);
      bend = 0;
    }
    const room = end - first < 2 ? 0 : bend + MOST_BOW * Math.max(maxX - minX, maxY - minY);
    const at = row * 4;
    boxes[at] = minX - room;
    boxes[at + 1] = minY - room;
    boxes[at + 2] = maxX + room;
    boxes[at + 3] = maxY + room;
  }

  /** How far north and south the geodesics between some waypoints run, pixels of zoom 0. @param {number} first @param {number} end */
  latitudes(first, end) {
    const { lon, lat } = this.ways;
    let [south, north] = [lat[first], lat[first]];
    for (let at = first + 1; at < end; at++) {
      const reached = geodesicLatitudes(lon[at - 1], lat[at - 1], lon[at], lat[at]);
      south = Math.min(south, lat[at], reached ? reached[0] : 90);
      north = Math.max(north, lat[at], reached ? reached[1] : -90);
    }
    const [, minY] = this.plane.project(lon[first], north);
    const [, maxY] = this.plane.project(lon[first], south);
    return [minY, maxY];
  }

  /**
   * The line of a leg, pixels of zoom 0; empty when it is not drawn as a line.
   *
   * @param {number} row
   * @returns {Float64Array}
   */
  line(row) {
    let line = this.traced[row];
    if (!line) {
      line = this.drawn[row] < 2 ? new Float64Array(0) : this.trace(row);
      this.traced[row] = line;
    }
    return line;
  }

  /**
   * The line of a leg that nothing in view runs along, pixels of zoom 0: where others run is not asked.
   *
   * @param {number} row
   */
  straight(row) {
    if (this.traced[row]) return this.line(row);
    let line = this.straightened.get(row);
    if (!line) {
      line = this.plane.projectLine(trace(pathOf(this.ways, row)));
      if (this.straightened.size >= MOST_STRAIGHT) this.straightened.clear();
      this.straightened.set(row, line);
    }
    return line;
  }

  /** @param {number} row */
  trace(row) {
    this.bows ??= bowsOf(this.legs);
    const path = pathOf(this.ways, row);
    const bows = this.bows.get(row);
    if (!bows) return this.plane.projectLine(trace(path));
    const stretches = [];
    for (let at = 1; at < path.length; at++) {
      const stretch = this.plane.projectLine(trace([path[at - 1], path[at]]));
      stretches.push(bows[at - 1] ? bowed(stretch, bows[at - 1]) : stretch);
    }
    return joined(stretches);
  }
}

/** One line of several, each of which begins where the last one ends. @param {Float64Array[]} stretches */
export function joined(stretches) {
  const line = new Float64Array(stretches.reduce((sum, each) => sum + each.length - 2, 2));
  let at = 0;
  for (const stretch of stretches) {
    line.set(stretch, at);
    at += stretch.length - 2;
  }
  return line;
}

/**
 * How far each stretch of a leg bows to the side, as a share of its length. A stretch is what lies between two
 * points that follow each other on a path; the legs that share one lie side by side on it, whichever way they go
 * and whatever else their paths hold. Legs that share no stretch are left out.
 *
 * @param {import("./types.js").Legs} legs
 * @returns {Map<number, Float64Array>}
 */
export function bowsOf(legs) {
  const { from, to, starts, count } = stretches(legs);
  /** Legs along each stretch, by the numbers of its ends; the first leg says which way it runs. @type {Map<number, {rows: number[], from: number}>} */
  const along = new Map();
  const most = from.length + to.length + 1;
  /** @param {number} at */
  const keyOf = (at) => Math.min(from[at], to[at]) * most + Math.max(from[at], to[at]);
  for (let row = 0; row < count; row++) {
    for (let at = starts[row]; at < starts[row + 1]; at++) {
      const stretch = along.get(keyOf(at));
      if (!stretch) along.set(keyOf(at), { rows: [row], from: from[at] });
      else if (stretch.rows[stretch.rows.length - 1] !== row) stretch.rows.push(row);
    }
  }
  /** @type {Map<number, Float64Array>} */
  const bows = new Map();
  for (let row = 0; row < count; row++) {
    const mine = new Float64Array(starts[row + 1] - starts[row]);
    for (let at = starts[row]; at < starts[row + 1]; at++) {
      const { rows, from: start } = /** @type {{rows: number[], from: number}} */ (along.get(keyOf(at)));
      const bow = bowIn(rows, row);
      // The side is counted in the direction of travel, so the way back needs the other sign.
      mine[at - starts[row]] = from[at] === start ? bow : -bow;
    }
    if (mine.some((bow) => bow !== 0)) bows.set(row, mine);
  }
  return bows;
}

/** @param {import("./types.js").Legs} legs @param {number} row */
function stands({ known_until: until }, row) {
  return (until?.[row] ?? null) === null;
}

/** How far one of the legs along a stretch bows. @param {number[]} rows ascending @param {number} row */
function bowIn(rows, row) {
  if (rows.length < 2) return 0;
  const step = Math.min(BOW, (2 * MOST_BOW) / (rows.length - 1));
  return step * (placeIn(rows, row) - (rows.length - 1) / 2);
}

/**
 * The stretches of all legs: the number of the point at each end, and where those of a leg begin.
 *
 * @param {import("./types.js").Legs} legs
 */
function stretches(legs) {
  const { at: begins, lon: lons, lat: lats } = waysOf(legs);
  const count = begins.length - 1;
  const starts = new Uint32Array(count + 1);
  for (let row = 0; row < count; row++) {
    // What no longer stands takes no room beside what does.
    const own = stands(legs, row) ? Math.max(0, begins[row + 1] - begins[row] - 1) : 0;
    starts[row + 1] = starts[row] + own;
  }
  const from = new Uint32Array(starts[count]);
  const to = new Uint32Array(starts[count]);
  /** @type {Map<number, number>} */
  const points = new Map();
  const around = 360 * SAME_POINT;
  /** @param {number} at */
  const numberOf = (at) => {
    // The copies of the world are one world.
    const x = ((Math.round(lons[at] * SAME_POINT) % around) + around) % around;
    const key = x * around + Math.round((lats[at] + 90) * SAME_POINT);
    let number = points.get(key);
    if (number === undefined) {
      number = points.size;
      points.set(key, number);
    }
    return number;
  };
  for (let row = 0; row < count; row++) {
    const begin = begins[row];
    for (let at = starts[row]; at < starts[row + 1]; at++) {
      from[at] = at === starts[row] ? numberOf(begin) : to[at - 1];
      to[at] = numberOf(begin + at - starts[row] + 1);
    }
  }
  return { from, to, starts, count };
}

/** Where a row stands among ascending rows. @param {number[]} rows @param {number} row */
function placeIn(rows, row) {
  let [low, high] = [0, rows.length - 1];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (rows[middle] < row) low = middle + 1;
    else high = middle;
  }
  return low;
}

/**
 * A line bent to the side: by nothing at its ends, by `bow` of its length in the middle.
 *
 * @param {ArrayLike<number>} line
 * @param {number} bow
 */
export function bowed(line, bow) {
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
