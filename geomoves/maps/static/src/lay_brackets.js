/**
 * Brackets: one body in several places. A spine with a tick to each place and one label: square, thin and without
 * heads, so that it cannot be read as a route.
 */

import { presenceCaption } from "./captions.js";
import { grown, isInside, meets } from "./occupancy.js";
import { BRACKET, PAPER, QUIET_INK, SANS } from "./palette.js";
import { bracketStroke, strokeLines } from "./strokes.js";
import { textBlock } from "./text_block.js";

/**
 * @typedef {import("./types.js").Rect} Rect
 *
 * @typedef {object} DrawnBracket
 * @property {number} row
 * @property {number} alpha
 * @property {[x1: number, y1: number, x2: number, y2: number]} spine
 * @property {[x1: number, y1: number, x2: number, y2: number][]} ticks from the spine to each place
 * @property {import("./text_block.js").TextBlock} block
 * @property {Rect} rect of the label
 * @property {"left" | "right" | "centre"} align
 *
 * @typedef {{x: number, y: number, reachX: number, reachY: number}} Spot
 */

const OFFSETS = [26, 44, 66, 96];
/** Characters in a line of the label: narrower where there is no room. */
const LINE_LENGTHS = [32, 22, 15];
/** Where a spine runs between the places, when there is no room beside them: shares of their extent. */
const THROUGH = [0.25, 0.5, 0.75];
const LABEL_GAP = 8;
const TICK_GAP = 3;
const OVERSHOOT = 7;
/** How far the name of a place reaches from it, about. */
const NAME = { w: 60, h: 26 };
const CROWDED = 1;
/** Where on the spine the label stands: shares of what is in view of it. */
const LABEL_AT = [0.5, 0.3, 0.7];
/** Radius of the question at each of several places, when the body is in one of them. */
const QUESTION = 5.5;

/**
 * Lay one bracket around places, on the side where it covers least.
 *
 * @param {CanvasRenderingContext2D} ctx
 * @param {import("./model.js").Model} model
 * @param {number} row of presences
 * @param {number} alpha
 * @param {boolean} last whether it is "last reported"
 * @param {Spot[]} spots
 * @param {import("./occupancy.js").Occupancy} taken
 * @param {Rect} window
 * @returns {DrawnBracket}
 */
export function layBracket(ctx, model, row, alpha, last, spots, taken, window) {
  const { presences } = model.block;
  const thing = { kind: /** @type {const} */ ("presences"), row };
  const [first, ...others] = presenceCaption(model, row, last);
  /** @type {import("./text_block.js").Line[]} */
  const lines = [
    {
      text: first ?? "",
      weight: "600",
      colour: BRACKET,
      size: 12,
      signs: presences.disputed[row] ? ["disputed"] : [],
      thing,
    },
    ...others.map((text) => ({ text, colour: QUIET_INK, size: 11.5, thing })),
  ];
  const blocks = LINE_LENGTHS.map((longest) => textBlock(ctx, lines, longest));
  /** @type {DrawnBracket | null} */
  let best = null;
  let least = Infinity;
  for (const spine of spinesFor(spots)) {
    blocks.forEach((block, narrower) => {
      LABEL_AT.forEach((share, farther) => {
        const laid = { row, alpha, block, ...around(spine, spots, block, window, share) };
        const cost =
          costOf(laid, taken, window) + spine.cost + narrower + farther + crowding(laid.rect, spots);
        if (cost < least) {
          least = cost;
          best = laid;
        }
      });
    });
  }
  const laid = /** @type {DrawnBracket} */ (/** @type {unknown} */ (best));
  taken.hard.add(laid.rect, true);
  for (const line of [laid.spine, ...laid.ticks]) taken.addLine(line, window);
  return laid;
}

/**
 * A place for the spine of a bracket.
 *
 * @typedef {object} SpineChoice
 * @property {boolean} upright
 * @property {number} at its x when upright, else its y
 * @property {number} low where it begins
 * @property {number} high
 * @property {1 | -1} labelSide on which side of it the label stands
 * @property {number} cost
 */

/**
 * Spines beside the places, along the longer side of the box around them first, then through the box.
 *
 * @param {Spot[]} spots
 * @returns {SpineChoice[]}
 */
function spinesFor(spots) {
  const [xs, ys] = [spots.map((spot) => spot.x), spots.map((spot) => spot.y)];
  const extents = [
    { from: Math.min(...xs), to: Math.max(...xs) },
    { from: Math.min(...ys), to: Math.max(...ys) },
  ];
  const tall = extents[1].to - extents[1].from >= 0.75 * (extents[0].to - extents[0].from);
  /** @type {SpineChoice[]} */
  const choices = [];
  for (const upright of [tall, !tall]) {
    const [across, along] = upright ? extents : [extents[1], extents[0]];
    const [low, high] = [along.from - OVERSHOOT, along.to + OVERSHOOT];
    const turned = upright === tall ? 0 : 6;
    for (const labelSide of /** @type {(1 | -1)[]} */ ([1, -1])) {
      const edge = labelSide > 0 ? across.to : across.from;
      for (const offset of OFFSETS) {
        const cost = turned + offset / 60 + (labelSide > 0 ? 0 : 0.5);
        choices.push({ upright, at: edge + labelSide * offset, low, high, labelSide, cost });
      }
      for (const share of THROUGH) {
        const at = across.from + share * (across.to - across.from);
        choices.push({ upright, at, low, high, labelSide, cost: turned + 5 });
      }
    }
  }
  return choices;
}

