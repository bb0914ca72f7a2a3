/** What claims say together of a figure, a time and its support, when only some of them had been said. */

/**
 * @typedef {import("./types.js").Claims} Claims
 * @typedef {import("./types.js").Row} Row
 */

const REPEATS = new Set(["repeats", "repeated by"]);

/** @param {string[]} texts */
export function unique(texts) {
  return [...new Set(texts.filter(Boolean))];
}

/** @param {Claims} claims @param {Row} claim */
export function figureOf(claims, claim) {
  return {
    low: claims.low?.[claim] ?? null,
    best: claims.best?.[claim] ?? null,
    high: claims.high?.[claim] ?? null,
  };
}

/**
 * @param {Claims} claims @param {Row[]} stated
 * @returns {{low: number | null, best: number | null, high: number | null}}
 */
export function spanOf(claims, stated) {
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

/** One stretch that holds what all claims say of the time. @param {Claims} claims @param {Row[]} behind */
export function stretchOf(claims, behind) {
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

/** Whether the voice of a claim counts as support. @param {Claims} claims @param {Row} claim */
function countsIn(claims, claim) {
  return claims.counts?.[claim] ?? claims.attribution[claim] === "stated";
}

/** How many voices count, or several: no repeats, none that passes another on, no evidence twice. @param {Claims} claims @param {Row[]} answers */
export function voicesOf(claims, answers) {
  if (answers.length === 1) return countsIn(claims, answers[0]) ? 1 : 0;
  /** @type {Row[]} */
  const counted = [];
  const evidence = new Set();
  for (const claim of answers) {
    if (!countsIn(claims, claim)) continue;
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
