import assert from "node:assert/strict";
import { test } from "node:test";
import { geodesic, geodesicLatitudes, trace } from "../../geomoves/maps/static/src/geodesy.js";

test("the length of a geodesic is Vincenty's", () => {
  // Flinders Peak to Buninyong, the worked example of Geoscience Australia, on GRS 80: 54,972.271 m.
  const { km } = geodesic(144.42486788, -37.95103341, 143.92649552, -37.65282113);
  assert.ok(Math.abs(km - 54.972271) < 0.000_01, String(km));
});

test("a line begins and ends where it is told to, and goes the way its longitudes say", () => {
  const line = trace([
    [158.65, 53.02],
    [210.1, 61.2],
  ]);
  assert.deepEqual(line.slice(0, 2), [158.65, 53.02]);
  assert.deepEqual(line.slice(-2), [210.1, 61.2]);
  const lons = line.filter((_, at) => at % 2 === 0);
  assert.ok(lons.every((lon, at) => at === 0 || lon > lons[at - 1]));
});

test("a meridian is straight and the equator too", () => {
  assert.ok(
    trace([
      [30, -40],
      [30, 60],
    ]).every((value, at) => at % 2 === 1 || Math.abs(value - 30) < 1e-9),
  );
  assert.ok(
    trace([
      [0, 0],
      [100, 0],
    ]).every((value, at) => at % 2 === 0 || Math.abs(value) < 1e-9),
  );
});

test("one point is a line of one point, none is none", () => {
  assert.deepEqual(trace([[1, 2]]), [1, 2]);
  assert.deepEqual(trace([]), []);
});

test("a line keeps between the latitudes that are said of it, and comes near to them", () => {
  for (const [lon1, lat1, lon2, lat2] of [
    [-70, 40, 100, 50],
    [131.87, 43.11, 33.09, 68.97],
    [-5, 36, 170, -36],
    [0, -60, 90, -60],
    [10, 82, 60, 81],
    [20, 50, 21, 50.5],
  ]) {
    const lats = trace([
      [lon1, lat1],
      [lon2, lat2],
    ]).filter((_, at) => at % 2 === 1);
    const reached = geodesicLatitudes(lon1, lat1, lon2, lat2);
    const [south, north] = reached ?? [Math.min(lat1, lat2) - 0.1, Math.max(lat1, lat2) + 0.1];
    assert.ok(Math.min(...lats) >= south && Math.max(...lats) <= north);
    assert.ok(Math.min(...lats) - south < 0.5 && north - Math.max(...lats) < 0.5);
  }
});