/**
 * @param {SpineChoice} choice
 * @param {Spot[]} spots
 * @param {{w: number, h: number}} block
 * @param {Rect} window
 * @param {number} share of the spine in view, where the label stands
 * @returns {Pick<DrawnBracket, "spine" | "ticks" | "rect" | "align">}
 */
function around({ upright, at, low, high, labelSide }, spots, block, window, share) {
  const [windowLow, windowHigh] = upright ? [window.y, window.y + window.h] : [window.x, window.x + window.w];
  const [from, to] = [Math.max(low, windowLow), Math.min(high, windowHigh)];
  const middle = from + share * (to - from);
  /** @type {DrawnBracket["ticks"]} */
  const ticks = spots.flatMap(({ x, y, reachX, reachY }) => {
    const [place, reach] = upright ? [x, reachX] : [y, reachY];
    // A place that the spine itself runs through needs no tick.
    if (Math.abs(at - place) <= reach + TICK_GAP) return [];
    const end = place + Math.sign(at - place) * (reach + TICK_GAP);
    return [/** @type {DrawnBracket["spine"]} */ (upright ? [at, y, end, y] : [x, at, x, end])];
  });
  const { w, h } = block;
  const start = labelSide > 0 ? at + LABEL_GAP : at - LABEL_GAP - (upright ? w : h);
  return {
    spine: upright ? [at, low, at, high] : [low, at, high, at],
    ticks,
    rect: upright ? { x: start, y: middle - h / 2, w, h } : { x: middle - w / 2, y: start, w, h },
    align: upright ? (labelSide > 0 ? "left" : "right") : "centre",
  };
}

/** What a label costs that takes the room of the places' own names. @param {Rect} label @param {Spot[]} spots */
function crowding(label, spots) {
  const near = spots.filter(({ x, y }) =>
    meets(label, { x: x - NAME.w, y: y - NAME.h, w: 2 * NAME.w, h: 2 * NAME.h }),
  );
  return CROWDED * near.length;
}

/** @param {DrawnBracket} laid @param {import("./occupancy.js").Occupancy} taken @param {Rect} window */
function costOf(laid, taken, window) {
  let cost = taken.crossings(laid.rect) + (isInside(grown(laid.rect, 4), window) ? 0 : 60);
  cost += 8 * taken.countHard(laid.rect);
  for (const [x1, y1, x2, y2] of [laid.spine, ...laid.ticks]) {
    const line = {
      x: Math.min(x1, x2) - 2,
      y: Math.min(y1, y2) - 2,
      w: Math.abs(x2 - x1) + 4,
      h: Math.abs(y2 - y1) + 4,
    };
    cost += 4 * taken.countHard(line) + (Math.abs(x2 - x1) + Math.abs(y2 - y1)) / 120;
  }
  return cost;
}

/**
 * Draw the lines of a bracket: pattern and rails say the same as on a leg.
 *
 * @param {CanvasRenderingContext2D} ctx
 * @param {Pick<DrawnBracket, "spine" | "ticks">} bracket
 * A body that is in one of the places, nobody says which, has a question at each of them.
 *
 * @param {string} phase
 * @param {string} support
 * @param {boolean} oneOf
 */
export function drawBracket(ctx, bracket, phase, support, oneOf) {
  strokeLines(ctx, bracketStroke(phase, support), (path) => {
    for (const [x1, y1, x2, y2] of [bracket.spine, ...bracket.ticks]) {
      path.moveTo(x1, y1);
      path.lineTo(x2, y2);
    }
  });
  if (!oneOf) return;
  for (const [x1, y1, x2, y2] of bracket.ticks) {
    const length = Math.hypot(x2 - x1, y2 - y1) || 1;
    const back = Math.min(QUESTION + 1, length / 2);
    drawQuestion(ctx, x2 - (back * (x2 - x1)) / length, y2 - (back * (y2 - y1)) / length);
  }
}

/** @param {CanvasRenderingContext2D} ctx @param {number} x @param {number} y */
function drawQuestion(ctx, x, y) {
  ctx.beginPath();
  ctx.arc(x, y, QUESTION, 0, 2 * Math.PI);
  ctx.fillStyle = PAPER;
  ctx.fill();
  ctx.lineWidth = 1.3;
  ctx.strokeStyle = BRACKET;
  ctx.stroke();
  ctx.font = `700 ${1.7 * QUESTION}px ${SANS}`;
  ctx.textAlign = "center";
  ctx.textBaseline = "middle";
  ctx.fillStyle = BRACKET;
  ctx.fillText("?", x, y + 0.5);
}
