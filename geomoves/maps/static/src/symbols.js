/** The signs of the map: drawn the same on the map, in the layer list and in the legend. */

import { INK, LAYER_COLOUR, PAPER } from "./palette.js";
import { stamp } from "./stamps.js";

/** @typedef {CanvasRenderingContext2D} Ctx */

const SIGN_RADIUS = 6.2;
const GLYPH_STEP = 14;
const EVENTS = ["loss", "activity"];

/**
 * How far from its middle the sign of a place reaches sideways, CSS pixels.
 *
 * @param {string[]} glyphs
 */
export function placeReach(glyphs) {
  if (glyphs.length === 0) return 5;
  return glyphs.length === 1 ? SIGN_RADIUS + 2 : ((glyphs.length - 1) * GLYPH_STEP) / 2 + SIGN_RADIUS + 3;
}

/** Half the height of the sign of a place. */
export const PLACE_HALF_HEIGHT = SIGN_RADIUS + 3;

/**
 * Where along the sign of a place each of its glyphs stands.
 *
 * @param {string[]} glyphs
 * @returns {number[]} pixels from its middle
 */
export function glyphOffsets(glyphs) {
  return glyphs.map((_, at) => (at - (glyphs.length - 1) / 2) * GLYPH_STEP);
}

/**
 * The sign of a place: a shape for each kind of role it has and each kind of thing that happened there, in one
 * capsule when there are several.
 *
 * @param {Ctx} ctx
 * @param {string[]} glyphs layers of places, "loss", "activity"
 * @param {number} x @param {number} y
 * @param {number} [size]
 */
export function drawPlace(ctx, glyphs, x, y, size = 1) {
  if (size !== 1) {
    ctx.save();
    ctx.translate(x, y);
    ctx.scale(size, size);
    drawPlace(ctx, glyphs, 0, 0);
    ctx.restore();
    return;
  }
  if (glyphs.length === 0) {
    ctx.beginPath();
    ctx.arc(x, y, 4, 0, 2 * Math.PI);
    fillAndLine(ctx, PAPER, INK, 1.5);
    return;
  }
  const alone = glyphs.length === 1;
  if (!alone) {
    const reach = placeReach(glyphs);
    ctx.beginPath();
    ctx.roundRect(x - reach, y - PLACE_HALF_HEIGHT, 2 * reach, 2 * PLACE_HALF_HEIGHT, PLACE_HALF_HEIGHT);
    fillAndLine(ctx, PAPER, INK, 1.1);
  }
  const offsets = glyphOffsets(glyphs);
  glyphs.forEach((glyph, at) => {
    drawGlyph(ctx, glyph, x + offsets[at], y, alone);
  });
}

/**
 * @param {Ctx} ctx
 * @param {string} glyph
 * @param {number} x @param {number} y
 * @param {boolean} alone without a capsule around it
 */
export function drawGlyph(ctx, glyph, x, y, alone = true) {
  if (EVENTS.includes(glyph)) drawEvent(ctx, glyph, x, y, alone);
  else drawRole(ctx, glyph, x, y, alone);
}

/**
 * @param {Ctx} ctx
 * @param {string} layer origins · transits · bases · destinations
 * @param {number} x @param {number} y
 * @param {boolean} halo
 */
export function drawRole(ctx, layer, x, y, halo = true) {
  const r = SIGN_RADIUS;
  ctx.beginPath();
  if (layer === "origins") ctx.arc(x, y, r - 0.3, 0, 2 * Math.PI);
  else if (layer === "transits") polygon(ctx, x, y, [0, -r - 1, r + 1, 0, 0, r + 1, -r - 1, 0]);
  else if (layer === "destinations") polygon(ctx, x, y, [-r - 0.5, -r + 1, r + 0.5, -r + 1, 0, r + 1.5]);
  else ctx.rect(x - r + 0.7, y - r + 0.7, 2 * r - 1.4, 2 * r - 1.4);
  if (halo) {
    ctx.lineJoin = "round";
    ctx.lineWidth = 4;
    ctx.strokeStyle = PAPER;
    ctx.stroke();
  }
  ctx.fillStyle = LAYER_COLOUR[layer] ?? INK;
  ctx.fill();
  if (layer === "origins") {
    ctx.beginPath();
    ctx.arc(x, y, 2.1, 0, 2 * Math.PI);
    ctx.fillStyle = PAPER;
    ctx.fill();
  }
}

