/** The lines of all legs on the plane: a box for each at once, the line itself when it is first drawn. */

import { geodesicLatitudes, trace } from "./geodesy.js";

/**
 * @typedef {import("./plane.js").Plane} Plane
 * @typedef {import("./types.js").LonLat} LonLat
 */

/** Legs along the same stretch bow apart, by this share of its length for each. */
const BOW = 0.11;
/** The farthest that any of them bows to either side: what runs together may not fill the map. */
const MOST_BOW = 0.3;
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
    this.count = legs.path.length;
    /** minX, minY, maxX, maxY of each, pixels of zoom 0; a leg that is drawn nowhere has an empty box. */
    this.boxes = new Float64Array(this.count * 4);
    /** 0 = drawn nowhere, 1 = at its only end, 2 = as a line. */
    this.drawn = new Uint8Array(this.count);
    for (let row = 0; row < this.count; row++) this.readBox(row, legs.path[row]);
    /** @type {(Float64Array | undefined)[]} */
    this.traced = [];
    /** How each stretch of a leg bows, by leg; made with the first line. @type {Map<number, Float64Array> | null} */
    this.bows = null;
  }

  /** @param {number} row @param {LonLat[]} path */
  readBox(row, path) {
    this.drawn[row] = Math.min(path.length, 2);
    let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity];
    for (let at = 0; at < path.length; at++) {
      const [lon, lat] = path[at];
      west = Math.min(west, lon);
      east = Math.max(east, lon);
      south = Math.min(south, lat);
      north = Math.max(north, lat);
      if (at === 0) continue;
      const reached = geodesicLatitudes(path[at - 1][0], path[at - 1][1], lon, lat);
      if (!reached) continue;
      south = Math.min(south, reached[0]);
      north = Math.max(north, reached[1]);
    }
    if (path.length === 0) {
      this.boxes.set([Infinity, Infinity, -Infinity, -Infinity], row * 4);
      return;
    }
    const [minX, minY] = this.plane.project(west, north);
    const [maxX, maxY] = this.plane.project(east, south);
    // A line may bow out of its box by so much.
    const room = path.length < 2 ? 0 : MOST_BOW * Math.max(maxX - minX, maxY - minY);
    this.boxes.set([minX - room, minY - room, maxX + room, maxY + room], row * 4);
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
    return this.plane.projectLine(trace(this.legs.path[row]));
  }

  /** @param {number} row */
  trace(row) {
    this.bows ??= bowsOf(this.legs);
    const path = this.legs.path[row];
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
function joined(stretches) {
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
  const { from, to, starts } = stretches(legs);
  /** Legs along each stretch, by the numbers of its ends; the first leg says which way it runs. @type {Map<number, {rows: number[], from: number}>} */
  const along = new Map();
  const most = from.length + to.length + 1;
  /** @param {number} at */
  const keyOf = (at) => Math.min(from[at], to[at]) * most + Math.max(from[at], to[at]);
  for (let row = 0; row < legs.path.length; row++) {
    for (let at = starts[row]; at < starts[row + 1]; at++) {
      const stretch = along.get(keyOf(at));
      if (!stretch) along.set(keyOf(at), { rows: [row], from: from[at] });
      else if (stretch.rows[stretch.rows.length - 1] !== row) stretch.rows.push(row);
    }
  }
  /** @type {Map<number, Float64Array>} */
  const bows = new Map();
  for (let row = 0; row < legs.path.length; row++) {
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
  const starts = new Uint32Array(legs.path.length + 1);
  for (let row = 0; row < legs.path.length; row++)
    starts[row + 1] = starts[row] + Math.max(0, legs.path[row].length - 1);
  const from = new Uint32Array(starts[legs.path.length]);
  const to = new Uint32Array(starts[legs.path.length]);
  /** @type {Map<number, number>} */
  const points = new Map();
  const around = 360 * SAME_POINT;
  /** @param {LonLat} point */
  const numberOf = ([lon, lat]) => {
    // The copies of the world are one world.
    const x = ((Math.round(lon * SAME_POINT) % around) + around) % around;
    const key = x * around + Math.round((lat + 90) * SAME_POINT);
    let number = points.get(key);
    if (number === undefined) {
      number = points.size;
      points.set(key, number);
    }
    return number;
  };
  for (let row = 0; row < legs.path.length; row++) {
    const path = legs.path[row];
    for (let at = 0; at + 1 < path.length; at++) {
      from[starts[row] + at] = at === 0 ? numberOf(path[0]) : to[starts[row] + at - 1];
      to[starts[row] + at] = numberOf(path[at + 1]);
    }
  }
  return { from, to, starts };
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
