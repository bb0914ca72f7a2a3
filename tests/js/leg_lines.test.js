import assert from "node:assert/strict";
import { test } from "node:test";
import { bowsOf, LegLines } from "../../geomoves/maps/static/src/leg_lines.js";
import { lineBounds, Plane } from "../../geomoves/maps/static/src/plane.js";
import { drawing, MERCATOR } from "./drawing.js";

const [A, B, C, D] = [
  [10, 50],
  [12, 50],
  [14, 51],
  [16, 50],
];
const plane = new Plane(MERCATOR);

test("a leg that shares no stretch runs straight", () => {
  assert.equal(
    bowsOf({
      path: [
        [A, B],
        [C, D],
        [B, C],
      ],
    }).size,
    0,
  );
});

test("legs along the same stretch run apart, whichever way they go", () => {
  const bows = bowsOf({
    path: [
      [A, B],
      [A, B],
      [B, A],
    ],
  });
  const side = (row) => bows.get(row)?.[0] ?? 0;
  const sides = [side(0), side(1), -side(2)];
  assert.equal(new Set(sides.map((each) => each.toFixed(6))).size, 3);
  assert.ok(Math.abs(sides.reduce((sum, each) => sum + each, 0)) < 1e-9);
});

test("a longer path that takes in another's runs apart from it there, and only there", () => {
  const bows = bowsOf({
    path: [
      [A, B, C, D],
      [B, C],
    ],
  });
  const [before, shared, after] = bows.get(0);
  assert.equal(Math.abs(before), 0);
  assert.equal(Math.abs(after), 0);
  assert.ok(Math.abs(shared - bows.get(1)[0]) > 0.1);
});

test("the same two places in another copy of the world are the same two places", () => {
  const bows = bowsOf({
    path: [
      [A, B],
      [
        [370, 50],
        [372, 50],
      ],
    ],
  });
  assert.equal(bows.size, 2);
});

test("very many along one stretch do not fill the map", () => {
  const bows = bowsOf({ path: Array.from({ length: 200 }, () => [A, B]) });
  for (const [bow] of bows.values()) assert.ok(Math.abs(bow) <= 0.3 + 1e-9);
});

test("a line keeps to its box, shared or not", () => {
  const draw = drawing(2);
  const point = () => [draw() * 170 - 85, draw() * 150 - 75];
  const paths = Array.from({ length: 60 }, () => [point(), point(), point()]);
  const lines = new LegLines({ path: [...paths, ...paths] }, plane);
  for (let row = 0; row < lines.count; row++) {
    const box = lineBounds(lines.line(row));
    const [minX, minY, maxX, maxY] = lines.boxes.subarray(row * 4, row * 4 + 4);
    assert.ok(box[0] >= minX && box[1] >= minY && box[2] <= maxX && box[3] <= maxY, String(row));
  }
});

test("what is drawn nowhere has no line, and an open end is no line either", () => {
  const lines = new LegLines({ path: [[], [A]] }, plane);
  assert.deepEqual([...lines.drawn], [0, 1]);
  assert.equal(lines.line(0).length + lines.line(1).length, 0);
});
