/**
 * Context: what others drew below the movements. Layers that share a title are states of one thing, a series; of each
 * series one state is shown.
 */

import { PALE } from "./time.js";

const FORMAT = "geomoves-context/1";

/**
 * @typedef {import("./types.js").Context} ContextData
 * @typedef {import("./types.js").ContextLayerData} ContextLayerData
 *
 * @typedef {object} Series
 * @property {string} title
 * @property {number[][]} states rows of the layers that stand for the same days, oldest first, undated ones last
 *
 * @typedef {object} ShownContext
 * @property {number} row
 * @property {number} series
 * @property {number} alpha
 * @property {boolean} stands false when it is of another day than the one that is chosen
 */

/** Check that this code can read what the page carries. @param {any} data @returns {ContextData} */
export function readContext(data) {
  if (!data || data.format !== FORMAT || !Array.isArray(data.layers))
    throw new Error(`the context is not ${FORMAT}`);
  return data;
}

/** @param {ContextData} context @returns {Series[]} in the order of their first layers */
export function seriesOf({ layers }) {
  /** @type {Map<string, Map<string, number[]>>} */
  const byTitle = new Map();
  layers.forEach(({ title, day_from, day_to, when }, row) => {
    const states = byTitle.get(title) ?? new Map();
    byTitle.set(title, states);
    // Without a day, layers belong together when their words for the time are the same.
    const key = day_from === null && day_to === null ? `?${when}` : `${day_from}/${day_to}`;
    states.set(key, [...(states.get(key) ?? []), row]);
  });
  /** @param {number[]} rows */
  const order = ([row]) => layers[row].day_to ?? layers[row].day_from ?? Infinity;
  return Array.from(byTitle, ([title, states]) => ({
    title,
    states: Array.from(states.values()).sort((a, b) => order(a) - order(b)),
  }));
}

/**
 * What is shown of each series on the days that are looked at: the latest state that stands then, or else the last one
 * before, or the first after.
 *
 * @param {ContextData} context
 * @param {Series[]} series
 * @param {Pick<import("./store.js").State, "day" | "length">} when without a day: the latest state
 * @param {readonly number[]} hidden series that are switched off
 * @returns {ShownContext[]} lowest first
 */
export function contextNow({ layers }, series, { day, length }, hidden) {
  return series
    .flatMap(({ states }, nth) => {
      if (hidden.includes(nth)) return [];
      const { rows, stands } =
        day === null ? latest(layers, states) : stateOn(layers, states, day - length + 1, day);
      return rows.map((row) => ({ row, series: nth, alpha: stands ? 1 : PALE, stands }));
    })
    .sort((a, b) => a.row - b.row);
}

/** @param {ContextLayerData[]} layers @param {number[][]} states */
function latest(layers, states) {
  const dated = states.filter(([row]) => isDated(layers[row]));
  return { rows: (dated.length > 0 ? dated : states).at(-1) ?? [], stands: true };
}

/** @param {ContextLayerData[]} layers @param {number[][]} states @param {number} first @param {number} last */
function stateOn(layers, states, first, last) {
  /** @param {number[]} state */
  const from = ([row]) => layers[row].day_from ?? Number.NEGATIVE_INFINITY;
  /** @param {number[]} state */
  const to = ([row]) => layers[row].day_to ?? Infinity;
  const dated = states.filter(([row]) => isDated(layers[row]));
  // Where two stand, the one that began later knows more.
  const standing = dated.filter((state) => from(state) <= last && first <= to(state));
  if (standing.length > 0)
    return { rows: standing.reduce((a, b) => (from(b) >= from(a) ? b : a)), stands: true };
  const before = dated.filter((state) => to(state) < first).at(-1);
  return { rows: before ?? dated[0] ?? states[0] ?? [], stands: false };
}

/** @param {ContextLayerData} layer */
function isDated({ day_from, day_to }) {
  return day_from !== null || day_to !== null;
}
