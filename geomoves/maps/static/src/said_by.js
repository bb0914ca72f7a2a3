/**
 * The second axis: the map as it could be drawn on a day, from what had been said by then.
 *
 * A claim counts from the latest day that its date allows, so that nothing shows earlier than it was surely said;
 * one without a date counts on no day, and is listed. What rests on several claims has the figures, the days, the
 * support and the sign of those that had been said.
 */

import { whenRead } from "./lazy.js";
import { deniedBy, repliesOf } from "./replies.js";
import { listsOf, reversedLists } from "./row_lists.js";
import { figureOf, spanOf, stretchOf, unique, voicesOf } from "./said_figures.js";
import { DRAWN, putStretch, rangeOf, timelineOf } from "./timeline.js";

/**
 * @typedef {import("./model.js").Model} Model
 * @typedef {import("./types.js").Row} Row
 *
 * @typedef {object} Edition
 * @property {Model} model as things stood: the same rows, with the figures of that day
 * @property {import("./timeline.js").Stretches} days of legs, presences and events
 * @property {Uint8Array | null} known by number, 1 = somebody had said it; null = everything that stands
 * @property {Uint8Array | null} said by claim, 1 = said by then; null = all
 * @property {(thing: import("./types.js").Thing) => boolean} knows whether a leg, presence or event is a part of it
 */

/** @type {WeakMap<Model, Edition>} */
const whole = new WeakMap();
/** @type {WeakMap<Model, Then>} */
const then = new WeakMap();

/**
 * What had been said by a day. Of the days before today one is kept at a time: asking for another changes it, and
 * costs what was said in between.
 *
 * @param {Model} model
 * @param {number | null} day null = everything that stands today
 * @returns {Edition}
 */
export function editionOf(model, day) {
  if (day === null) {
    const found = whole.get(model) ?? today(model);
    whole.set(model, found);
    return found;
  }
  let found = then.get(model);
  if (!found) {
    found = new Then(model);
    then.set(model, found);
  }
  return found.at(day);
}

/** @param {Model} model @returns {Edition} */
function today(model) {
  const timeline = timelineOf(model);
  const { until } = timeline;
  const known = until.some((day) => day < Number.POSITIVE_INFINITY)
    ? Uint8Array.from(until, (day) => (day === Number.POSITIVE_INFINITY ? 1 : 0))
    : null;
  return {
    model,
    // Read when somebody looks at some days.
    get days() {
      return timeline.days;
    },
    known,
    said: null,
    knows: knower(timeline, known),
  };
}

/**
 * @param {import("./timeline.js").Timeline} timeline @param {Uint8Array | null} known
 * @returns {Edition["knows"]}
 */
function knower(timeline, known) {
  return ({ kind, row }) =>
    !known ||
    (kind !== "legs" && kind !== "presences" && kind !== "events") ||
    known[timeline.number(kind, row)] === 1;
}

/** Columns that have other values while not everything had been said. */
const COLUMNS = [
  "low",
  "best",
  "high",
  "strength",
  "support",
  "disputed",
  "claims",
  "day_from",
  "day_to",
  "how",
];

/** Days that are counted one by one: some 2,700 years. */
const MOST_COUNTED = 1e6;
/** More rows than any table has. */
const ROOM = 2 ** 31;

/** @param {ArrayLike<unknown>} column */
function copied(column) {
  return Array.isArray(column) ? column.slice() : Array.from(column);
}

/**
 * A column some of whose texts are others. The rest is asked of the column itself, which may put its texts together
 * only when somebody reads them.
 *
 * @param {() => ArrayLike<string>} column
 */
function writtenOver(column) {
  /** @type {Map<Row, string>} */
  const changes = new Map();
  const over = new Proxy(/** @type {string[]} */ ([]), {
    get: (_, key) =>
      (typeof key === "string" ? changes.get(Number(key)) : undefined) ??
      Reflect.get(/** @type {object} */ (column()), key),
  });
  return { column: over, changes };
}

