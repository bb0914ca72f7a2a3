/** A view of the map, laid out: what is drawn where. Painting and hit-testing read it and change nothing. */

import { layCrowd } from "./crowd.js";
import { layAreaLabel, layAreas } from "./lay_areas.js";
import { layBadges } from "./lay_badges.js";
import { layBracket } from "./lay_brackets.js";
import { layCities } from "./lay_cities.js";
import { layLegLabel, layPlaceLabel, placeLines } from "./lay_labels.js";
import { comesInto, layLegs, layOpenEnds, legsIn, surelyComesInto } from "./lay_legs.js";
import { layForceSymbols } from "./lay_symbols.js";
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
 * @property {boolean} [small] a position without a name, on whose sign another lies
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
 * @property {import("./lay_symbols.js").DrawnSymbol[]} symbols of forces
 * @property {import("./lay_cities.js").DrawnCity[]} cities
 * @property {import("./lay_flows.js").DrawnFlow[]} flows
 * @property {import("./lay_flows.js").DrawnCluster[]} clusters
 * @property {[x: number, y: number][]} dots ends of lines in clusters
 * @property {import("./flows.js").Flows | null} level what ribbons and clusters are rows of; null when each is drawn as itself
 * @property {number} left movements and events in view that are not drawn
 */

const SMALLEST_SOFT = 22;
/** Beyond so many, lines get no label: nobody could read them, and each costs time. */
const MOST_LEG_LABELS = 120;
const MOST_LINES_AVOIDED = 400;
/** A label takes a tenth of a millisecond or two. */
const LABELS_A_PIECE = 40;
/** More movements than this in view are drawn together; a large map has room for more of them. */
const FEWEST_TOGETHER = 150;
const PIXELS_A_LEG = 4500;
/** More places than this in view are drawn together. */
const MOST_SPOTS = 300;

/**
 * @typedef {object} SceneOptions
 * @property {CanvasRenderingContext2D} ctx to measure text with
 * @property {Model} model
 * @property {Geometry} geometry
 * @property {import("./flows.js").FlowLevels} levels
 * @property {import("./time.js").Shown} shown
 * @property {Viewport} view
 * @property {Thing | null} selected its label goes first
 * @property {import("./basemap.js").City[]} cities
 * @property {(crowded: boolean) => import("./types.js").Rect[]} obstacles what lies over the canvas: buttons, notes
 */

/**
 * Lay out one view, in pieces of some milliseconds.
 *
 * @param {SceneOptions} options
 * @returns {Generator<void, Scene>}
 */
export function* layScene(options) {
  const { geometry, shown, view } = options;
  const canvas = { x: 0, y: 0, w: view.width, h: view.height };
  if (hasManyEnds(options)) {
    yield;
    // Of a crowd only joins and tracks are drawn as themselves.
    const steps = Array.from(shown.legRows).filter((row) => geometry.steps[row]);
    return yield* layCrowd(options, steps.length > 0 ? legsIn(geometry, steps, view, canvas) : []);
  }
  const inView = legsIn(geometry, shown.legRows, view, canvas);
  const crowded = isCrowded(options, inView);
  yield;
  return yield* crowded ? layCrowd(options, inView) : layEach(options, inView);
}

/**
 * Whether there is more in the window than could be told apart. Joins and steps of tracks make bands, however many.
 *
 * @param {SceneOptions} options @param {number[]} inView legs on the canvas
 */
function isCrowded(options, inView) {
  return hasManyMovements(options, inView) || hasManyPlaces(options);
}

/** How many movements a window has room for. @param {Viewport} view */
function mostMovements({ window }) {
  return Math.max(FEWEST_TOGETHER, (window.w * window.h) / PIXELS_A_LEG);
}

/**
 * Whether more movements begin or end in the window than it has room for: then nothing needs to be known of the lines
 * between, which on a large map take longer to find than all that is drawn.
 *
 * @param {SceneOptions} options
 */
function hasManyEnds({ model, geometry, shown, view }) {
  const { legRows } = shown;
  const most = mostMovements(view);
  if (legRows.length <= most) return false;
  const { from, to } = model.block.legs;
  const { window } = view;
  const inWindow = Uint8Array.from(geometry.placeX, (unitX, place) => {
    const y = view.y(geometry.placeY[place]);
    if (y < window.y || y > window.y + window.h) return 0;
    const x = view.x(unitX);
    return Number(
      view.shifts(x, x).some((shift) => x + shift >= window.x && x + shift <= window.x + window.w),
    );
  });
  let movements = 0;
  for (let nth = 0; nth < legRows.length && movements <= most; nth++) {
    const row = legRows[nth];
    if (geometry.steps[row] || geometry.legs.drawn[row] === 0) continue;
    if (inWindow[from[row]] || inWindow[to[row]]) movements += 1;
  }
  return movements > most;
}

