/** Context on its own canvas, between the basemap and the movements. */

import { contextNow } from "./context.js";
import { addToPath, contains } from "./geometry.js";
import { PAPER, SELECTED } from "./palette.js";
import { decodeLine, lineBounds } from "./plane.js";

/**
 * @typedef {CanvasRenderingContext2D} Ctx
 * @typedef {import("./plane.js").Viewport} Viewport
 * @typedef {import("./types.js").ContextLayerData} ContextLayerData
 * @typedef {import("./types.js").Thing} Thing
 *
 * @typedef {object} Part
 * @property {"polygon" | "line" | "point"} shape
 * @property {Float64Array[]} lines pixels of zoom 0
 * @property {Float64Array[]} edges what of a polygon's rings is its own edge and not the end of the world
 * @property {[number, number, number, number]} bounds pixels of zoom 0
 */

/** @type {Record<string, string>} */
const COLOURS = {
  teal: "#1b6e68",
  brown: "#7a4b16",
  slate: "#4a5a6b",
  olive: "#5d6414",
  plum: "#6d3f78",
};
/** A line's pattern goes with the hatch; none of them is that of a phase. */
/** @type {Record<string, number[]>} */
const DASHES = {
  rising: [12, 4, 2, 4],
  falling: [12, 4, 2, 4, 2, 4],
  level: [2, 4, 2, 9],
  crossed: [20, 5, 4, 5],
  dotted: [1.5, 4.5],
};
const HATCH_CELL = 9;
const EDGE_BAND = 30;
const POINT_REACH = 6;

export class ContextShapes {
  /**
   * @param {import("./types.js").Context} context
   * @param {import("./plane.js").Plane} plane
   */
  constructor(context, plane) {
    this.context = context;
    /** @type {Part[][]} */
    this.parts = context.layers.map((layer) => partsOf(layer, plane));
  }

  /**
   * @param {Ctx} ctx
   * @param {Viewport} view
   * @param {import("./context.js").ShownContext[]} shown
   * @param {Thing | null} selected
   */
  draw(ctx, view, shown, selected) {
    ctx.lineJoin = "round";
    for (const { row, alpha } of shown) {
      const layer = this.context.layers[row];
      const chosen = selected?.kind === "context" && selected.row === row;
      for (const part of this.parts[row]) {
        if (view.y(part.bounds[3]) < -EDGE_BAND || view.y(part.bounds[1]) > view.height + EDGE_BAND) continue;
        for (const shift of view.shifts(
          view.x(part.bounds[0]) - EDGE_BAND,
          view.x(part.bounds[2]) + EDGE_BAND,
        ))
          drawPart(ctx, part, layer, { view, shift, alpha, chosen });
      }
    }
    ctx.globalAlpha = 1;
    ctx.setLineDash([]);
  }

  /**
   * Where a layer lies, in degrees.
   *
   * @param {number} row
   * @returns {[number, number, number, number]} west, south, east, north
   */
  boundsOf(row) {
    const { lines, scale } = this.context.layers[row];
    const all = lines.flat().map((line) => lineBounds(decodeLine(line, scale)));
    return [
      Math.min(...all.map((box) => box[0])),
      Math.min(...all.map((box) => box[1])),
      Math.max(...all.map((box) => box[2])),
      Math.max(...all.map((box) => box[3])),
    ];
  }

  /**
   * What lies at a point of the canvas, the uppermost first.
   *
   * @param {number} x @param {number} y
   * @param {number} tolerance
   * @param {Viewport} view
   * @param {import("./context.js").ShownContext[]} shown
   * @returns {Thing | null}
   */
  at(x, y, tolerance, view, shown) {
    for (const { row } of [...shown].reverse()) {
      const { kind } = this.context.layers[row];
      const part = this.parts[row].findIndex((each) => meetsPoint(each, kind, x, y, tolerance, view));
      if (part >= 0) return { kind: "context", row, part };
    }
    return null;
  }
}

/** @param {ContextLayerData} layer @param {import("./plane.js").Plane} plane @returns {Part[]} */
function partsOf({ shape, lines, scale }, plane) {
  return shape.map((kind, at) => {
    const degrees = lines[at].map((line) => decodeLine(line, scale));
    const projected = degrees.map((line) => plane.projectLine(line));
    const all = projected.map(lineBounds);
    return {
      shape: kind,
      lines: projected,
      edges: kind === "polygon" ? degrees.flatMap((ring, nth) => edgesOf(ring, projected[nth])) : projected,
      bounds: [
        Math.min(...all.map((box) => box[0])),
        Math.min(...all.map((box) => box[1])),
        Math.max(...all.map((box) => box[2])),
        Math.max(...all.map((box) => box[3])),
      ],
    };
  });
}

/**
 * The runs of a ring that are its own edge: files cut shapes at ±180°, and nobody drew that cut.
 *
 * @param {Float64Array} degrees @param {Float64Array} projected
 */
