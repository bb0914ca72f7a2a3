/** Which parts of the canvas are taken: labels may not cover signs or each other, and rather not lines. */

/** @typedef {import("./types.js").Rect} Rect */

const CELL = 48;
const MOST_CELLS = 400;
/** What a column of cells adds to the number of a cell: more than a column has. */
const COLUMN = 100003;
/** A label that crosses more lines than this is no worse for it. */
const MOST_CROSSINGS = 12;
/** What a candidate costs more than the one before it. */
const LATER = 0.7;
/** Pixels from which on a block has more than two places at a side of its sign. */
const TALL = 56;
/** @type {never[]} */
const NOTHING = [];

/** Rectangles in a grid of cells, each with whatever the caller hangs on it. @template T */
export class RectGrid {
  constructor() {
    /** @type {Map<number, {rect: Rect, item: T}[]>} */
    this.cells = new Map();
  }

  /** @param {Rect} rect @param {T} item */
  add(rect, item) {
    const entry = { rect, item };
    eachCell(rect, (key) => {
      const cell = this.cells.get(key);
      if (cell) cell.push(entry);
      else this.cells.set(key, [entry]);
    });
  }

  /**
   * Items whose rectangle meets `rect`; one that spans several cells may come more than once.
   *
   * @param {Rect} rect
   * @param {(item: T, rect: Rect) => void} found
   */
  each(rect, found) {
    eachCell(rect, (key) => {
      for (const entry of this.cells.get(key) ?? [])
        if (meets(entry.rect, rect)) found(entry.item, entry.rect);
    });
  }

  /** @param {Rect} rect */
  isFree(rect) {
    return this.count(rect, 1) === 0;
  }

  /**
   * How many rectangles meet `rect`, up to a number; one that spans several cells may be counted more than once.
   *
   * @param {Rect} rect @param {number} most
   */
  count(rect, most) {
    const [x0, x1] = [Math.floor(rect.x / CELL), Math.floor((rect.x + rect.w) / CELL)];
    const [y0, y1] = [Math.floor(rect.y / CELL), Math.floor((rect.y + rect.h) / CELL)];
    if (x1 - x0 > MOST_CELLS || y1 - y0 > MOST_CELLS) return 0;
    let count = 0;
    for (let x = x0; x <= x1; x++) {
      for (let y = y0; y <= y1; y++) {
        for (const entry of this.cells.get(x * COLUMN + y) ?? NOTHING) {
          if (!meets(entry.rect, rect)) continue;
          count += 1;
          if (count === most) return count;
        }
      }
    }
    return count;
  }
}

/** @param {Rect} a @param {Rect} b */
export function meets(a, b) {
  return a.x < b.x + b.w && b.x < a.x + a.w && a.y < b.y + b.h && b.y < a.y + a.h;
}

/** @param {Rect} inner @param {Rect} outer */
export function isInside(inner, outer) {
  return (
    inner.x >= outer.x &&
    inner.y >= outer.y &&
    inner.x + inner.w <= outer.x + outer.w &&
    inner.y + inner.h <= outer.y + outer.h
  );
}

/** @param {Rect} rect @param {number} by */
export function grown(rect, by) {
  return { x: rect.x - by, y: rect.y - by, w: rect.w + 2 * by, h: rect.h + 2 * by };
}

/** @param {Rect} rect @param {(key: number) => void} visit */
function eachCell(rect, visit) {
  const [x0, x1] = [Math.floor(rect.x / CELL), Math.floor((rect.x + rect.w) / CELL)];
  const [y0, y1] = [Math.floor(rect.y / CELL), Math.floor((rect.y + rect.h) / CELL)];
  // A rectangle far outside the canvas would visit cells without end.
  if (x1 - x0 > MOST_CELLS || y1 - y0 > MOST_CELLS) return;
  for (let x = x0; x <= x1; x++) for (let y = y0; y <= y1; y++) visit(x * COLUMN + y);
}

/** What stands on the canvas already. */
export class Occupancy {
  constructor() {
    /** Signs and labels: nothing may cover them. @type {RectGrid<true>} */
    this.hard = new RectGrid();
    /** Lines: better not covered. @type {RectGrid<true>} */
    this.soft = new RectGrid();
  }

  /**
   * Take the best of some places for a block, or none. The first candidates are the preferred ones.
   *
   * @param {Rect[]} candidates
   * @param {Rect | null} window what the block has to stay inside of
   * @param {(at: number) => number} [extra] what else speaks against a candidate
   * @returns {number} which candidate, -1 when none is free
   */
  take(candidates, window, extra = () => 0) {
    let best = -1;
    let least = Infinity;
    // Each candidate costs more than the one before, whatever lies under it.
    for (let at = 0; at < candidates.length && at * LATER < least; at++) {
      const rect = candidates[at];
      // Where a sign stands, lines need not be counted.
      if ((window && !isInside(rect, window)) || !this.hard.isFree(grown(rect, 1))) continue;
      const cost = at * LATER + this.crossings(rect);
      if (cost >= least) continue;
      const whole = cost + extra(at);
      if (whole >= least) continue;
      best = at;
      least = whole;
    }
    if (best >= 0) this.hard.add(candidates[best], true);
    return best;
  }

