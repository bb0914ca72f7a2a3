/** Legs in a view: where their lines run on the canvas, and where open ends stand. */

import { bendOf, lineMeets, traceMeets } from "./plane.js";
import { headLength, openEndReach, ringRadius, strokeOfLeg } from "./strokes.js";

/**
 * @typedef {import("./strokes.js").Stroke} Stroke
 * @typedef {import("./plane.js").Viewport} Viewport
 *
 * @typedef {object} DrawnLeg
 * @property {number} row
 * @property {number} alpha
 * @property {Stroke} stroke
 * @property {number[][]} runs the parts of the line in view, `[x, y, …]` each
 * @property {[x: number, y: number, angle: number] | null} head
 * @property {string} look legs of one look are stroked together
 *
 * @typedef {object} OpenEnd
 * @property {number} row
 * @property {number} alpha
 * @property {Stroke} stroke
 * @property {number} x
 * @property {number} y
 * @property {number} radius
 * @property {boolean} ring false around a soft place, which has no edge
 * @property {"from" | "to"} open
 */

/** Room between a line and the sign at its end. */
const GAP = 2;
/** Of a piece of a band that carries a head, pixels beside the head. */
const SHORTEST_SHAFT = 24;
/** A head of a wider band would hide the band. */
const WIDEST_HEADED = 14;
/** Of a leg that others run along: few bow farther, and those are found all the same by their boxes. */
const MOST_BOW = 0.06;
/** Pixels: a line that may lie farther from its chord is traced to see where it runs. */
const SURE = 200;
/** Pixels within which a point lies on the edge of the projection. */
const EDGE = 0.01;
/** How far outside the canvas something still is drawn: a wide line reaches in. */
const MARGIN = 20;

/**
 * The legs that may be seen in a part of the canvas: those whose box meets it.
 *
 * @param {import("./geometry.js").Geometry} geometry
 * @param {ArrayLike<number>} shown rows of those that show
 * @param {Viewport} view
 * @param {import("./types.js").Rect} part
 * @returns {number[]} rows
 */
export function legsIn(geometry, shown, view, part) {
  const { boxes, drawn } = geometry.legs;
  const minY = (part.y + view.top) / view.scale;
  const maxY = (part.y + part.h + view.top) / view.scale;
  const shifts = view.copies();
  const lefts = shifts.map((shift) => (part.x - shift + view.left) / view.scale);
  const width = part.w / view.scale;
  /** @type {number[]} */
  const rows = [];
  for (let nth = 0; nth < shown.length; nth++) {
    const row = shown[nth];
    if (drawn[row] === 0) continue;
    const at = row * 4;
    if (boxes[at + 1] > maxY || boxes[at + 3] < minY) continue;
    for (let copy = 0; copy < lefts.length; copy++) {
      if (boxes[at] > lefts[copy] + width || boxes[at + 2] < lefts[copy]) continue;
      rows.push(row);
      break;
    }
  }
  return rows;
}

/**
 * Whether a leg comes into a part of the canvas, and not only its box.
 *
 * @param {import("./geometry.js").Geometry} geometry @param {number} row @param {Viewport} view
 * @param {import("./types.js").Rect} part
 */
export function comesInto(geometry, row, view, part) {
  const sure = surelyComesInto(geometry, row, view, part);
  return sure ?? view.copies().some((shift) => traceMeets(geometry.legs.line(row), view, shift, part));
}

/**
 * The same without tracing the leg, which takes long where thousands are asked.
 *
 * @param {import("./geometry.js").Geometry} geometry @param {number} row @param {Viewport} view
 * @param {import("./types.js").Rect} part
 * @returns {boolean | null} null when only its trace can tell
 */
export function surelyComesInto({ legs: { ways, points }, plane }, row, view, part) {
  const [first, end] = [ways.at[row], ways.at[row + 1]];
  if (end - first === 1) return true;
  const shifts = view.copies();
  let near = false;
  for (let at = first + 1; at < end; at++) {
    const [x1, y1, x2, y2] = [points[2 * at - 2], points[2 * at - 1], points[2 * at], points[2 * at + 1]];
    const slack =
      (bendOf(x2 - x1, y2 - y1, plane.period) + MOST_BOW * Math.hypot(x2 - x1, y2 - y1)) * view.scale;
    const [left, right] = [view.x(x1), view.x(x2)];
    const [top, bottom] = [view.y(y1), view.y(y2)];
    for (const shift of shifts) {
      if (!lineMeets(left + shift, top, right + shift, bottom, part, slack)) continue;
      if (slack < SURE) return true;
      near = true;
    }
  }
  return near ? null : false;
}

