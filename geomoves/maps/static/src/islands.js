/** Rings that belong together: a lake with its islands, a continent with its inland seas. */

/** @typedef {import("./basemap.js").Shape} Shape */

/** Edges of a ring for each strip in which they are looked for. */
const EDGES_A_STRIP = 8;

/**
 * Put rings that lie within a ring with it, and apart all that do not touch: a path of a thousand islands takes far
 * longer to fill than a thousand paths.
 *
 * @param {Shape[]} rings
 * @returns {Shape[][]} each with the outermost ring first
 */
export function separate(rings) {
  /** @type {Shape[][]} */
  const pieces = [];
  /** @type {Map<Shape, Inside>} */
  const insides = new Map();
  /** @param {Shape} outer */
  const insideOf = (outer) => {
    let inside = insides.get(outer);
    if (!inside) {
      inside = new Inside(outer.line);
      insides.set(outer, inside);
    }
    return inside;
  };
  const largest = [...rings].sort((a, b) => sizeOf(b) - sizeOf(a));
  for (const ring of largest) {
    const [x, y] = ring.line;
    const around = pieces.find(
      ([outer]) =>
        outer.bounds[0] <= x &&
        outer.bounds[1] <= y &&
        outer.bounds[2] >= x &&
        outer.bounds[3] >= y &&
        insideOf(outer).holds(x, y),
    );
    if (around) around.push(ring);
    else pieces.push([ring]);
  }
  return pieces;
}

/** @param {Shape} shape */
function sizeOf({ bounds }) {
  return (bounds[2] - bounds[0]) * (bounds[3] - bounds[1]);
}

/** What lies inside of a ring (even-odd). Its edges stand in strips from top to bottom: a thousand islands are asked of a continent. */
export class Inside {
  /** @param {Float64Array} ring `[x, y, …]` */
  constructor(ring) {
    this.ring = ring;
    const count = ring.length / 2;
    let [top, foot] = [Infinity, -Infinity];
    for (let at = 1; at < ring.length; at += 2) {
      if (ring[at] < top) top = ring[at];
      if (ring[at] > foot) foot = ring[at];
    }
    this.top = top;
    const strips = Math.max(1, Math.ceil(count / EDGES_A_STRIP));
    this.high = (foot - top) / strips || 1;
    /** The ends of the edges that reach into each strip. @type {number[][]} */
    this.strips = Array.from({ length: strips }, () => []);
    for (let at = 0, before = ring.length - 2; at < ring.length; before = at, at += 2) {
      const [first, last] = [this.strip(ring[at + 1]), this.strip(ring[before + 1])];
      for (let strip = Math.min(first, last); strip <= Math.max(first, last); strip++)
        this.strips[strip].push(at, before);
    }
  }

  /** @param {number} y */
  strip(y) {
    return Math.max(0, Math.min(this.strips.length - 1, Math.floor((y - this.top) / this.high)));
  }

  /** @param {number} x @param {number} y */
  holds(x, y) {
    const { ring } = this;
    const edges = this.strips[this.strip(y)];
    let inside = false;
    for (let nth = 0; nth < edges.length; nth += 2) {
      const [at, before] = [edges[nth], edges[nth + 1]];
      const [y1, y2] = [ring[at + 1], ring[before + 1]];
      if (y1 > y !== y2 > y && x < ring[at] + ((ring[before] - ring[at]) * (y - y1)) / (y2 - y1))
        inside = !inside;
    }
    return inside;
  }
}
