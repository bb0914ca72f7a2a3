/**
 * A packed, static index of boxes: which of 100,000 lie in a rectangle, in microseconds.
 *
 * A sort-tile-recursive R-tree in typed arrays (Leutenegger, Lopez and Edgington, 1997), built once.
 */

const NODE_SIZE = 16;

export class BoxIndex {
  /** @param {Float64Array} boxes minX, minY, maxX, maxY of each item */
  constructor(boxes) {
    this.count = boxes.length / 4;
    /** The items in the order of the leaves. */
    this.order = tileOrder(boxes, this.count);
    /** @type {Float64Array[]} boxes of each level, leaves first */
    this.levels = [];
    if (this.count === 0) return;
    const leaves = new Float64Array(this.count * 4);
    this.order.forEach((item, position) => {
      leaves.set(boxes.subarray(item * 4, item * 4 + 4), position * 4);
    });
    this.levels.push(leaves);
    while (this.levels[this.levels.length - 1].length > 4) {
      this.levels.push(parents(this.levels[this.levels.length - 1]));
    }
  }

  /**
   * Call `found` with every item whose box meets the rectangle.
   *
   * @param {number} minX @param {number} minY @param {number} maxX @param {number} maxY
   * @param {(item: number) => void} found
   */
  search(minX, minY, maxX, maxY, found) {
    if (this.count === 0) return;
    /** @type {number[]} pairs of level and node */
    const stack = [this.levels.length - 1, 0];
    while (stack.length > 0) {
      const node = /** @type {number} */ (stack.pop());
      const level = /** @type {number} */ (stack.pop());
      const boxes = this.levels[level];
      const at = node * 4;
      if (boxes[at] > maxX || boxes[at + 1] > maxY || boxes[at + 2] < minX || boxes[at + 3] < minY) continue;
      if (level === 0) {
        found(this.order[node]);
        continue;
      }
      const end = Math.min((node + 1) * NODE_SIZE, this.levels[level - 1].length / 4);
      for (let child = node * NODE_SIZE; child < end; child++) stack.push(level - 1, child);
    }
  }
}

/**
 * @param {Float64Array} boxes @param {number} count
 * @returns {Uint32Array}
 */
function tileOrder(boxes, count) {
  const order = new Uint32Array(count).map((_, index) => index);
  /** @param {number} item @param {number} axis */
  const middle = (item, axis) => boxes[item * 4 + axis] + boxes[item * 4 + axis + 2];
  order.sort((a, b) => middle(a, 0) - middle(b, 0));
  const slices = Math.max(1, Math.ceil(Math.sqrt(count / NODE_SIZE)));
  const perSlice = Math.ceil(count / slices / NODE_SIZE) * NODE_SIZE;
  for (let start = 0; start < count; start += perSlice) {
    order.subarray(start, start + perSlice).sort((a, b) => middle(a, 1) - middle(b, 1));
  }
  return order;
}

/** @param {Float64Array} boxes */
function parents(boxes) {
  const count = boxes.length / 4;
  const above = new Float64Array(Math.ceil(count / NODE_SIZE) * 4);
  for (let node = 0; node < above.length / 4; node++) {
    let [minX, minY, maxX, maxY] = [Infinity, Infinity, -Infinity, -Infinity];
    for (let child = node * NODE_SIZE; child < Math.min(count, (node + 1) * NODE_SIZE); child++) {
      minX = Math.min(minX, boxes[child * 4]);
      minY = Math.min(minY, boxes[child * 4 + 1]);
      maxX = Math.max(maxX, boxes[child * 4 + 2]);
      maxY = Math.max(maxY, boxes[child * 4 + 3]);
    }
    above.set([minX, minY, maxX, maxY], node * 4);
  }
  return above;
}
