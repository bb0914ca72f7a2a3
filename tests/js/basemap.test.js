import assert from "node:assert/strict";
import { test } from "node:test";

import { Backdrop, coastOf } from "../../geomoves/maps/static/src/basemap.js";
import { contains } from "../../geomoves/maps/static/src/geometry.js";
import { Inside, separate } from "../../geomoves/maps/static/src/islands.js";
import { Occupancy } from "../../geomoves/maps/static/src/occupancy.js";
import { drawing } from "./drawing.js";

const WINDOW = [0, 0, 10, 10];

/** Encode points as steps. @param {number[][]} points */
function encoded(points) {
  return points.flatMap(([x, y], at) => (at ? [x - points[at - 1][0], y - points[at - 1][1]] : [x, y]));
}

/** A square as a shape. @param {number} x @param {number} y @param {number} side */
function square(x, y, side) {
  const line = Float64Array.from([x, y, x + side, y, x + side, y + side, x, y + side]);
  return { line, bounds: /** @type {any} */ ([x, y, x + side, y + side]), rank: 0 };
}

test("what runs along the edge of the window is no coast", () => {
  const ring = encoded([
    [0, 2],
    [5, 4],
    [7, 0],
    [0, 0],
  ]);
  assert.deepEqual(coastOf(ring, WINDOW), [[0, 3]]);
});

test("a coast that leaves the window and comes back is two", () => {
  const ring = encoded([
    [2, 10],
    [2, 5],
    [0, 5],
    [0, 3],
    [8, 3],
    [8, 10],
  ]);
  assert.deepEqual(coastOf(ring, WINDOW), [
    [3, 3],
    [0, 3],
  ]);
});

test("an island in the window is coast all around, and so is one without a window", () => {
  const ring = encoded([
    [2, 2],
    [4, 2],
    [3, 4],
  ]);
  assert.deepEqual(coastOf(ring, WINDOW), [[0, 4]]);
  assert.deepEqual(coastOf(ring, null), [[0, 4]]);
});

test("a window all of land has no coast", () => {
  const ring = encoded([
    [0, 0],
    [10, 0],
    [10, 10],
    [0, 10],
  ]);
  assert.deepEqual(coastOf(ring, WINDOW), []);
});

test("rings within a ring are filled with it, and islands by themselves", () => {
  const [land, sea, island, other] = [square(0, 0, 10), square(2, 2, 4), square(3, 3, 1), square(20, 0, 3)];
  const pieces = separate([island, other, sea, land]);
  assert.deepEqual(
    pieces.map((piece) => piece.length),
    [3, 1],
  );
  assert.equal(pieces[0][0], land);
  assert.equal(pieces[1][0], other);
});

test("an unknown class of border is drawn like a disputed one", () => {
  const plane = /** @type {any} */ ({
    project: (/** @type {number} */ lon, /** @type {number} */ lat) => [lon, -lat],
    projectLine: (/** @type {Float64Array} */ line) => line,
  });
  const backdrop = new Backdrop(
    {
      scale: 1,
      borders: [
        encoded([
          [0, 0],
          [1, 1],
        ]),
      ],
      border_classes: ["__proto__"],
    },
    plane,
  );
  assert.equal(backdrop.borders.get("disputed")?.length, 1);
});

test("what lies inside of a ring is told from its strips as from all its edges", () => {
  const draw = drawing(5);
  for (let round = 0; round < 40; round++) {
    const ring = Float64Array.from({ length: 2 * (3 + Math.floor(draw() * 200)) }, () =>
      Math.round(draw() * 40),
    );
    const inside = new Inside(ring);
    for (let nth = 0; nth < 60; nth++) {
      const [x, y] = [draw() * 50 - 5, Math.round(draw() * 50 - 5) / (nth % 2 ? 1 : 1.3)];
      assert.equal(inside.holds(x, y), contains([ring], x, y), `${x}, ${y}`);
    }
  }
});

test("a label stands where it costs least: early in the list, on few lines, on no sign", () => {
  const draw = drawing(6);
  const rect = (most) => ({ x: draw() * 200, y: draw() * 200, w: 1 + draw() * most, h: 1 + draw() * most });
  const meets = (a, b) => a.x < b.x + b.w && b.x < a.x + a.w && a.y < b.y + b.h && b.y < a.y + a.h;
  for (let round = 0; round < 60; round++) {
    const taken = new Occupancy();
    const signs = Array.from({ length: 8 }, () => rect(30));
    for (const sign of signs) taken.hard.add(sign, true);
    taken.addLine([0, 0, 200, 200, 0, 150], { x: 0, y: 0, w: 200, h: 200 });
    const candidates = Array.from({ length: 12 }, () => rect(40));
    const costs = candidates.map((each, at) => {
      const grown = { x: each.x - 1, y: each.y - 1, w: each.w + 2, h: each.h + 2 };
      return signs.some((sign) => meets(sign, grown)) ? Infinity : at * 0.7 + taken.crossings(each);
    });
    const least = Math.min(...costs);
    assert.equal(taken.take(candidates, null), least < Infinity ? costs.indexOf(least) : -1);
  }
});
