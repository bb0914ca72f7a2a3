/**
 * From what a block carries to what the page reads: whatever follows from the claims is worked out here.
 *
 * What only a card or a list shows is worked out when it is first read. A column that the block brings stays.
 */

import { ifMissing, lazily, rowCount, whenRead } from "./lazy.js";
import { ascending, listsOf, reversedLists, sharedLists, tellLists } from "./row_lists.js";
import { bodyOf, sentenceOf } from "./sentences.js";
import { pathsOf, waysBetween } from "./ways.js";

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
  const count = rowCount(claims);
  ifMissing(claims, "strength", () => lazily(count, (row) => claims.figure_words[row] || claims.figure[row]));
  ifMissing(claims, "responses", () => lazily(count, (row) => block.replies[claims.replies[row]] ?? none));
  ifMissing(claims, "sentence", () => lazily(count, (row) => sentenceOf(block, row)));
  addAbout(claims);
  addNaming(block, places, ends.place);
  addNaming(block, areas, ends.area);
  for (const table of [legs, presences, events]) {
    ifMissing(table, "when", () =>
      lazily(rowCount(table), (row) => table.joined?.[row] || whenOf(block, table.claims[row])),
    );
  }
  addEnds(block);
  presences.places ??= presences.at_ends.map((/** @type {number[]} */ rows) => placed(rows, ends.place));
  presences.areas ??= presences.at_ends.map((/** @type {number[]} */ rows) => placed(rows, ends.area));
  events.place ??= events.at_ends.map((/** @type {number[]} */ [row]) => ends.place[row]);
  events.area ??= events.at_ends.map((/** @type {number[]} */ [row]) => ends.area[row]);
  addQuestions(block);
  return block;
}

/** The rows of the places (or countries) among some ends. @param {number[]} ends @param {number[]} rows */
function placed(ends, rows) {
  return ends.map((end) => rows[end]).filter((row) => row >= 0);
}

/** What a response is about, in words: a row among the things stands for the sentence of a claim. @param {any} claims */
function addAbout(claims) {
  const packed = Object.getOwnPropertyDescriptor(claims, "about");
  if (!packed) return;
  whenRead(claims, "about", () => {
    const about = packed.get ? packed.get() : packed.value;
    return lazily(about.length, (row) =>
      about[row].map((/** @type {number | string} */ one) =>
        typeof one === "number" ? claims.sentence[one] : one,
      ),
    );
  });
}

/** The times of the claims behind a thing, each once. @param {any} block @param {number[]} rows */
function whenOf({ claims }, rows) {
  return [...new Set(rows.map((row) => claims.when[row]))].filter(Boolean).join(" / ");
}

/**
 * The claims that name each place (or country).
 *
 * @param {any} block @param {any} table of the places
 * @param {number[]} rows of the place that each end lies at
 */
function addNaming({ claims }, table, rows) {
  if ("claims" in table) return;
  const count = rowCount(table);
  /** @type {import("./row_lists.js").Lists | undefined} */
  let lists;
  const naming = () => {
    lists ??= namingOf(claims, rows, count);
    return lists;
  };
  tellLists(table, (name) => (name === "claims" ? { index: ascending(count), lists: naming() } : null));
  whenRead(table, "claims", () => {
    const { at, rows: found } = naming();
    return Array.from({ length: count }, (_, row) => Array.from(found.subarray(at[row], at[row + 1])));
  });
}

/** @param {any} claims @param {number[]} rows @param {number} count @returns {import("./row_lists.js").Lists} */
function namingOf(claims, rows, count) {
  const fields = FIELDS.map((field) => sharedLists(claims, field));
  const at = new Int32Array(count + 1);
  const last = new Int32Array(count).fill(-1);
  /** @param {(place: number, claim: number) => void} note */
  const each = (note) => {
    last.fill(-1);
    for (let claim = 0; claim < rowCount(claims); claim++) {
      for (const { index, lists } of fields) {
        for (let next = lists.at[index[claim]]; next < lists.at[index[claim] + 1]; next++) {
          const place = rows[lists.rows[next]];
          if (!(place >= 0) || place >= count || last[place] === claim) continue;
          last[place] = claim;
          note(place, claim);
        }
      }
    }
  };
  each((place) => {
    at[place + 1] += 1;
  });
  for (let row = 0; row < count; row++) at[row + 1] += at[row];
  const found = new Int32Array(at[count]);
  const next = at.slice();
  each((place, claim) => {
    found[next[place]++] = claim;
  });
  return { at, rows: found };
}

/** Where legs begin and end, and the stops of their lines. @param {any} block */
function addEnds({ legs, ends, places, forces }) {
  const count = rowCount(legs);
  for (const side of ["from", "to"]) {
    const named = `${side}_ends`;
    /** The first end of each leg on this side, -1 for none. @returns {Int32Array} */
    const firstEnds = () => {
      const { index, lists } = sharedLists(legs, named);
      const first = new Int32Array(count);
      for (let row = 0; row < count; row++) {
        const at = lists.at[index[row]];
        first[row] = at < lists.at[index[row] + 1] ? lists.rows[at] : -1;
      }
      return first;
    };
    /** @param {number[]} rows @returns {number[]} */
    const look = (rows) => {
      const first = firstEnds();
      const made = new Array(count);
      for (let row = 0; row < count; row++) made[row] = first[row] >= 0 ? rows[first[row]] : -1;
      return made;
    };
    ifMissing(legs, side, () => look(ends.place));
    ifMissing(legs, `${side}_area`, () => look(ends.area));
    ifMissing(legs, `${side}_words`, () => {
      const first = firstEnds();
      return lazily(count, (row) => (first[row] >= 0 ? ends.label[first[row]] : ""));
    });
  }
  if (!("path" in legs)) {
    whenRead(legs, "ways", () =>
      waysBetween(legs.from, sharedLists(legs, "via_ends"), legs.to, ends.place, places),
    );
    whenRead(legs, "path", () => pathsOf(legs.ways));
  }
  ifMissing(legs, "stub", () =>
    lazily(count, (row) => {
      const [start, end] = [legs.from[row] >= 0, legs.to[row] >= 0];
      return start === end ? "" : start ? "to" : "from";
    }),
  );
  const carriers = Object.getOwnPropertyDescriptor(legs, "carried_by");
  whenRead(legs, "carried_by", () => {
    const rows = carriers?.get ? carriers.get() : carriers?.value;
    return lazily(count, (row) => forces.name[rows[row]] ?? "");
  });
}

/** The text of questions that the dossier does not name, and the different answers to each. @param {any} block */
function addQuestions(block) {
  const { questions, claims } = block;
  const count = rowCount(questions);
  ifMissing(questions, "text", () =>
    lazily(count, (row) => questions.named[row] || bodyOf(block, questions.lead[row], false)),
  );
  addAsking(claims, questions);
  ifMissing(questions, "figures", () => lazily(count, (row) => figuresOf(claims, questions.claims[row])));
}

/** The questions that each claim answers. @param {any} claims @param {any} questions */
function addAsking(claims, questions) {
  if ("questions" in claims) return;
  const count = rowCount(claims);
  /** @type {import("./row_lists.js").Lists | undefined} */
  let lists;
  const asking = () => {
    lists ??= reversedLists(listsOf(questions, "claims"), count);
    return lists;
  };
  tellLists(claims, (name) => (name === "questions" ? { index: ascending(count), lists: asking() } : null));
  whenRead(claims, "questions", () => {
    const { at, rows } = asking();
    return lazily(count, (row) => Array.from(rows.subarray(at[row], at[row + 1])));
  });
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
