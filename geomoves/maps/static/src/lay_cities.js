/** Cities of the basemap: a dot each and, where what was reported leaves room, a name. */

import { grown, isInside, meets } from "./occupancy.js";
import { BASE } from "./palette.js";
import { textBlock } from "./text_block.js";

/**
 * @typedef {import("./types.js").Rect} Rect
 * @typedef {import("./basemap.js").City} City
 *
 * @typedef {object} DrawnCity
 * @property {number} x
 * @property {number} y
 * @property {boolean} large
 * @property {import("./text_block.js").TextBlock} block
 * @property {Rect | null} rect of the name; null when there is no room for it
 * @property {"left" | "right" | "centre"} align
 */

/** Lowest rank (Natural Earth: 0 is a world city) that shows at each zoom, from zoom 2 on. */
const RANK_AT_ZOOM = [0, 1, 2, 4, 6, 8, 10, 10];
const MOST_CITIES = 60;
const LARGE_RANK = 2;
const NAMELESS_RANK = 3;

/**
 * @param {CanvasRenderingContext2D} ctx
 * @param {City[]} cities best rank first
 * @param {import("./plane.js").Viewport} view
 * @param {import("./occupancy.js").Occupancy} taken
 * @returns {DrawnCity[]}
 */
export function layCities(ctx, cities, view, taken) {
  const lowest = RANK_AT_ZOOM[Math.max(0, Math.min(RANK_AT_ZOOM.length - 1, Math.round(view.zoom) - 2))];
  /** @type {DrawnCity[]} */
  const drawn = [];
  for (const city of cities) {
    if (city.rank > lowest || drawn.length >= MOST_CITIES) break;
    const [x, y] = [view.x(city.x), view.y(city.y)];
    if (y < 0 || y > view.height) continue;
    for (const shift of view.shifts(x, x)) {
      const laid = layCity(ctx, city, x + shift, y, view.window, taken);
      if (laid) drawn.push(laid);
    }
  }
  return drawn;
}

/**
 * @param {CanvasRenderingContext2D} ctx @param {City} city @param {number} x @param {number} y
 * @param {Rect} window @param {import("./occupancy.js").Occupancy} taken
 * @returns {DrawnCity | null}
 */
function layCity(ctx, city, x, y, window, taken) {
  const dot = { x: x - 3, y: y - 3, w: 6, h: 6 };
  // A place of ours that stands here already is this city, or matters more.
  if (!taken.hard.isFree(grown(dot, 9))) return null;
  const large = city.rank <= LARGE_RANK;
  const block = textBlock(ctx, [{ text: city.name, size: large ? 11.5 : 10.5, colour: BASE.cityText }]);
  const { w, h } = block;
  /** @type {{rect: Rect, align: "left" | "right" | "centre"}[]} */
  const places = [
    { rect: { x: x + 5, y: y - h / 2, w, h }, align: "left" },
    { rect: { x: x - 5 - w, y: y - h / 2, w, h }, align: "right" },
    { rect: { x: x - w / 2, y: y - 4 - h, w, h }, align: "centre" },
    { rect: { x: x - w / 2, y: y + 4, w, h }, align: "centre" },
  ];
  const free = places.find(
    ({ rect }) =>
      taken.hard.isFree(grown(rect, 3)) &&
      taken.crossings(rect) === 0 &&
      (!meets(rect, window) || isInside(rect, window)),
  );
  // Of a small town a dot without a name tells nothing.
  if (!free && city.rank > NAMELESS_RANK) return null;
  taken.hard.add(dot, true);
  if (free) taken.hard.add(free.rect, true);
  return { x, y, large, block, rect: free?.rect ?? null, align: free?.align ?? "left" };
}
