/**
 * Movements by where they begin and end at a zoom: which of them share both clusters, and how many of those show.
 *
 * What a leg belongs to is worked out once for each zoom; a step of the slider only counts.
 */

import { leadersOf } from "./clusters.js";
import { trace } from "./geodesy.js";
import { rowCount } from "./lazy.js";
import { bowed, joined } from "./leg_lines.js";

/**
 * @typedef {import("./model.js").Model} Model
 * @typedef {import("./geometry.js").Geometry} Geometry
 * @typedef {import("./time.js").Shown} Shown
 *
 * How many show, by flow and by cluster.
 * @typedef {object} Counts
 * @property {Uint32Array} all movements of each flow
 * @property {Uint32Array} sure those of them that are reported as happened or under way
 * @property {Uint8Array} disputed whether somebody denies one of them
 * @property {Int32Array} last row of the last leg of each flow: the leg itself when it is the only one
 * @property {Uint32Array} places places of each cluster
 * @property {Uint32Array} presences presences at places of each cluster
 * @property {Uint32Array} losses
 * @property {Uint32Array} activity
 * @property {Uint8Array} disputedHere whether somebody denies a presence, loss or activity in a cluster
 */

/** Places nearer than this to each other are one cluster, pixels. */
const REACH = 80;
/** How far a flow bends to the side, as a share of its length. */
export const BOW = 0.06;
const NONE = -1;
/** Lines that are kept, once the ways of other days are among them. */
const MOST_LINES = 4000;
/** What is known of the ways of a flow's movements: as far as was asked they run alike, or they do not. */
const [ALIKE, APART] = [1, 2];

export class Flows {
  /**
   * @param {Model} model
   * @param {Geometry} geometry
   * @param {number} zoom
   */
  constructor(model, geometry, zoom) {
    this.model = model;
    this.zoom = zoom;
    this.geometry = geometry;
    /** @type {Uint8Array | undefined} */
    this.took = undefined;
    /** The lines that were drawn, pixels of zoom 0, by flow and by the leg whose way they run. @type {Map<string, Float64Array>} */
    this.lines = new Map();
    /** Places nearer than this to each other are one cluster, pixels of zoom 0. */
    this.reach = REACH / geometry.plane.scale(zoom);
    const { placeX, placeY } = geometry;
    const { legs } = model.block;
    const touching = model.atPlace;
    const weights = Float64Array.from(placeX, (_, row) => touching.count(row));
    const leaders = leadersOf(placeX, placeY, weights, this.reach);
    /** Cluster of each place. */
    this.clusterOf = new Int32Array(leaders.length);
    /** The place that each cluster is named after and lies at. @type {number[]} */
    this.leaders = [];
    for (let row = 0; row < leaders.length; row++) {
      if (leaders[row] !== row) continue;
      this.clusterOf[row] = this.leaders.length;
      this.leaders.push(row);
    }
    for (let row = 0; row < leaders.length; row++) this.clusterOf[row] = this.clusterOf[leaders[row]];
    /** Flow of each leg; -1 for what is no reported movement, only one step of a track, or drawn nowhere. */
    this.flowOf = new Int32Array(rowCount(legs)).fill(NONE);
    /** Cluster that each flow begins in, -1 where that is not stated. @type {number[]} */
    this.from = [];
    /** @type {number[]} */
    this.to = [];
    /** @type {Map<number, number>} */
    const numbers = new Map();
    for (let row = 0; row < this.flowOf.length; row++) {
      if (geometry.legs.drawn[row] === 0 || geometry.steps[row]) continue;
      this.flowOf[row] = this.numberOf(numbers, this.cluster(legs.from[row]), this.cluster(legs.to[row]));
    }
    this.count = this.from.length;
  }

  /** @param {number} place */
  cluster(place) {
    return place < 0 ? NONE : this.clusterOf[place];
  }

  /** @param {Map<number, number>} numbers @param {number} from @param {number} to */
  numberOf(numbers, from, to) {
    const key = (from + 1) * (this.leaders.length + 1) + to + 1;
    let number = numbers.get(key);
    if (number === undefined) {
      number = this.from.length;
      numbers.set(key, number);
      this.from.push(from);
      this.to.push(to);
    }
    return number;
  }

