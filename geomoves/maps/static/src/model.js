/** What the block says, turned round: which layer shows a thing, and what belongs to a claim, a place or a force. */

import { seriesOf } from "./context.js";
import { rowCount, whenRead } from "./lazy.js";
import { References } from "./references.js";
import { pointsOf } from "./ways.js";
import { Words } from "./words.js";

/**
 * @typedef {import("./types.js").Block} Block
 * @typedef {import("./types.js").Thing} Thing
 * @typedef {import("./types.js").Kind} Kind
 * @typedef {import("./types.js").Row} Row
 */

/** The layers, in the order in which they are listed. The last exists only where a leg's phase is not stated. */
export const LAYER_KEYS = [
  "origins",
  "transits",
  "bases",
  "destinations",
  "happened",
  "under way",
  "expected",
  "intended",
  "phase not stated",
  "losses",
  "activity",
];
export const ROLE_LAYERS = LAYER_KEYS.slice(0, 4);
export const PHASE_LAYERS = LAYER_KEYS.slice(4, 9);
export const EVENT_LAYERS = LAYER_KEYS.slice(9);
export const UNSTATED_PHASE = "phase not stated";

/** Kinds of things that layers list. */
const LAYERED = /** @type {const} */ (["places", "areas", "legs", "events"]);

/** @type {Record<string, string>} */
const LAYER_OF_ROLE = {
  origin: "origins",
  transit: "transits",
  stationed: "bases",
  training: "bases",
  assembly: "bases",
  staging: "bases",
  destination: "destinations",
};

/**
 * The bits of some layers.
 *
 * @param {Iterable<string>} keys
 */
export function layerBits(keys) {
  let bits = 0;
  for (const key of keys) bits |= 1 << LAYER_KEYS.indexOf(key);
  return bits;
}

export const ALL_LAYERS = layerBits(LAYER_KEYS);

/**
 * The layers that the element of a block names; null when it names none, which means all.
 *
 * @param {HTMLElement} packed
 * @returns {string[] | null}
 */
export function layerKeysOf(packed) {
  return packed.dataset.keys?.split(",").filter((key) => LAYER_KEYS.includes(key)) ?? null;
}
/** @type {Record<string, number>} */
const PHASE_BITS = Object.fromEntries(PHASE_LAYERS.map((key) => [key, layerBits([key])]));

/** The layer that a role belongs to. @param {string} role */
export function layerOfRole(role) {
  return LAYER_OF_ROLE[role] ?? "bases";
}

/** Whether a thing is drawn only by what rests on its claims. @param {Thing} thing */
export function isSpoken({ kind }) {
  return kind === "claims" || kind === "forces" || kind === "speakers" || kind === "documents";
}

/** A block with its reverse references. */
export class Model {
  /**
   * @param {Block} block
   * @param {string[] | null} [keys] the layers that are shown at all, null for every one
   * @param {import("./types.js").Context | null} [context] what lies below the movements
   */
  constructor(block, keys = null, context = null) {
    this.context = context?.layers.length ? context : null;
    this.contextSeries = this.context ? seriesOf(this.context) : [];
    this.block = withOptional(block);
    this.allowed = keys ? layerBits(keys) : ALL_LAYERS;
    /** Made when they are first asked for. @type {References | undefined} */
    this.places = undefined;
    /** @type {References | undefined} */
    this.areas = undefined;
    /** @type {References | undefined} */
    this.forces = undefined;
    /** @type {References | undefined} */
    this.drawn = undefined;
    this.words = new Words(block.words ?? {}, block.language || "en");
    const { legs, presences, events, places, areas } = this.block;

    /** Bits of the layers of each row; 0 for a place that shows with whatever touches it. */
    this.layersOf = {
      legs: phaseBits(legs.phase),
      presences: new Uint16Array(rowCount(presences)).fill(layerBits(["bases"])),
      events: Uint16Array.from(events.kind, (kind) => layerBits([kind === "loss" ? "losses" : "activity"])),
      places: Uint16Array.from(places.roles, roleBits),
      areas: Uint16Array.from(areas.roles, roleBits),
    };

    /** What is not on the slider, by kind. @type {Record<string, Set<Row>>} */
    this.undated = { legs: new Set(), presences: new Set(), events: new Set() };
    for (const [kind, row] of block.tray) this.undated[kind]?.add(row);
  }

