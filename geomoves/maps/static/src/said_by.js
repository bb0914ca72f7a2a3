/**
 * The second axis: the map as it could be drawn on a day, from what had been said by then.
 *
 * A claim counts from the latest day that its date allows, so that nothing shows earlier than it was surely said;
 * one without a date counts on no day, and is listed. What rests on several claims has the figures, the days, the
 * support and the sign of those that had been said.
 */

import { DRAWN, putStretch, timelineOf } from "./timeline.js";

/**
 * @typedef {import("./model.js").Model} Model
 * @typedef {import("./types.js").Row} Row
 *
 * @typedef {object} Edition
 * @property {Model} model as things stood: the same rows, with the figures of that day
 * @property {import("./timeline.js").Stretches} days of legs, presences and events
 * @property {Uint8Array | null} known by number, 1 = somebody had said it; null = everything that stands
 * @property {Uint8Array | null} said by claim, 1 = said by then; null = all
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
  const { until, days } = timelineOf(model);
  const known = until.some((day) => day < Number.POSITIVE_INFINITY)
    ? Uint8Array.from(until, (day) => (day === Number.POSITIVE_INFINITY ? 1 : 0))
    : null;
  return { model, days, known, said: null };
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

/** @param {ArrayLike<unknown>} column */
function copied(column) {
  return Array.isArray(column) ? column.slice() : Array.from(column);
}

/**
 * A column some of whose texts are others. The rest is asked of the column itself, which may put its texts together
 * only when somebody reads them.
 *
 * @param {ArrayLike<string>} column
 */
