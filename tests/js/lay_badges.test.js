import assert from "node:assert/strict";
import { test } from "node:test";
import { besideSign, layBadges } from "../../geomoves/maps/static/src/lay_badges.js";
import { Occupancy } from "../../geomoves/maps/static/src/occupancy.js";
import { modelOf } from "./drawing.js";

/** @param {{x: number, y: number}} place */
function takes(place, { x, y, w, h }) {
  return place.x > x - 8 && place.x < x + w + 8 && place.y > y - 8 && place.y < y + h + 8;
}

test("the sign of a denial stands beside a cluster where it covers no number", () => {
  const taken = new Occupancy();
  const cluster = { x: 90, y: 90, w: 20, h: 20 };
  const numbers = [
    { x: 105, y: 78, w: 40, h: 15 },
    { x: 60, y: 78, w: 35, h: 15 },
  ];
  for (const rect of [cluster, ...numbers]) taken.hard.add(rect, true);
  const first = besideSign(taken, 100, 100, 10, 12);
  assert.ok(!numbers.some((rect) => takes(first, rect)));
  // The next one does not cover the first.
  const second = besideSign(taken, 100, 100, 10, 12);
  assert.ok(Math.hypot(first.x - second.x, first.y - second.y) > 16);
});

test("on a line it moves along, then beside the line, before it covers anything", () => {
  const model = modelOf(
    [
      [0, 0],
      [1, 0],
    ],
    [{ from: 0, to: 1, disputed: true }],
  );
  const run = Array.from({ length: 41 }, (_, nth) => [nth * 10, 100]).flat();
  const leg = { row: 0, alpha: 1, runs: [run], head: null, look: "", stroke: {} };
  const shown = { legs: [1], presences: [], events: [] };
  const placed = (...rects) => {
    const taken = new Occupancy();
    for (const rect of rects) taken.hard.add(rect, true);
    return layBadges(model, shown, [], [leg], [], taken)[0];
  };
  assert.deepEqual([placed().x, placed().y], [200, 100]);
  const along = placed({ x: 180, y: 90, w: 40, h: 20 });
  assert.equal(along.y, 100);
  assert.ok(Math.abs(along.x - 200) > 28);
  const beside = placed({ x: 0, y: 95, w: 400, h: 6 });
  assert.ok(Math.abs(beside.y - 100) > 9 && Math.abs(beside.y - 100) < 20);
});
