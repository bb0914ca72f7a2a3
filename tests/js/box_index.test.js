import assert from "node:assert/strict";
import { test } from "node:test";
import { BoxIndex } from "../../geomoves/maps/static/src/box_index.js";
import { drawing } from "./drawing.js";

test("it finds what a look at every box finds", () => {
  const draw = drawing(3);
  for (const count of [0, 1, 15, 16, 17, 2000]) {
    const boxes = new Float64Array(count * 4);
    for (let item = 0; item < count; item++) {
      const [x, y] = [draw() * 1000, draw() * 1000];
      boxes.set([x, y, x + draw() * 30, y + draw() * 30], item * 4);
    }
    const index = new BoxIndex(boxes);
    for (let look = 0; look < 20; look++) {
      const [x, y] = [draw() * 1000, draw() * 1000];
      const found = [];
      index.search(x, y, x + 100, y + 60, (item) => found.push(item));
      const expected = Array.from({ length: count }, (_, item) => item).filter((item) => {
        const [minX, minY, maxX, maxY] = boxes.subarray(item * 4, item * 4 + 4);
        return minX <= x + 100 && minY <= y + 60 && maxX >= x && maxY >= y;
      });
      assert.deepEqual(
        found.sort((a, b) => a - b),
        expected,
      );
    }
  }
});
