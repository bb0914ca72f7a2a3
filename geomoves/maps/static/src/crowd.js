/** A view with more movements or places than could be told apart: clusters, ribbons between them, and a count of the rest. */

import { layAreaLabel, layAreas } from "./lay_areas.js";
import { besideSign, layBadges } from "./lay_badges.js";
import { layCities } from "./lay_cities.js";
import { flowsInWindow, layClusters, layFlows, shareDrawn, tipOfFlow, weightsOf } from "./lay_flows.js";
import { layPlaceLabel } from "./lay_labels.js";
import { layLegs } from "./lay_legs.js";
import { Occupancy } from "./occupancy.js";
import { QUIET_INK } from "./palette.js";
import { layBrackets, laySpots, placeReachOf, takeSpots } from "./scene.js";

/**
 * @typedef {import("./scene.js").SceneOptions} SceneOptions
 * @typedef {import("./scene.js").Scene} Scene
 * @typedef {import("./scene.js").Spot} Spot
 * @typedef {import("./lay_flows.js").DrawnCluster} DrawnCluster
 * @typedef {import("./lay_labels.js").Label} Label
 * @typedef {import("./text_block.js").Line} Line
 */

/** Movements that share their two clusters with no other are drawn as themselves, when they and the ribbons are no more than so many. */
const MOST_SINGLE = 100;
/** More places than this that stand alone have plain signs: what was at each is in its card. */
const MOST_SIGNS = 40;
/** Joins and steps of tracks are no movements of their own, and are drawn as the bands that they make. */
const MOST_STEPS = 4000;
/** A share of the movements that begin or end in the window: with fewer in ribbons, larger clusters show more. */
const ENOUGH = 0.4;
const COARSEST = 2;
const MOST_LABELS = 150;
const MOST_BRACKETS = 20;

const PLAIN = { glyphs: [], reach: 5, reachX: 5, reachY: 5 };

/**
 * @param {SceneOptions} options
 * @param {number[]} inView legs
 * @returns {Generator<void, Scene>}
 */
export function* layCrowd(options, inView) {
  const { ctx, model, geometry, shown, view, selected, cities, obstacles } = options;
  const { flows, counts, found } = levelFor(options);
  yield;
  const alone = aloneIn(options, counts, found, inView);
  const kept = placesOf(model, selected);
  /** Whether a place has a sign of its own. @param {number} place */
  const stands = (place) => counts.places[flows.clusterOf[place]] < 2 || kept.has(place);
  const reachOf = placeReachOf(model, geometry, shown, view);
  const clusters = layClusters(flows, counts, geometry, view);
  const spots = laySpots(model, geometry, shown, view, reachOf, new Map(), stands);
  const legs = layLegs(
    model,
    geometry,
    shown.legs,
    view,
    (place) => (place >= 0 && stands(place) ? reachOf(place) : 0),
    alone.rows,
    true,
  );
  yield;
  if (spots.length > MOST_SIGNS) for (const spot of spots) Object.assign(spot, PLAIN);
  const taken = new Occupancy();
  for (const rect of obstacles(true)) taken.hard.add(rect, true);
  takeSpots(taken, spots);
  for (const { x, y, radius } of clusters)
    taken.hard.add({ x: x - radius, y: y - radius, w: 2 * radius, h: 2 * radius }, true);
  const ribbons = layFlows({ ctx, flows, counts, found, view, words: model.words, taken, shown });
  yield;
  for (const flow of ribbons.drawn) {
    taken.hard.add(tipOfFlow(flow), true);
    taken.addLine(flow.line, view.window);
  }
  for (const leg of legs) for (const run of leg.runs) taken.addLine(run, view.window);
  const brackets = crowdBrackets(options, flows, taken, clusters, spots);
  const areas = layAreas(geometry, shown, view);
  const here = new Here(options, flows, counts);
  yield;
  const { labels, marks, told } = here.labels(options, taken, clusters, spots, kept);
  for (const row of new Set(areas.map((area) => area.row))) {
    const label = layAreaLabel(ctx, model, row, shown, geometry, view, taken);
    if (label) labels.push(label);
  }
  yield;
  return {
    view,
    areas,
    spots,
    legs,
    openEnds: [],
    brackets: brackets.drawn,
    labels,
    badges: [
      ...here.badges(clusters, spots, told, taken),
      ...layBadges(model, shown, [], legs, labels, taken),
    ],
    cities: layCities(ctx, cities, view, taken),
    flows: ribbons.drawn,
    clusters,
    dots: dotsOf(model, geometry, view, alone.rows, stands),
    // Nobody tells symbols apart in a crowd.
    symbols: [],
    level: flows,
    left: ribbons.left + alone.left + brackets.left + here.untold(found.here, marks, told),
  };
}

