/** A view of the map, laid out: what is drawn where. Painting and hit-testing read it and change nothing. */

import { layAreaLabel, layAreas } from "./lay_areas.js";
import { layBadges } from "./lay_badges.js";
import { layBracket } from "./lay_brackets.js";
import { layCities } from "./lay_cities.js";
import { layLegLabel, layPlaceLabel, placeLines } from "./lay_labels.js";
import { layLegs, layOpenEnds } from "./lay_legs.js";
import { layerBits, ROLE_LAYERS } from "./model.js";
import { grown, Occupancy } from "./occupancy.js";
import { openEndReach } from "./strokes.js";
import { placeReach } from "./symbols.js";

/**
 * @typedef {import("./model.js").Model} Model
 * @typedef {import("./geometry.js").Geometry} Geometry
 * @typedef {import("./plane.js").Viewport} Viewport
 * @typedef {import("./types.js").Thing} Thing
 *
 * @typedef {object} Spot a place in view
 * @property {number} row
 * @property {number} x
 * @property {number} y
 * @property {boolean} soft
 * @property {number} radius of a soft place
 * @property {string[]} glyphs
 * @property {boolean} sign false when only an open end stands here
 * @property {number} reach of its sign
 * @property {number} reachX of all that stands around it
 * @property {number} reachY
 * @property {number} alpha
 *
 * @typedef {object} Scene
 * @property {Viewport} view
 * @property {import("./lay_areas.js").DrawnArea[]} areas
 * @property {Spot[]} spots
 * @property {import("./lay_legs.js").DrawnLeg[]} legs
 * @property {import("./lay_legs.js").OpenEnd[]} openEnds
 * @property {import("./lay_brackets.js").DrawnBracket[]} brackets
 * @property {import("./lay_labels.js").Label[]} labels
 * @property {import("./lay_badges.js").Badge[]} badges
 * @property {import("./lay_cities.js").DrawnCity[]} cities
 */

const SMALLEST_SOFT = 22;
/** Beyond so many, lines get no label: nobody could read them, and each costs time. */
const MOST_LEG_LABELS = 120;
const MOST_LINES_AVOIDED = 400;

/**
 * Lay out one view.
 *
 * @param {object} options
 * @param {CanvasRenderingContext2D} options.ctx to measure text with
 * @param {Model} options.model
 * @param {Geometry} options.geometry
 * @param {import("./time.js").Shown} options.shown
 * @param {Viewport} options.view
 * @param {Thing | null} options.selected its label goes first
 * @param {import("./basemap.js").City[]} options.cities
 * @param {import("./types.js").Rect[]} options.obstacles what lies over the canvas: buttons
 * @returns {Scene}
 */
export function layScene({ ctx, model, geometry, shown, view, selected, cities, obstacles }) {
  const reachOf = reaches(model, geometry, shown, view);
  const { ends: openEnds, reaches: ringReach } = layOpenEnds(model, geometry, shown.legs, view, reachOf);
  const spots = laySpots(model, geometry, shown, view, reachOf, ringReach);
  const legs = layLegs(model, geometry, shown.legs, view, reachOf);
  const taken = takenBySigns(spots, openEnds, legs, obstacles, view);
  const brackets = layBrackets(ctx, model, shown, spots, taken, view);
  const areas = layAreas(geometry, shown, view);
  /** What is selected is labelled first. @param {Thing["kind"]} kind @param {number} row */
  const first = (kind, row) => Number(selected?.kind === kind && selected.row === row);
  const labels = [
    ...spots
      .map((spot) => ({ spot, lines: placeLines(model, spot.row, shown, spot.sign) }))
      .filter(({ lines }) => lines.length > 0)
      .sort(
        (a, b) =>
          first("places", b.spot.row) - first("places", a.spot.row) || b.lines.length - a.lines.length,
      )
      .map(({ spot, lines }) => layPlaceLabel(ctx, lines, spot, taken, view.window)),
    ...(legs.length > MOST_LEG_LABELS ? legs.filter((leg) => first("legs", leg.row)) : [...legs])
      .sort((a, b) => first("legs", b.row) - first("legs", a.row) || b.stroke.width - a.stroke.width)
      .map((leg) => layLegLabel(ctx, model, leg, taken, view.window)),
    ...[...new Set(areas.map((area) => area.row))].map((row) =>
      layAreaLabel(ctx, model, row, shown, geometry, view, taken),
    ),
  ].filter((label) => label !== null);
  return {
    view,
    areas,
    spots,
    legs,
    openEnds,
    brackets,
    labels,
    badges: layBadges(model, shown, spots, legs, labels),
    cities: layCities(ctx, cities, view, taken),
  };
}

/**
 * What signs, lines and buttons leave no room for.
 *
 * @param {Spot[]} spots
 * @param {import("./lay_legs.js").OpenEnd[]} openEnds
 * @param {import("./lay_legs.js").DrawnLeg[]} legs
 * @param {import("./types.js").Rect[]} obstacles
 * @param {Viewport} view
 */
