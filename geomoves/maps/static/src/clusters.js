/** Places that lie so near to each other at a zoom that their signs would cover one another, as one. */

/**
 * For each place the one that stands for it. The heaviest place of a knot stands for those within reach of it, so
 * that a cluster lies where a place lies and bears its name; each other place goes with the nearest of these.
 *
 * @param {ArrayLike<number>} xs
 * @param {ArrayLike<number>} ys
 * @param {ArrayLike<number>} weights
 * @param {number} reach in the unit of the places
 * @returns {Int32Array} row of the place that stands for each
 */
export function leadersOf(xs, ys, weights, reach) {
  const count = xs.length;
  const grid = new Grid(xs, ys, reach);
  const order = Uint32Array.from({ length: count }, (_, row) => row);
  order.sort((a, b) => weights[b] - weights[a] || a - b);
  const leaders = new Int32Array(count).fill(-1);
  const apart = new Float64Array(count).fill(Infinity);
  for (const leader of order) {
    if (leaders[leader] >= 0) continue;
    leaders[leader] = leader;
    apart[leader] = 0;
    grid.near(leader, (row) => {
      const distance = Math.hypot(xs[row] - xs[leader], ys[row] - ys[leader]);
      if (distance > reach || distance >= apart[row]) return;
      leaders[row] = leader;
      apart[row] = distance;
    });
  }
  return leaders;
}

/** Rows by the square that they lie in. */
class Grid {
  /** @param {ArrayLike<number>} xs @param {ArrayLike<number>} ys @param {number} side */
  constructor(xs, ys, side) {
    this.xs = xs;
    this.ys = ys;
    this.side = side;
    /** @type {Map<number, number[]>} */
    this.squares = new Map();
    for (let row = 0; row < xs.length; row++) {
      const key = squareKey(Math.floor(xs[row] / side), Math.floor(ys[row] / side));
      const square = this.squares.get(key);
      if (square) square.push(row);
      else this.squares.set(key, [row]);
    }
  }

  /** Rows in the square of a row and in those around it. @param {number} of @param {(row: number) => void} found */
  near(of, found) {
    const [x, y] = [Math.floor(this.xs[of] / this.side), Math.floor(this.ys[of] / this.side)];
    for (let dx = -1; dx <= 1; dx++)
      for (let dy = -1; dy <= 1; dy++)
        for (const row of this.squares.get(squareKey(x + dx, y + dy)) ?? []) found(row);
  }
}

/** @param {number} x @param {number} y */
function squareKey(x, y) {
  return x * 4194304 + y;
}
