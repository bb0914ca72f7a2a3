/** What lies under the pointer. Signs and labels come before lines, lines before countries. */

import { BoxIndex } from "./box_index.js";
import { RectGrid } from "./occupancy.js";
import { areaPath } from "./paint.js";
import { lineBounds } from "./plane.js";
import { fullWidth, openEndReach } from "./strokes.js";
import { glyphOffsets } from "./symbols.js";
import { lineRects } from "./text_block.js";

/**
 * @typedef {import("./types.js").Thing} Thing
 * @typedef {import("./types.js").Rect} Rect
 * @typedef {import("./types.js").Aggregate} Aggregate
 * @typedef {{thing: Thing | Aggregate, rank: number}} Target
 */

const OUTLINE_REACH = 14;
const RANK = { label: 1, sign: 2, ring: 3, bracket: 4, soft: 6 };

export class Hits {
  /**
   * @param {import("./scene.js").Scene} scene
   * @param {import("./geometry.js").Geometry} geometry
   * @param {import("./model.js").Model} model
   * @param {import("./time.js").Shown} shown
   */
  constructor(scene, geometry, model, shown) {
    this.scene = scene;
    this.geometry = geometry;
    /** @type {RectGrid<Target>} */
    this.grid = new RectGrid();
    /** @type {Path2D[] | undefined} */
    this.outlines = undefined;
    /** @type {CanvasRenderingContext2D | null | undefined} */
    this.pencil = undefined;
    /** @type {Lines | undefined} */
    this.lines = undefined;
    for (const label of scene.labels) this.addLines(label);
    for (const bracket of scene.brackets) {
      const thing = { kind: /** @type {const} */ ("presences"), row: bracket.row };
      this.addLines({ ...bracket, thing });
      for (const [x1, y1, x2, y2] of [bracket.spine, ...bracket.ticks]) {
        const rect = { x: Math.min(x1, x2), y: Math.min(y1, y2), w: Math.abs(x2 - x1), h: Math.abs(y2 - y1) };
        this.grid.add(rect, { thing, rank: RANK.bracket });
      }
    }
    for (const spot of scene.spots) {
      const reach = spot.soft ? spot.radius * 0.7 : spot.reach;
      const high = spot.soft ? reach : Math.min(reach, 10);
      const rect = { x: spot.x - reach, y: spot.y - high, w: 2 * reach, h: 2 * high };
      this.grid.add(rect, {
        thing: { kind: "places", row: spot.row },
        rank: spot.soft ? RANK.soft : RANK.sign,
      });
      if (!spot.soft) this.addEventGlyphs(spot, model, shown);
    }
    for (const { rect, thing } of scene.symbols) this.grid.add(rect, { thing, rank: RANK.label });
    for (const { x, y, thing } of scene.badges) {
      this.grid.add({ x: x - 8, y: y - 8, w: 16, h: 16 }, { thing, rank: RANK.label });
    }
    for (const { row, rect } of scene.flows)
      this.grid.add(rect, { thing: { kind: "flows", row }, rank: RANK.label });
    for (const { row, x, y, radius } of scene.clusters) {
      const rect = { x: x - radius, y: y - radius, w: 2 * radius, h: 2 * radius };
      this.grid.add(rect, { thing: { kind: "clusters", row }, rank: RANK.sign });
    }
    for (const end of scene.openEnds) {
      const reach = openEndReach(end.stroke, end.radius) - 6;
      this.grid.add(
        { x: end.x - reach, y: end.y - reach, w: 2 * reach, h: 2 * reach },
        { thing: { kind: "legs", row: end.row }, rank: RANK.ring },
      );
    }
  }

  /**
   * The glyph of a loss or an activity opens it, when it is the only one of its kind there.
   *
   * @param {import("./scene.js").Spot} spot
   * @param {import("./model.js").Model} model
   * @param {import("./time.js").Shown} shown
   */
  addEventGlyphs(spot, model, shown) {
    if (!spot.glyphs.includes("loss") && !spot.glyphs.includes("activity")) return;
    const offsets = glyphOffsets(spot.glyphs);
    spot.glyphs.forEach((glyph, at) => {
      const same = model.atPlace
        .of(spot.row)
        .filter(
          ({ kind, row }) =>
            kind === "events" && shown.events[row] > 0 && model.block.events.kind[row] === glyph,
        );
      if (same.length !== 1) return;
      this.grid.add(
        { x: spot.x + offsets[at] - 7, y: spot.y - 9, w: 14, h: 18 },
        { thing: same[0], rank: RANK.label },
      );
    });
  }

