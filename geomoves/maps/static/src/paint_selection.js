/** What is selected: a wide glow with a fine edge, below the thing itself. */

import { addRun } from "./geometry.js";
import { INK, SELECTED } from "./palette.js";
import { fullWidth } from "./strokes.js";
import { PLACE_HALF_HEIGHT } from "./symbols.js";
import { lineRects } from "./text_block.js";

/**
 * @typedef {CanvasRenderingContext2D} Ctx
 * @typedef {import("./scene.js").Scene} Scene
 * @typedef {import("./types.js").Thing} Thing
 */

const GLOW = 9;

/** @type {Partial<Record<Thing["kind"], (ctx: Ctx, scene: Scene, row: number) => void>>} */
const PAINTERS = { legs: glowLegs, presences: glowBrackets, places: glowPlaces };

/**
 * @param {Ctx} ctx
 * @param {Scene} scene
 * @param {Thing | null} selected
 */
export function paintSelection(ctx, scene, selected) {
  if (!selected) return;
  ctx.save();
  ctx.globalAlpha = 1;
  ctx.lineCap = "round";
  ctx.lineJoin = "round";
  PAINTERS[selected.kind]?.(ctx, scene, selected.row);
  for (const { block, rect, thing } of scene.labels) {
    for (const line of lineRects(block, rect.x, rect.y))
      markText(ctx, line.rect, line.thing ?? thing, selected);
  }
  ctx.restore();
}

/** @param {Ctx} ctx @param {import("./types.js").Rect} rect @param {Thing | import("./types.js").Aggregate} thing @param {Thing} selected */
function markText(ctx, rect, thing, selected) {
  if (thing.kind !== selected.kind || thing.row !== selected.row) return;
  ctx.beginPath();
  ctx.roundRect(rect.x - 3, rect.y, rect.w + 6, rect.h, 3);
  ctx.fillStyle = SELECTED;
  ctx.fill();
}

/** @param {Ctx} ctx @param {number} width */
function glow(ctx, width) {
  ctx.lineWidth = width + 2;
  ctx.strokeStyle = INK;
  ctx.stroke();
  ctx.lineWidth = width;
  ctx.strokeStyle = SELECTED;
  ctx.stroke();
}

/** @param {Ctx} ctx @param {Scene} scene @param {number} row */
function glowLegs(ctx, scene, row) {
  for (const leg of scene.legs.filter((each) => each.row === row)) {
    ctx.beginPath();
    for (const run of leg.runs) addRun(ctx, run);
    glow(ctx, fullWidth(leg.stroke) + GLOW);
  }
  for (const end of scene.openEnds.filter((each) => each.row === row)) {
    ctx.beginPath();
    ctx.arc(end.x, end.y, end.radius, 0, 2 * Math.PI);
    glow(ctx, fullWidth(end.stroke) + GLOW);
  }
}

/** @param {Ctx} ctx @param {Scene} scene @param {number} row */
function glowBrackets(ctx, scene, row) {
  for (const bracket of scene.brackets.filter((each) => each.row === row)) {
    ctx.beginPath();
    for (const line of [bracket.spine, ...bracket.ticks]) addRun(ctx, line);
    glow(ctx, GLOW - 1);
  }
}

/** A soft place has no edge to glow: its name is marked. @param {Ctx} ctx @param {Scene} scene @param {number} row */
function glowPlaces(ctx, scene, row) {
  const half = PLACE_HALF_HEIGHT + 5;
  for (const { x, y, reach } of scene.spots.filter((each) => each.row === row && !each.soft)) {
    ctx.beginPath();
    ctx.roundRect(x - reach - 5, y - half, 2 * reach + 10, 2 * half, half);
    ctx.fillStyle = SELECTED;
    ctx.fill();
    ctx.lineWidth = 1;
    ctx.strokeStyle = INK;
    ctx.stroke();
  }
}