/** The map as of a day, which moves. */
class Then {
  /** @param {Model} model */
  constructor(model) {
    this.model = model;
    this.timeline = timelineOf(model);
    const { count, days, saidOn } = this.timeline;
    const { block } = model;
    /** As after the last day on which anything was said: what most readers ask for first. */
    this.day = Number.MAX_VALUE;
    /** @type {Edition | null} */
    this.edition = null;
    this.said = new Uint8Array(saidOn.length).fill(1);
    const { firstSaid } = this.timeline.told;
    this.known = Uint8Array.from(firstSaid, (day) => (day < Number.POSITIVE_INFINITY ? 1 : 0));
    this.days = { from: days.from.slice(), to: days.to.slice(), known: days.known.slice() };
    /** @type {Record<string, any>} */
    this.tables = {};
    /** By kind, the words for time that differ from those of the whole. @type {Record<string, Map<Row, string>>} */
    this.written = {};
    for (const kind of DRAWN) {
      /** @type {Record<string, any>} */
      const first = block[kind];
      const table = Object.create(first);
      // A column is copied when it is first looked at: most never are.
      for (const name of COLUMNS) whenRead(table, name, () => copied(first[name]));
      const written = writtenOver(() => first.when);
      table.when = written.column;
      this.written[kind] = written.changes;
      this.tables[kind] = table;
    }
    /** Claims with a day on which they were said, the earliest first. */
    this.order = inOrder(saidOn);
    /** How many of them had been said. */
    this.told = this.order.length;
    /** By question, how well it was supported by the day. @type {Map<number, string>} */
    this.supports = new Map();
    /** The numbers that rest on each claim. */
    this.resting = reversedLists(this.timeline.claims, saidOn.length);
    /** The questions that each claim answers, and the claims that answer each. */
    this.asking = listsOf(block.claims, "questions");
    this.answers = listsOf(block.questions, "claims");
    this.moved = new Uint8Array(count);
    /** 1 = has other figures than in the whole. */
    this.altered = new Uint8Array(count);
    /** What ends on a day by being superseded or taken back. */
    this.ending = Array.from(this.timeline.until.keys()).filter(
      (n) => this.timeline.until[n] < Number.POSITIVE_INFINITY,
    );
    /** Tells the claims that a response denies. */
    this.denied = deniedBy(repliesOf(block));
    this.begin();
  }

  /** What nobody says when it was said, counts on no day. */
  begin() {
    const { unsaid } = this.timeline;
    for (const claim of unsaid) this.said[claim] = 0;
    this.tellAll(this.touchedBy(unsaid));
  }

  /** @param {number} day @returns {Edition} */
  at(day) {
    if (this.edition && this.day === day) return this.edition;
    this.move(day);
    const { tables, model } = this;
    // New objects around the same columns: what others remember of an edition is not taken for that of this one.
    const block = {
      ...model.block,
      legs: Object.create(tables.legs),
      presences: Object.create(tables.presences),
      events: Object.create(tables.events),
    };
    this.edition = {
      model: /** @type {Model} */ (
        Object.create(model, {
          block: { value: block },
          // Worked out for the whole, and not again for every day.
          atPlace: { get: () => model.atPlace },
          atArea: { get: () => model.atArea },
          claimsOfForce: { get: () => model.claimsOfForce },
          onMap: { get: () => model.onMap },
        })
      ),
      days: this.days,
      known: this.known,
      said: this.said,
      knows: knower(this.timeline, this.known),
    };
    return this.edition;
  }

  /** @param {number} day */
  move(day) {
    const { saidOn } = this.timeline;
    /** @type {Row[]} */
    const claims = [];
    /** @param {Row} claim @param {0 | 1} said */
    const say = (claim, said) => {
      this.said[claim] = said;
      claims.push(claim);
    };
    while (this.told < this.order.length && saidOn[this.order[this.told]] <= day)
      say(this.order[this.told++], 1);
    while (this.told > 0 && saidOn[this.order[this.told - 1]] > day) say(this.order[--this.told], 0);
    this.day = day;
    this.tellAll(this.touchedBy(claims));
  }

