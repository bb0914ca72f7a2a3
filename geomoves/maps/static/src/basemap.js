/** The offline basemap: land, water, borders by class, provinces, and the towns that the scene lays out. */

import { separate } from "./islands.js";
import { BASE } from "./palette.js";
import { decodeLine, lineBounds } from "./plane.js";

/**
 * @typedef {import("./plane.js").Viewport} Viewport
 * @typedef {import("./plane.js").Plane} Plane
 * @typedef {CanvasRenderingContext2D} Ctx
 *
 * @typedef {object} Shape
 * @property {Float64Array} line pixels of zoom 0
 * @property {[number, number, number, number]} bounds
 * @property {number} rank of waters, 0 is the most prominent; of provinces their size in tenths of a degree
 *
 * @typedef {object} City
 * @property {string} name
 * @property {number} x pixels of zoom 0
 * @property {number} y
 * @property {number} rank 0 is a world city
 */

/** How a class of border is drawn; another class that the basemap may name is drawn like a disputed one. */
/** @type {Record<string, {dash: number[], width: number, colour: string}>} */
const BORDERS = {
  "admin-1": { dash: [1.5, 2.5], width: 0.6, colour: BASE.border },
  claim: { dash: [1.5, 3], width: 1, colour: BASE.disputed },
  indefinite: { dash: [5, 4], width: 1, colour: BASE.disputed },
  "line of control": { dash: [2, 3], width: 1.1, colour: BASE.disputed },
  disputed: { dash: [5, 4], width: 1, colour: BASE.disputed },
  international: { dash: [], width: 1, colour: BASE.border },
};
const PROVINCE_DASH = [1, 2.4];
/** A province narrower than this has no border of its own, CSS pixels. */
const LEAST_PROVINCE_PX = 40;
const GREAT_RIVER = 4;
/** Points nearer to the last one than this are left out, CSS pixels. */
const FINEST = 0.7;
/** How far outside the canvas lines still run, so that no stroke ends in sight, CSS pixels. */
const MARGIN = 12;

export class Backdrop {
  /**
   * @param {import("./types.js").Basemap} basemap
   * @param {Plane} plane
   */
  constructor(basemap, plane) {
    const { scale, window } = basemap;
    /** @param {ArrayLike<number>[]} [lines] @param {ArrayLike<number>} [ranks] @returns {Shape[]} */
    const shapes = (lines, ranks) =>
      Array.from(lines ?? [], (encoded, at) =>
        shapeOf(plane.projectLine(decodeLine(encoded, scale)), ranks?.[at]),
      );
    /** What it covers, pixels of zoom 0; null = the whole world. */
    this.window = window ? windowOf(window, scale, plane) : null;
    this.land = shapes(basemap.land);
    this.coast = this.land.flatMap((shape, at) =>
      coastOf(basemap.land?.[at] ?? [], window ?? null).map((run) => shapeOf(stretch(shape.line, run))),
    );
    this.lakes = shapes(basemap.lakes, basemap.lake_ranks);
    this.rivers = shapes(basemap.rivers, basemap.river_ranks);
    this.provinces = shapes(basemap.provinces, basemap.province_sizes);
    this.borders = bordersByClass(shapes(basemap.borders), basemap.border_classes);
    this.landPieces = separate(this.land);
    this.lakePieces = separate(this.lakes);
    /** The world around the window, in few points. @type {Shape[]} */
    this.world = Array.from(basemap.world?.land ?? [], (encoded) =>
      shapeOf(plane.projectLine(decodeLine(encoded, basemap.world?.scale ?? 1))),
    );
    this.worldBorders = bordersByClass(
      Array.from(basemap.world?.borders ?? [], (encoded) =>
        shapeOf(plane.projectLine(decodeLine(encoded, basemap.world?.scale ?? 1))),
      ),
      basemap.world?.border_classes,
    );
    /** @type {City[]} best rank first, then by people */
    this.cities = Array.from(basemap.cities ?? [], ([name, lon, lat, rank, population]) => ({
      name,
      rank,
      population,
      at: plane.project(lon, lat),
    }))
      .sort((a, b) => a.rank - b.rank || b.population - a.population)
      .map(({ name, rank, at }) => ({ name, rank, x: at[0], y: at[1] }));
  }

  /**
   * @param {Ctx} ctx
   * @param {Viewport} view
   */
  draw(ctx, view) {
    ctx.lineJoin = "round";
    this.drawGround(ctx, view);
    fill(ctx, this.landPieces, view, BASE.land);
    const rivers = prominent(this.rivers, view);
    line(
      ctx,
      rivers.filter(({ rank }) => rank > GREAT_RIVER),
      view,
      { colour: BASE.river, width: 0.7 },
    );
    line(
      ctx,
      rivers.filter(({ rank }) => rank <= GREAT_RIVER),
      view,
      { colour: BASE.river, width: 1.1 },
    );
    const lakes = this.lakePieces.filter(([lake]) => lake.rank <= view.zoom);
    fill(ctx, lakes, view, BASE.sea);
    line(ctx, lakes.flat(), view, { colour: BASE.coast, width: 0.6, closed: true });
    line(ctx, this.provincesIn(view), view, { colour: BASE.province, width: 0.8, dash: PROVINCE_DASH });
    for (const [name, shapes] of this.borders) line(ctx, shapes, view, BORDERS[name]);
    line(ctx, this.coast, view, { colour: BASE.coast, width: 0.9 });
  }