/**
 * The flows to draw: those of the zoom, or of larger clusters where these would leave most movements undrawn.
 *
 * @param {SceneOptions} options
 */
function levelFor({ model, geometry, levels, shown, view }) {
  let best = null;
  let most = -1;
  for (let coarser = 0; coarser <= COARSEST; coarser++) {
    const flows = levels.at(view.zoom - coarser);
    const counts = levels.counts(flows, shown, model);
    const found = flowsInWindow(flows, counts, geometry, view);
    const share = shareDrawn(counts, found, view);
    if (share > most) {
      best = { flows, counts, found };
      most = share;
    }
    if (share >= ENOUGH) break;
  }
  return /** @type {NonNullable<typeof best>} */ (best);
}

/**
 * The legs that are drawn as themselves: what is selected, joins and tracks, and movements without a companion.
 *
 * @param {SceneOptions} options @param {import("./flows.js").Counts} counts
 * @param {ReturnType<typeof flowsInWindow>} found @param {number[]} inView
 */
function aloneIn({ geometry, selected, shown }, counts, found, inView) {
  const steps = inView.filter((row) => geometry.steps[row]);
  const singles = [...found.single, ...found.singlePassing].map((flow) => counts.last[flow]);
  // Some of very many would be a choice that nobody made.
  const ribbons = found.ending.length + found.passing.length;
  const drawn = singles.length + ribbons <= MOST_SINGLE ? singles : [];
  const rows = [...steps.slice(0, MOST_STEPS), ...drawn];
  if (selected?.kind === "legs" && shown.legs[selected.row] > 0 && !rows.includes(selected.row))
    rows.push(selected.row);
  const left = Math.max(0, steps.length - MOST_STEPS) + singles.length - drawn.length;
  return { rows, left };
}

/** The places of what is selected: they keep their own signs. @param {import("./model.js").Model} model @param {import("./types.js").Thing | null} selected */
function placesOf(model, selected) {
  const { legs, presences, events } = model.block;
  /** @type {Set<number>} */
  const rows = new Set();
  if (selected?.kind === "places") rows.add(selected.row);
  if (selected?.kind === "legs") rows.add(legs.from[selected.row]).add(legs.to[selected.row]);
  if (selected?.kind === "presences") for (const place of presences.places[selected.row]) rows.add(place);
  if (selected?.kind === "events") rows.add(events.place[selected.row]);
  return rows;
}

/** A cluster, as labels see a place. @param {DrawnCluster} cluster @returns {Spot} */
function standIn({ place, x, y, radius }) {
  return {
    row: place,
    x,
    y,
    soft: false,
    radius: 0,
    glyphs: [],
    sign: true,
    reach: radius + 2,
    reachX: radius + 2,
    reachY: radius + 2,
    alpha: 1,
  };
}

/**
 * Brackets, when there are few enough of them; one in a cluster reaches to the cluster.
 *
 * @param {SceneOptions} options @param {import("./flows.js").Flows} flows @param {Occupancy} taken
 * @param {DrawnCluster[]} clusters @param {Spot[]} spots
 */