  /**
   * How many signs and labels a straight line runs over.
   *
   * @param {[x1: number, y1: number, x2: number, y2: number]} line
   */
  countAlong([x1, y1, x2, y2]) {
    const steps = Math.ceil(Math.hypot(x2 - x1, y2 - y1) / 6);
    /** @type {Set<Rect>} */
    const covered = new Set();
    for (let step = 1; step < steps; step++) {
      const [x, y] = [x1 + (step / steps) * (x2 - x1), y1 + (step / steps) * (y2 - y1)];
      this.hard.each({ x, y, w: 1, h: 1 }, (_, other) => covered.add(other));
    }
    return covered.size;
  }

  /** How many signs and labels a rectangle covers. @param {Rect} rect */
  countHard(rect) {
    /** @type {Set<Rect>} */
    const covered = new Set();
    this.hard.each(rect, (_, other) => covered.add(other));
    return covered.size;
  }

  /** How many stretches of line a rectangle covers. @param {Rect} rect */
  crossings(rect) {
    return this.soft.count(rect, MOST_CROSSINGS);
  }

  /**
   * Mark a straight line as taken, so that no label covers it.
   *
   * @param {[x1: number, y1: number, x2: number, y2: number]} line
   */
  addHardLine([x1, y1, x2, y2]) {
    const steps = Math.max(1, Math.ceil(Math.hypot(x2 - x1, y2 - y1) / 5));
    for (let step = 0; step < steps; step++) {
      const t = (step + 0.5) / steps;
      this.hard.add({ x: x1 + t * (x2 - x1) - 2, y: y1 + t * (y2 - y1) - 2, w: 4, h: 4 }, true);
    }
  }

  /**
   * Mark a line as taken, softly.
   *
   * @param {ArrayLike<number>} points `[x, y, …]`
   * @param {Rect} window beyond which nothing is placed
   */
  addLine(points, window) {
    for (let at = 0; at + 3 < points.length; at += 2) {
      const [x1, y1, x2, y2] = [points[at], points[at + 1], points[at + 2], points[at + 3]];
      const box = { x: Math.min(x1, x2), y: Math.min(y1, y2), w: Math.abs(x2 - x1), h: Math.abs(y2 - y1) };
      if (!meets(grown(box, 1), window)) continue;
      const pieces = Math.min(200, Math.ceil(Math.hypot(x2 - x1, y2 - y1) / 14));
      for (let piece = 0; piece < pieces; piece++) {
        const t = (piece + 0.5) / pieces;
        this.soft.add({ x: x1 + t * (x2 - x1) - 5, y: y1 + t * (y2 - y1) - 5, w: 10, h: 10 }, true);
      }
    }
  }
}

/**
 * Places for a block beside a sign, best first: beside it, above and below, then farther away on a leader.
 *
 * @param {number} x @param {number} y middle of the sign
 * @param {number} reachX @param {number} reachY how far the sign reaches
 * @param {{w: number, h: number}} block
 * @returns {{rect: Rect, align: "left" | "right" | "centre", leader: boolean}[]}
 */
export function placesBeside(x, y, reachX, reachY, block) {
  const { w, h } = block;
  /** @type {{rect: Rect, align: "left" | "right" | "centre", leader: boolean}[]} */
  const places = [
    { rect: { x: x + reachX + 3, y: y - Math.min(h / 2, 9), w, h }, align: "left", leader: false },
    { rect: { x: x - reachX - 3 - w, y: y - Math.min(h / 2, 9), w, h }, align: "right", leader: false },
    { rect: { x: x + reachX + 3, y: y - h + 9, w, h }, align: "left", leader: false },
    { rect: { x: x - reachX - 3 - w, y: y - h + 9, w, h }, align: "right", leader: false },
    { rect: { x: x - w / 2, y: y + reachY + 2, w, h }, align: "centre", leader: false },
    { rect: { x: x - w / 2, y: y - reachY - 2 - h, w, h }, align: "centre", leader: false },
  ];
  // A tall block slides past its sign.
  if (h > TALL) {
    for (const share of [0.5, 0.3, 0.7]) {
      places.push(
        { rect: { x: x + reachX + 3, y: y - share * h, w, h }, align: "left", leader: false },
        { rect: { x: x - reachX - 3 - w, y: y - share * h, w, h }, align: "right", leader: false },
      );
    }
  }
  for (const distance of [22, 44, 72, 104]) {
    for (const degrees of [20, 160, -20, 200, 50, 130, -50, 230, 80, 100]) {
      const angle = (degrees * Math.PI) / 180;
      const px = x + (reachX + distance) * Math.cos(angle);
      const py = y + (reachY + distance) * Math.sin(angle);
      const rightwards = Math.cos(angle) >= 0;
      places.push({
        rect: { x: rightwards ? px : px - w, y: py - 8, w, h },
        align: rightwards ? "left" : "right",
        leader: true,
      });
    }
  }
  return places;
}