  /** What touches each place: legs, presences, events. */
  get atPlace() {
    this.places ??= new References(rowCount(this.block.places), (note) => {
      const { legs, presences, events } = this.block;
      noteEnds(legs.from, legs.to, note);
      for (let row = 0; row < rowCount(presences); row++)
        for (const place of presences.places[row]) note(place, "presences", row);
      for (let row = 0; row < rowCount(events); row++) note(events.place[row], "events", row);
    });
    return this.places;
  }

  /** What touches each area. */
  get atArea() {
    this.areas ??= new References(this.block.areas.id.length, (note) => {
      const { legs, presences, events } = this.block;
      noteEnds(legs.from_area, legs.to_area, note);
      for (let row = 0; row < rowCount(presences); row++)
        for (const area of presences.areas[row]) note(area, "presences", row);
      for (let row = 0; row < rowCount(events); row++) note(events.area[row], "events", row);
    });
    return this.areas;
  }

  /** The claims about each force. */
  get claimsOfForce() {
    this.forces ??= new References(this.block.forces.id.length, (note) => {
      const { force } = this.block.claims;
      for (let claim = 0; claim < force.length; claim++) note(force[claim], "claims", claim);
    });
    return this.forces;
  }

  /** Everything drawn that rests on a claim. */
  get onMap() {
    this.drawn ??= new References(this.block.claims.id.length, (note) => {
      const { legs, presences, events, places, areas, claims } = this.block;
      /** @param {Kind} kind @param {{claims: Row[][]}} table @param {(row: Row) => boolean} [wanted] */
      const each = (kind, table, wanted) => {
        for (let row = 0; row < table.claims.length; row++) {
          if (wanted && !wanted(row)) continue;
          // A total stands on the card of the country that it names, and is drawn nowhere all the same.
          for (const claim of table.claims[row]) if (!claims.off_map[claim]) note(claim, kind, row);
        }
      };
      each("legs", legs, (row) => pointsOf(legs, row) > 0);
      each("presences", presences, (row) => presences.places[row].length > 1);
      each("events", events, (row) => events.place[row] >= 0 || events.area[row] >= 0);
      each("places", places);
      each("areas", areas);
    });
    return this.drawn;
  }

  /** Bits of the layers that have anything in them. */
  get filled() {
    let bits = 0;
    for (const kind of LAYERED) {
      const layers = this.layersOf[kind];
      for (let row = 0; row < layers.length; row++)
        if ((layers[row] & ~bits) !== 0 && this.isListed({ kind, row })) bits |= layers[row];
    }
    return bits;
  }

  /**
   * The layers that are listed: all but the last, which is only where something is in it.
   *
   * @returns {string[]}
   */
  usedLayers() {
    const some = (this.filled & layerBits([UNSTATED_PHASE])) !== 0;
    return LAYER_KEYS.filter((key) => this.allowed & layerBits([key]) && (key !== UNSTATED_PHASE || some));
  }

  /**
   * What a layer holds.
   *
   * @param {string} key
   * @returns {Thing[]}
   */
  inLayer(key) {
    const bit = layerBits([key]);
    /** @type {Thing[]} */
    const things = [];
    for (const kind of LAYERED) {
      this.layersOf[kind].forEach((bits, row) => {
        if (bits & bit && this.isListed({ kind, row })) things.push({ kind, row });
      });
    }
    return things;
  }

  /** Whether a thing is drawn by itself: a leg between two countries is not. @param {Thing} thing */
  hasPicture(thing) {
    const { legs, events } = this.block;
    if (thing.kind === "legs") return pointsOf(legs, thing.row) > 0;
    if (thing.kind === "events") return events.place[thing.row] >= 0 || events.area[thing.row] >= 0;
    return true;
  }

  /** Whether a layer lists a thing: what was superseded or taken back is no part of today's map. @param {Thing} thing */
  isListed(thing) {
    return this.stoodUntil(thing) === null && this.hasPicture(thing);
  }

  /** The last day on which a thing stood; null for what stands today. @param {Thing} thing @returns {import("./types.js").Day} */
  stoodUntil({ kind, row }) {
    if (kind !== "legs" && kind !== "presences" && kind !== "events") return null;
    return this.block[kind].known_until?.[row] ?? null;
  }