/**
 * The lines of some legs, in each copy of the world that is in view.
 *
 * @param {import("./model.js").Model} model
 * @param {import("./geometry.js").Geometry} geometry
 * @param {Float32Array} shown
 * @param {Viewport} view
 * @param {(place: number) => number} reachOf how far the sign of a place reaches
 * @param {number[]} rows
 * @param {boolean} [alone] whether no two of them run along each other
 * @returns {DrawnLeg[]}
 */
export function layLegs(model, geometry, shown, view, reachOf, rows, alone = false) {
  // Boxes are worked out when somebody asks for them: where no leg is drawn, nobody does.
  if (rows.length === 0) return [];
  const { legs, places } = model.block;
  const { boxes } = geometry.legs;
  /** @type {DrawnLeg[]} */
  const drawn = [];
  for (const shift of view.copies()) {
    for (const row of rows) {
      if (geometry.legs.drawn[row] < 2) continue;
      if (view.x(boxes[row * 4 + 2]) + shift < 0 || view.x(boxes[row * 4]) + shift > view.width) continue;
      const line = alone ? geometry.legs.straight(row) : geometry.legs.line(row);
      const points = onCanvas(line, view, shift);
      const stroke = strokeOfLeg(model.block, row);
      // A band shows where it goes at some of its bends: where the piece before is long enough for a head.
      const room = lengthOf(points) > headLength(stroke) + SHORTEST_SHAFT;
      stroke.head &&= !places.bend[legs.to[row]] || (room && stroke.width < WIDEST_HEADED);
      const gaps = [legs.from[row], legs.to[row]].map((place) =>
        places.bend[place] ? 0 : reachAt(place, reachOf),
      );
      const laid = layLeg(points, gaps, stroke, view);
      if (laid) drawn.push({ row, alpha: shown[row], stroke, look: lookOf(stroke, shown[row]), ...laid });
    }
  }
  return drawn;
}

/** Room for the sign at an end of a line. @param {number} place @param {(place: number) => number} reachOf */
function reachAt(place, reachOf) {
  return place >= 0 ? reachOf(place) + GAP : GAP;
}

/**
 * @param {number[]} points
 * @param {number[]} gaps room at the start and at the end
 * @param {Stroke} stroke
 * @param {Viewport} view
 * @returns {Pick<DrawnLeg, "runs" | "head"> | null} null when none of it is in view
 */
function layLeg(points, gaps, stroke, view) {
  const trimmed = trim(points, gaps[0], gaps[1]);
  const head = stroke.head && trimmed.length >= 4 ? tipOf(trimmed) : null;
  const runs = runsInView(head ? trim(trimmed, 0, headLength(stroke) * 0.8) : trimmed, view);
  const tip = head && isNear(head[0], head[1], view) ? head : null;
  return runs.length > 0 || tip ? { runs, head: tip } : null;
}

/**
 * The open ends in view, each with its ring outside the others at its place.
 *
 * @param {import("./model.js").Model} model
 * @param {import("./geometry.js").Geometry} geometry
 * @param {Float32Array} shown
 * @param {Viewport} view
 * @param {(place: number) => number} reachOf
 * @param {number[]} rows of legs
 * @returns {{ends: OpenEnd[], reaches: Map<number, number>}} and how far the rings of each place reach
 */
export function layOpenEnds(model, geometry, shown, view, reachOf, rows) {
  const { legs, places } = model.block;
  /** @type {OpenEnd[]} */
  const ends = [];
  /** @type {Map<number, number>} */
  const reaches = new Map();
  for (const row of rows) {
    if (geometry.legs.drawn[row] !== 1) continue;
    const open = legs.stub[row] === "to" ? "to" : "from";
    const place = open === "to" ? legs.from[row] : legs.to[row];
    const at = 2 * geometry.legs.ways.at[row];
    const [x, y] = [view.x(geometry.legs.points[at]), view.y(geometry.legs.points[at + 1])];
    const stroke = strokeOfLeg(model.block, row);
    const inside = reaches.get(place) ?? reachOf(place);
    const radius = ringRadius(stroke, inside);
    const reach = openEndReach(stroke, radius);
    reaches.set(place, reach);
    if (y < -reach || y > view.height + reach) continue;
    for (const shift of view.shifts(x - reach, x + reach)) {
      ends.push({ row, alpha: shown[row], stroke, x: x + shift, y, radius, ring: !places.soft[place], open });
    }
  }
  return { ends, reaches };
}

