import assert from "node:assert/strict";
import { test } from "node:test";
import { leadersOf } from "../../geomoves/maps/static/src/clusters.js";
import { FlowLevels, Flows } from "../../geomoves/maps/static/src/flows.js";
import { Geometry } from "../../geomoves/maps/static/src/geometry.js";
import { largestOf } from "../../geomoves/maps/static/src/lay_flows.js";
import { flowWidth } from "../../geomoves/maps/static/src/paint_flows.js";
import { Plane } from "../../geomoves/maps/static/src/plane.js";
import { allShown, drawing, MERCATOR, modelOf } from "./drawing.js";

const plane = new Plane(MERCATOR);
// Two towns near each other in the west, two in the east, one in the north.
const PLACES = [
  [30, 50],
  [30.2, 50.1],
  [40, 50],
  [40.2, 50.1],
  [35, 60],
];

function flowsOf(legs, zoom = 4) {
  const model = modelOf(PLACES, legs);
  const geometry = new Geometry(model.block, plane);
  return { model, geometry, flows: new Flows(model, geometry, zoom) };
}

test("places within reach of a heavier one go with it, and to the nearest of several", () => {
  const leaders = leadersOf([0, 1, 10, 5.2, 30], [0, 0, 0, 0, 0], [5, 1, 4, 1, 0], 5.5);
  assert.deepEqual([...leaders], [0, 0, 2, 2, 4]);
});

test("every place is within reach of the one that stands for it, whatever their order", () => {
  const draw = drawing(5);
  const [xs, ys] = [Array.from({ length: 500 }, draw), Array.from({ length: 500 }, draw)];
  const leaders = leadersOf(xs, ys, xs.map(draw), 0.05);
  for (let row = 0; row < 500; row++) {
    const leader = leaders[row];
    assert.equal(leaders[leader], leader);
    assert.ok(Math.hypot(xs[row] - xs[leader], ys[row] - ys[leader]) <= 0.05);
  }
});

test("movements between the same two clusters are one flow, counted and never summed", () => {
  const { model, flows } = flowsOf([
    { from: 0, to: 2 },
    { from: 1, to: 3, phase: "intended" },
    { from: 1, to: 2, phase: "under way", disputed: true },
    { from: 2, to: 0 },
    { from: 0, to: 4 },
  ]);
  const counts = flows.counts(allShown(model), model);
  assert.deepEqual(
    [flows.flowOf[0], flows.flowOf[1], flows.flowOf[2]],
    [flows.flowOf[0], flows.flowOf[0], flows.flowOf[0]],
  );
  assert.deepEqual([...counts.all], [3, 1, 1]);
  assert.deepEqual([...counts.sure], [2, 1, 1]);
  assert.deepEqual([...counts.disputed], [1, 0, 0]);
  assert.equal(counts.last[1], 3);
  assert.deepEqual([...counts.places].sort(), [1, 2, 2]);
});

test("nothing is lost: every movement that shows is in one flow", () => {
  const draw = drawing(11);
  const places = Array.from({ length: 60 }, () => [20 + 30 * draw(), 45 + 15 * draw()]);
  const legs = Array.from({ length: 900 }, () => {
    const from = Math.floor(draw() * 61) - 1;
    return { from, to: from < 0 ? 3 : Math.floor(draw() * 60) };
  });
  const model = modelOf(places, legs);
  const geometry = new Geometry(model.block, plane);
  const shown = allShown(model);
  for (let row = 0; row < legs.length; row += 3) shown.legs[row] = 0;
  for (const zoom of [2, 5, 9]) {
    const flows = new Flows(model, geometry, zoom);
    const { all } = flows.counts(shown, model);
    assert.equal(
      all.reduce((sum, n) => sum + n, 0),
      600,
    );
    const busiest = all.indexOf(Math.max(...all));
    assert.equal(flows.legsOf(busiest, shown).length, all[busiest]);
  }
});

test("a join of the author's is no reported movement, and an open end has a flow of its own", () => {
  const { model, flows } = flowsOf([
    { from: 0, to: 2, inferred: true },
    { from: -1, to: 2 },
    { from: 0, to: 1 },
  ]);
  assert.equal(flows.flowOf[0], -1);
  const [, open, within] = flows.flowOf;
  assert.equal(flows.from[open], -1);
  assert.equal(flows.from[within], flows.to[within]);
  assert.equal(flows.counts(allShown(model), model).all[open], 1);
});

