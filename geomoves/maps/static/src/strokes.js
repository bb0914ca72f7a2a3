/**
 * Lines of movement. Each channel says one thing: the pattern is the phase, the rails beside it are the support, the
 * width is the count of what happened; hollow means that no number is stated.
 */

import {
  BRACKET,
  HAIRLINE,
  HOLLOW_WIDTH,
  INFERRED,
  MOVEMENT,
  PAPER,
  PLAIN_WIDTH,
  widthOf,
} from "./palette.js";

/** @typedef {CanvasRenderingContext2D} Ctx */

/**
 * How a line looks.
 *
 * @typedef {object} Stroke
 * @property {number} width
 * @property {boolean} hollow
 * @property {string} phase
 * @property {number} rails 0 one voice · 1 several · 2 corroborated
 * @property {number} band width of the highest figure when the figure is a range, else 0
 * @property {boolean} head
 * @property {boolean} [joined] one of a chain of lines that are one band
 * @property {string} colour
 */

/** @type {Record<string, number>} */
const RAILS = { several: 1, corroborated: 2 };
const UNDONE = new Set(["expected", "intended"]);
const RAIL_WIDTH = 1.1;
const RAIL_GAP = 1.9;
const HALO = 1.6;
/** Of the dots of what is intended. */
const DOT = 1.9;

/**
 * @param {import("./types.js").Block} block
 * @param {number} row
 * @returns {Stroke}
 */
export function strokeOfLeg({ legs, places, largest, widest_px: widest }, row) {
  // "Up to 3,000" states no number to draw solid: it is a hollow line inside the band of its highest figure.
  const figure = legs.best[row] ?? legs.low[row];
  const high = legs.part_of[row] ? null : legs.high[row];
  const happened = legs.phase[row] === "happened";
  const hollow = figure === null || legs.part_of[row];
  const uncounted = UNDONE.has(legs.phase[row]) ? HAIRLINE : PLAIN_WIDTH;
  return {
    width: hollow ? HOLLOW_WIDTH : happened ? widthOf(figure, largest, widest) : uncounted,
    hollow,
    phase: legs.phase[row],
    rails: RAILS[legs.support[row]] ?? 0,
    band: happened && high !== null && high > (figure ?? 0) ? widthOf(high, largest, widest) : 0,
    head: !legs.inferred[row],
    joined: !hollow && (places.bend[legs.from[row]] || places.bend[legs.to[row]]),
    colour: legs.inferred[row] ? INFERRED : MOVEMENT,
  };
}

/**
 * The line of a bracket: thin, and its width says nothing.
 *
 * @param {string} phase
 * @param {string} support
 * @returns {Stroke}
 */
export function bracketStroke(phase, support) {
  const rails = RAILS[support] ?? 0;
  return { width: 1.3, hollow: false, phase, rails, band: 0, head: false, colour: BRACKET };
}

/**
 * The dash pattern of a phase.
 *
 * @param {string} phase
 * @param {number} width
 * @returns {number[]}
 */
export function dashOf(phase, width) {
  if (phase === "happened") return [];
  if (phase === "under way") return [15, 6];
  if (phase === "expected") return [5.5, 4.5];
  if (phase === "intended") return width > 3 ? [1.6, 4] : [0.1, 4.4];
  return [12, 4, 2, 4];
}

/** How wide the whole of a line is, rails and all. @param {Stroke} stroke */
export function fullWidth(stroke) {
  return stroke.width + 2 * stroke.rails * (RAIL_GAP + RAIL_WIDTH);
}

/**
 * Stroke lines that look alike.
 *
 * @param {Ctx} ctx
 * @param {Stroke} stroke
 * @param {(ctx: Ctx) => void} path adds the lines to the current path
 * @param {boolean} [halo] false where there are too many lines for each to have one
 */
export function strokeLines(ctx, stroke, path, halo = true) {
  ctx.lineJoin = "round";
  ctx.lineCap = stroke.joined ? "round" : "butt";
  ctx.setLineDash([]);
  ctx.beginPath();
  path(ctx);
  // A halo would cut a band into its pieces.
  if (halo && !stroke.joined) layer(ctx, fullWidth(stroke) + 2 * HALO, PAPER);
  if (stroke.band > stroke.width) {
    const before = ctx.globalAlpha;
    ctx.globalAlpha = before * 0.28;
    layer(ctx, stroke.band, stroke.colour);
    ctx.globalAlpha = before;
  }
  for (let rail = stroke.rails; rail > 0; rail--) {
    const outer = stroke.width + 2 * rail * (RAIL_GAP + RAIL_WIDTH);
    layer(ctx, outer, stroke.colour);
    layer(ctx, outer - 2 * RAIL_WIDTH, PAPER);
  }
  const dash = dashOf(stroke.phase, stroke.width);
  ctx.setLineDash(dash);
  if (stroke.phase === "intended" && !stroke.hollow) {
    ctx.lineCap = "round";
    layer(ctx, DOT, stroke.colour);
  } else {
    layer(ctx, stroke.width, stroke.colour);
  }
  if (stroke.hollow) {
    ctx.setLineDash([]);
    layer(ctx, stroke.width - 2.6, PAPER);
  }
  ctx.setLineDash([]);
  ctx.lineCap = "butt";
}

