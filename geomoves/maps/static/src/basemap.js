/** The offline basemap: land, water, borders by class, cities. */

import { addToPath } from "./geometry.js";
import { BASE } from "./palette.js";
import { decodeLine, lineBounds } from "./plane.js";

/**
 * @typedef {import("./plane.js").Viewport} Viewport
 *
 * @typedef {object} Shape
 * @property {Float64Array} line pixels of zoom 0
 * @property {[number, number, number, number]} bounds
 * @property {number} [rank] 0 is the most prominent
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
  international: { dash: [], width: 1, colour: BASE.border },
  disputed: { dash: [5, 4], width: 1, colour: BASE.disputed },
  "line of control": { dash: [2, 3], width: 1.1, colour: BASE.disputed },
  indefinite: { dash: [5, 4], width: 1, colour: BASE.disputed },
  claim: { dash: [1.5, 3], width: 1, colour: BASE.disputed },
  "admin-1": { dash: [1.5, 2.5], width: 0.6, colour: BASE.border },
};

export class Backdrop {
  /**
   * @param {import("./types.js").Basemap} basemap
   * @param {import("./plane.js").Plane} plane
   */
  constructor(basemap, plane) {
    /** @param {number[][]} [lines] @returns {Shape[]} */
    const shapes = (lines) => (lines ?? []).map((encoded) => shapeOf(encoded, basemap.scale, plane));
    /** What it covers, pixels of zoom 0; null = the whole world. */
    this.window = basemap.window ? windowOf(basemap.window, basemap.scale, plane) : null;
    this.land = shapes(basemap.land);
    this.coast = shapes(basemap.coast);
    this.lakes = ranked(shapes(basemap.lakes), basemap.lake_ranks);
    this.rivers = ranked(shapes(basemap.rivers), basemap.river_ranks);
    /** @type {Map<string, Shape[]>} */
    this.borders = new Map();
    for (const border of basemap.borders ?? []) {
      const group = this.borders.get(border.class);
      const shape = shapeOf(border.line, basemap.scale, plane);
      if (group) group.push(shape);
      else this.borders.set(border.class, [shape]);
    }
    /** @type {City[]} best rank first, then by people */
    this.cities = (basemap.cities ?? [])
      .map(([name, lon, lat, rank, population]) => ({ name, rank, population, at: plane.project(lon, lat) }))
      .sort((a, b) => a.rank - b.rank || b.population - a.population)
      .map(({ name, rank, at }) => ({ name, rank, x: at[0], y: at[1] }));
  }

  /**
   * @param {CanvasRenderingContext2D} ctx
   * @param {Viewport} view
   */
  draw(ctx, view) {
    // Beyond its window the basemap knows nothing, and bare sea would say that there is none but sea.
    ctx.fillStyle = this.window ? BASE.unknown : BASE.sea;
    ctx.fillRect(0, 0, view.width, view.height);
    if (this.window) {
      const [west, north, east, south] = this.window;
      const wide = Math.min(view.x(east) - view.x(west), view.period || Infinity);
      ctx.fillStyle = BASE.sea;
      for (const shift of view.shifts(view.x(west), view.x(west) + wide)) {
        ctx.fillRect(view.x(west) + shift, view.y(north), wide, view.y(south) - view.y(north));
      }
    }
    ctx.lineJoin = "round";
    ctx.beginPath();
    addShapes(ctx, this.land, view, true);
    ctx.fillStyle = BASE.land;
    ctx.fill("evenodd");
    line(ctx, prominent(this.rivers, view), view, BASE.river, 0.9);
    ctx.beginPath();
    addShapes(ctx, prominent(this.lakes, view), view, true);
    ctx.fillStyle = BASE.sea;
    ctx.fill("evenodd");
    ctx.lineWidth = 0.6;
    ctx.strokeStyle = BASE.coast;
    ctx.stroke();
    for (const [name, shapes] of this.borders) {
      const style = BORDERS[name] ?? BORDERS.disputed;
      ctx.setLineDash(style.dash);
      line(ctx, shapes, view, style.colour, style.width);
    }
    ctx.setLineDash([]);
    line(ctx, this.coast, view, BASE.coast, 0.9);
  }
}

/** @param {Shape[]} shapes @param {number[]} [ranks] @returns {Shape[]} */
function ranked(shapes, ranks) {
  return shapes.map((shape, at) => ({ ...shape, rank: ranks?.[at] ?? 0 }));
}

/** The waters that a zoom has room for. @param {Shape[]} shapes @param {Viewport} view */
function prominent(shapes, view) {
  return shapes.filter(({ rank = 0 }) => rank <= view.zoom);
}

/**
 * @param {[number, number, number, number]} window west, south, east, north
 * @param {number} scale
 * @param {import("./plane.js").Plane} plane
 * @returns {[west: number, north: number, east: number, south: number]}
 */
function windowOf([west, south, east, north], scale, plane) {
  return [...plane.project(west / scale, north / scale), ...plane.project(east / scale, south / scale)];
}

/** @param {number[]} encoded @param {number} scale @param {import("./plane.js").Plane} plane @returns {Shape} */
function shapeOf(encoded, scale, plane) {
  const projected = plane.projectLine(decodeLine(encoded, scale));
  return { line: projected, bounds: lineBounds(projected) };
}

/**
 * @param {CanvasRenderingContext2D} ctx @param {Shape[]} shapes @param {Viewport} view @param {boolean} closed
 */
function addShapes(ctx, shapes, view, closed) {
  for (const { line: points, bounds } of shapes) {
    if (view.y(bounds[3]) < 0 || view.y(bounds[1]) > view.height) continue;
    for (const shift of view.shifts(view.x(bounds[0]), view.x(bounds[2])))
      addToPath(ctx, points, view, shift, closed);
  }
}

/**
 * @param {CanvasRenderingContext2D} ctx @param {Shape[]} shapes @param {Viewport} view
 * @param {string} colour @param {number} width
 */
function line(ctx, shapes, view, colour, width) {
  ctx.beginPath();
  addShapes(ctx, shapes, view, false);
  ctx.lineWidth = width;
  ctx.strokeStyle = colour;
  ctx.stroke();
}