function edgesOf(degrees, projected) {
  /** @param {number} at */
  const cut = (at) => Math.abs(degrees[at]) === 180 && degrees[at] === degrees[at + 2];
  const cuts = Array.from({ length: degrees.length / 2 - 1 }, (_, nth) => 2 * nth).filter(cut);
  if (cuts.length === 0) return [projected];
  const ends = [...cuts, degrees.length - 2];
  return ends
    .map((end, nth) => projected.slice(nth === 0 ? 0 : cuts[nth - 1] + 2, end + 2))
    .filter((run) => run.length >= 4);
}

/**
 * @param {Ctx} ctx @param {Part} part @param {ContextLayerData} layer
 * @param {{view: Viewport, shift: number, alpha: number, chosen: boolean}} how
 */
function drawPart(ctx, part, layer, { view, shift, alpha, chosen }) {
  const colour = COLOURS[layer.colour] ?? COLOURS.slate;
  const edge = new Path2D();
  if (part.shape === "point") {
    const [x, y] = [view.x(part.lines[0][0]) + shift, view.y(part.lines[0][1])];
    drawPoint(ctx, x, y, colour, alpha, chosen);
    return;
  }
  for (const run of part.edges) addToPath(edge, run, view, shift, false);
  if (part.shape === "polygon" && layer.kind !== "line") {
    const area = new Path2D();
    for (const ring of part.lines) addToPath(area, ring, view, shift, true);
    fillArea(ctx, area, edge, { colour, hatch: layer.hatch, all: layer.kind === "control", alpha });
  }
  strokeEdge(ctx, edge, { colour, dash: layer.kind === "line" ? DASHES[layer.hatch] : [], alpha, chosen });
}

/**
 * An area of control is hatched all over, another one along its edge.
 *
 * @param {Ctx} ctx @param {Path2D} area @param {Path2D} edge
 * @param {{colour: string, hatch: string, all: boolean, alpha: number}} look
 */
function fillArea(ctx, area, edge, { colour, hatch, all, alpha }) {
  ctx.setLineDash([]);
  ctx.globalAlpha = alpha * (all ? 0.1 : 0.05);
  ctx.fillStyle = colour;
  ctx.fill(area, "evenodd");
  const pattern = hatchOf(ctx, colour, hatch);
  if (!pattern) return;
  ctx.globalAlpha = alpha * 0.5;
  if (all) {
    ctx.fillStyle = pattern;
    ctx.fill(area, "evenodd");
    return;
  }
  ctx.save();
  ctx.clip(area, "evenodd");
  ctx.lineWidth = EDGE_BAND;
  ctx.strokeStyle = pattern;
  ctx.stroke(edge);
  ctx.restore();
}

/** @param {Ctx} ctx @param {Path2D} edge @param {{colour: string, dash: number[] | undefined, alpha: number, chosen: boolean}} look */
function strokeEdge(ctx, edge, { colour, dash, alpha, chosen }) {
  const line = dash !== undefined && dash.length > 0;
  ctx.setLineDash([]);
  ctx.globalAlpha = chosen ? 1 : alpha * 0.85;
  ctx.lineWidth = (line ? 2.8 : 1.5) + (chosen ? 5 : 2.4);
  ctx.strokeStyle = chosen ? SELECTED : PAPER;
  ctx.stroke(edge);
  ctx.globalAlpha = alpha;
  ctx.setLineDash(dash ?? []);
  ctx.lineWidth = line ? 2.8 : 1.5;
  ctx.strokeStyle = colour;
  ctx.stroke(edge);
}

/** @param {Ctx} ctx @param {number} x @param {number} y @param {string} colour @param {number} alpha @param {boolean} chosen */
function drawPoint(ctx, x, y, colour, alpha, chosen) {
  const reach = POINT_REACH - 1;
  ctx.setLineDash([]);
  ctx.beginPath();
  ctx.moveTo(x, y - reach);
  ctx.lineTo(x + reach, y);
  ctx.lineTo(x, y + reach);
  ctx.lineTo(x - reach, y);
  ctx.closePath();
  ctx.globalAlpha = Math.max(alpha, 0.6);
  ctx.lineWidth = chosen ? 6 : 4;
  ctx.strokeStyle = chosen ? SELECTED : PAPER;
  ctx.stroke();
  ctx.fillStyle = PAPER;
  ctx.fill();
  ctx.lineWidth = 1.8;
  ctx.strokeStyle = colour;
  ctx.stroke();
}

/** @type {Map<string, HTMLCanvasElement>} */
const cells = new Map();

