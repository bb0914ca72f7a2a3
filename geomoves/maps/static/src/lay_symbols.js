/** Where symbols of forces stand: beside the label of a place, of a bracket or of a line, where there is room. */

import { pictureOf } from "./force_symbols.js";
import { PAPER, QUIET_INK, SANS } from "./palette.js";
import { pointsOf } from "./ways.js";

/**
 * @typedef {import("./model.js").Model} Model
 * @typedef {import("./types.js").Thing} Thing
 * @typedef {import("./types.js").Rect} Rect
 * @typedef {import("./force_symbols.js").Picture} Picture
 * @typedef {import("./lay_brackets.js").DrawnBracket} DrawnBracket
 * @typedef {{width: number, height: number}} Size
 *
 * @typedef {object} DrawnSymbol
 * @property {Picture} picture
 * @property {string} country
 * @property {Rect} rect of the picture and the country's code under it
 * @property {number} alpha
 * @property {Thing} thing
 */

const SCALE = 0.68;
const CODE_HEIGHT = 11;
const GAP = 4;
/** Pixels between the places that are tried along a bracket. */
const ALONG = 10;
/** At one place; what more there is stands in its card. */
const MOST_AT_PLACE = 3;
/** In so crowded a view nobody tells symbols apart. */
const MOST_SPOTS = 150;
const MOST_LEGS = 120;

/**
 * @param {object} options
 * @param {Model} options.model
 * @param {import("./time.js").Shown} options.shown
 * @param {import("./scene.js").Spot[]} options.spots
 * @param {import("./lay_legs.js").DrawnLeg[]} options.legs
 * @param {import("./lay_brackets.js").DrawnBracket[]} options.brackets
 * @param {import("./lay_labels.js").Label[]} options.labels
 * @param {import("./occupancy.js").Occupancy} options.taken
 * @param {Rect} options.window
 * @returns {DrawnSymbol[]}
 */
export function layForceSymbols({ model, shown, spots, legs, brackets, labels, taken, window }) {
  if (!model.block.symbols?.length || spots.length > MOST_SPOTS || legs.length > MOST_LEGS) return [];
  /** @type {DrawnSymbol[]} */
  const drawn = [];
  /** @param {Thing} thing @param {Rect} beside @param {DrawnBracket["spine"]} [spine] */
  const place = (thing, beside, spine) => {
    const symbol = symbolFor(model, thing, shown);
    const room = symbol && sizeOf(symbol.picture);
    const rect =
      room &&
      ((spine && roomOn(spine, beside, room, taken, window)) || roomBeside(beside, room, taken, window));
    if (!symbol || !rect) return null;
    drawn.push({ ...symbol, rect, thing });
    return rect;
  };
  for (const { row, rect, block, spine } of brackets)
    place({ kind: "presences", row }, { x: rect.x, y: rect.y, w: block.w, h: block.h }, spine);
  for (const label of labels) {
    if (label.thing.kind === "legs") place(label.thing, label.rect);
    if (label.thing.kind !== "places") continue;
    let beside = label.rect;
    /** @type {Set<Picture>} */
    const there = new Set();
    for (const thing of model.atPlace.of(label.thing.row)) {
      const symbol = standsHere(model, thing) ? symbolFor(model, thing, shown) : null;
      if (!symbol || there.has(symbol.picture) || there.size >= MOST_AT_PLACE) continue;
      there.add(symbol.picture);
      const rect = place(thing, beside);
      if (rect) beside = around(beside, rect);
    }
  }
  return drawn;
}

/** Whether a place's label speaks for a thing: what has a line or a bracket of its own has its symbol there. @param {Model} model @param {Thing} thing */
function standsHere({ block }, { kind, row }) {
  if (kind === "legs") return pointsOf(block.legs, row) === 1;
  return kind === "presences" && block.presences.places[row].length === 1;
}

