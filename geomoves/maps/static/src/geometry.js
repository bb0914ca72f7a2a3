/** Where everything lies on the plane: worked out once for a map. */

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
    const { places, areas } = block;
    this.places = places.id.map((_, row) => plane.project(places.lon[row], places.lat[row]));
    /** How far a soft place reaches, pixels of zoom 0: its radius northwards. */
    this.reach = places.id.map((_, row) => {
      const north = plane.project(places.lon[row], places.lat[row] + places.radius_km[row] / KM_A_DEGREE);
      return Math.abs(north[1] - this.places[row][1]);
    });
    this.areas = areas.id.map((_, row) => {
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
