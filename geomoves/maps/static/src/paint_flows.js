/**
 * Ribbons and clusters: many movements, many places. A ribbon is half an arrow on the right of its way; its width is
 * how many movements were reported, its dark part those that happened or are under way. No leg looks like it.
 */

import { FLOW, FLOW_PALE, INK, PAPER, SANS, SELECTED } from "./palette.js";
import { stamp } from "./stamps.js";
import { drawDisputed } from "./symbols.js";

/** @typedef {CanvasRenderingContext2D} Ctx */

const THINNEST = 2.6;
/** Pixels for each time that there are ten times as many. */
const A_DECADE = 3.2;
const TAIL = 0.35;

/**
 * The width of a ribbon at its head, on one scale for every map.
 *
 * @param {number} n movements
 */
export function flowWidth(n) {
  return THINNEST + A_DECADE * Math.log10(Math.max(1, n));
}

/** How long the head of a ribbon is. @param {number} width */
export function flowHead(width) {
  return 7 + 0.9 * width;
}

/** @param {number} n places */
export function clusterRadius(n) {
  return n < 2 ? 8 : n < 100 ? 10 : n < 1000 ? 12.5 : 15;
}

/**
 * @param {Ctx} ctx
 * @param {{line: ArrayLike<number>, n: number, sure: number, width: number}} flow
 * @param {string} [edge] colour around it
 */
export function drawFlow(ctx, { line, n, sure, width }, edge = PAPER) {
  const outline = ribbon(line, width, 1);
  ctx.lineJoin = "round";
  ctx.lineWidth = edge === PAPER ? 3 : 6;
  ctx.strokeStyle = edge;
  ctx.stroke(outline);
  if (sure < n) {
    ctx.fillStyle = FLOW_PALE;
    ctx.fill(outline);
  }
  if (sure > 0) {
    ctx.fillStyle = FLOW;
    ctx.fill(sure === n ? outline : ribbon(line, width, sure / n));
  }
  ctx.lineWidth = 0.9;
  ctx.strokeStyle = FLOW;
  ctx.stroke(outline);
}

/**
 * Half an arrow on the right of a line, or the share of it that lies next to the line.
 *
 * @param {ArrayLike<number>} line @param {number} width @param {number} share
 */
function ribbon(line, width, share) {
  const path = new Path2D();
  const end = line.length - 2;
  const lengths = new Float64Array(line.length / 2);
  for (let at = 2; at <= end; at += 2) {
    const step = Math.hypot(line[at] - line[at - 2], line[at + 1] - line[at - 1]);
    lengths[at / 2] = lengths[at / 2 - 1] + step;
  }
  const whole = lengths[end / 2] || 1;
  const neck = Math.max(whole * 0.4, whole - flowHead(width));
  path.moveTo(line[0], line[1]);
  for (let at = 2; at <= end; at += 2) path.lineTo(line[at], line[at + 1]);
  // Back along the outside: the head first, then the tapering shaft.
  const head = pointAt(line, lengths, neck);
  const reach = (width + 3 + 0.25 * width) * share;
  path.lineTo(head.x - head.dy * reach, head.y + head.dx * reach);
  for (let at = end; at >= 0; at -= 2) {
    const along = lengths[at / 2];
    if (along > neck) continue;
    const { x, y, dx, dy } = pointAt(line, lengths, along);
    const aside = width * (TAIL + ((1 - TAIL) * along) / whole) * share;
    if (at === end || lengths[at / 2 + 1] > neck) {
      const wide = width * (TAIL + ((1 - TAIL) * neck) / whole) * share;
      path.lineTo(head.x - head.dy * wide, head.y + head.dx * wide);
    }
    path.lineTo(x - dy * aside, y + dx * aside);
  }
  path.closePath();
  return path;
}

/**
 * A point so many pixels along a line, and the direction there.
 *
 * @param {ArrayLike<number>} line @param {Float64Array} lengths up to each point @param {number} along
 */
function pointAt(line, lengths, along) {
  let after = 1;
  while (after < lengths.length - 1 && lengths[after] < along) after += 1;
  const [x1, y1] = [line[2 * after - 2], line[2 * after - 1]];
  const [dx, dy] = [line[2 * after] - x1, line[2 * after + 1] - y1];
  const step = lengths[after] - lengths[after - 1] || 1;
  const t = (along - lengths[after - 1]) / step;
  return { x: x1 + t * dx, y: y1 + t * dy, dx: dx / step, dy: dy / step };
}

const NUMBER_FONT = `700 11px ${SANS}`;
const NUMBER_HEIGHT = 15;
const SIGN = 5;

/** How large the number of a ribbon is. @param {Ctx} ctx @param {string} text @param {boolean} disputed */
export function numberSize(ctx, text, disputed) {
  ctx.font = NUMBER_FONT;
  return { w: ctx.measureText(text).width + 9 + (disputed ? 2 * SIGN + 2 : 0), h: NUMBER_HEIGHT };
}

/**
 * The number of a ribbon, on a label of its own.
 *
 * @param {Ctx} ctx @param {string} text @param {import("./types.js").Rect} rect @param {boolean} disputed
 */
export function drawNumber(ctx, text, { x, y, w, h }, disputed) {
  stamp(ctx, `label ${w} ${disputed}`, w / 2 + 1, x + w / 2, y + h / 2, (own, middleX, middleY) => {
    own.beginPath();
    own.roundRect(middleX - w / 2, middleY - h / 2, w, h, h / 2);
    own.fillStyle = PAPER;
    own.fill();
    own.lineWidth = 0.9;
    own.strokeStyle = FLOW;
    own.stroke();
    if (disputed) drawDisputed(own, middleX - w / 2 + h / 2, middleY, SIGN);
  });
  ctx.font = NUMBER_FONT;
  ctx.textAlign = "right";
  ctx.textBaseline = "middle";
  ctx.fillStyle = INK;
  ctx.fillText(text, x + w - 4.5, y + h / 2 + 0.5);
}

/**
 * So many places close together: a disc with their number in it.
 *
 * @param {Ctx} ctx @param {number} x @param {number} y @param {number} n @param {string} text the number as it is written
 * @param {boolean} [selected]
 */
export function drawCluster(ctx, x, y, n, text, selected = false) {
  const radius = clusterRadius(n);
  stamp(ctx, `cluster ${radius} ${selected}`, radius + 4, x, y, (own, ownX, ownY) => {
    own.beginPath();
    own.arc(ownX, ownY, radius + 2.4, 0, 2 * Math.PI);
    own.fillStyle = selected ? SELECTED : PAPER;
    own.fill();
    own.lineWidth = 1;
    own.strokeStyle = INK;
    own.stroke();
    own.beginPath();
    own.arc(ownX, ownY, radius, 0, 2 * Math.PI);
    own.strokeStyle = FLOW;
    own.lineWidth = 1.4;
    own.stroke();
  });
  ctx.font = `650 ${n < 1000 ? 11 : 10}px ${SANS}`;
  ctx.textAlign = "center";
  ctx.textBaseline = "middle";
  ctx.fillStyle = INK;
  ctx.fillText(text, x, y + 0.5);
}

/** The end of a leg that is drawn by itself, in a cluster. @param {Ctx} ctx @param {number} x @param {number} y */
export function drawDot(ctx, x, y) {
  ctx.beginPath();
  ctx.arc(x, y, 2.4, 0, 2 * Math.PI);
  ctx.fillStyle = PAPER;
  ctx.fill();
  ctx.lineWidth = 1.2;
  ctx.strokeStyle = INK;
  ctx.stroke();
}