  /** What shows. @param {Shown} shown @param {Model} model as things stood then @returns {Counts} */
  counts(shown, model) {
    const { legs } = model.block;
    const [flows, clusters] = [this.count, this.leaders.length];
    const counts = {
      all: new Uint32Array(flows),
      sure: new Uint32Array(flows),
      disputed: new Uint8Array(flows),
      last: new Int32Array(flows).fill(NONE),
      places: new Uint32Array(clusters),
      presences: new Uint32Array(clusters),
      losses: new Uint32Array(clusters),
      activity: new Uint32Array(clusters),
      disputedHere: new Uint8Array(clusters),
    };
    const { all, sure, disputed, last } = counts;
    const took = this.tookPlace;
    const { legRows } = shown;
    for (let nth = 0; nth < legRows.length; nth++) {
      const row = legRows[nth];
      const flow = this.flowOf[row];
      if (flow < 0) continue;
      all[flow] += 1;
      sure[flow] += took[row];
      last[flow] = row;
      if (legs.disputed[row]) disputed[flow] = 1;
    }
    this.countHere(shown, model, counts);
    return counts;
  }

  /** Places, presences and events of each cluster. @param {Shown} shown @param {Model} model @param {Counts} counts */
  countHere(shown, model, counts) {
    const { places, presences, events } = model.block;
    for (let row = 0; row < this.clusterOf.length; row++)
      if (shown.places[row] > 0 && !places.bend[row]) counts.places[this.clusterOf[row]] += 1;
    for (let row = 0; row < rowCount(presences); row++) {
      if (!(shown.presences[row] > 0)) continue;
      // One body in several places has a bracket, and is no sum.
      if (presences.places[row].length !== 1) continue;
      const cluster = this.clusterOf[presences.places[row][0]];
      counts.presences[cluster] += 1;
      if (presences.disputed[row]) counts.disputedHere[cluster] = 1;
    }
    for (let row = 0; row < rowCount(events); row++) {
      if (!(shown.events[row] > 0) || events.place[row] < 0) continue;
      const cluster = this.clusterOf[events.place[row]];
      (events.kind[row] === "loss" ? counts.losses : counts.activity)[cluster] += 1;
      if (events.disputed[row]) counts.disputedHere[cluster] = 1;
    }
  }

  /**
   * The line of a flow between its clusters, pixels of zoom 0: along the geodesic, bent to the right of the way it
   * goes, so that the way back lies beside it.
   *
   * @param {number} flow
   * @param {number} [leg] one of its movements, through whose stops it runs; -1 = straight
   */
  line(flow, leg = NONE) {
    const stops = leg < 0 ? [] : this.stopsOf(flow, leg);
    const key = `${flow} ${stops.length > 0 ? leg : NONE}`;
    let line = this.lines.get(key);
    if (!line) {
      const { lon, lat } = this.model.block.places;
      const [start, end] = [this.leaders[this.from[flow]], this.leaders[this.to[flow]]];
      /** @type {[number, number][]} */
      const way = [[lon[start], lat[start]], ...stops];
      // Round the world the shorter way.
      const before = way[way.length - 1][0];
      way.push([lon[end] - 360 * Math.round((lon[end] - before) / 360), lat[end]]);
      const stretches = [];
      for (let at = 1; at < way.length; at++)
        stretches.push(bowed(this.geometry.plane.projectLine(trace([way[at - 1], way[at]])), BOW));
      line = joined(stretches);
      if (this.lines.size >= MOST_LINES) this.lines.clear();
      this.lines.set(key, line);
    }
    return line;
  }

  /**
   * The stops of a leg that lie in neither cluster of its flow, degrees, on the copy of the world of its start.
   *
   * @param {number} flow @param {number} leg
   * @returns {[lon: number, lat: number][]}
   */
  stopsOf(flow, leg) {
    const { ways } = this.geometry.legs;
    const { lon } = this.model.block.places;
    const [first, last] = [ways.at[leg], ways.at[leg + 1] - 1];
    const ends = [this.leaders[this.from[flow]], this.leaders[this.to[flow]]];
    const around = 360 * Math.round((lon[ends[0]] - ways.lon[first]) / 360);
    /** @type {[number, number][]} */
    const stops = [];
    for (let at = first + 1; at < last; at++)
      if (!ends.some((place) => this.isNear(at, place))) stops.push([ways.lon[at] + around, ways.lat[at]]);
    return stops;
  }

  /** Whether a waypoint lies about where a place does. @param {number} at @param {number} place */
  isNear(at, place) {
    const { placeX, placeY } = this.geometry;
    const [x, y] = this.waypoint(at);
    return this.isClose(x - placeX[place], y - placeY[place]);
  }

  /** Where a waypoint lies, pixels of zoom 0. @param {number} at */
  waypoint(at) {
    const { ways } = this.geometry.legs;
    return this.geometry.plane.project(ways.lon[at], ways.lat[at]);
  }

