/** What the reader has chosen. Everything that shows it listens here, so that nothing is told twice. */

import { ALL_LAYERS } from "./model.js";

/**
 * @typedef {import("./types.js").Thing} Thing
 *
 * @typedef {object} State
 * @property {number} on bits of the layers that are on
 * @property {number | null} day the last day that is looked at; null = all dates
 * @property {number} length how many days end on it: 1 = the day alone, Infinity = everything up to it
 * @property {number | null} said only what had been said by this day; null = everything
 * @property {import("./facets.js").Filters} filters
 * @property {boolean} cut whether a link led here that was too long for every filter
 * @property {number | null} step of the story, from 0; null = it is not being told
 * @property {Thing | null} selected
 * @property {"" | "off_map" | "tray" | "corrections" | "changes" | "unsaid" | "group"} list which list is open
 * @property {readonly number[]} hiddenContext series of context layers that are off
 * @property {import("./types.js").Group | null} [group] what the list of a ribbon or cluster lists
 */

/** Shared, so that nothing is worked out anew while nothing is filtered. @type {import("./facets.js").Filters} */
export const NO_FILTERS = Object.freeze({});

/** Whether two states show different things of the map. @param {State} a @param {State} b */
export function showsOther(a, b) {
  return (
    a.on !== b.on || a.day !== b.day || a.length !== b.length || a.said !== b.said || a.filters !== b.filters
  );
}

export class Store {
  /** @param {Partial<State>} [start] */
  constructor(start = {}) {
    /** @type {State} */
    this.state = {
      on: ALL_LAYERS,
      day: null,
      length: 1,
      said: null,
      filters: NO_FILTERS,
      cut: false,
      step: null,
      selected: null,
      list: "",
      hiddenContext: [],
      ...start,
    };
    /** @type {((state: State, before: State) => void)[]} */
    this.listeners = [];
  }

  /** @param {(state: State, before: State) => void} listener called after each change */
  listen(listener) {
    this.listeners.push(listener);
  }

  /** @param {Partial<State>} change */
  set(change) {
    const before = this.state;
    this.state = { ...before, ...change };
    for (const listener of this.listeners) listener(this.state, before);
  }
}