function takenBySigns(spots, openEnds, legs, obstacles, view) {
  const taken = new Occupancy();
  for (const rect of obstacles) taken.hard.add(rect, true);
  for (const { x, y, soft, reachX, reachY } of spots) {
    const [halfX, halfY] = soft ? [4, 4] : [reachX, Math.min(reachX, reachY)];
    taken.hard.add({ x: x - halfX, y: y - halfY, w: 2 * halfX, h: 2 * halfY }, true);
  }
  for (const end of openEnds) {
    const reach = openEndReach(end.stroke, end.radius) - 6;
    taken.hard.add({ x: end.x - reach, y: end.y - reach, w: 2 * reach, h: 2 * reach }, true);
  }
  if (legs.length > MOST_LINES_AVOIDED) return taken;
  for (const leg of legs) {
    for (const run of leg.runs) taken.addLine(run, view.window);
    if (leg.head) taken.hard.add(grown({ x: leg.head[0], y: leg.head[1], w: 0, h: 0 }, 7), true);
  }
  return taken;
}

/**
 * How far the sign of each place reaches: a soft place half its radius, so that lines end inside it.
 *
 * @param {Model} model @param {Geometry} geometry @param {import("./time.js").Shown} shown @param {Viewport} view
 */
function reaches(model, geometry, shown, view) {
  const { places } = model.block;
  return (/** @type {number} */ row) => {
    if (row < 0) return 6;
    if (places.soft[row]) return Math.max(SMALLEST_SOFT, geometry.reach[row] * view.scale) * 0.5;
    return placeReach(glyphsOf(model, row, shown));
  };
}

/**
 * What the sign of a place is made of.
 *
 * @param {Model} model @param {number} row @param {import("./time.js").Shown} shown
 * @returns {string[]}
 */
function glyphsOf(model, row, shown) {
  const kinds = new Set(
    model.atPlace
      .of(row)
      .filter((thing) => thing.kind === "events" && shown.events[thing.row] > 0)
      .map((thing) => model.block.events.kind[thing.row]),
  );
  const events = ["loss", "activity"].filter((kind) => kinds.has(kind));
  return shown.places[row] > 0
    ? [...ROLE_LAYERS.filter((key) => shown.placeLayers[row] & layerBits([key])), ...events]
    : events;
}

/**
 * @param {Model} model @param {Geometry} geometry @param {import("./time.js").Shown} shown @param {Viewport} view
 * @param {(place: number) => number} reachOf @param {Map<number, number>} ringReach
 * @returns {Spot[]}
 */
function laySpots(model, geometry, shown, view, reachOf, ringReach) {
  const { places } = model.block;
  /** @type {Spot[]} */
  const spots = [];
  geometry.places.forEach(([unitX, unitY], row) => {
    const ringed = ringReach.has(row);
    if (places.bend[row] && !ringed) return;
    if (shown.places[row] <= 0 && !ringed) return;
    const [x, y] = [view.x(unitX), view.y(unitY)];
    const soft = places.soft[row];
    const radius = soft ? Math.max(SMALLEST_SOFT, geometry.reach[row] * view.scale) : 0;
    const margin = Math.max(radius, 12);
    if (y < -margin || y > view.height + margin) return;
    const reach = reachOf(row);
    const around = Math.max(reach, (ringReach.get(row) ?? 0) - 6);
    for (const shift of view.shifts(x - margin, x + margin)) {
      spots.push({
        row,
        x: x + shift,
        y,
        soft,
        radius,
        glyphs: glyphsOf(model, row, shown),
        sign: shown.places[row] > 0,
        reach,
        reachX: around,
        reachY: ringed ? around : Math.min(around, 10),
        alpha: Math.max(shown.places[row], ringed ? 0.4 : 0),
      });
    }
  });
  return spots;
}

/**
 * @param {CanvasRenderingContext2D} ctx @param {Model} model @param {import("./time.js").Shown} shown @param {Spot[]} spots
 * @param {Occupancy} taken @param {Viewport} view
 */
function layBrackets(ctx, model, shown, spots, taken, view) {
  const { presences } = model.block;
  /** @type {import("./lay_brackets.js").DrawnBracket[]} */
  const brackets = [];
  presences.places.forEach((places, row) => {
    if (places.length < 2 || shown.presences[row] <= 0) return;
    // Each copy of the world has its own bracket: the first spot of each place belongs to the first copy, and so on.
    const copies = places.map((place) => spots.filter((spot) => spot.row === place));
    const most = Math.max(...copies.map((copy) => copy.length));
    for (let copy = 0; copy < most; copy++) {
      const joined = copies.flatMap((of) => of[copy] ?? []);
      if (joined.length === 0) continue;
      const alpha = shown.presences[row];
      brackets.push(layBracket(ctx, model, row, alpha, shown.last.has(row), joined, taken, view.window));
    }
  });
  return brackets;
}