function writtenOver(column) {
  /** @type {Map<Row, string>} */
  const changes = new Map();
  const over = new Proxy(/** @type {string[]} */ ([]), {
    get: (_, key) =>
      (typeof key === "string" ? changes.get(Number(key)) : undefined) ??
      Reflect.get(/** @type {object} */ (column), key),
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
    this.day = Number.NEGATIVE_INFINITY;
    /** @type {Edition | null} */
    this.edition = null;
    this.said = new Uint8Array(saidOn.length);
    this.known = new Uint8Array(count);
    this.days = { from: days.from.slice(), to: days.to.slice(), known: days.known.slice() };
    /** @type {Record<string, any>} */
    this.tables = {};
    /** By kind, the words for time that differ from those of the whole. @type {Record<string, Map<Row, string>>} */
    this.written = {};
    for (const kind of DRAWN) {
      /** @type {Record<string, any>} */
      const table = { ...block[kind] };
      for (const name of COLUMNS) table[name] = copied(table[name]);
      const written = writtenOver(table.when);
      table.when = written.column;
      this.written[kind] = written.changes;
      this.tables[kind] = table;
    }
    /** Claims with a day on which they were said, the earliest first. */
    this.order = Int32Array.from(saidOn.keys())
      .filter((claim) => !Number.isNaN(saidOn[claim]))
      .sort((a, b) => saidOn[a] - saidOn[b]);
    /** How many of them had been said. */
    this.told = 0;
    /** By question, how well it was supported by the day. @type {Map<number, string>} */
    this.supports = new Map();
    /** The numbers that rest on each claim. */
    this.resting = reversed(this.timeline.claims, saidOn.length);
    this.moved = new Uint8Array(count);
    /** 1 = has other figures than in the whole. */
    this.altered = new Uint8Array(count);
    /** What ends on a day by being superseded or taken back. */
    this.ending = Array.from(this.timeline.until.keys()).filter(
      (n) => this.timeline.until[n] < Number.POSITIVE_INFINITY,
    );
    /** The claims that each response denies. @type {Map<Row, Row[]>} */
    this.denied = new Map();
    for (let claim = 0; claim < saidOn.length; claim++)
      for (const [response] of block.claims.responses[claim]) {
        const answered = this.denied.get(response);
        if (answered) answered.push(claim);
        else this.denied.set(response, [claim]);
      }
  }

  /** @param {number} day @returns {Edition} */
  at(day) {
    if (this.edition && this.day === day) return this.edition;
    this.move(day);
    const { tables, model } = this;
    // New objects around the same columns: what others remember of an edition is not taken for that of this one.
    const block = {
      ...model.block,
      legs: { ...tables.legs },
      presences: { ...tables.presences },
      events: { ...tables.events },
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
    };
    return this.edition;
  }

  /** @param {number} day */
  move(day) {
    const { saidOn } = this.timeline;
    /** @type {number[]} */
    const numbers = [];
    /** @param {Row} claim */
    const touch = (claim) => {
      for (let next = this.resting.at[claim]; next < this.resting.at[claim + 1]; next++) {
        const n = this.resting.rows[next];
        if (this.moved[n]) continue;
        this.moved[n] = 1;
        numbers.push(n);
      }
    };
    const questions = new Set();
    /** @param {Row} claim @param {0 | 1} said */
    const say = (claim, said) => {
      this.said[claim] = said;
      touch(claim);
      for (const other of this.denied.get(claim) ?? []) touch(other);
      for (const question of this.model.block.claims.questions[claim]) questions.add(question);
    };
    while (this.told < this.order.length && saidOn[this.order[this.told]] <= day)
      say(this.order[this.told++], 1);
    while (this.told > 0 && saidOn[this.order[this.told - 1]] > day) say(this.order[--this.told], 0);
    // The support of an answer is that of its question.
    for (const question of questions)
      for (const claim of this.model.block.questions.claims[question] ?? []) touch(claim);
    for (const n of this.ending) if (!this.moved[n]) numbers.push(n);
    this.day = day;
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
      const support = this.support(table, row, table.claims[row]);
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

  /** How well a question was supported by then. @param {any} table @param {Row} row @param {Row[]} behind */
  support(table, row, behind) {
    const { claims, questions } = this.model.block;
    const question = table.question?.[row] ?? claims.questions[behind[0]]?.[0] ?? -1;
    const kept = this.supports.get(question);
    if (kept !== undefined) return kept || table.support[row];
    const answers = questions.claims?.[question] ?? [];
    if (answers.length > 0 && answers.every((claim) => this.said[claim])) {
      this.supports.set(question, "");
      return table.support[row];
    }
    const voices = this.voices(answers.length > 0 ? answers.filter((claim) => this.said[claim]) : behind);
    const pairs = questions.corroborated_by?.[question] ?? [];
    const corroborated = pairs.some(([a, b]) => this.said[a] && this.said[b]);
    const found = voices === 0 ? "none" : corroborated ? "corroborated" : voices === 1 ? "one" : "several";
    if (question >= 0) this.supports.set(question, found);
    return found;
  }

  /** Whether the voice of a claim counts as support. @param {Row} claim */
  counts(claim) {
    const { claims } = this.model.block;
    return claims.counts?.[claim] ?? claims.attribution[claim] === "stated";
  }

  /** How many voices count: no repeats, none that passes another on, no evidence twice. @param {Row[]} answers */
  voices(answers) {
    const { claims } = this.model.block;
    if (answers.length === 1) return this.counts(answers[0]) ? 1 : 0;
    /** @type {Row[]} */
    const counted = [];
    const evidence = new Set();
    for (const claim of answers) {
      if (!this.counts(claim)) continue;
      const shares = claims.evidence[claim].some((row) => evidence.has(row));
      for (const row of claims.evidence[claim]) evidence.add(row);
      const leans = counted.some(
        (other) =>
          claims.said_by[other] === claims.said_by[claim] ||
          claims.through[other].includes(claims.said_by[claim]) ||
          claims.through[claim].includes(claims.said_by[other]) ||
          claims.links[claim].some(([kind, to]) => to === other && REPEATS.has(kind)),
      );
      if (!shares && !leans) counted.push(claim);
      // Two are several already.
      if (counted.length > 1) break;
    }
    return counted.length;
  }
}

/** Which numbers hold each row: a list turned round. @param {import("./timeline.js").Lists} lists @param {number} count */
function reversed(lists, count) {
  const at = new Int32Array(count + 1);
  for (const row of lists.rows) at[row + 1] += 1;
  for (let row = 0; row < count; row++) at[row + 1] += at[row];
  const rows = new Int32Array(lists.rows.length);
  const next = at.slice();
  for (let n = 0; n + 1 < lists.at.length; n++)
    for (let from = lists.at[n]; from < lists.at[n + 1]; from++) rows[next[lists.rows[from]]++] = n;
  return { at, rows };
}

const REPEATS = new Set(["repeats", "repeated by"]);

/** @param {string[]} texts */
function unique(texts) {
  return [...new Set(texts.filter(Boolean))];
}

/** @param {import("./types.js").Claims} claims @param {Row} claim */
function figureOf(claims, claim) {
  return {
    low: claims.low?.[claim] ?? null,
    best: claims.best?.[claim] ?? null,
    high: claims.high?.[claim] ?? null,
  };
}

/**
 * @param {import("./types.js").Claims} claims @param {Row[]} stated
 * @returns {{low: number | null, best: number | null, high: number | null}}
 */
function spanOf(claims, stated) {
  const figures = new Map(
    stated.map((claim) => {
      const figure = figureOf(claims, claim);
      return [`${figure.low} ${figure.best} ${figure.high}`, figure];
    }),
  );
  figures.delete("null null null");
  const all = [...figures.values()];
  if (all.length === 0) return { low: null, best: null, high: null };
  if (all.length === 1) return all[0];
  const least = all.map(({ low, best }) => low ?? best);
  const most = all.map(({ high, best }) => high ?? best);
  // A bound that one answer leaves open stays open.
  return {
    low: least.includes(null) ? null : Math.min(.../** @type {number[]} */ (least)),
    best: null,
    high: most.includes(null) ? null : Math.max(.../** @type {number[]} */ (most)),
  };
}

/** One stretch that holds what all claims say of the time. @param {import("./types.js").Claims} claims @param {Row[]} behind */
function stretchOf(claims, behind) {
  if (behind.length === 1) {
    const [claim] = behind;
    return { from: claims.when_from[claim], to: claims.when_to[claim], how: claims.when_how[claim] };
  }
  const dated = behind.filter((claim) => claims.when_from[claim] !== null || claims.when_to[claim] !== null);
  const hows = new Set(dated.map((claim) => claims.when_how[claim]));
  const starts = dated.map((claim) => claims.when_from[claim]);
  const ends = dated.map((claim) => claims.when_to[claim]);
  return {
    from: dated.length === 0 || starts.includes(null) ? null : Math.min(.../** @type {number[]} */ (starts)),
    to: dated.length === 0 || ends.includes(null) ? null : Math.max(.../** @type {number[]} */ (ends)),
    how: hows.size === 1 ? [...hows][0] : hows.size > 1 ? "unclear" : "",
  };
}
