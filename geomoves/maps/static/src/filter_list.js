/** The filters: for each facet its options, each with how much would show with it as the other filters stand. */

import { element } from "./dom.js";
import { facetsOf } from "./facets.js";
import { editionOf } from "./said_by.js";
import { folded } from "./search.js";
import { NO_FILTERS, showsOther } from "./store.js";
import { standsIn } from "./time.js";

/**
 * @typedef {import("./model.js").Model} Model
 * @typedef {import("./store.js").Store} Store
 * @typedef {import("./facets.js").Facet} Facet
 */

const MOST_LISTED = 12;

/**
 * @param {Model} model
 * @param {Store} store
 * @returns {HTMLElement}
 */
export function filterList(model, store) {
  const { words } = model;
  /** Made when they are first seen: on a large map they take a moment. @type {FacetView[]} */
  let views = [];
  let waiting = 0;
  const update = () => {
    waiting = 0;
    if (!views.some((view) => view.element.open)) return;
    const edition = editionOf(model, store.state.said);
    const counts = facetsOf(model).counts(store.state.filters, edition, standsIn(model, store.state));
    for (const view of views) view.show(/** @type {Int32Array} */ (counts.get(view.facet.key)));
  };
  // While the slider plays, the map goes first.
  const soon = () => {
    if (!waiting) waiting = requestAnimationFrame(update);
  };
  const chosen = element("span", { class: "gm-chosen" });
  const showChosen = () => {
    const n = Object.values(store.state.filters).reduce((sum, options) => sum + options.length, 0);
    chosen.textContent = n === 0 ? "" : words.say("filters.chosen", { n });
    for (const view of views) view.showChosen();
  };
  const list = element(
    "details",
    {
      class: "gm-filters",
      ontoggle: () => {
        if (!list.open || views.length > 0) return;
        views = facetsOf(model).used.map((facet) => new FacetView(model, store, facet));
        for (const view of views) view.element.addEventListener("toggle", soon);
        list.append(...views.map((view) => view.element));
        if (views.length === 0) list.append(element("p", { class: "gm-small" }, words.say("filters.none")));
      },
    },
    element("summary", {}, words.say("filters.heading"), " ", chosen),
  );
  store.listen((state, before) => {
    if (!showsOther(state, before)) return;
    showChosen();
    soon();
  });
  showChosen();
  return list;
}

class FacetView {
  /** @param {Model} model @param {Store} store @param {Facet} facet */
  constructor(model, store, facet) {
    this.model = model;
    this.store = store;
    this.facet = facet;
    this.query = "";
    /** @type {Int32Array | null} */
    this.counts = null;
    const { words } = model;
    const name = words.say(`filters.${facet.key}`);
    this.chosen = element("span", { class: "gm-chosen" });
    this.list = element("ul", { class: "gm-options" });
    const long = facet.ids.length > MOST_LISTED;
    const field = element("input", {
      type: "search",
      class: "gm-search-field",
      "aria-label": words.say("filters.find", { facet: name }),
      placeholder: words.say("filters.find", { facet: name }),
      autocomplete: "off",
      oninput: () => {
        this.query = folded(field.value.trim());
        this.render();
      },
    });
    this.clear = element(
      "button",
      { type: "button", class: "gm-clear", onclick: () => this.choose([]) },
      words.say("filters.clear", { facet: name }),
    );
    this.element = element(
      "details",
      { class: "gm-facet", "data-facet": facet.key },
      element("summary", {}, name, " ", this.chosen),
      long ? field : null,
      this.list,
      this.clear,
    );
    this.showChosen();
  }

  /** @returns {readonly number[]} */
  get options() {
    return this.store.state.filters[this.facet.key] ?? [];
  }

  showChosen() {
    const n = this.options.length;
    this.chosen.textContent = n === 0 ? "" : this.model.words.say("filters.chosen", { n });
    this.clear.hidden = n === 0;
  }

  /** @param {number[]} options */
  choose(options) {
    const filters = { ...this.store.state.filters };
    if (options.length === 0) delete filters[this.facet.key];
    else filters[this.facet.key] = options.sort((a, b) => a - b);
    this.store.set({ filters: Object.keys(filters).length === 0 ? NO_FILTERS : filters });
  }

  /** @param {Int32Array} counts */
  show(counts) {
    this.counts = counts;
    if (this.element.open) this.render();
  }

  /** The options that are listed: what is chosen, then what would show most. */
  listed() {
    const { names } = this.facet;
    const counts = this.counts ?? new Int32Array(names.length);
    const chosen = new Set(this.options);
    const long = names.length > MOST_LISTED;
    const rows = Array.from(names.keys()).filter((row) => {
      if (this.query) return folded(names[row]).includes(this.query);
      return !long || chosen.has(row) || counts[row] > 0;
    });
    rows.sort((a, b) => Number(chosen.has(b)) - Number(chosen.has(a)) || counts[b] - counts[a] || a - b);
    const most = this.query ? MOST_LISTED : Math.max(MOST_LISTED, chosen.size);
    return {
      rows: rows.slice(0, most),
      left: (this.query ? rows.length : names.length) - most,
      chosen,
      counts,
    };
  }

  render() {
    const { words } = this.model;
    const { rows, left, chosen, counts } = this.listed();
    const focused = this.list.contains(document.activeElement) ? document.activeElement : null;
    const option = focused instanceof HTMLInputElement ? focused.dataset.option : undefined;
    this.list.replaceChildren(
      ...rows.map((row) => this.row(row, chosen.has(row), counts[row])),
      ...(left > 0 ? [element("li", { class: "gm-small" }, words.say("filters.more", { n: left }))] : []),
    );
    // A list that is sorted anew keeps the reader's place.
    if (option !== undefined)
      for (const input of this.list.querySelectorAll("input"))
        if (input.dataset.option === option) input.focus({ preventScroll: true });
  }

  /** @param {number} row @param {boolean} chosen @param {number} count */
  row(row, chosen, count) {
    const box = element("input", {
      type: "checkbox",
      "data-option": row,
      onchange: () =>
        this.choose(box.checked ? [...this.options, row] : this.options.filter((other) => other !== row)),
    });
    box.checked = chosen;
    return element(
      "li",
      { class: count === 0 && !chosen ? "gm-empty" : null },
      element(
        "label",
        { class: "gm-layer gm-option" },
        box,
        element("span", { class: "gm-layer-name", dir: "auto" }, this.facet.names[row]),
        element("span", { class: "gm-count" }, this.model.words.number.format(count)),
      ),
    );
  }
}