/** @param {Model} model @param {Thing} thing @param {import("./time.js").Shown} shown */
function symbolFor(model, { kind, row }, shown) {
  if (kind !== "legs" && kind !== "presences") return null;
  const table = model.block[kind];
  const alpha = shown[kind][row];
  const picture = alpha > 0 ? pictureOf(model, table.force[row], table.phase[row]) : null;
  if (!picture) return null;
  const country = model.block.forces.country[model.force(table.force[row]).row] ?? "";
  return { picture, country, alpha: Math.max(alpha, 0.5) };
}

/** @param {Picture} picture @returns {Size} */
function sizeOf(picture) {
  return { width: picture.width * SCALE, height: picture.height * SCALE + CODE_HEIGHT };
}

/**
 * Room on the spine of a bracket, as near to its label as may be: beside the label, a symbol would look like something
 * that stands where it is drawn.
 *
 * @param {DrawnBracket["spine"]} spine @param {Rect} label @param {Size} size
 * @param {import("./occupancy.js").Occupancy} taken @param {Rect} window
 */
function roomOn([x1, y1, x2, y2], label, { width, height }, taken, window) {
  const upright = x1 === x2;
  const [low, high] = upright ? [y1, y2 - height] : [x1, x2 - width];
  const middle = upright ? label.y + (label.h - height) / 2 : label.x + (label.w - width) / 2;
  /** @type {Rect[]} */
  const rects = [];
  for (let off = 0; middle - off > low || middle + off < high; off += ALONG) {
    for (const at of off ? [middle - off, middle + off] : [middle]) {
      if (at < low || at > high) continue;
      const [x, y] = upright ? [x1 - width / 2, at] : [at, y1 - height / 2];
      rects.push({ x, y, w: width, h: height });
    }
  }
  const at = taken.take(rects, window);
  return at < 0 ? null : rects[at];
}

/** @param {Rect} beside @param {Size} size @param {import("./occupancy.js").Occupancy} taken @param {Rect} window */
function roomBeside({ x, y, w, h }, { width, height }, taken, window) {
  /** @type {[number, number][]} */
  const corners = [
    [x + w + GAP, y],
    [x - width - GAP, y],
    [x, y + h + 2],
    [x + w - width, y + h + 2],
    [x, y - height - 2],
    [x + w - width, y - height - 2],
    [x + w + GAP, y + h - height],
    [x - width - GAP, y + h - height],
  ];
  const rects = corners.map(([left, top]) => ({ x: left, y: top, w: width, h: height }));
  const at = taken.take(rects, window);
  return at < 0 ? null : rects[at];
}

/** @param {Rect} a @param {Rect} b */
function around(a, b) {
  const [x, y] = [Math.min(a.x, b.x), Math.min(a.y, b.y)];
  return { x, y, w: Math.max(a.x + a.w, b.x + b.w) - x, h: Math.max(a.y + a.h, b.y + b.h) - y };
}

/** @param {CanvasRenderingContext2D} ctx @param {DrawnSymbol[]} symbols */
export function paintForceSymbols(ctx, symbols) {
  for (const { picture, country, rect, alpha } of symbols) {
    ctx.globalAlpha = alpha;
    if (picture.ready) ctx.drawImage(picture.image, rect.x, rect.y, rect.w, rect.h - CODE_HEIGHT);
    if (!country) continue;
    ctx.font = `600 9.5px ${SANS}`;
    ctx.textAlign = "center";
    ctx.textBaseline = "alphabetic";
    ctx.lineJoin = "round";
    ctx.lineWidth = 3;
    ctx.strokeStyle = PAPER;
    const [x, y] = [rect.x + rect.w / 2, rect.y + rect.h - 1.5];
    ctx.strokeText(country, x, y);
    ctx.fillStyle = QUIET_INK;
    ctx.fillText(country, x, y);
  }
  ctx.globalAlpha = 1;
  ctx.textAlign = "left";
}
