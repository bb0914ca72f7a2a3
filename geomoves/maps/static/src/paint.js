/** Painting a scene. Drawing order is meaning: quiet and wide things below, what was reported above. */

import { addRun, addToPath } from "./geometry.js";
import { drawBracket } from "./lay_brackets.js";
import { paintForceSymbols } from "./lay_symbols.js";
import { layerOfRole, ROLE_LAYERS } from "./model.js";
import { drawCluster, drawDot, drawFlow, drawNumber } from "./paint_flows.js";
import { paintSelection } from "./paint_selection.js";
import { BASE, LAYER_COLOUR, PAPER, QUIET_INK, SELECTED } from "./palette.js";
import { stamp } from "./stamps.js";
import { drawHead, drawOpenEnd, strokeLines } from "./strokes.js";
import { drawPlace, drawSoft, placeReach, stampDisputed } from "./symbols.js";
import { drawTextBlock } from "./text_block.js";

/**
 * @typedef {CanvasRenderingContext2D} Ctx
 * @typedef {import("./scene.js").Scene} Scene
 * @typedef {import("./model.js").Model} Model
 * @typedef {import("./types.js").Thing} Thing
 * @typedef {import("./types.js").Group} Group
 */

/** One path with thousands of lines stalls the browser; many short strokes do not. */
const LINES_A_STROKE = 20;
const MOST_WITH_HALO = 1500;
/** Of the sign of a position without a name that would lie on another sign. */
const SMALL = 0.5;
/** Widths and strengths of the band inside a border: together they fade inwards. */
const BAND = [
  [18, 0.05],
  [13, 0.06],
  [8, 0.07],
  [4, 0.08],
];

/**
 * @param {Ctx} ctx
 * @param {Scene} scene
 * @param {Model} model
 * @param {import("./geometry.js").Geometry} geometry
 * @param {Thing | null} selected
 * @param {Group | null} [group] the ribbon or cluster that is open
 */
export function paintScene(ctx, scene, model, geometry, selected, group = null) {
  paintAreas(ctx, scene, model, geometry, selected);
  paintCities(ctx, scene);
  for (const spot of scene.spots) {
    if (!spot.soft) continue;
    ctx.globalAlpha = spot.alpha;
    drawSoft(ctx, spot.x, spot.y, spot.radius, LAYER_COLOUR[spot.glyphs[0]] ?? "#3b4046");
  }
  paintFlows(ctx, scene, group);
  paintSelection(ctx, scene, selected);
  for (const bracket of scene.brackets) {
    ctx.globalAlpha = bracket.alpha;
    drawBracket(
      ctx,
      bracket,
      model.block.presences.phase[bracket.row],
      model.block.presences.support[bracket.row],
      model.block.presences.one_of[bracket.row],
    );
  }
  paintLegs(ctx, scene);
  paintClusters(ctx, scene, model, group);
  for (const end of scene.openEnds) {
    ctx.globalAlpha = end.alpha;
    drawOpenEnd(ctx, end.stroke, end.x, end.y, end.radius, end.open, end.ring);
  }
  for (const label of scene.labels) {
    if (!label.leader) continue;
    ctx.globalAlpha = label.alpha;
    ctx.beginPath();
    ctx.moveTo(label.leader[0], label.leader[1]);
    ctx.lineTo(label.leader[2], label.leader[3]);
    ctx.lineWidth = 0.9;
    ctx.strokeStyle = QUIET_INK;
    ctx.stroke();
  }
  for (const spot of scene.spots) {
    if (spot.soft) continue;
    ctx.globalAlpha = spot.alpha;
    const size = spot.small ? SMALL : 1;
    stamp(ctx, `${spot.glyphs} ${size}`, placeReach(spot.glyphs) + 3, spot.x, spot.y, (own, x, y) =>
      drawPlace(own, spot.glyphs, x, y, size),
    );
  }
  for (const bracket of scene.brackets) {
    ctx.globalAlpha = Math.max(0.6, bracket.alpha);
    drawTextBlock(ctx, bracket.block, bracket.rect.x, bracket.rect.y, bracket.align);
  }
  paintNumbers(ctx, scene);
  for (const label of scene.labels) {
    ctx.globalAlpha = label.alpha;
    drawTextBlock(ctx, label.block, label.rect.x, label.rect.y, label.align);
  }
  paintForceSymbols(ctx, scene.symbols);
  for (const badge of scene.badges) {
    ctx.globalAlpha = Math.max(0.75, badge.alpha);
    stampDisputed(ctx, badge.x, badge.y);
  }
  ctx.globalAlpha = 1;
}

/**
 * Countries: a soft band inside the border and a fine line on it, as an atlas draws them. Never a point.
 *
 * @param {Ctx} ctx @param {Scene} scene @param {Model} model
 * @param {import("./geometry.js").Geometry} geometry @param {Thing | null} selected
 */