  /**
   * The bits of the layers that have to be on for things to show.
   *
   * @param {Thing[]} things
   */
  layersNeeded(things) {
    const layers = /** @type {Record<string, Uint16Array>} */ (this.layersOf);
    return this.allowed & things.reduce((bits, { kind, row }) => bits | (layers[kind]?.[row] ?? 0), 0);
  }

  /**
   * The name of a force, and its row when it has one.
   *
   * @param {Row | string} force
   * @returns {{name: string, row: Row}}
   */
  force(force) {
    if (typeof force === "string") return { name: force, row: this.block.forces.name.indexOf(force) };
    return {
      name: this.block.forces.name[force] ?? "",
      row: this.block.forces.name[force] === undefined ? -1 : force,
    };
  }

  /**
   * The claims behind a thing.
   *
   * @param {Thing} thing
   * @returns {Row[]}
   */
  claimsOf(thing) {
    if (thing.kind === "claims") return [thing.row];
    if (thing.kind === "context") return [];
    if (thing.kind === "forces") return Array.from(this.claimsOfForce.rowsOf(thing.row));
    if (thing.kind === "speakers") return this.saidBy(thing.row);
    if (thing.kind === "documents") return this.saidIn(thing.row);
    return this.block[thing.kind].claims[thing.row] ?? [];
  }

  /** The claims of a speaker, and those that it passes on. @param {Row} speaker */
  saidBy(speaker) {
    const { claims } = this.block;
    /** @type {Row[]} */
    const found = [];
    for (let claim = 0; claim < claims.id.length; claim++)
      if (claims.said_by[claim] === speaker || claims.through[claim].includes(speaker)) found.push(claim);
    return found;
  }

  /** The claims in a document. @param {Row} document */
  saidIn(document) {
    const { claims } = this.block;
    /** @type {Row[]} */
    const found = [];
    for (let claim = 0; claim < claims.id.length; claim++)
      if (claims.document[claim] === document) found.push(claim);
    return found;
  }

  /**
   * What is drawn of a thing: itself, or all that rests on the claims of a force, a speaker or a document.
   *
   * @param {Thing} thing
   * @returns {Thing[]}
   */
  drawnOf(thing) {
    if (!isSpoken(thing)) return [thing];
    return this.claimsOf(thing).flatMap((claim) => this.onMap.of(claim));
  }
}

/** Columns that a block may leave out, by table, each with what stands in every row of it then. */
/** @type {Record<string, Record<string, unknown>>} */
const OPTIONAL = {
  speakers: { note: "" },
  documents: { author: "", publisher: "", language: "", note: "" },
  evidence: { kind: "", url: "", note: "" },
  forces: { note: "" },
  claims: { about: [] },
  places: { bend: false, unnamed: false },
  presences: { areas: [], one_of: false, share_basis: [] },
  questions: { note: "", sentence: "", contested: false, claims: [], corroborated_by: [] },
};

/** A block in which no column is missing. @param {Block} block @returns {Block} */
function withOptional(block) {
  const tables = /** @type {Record<string, any>} */ (/** @type {unknown} */ (block));
  for (const [name, columns] of Object.entries(OPTIONAL)) {
    const table = tables[name];
    for (const [column, value] of Object.entries(columns))
      if (!(column in table)) whenRead(table, column, () => new Array(rowCount(table)).fill(value));
  }
  return block;
}

/** @param {ArrayLike<string>} phases */
function phaseBits(phases) {
  const bits = new Uint16Array(phases.length);
  for (let row = 0; row < bits.length; row++)
    bits[row] = PHASE_BITS[phases[row]] ?? PHASE_BITS[UNSTATED_PHASE];
  return bits;
}

/** @param {ArrayLike<Row>} from @param {ArrayLike<Row>} to @param {import("./references.js").Note} note */
function noteEnds(from, to, note) {
  for (let row = 0; row < from.length; row++) {
    note(from[row], "legs", row);
    if (to[row] !== from[row]) note(to[row], "legs", row);
  }
}

/** @param {import("./types.js").RoleEntry[]} roles */
function roleBits(roles) {
  return layerBits(roles.map(([role]) => layerOfRole(role)));
}
