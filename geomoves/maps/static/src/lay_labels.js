/** Labels of places and legs: placed one after another, the important ones first. */

import { isDisputed, legCaption, legEnd, presenceCaption, thingTitle } from "./captions.js";
import { placesBeside } from "./occupancy.js";
import { INK, MOVEMENT_INK, QUIET_INK } from "./palette.js";
import { fullWidth } from "./strokes.js";
import { textBlock } from "./text_block.js";
import { pointsOf } from "./ways.js";

/**
 * @typedef {import("./model.js").Model} Model
 * @typedef {import("./types.js").Thing} Thing
 * @typedef {import("./types.js").Rect} Rect
 * @typedef {import("./text_block.js").Line} Line
 * @typedef {import("./occupancy.js").Occupancy} Occupancy
 * @typedef {CanvasRenderingContext2D} Ctx
 *
 * @typedef {object} Label
 * @property {import("./text_block.js").TextBlock} block
 * @property {Rect} rect
 * @property {"left" | "right" | "centre"} align
 * @property {[x1: number, y1: number, x2: number, y2: number] | null} leader
 * @property {number} alpha
 * @property {Thing | import("./types.js").Aggregate} thing
 * @property {string} [halo]
 */

/** Characters in a line where a long one finds no room: a little shorter first. */
const NARROWER = [26, 18];
/** Lines beside one place; what more there is stands in its card. */
const MOST_LINES = 9;

/**
 * What stands beside a place: its name, what came there from an unstated end, who is there, what happened there.
 *
 * @param {Model} model
 * @param {number} row
 * @param {import("./time.js").Shown} shown
 * @param {boolean} withName
 * @returns {Line[]}
 */
export function placeLines(model, row, shown, withName) {
  const thing = { kind: /** @type {const} */ ("places"), row };
  const name = { text: model.block.places.name[row], weight: "650", size: 13.5, thing };
  const lines = model.atPlace.of(row).flatMap((other) => thingLines(model, other, shown));
  const left = lines.length - MOST_LINES;
  if (left > 1) {
    const more = { text: model.words.say("place.more", { n: left }), size: 11.5, colour: QUIET_INK, thing };
    lines.splice(MOST_LINES, left, more);
  }
  // A position alone is no name: it stands in the card.
  return withName && !model.block.places.unnamed[row] ? [name, ...lines] : lines;
}

/**
 * What a place's label says of a thing there; nothing of what has a picture of its own, such as an arrow.
 *
 * @param {Model} model @param {Thing} thing @param {import("./time.js").Shown} shown
 * @returns {Line[]}
 */
function thingLines(model, thing, shown) {
  const { legs, presences, events } = model.block;
  const { kind, row } = thing;
  const strength = shown[/** @type {"legs"} */ (kind)][row];
  if (strength <= 0) return [];
  // A pale line is still to be read.
  const alpha = Math.max(0.75, strength);
  const signs = isDisputed(model, thing) ? ["disputed"] : [];
  if (kind === "legs") return pointsOf(legs, row) === 1 ? openEndLines(model, thing, alpha) : [];
  if (kind === "events") {
    return [
      {
        text: thingTitle(model, thing),
        size: 12,
        colour: INK,
        signs: [events.kind[row], ...signs],
        alpha,
        thing,
      },
    ];
  }
  if (presences.places[row].length > 1) return [];
  const captions = presenceCaption(model, row, shown.last.has(row));
  return captions.map((text, at) =>
    at === 0
      ? { text, size: 12, colour: INK, signs, alpha, thing }
      : { text, size: 11.5, colour: QUIET_INK, alpha, thing },
  );
}

/** @param {Model} model @param {Thing} thing @param {number} alpha @returns {Line[]} */
function openEndLines(model, thing, alpha) {
  const { legs } = model.block;
  const { row } = thing;
  const open = legs.stub[row] === "to" ? "to" : "from";
  const signs = isDisputed(model, thing) ? ["disputed"] : [];
  const end = legEnd(model, row, open);
  const area = legs[open === "from" ? "from_area" : "to_area"][row];
  const words = area >= 0 ? model.words.say(`end.${open}`, { end }) : end;
  return [
    { text: legCaption(model, row), size: 12, weight: "600", colour: MOVEMENT_INK, signs, alpha, thing },
    { text: words, size: 11.5, italic: true, colour: MOVEMENT_INK, alpha, thing },
    ...(legs.when[row] ? [{ text: legs.when[row], size: 11.5, colour: QUIET_INK, alpha, thing }] : []),
  ];
}

/**
 * The label of a place beside its sign, or in the middle of a soft place.
 *
 * @param {Ctx} ctx
 * @param {Line[]} lines
 * @param {{x: number, y: number, reachX: number, reachY: number, soft: boolean, alpha: number, row: number}} spot
 * @param {Occupancy} taken
 * @param {Rect} window
 * @returns {Label | null}
 */
export function layPlaceLabel(ctx, lines, spot, taken, window) {
  const { x, y, alpha, row } = spot;
  const thing = { kind: /** @type {const} */ ("places"), row };
  const inView = x >= window.x && x <= window.x + window.w && y >= window.y && y <= window.y + window.h;
  for (const block of labelBlocks(ctx, lines)) {
    const places = spot.soft ? inTheMiddle(x, y, block) : placesBeside(x, y, spot.reachX, spot.reachY, block);
    const at = taken.take(
      places.map((place) => place.rect),
      inView ? window : null,
      (nth) =>
        places[nth].leader ? 8 * taken.countAlong(leaderTo(places[nth].rect, places[nth].align, spot)) : 0,
    );
    if (at < 0) continue;
    const { rect, align } = places[at];
    const leader = places[at].leader ? leaderTo(rect, align, spot) : null;
    if (leader) taken.addHardLine(leader);
    return { block, rect, align, alpha: alpha < 1 ? 0.85 : 1, thing, leader };
  }
  return null;
}

