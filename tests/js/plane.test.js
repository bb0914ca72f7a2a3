import assert from "node:assert/strict";
import { test } from "node:test";
import { trace } from "../../geomoves/maps/static/src/geodesy.js";
import { bendOf, lineMeets, Plane } from "../../geomoves/maps/static/src/plane.js";
import { drawing, MERCATOR } from "./drawing.js";

const plane = new Plane(MERCATOR);

test("a geodesic bends away from its chord by no more than is said", () => {
  const draw = drawing(8);
  for (let nth = 0; nth < 400; nth++) {
    const [lon, lat, east, north] = [0, draw() * 140 - 70, draw() * 80, draw() * 140 - 70];
    const line = plane.projectLine(
      trace([
        [lon, lat],
        [east, north],
      ]),
    );
    const [x1, y1, x2, y2] = [line[0], line[1], line[line.length - 2], line[line.length - 1]];
    const most = bendOf(x2 - x1, y2 - y1, plane.period);
    for (let at = 0; at < line.length; at += 2) {
      const across =
        ((line[at] - x1) * (y2 - y1) - (line[at + 1] - y1) * (x2 - x1)) / Math.hypot(x2 - x1, y2 - y1);
      assert.ok(Math.abs(across) <= most + 1e-6, `${lat} ${east} ${north}: ${across} > ${most}`);
    }
  }
});

test("a line meets a rectangle that it runs through, ends in or comes near to", () => {
  const rect = { x: 10, y: 10, w: 20, h: 10 };
  assert.ok(lineMeets(0, 0, 40, 40, rect, 0));
  assert.ok(lineMeets(15, 15, 16, 16, rect, 0));
  assert.ok(lineMeets(0, 15, 0, 40, rect, 12));
  assert.ok(!lineMeets(0, 15, 0, 40, rect, 5));
  assert.ok(!lineMeets(0, 30, 40, 60, rect, 0));
  assert.ok(!lineMeets(0, 0, 9, 9, rect, 0));
});