test("as one zooms in, clusters dissolve", () => {
  const { model, geometry } = flowsOf([{ from: 0, to: 2 }]);
  const levels = new FlowLevels(model, geometry);
  assert.equal(levels.at(4).leaders.length, 3);
  assert.equal(levels.at(11).leaders.length, 5);
  assert.equal(levels.at(11.3), levels.at(11));
});

test("counts are made once for what shows, and anew for what shows next", () => {
  const { model, geometry } = flowsOf([{ from: 0, to: 2 }]);
  const levels = new FlowLevels(model, geometry);
  const shown = allShown(model);
  const first = levels.counts(levels.at(4), shown, model);
  assert.equal(levels.counts(levels.at(4), shown, model), first);
  const other = allShown(model);
  other.legs[0] = 0;
  assert.equal(levels.counts(levels.at(4), other, model).all[0], 0);
});

test("a flow goes round the world the shorter way", () => {
  const model = modelOf(
    [
      [170, 60],
      [-170, 60],
    ],
    [{ from: 0, to: 1 }],
  );
  const flows = new Flows(model, new Geometry(model.block, plane), 6);
  const line = flows.line(0);
  assert.ok(Math.abs(line[line.length - 2] - line[0] - (256 * 20) / 360) < 1e-9);
});

/** How near a line comes to a place, pixels of zoom 0. */
function nearest(line, [lon, lat]) {
  const [x, y] = plane.project(lon, lat);
  let least = Infinity;
  for (let at = 0; at < line.length; at += 2)
    least = Math.min(least, Math.hypot(line[at] - x, line[at + 1] - y));
  return least;
}

test("a flow runs through the stops that all of its movements name", () => {
  const { model, flows } = flowsOf([
    { from: 0, to: 2, via: [4] },
    { from: 1, to: 3, via: [4] },
    { from: 2, to: 0, via: [4] },
    { from: 3, to: 0 },
    // A stop in the cluster that a movement ends in is no way of its own.
    { from: 4, to: 2, via: [3] },
  ]);
  const wayOf = flows.commonWays([0, 1, 2], allShown(model));
  assert.deepEqual([wayOf(0), wayOf(1), wayOf(2)], [0, -1, 4]);
  assert.ok(nearest(flows.line(0, wayOf(0)), PLACES[4]) < 1e-9);
  assert.ok(nearest(flows.line(0), PLACES[4]) > 3);
  assert.deepEqual(flows.stopsOf(2, 4), []);
  assert.equal(flows.line(2, 4), flows.line(2));
});

test("only what shows has a way", () => {
  const { model, flows } = flowsOf([
    { from: 0, to: 2, via: [4] },
    { from: 0, to: 2 },
  ]);
  const shown = allShown(model);
  assert.equal(flows.commonWays([0], shown)(0), -1);
  shown.legs[0] = 0;
  assert.equal(flows.commonWays([0], shown)(0), 1);
});

test("a flow across the antimeridian stops on its own copy of the world", () => {
  const places = [
    [170, 60],
    [-170, 60],
    [179, 50],
  ];
  const model = modelOf(places, [{ from: 1, to: 0, via: [2] }]);
  model.block.legs.path = [
    [
      [-170, 60],
      [-181, 50],
      [-190, 60],
    ],
  ];
  const flows = new Flows(model, new Geometry(model.block, plane), 6);
  const line = flows.line(0, 0);
  const width =
    Math.max(...line.filter((_, at) => at % 2 === 0)) - Math.min(...line.filter((_, at) => at % 2 === 0));
  assert.ok(width < (256 * 30) / 360);
  assert.ok(nearest(line, [-181, 50]) < 1e-9);
});

test("the largest are found without sorting all", () => {
  const sizes = Uint32Array.from([1, 9, 1, 4, 5000, 4, 1]);
  assert.deepEqual(largestOf([0, 1, 2, 3, 4, 5, 6], sizes, 3), [4, 1, 3]);
  assert.deepEqual(largestOf([0, 1, 2], sizes, 10), [1, 0, 2]);
});

test("the width of a ribbon is one scale for every map: a step for each ten times as many", () => {
  const step = flowWidth(10) - flowWidth(1);
  assert.ok(Math.abs(flowWidth(1000) - flowWidth(100) - step) < 1e-9);
});