/** @param {SceneOptions} options @param {number[]} inView legs on the canvas */
function hasManyMovements({ geometry, shown, view }, inView) {
  const { window } = view;
  const most = mostMovements(view);
  if (inView.length <= most) return false;
  let movements = 0;
  /** Those that only their traces can tell. @type {number[]} */
  const unsure = [];
  for (const row of legsIn(geometry, shown.legRows, view, window)) {
    if (geometry.steps[row]) continue;
    const sure = surelyComesInto(geometry, row, view, window);
    if (sure === null) unsure.push(row);
    else if (sure) movements += 1;
    if (movements > most) return true;
  }
  for (const row of unsure) {
    if (comesInto(geometry, row, view, window)) movements += 1;
    if (movements > most) return true;
  }
  return false;
}

/** @param {SceneOptions} options */
function hasManyPlaces({ model, geometry, shown, view }) {
  const { window } = view;
  const { bend } = model.block.places;
  let places = 0;
  for (let row = 0; row < shown.places.length; row++) {
    if (!(shown.places[row] > 0) || bend[row]) continue;
    const y = view.y(geometry.placeY[row]);
    if (y < window.y || y > window.y + window.h) continue;
    const x = view.x(geometry.placeX[row]);
    places += view.shifts(x, x).length;
  }
  return places > MOST_SPOTS;
}

