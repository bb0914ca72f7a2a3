/** How much is dated to each day: dark for a known day, pale for "somewhen in" a stretch, outlined where an end is open. */

import { INK, MOVEMENT } from "./palette.js";

const MOST_BARS = 240;
const HEIGHT = 30;
/** The slider's thumb: its middle runs from half a thumb inside one end to half a thumb inside the other. */
const THUMB = 18;

/**
 * @typedef {object} Bars
 * @property {number} first the first day
 * @property {number} last
 * @property {number} perBar days in each bar
 * @property {Float64Array} sure
 * @property {Float64Array} pale
 * @property {Float64Array} open
 */

/**
 * Count stretches of days.
 *
 * @param {import("./timeline.js").Stretches} days
 * @param {[number, number]} range first and last day of the axis
 * @param {(n: number) => boolean} counts
 * @returns {Bars}
 */
export function barsOf(days, [first, last], counts) {
  const perBar = Math.max(1, Math.ceil((last - first + 1) / MOST_BARS));
  const count = Math.floor((last - first) / perBar) + 1;
  // A stretch adds one where it begins and takes it away behind its end: summed up, that is the count of each bar.
  const series = [0, 1, 2].map(() => new Float64Array(count + 1));
  const [sure, pale, open] = series;
  const { from, to, known } = days;
  for (let n = 0; n < from.length; n++) {
    if (!(from[n] <= last) || !(to[n] >= first) || !counts(n)) continue;
    const isOpen = from[n] === Number.NEGATIVE_INFINITY || to[n] === Number.POSITIVE_INFINITY;
    const into = isOpen ? open : known[n] ? sure : pale;
    into[Math.floor((Math.max(from[n], first) - first) / perBar)] += 1;
    into[Math.floor((Math.min(to[n], last) - first) / perBar) + 1] -= 1;
  }
  for (const steps of series) for (let at = 1; at < steps.length; at++) steps[at] += steps[at - 1];
  return {
    first,
    last,
    perBar,
    sure: sure.subarray(0, count),
    pale: pale.subarray(0, count),
    open: open.subarray(0, count),
  };
}

/**
 * @param {HTMLCanvasElement} canvas
 * @param {Bars} bars
 * @param {[number, number] | null} window the days that are looked at; null = all
 */
export function drawBars(canvas, bars, window) {
  const ratio = globalThis.devicePixelRatio || 1;
  const width = canvas.clientWidth;
  const ctx = canvas.getContext("2d");
  if (width === 0 || !ctx) return;
  canvas.width = Math.round(width * ratio);
  canvas.height = Math.round(HEIGHT * ratio);
  ctx.scale(ratio, ratio);
  const { first, last, perBar, sure, pale, open } = bars;
  /** @param {number} day */
  const x = (day) =>
    last === first ? width / 2 : THUMB / 2 + ((day - first) / (last - first)) * (width - THUMB);
  if (window) {
    const [from, to] = [x(Math.max(first, window[0])), x(Math.min(last, window[1]))];
    ctx.fillStyle = MOVEMENT;
    ctx.globalAlpha = 0.1;
    if (to > from) ctx.fillRect(from, 0, to - from, HEIGHT);
  }
  let most = 1;
  for (let at = 0; at < sure.length; at++) most = Math.max(most, sure[at] + pale[at] + open[at]);
  const unit = Math.min(9, (HEIGHT - 3) / most);
  const slot = sure.length > 1 ? x(first + perBar) - x(first) : width - THUMB;
  const wide = Math.max(1, Math.min(26, slot - (slot > 5 ? 2 : 0)));
  for (let at = 0; at < sure.length; at++) {
    const start = first + at * perBar;
    const middle = x(Math.min(last, start + (perBar - 1) / 2));
    const looked = !window || (window[0] <= start + perBar - 1 && window[1] >= start);
    drawBar(ctx, middle - wide / 2, wide, looked ? 1 : 0.45, [
      sure[at] * unit,
      pale[at] * unit,
      open[at] * unit,
    ]);
  }
  ctx.globalAlpha = 1;
}

/** @param {CanvasRenderingContext2D} ctx @param {number} x @param {number} wide @param {number} alpha @param {number[]} heights */
function drawBar(ctx, x, wide, alpha, [sure, pale, open]) {
  ctx.globalAlpha = alpha;
  ctx.fillStyle = INK;
  ctx.fillRect(x, HEIGHT - sure, wide, sure);
  ctx.globalAlpha = alpha * 0.38;
  ctx.fillStyle = MOVEMENT;
  ctx.fillRect(x, HEIGHT - sure - pale, wide, pale);
  if (open <= 0) return;
  ctx.globalAlpha = alpha;
  drawOpenBar(ctx, x, HEIGHT - sure - pale - open, wide, open);
}

/**
 * Outlined and empty: how far it reaches is not known.
 *
 * @param {CanvasRenderingContext2D} ctx @param {number} x @param {number} y @param {number} wide @param {number} high
 */
export function drawOpenBar(ctx, x, y, wide, high) {
  ctx.strokeStyle = MOVEMENT;
  ctx.fillStyle = MOVEMENT;
  ctx.lineWidth = 1;
  ctx.setLineDash([2, 2]);
  if (wide > 3) ctx.strokeRect(x + 0.5, y + 0.5, wide - 1, Math.max(1, high - 1));
  else ctx.fillRect(x, y, wide, 1);
  ctx.setLineDash([]);
}