function crowdBrackets({ ctx, model, shown, view }, flows, taken, clusters, spots) {
  const { clusterOf } = flows;
  const { presences } = model.block;
  const rows = [];
  for (let row = 0; row < presences.id.length; row++)
    if (presences.places[row].length > 1 && shown.presences[row] > 0) rows.push(row);
  if (rows.length > MOST_BRACKETS) return { drawn: [], left: rows.length };
  const standing = new Map(clusters.map((cluster) => [cluster.row, standIn(cluster)]));
  const around = rows.flatMap((row) =>
    presences.places[row].flatMap((place) => {
      const cluster = standing.get(clusterOf[place]);
      return cluster && !spots.some((spot) => spot.row === place) ? [{ ...cluster, row: place }] : [];
    }),
  );
  return { drawn: layBrackets(ctx, model, shown, [...spots, ...around], taken, view), left: 0 };
}

/**
 * The ends of legs that are drawn by themselves, where a cluster stands for their places.
 *
 * @param {import("./model.js").Model} model @param {import("./geometry.js").Geometry} geometry
 * @param {import("./plane.js").Viewport} view @param {number[]} rows @param {(place: number) => boolean} stands
 * @returns {[x: number, y: number][]}
 */
function dotsOf({ block: { legs, places } }, geometry, view, rows, stands) {
  const ends = new Set(rows.flatMap((row) => [legs.from[row], legs.to[row]]));
  /** @type {[number, number][]} */
  const dots = [];
  for (const place of ends) {
    if (place < 0 || stands(place) || places.bend[place]) continue;
    const [x, y] = [view.x(geometry.placeX[place]), view.y(geometry.placeY[place])];
    for (const shift of view.shifts(x - 3, x + 3)) dots.push([x + shift, y]);
  }
  return dots;
}

/** What does not leave a cluster: movements within it or with an open end, presences, losses, activity. */
class Here {
  /** @param {SceneOptions} options @param {import("./flows.js").Flows} flows @param {import("./flows.js").Counts} counts */
  constructor({ model, shown }, flows, counts) {
    this.model = model;
    this.shown = shown;
    this.counts = counts;
    const clusters = flows.leaders.length;
    this.within = new Uint32Array(clusters);
    this.open = new Uint32Array(clusters);
    this.disputed = Uint8Array.from(counts.disputedHere);
    /** Movements of each cluster that have no ribbon, by cluster. */
    for (let flow = 0; flow < flows.count; flow++) {
      const [from, to] = [flows.from[flow], flows.to[flow]];
      if (from >= 0 && to >= 0 && from !== to) continue;
      const cluster = from < 0 ? to : from;
      (from === to ? this.within : this.open)[cluster] += counts.all[flow];
      if (counts.disputed[flow]) this.disputed[cluster] = 1;
    }
    this.flows = flows;
  }

  /**
   * The labels of clusters and of places that stand alone, the busiest first.
   *
   * @param {SceneOptions} options @param {Occupancy} taken @param {DrawnCluster[]} clusters @param {Spot[]} spots
   * @param {Set<number>} kept places that are named before all others
   */
  labels({ ctx, view }, taken, clusters, spots, kept) {
    const { flows, counts } = this;
    const weights = weightsOf(flows, counts);
    const marks = [
      ...clusters.map((cluster) => ({ cluster: cluster.row, n: cluster.n, spot: standIn(cluster) })),
      ...spots.map((spot) => ({ cluster: flows.clusterOf[spot.row], n: 1, spot })),
    ];
    /** @param {{cluster: number, spot: Spot}} mark */
    const rank = ({ cluster, spot }) => (kept.has(spot.row) ? Infinity : weights[cluster]);
    marks.sort((a, b) => rank(b) - rank(a) || 0);
    /** @type {Label[]} */
    const labels = [];
    /** Clusters whose label says what is in them. @type {Set<number>} */
    const told = new Set();
    for (const { cluster, n, spot } of marks.slice(0, MOST_LABELS)) {
      const inCluster = n === 1 && counts.places[cluster] > 1;
      const lines = inCluster ? this.nameLines(spot.row, 1) : this.lines(cluster, spot.row, n);
      const label = lines.length > 0 ? layPlaceLabel(ctx, lines, spot, taken, view.window) : null;
      if (!label) continue;
      if (n > 1) label.thing = { kind: "clusters", row: cluster };
      labels.push(label);
      if (label.block.lines.some((line) => line.what)) told.add(cluster);
    }
    return { labels, marks, told };
  }

