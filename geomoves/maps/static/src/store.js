/** What the reader has chosen. Everything that shows it listens here, so that nothing is told twice. */

import { ALL_LAYERS } from "./model.js";

/**
 * @typedef {import("./types.js").Thing} Thing
 *
 * @typedef {object} State
 * @property {number} on bits of the layers that are on
 * @property {number | null} day null = all dates
 * @property {Thing | null} selected
 * @property {"" | "off_map" | "tray" | "corrections" | "changes"} list which list is open
 */

export class Store {
  /** @param {Partial<State>} [start] */
  constructor(start = {}) {
    /** @type {State} */
    this.state = { on: ALL_LAYERS, day: null, selected: null, list: "", ...start };
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
