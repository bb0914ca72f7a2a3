/** Where everything lies on the plane: worked out once for a map. */

import { rowCount } from "./lazy.js";
import { LegLines } from "./leg_lines.js";
import { decodeLine, lineBounds } from "./plane.js";

const KM_A_DEGREE = 111.32;

export class Geometry {
  /**
   * @param {import("./types.js").Block} block
   * @param {import("./plane.js").Plane} plane
   */
  constructor(block, plane) {
    this.plane = plane;
    this.legs = new LegLines(block.legs, plane);
    /** By leg, 1 = no reported movement of its own: a join of the author's, or one step of a track. */
    this.steps = stepsOf(block);
    const { places, areas } = block;
    const count = places.id.length;
    /** Where each place lies, pixels of zoom 0. */
    this.placeX = new Float64Array(count);
    this.placeY = new Float64Array(count);
    /** How far a soft place reaches, pixels of zoom 0: its radius northwards. */
    this.reach = new Float64Array(count);
    for (let row = 0; row < count; row++) {
      const [x, y] = plane.project(places.lon[row], places.lat[row]);
      this.placeX[row] = x;
      this.placeY[row] = y;
      if (!places.soft[row]) continue;
      const north = plane.project(places.lon[row], places.lat[row] + places.radius_km[row] / KM_A_DEGREE);
      this.reach[row] = Math.abs(north[1] - y);
    }
    this.areas = Array.from(areas.id, (_, row) => {
      const rings = areas.rings[row].map((ring) =>
        plane.projectLine(decodeLine(ring, areas.scale[row] ?? 1000)),
      );
      return {
        rings,
        bounds: boundsOf(rings),
        label: plane.project(areas.label_lon[row], areas.label_lat[row]),
      };
    });
  }
}

/** @param {import("./types.js").Block} block */
function stepsOf({ legs, places }) {
  const steps = new Uint8Array(rowCount(legs));
  const { inferred, from, to } = legs;
  const { bend } = places;
  for (let row = 0; row < steps.length; row++)
    if (inferred[row] || bend[from[row]] || bend[to[row]]) steps[row] = 1;
  return steps;
}

/** @param {Float64Array[]} rings */
function boundsOf(rings) {
  const all = rings.map(lineBounds);
  return [
    Math.min(...all.map((box) => box[0])),
    Math.min(...all.map((box) => box[1])),
    Math.max(...all.map((box) => box[2])),
    Math.max(...all.map((box) => box[3])),
  ];
}

/**
 * Whether a point lies in rings (even-odd).
 *
 * @param {Float64Array[]} rings
 * @param {number} x @param {number} y
 */
export function contains(rings, x, y) {
  let inside = false;
  for (const ring of rings) {
    for (let at = 0, before = ring.length - 2; at < ring.length; before = at, at += 2) {
      const [y1, y2] = [ring[at + 1], ring[before + 1]];
      if (y1 > y !== y2 > y && x < ring[at] + ((ring[before] - ring[at]) * (y - y1)) / (y2 - y1))
        inside = !inside;
    }
  }
  return inside;
}

/**
 * Add a line to a path, leaving out what is finer than the canvas can show.
 *
 * @param {Path2D | CanvasRenderingContext2D} path
 * @param {ArrayLike<number>} line pixels of zoom 0
 * @param {import("./plane.js").Viewport} view
 * @param {number} shift
 * @param {boolean} closed
 */
export function addToPath(path, line, view, shift, closed) {
  const { scale } = view;
  const [left, top] = [view.left - shift, view.top];
  let [lastX, lastY] = [line[0] * scale - left, line[1] * scale - top];
  path.moveTo(lastX, lastY);
  const end = line.length - 2;
  for (let at = 2; at <= end; at += 2) {
    const x = line[at] * scale - left;
    const y = line[at + 1] * scale - top;
    if (at < end && Math.abs(x - lastX) + Math.abs(y - lastY) < 0.8) continue;
    path.lineTo(x, y);
    lastX = x;
    lastY = y;
  }
  if (closed) path.closePath();
}

/**
 * Add a line of canvas pixels to the current path.
 *
 * @param {CanvasRenderingContext2D} ctx
 * @param {number[]} run `[x, y, …]`
 */
export function addRun(ctx, run) {
  ctx.moveTo(run[0], run[1]);
  for (let at = 2; at < run.length; at += 2) ctx.lineTo(run[at], run[at + 1]);
}
