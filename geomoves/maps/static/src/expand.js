/**
 * From what a block carries to what the page reads: whatever follows from the claims is worked out here.
 *
 * What only a card or a list shows is worked out when it is first read. A column that the block brings stays.
 */

import { bodyOf, sentenceOf } from "./sentences.js";

/**
 * @typedef {import("./types.js").Block} Block
 * @typedef {Record<string, any[]>} Table
 */

const FIELDS = ["from", "via", "to", "at", "at_one_of"];

/**
 * @param {any} packed a block as it was packed
 * @returns {Block}
 */
export function expand(packed) {
  const block = packed;
  if (!block.ends) return block;
  const { claims, ends, legs, presences, events, places, areas } = block;
  /** @type {any[]} */
  const none = [];
  claims.strength ??= lazily(claims.id.length, (row) => claims.figure_words[row] || claims.figure[row]);
  claims.responses ??= lazily(claims.id.length, (row) => block.replies[claims.replies[row]] ?? none);
  claims.sentence ??= lazily(claims.id.length, (row) => sentenceOf(block, row));
  claims.about = aboutOf(block);
  places.claims ??= claimsAt(block, ends.place, places.id.length);
  areas.claims ??= claimsAt(block, ends.area, areas.id.length);
  for (const table of [legs, presences, events]) {
    table.when ??= lazily(table.id.length, (row) => table.joined?.[row] || whenOf(block, table.claims[row]));
  }
  addEnds(block);
  legs.carried_by = lazily(legs.id.length, nameOf(legs.carried_by, block.forces.name));
  presences.places ??= presences.at_ends.map((/** @type {number[]} */ rows) => placed(rows, ends.place));
  presences.areas ??= presences.at_ends.map((/** @type {number[]} */ rows) => placed(rows, ends.area));
  events.place ??= events.at_ends.map((/** @type {number[]} */ [row]) => ends.place[row]);
  events.area ??= events.at_ends.map((/** @type {number[]} */ [row]) => ends.area[row]);
  addQuestions(block);
  return block;
}

/**
 * A column whose rows are worked out when they are first read.
 *
 * @template T
 * @param {number} length
 * @param {(row: number) => T} work
 * @returns {T[]}
 */
export function lazily(length, work) {
  /** @type {T[]} */
  const kept = new Array(length);
  return new Proxy(kept, {
    get(target, key) {
      if (typeof key === "symbol" || !isRow(key, length)) return Reflect.get(target, key);
      const row = Number(key);
      if (!(row in target)) target[row] = work(row);
      return target[row];
    },
    has: (target, key) => (typeof key === "string" && isRow(key, length)) || Reflect.has(target, key),
  });
}

/** @param {string} key @param {number} length */
function isRow(key, length) {
  const row = Number(key);
  return Number.isInteger(row) && row >= 0 && row < length;
}

/** @param {number[]} rows @param {string[]} names @returns {(row: number) => string} */
function nameOf(rows, names) {
  return (row) => names[rows[row]] ?? "";
}

/** The rows of the places (or countries) among some ends. @param {number[]} ends @param {number[]} rows */
function placed(ends, rows) {
  return ends.map((end) => rows[end]).filter((row) => row >= 0);
}

/** @param {any} block @returns {string[][]} */
function aboutOf({ claims }) {
  const { about } = claims;
  return lazily(about.length, (row) =>
    about[row].map((/** @type {number | string} */ one) =>
      typeof one === "number" ? claims.sentence[one] : one,
    ),
  );
}

/** The times of the claims behind a thing, each once. @param {any} block @param {number[]} rows */
function whenOf({ claims }, rows) {
  return [...new Set(rows.map((row) => claims.when[row]))].filter(Boolean).join(" / ");
}

/**
 * The claims that name each place (or country).
 *
 * @param {any} block
 * @param {number[]} rows of the place that each end lies at
 * @param {number} count
 * @returns {number[][]}
 */
function claimsAt({ claims }, rows, count) {
  /** @type {number[][]} */
  const found = Array.from({ length: count }, () => []);
  const columns = FIELDS.map((field) => claims[field]);
  for (let claim = 0; claim < claims.id.length; claim++) {
    for (const column of columns) {
      for (const end of column[claim]) {
        const at = found[rows[end]];
        if (at && at[at.length - 1] !== claim) at.push(claim);
      }
    }
  }
  return found;
}

/** Where legs begin and end, and the stops of their lines. @param {any} block */
function addEnds({ legs, ends, places }) {
  const count = legs.id.length;
  for (const [side, column] of [
    ["from", legs.from_ends],
    ["to", legs.to_ends],
  ]) {
    /** @param {number[]} rows @returns {any[]} */
    const look = (rows) => {
      const made = new Array(count);
      for (let row = 0; row < count; row++) made[row] = column[row].length > 0 ? rows[column[row][0]] : -1;
      return made;
    };
    legs[side] ??= look(ends.place);
    legs[`${side}_area`] ??= look(ends.area);
    legs[`${side}_words`] ??= lazily(count, (row) =>
      column[row].length > 0 ? ends.label[column[row][0]] : "",
    );
  }
  legs.path ??= Array.from({ length: count }, (_, row) => pathOf(legs, ends, places, row));
  legs.stub ??= lazily(count, (row) => {
    const [start, end] = [legs.from[row] >= 0, legs.to[row] >= 0];
    return start === end ? "" : start ? "to" : "from";
  });
}

/**
 * The waypoints of a leg, unwrapped: each next to the one before it, across the antimeridian if that is nearer.
 *
 * @param {any} legs @param {any} ends @param {any} places @param {number} row
 * @returns {[number, number][]}
 */
function pathOf(legs, ends, places, row) {
  /** @type {[number, number][]} */
  const path = [];
  let before = Number.NaN;
  /** @param {number} place */
  const add = (place) => {
    if (!(place >= 0)) return;
    let lon = places.lon[place];
    if (path.length > 0) lon -= 360 * Math.round((lon - before) / 360);
    before = lon;
    path.push([lon, places.lat[place]]);
  };
  add(legs.from[row]);
  for (const end of legs.via_ends[row]) add(ends.place[end]);
  add(legs.to[row]);
  return path;
}

/** The text of questions that the dossier does not name, and the different answers to each. @param {any} block */
function addQuestions(block) {
  const { questions, claims } = block;
  const count = questions.id.length;
  questions.text ??= lazily(
    count,
    (row) => questions.named[row] || bodyOf(block, questions.lead[row], false),
  );
  claims.questions ??= questionsOf(questions, claims.id.length);
  questions.figures ??= lazily(count, (row) => figuresOf(claims, questions.claims[row]));
}

/** The questions that each claim answers. @param {any} questions @param {number} count @returns {number[][]} */
function questionsOf(questions, count) {
  /** @type {number[]} */
  const none = [];
  const found = new Array(count).fill(none);
  for (let row = 0; row < questions.id.length; row++) {
    for (const claim of questions.claims[row]) found[claim] = [...found[claim], row];
  }
  return found;
}

/** @param {any} claims @param {number[]} rows @returns {[string, number[]][]} */
function figuresOf(claims, rows) {
  /** @type {Map<string, [string, number[]]>} */
  const found = new Map();
  for (const row of rows) {
    if (!claims.figure[row]) continue;
    const key = JSON.stringify([claims.low[row], claims.best[row], claims.high[row], claims.figure[row]]);
    const same = found.get(key);
    if (same) same[1].push(row);
    else found.set(key, [claims.figure[row], [row]]);
  }
  return [...found.values()];
}
