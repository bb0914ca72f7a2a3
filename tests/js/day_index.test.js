import assert from "node:assert/strict";
import { test } from "node:test";
import { DayIndex } from "../../geomoves/maps/static/src/day_index.js";
import { drawing } from "./drawing.js";

test("it finds what asking every stretch finds", () => {
  const draw = drawing(5);
  const day = (most) => Math.floor(draw() * most);
  for (const count of [0, 1, 3, 400]) {
    const [from, to] = [new Float64Array(count), new Float64Array(count)];
    for (let n = 0; n < count; n++) {
      from[n] = 18000 + day(300);
      // Single days, stretches of any length, open ends, no day at all, and an end before its beginning.
      to[n] = from[n] + [0, 0, day(9), day(400), -1][day(5)];
      if (draw() < 0.1) to[n] = Number.POSITIVE_INFINITY;
      if (draw() < 0.1) from[n] = Number.NEGATIVE_INFINITY;
      if (draw() < 0.1) from[n] = to[n] = Number.NaN;
    }
    const start = Math.floor(count / 5);
    const index = new DayIndex({ from, to }, start, count);
    for (let look = 0; look < 200; look++) {
      const first = look === 0 ? Number.NEGATIVE_INFINITY : 17950 + day(400);
      const last = look === 0 ? 18100 : first + day(30);
      const expected = Array.from({ length: count }, (_, n) => n).filter(
        (n) => n >= start && from[n] <= last && to[n] >= first,
      );
      assert.deepEqual([...index.meeting(first, last)], expected);
    }
  }
});
