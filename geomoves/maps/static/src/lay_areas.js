/** Countries in a view: an outline and a label each, never a point. */

import { thingTitle } from "./captions.js";
import { contains } from "./geometry.js";
import { QUIET_INK } from "./palette.js";
import { textBlock } from "./text_block.js";

/**
 * @typedef {import("./model.js").Model} Model
 * @typedef {import("./geometry.js").Geometry} Geometry
 * @typedef {import("./plane.js").Viewport} Viewport
 * @typedef {import("./types.js").Rect} Rect
 * @typedef {import("./time.js").Shown} Shown
 *
 * @typedef {object} DrawnArea
 * @property {number} row
 * @property {number} shift of the copy of the world
 * @property {number} alpha
 */

/** How finely the part of a country that is in view is searched for room. */
const COLUMNS = 12;
const LINES = 9;
/** A corner outside the country weighs as much as so many pixels away from the label point. */
const CUT = 1000;
/** How much worse than elsewhere a line is behind a country's name. */
const LINES_STRIKE = 6;

/**
 * The outlines in view.
 *
 * @param {Geometry} geometry
 * @param {Shown} shown
 * @param {Viewport} view
 * @returns {DrawnArea[]}
 */
export function layAreas(geometry, shown, view) {
  return geometry.areas.flatMap(({ bounds, rings }, row) => {
    const alpha = shown.areas[row];
    const outside = view.y(bounds[3]) < 0 || view.y(bounds[1]) > view.height;
    if (alpha <= 0 || rings.length === 0 || outside) return [];
    return view.shifts(view.x(bounds[0]), view.x(bounds[2])).map((shift) => ({ row, shift, alpha }));
  });
}

/**
 * The label of a country: at its label point or, when that is out of view, somewhere in the part that is in view.
 *
 * @param {CanvasRenderingContext2D} ctx
 * @param {Model} model
 * @param {number} row
 * @param {Shown} shown
 * @param {Geometry} geometry
 * @param {Viewport} view
 * @param {import("./occupancy.js").Occupancy} taken
 * @returns {import("./lay_labels.js").Label | null}
 */
export function layAreaLabel(ctx, model, row, shown, geometry, view, taken) {
  const block = textBlock(ctx, areaLines(model, row, shown));
  const rects = roomInside(geometry.areas[row], view, block);
  // There is much room in a country: its name need not be struck through.
  const at = taken.take(rects, view.window, (nth) => LINES_STRIKE * taken.crossings(rects[nth]));
  const thing = { kind: /** @type {const} */ ("areas"), row };
  return at < 0
    ? null
    : {
        block,
        rect: rects[at],
        align: "centre",
        leader: null,
        alpha: Math.max(0.75, shown.areas[row]),
        thing,
      };
}

/**
 * @param {Model} model @param {number} row @param {Shown} shown
 * @returns {import("./text_block.js").Line[]}
 */
function areaLines(model, row, shown) {
  const { areas, events } = model.block;
  const thing = { kind: /** @type {const} */ ("areas"), row };
  const roles = [...new Set(areas.roles[row].map(([role]) => model.words.word("role", role)))];
  const happened = model.atArea
    .of(row)
    .filter((other) => other.kind === "events" && shown.events[other.row] > 0);
  return [
    { text: areas.name[row].toUpperCase(), size: 13, weight: "600", spacing: 2, colour: "#40474f", thing },
    ...(roles.length > 0
      ? [{ text: roles.join(" · "), size: 11.5, italic: true, colour: QUIET_INK, thing }]
      : []),
    ...happened.map((other) => ({
      text: thingTitle(model, other),
      size: 12,
      signs: [events.kind[other.row]],
      thing: other,
    })),
  ];
}

/**
 * Where a label fits inside a country: at its label point, then wholly inside, then with its middle inside.
 *
 * @param {Geometry["areas"][number]} area
 * @param {Viewport} view
 * @param {{w: number, h: number}} block
 * @returns {Rect[]}
 */
function roomInside({ rings, bounds, label }, view, block) {
  const { window } = view;
  /** @type {{rect: Rect, rank: number}[]} */
  const found = [];
  for (const shift of view.shifts(view.x(bounds[0]), view.x(bounds[2]))) {
    const [x, y] = [view.x(label[0]) + shift, view.y(label[1])];
    /** @param {number} px @param {number} py */
    const inside = (px, py) =>
      contains(rings, (px - shift + view.left) / view.scale, (py + view.top) / view.scale);
    found.push({ rect: centred(x, y, block), rank: -1 });
    for (let cell = 0; cell < COLUMNS * LINES; cell++) {
      const px = window.x + (((cell % COLUMNS) + 0.5) / COLUMNS) * window.w;
      const py = window.y + ((Math.floor(cell / COLUMNS) + 0.5) / LINES) * window.h;
      if (!inside(px, py)) continue;
      const [halfW, halfH] = [block.w / 2 + 6, block.h / 2 + 6];
      const corners = [-halfW, halfW].flatMap((dx) => [-halfH, halfH].map((dy) => inside(px + dx, py + dy)));
      const cut = corners.filter((corner) => !corner).length;
      found.push({ rect: centred(px, py, block), rank: Math.hypot(px - x, py - y) + CUT * cut });
    }
  }
  return found.sort((a, b) => a.rank - b.rank).map(({ rect }) => rect);
}

/** @param {number} x @param {number} y @param {{w: number, h: number}} block @returns {Rect} */
function centred(x, y, { w, h }) {
  return { x: x - w / 2, y: y - h / 2, w, h };
}
