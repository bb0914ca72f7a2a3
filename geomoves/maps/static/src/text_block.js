/** Blocks of text on the canvas: measured, then drawn with a halo. Text is only ever given to fillText. */

import { INK, PAPER, SANS } from "./palette.js";
import { stampDisputed, stampGlyph } from "./symbols.js";

/** @typedef {CanvasRenderingContext2D} Ctx */

/**
 * One line of a block.
 *
 * @typedef {object} Line
 * @property {string} text
 * @property {number} [size]
 * @property {string} [weight]
 * @property {string} [colour]
 * @property {boolean} [italic]
 * @property {number} [spacing] extra pixels between letters
 * @property {string[]} [signs] signs before the text: a layer of a place · loss · activity · disputed
 * @property {import("./types.js").Thing} [thing] what a click on it opens
 * @property {number} [alpha]
 * @property {boolean} [what] it says what there is, and not only where
 */

/**
 * @typedef {object} TextBlock
 * @property {Line[]} lines
 * @property {number} w
 * @property {number} h
 * @property {number[]} widths of each line
 */

const SIGN_WIDTH = 18;
const LEADING = 1.26;
const LONGEST = 34;
const MOST_CACHED = 20000;

/** @type {Map<string, number>} */
const widths = new Map();

/** @param {Line} line */
function fontOf(line) {
  return `${line.italic ? "italic " : ""}${line.weight ?? "400"} ${line.size ?? 12}px ${SANS}`;
}

/** @param {Line} line */
function lineHeight(line) {
  return Math.round((line.size ?? 12) * LEADING);
}

/**
 * Measure lines; a long one is broken.
 *
 * @param {Ctx} ctx
 * @param {Line[]} lines
 * @param {number} [longest] characters in a line
 * @returns {TextBlock}
 */
export function textBlock(ctx, lines, longest = LONGEST) {
  const broken = lines.flatMap((line) =>
    breakText(line.text, longest).map((text, at) => ({
      ...line,
      text,
      signs: at === 0 ? (line.signs ?? []) : [],
    })),
  );
  const lengths = broken.map((line) => measure(ctx, line) + (line.signs?.length ?? 0) * SIGN_WIDTH);
  return {
    lines: broken,
    widths: lengths,
    w: Math.ceil(Math.max(0, ...lengths)),
    h: broken.reduce((sum, line) => sum + lineHeight(line), 0),
  };
}

/** @param {Ctx} ctx @param {Line} line */
function measure(ctx, line) {
  const font = fontOf(line);
  const key = `${font}\n${line.text}`;
  let width = widths.get(key);
  if (width === undefined) {
    ctx.font = font;
    width = ctx.measureText(line.text).width;
    if (widths.size > MOST_CACHED) widths.clear();
    widths.set(key, width);
  }
  return width + (line.spacing ?? 0) * line.text.length;
}

/**
 * Break a text at its spaces into as few lines as possible, of about the same length.
 *
 * @param {string} text
 * @param {number} longest characters in a line
 * @returns {string[]}
 */
export function breakText(text, longest) {
  let lines = fillLines(text, longest);
  // One line only gets more lines by being shorter; several stay as they are down to the longest of them.
  while (lines.length > 1) {
    const shorter = Math.max(...lines.map((line) => line.length)) - 1;
    if (shorter <= 8) break;
    const tried = fillLines(text, shorter);
    if (tried.length > lines.length) break;
    lines = tried;
  }
  return lines;
}

/** Fill line after line; a word that is longer than a line is broken anywhere. @param {string} text @param {number} longest */
function fillLines(text, longest) {
  /** @type {string[]} */
  const lines = [""];
  for (const word of text.split(/\s+/u).filter(Boolean)) {
    const letters = Array.from(word);
    for (let start = 0; start < letters.length; start += longest) {
      const piece = letters.slice(start, start + longest).join("");
      const current = lines[lines.length - 1];
      if (current === "") lines[lines.length - 1] = piece;
      else if (current.length + 1 + piece.length <= longest) lines[lines.length - 1] = `${current} ${piece}`;
      else lines.push(piece);
    }
  }
  return lines;
}

/**
 * Draw a block with its top left corner at a point.
 *
 * @param {Ctx} ctx
 * @param {TextBlock} block
 * @param {number} x @param {number} y
 * @param {"left" | "right" | "centre"} align
 * @param {string} [halo]
 */
export function drawTextBlock(ctx, block, x, y, align, halo = PAPER) {
  let top = y;
  const alpha = ctx.globalAlpha;
  ctx.textBaseline = "alphabetic";
  ctx.textAlign = "left";
  block.lines.forEach((line, at) => {
    const height = lineHeight(line);
    const slack = block.w - block.widths[at];
    let left = x + (align === "left" ? 0 : align === "right" ? slack : slack / 2);
    ctx.globalAlpha = alpha * (line.alpha ?? 1);
    for (const sign of line.signs ?? []) {
      const [signX, signY] = [left + 8, top + height / 2];
      if (sign === "disputed") stampDisputed(ctx, signX, signY);
      else stampGlyph(ctx, sign, signX, signY);
      left += SIGN_WIDTH;
    }
    ctx.font = fontOf(line);
    // Not in every browser; without it the letters stand a little closer.
    if ("letterSpacing" in ctx) ctx.letterSpacing = `${line.spacing ?? 0}px`;
    ctx.lineJoin = "round";
    ctx.lineWidth = 3.5;
    ctx.strokeStyle = halo;
    const baseline = top + height * 0.76;
    ctx.strokeText(line.text, left, baseline);
    ctx.fillStyle = line.colour ?? INK;
    ctx.fillText(line.text, left, baseline);
    top += height;
  });
  if ("letterSpacing" in ctx) ctx.letterSpacing = "0px";
  ctx.globalAlpha = alpha;
}

/**
 * Where each line of a drawn block stands, with what a click on it opens.
 *
 * @param {TextBlock} block
 * @param {number} x @param {number} y
 * @returns {{rect: import("./types.js").Rect, thing: import("./types.js").Thing | undefined}[]}
 */
export function lineRects(block, x, y) {
  let top = y;
  return block.lines.map((line) => {
    const rect = { x, y: top, w: block.w, h: lineHeight(line) };
    top += rect.h;
    return { rect, thing: line.thing };
  });
}
