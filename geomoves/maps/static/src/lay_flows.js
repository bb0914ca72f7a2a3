/**
 * More movements than could be told apart: those between the same two clusters as one, with their number on it.
 *
 * What has no room for its number is not drawn, and is counted.
 */

import { BOW } from "./flows.js";
import { lengthOf, onCanvas, tipOf, trim } from "./lay_legs.js";
import { clusterRadius, flowHead, flowWidth, numberSize } from "./paint_flows.js";
import { bendOf, lineMeets, traceMeets } from "./plane.js";

/**
 * @typedef {import("./flows.js").Flows} Flows
 * @typedef {import("./flows.js").Counts} Counts
 * @typedef {import("./plane.js").Viewport} Viewport
 * @typedef {import("./types.js").Rect} Rect
 *
 * @typedef {object} DrawnFlow
 * @property {number} row of the flows of this zoom
 * @property {number} n movements
 * @property {number} sure those reported as happened or under way
 * @property {number} width pixels at its head
 * @property {number[]} line `[x, y, …]`, on the canvas
 * @property {string} text its number, as it is written
 * @property {boolean} disputed whether somebody denies one of the movements
 * @property {Rect} rect of the number
 *
 * @typedef {object} DrawnCluster
 * @property {number} row of the clusters of this zoom
 * @property {number} place the place that it is named after
 * @property {number} x
 * @property {number} y
 * @property {number} n places
 * @property {number} radius
 * @property {number} weight movements that begin or end there
 */

/** Canvas pixels a ribbon: more of them would cover the map. */
const PIXELS_A_FLOW = 6500;
const FEWEST_FLOWS = 30;
const MOST_FLOWS = 200;
/** Of what only passes through the view, as a share of that. */
const PASSING = 0.3;
/** A ribbon shorter than this could not be seen under its number. */
const SHORTEST = 26;
const GAP = 3;
/** Candidates of which the largest are tried, for each that may be drawn. */
const TRIED = 4;
/** Where along a ribbon its number may stand. */
const ALONG = [0.5, 0.42, 0.58, 0.34, 0.66, 0.27, 0.73];
const CEILING = 4096;
/** Pixels: a line that may lie farther from its chord is traced to see where it runs. */
const SURE = 200;

/** How many ribbons a view has room for. @param {Viewport} view */
export function mostFlows({ window }) {
  return Math.max(FEWEST_FLOWS, Math.min(MOST_FLOWS, Math.floor((window.w * window.h) / PIXELS_A_FLOW)));
}

/**
 * Where each flow that shows stands to the window.
 *
 * @param {Flows} flows @param {Counts} counts @param {import("./geometry.js").Geometry} geometry @param {Viewport} view
 * @returns {{ending: number[], passing: number[], single: number[], singlePassing: number[], here: number[]}} flows of several movements with an end in the
 *   window, those that only pass through it, likewise flows of one movement; and what leaves no cluster in the window
 */
export function flowsInWindow(flows, counts, geometry, view) {
  const inWindow = clustersInWindow(flows, geometry, view);
  const found = {
    /** @type {number[]} */ ending: [],
    /** @type {number[]} */ passing: [],
    /** @type {number[]} */ single: [],
    /** @type {number[]} */ singlePassing: [],
    /** @type {number[]} */ here: [],
  };
  for (let flow = 0; flow < flows.count; flow++) {
    const n = counts.all[flow];
    if (n === 0) continue;
    const [from, to] = [flows.from[flow], flows.to[flow]];
    const stays = from < 0 || to < 0 || from === to;
    if (inWindow[from] || inWindow[to]) {
      (stays ? found.here : n > 1 ? found.ending : found.single).push(flow);
    } else if (!stays && passes(flows, flow, geometry, view)) {
      (n > 1 ? found.passing : found.singlePassing).push(flow);
    }
  }
  return found;
}

/**
 * Whether a flow between clusters outside the window runs through it, round the world the shorter way.
 *
 * @param {Flows} flows @param {number} flow @param {import("./geometry.js").Geometry} geometry @param {Viewport} view
 */
function passes(flows, flow, { placeX, placeY }, view) {
  const [start, end] = [flows.leaders[flows.from[flow]], flows.leaders[flows.to[flow]]];
  const { window, scale, period } = view;
  const [y1, y2] = [view.y(placeY[start]), view.y(placeY[end])];
  if (Math.max(y1, y2) < window.y || Math.min(y1, y2) > window.y + window.h) return false;
  let across = (placeX[end] - placeX[start]) * scale;
  if (period > 0) across -= Math.round(across / period) * period;
  const x = view.x(placeX[start]);
  const slack = bendOf(across, y2 - y1, period) + BOW * Math.hypot(across, y2 - y1);
  const shifts = copiesIn(view, x + Math.min(0, across), x + Math.max(0, across), window);
  return shifts.some(
    (shift) =>
      lineMeets(x + shift, y1, x + shift + across, y2, window, slack) &&
      (slack < SURE || traceMeets(flows.line(flow), view, shift, window)),
  );
}