  /** The numbers that say something else once some claims have been said, or have not. @param {Row[]} claims */
  touchedBy(claims) {
    /** @type {number[]} */
    const numbers = [];
    /** @param {Row} claim */
    const touch = (claim) => {
      const { at, rows } = this.resting;
      for (let next = at[claim]; next < at[claim + 1]; next++) {
        const n = rows[next];
        if (this.moved[n]) continue;
        this.moved[n] = 1;
        numbers.push(n);
      }
    };
    const questions = new Set();
    for (const claim of claims) {
      touch(claim);
      this.denied(claim, touch);
      for (let next = this.asking.at[claim]; next < this.asking.at[claim + 1]; next++)
        questions.add(this.asking.rows[next]);
    }
    // The support of an answer is that of its question.
    const { at, rows } = this.answers;
    for (const question of questions)
      for (let next = at[question]; next < at[question + 1]; next++) touch(rows[next]);
    for (const n of this.ending) if (!this.moved[n]) numbers.push(n);
    return numbers;
  }

  /** @param {number[]} numbers */
  tellAll(numbers) {
    this.supports = new Map();
    for (const n of numbers) {
      this.moved[n] = 0;
      this.tell(n);
    }
  }

  /** Tell anew what a number says. @param {number} n */
  tell(n) {
    const { starts, days, until } = this.timeline;
    const { firstSaid, wholeFrom } = this.timeline.told;
    const nth = n >= starts[2] ? 2 : n >= starts[1] ? 1 : 0;
    const kind = DRAWN[nth];
    const row = n - starts[nth];
    this.known[n] = firstSaid[n] <= this.day && this.day <= until[n] ? 1 : 0;
    if (!this.known[n]) return;
    const table = this.tables[kind];
    if (this.altered[n]) {
      /** @type {Record<string, any>} */
      const first = this.model.block[kind];
      for (const name of COLUMNS) table[name][row] = first[name][row];
      this.written[kind].delete(row);
      this.days.from[n] = days.from[n];
      this.days.to[n] = days.to[n];
      this.days.known[n] = days.known[n];
      this.altered[n] = 0;
    }
    if (wholeFrom[n] > this.day) {
      this.altered[n] = 1;
      this.put(kind, row, this.days, n);
    } else {
      const { at, rows } = this.timeline.claims;
      const support = this.support(table, row, rows.subarray(at[n], at[n + 1]));
      if (support !== table.support[row]) {
        this.altered[n] = 1;
        table.support[row] = support;
      }
    }
  }

  /**
   * @param {(typeof DRAWN)[number]} kind @param {Row} row
   * @param {import("./timeline.js").Stretches} days @param {number} number
   */
  put(kind, row, days, number) {
    const table = this.tables[kind];
    const { claims } = this.model.block;
    const { deniedFrom } = this.timeline.told;
    /** @type {Row[]} */
    const behind = [];
    let denied = false;
    for (const claim of table.claims[row]) {
      if (!this.said[claim]) continue;
      behind.push(claim);
      if (deniedFrom[claim] <= this.day) denied = true;
    }
    table.disputed[row] = table.disputed[row] && denied;
    if (behind.length === table.claims[row].length) {
      table.support[row] = this.support(table, row, behind);
      return;
    }
    table.claims[row] = behind;
    table.support[row] = this.support(table, row, behind);
    this.putFigures(kind, table, row, behind);
    const stretch = stretchOf(claims, behind);
    [table.day_from[row], table.day_to[row], table.how[row]] = [stretch.from, stretch.to, stretch.how];
    this.written[kind].set(row, unique(behind.map((claim) => claims.when[claim])).join(" / "));
    putStretch(days, number, stretch.from, stretch.to, stretch.how);
  }