/** @param {Float64Array} line @param {Viewport} view @param {number} shift */
export function onCanvas(line, view, shift) {
  const points = [view.x(line[0]) + shift, view.y(line[1])];
  const end = line.length - 2;
  for (let at = 2; at <= end; at += 2) {
    const x = view.x(line[at]) + shift;
    const y = view.y(line[at + 1]);
    const before = points.length - 2;
    if (at < end && Math.abs(x - points[before]) + Math.abs(y - points[before + 1]) < 1.5) continue;
    points.push(x, y);
  }
  return points;
}

/**
 * Shorten a line at both ends; one that is too short for it keeps its middle third.
 *
 * @param {number[]} points
 * @param {number} startGap @param {number} endGap
 * @returns {number[]}
 */
export function trim(points, startGap, endGap) {
  if (points.length < 4) return points;
  const length = lengthOf(points);
  const most = length * 0.66;
  const squeeze = startGap + endGap > most ? most / (startGap + endGap) : 1;
  const cut = cutStart(points, startGap * squeeze);
  return reversed(cutStart(reversed(cut), endGap * squeeze));
}

/** @param {number[]} points */
export function lengthOf(points) {
  let length = 0;
  for (let at = 2; at < points.length; at += 2) {
    length += Math.hypot(points[at] - points[at - 2], points[at + 1] - points[at - 1]);
  }
  return length;
}

/** @param {number[]} points @param {number} gap */
function cutStart(points, gap) {
  if (gap <= 0) return points;
  let left = gap;
  for (let at = 2; at < points.length; at += 2) {
    const [dx, dy] = [points[at] - points[at - 2], points[at + 1] - points[at - 1]];
    const step = Math.hypot(dx, dy);
    if (step > left) {
      const t = left / step;
      return [points[at - 2] + t * dx, points[at - 1] + t * dy, ...points.slice(at)];
    }
    left -= step;
  }
  return points.slice(-4);
}

/** @param {number[]} points */
function reversed(points) {
  const turned = [];
  for (let at = points.length - 2; at >= 0; at -= 2) turned.push(points[at], points[at + 1]);
  return turned;
}

/** @param {number[]} points @returns {[number, number, number]} */
export function tipOf(points) {
  const end = points.length - 2;
  const [x, y] = [points[end], points[end + 1]];
  // The direction over the last few pixels: the last step alone may be shorter than a pixel.
  let at = end - 2;
  while (at > 0 && Math.hypot(x - points[at], y - points[at + 1]) < 8) at -= 2;
  return [x, y, Math.atan2(y - points[at + 1], x - points[at])];
}

/** @param {number} x @param {number} y @param {Viewport} view */
function isNear(x, y, view) {
  return x > -MARGIN && y > -MARGIN && x < view.width + MARGIN && y < view.height + MARGIN;
}

/**
 * The stretches of a line whose steps meet the canvas. What lies far outside is left out: dashing a line of a
 * million pixels stalls the browser.
 *
 * @param {number[]} points @param {Viewport} view
 */
function runsInView(points, view) {
  const [north, south] = [view.y(view.plane.north) + EDGE, view.y(view.plane.south) - EDGE];
  /** @type {number[][]} */
  const runs = [];
  /** @type {number[] | null} */
  let run = null;
  for (let at = 2; at < points.length; at += 2) {
    const [x1, y1, x2, y2] = [points[at - 2], points[at - 1], points[at], points[at + 1]];
    // Where the projection ends there is no line to draw, only its edge.
    const beyond = (y1 <= north && y2 <= north) || (y1 >= south && y2 >= south);
    const outside =
      beyond ||
      Math.max(x1, x2) < -MARGIN ||
      Math.min(x1, x2) > view.width + MARGIN ||
      Math.max(y1, y2) < -MARGIN ||
      Math.min(y1, y2) > view.height + MARGIN;
    if (outside) {
      run = null;
    } else if (run) {
      run.push(x2, y2);
    } else {
      run = [x1, y1, x2, y2];
      runs.push(run);
    }
  }
  return runs;
}

/** @param {Stroke} stroke @param {number} alpha */
function lookOf(stroke, alpha) {
  const { width, hollow, phase, rails, band, colour, joined } = stroke;
  return `${alpha.toFixed(2)}|${width.toFixed(1)}|${hollow}|${phase}|${rails}|${band.toFixed(1)}|${colour}|${joined}`;
}