/** @param {Flows} flows @param {import("./geometry.js").Geometry} geometry @param {Viewport} view */
function clustersInWindow(flows, { placeX, placeY }, view) {
  const { window } = view;
  return Uint8Array.from(flows.leaders, (place) => {
    const y = view.y(placeY[place]);
    if (y < window.y || y > window.y + window.h) return 0;
    const x = view.x(placeX[place]);
    return copiesIn(view, x, x, window).length > 0 ? 1 : 0;
  });
}

/** By how much to move something so that it meets the window. @param {Viewport} view @param {number} minX @param {number} maxX @param {Rect} window */
function copiesIn(view, minX, maxX, window) {
  if (view.period <= 0) return maxX >= window.x && minX <= window.x + window.w ? [0] : [];
  const shifts = [];
  const first = Math.ceil((window.x - maxX) / view.period);
  const last = Math.floor((window.x + window.w - minX) / view.period);
  for (let copy = first; copy <= last; copy++) shifts.push(copy * view.period);
  return shifts;
}

/**
 * The ribbons that have room for their number, the largest first.
 *
 * @param {object} options
 * @param {CanvasRenderingContext2D} options.ctx to measure text with
 * @param {Flows} options.flows
 * @param {Counts} options.counts
 * @param {ReturnType<typeof flowsInWindow>} options.found
 * @param {Viewport} options.view
 * @param {import("./words.js").Words} options.words
 * @param {import("./occupancy.js").Occupancy} options.taken
 * @param {import("./time.js").Shown} options.shown
 * @returns {{drawn: DrawnFlow[], left: number}} and how many movements in the window have no ribbon
 */
export function layFlows({ ctx, flows, counts, found, view, words, taken, shown }) {
  const most = mostFlows(view);
  /** @type {DrawnFlow[]} */
  const drawn = [];
  let left = 0;
  /** @type {[number[], number][]} */
  const turns = [
    [found.ending, most],
    [found.passing, Math.ceil(most * PASSING)],
  ];
  const tried = turns.map(
    ([candidates, atMost]) => new Set(largestOf(candidates, counts.all, atMost * TRIED)),
  );
  const wayOf = flows.commonWays(
    tried.flatMap((largest) => [...largest]),
    shown,
  );
  for (const [nth, [candidates, atMost]] of turns.entries()) {
    const room = Math.min(most, drawn.length + atMost);
    const largest = tried[nth];
    for (const flow of candidates) if (!largest.has(flow)) left += counts.all[flow];
    for (const flow of largest) {
      const laid =
        drawn.length < room ? layFlow({ ctx, flows, counts, view, words, taken }, flow, wayOf(flow)) : null;
      if (laid) drawn.push(laid);
      else left += counts.all[flow];
    }
  }
  return { drawn, left };
}

/**
 * The share of the movements with an end in the window that may be drawn.
 *
 * @param {Counts} counts @param {ReturnType<typeof flowsInWindow>} found @param {Viewport} view
 */
export function shareDrawn({ all }, { ending, single }, view) {
  /** @param {number[]} flows */
  const sum = (flows) => flows.reduce((total, flow) => total + all[flow], 0);
  const total = sum(ending) + single.length;
  return total === 0 ? 1 : sum(largestOf(ending, all, mostFlows(view))) / total;
}

/**
 * Some of the largest, in order.
 *
 * @param {number[]} candidates @param {Uint32Array} sizes @param {number} most
 * @returns {number[]}
 */
export function largestOf(candidates, sizes, most) {
  if (candidates.length > most) {
    // So many that sorting them all would take longer than drawing them.
    const tally = new Uint32Array(CEILING + 1);
    for (const row of candidates) tally[Math.min(CEILING, sizes[row])] += 1;
    let [least, more] = [CEILING, tally[CEILING]];
    while (least > 0 && more < most) {
      least -= 1;
      more += tally[least];
    }
    candidates = candidates.filter((row) => sizes[row] >= least);
  }
  return [...candidates].sort((a, b) => sizes[b] - sizes[a] || a - b).slice(0, most);
}

/**
 * @param {Omit<Parameters<typeof layFlows>[0], "found" | "shown">} options
 * @param {number} row @param {number} way the leg whose way it goes, -1 where its movements go different ones
 * @returns {DrawnFlow | null} null when there is no room for its number
 */