/** @param {Ctx} ctx @param {number} width @param {string} colour */
function layer(ctx, width, colour) {
  ctx.lineWidth = width;
  ctx.strokeStyle = colour;
  ctx.stroke();
}

/** Length of the arrow head of a stroke. @param {Stroke} stroke */
export function headLength(stroke) {
  return 7 + 1.15 * stroke.width;
}

/**
 * An arrow head with its tip at a point.
 *
 * @param {Ctx} ctx
 * @param {Stroke} stroke
 * @param {number} x @param {number} y the tip
 * @param {number} angle where it points, radians
 * @param {boolean} [halo]
 */
export function drawHead(ctx, stroke, x, y, angle, halo = true) {
  const length = headLength(stroke);
  const half = 3.2 + 0.78 * stroke.width;
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  /** @param {number} along @param {number} across @returns {[number, number]} */
  const point = (along, across) => [x - along * cos - across * sin, y - along * sin + across * cos];
  ctx.beginPath();
  ctx.moveTo(x, y);
  ctx.lineTo(...point(length, half));
  ctx.lineTo(...point(length * 0.74, 0));
  ctx.lineTo(...point(length, -half));
  ctx.closePath();
  if (halo) {
    ctx.lineJoin = "round";
    ctx.lineWidth = 2 * HALO + (stroke.hollow ? 1.3 : 0);
    ctx.strokeStyle = PAPER;
    ctx.stroke();
  }
  ctx.fillStyle = stroke.hollow ? PAPER : stroke.colour;
  ctx.fill();
  if (stroke.hollow) {
    ctx.lineWidth = 1.3;
    ctx.strokeStyle = stroke.colour;
    ctx.stroke();
  }
}

const TAIL = 13;

/** Radius of the ring of an open end around a sign. @param {Stroke} stroke @param {number} inside */
export function ringRadius(stroke, inside) {
  return inside + 4 + fullWidth(stroke) / 2;
}

/** How far an open end reaches from its middle. @param {Stroke} stroke @param {number} radius */
export function openEndReach(stroke, radius) {
  return radius + stroke.width / 2 + headLength(stroke) + TAIL * 0.5;
}

/**
 * An open end: the line bent into a ring around its place, with heads on all four sides that fade away from it.
 * It points everywhere alike, so it says "came here" (or "left here") and no direction.
 *
 * @param {Ctx} ctx
 * @param {Stroke} stroke
 * @param {number} x @param {number} y
 * @param {number} radius of the ring
 * @param {"from" | "to"} open which end is not stated
 * @param {boolean} [ring] false around a soft place: its heads stand alone, for it has no edge
 */
export function drawOpenEnd(ctx, stroke, x, y, radius, open, ring = true) {
  if (ring) {
    strokeLines(ctx, stroke, (path) => {
      path.moveTo(x + radius, y);
      path.arc(x, y, radius, 0, 2 * Math.PI);
    });
  }
  const edge = radius + fullWidth(stroke) / 2 + 1;
  const slim = { ...stroke, width: Math.min(stroke.width, 4.5) };
  const length = headLength(slim);
  const alpha = ctx.globalAlpha;
  for (let quarter = 0; quarter < 4; quarter++) {
    const angle = Math.PI / 4 + (quarter * Math.PI) / 2;
    const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
    const arriving = open === "from";
    const start = arriving ? edge + length * 0.7 : edge;
    const end = start + TAIL;
    const fade = ctx.createLinearGradient(x + start * cos, y + start * sin, x + end * cos, y + end * sin);
    fade.addColorStop(0, stroke.colour);
    fade.addColorStop(1, `${stroke.colour}00`);
    ctx.beginPath();
    ctx.moveTo(x + start * cos, y + start * sin);
    ctx.lineTo(x + end * cos, y + end * sin);
    ctx.lineWidth = 2.2;
    ctx.strokeStyle = fade;
    ctx.stroke();
    if (!stroke.head) continue;
    if (arriving) {
      drawHead(ctx, slim, x + edge * cos, y + edge * sin, angle + Math.PI);
    } else {
      ctx.globalAlpha = alpha * 0.75;
      const tip = edge + 5 + length;
      drawHead(ctx, slim, x + tip * cos, y + tip * sin, angle);
      ctx.globalAlpha = alpha;
    }
  }
}