  /**
   * The sea, and what lies beyond the window: coarse land in a paler tone, or nothing but a tone that is neither land
   * nor sea, since bare sea would say that there is none but sea.
   *
   * @param {Ctx} ctx @param {Viewport} view
   */
  drawGround(ctx, view) {
    const known = !this.window || this.world.length > 0;
    ctx.fillStyle = known ? BASE.sea : BASE.unknown;
    ctx.fillRect(0, 0, view.width, view.height);
    if (!this.window) return;
    const [west, north, east, south] = this.window;
    const wide = Math.min(view.x(east) - view.x(west), view.period || Infinity);
    const shifts = view.shifts(view.x(west), view.x(west) + wide);
    const covered = shifts.some(
      (shift) => view.x(west) + shift <= 0 && view.x(west) + shift + wide >= view.width,
    );
    if (!covered || view.y(north) > 0 || view.y(south) < view.height) {
      fill(ctx, [this.world], view, BASE.land);
      for (const [name, borders] of this.worldBorders) line(ctx, borders, view, BORDERS[name]);
      line(ctx, this.world, view, { colour: BASE.coast, width: 0.9, closed: true });
    }
    ctx.fillStyle = BASE.sea;
    // Whole pixels within the window, so that where land meets land no hair of sea lies between.
    const [top, bottom] = [Math.ceil(view.y(north)), Math.floor(view.y(south))];
    for (const shift of shifts) {
      const round = view.period > 0 && wide > view.period - 1;
      const left = round ? 0 : Math.ceil(view.x(west) + shift);
      const right = round ? view.width : Math.floor(view.x(west) + shift + wide);
      ctx.fillRect(left, top, right - left, bottom - top);
    }
  }

  /** Borders of provinces that are wide enough at this zoom. @param {Viewport} view */
  provincesIn(view) {
    const tenth = (view.plane.period || 256) / 3600;
    const least = LEAST_PROVINCE_PX / (tenth * view.scale);
    return this.provinces.filter(({ rank }) => rank >= least);
  }
}

/** The waters that a zoom has room for. @param {Shape[]} shapes @param {Viewport} view */
function prominent(shapes, view) {
  return shapes.filter(({ rank }) => rank <= view.zoom);
}

/**
 * @param {ArrayLike<number>} window west, south, east, north
 * @param {number} scale
 * @param {Plane} plane
 * @returns {[west: number, north: number, east: number, south: number]}
 */
function windowOf(window, scale, plane) {
  return [
    ...plane.project(window[0] / scale, window[3] / scale),
    ...plane.project(window[2] / scale, window[1] / scale),
  ];
}

/** @param {Float64Array} line @param {number} [rank] @returns {Shape} */
function shapeOf(line, rank = 0) {
  return { line, bounds: lineBounds(line), rank };
}

/**
 * The stretches of a ring that are coast: those that do not run along the edge of the window that cut it.
 *
 * @param {ArrayLike<number>} encoded
 * @param {ArrayLike<number> | null} window
 * @returns {[first: number, points: number][]} may run on past the ring's last point
 */
export function coastOf(encoded, window) {
  const count = encoded.length >> 1;
  if (count < 2) return [];
  if (!window) return [[0, count + 1]];
  /** The edges that each point lies on, as bits. */
  const edges = new Uint8Array(count);
  let [x, y] = [0, 0];
  for (let at = 0; at < count; at++) {
    x += encoded[2 * at];
    y += encoded[2 * at + 1];
    edges[at] =
      Number(x <= window[0]) |
      (Number(y <= window[1]) << 1) |
      (Number(x >= window[2]) << 2) |
      (Number(y >= window[3]) << 3);
  }
  /** @param {number} at */
  const cut = (at) => (edges[at % count] & edges[(at + 1) % count]) !== 0;
  let start = 0;
  while (start < count && !cut(start)) start++;
  if (start === count) return [[0, count + 1]];
  /** @type {[number, number][]} */
  const runs = [];
  for (let at = start + 1; at <= start + count; ) {
    let end = at;
    while (end < start + count && !cut(end)) end++;
    if (end > at) runs.push([at % count, end - at + 1]);
    at = end + 1;
  }
  return runs;
}

/** @param {Float64Array} ring @param {[number, number]} run */
function stretch(ring, [first, points]) {
  const line = new Float64Array(2 * points);
  for (let at = 0; at < line.length; at++) line[at] = ring[(2 * first + at) % ring.length];
  return line;
}

/**
 * Borders by class, the quietest first.
 *
 * @param {Shape[]} lines @param {string[]} [classes] of each
 * @returns {Map<string, Shape[]>}
 */