  /** @param {number} across @param {number} along */
  isClose(across, along) {
    const { period } = this.geometry.plane;
    const x = period > 0 ? across - period * Math.round(across / period) : across;
    return Math.hypot(x, along) < this.reach;
  }

  /** Whether two legs stop at about the same points on their way. @param {number} one @param {number} other */
  runAlike(one, other) {
    const { ways } = this.geometry.legs;
    const [a, b] = [ways.at[one], ways.at[other]];
    const count = ways.at[one + 1] - a;
    if (ways.at[other + 1] - b !== count) return false;
    for (let nth = 1; nth < count - 1; nth++) {
      const [p, q] = [this.waypoint(a + nth), this.waypoint(b + nth)];
      if (!this.isClose(p[0] - q[0], p[1] - q[1])) return false;
    }
    return true;
  }

  /**
   * A leg whose way all that shows of a flow goes, for each of some flows.
   *
   * @param {Iterable<number>} flows @param {Shown} shown
   * @returns {(flow: number) => number} its row; -1 where they go different ways
   */
  commonWays(flows, shown) {
    const asked = new Uint8Array(this.count);
    for (const flow of flows) asked[flow] = ALIKE;
    const first = new Int32Array(this.count).fill(NONE);
    const { legRows } = shown;
    for (let nth = 0; nth < legRows.length; nth++) {
      const row = legRows[nth];
      const flow = this.flowOf[row];
      if (flow < 0 || asked[flow] !== ALIKE) continue;
      if (first[flow] < 0) first[flow] = row;
      else if (!this.runAlike(first[flow], row)) asked[flow] = APART;
    }
    return (flow) => (asked[flow] === ALIKE ? first[flow] : NONE);
  }

  /** By leg, 1 = reported as happened or under way. */
  get tookPlace() {
    if (!this.took) {
      const { phase } = this.model.block.legs;
      this.took = new Uint8Array(phase.length);
      for (let row = 0; row < this.took.length; row++)
        if (phase[row] === "happened" || phase[row] === "under way") this.took[row] = 1;
    }
    return this.took;
  }

  /**
   * The legs of a flow that show.
   *
   * @param {number} flow @param {Shown} shown
   * @returns {number[]} rows
   */
  legsOf(flow, shown) {
    return this.legsWhere((other) => other === flow, shown);
  }

  /**
   * The legs that show and begin or end in a cluster, or both.
   *
   * @param {number} cluster @param {Shown} shown
   */
  legsAt(cluster, shown) {
    return this.legsWhere((flow) => this.from[flow] === cluster || this.to[flow] === cluster, shown);
  }

  /** @param {(flow: number) => boolean} wanted @param {Shown} shown */
  legsWhere(wanted, shown) {
    /** @type {number[]} */
    const rows = [];
    for (const row of Array.from(shown.legRows))
      if (this.flowOf[row] >= 0 && wanted(this.flowOf[row])) rows.push(row);
    return rows;
  }

  /** The places of a cluster that show. @param {number} cluster @param {Shown} shown */
  placesOf(cluster, shown) {
    const { bend } = this.model.block.places;
    /** @type {number[]} */
    const rows = [];
    for (let row = 0; row < this.clusterOf.length; row++)
      if (this.clusterOf[row] === cluster && shown.places[row] > 0 && !bend[row]) rows.push(row);
    return rows;
  }
}

/** The flows of a map, by zoom: each is made when the map is first seen at it. */
export class FlowLevels {
  /** @param {Model} model @param {Geometry} geometry */
  constructor(model, geometry) {
    this.model = model;
    this.geometry = geometry;
    /** @type {Map<number, Flows>} */
    this.levels = new Map();
    /** What was counted of what shows now. @type {Map<Flows, Counts>} */
    this.counted = new Map();
    /** @type {Shown | null} */
    this.shown = null;
  }

  /** @param {number} zoom @returns {Flows} */
  at(zoom) {
    const level = Math.round(zoom);
    let flows = this.levels.get(level);
    if (!flows) {
      flows = new Flows(this.model, this.geometry, level);
      this.levels.set(level, flows);
    }
    return flows;
  }

  /** What shows at a zoom, counted again only when it is another. @param {Flows} flows @param {Shown} shown @param {Model} model */
  counts(flows, shown, model) {
    if (this.shown !== shown) this.counted.clear();
    this.shown = shown;
    let counts = this.counted.get(flows);
    if (!counts) {
      counts = flows.counts(shown, model);
      this.counted.set(flows, counts);
    }
    return counts;
  }
}