/** Everything as itself. @param {SceneOptions} options @param {number[]} inView legs @returns {Generator<void, Scene>} */
function* layEach(options, inView) {
  const { ctx, model, geometry, shown, view, selected, cities, obstacles } = options;
  const reachOf = placeReachOf(model, geometry, shown, view);
  const ends = layOpenEnds(model, geometry, shown.legs, view, reachOf, inView);
  const { ends: openEnds, reaches: ringReach } = ends;
  const spots = laySpots(model, geometry, shown, view, reachOf, ringReach, () => true);
  shrinkUnnamed(model, spots);
  const legs = layLegs(model, geometry, shown.legs, view, reachOf, inView);
  yield;
  const taken = takenBySigns(spots, openEnds, legs, obstacles(false), view);
  const brackets = layBrackets(ctx, model, shown, spots, taken, view);
  const areas = layAreas(geometry, shown, view);
  /** What is selected is labelled first. @param {Thing["kind"]} kind @param {number} row */
  const first = (kind, row) => Number(selected?.kind === kind && selected.row === row);
  /** @type {(import("./lay_labels.js").Label | null)[]} */
  const labels = [];
  const named = spots
    .map((spot) => ({ spot, lines: placeLines(model, spot.row, shown, spot.sign) }))
    .filter(({ lines }) => lines.length > 0)
    .sort(
      (a, b) => first("places", b.spot.row) - first("places", a.spot.row) || b.lines.length - a.lines.length,
    );
  yield;
  for (const [nth, { spot, lines }] of named.entries()) {
    labels.push(layPlaceLabel(ctx, lines, spot, taken, view.window));
    if (nth % LABELS_A_PIECE === LABELS_A_PIECE - 1) yield;
  }
  const told = (
    legs.length > MOST_LEG_LABELS ? legs.filter((leg) => first("legs", leg.row)) : [...legs]
  ).sort((a, b) => first("legs", b.row) - first("legs", a.row) || b.stroke.width - a.stroke.width);
  for (const [nth, leg] of told.entries()) {
    labels.push(layLegLabel(ctx, model, leg, taken, view.window));
    if (nth % LABELS_A_PIECE === LABELS_A_PIECE - 1) yield;
  }
  for (const row of new Set(areas.map((area) => area.row)))
    labels.push(layAreaLabel(ctx, model, row, shown, geometry, view, taken));
  const placed = labels.filter((label) => label !== null);
  yield;
  return {
    view,
    areas,
    spots,
    legs,
    openEnds,
    brackets,
    labels: placed,
    symbols: layForceSymbols({
      model,
      shown,
      spots,
      legs,
      brackets,
      labels: placed,
      taken,
      window: view.window,
    }),
    badges: layBadges(model, shown, spots, legs, placed, taken),
    cities: layCities(ctx, cities, view, taken),
    flows: [],
    clusters: [],
    dots: [],
    level: null,
    left: 0,
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
  takeSpots(taken, spots);
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

/** Make the signs of positions without a name small where they would lie on another sign. @param {Model} model @param {Spot[]} spots */
function shrinkUnnamed({ block: { places } }, spots) {
  for (const spot of spots) {
    if (!places.unnamed[spot.row] || spot.soft) continue;
    const covered = spots.some(
      (other) => other !== spot && Math.hypot(other.x - spot.x, other.y - spot.y) < other.reach + spot.reach,
    );
    if (covered) spot.small = true;
  }
}

/** @param {Occupancy} taken @param {Spot[]} spots */
export function takeSpots(taken, spots) {
  for (const { x, y, soft, reachX, reachY } of spots) {
    const [halfX, halfY] = soft ? [4, 4] : [reachX, Math.min(reachX, reachY)];
    taken.hard.add({ x: x - halfX, y: y - halfY, w: 2 * halfX, h: 2 * halfY }, true);
  }
}

/**
 * How far the sign of each place reaches: a soft place half its radius, so that lines end inside it.
 *
 * @param {Model} model @param {Geometry} geometry @param {import("./time.js").Shown} shown @param {Viewport} view
 */
export function placeReachOf(model, geometry, shown, view) {
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
  let [loss, activity] = [false, false];
  model.atPlace.each(row, (kind, other) => {
    if (kind !== "events" || !(shown.events[other] > 0)) return;
    if (model.block.events.kind[other] === "loss") loss = true;
    else activity = true;
  });
  const events = [...(loss ? ["loss"] : []), ...(activity ? ["activity"] : [])];
  return shown.places[row] > 0
    ? [...ROLE_LAYERS.filter((key) => shown.placeLayers[row] & layerBits([key])), ...events]
    : events;
}

/**
 * @param {Model} model @param {Geometry} geometry @param {import("./time.js").Shown} shown @param {Viewport} view
 * @param {(place: number) => number} reachOf @param {Map<number, number>} ringReach
 * @param {(place: number) => boolean} wanted
 * @returns {Spot[]}
 */
export function laySpots(model, geometry, shown, view, reachOf, ringReach, wanted) {
  const { places } = model.block;
  /** @type {Spot[]} */
  const spots = [];
  /** @param {number} row */
  const shows = (row) => ringReach.has(row) || (shown.places[row] > 0 && !places.bend[row]);
  for (let row = 0; row < shown.places.length; row++) {
    if (!shows(row) || !wanted(row)) continue;
    const ringed = ringReach.has(row);
    const [x, y] = [view.x(geometry.placeX[row]), view.y(geometry.placeY[row])];
    const soft = places.soft[row];
    const radius = soft ? Math.max(SMALLEST_SOFT, geometry.reach[row] * view.scale) : 0;
    const margin = Math.max(radius, 12);
    if (y < -margin || y > view.height + margin) continue;
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
  }
  return spots;
}

/**
 * @param {CanvasRenderingContext2D} ctx @param {Model} model
 * @param {import("./time.js").Shown} shown @param {Spot[]} spots @param {Occupancy} taken @param {Viewport} view
 */
export function layBrackets(ctx, model, shown, spots, taken, view) {
  const { presences } = model.block;
  /** @type {import("./lay_brackets.js").DrawnBracket[]} */
  const brackets = [];
  /** @type {Map<number, Spot[]>} */
  const spotsOf = new Map();
  for (const spot of spots) spotsOf.set(spot.row, [...(spotsOf.get(spot.row) ?? []), spot]);
  for (let row = 0; row < presences.id.length; row++) {
    const places = presences.places[row];
    if (places.length < 2 || !(shown.presences[row] > 0)) continue;
    // Each copy of the world has its own bracket: the first spot of each place belongs to the first copy, and so on.
    const copies = places.map((place) => spotsOf.get(place) ?? []);
    const most = Math.max(...copies.map((copy) => copy.length));
    for (let copy = 0; copy < most; copy++) {
      const joined = copies.flatMap((of) => of[copy] ?? []);
      if (joined.length === 0) continue;
      const alpha = shown.presences[row];
      brackets.push(layBracket(ctx, model, row, alpha, shown.last.has(row), joined, taken, view.window));
    }
  }
  return brackets;
}