/** A hatch as a pattern, crisp on any screen. @param {Ctx} ctx @param {string} colour @param {string} hatch */
function hatchOf(ctx, colour, hatch) {
  const ratio = ctx.getTransform().a || 1;
  const key = `${colour} ${hatch} ${ratio}`;
  let cell = cells.get(key);
  if (!cell) {
    cell = document.createElement("canvas");
    cell.width = Math.round(HATCH_CELL * ratio);
    cell.height = cell.width;
    const pencil = cell.getContext("2d");
    if (!pencil) return null;
    pencil.scale(cell.width / HATCH_CELL, cell.height / HATCH_CELL);
    drawHatch(pencil, colour, hatch);
    cells.set(key, cell);
  }
  const pattern = ctx.createPattern(cell, "repeat");
  pattern?.setTransform(new DOMMatrix().scale(HATCH_CELL / cell.width));
  return pattern;
}

/** @param {Ctx} ctx @param {string} colour @param {string} hatch */
function drawHatch(ctx, colour, hatch) {
  const c = HATCH_CELL;
  ctx.strokeStyle = colour;
  ctx.fillStyle = colour;
  ctx.lineWidth = 1.1;
  ctx.beginPath();
  /** A slanting line, and its corners in the neighbouring cells. @param {number} sign */
  const slanted = (sign) => {
    for (const step of [-c, 0, c]) {
      ctx.moveTo(step, sign > 0 ? c : 0);
      ctx.lineTo(step + c, sign > 0 ? 0 : c);
    }
  };
  if (hatch === "dotted") {
    ctx.arc(c / 2, c / 2, 1.3, 0, 2 * Math.PI);
    ctx.fill();
    return;
  }
  if (hatch === "level") {
    ctx.moveTo(0, c / 2);
    ctx.lineTo(c, c / 2);
  } else {
    if (hatch !== "falling") slanted(1);
    if (hatch !== "rising") slanted(-1);
  }
  ctx.stroke();
}

/**
 * @param {Part} part @param {string} kind @param {number} x @param {number} y @param {number} tolerance
 * @param {Viewport} view
 */
function meetsPoint(part, kind, x, y, tolerance, view) {
  const reach = (tolerance + POINT_REACH) / view.scale;
  for (const shift of view.copies()) {
    const [unitX, unitY] = [(x - shift + view.left) / view.scale, (y + view.top) / view.scale];
    const [minX, minY, maxX, maxY] = part.bounds;
    if (unitX < minX - reach || unitX > maxX + reach || unitY < minY - reach || unitY > maxY + reach)
      continue;
    if (part.shape === "point") return true;
    if (part.shape === "polygon" && kind !== "line" && contains(part.lines, unitX, unitY)) return true;
    if (part.edges.some((run) => isNear(run, unitX, unitY, reach))) return true;
  }
  return false;
}

/** @param {Float64Array} run @param {number} x @param {number} y @param {number} reach */
function isNear(run, x, y, reach) {
  for (let at = 2; at < run.length; at += 2) {
    const [x1, y1, dx, dy] = [run[at - 2], run[at - 1], run[at] - run[at - 2], run[at + 1] - run[at - 1]];
    const length = dx * dx + dy * dy;
    const t = length > 0 ? Math.max(0, Math.min(1, ((x - x1) * dx + (y - y1) * dy) / length)) : 0;
    if (Math.hypot(x - x1 - t * dx, y - y1 - t * dy) <= reach) return true;
  }
  return false;
}

/**
 * A layer's look in small, drawn by the code that draws the map.
 *
 * @param {Ctx} ctx @param {number} width @param {number} height @param {ContextLayerData} layer
 */
export function sketchContext(ctx, width, height, layer) {
  const colour = COLOURS[layer.colour] ?? COLOURS.slate;
  const points = layer.shape.every((shape) => shape === "point");
  if (points) {
    drawPoint(ctx, width / 2, height / 2, colour, 1, false);
    return;
  }
  const path = new Path2D();
  if (layer.kind === "line" || !layer.shape.includes("polygon")) {
    path.moveTo(2, height - 6);
    path.bezierCurveTo(width / 3, 2, (2 * width) / 3, height, width - 2, 5);
    strokeEdge(ctx, path, { colour, dash: DASHES[layer.hatch], alpha: 1, chosen: false });
    return;
  }
  path.rect(2, 3, width - 4, height - 6);
  fillArea(ctx, path, path, { colour, hatch: layer.hatch, all: true, alpha: 1 });
  strokeEdge(ctx, path, { colour, dash: [], alpha: 1, chosen: false });
}

/** Whether two states show different context. @param {import("./store.js").State} a @param {import("./store.js").State} b */
export function showsOtherContext(a, b) {
  return a.day !== b.day || a.length !== b.length || a.hiddenContext !== b.hiddenContext;
}

/**
 * What of the context shows in a state of the page.
 *
 * @param {import("./model.js").Model} model
 * @param {import("./store.js").State} state
 */
export function shownContext(model, state) {
  return model.context ? contextNow(model.context, model.contextSeries, state, state.hiddenContext) : [];
}