/**
 * What a place's label may look like, the best first: before anything is left out, it is broken into shorter lines;
 * what is left out last is what comes first, a number or a name.
 *
 * @param {Ctx} ctx @param {Line[]} lines
 * @returns {Generator<import("./text_block.js").TextBlock>}
 */
function* labelBlocks(ctx, lines) {
  yield textBlock(ctx, lines);
  if (lines.length === 1) return;
  const longest = Math.max(...lines.map(({ text }) => text.length));
  for (const characters of NARROWER) if (longest > characters) yield textBlock(ctx, lines, characters);
  if (lines.length > 2) yield textBlock(ctx, lines.slice(0, 2), NARROWER[1]);
  yield textBlock(ctx, lines.slice(0, 1));
}

/** @param {number} x @param {number} y @param {{w: number, h: number}} block */
function inTheMiddle(x, y, { w, h }) {
  return [0, -1, 1, -2, 2].map((step) => ({
    rect: { x: x - w / 2, y: y - h / 2 + step * (h / 2 + 6), w, h },
    align: /** @type {const} */ ("centre"),
    leader: false,
  }));
}

/**
 * @param {Rect} rect @param {string} align
 * @param {{x: number, y: number, reachX: number, reachY: number}} spot
 * @returns {[number, number, number, number]}
 */
function leaderTo(rect, align, spot) {
  const endX = align === "left" ? rect.x - 3 : rect.x + rect.w + 3;
  const endY = rect.y + 8;
  const angle = Math.atan2(endY - spot.y, endX - spot.x);
  return [
    spot.x + (spot.reachX + 1) * Math.cos(angle),
    spot.y + (spot.reachY + 1) * Math.sin(angle),
    endX,
    endY,
  ];
}

/**
 * The label of a leg, beside the line.
 *
 * @param {Ctx} ctx
 * @param {Model} model
 * @param {import("./lay_legs.js").DrawnLeg} leg
 * @param {Occupancy} taken
 * @param {Rect} window
 * @returns {Label | null}
 */
export function layLegLabel(ctx, model, leg, taken, window) {
  const points = leg.runs.reduce(
    (longest, run) => (run.length > longest.length ? run : longest),
    leg.runs[0] ?? [],
  );
  if (points.length < 4) return null;
  const { legs } = model.block;
  const thing = { kind: /** @type {const} */ ("legs"), row: leg.row };
  const signs = isDisputed(model, thing) ? ["disputed"] : [];
  /** @type {Line[]} */
  const lines = [
    legs.inferred[leg.row]
      ? { text: model.words.say("leg.inferred"), size: 11.5, italic: true, colour: QUIET_INK, signs, thing }
      : { text: legCaption(model, leg.row), weight: "600", size: 12, colour: MOVEMENT_INK, signs, thing },
  ];
  if (legs.when[leg.row]) lines.push({ text: legs.when[leg.row], size: 11.5, colour: QUIET_INK, thing });
  const block = textBlock(ctx, lines, 28);
  const clear = fullWidth(leg.stroke) / 2 + 3;
  /** @type {{rect: Rect, align: "left" | "right" | "centre"}[]} */
  const places = [];
  for (const t of [0.5, 0.42, 0.58, 0.34, 0.66, 0.26, 0.74]) {
    const [x, y, angle] = along(points, t);
    const [across, up] = [-Math.sin(angle), Math.cos(angle)];
    for (const side of [1, -1]) {
      const [nx, ny] = [side * across, side * up];
      // As far as the block reaches across the line, whatever the line's direction.
      const reach = clear + (Math.abs(nx) * block.w + Math.abs(ny) * block.h) / 2;
      const [middleX, middleY] = [x + nx * reach, y + ny * reach];
      const rect = { x: middleX - block.w / 2, y: middleY - block.h / 2, w: block.w, h: block.h };
      places.push({ rect, align: nx > 0.35 ? "left" : nx < -0.35 ? "right" : "centre" });
    }
  }
  const at = taken.take(
    places.map((place) => place.rect),
    window,
  );
  return at < 0
    ? null
    : {
        block,
        rect: places[at].rect,
        align: places[at].align,
        leader: null,
        alpha: Math.max(leg.alpha, 0.75),
        thing,
      };
}

/** A point on a line and its direction. @param {number[]} points @param {number} t @returns {[number, number, number]} */
function along(points, t) {
  let total = 0;
  for (let at = 2; at < points.length; at += 2)
    total += Math.hypot(points[at] - points[at - 2], points[at + 1] - points[at - 1]);
  let left = t * total;
  for (let at = 2; at < points.length; at += 2) {
    const [dx, dy] = [points[at] - points[at - 2], points[at + 1] - points[at - 1]];
    const step = Math.hypot(dx, dy);
    if (step >= left) {
      const part = step > 0 ? left / step : 0;
      return [points[at - 2] + part * dx, points[at - 1] + part * dy, Math.atan2(dy, dx)];
    }
    left -= step;
  }
  const end = points.length - 2;
  return [points[end], points[end + 1], 0];
}