function bordersByClass(lines, classes) {
  /** @type {Map<string, Shape[]>} */
  const groups = new Map(Object.keys(BORDERS).map((name) => [name, []]));
  for (const [at, shape] of lines.entries()) {
    (groups.get(classes?.[at] ?? "") ?? groups.get("disputed"))?.push(shape);
  }
  return groups;
}

/**
 * @param {Ctx} ctx
 * @param {Shape[][]} pieces each is filled by the even-odd rule
 * @param {Viewport} view
 * @param {string} colour
 */
function fill(ctx, pieces, view, colour) {
  ctx.fillStyle = colour;
  for (const piece of pieces) {
    let some = false;
    eachInView(piece, view, (points, shift) => {
      if (!some) ctx.beginPath();
      some = true;
      addRing(ctx, points, view, shift);
    });
    if (some) ctx.fill("evenodd");
  }
}

/**
 * @param {Ctx} ctx @param {Shape[]} shapes @param {Viewport} view
 * @param {{colour: string, width: number, dash?: number[], closed?: boolean}} style
 */
function line(ctx, shapes, view, { colour, width, dash = [], closed = false }) {
  if (shapes.length === 0) return;
  ctx.beginPath();
  eachInView(shapes, view, (points, shift) => addLine(ctx, points, view, shift, closed));
  ctx.setLineDash(dash);
  ctx.lineWidth = width;
  ctx.strokeStyle = colour;
  ctx.stroke();
  ctx.setLineDash([]);
}

/**
 * @param {Shape[]} shapes @param {Viewport} view
 * @param {(points: Float64Array, shift: number) => void} add
 */
function eachInView(shapes, view, add) {
  for (const { line: points, bounds } of shapes) {
    if (view.y(bounds[3]) < 0 || view.y(bounds[1]) > view.height) continue;
    // What is smaller than the finest step is not seen.
    if ((bounds[2] - bounds[0] + bounds[3] - bounds[1]) * view.scale < FINEST) continue;
    for (const shift of view.shifts(view.x(bounds[0]), view.x(bounds[2]))) add(points, shift);
  }
}

/**
 * On which sides of the canvas a point lies, as bits.
 *
 * @param {number} x @param {number} y @param {Viewport} view
 */
function sides(x, y, view) {
  return (
    Number(x < -MARGIN) |
    (Number(x > view.width + MARGIN) << 1) |
    (Number(y < -MARGIN) << 2) |
    (Number(y > view.height + MARGIN) << 3)
  );
}

/**
 * Add a ring to a path, for filling: without what is too fine, and of what runs outside one side of the canvas no more
 * than where it begins and ends.
 *
 * @param {Ctx} ctx @param {Float64Array} points @param {Viewport} view @param {number} shift
 */
function addRing(ctx, points, view, shift) {
  const { scale } = view;
  const [left, top] = [view.left - shift, view.top];
  let [lastX, lastY] = [points[0] * scale - left, points[1] * scale - top];
  let lastSides = sides(lastX, lastY, view);
  let held = false;
  ctx.moveTo(lastX, lastY);
  for (let at = 2; at < points.length; at += 2) {
    const x = points[at] * scale - left;
    const y = points[at + 1] * scale - top;
    const on = sides(x, y, view);
    if ((on & lastSides) !== 0) {
      // The next point decides whether this one is needed.
      [lastX, lastY] = [x, y];
      lastSides &= on;
      held = true;
      continue;
    }
    if (held) ctx.lineTo(lastX, lastY);
    else if (Math.abs(x - lastX) + Math.abs(y - lastY) < FINEST) continue;
    held = false;
    ctx.lineTo(x, y);
    [lastX, lastY] = [x, y];
    lastSides = on;
  }
  if (held) ctx.lineTo(lastX, lastY);
  ctx.closePath();
}

/**
 * Add a line to a path, for stroking: without what is too fine or outside the canvas.
 *
 * @param {Ctx} ctx @param {Float64Array} points @param {Viewport} view @param {number} shift @param {boolean} closed
 */
function addLine(ctx, points, view, shift, closed) {
  const { scale } = view;
  const [left, top] = [view.left - shift, view.top];
  const end = closed ? points.length + 2 : points.length;
  let [lastX, lastY] = [points[0] * scale - left, points[1] * scale - top];
  let lastSides = sides(lastX, lastY, view);
  let drawn = false;
  for (let at = 2; at < end; at += 2) {
    const place = at % points.length;
    const x = points[place] * scale - left;
    const y = points[place + 1] * scale - top;
    if (at < end - 2 && Math.abs(x - lastX) + Math.abs(y - lastY) < FINEST) continue;
    const on = sides(x, y, view);
    if ((on & lastSides) === 0) {
      if (!drawn) ctx.moveTo(lastX, lastY);
      ctx.lineTo(x, y);
      drawn = true;
    } else {
      drawn = false;
    }
    [lastX, lastY] = [x, y];
    lastSides = on;
  }
}
