/** The panel that cards and lists open in: beside the map on a desk, a sheet from below on a phone. */

import { cardOf } from "./card.js";
import { changeList } from "./changes.js";
import { element, isSentence } from "./dom.js";
import { groupList } from "./groups.js";
import { correctionList, offMapList, trayList, unsaidList } from "./lists.js";
import { isSpoken } from "./model.js";
import { editionOf } from "./said_by.js";

/**
 * @typedef {import("./store.js").State} State
 * @typedef {import("./types.js").Thing} Thing
 */

export class Panel {
  /**
   * @param {object} options
   * @param {import("./model.js").Model} options.model
   * @param {import("./store.js").Store} options.store
   * @param {(thing: Thing) => void} options.showOnMap
   * @param {(places: number[]) => void} options.zoomTo
   * @param {string} options.id prefix of element ids, unique in the document
   */
  constructor({ model, store, showOnMap, zoomTo, id }) {
    this.model = model;
    this.store = store;
    this.showOnMap = showOnMap;
    this.zoomTo = zoomTo;
    this.titleId = `${id}-card-title`;
    const { words } = model;
    this.kicker = element("p", { class: "gm-kicker" });
    this.title = element("h2", { id: this.titleId, tabindex: "-1", dir: "auto" });
    this.body = element("div", { class: "gm-card-body" });
    this.backButton = element(
      "button",
      { type: "button", class: "gm-icon", "aria-label": words.say("card.back"), onclick: () => this.back() },
      "←",
    );
    this.findButton = element(
      "button",
      { type: "button", class: "gm-find", onclick: () => this.find() },
      words.say("card.show_on_map"),
    );
    this.element = element(
      "section",
      { class: "gm-card", "aria-labelledby": this.titleId, hidden: true },
      element(
        "header",
        { class: "gm-card-head" },
        element(
          "div",
          { class: "gm-card-bar" },
          this.backButton,
          this.kicker,
          this.findButton,
          element(
            "button",
            {
              type: "button",
              class: "gm-icon gm-close",
              "aria-label": words.say("card.close"),
              onclick: () => this.close(),
            },
            "×",
          ),
        ),
        this.title,
      ),
      this.body,
    );
    /** What was open before, newest last. @type {Pick<State, "selected" | "list" | "group">[]} */
    this.history = [];
    /** @type {Element | null} */
    this.openedFrom = null;
    store.listen((state, before) => {
      if (isSame(state, before)) {
        // An open card tells what had been said by the day that is chosen; the reader's place in it stays.
        if (state.said !== before.said && state.selected) this.fill(state);
        return;
      }
      if (!this.goingBack && isOpen(before) && isOpen(state))
        this.history.push({ selected: before.selected, list: before.list, group: before.group });
      if (!isOpen(before)) this.openedFrom = document.activeElement;
      this.render(state);
    });
  }

  /** @param {State} state */
  render(state) {
    if (!isOpen(state)) {
      this.element.hidden = true;
      this.history = [];
      if (this.openedFrom instanceof HTMLElement && this.openedFrom.isConnected)
        this.openedFrom.focus({ preventScroll: true });
      return;
    }
    this.fill(state);
    this.backButton.hidden = this.history.length === 0;
    this.findButton.hidden = !state.selected || !this.findable(state.selected);
    this.element.hidden = false;
    this.body.scrollTop = 0;
    this.title.focus({ preventScroll: true });
  }

  /** @param {State} state */
  fill(state) {
    /** @param {Thing} thing */
    const open = (thing) => this.store.set({ selected: thing, list: "" });
    const { kicker, title, body } = this.content(state, open);
    this.kicker.textContent = kicker;
    this.title.textContent = title;
    this.title.dir = isSentence(title) ? "" : "auto";
    this.body.replaceChildren(...body);
  }

  /** @param {State} state @param {import("./claim_view.js").Open} open */
  content(state, open) {
    if (state.selected) return cardOf(editionOf(this.model, state.said), state.selected, open, state.said);
    if (state.list === "group" && state.group) return groupList(this.model, state.group, open, this.zoomTo);
    if (state.list === "corrections") return correctionList(this.model);
    if (state.list === "changes") return changeList(this.model, open);
    if (state.list === "tray") return trayList(this.model, open);
    if (state.list === "unsaid") return unsaidList(this.model, open);
    return offMapList(this.model, open);
  }

  /** @param {Thing} thing */
  findable(thing) {
    if (isSpoken(thing)) return this.model.claimsOf(thing).some((claim) => this.model.onMap.count(claim) > 0);
    return this.model.hasPicture(thing);
  }

  find() {
    if (this.store.state.selected) this.showOnMap(this.store.state.selected);
  }

  back() {
    const before = this.history.pop();
    if (!before) return;
    this.goingBack = true;
    this.store.set(before);
    this.goingBack = false;
    this.backButton.hidden = this.history.length === 0;
  }

  close() {
    this.store.set({ selected: null, list: "" });
  }
}

/** @param {State} a @param {State} b */
function isSame(a, b) {
  return a.selected === b.selected && a.list === b.list && (a.list !== "group" || a.group === b.group);
}

/** @param {Pick<State, "selected" | "list">} state */
function isOpen(state) {
  return state.selected !== null || state.list !== "";
}
