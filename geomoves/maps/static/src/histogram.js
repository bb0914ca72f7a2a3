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

/** The bars of a time, on their canvas. */
export class Histogram {
  /** @param {HTMLCanvasElement} canvas */
  constructor(canvas) {
    this.canvas = canvas;
    /** CSS pixels. */
    this.width = 0;
    /** @type {Bars | null} */
    this.bars = null;
    /** The bars as they are when their days are not looked at, which most are. */
    this.dimmed = document.createElement("canvas");
  }

  /** Draw whenever the canvas has another width. Asking for it at each step would lay out the page each time. @param {() => void} draw */
  whenSized(draw) {
    new ResizeObserver(([entry]) => {
      this.width = Math.round(entry.contentRect.width);
      draw();
    }).observe(this.canvas);
  }

  /**
   * Draw bars, of which those of some days are looked at.
   *
   * @param {Bars} bars
   * @param {[number, number] | null} window the days that are looked at; null = all
   */
  draw(bars, window) {
    const { canvas, width } = this;
    const ctx = canvas.getContext("2d");
    if (width === 0 || !ctx) return;
    const ratio = sized(canvas, width);
    ctx.scale(ratio, ratio);
    const all = bars.sure.length;
    if (!window) {
      this.drawSome(ctx, bars, 0, all, 1);
      return;
    }
    const { first, last, perBar } = bars;
    const [from, to] = [this.x(bars, Math.max(first, window[0])), this.x(bars, Math.min(last, window[1]))];
    ctx.fillStyle = MOVEMENT;
    ctx.globalAlpha = 0.1;
    if (to > from) ctx.fillRect(from, 0, to - from, HEIGHT);
    ctx.globalAlpha = 1;
    const start = Math.max(0, Math.min(all, Math.floor((window[0] - first) / perBar)));
    const end = Math.max(start, Math.min(all, Math.floor((window[1] - first) / perBar) + 1));
    const dimmed = this.dim(bars);
    /** @param {number} left @param {number} right bars */
    const dull = (left, right) => {
      if (left >= right) return;
      const [x, wide] = [
        Math.round(this.edge(bars, left) * ratio),
        Math.round(this.edge(bars, right) * ratio),
      ];
      if (wide > x)
        ctx.drawImage(
          dimmed,
          x,
          0,
          wide - x,
          dimmed.height,
          x / ratio,
          0,
          (wide - x) / ratio,
          dimmed.height / ratio,
        );
    };
    dull(0, start);
    dull(end, all);
    this.drawSome(ctx, bars, start, end, 1);
  }

  /** All bars, not looked at. @param {Bars} bars */
  dim(bars) {
    const { dimmed, width } = this;
    const ratio = globalThis.devicePixelRatio || 1;
    if (this.bars === bars && dimmed.width === Math.round(width * ratio)) return dimmed;
    this.bars = bars;
    const ctx = dimmed.getContext("2d");
    sized(dimmed, width);
    ctx?.scale(ratio, ratio);
    if (ctx) this.drawSome(ctx, bars, 0, bars.sure.length, 0.45);
    return dimmed;
  }

  /** Where a day stands. @param {Bars} bars @param {number} day */
  x({ first, last }, day) {
    const { width } = this;
    return last === first ? width / 2 : THUMB / 2 + ((day - first) / (last - first)) * (width - THUMB);
  }

  /** Where the room of a bar begins. @param {Bars} bars @param {number} at */
  edge(bars, at) {
    if (at <= 0) return 0;
    return at >= bars.sure.length ? this.width : this.x(bars, bars.first + at * bars.perBar - 0.5);
  }

  /** @param {CanvasRenderingContext2D} ctx @param {Bars} bars @param {number} from @param {number} to which @param {number} alpha */
  drawSome(ctx, bars, from, to, alpha) {
    const { first, last, perBar, sure, pale, open } = bars;
    let most = 1;
    for (let at = 0; at < sure.length; at++) most = Math.max(most, sure[at] + pale[at] + open[at]);
    const unit = Math.min(9, (HEIGHT - 3) / most);
    const slot = sure.length > 1 ? this.x(bars, first + perBar) - this.x(bars, first) : this.width - THUMB;
    const wide = Math.max(1, Math.min(26, slot - (slot > 5 ? 2 : 0)));
    for (let at = from; at < to; at++) {
      const middle = this.x(bars, Math.min(last, first + at * perBar + (perBar - 1) / 2));
      drawBar(ctx, middle - wide / 2, wide, alpha, [sure[at] * unit, pale[at] * unit, open[at] * unit]);
    }
    ctx.globalAlpha = 1;
  }
}

/** Give a canvas its size, which clears it. @param {HTMLCanvasElement} canvas @param {number} width CSS pixels @returns {number} its pixels for each of those */
function sized(canvas, width) {
  const ratio = globalThis.devicePixelRatio || 1;
  canvas.width = Math.round(width * ratio);
  canvas.height = Math.round(HEIGHT * ratio);
  return ratio;
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