  /**
   * One figure, or the span of rivals: never an average, never a sum.
   *
   * @param {(typeof DRAWN)[number]} kind @param {any} table @param {Row} row @param {Row[]} behind
   */
  putFigures(kind, table, row, behind) {
    const { claims } = this.model.block;
    const { words } = this.model;
    const one = behind.length === 1;
    const stated = one ? behind : behind.filter((claim) => claims.strength[claim]);
    const label = one
      ? claims.strength[behind[0]]
      : unique(stated.map((claim) => claims.strength[claim])).join(", ");
    let { low, best, high } = one ? figureOf(claims, behind[0]) : spanOf(claims, stated);
    table.strength[row] = label;
    const part = kind === "legs" ? table.part_of[row] : kind === "presences" && table.places[row].length > 1;
    if (part && label) {
      if (kind === "legs") table.strength[row] = words.say("strength.part_of", { strength: label });
      [low, best, high] = [0, null, high ?? best];
    }
    [table.low[row], table.best[row], table.high[row]] = [low, best, high];
  }

  /** How well a question was supported by then. @param {any} table @param {Row} row @param {ArrayLike<Row>} behind */
  support(table, row, behind) {
    const { claims, questions } = this.model.block;
    const question = table.question?.[row] ?? this.questionOf(behind[0]);
    const kept = this.supports.get(question);
    if (kept !== undefined) return kept || table.support[row];
    const { at, rows } = this.answers;
    const answers =
      question >= 0 && question + 1 < at.length
        ? rows.subarray(at[question], at[question + 1])
        : rows.subarray(0, 0);
    if (answers.length > 0 && answers.every((claim) => this.said[claim])) {
      this.supports.set(question, "");
      return table.support[row];
    }
    const voices = voicesOf(
      claims,
      answers.length > 0 ? Array.from(answers).filter((claim) => this.said[claim]) : Array.from(behind),
    );
    const pairs = questions.corroborated_by?.[question] ?? [];
    const corroborated = pairs.some(([a, b]) => this.said[a] && this.said[b]);
    const found = voices === 0 ? "none" : corroborated ? "corroborated" : voices === 1 ? "one" : "several";
    if (question >= 0) this.supports.set(question, found);
    return found;
  }

  /** The first question that a claim answers, -1 for none. @param {Row | undefined} claim */
  questionOf(claim) {
    if (claim === undefined) return -1;
    const { at, rows } = this.asking;
    return at[claim] < at[claim + 1] ? rows[at[claim]] : -1;
  }
}

/** Rows in the order of their days, those of one day in their own; without those that have none. @param {Float64Array} days */
function inOrder(days) {
  const range = rangeOf(days);
  if (!range) return new Int32Array(0);
  const [first, last] = range;
  if (last - first > MOST_COUNTED) return sorted(days);
  // Few days for very many rows: counting them takes a tenth of sorting.
  const starts = new Int32Array(last - first + 2);
  for (let row = 0; row < days.length; row++)
    if (!Number.isNaN(days[row])) starts[days[row] - first + 1] += 1;
  for (let day = 1; day < starts.length; day++) starts[day] += starts[day - 1];
  const rows = new Int32Array(starts[starts.length - 1]);
  for (let row = 0; row < days.length; row++)
    if (!Number.isNaN(days[row])) rows[starts[days[row] - first]++] = row;
  return rows;
}

/** @param {Float64Array} days */
function sorted(days) {
  // Day and row in one number: numbers sort many times faster by themselves than by a comparison.
  const both = new Float64Array(days.length);
  let count = 0;
  for (let row = 0; row < days.length; row++)
    if (!Number.isNaN(days[row])) both[count++] = days[row] * ROOM + row;
  return Int32Array.from(both.subarray(0, count).sort(), (each) => each - Math.floor(each / ROOM) * ROOM);
}