  /** @param {{block: import("./text_block.js").TextBlock, rect: Rect, thing: Thing | Aggregate}} label */
  addLines({ block, rect, thing }) {
    for (const line of lineRects(block, rect.x, rect.y)) {
      this.grid.add(line.rect, { thing: line.thing ?? thing, rank: RANK.label });
    }
  }

  /**
   * The thing at a point of the canvas.
   *
   * @param {number} x
   * @param {number} y
   * @param {number} tolerance pixels around the point: more for a finger than for a mouse
   * @returns {Thing | Aggregate | null}
   */
  at(x, y, tolerance) {
    /** @type {Thing | Aggregate | null} */
    let best = null;
    let least = Infinity;
    // What the point is in comes before what it is only near to.
    this.grid.each(
      { x: x - tolerance, y: y - tolerance, w: 2 * tolerance, h: 2 * tolerance },
      ({ thing, rank }, rect) => {
        const dx = Math.max(rect.x - x, 0, x - rect.x - rect.w);
        const dy = Math.max(rect.y - y, 0, y - rect.y - rect.h);
        const cost = Math.hypot(dx, dy) + rank;
        if (cost < least) {
          least = cost;
          best = thing;
        }
      },
    );
    const line = this.nearestLine(x, y, tolerance);
    if (line && line.distance + 4.5 < least) best = line.target;
    return best ?? this.areaAt(x, y);
  }

  /** The nearest line of a leg, or ribbon. @param {number} x @param {number} y @param {number} tolerance */
  nearestLine(x, y, tolerance) {
    this.lines ??= new Lines(this.scene);
    return this.lines.nearest(x, y, tolerance);
  }

  /**
   * A country answers along its outline; its inside belongs to the map.
   *
   * @param {number} x @param {number} y
   * @returns {Thing | null}
   */
  areaAt(x, y) {
    if (this.scene.areas.length === 0) return null;
    this.outlines ??= this.scene.areas.map(({ row, shift }) =>
      areaPath(this.geometry, row, this.scene.view, shift),
    );
    this.pencil ??= document.createElement("canvas").getContext("2d");
    if (!this.pencil) return null;
    this.pencil.lineWidth = OUTLINE_REACH;
    const at = this.outlines.findIndex((path) => this.pencil?.isPointInStroke(path, x, y));
    return at < 0 ? null : { kind: "areas", row: this.scene.areas[at].row };
  }
}

/** The lines of a scene, in an index. */
class Lines {
  /** @param {import("./scene.js").Scene} scene */
  constructor(scene) {
    /** @type {{target: Thing | Aggregate, run: number[], half: number}[]} */
    this.runs = [];
    for (const { row, runs, stroke } of scene.legs)
      for (const run of runs)
        this.runs.push({ target: { kind: "legs", row }, run, half: fullWidth(stroke) / 2 });
    for (const { row, line, width } of scene.flows)
      this.runs.push({ target: { kind: "flows", row }, run: line, half: width / 2 });
    const boxes = new Float64Array(this.runs.length * 4);
    this.runs.forEach(({ run, half }, at) => {
      const [minX, minY, maxX, maxY] = lineBounds(run);
      boxes.set([minX - half, minY - half, maxX + half, maxY + half], at * 4);
    });
    this.index = new BoxIndex(boxes);
  }

  /** @param {number} x @param {number} y @param {number} tolerance */
  nearest(x, y, tolerance) {
    /** @type {{target: Thing | Aggregate, distance: number} | null} */
    let nearest = null;
    this.index.search(x - tolerance, y - tolerance, x + tolerance, y + tolerance, (item) => {
      const { target, run, half } = this.runs[item];
      const distance = Math.max(0, distanceTo(run, x, y) - half);
      if (distance <= tolerance && (!nearest || distance < nearest.distance)) nearest = { target, distance };
    });
    return /** @type {{target: Thing | Aggregate, distance: number} | null} */ (nearest);
  }
}

/** @param {number[]} run @param {number} x @param {number} y */
function distanceTo(run, x, y) {
  let least = Infinity;
  for (let at = 2; at < run.length; at += 2) {
    const [x1, y1, dx, dy] = [run[at - 2], run[at - 1], run[at] - run[at - 2], run[at + 1] - run[at - 1]];
    const length = dx * dx + dy * dy;
    const t = length > 0 ? Math.max(0, Math.min(1, ((x - x1) * dx + (y - y1) * dy) / length)) : 0;
    least = Math.min(least, Math.hypot(x - x1 - t * dx, y - y1 - t * dy));
  }
  return least;
}