/**
 * The sign of a loss (a cross) or of an activity (a star of six rays), on a disc of paper.
 *
 * @param {Ctx} ctx
 * @param {string} kind loss · activity
 * @param {number} x @param {number} y
 * @param {boolean} [disc]
 */
export function drawEvent(ctx, kind, x, y, disc = true) {
  if (disc) {
    ctx.beginPath();
    ctx.arc(x, y, 8, 0, 2 * Math.PI);
    fillAndLine(ctx, PAPER, INK, kind === "loss" ? 1.25 : 0.75);
  }
  ctx.beginPath();
  const rays = kind === "loss" ? [45, 135] : [0, 60, 120];
  const reach = kind === "loss" ? 4.4 : 5;
  for (const angle of rays) {
    const [dx, dy] = [reach * Math.cos((angle * Math.PI) / 180), reach * Math.sin((angle * Math.PI) / 180)];
    ctx.moveTo(x - dx, y - dy);
    ctx.lineTo(x + dx, y + dy);
  }
  ctx.lineCap = "round";
  ctx.lineWidth = kind === "loss" ? 2.4 : 1.6;
  ctx.strokeStyle = INK;
  ctx.stroke();
  ctx.lineCap = "butt";
}

/**
 * "Disputed: see who": a ring with an unequal sign.
 *
 * @param {Ctx} ctx
 * @param {number} x @param {number} y
 * @param {number} [radius]
 */
export function drawDisputed(ctx, x, y, radius = 7.5) {
  const unit = radius / 7.5;
  ctx.beginPath();
  ctx.arc(x, y, radius, 0, 2 * Math.PI);
  fillAndLine(ctx, PAPER, INK, 1.5 * unit);
  ctx.beginPath();
  ctx.moveTo(x - 3.6 * unit, y - 1.9 * unit);
  ctx.lineTo(x + 3.6 * unit, y - 1.9 * unit);
  ctx.moveTo(x - 3.6 * unit, y + 1.9 * unit);
  ctx.lineTo(x + 3.6 * unit, y + 1.9 * unit);
  ctx.moveTo(x - 2.4 * unit, y + 4.6 * unit);
  ctx.lineTo(x + 2.4 * unit, y - 4.6 * unit);
  ctx.lineWidth = 1.4 * unit;
  ctx.strokeStyle = INK;
  ctx.stroke();
}

/** The same, where a map bears many. @param {Ctx} ctx @param {number} x @param {number} y @param {number} [radius] */
export function stampDisputed(ctx, x, y, radius = 7.5) {
  stamp(ctx, `disputed ${radius}`, radius + 2, x, y, (own, ownX, ownY) =>
    drawDisputed(own, ownX, ownY, radius),
  );
}

/** The sign of a role or an event beside a text. @param {Ctx} ctx @param {string} glyph @param {number} x @param {number} y */
export function stampGlyph(ctx, glyph, x, y) {
  stamp(ctx, `glyph ${glyph}`, SIGN_RADIUS + 5, x, y, (own, ownX, ownY) => drawGlyph(own, glyph, ownX, ownY));
}

/**
 * A soft disc without an edge: somewhere about here.
 *
 * @param {Ctx} ctx
 * @param {number} x @param {number} y @param {number} radius
 * @param {string} colour as #rrggbb
 */
export function drawSoft(ctx, x, y, radius, colour) {
  const fade = ctx.createRadialGradient(x, y, 0, x, y, radius);
  fade.addColorStop(0, `${colour}4d`);
  fade.addColorStop(0.55, `${colour}2e`);
  fade.addColorStop(1, `${colour}00`);
  ctx.fillStyle = fade;
  ctx.beginPath();
  ctx.arc(x, y, radius, 0, 2 * Math.PI);
  ctx.fill();
}

/** @param {Ctx} ctx @param {string} fill @param {string} line @param {number} width */
function fillAndLine(ctx, fill, line, width) {
  ctx.fillStyle = fill;
  ctx.fill();
  ctx.lineWidth = width;
  ctx.strokeStyle = line;
  ctx.stroke();
}

/** @param {Ctx} ctx @param {number} x @param {number} y @param {number[]} corners */
function polygon(ctx, x, y, corners) {
  ctx.moveTo(x + corners[0], y + corners[1]);
  for (let index = 2; index < corners.length; index += 2)
    ctx.lineTo(x + corners[index], y + corners[index + 1]);
  ctx.closePath();
}