  /** @param {number} place @param {number} n @returns {Line[]} */
  nameLines(place, n) {
    const { places } = this.model.block;
    const { words } = this.model;
    const unnamed = places.unnamed[place];
    if (unnamed && n < 2) return [];
    const name = places.name[place];
    const text = unnamed
      ? words.say("cluster.places", { n })
      : n < 2
        ? name
        : words.say("cluster.name", { name, n: n - 1 });
    return [{ text, weight: "650", size: 12.5 }];
  }

  /**
   * The label of a cluster, or of a place that stands alone.
   *
   * @param {number} cluster @param {number} place @param {number} n places
   * @returns {Line[]}
   */
  lines(cluster, place, n) {
    const { counts, model } = this;
    /** @type {[string, number, string[]][]} */
    const parts = [
      ["cluster.within", this.within[cluster], []],
      ["cluster.open", this.open[cluster], []],
      ["cluster.presences", counts.presences[cluster], []],
      ["cluster.losses", counts.losses[cluster], ["loss"]],
      ["cluster.activity", counts.activity[cluster], ["activity"]],
    ];
    const lines = parts
      .filter(([, many]) => many > 0)
      .map(([key, many, signs]) => ({
        text: model.words.say(key, { n: many }),
        size: 11.5,
        colour: QUIET_INK,
        signs,
        what: true,
      }));
    if (lines.length > 0 && this.disputed[cluster]) lines[0].signs = ["disputed", ...lines[0].signs];
    return [...this.nameLines(place, n), ...lines];
  }

  /**
   * The sign of a denial where no label carries it.
   *
   * @param {DrawnCluster[]} clusters @param {Spot[]} spots @param {Set<number>} told @param {Occupancy} taken
   * @returns {import("./lay_badges.js").Badge[]}
   */
  badges(clusters, spots, told, taken) {
    /** @type {import("./lay_badges.js").Badge[]} */
    const badges = [];
    for (const { row, x, y, radius } of clusters) {
      if (!this.disputed[row] || told.has(row)) continue;
      const place = besideSign(taken, x, y, radius, radius + 2);
      badges.push({ ...place, alpha: 1, thing: { kind: "clusters", row } });
    }
    for (const { row, x, y, reachX } of spots) {
      const cluster = this.flows.clusterOf[row];
      if (!this.disputed[cluster] || told.has(cluster) || this.counts.places[cluster] > 1) continue;
      const place = besideSign(taken, x, y, reachX * 0.75, reachX * 0.75 + 3);
      badges.push({ ...place, alpha: 1, thing: { kind: "places", row } });
    }
    return badges;
  }

  /**
   * How much no label says.
   *
   * @param {number[]} here flows @param {{cluster: number}[]} marks @param {Set<number>} told
   */
  untold(here, marks, told) {
    let left = 0;
    for (const flow of here) {
      const cluster = this.flows.from[flow] < 0 ? this.flows.to[flow] : this.flows.from[flow];
      if (!told.has(cluster)) left += this.counts.all[flow];
    }
    for (const cluster of new Set(marks.map((mark) => mark.cluster))) {
      if (told.has(cluster)) continue;
      left += this.counts.presences[cluster] + this.counts.losses[cluster] + this.counts.activity[cluster];
    }
    return left;
  }
}