function paintAreas(ctx, scene, model, geometry, selected) {
  for (const { row, shift, alpha } of scene.areas) {
    const layers = new Set(model.block.areas.roles[row].map(([role]) => layerOfRole(role)));
    const layer = ROLE_LAYERS.find((key) => layers.has(key));
    paintOutline(ctx, areaPath(geometry, row, scene.view, shift), {
      colour: layers.size === 1 && layer ? LAYER_COLOUR[layer] : "#4c5259",
      alpha,
      selected: selected?.kind === "areas" && selected.row === row,
    });
  }
  ctx.globalAlpha = 1;
}

/**
 * @param {Ctx} ctx
 * @param {Path2D} path
 * @param {{colour: string, alpha: number, selected: boolean}} look
 */
export function paintOutline(ctx, path, { colour, alpha, selected }) {
  ctx.save();
  ctx.clip(path, "evenodd");
  ctx.lineJoin = "round";
  ctx.strokeStyle = selected ? SELECTED : colour;
  for (const [width, share] of selected ? [[18, 0.5]] : BAND) {
    ctx.lineWidth = width;
    ctx.globalAlpha = alpha * share;
    ctx.stroke(path);
  }
  ctx.restore();
  ctx.globalAlpha = alpha * 0.5;
  ctx.lineWidth = 0.9;
  ctx.strokeStyle = colour;
  ctx.stroke(path);
}

/**
 * @param {import("./geometry.js").Geometry} geometry
 * @param {number} row
 * @param {import("./plane.js").Viewport} view
 * @param {number} shift
 */
export function areaPath(geometry, row, view, shift) {
  const path = new Path2D();
  for (const ring of geometry.areas[row].rings) addToPath(path, ring, view, shift, true);
  return path;
}

/** @param {Ctx} ctx @param {Scene} scene */
function paintCities(ctx, scene) {
  for (const city of scene.cities) {
    stamp(ctx, `city ${city.large}`, 4, city.x, city.y, city.large ? drawLargeCity : drawCity);
    if (city.rect) drawTextBlock(ctx, city.block, city.rect.x, city.rect.y, city.align, BASE.cityHalo);
  }
}

/** @param {Ctx} ctx @param {number} x @param {number} y @param {number} [radius] */
function drawCity(ctx, x, y, radius = 1.8) {
  ctx.beginPath();
  ctx.arc(x, y, radius, 0, 2 * Math.PI);
  ctx.fillStyle = PAPER;
  ctx.fill();
  ctx.lineWidth = 1;
  ctx.strokeStyle = BASE.city;
  ctx.stroke();
}

/** @param {Ctx} ctx @param {number} x @param {number} y */
function drawLargeCity(ctx, x, y) {
  drawCity(ctx, x, y, 2.3);
}

/** @param {Ctx} ctx @param {Scene} scene */
function paintLegs(ctx, scene) {
  const halo = scene.legs.length <= MOST_WITH_HALO;
  const looks = [...scene.legs].sort((a, b) => b.stroke.width - a.stroke.width || (a.look < b.look ? -1 : 1));
  for (let start = 0; start < looks.length; ) {
    let end = start;
    while (end < looks.length && looks[end].look === looks[start].look && end - start < LINES_A_STROKE)
      end += 1;
    const group = looks.slice(start, end);
    ctx.globalAlpha = group[0].alpha;
    strokeLines(
      ctx,
      group[0].stroke,
      (path) => {
        for (const leg of group) for (const run of leg.runs) addRun(path, run);
      },
      halo,
    );
    for (const leg of group)
      if (leg.head) drawHead(ctx, leg.stroke, leg.head[0], leg.head[1], leg.head[2], halo);
    start = end;
  }
  ctx.globalAlpha = 1;
}

/**
 * Ribbons, the largest below the others, and the ends of lines in clusters.
 *
 * @param {Ctx} ctx @param {Scene} scene @param {Group | null} group what is open
 */
function paintFlows(ctx, scene, group) {
  for (const flow of scene.flows)
    drawFlow(ctx, flow, group?.kind === "flows" && group.row === flow.row ? SELECTED : PAPER);
}

/**
 * @param {Ctx} ctx @param {Scene} scene @param {Model} model @param {Group | null} group
 */
function paintClusters(ctx, scene, model, group) {
  for (const [x, y] of scene.dots) stamp(ctx, "dot", 4, x, y, drawDot);
  for (const { row, x, y, n } of scene.clusters) {
    const open = group?.kind === "clusters" && group.row === row;
    drawCluster(ctx, x, y, n, model.words.number.format(n), open);
  }
}

/** @param {Ctx} ctx @param {Scene} scene */
function paintNumbers(ctx, scene) {
  for (const { text, disputed, rect } of scene.flows) drawNumber(ctx, text, rect, disputed);
}