function layFlow({ ctx, flows, counts, view, words, taken }, row, way) {
  const n = counts.all[row];
  const width = flowWidth(n);
  const radii = [flows.from[row], flows.to[row]].map(
    (cluster) => clusterRadius(counts.places[cluster]) + GAP,
  );
  const text = words.number.format(n);
  const disputed = counts.disputed[row] === 1;
  const size = numberSize(ctx, text, disputed);
  const whole = flows.line(row, way);
  const { minX, maxX } = acrossOf(whole, view);
  for (const shift of copiesIn(view, minX, maxX, view.window)) {
    const points = onCanvas(whole, view, shift);
    if (lengthOf(points) < radii[0] + radii[1] + SHORTEST) continue;
    const line = trim(points, radii[0], radii[1]);
    const rects = numberRects(line, width, size, view.window);
    const at = taken.take(rects, view.window);
    if (at >= 0) return { row, n, sure: counts.sure[row], width, line, text, disputed, rect: rects[at] };
  }
  return null;
}

/** @param {Float64Array} line @param {Viewport} view */
function acrossOf(line, view) {
  let [minX, maxX] = [Infinity, -Infinity];
  for (let at = 0; at < line.length; at += 2) {
    minX = Math.min(minX, line[at]);
    maxX = Math.max(maxX, line[at]);
  }
  return { minX: view.x(minX), maxX: view.x(maxX) };
}

/**
 * Where the number of a ribbon may stand: on the ribbon, along the part that the reader sees.
 *
 * @param {number[]} line @param {number} width @param {{w: number, h: number}} block @param {Rect} window
 * @returns {Rect[]}
 */
function numberRects(line, width, { w, h }, window) {
  /** @type {number[]} */
  const seen = [];
  for (let at = 0; at < line.length; at += 2) {
    const [x, y] = [line[at], line[at + 1]];
    if (x > window.x && x < window.x + window.w && y > window.y && y < window.y + window.h) seen.push(at);
  }
  if (seen.length < 2) return [];
  const span = seen[seen.length - 1] - seen[0];
  return ALONG.map((share) => {
    const at = seen[0] + 2 * Math.round((share * span) / 2);
    const before = Math.max(0, at - 2);
    const after = Math.min(line.length - 2, at + 2);
    const [dx, dy] = [line[after] - line[before], line[after + 1] - line[before + 1]];
    const length = Math.hypot(dx, dy) || 1;
    // The ribbon lies on the right of its line.
    const aside = (width * (0.35 + (0.65 * at) / line.length)) / 2;
    const [x, y] = [line[at] - (dy / length) * aside, line[at + 1] + (dx / length) * aside];
    // On whole pixels labels of one size are one stamp, and their digits crisp.
    return { x: Math.round(x - w / 2), y: Math.round(y - h / 2), w, h };
  });
}

/** Room for the head of a ribbon. @param {DrawnFlow} flow */
export function tipOfFlow({ line, width }) {
  const [x, y] = tipOf(line);
  const reach = flowHead(width);
  return { x: x - reach / 2, y: y - reach / 2, w: reach, h: reach };
}

/**
 * The clusters in view that hold several places, those with most movements first.
 *
 * @param {Flows} flows @param {Counts} counts @param {import("./geometry.js").Geometry} geometry @param {Viewport} view
 * @returns {DrawnCluster[]}
 */
export function layClusters(flows, counts, { placeX, placeY }, view) {
  const weights = weightsOf(flows, counts);
  /** @type {DrawnCluster[]} */
  const clusters = [];
  for (let row = 0; row < flows.leaders.length; row++) {
    const n = counts.places[row];
    if (n < 2) continue;
    const place = flows.leaders[row];
    const [x, y] = [view.x(placeX[place]), view.y(placeY[place])];
    const radius = clusterRadius(n);
    if (y < -radius || y > view.height + radius) continue;
    for (const shift of view.shifts(x - radius, x + radius))
      clusters.push({ row, place, x: x + shift, y, n, radius, weight: weights[row] });
  }
  return clusters.sort((a, b) => b.weight - a.weight || b.n - a.n || a.row - b.row);
}

/** Movements that begin or end in each cluster. @param {Flows} flows @param {Counts} counts */
export function weightsOf(flows, counts) {
  const weights = new Uint32Array(flows.leaders.length);
  for (let flow = 0; flow < flows.count; flow++) {
    const [from, to] = [flows.from[flow], flows.to[flow]];
    if (from >= 0) weights[from] += counts.all[flow];
    if (to >= 0 && to !== from) weights[to] += counts.all[flow];
  }
  return weights;
}
