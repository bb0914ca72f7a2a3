/** The story: steps in which the dossier's author walks the reader over the map. It is that author's voice, and says so. */

import { element } from "./dom.js";
import { layerBits } from "./model.js";
import { NO_FILTERS } from "./store.js";
import { daysLabel } from "./time_bar.js";

/** What a step may select. */
const SELECTED = ["claims", "forces", "places", "areas"];
/** What has arrow keys of its own. */
const OWN_ARROWS = "input, select, textarea, .gm-map, .gm-scroll, .gm-table";

/**
 * @typedef {import("./store.js").State} State
 * @typedef {import("./first_view.js").Bounds} Bounds
 */

export class StoryView {
  /**
   * @param {object} options
   * @param {import("./model.js").Model} options.model
   * @param {import("./types.js").Story} options.story
   * @param {import("./store.js").Store} options.store
   * @param {HTMLElement} options.root the page, for its keys
   * @param {(bounds: Bounds) => void} options.fit
   * @param {() => boolean} options.isNarrow whether a card would lie over the story
   */
  constructor({ model, story, store, root, fit, isNarrow }) {
    this.model = model;
    this.story = story;
    this.store = store;
    this.fit = fit;
    this.isNarrow = isNarrow;
    const { words } = model;
    const count = story.text.length;
    this.button = element(
      "button",
      {
        type: "button",
        class: "gm-side-button gm-story-button",
        "aria-expanded": "false",
        onclick: () => (store.state.step === null ? this.start() : this.end()),
      },
      words.say("story.button"),
    );
    this.place = element("p", { class: "gm-kicker" });
    this.text = element("p", { class: "gm-story-text", dir: "auto" });
    this.back = this.arrow("story.back", "‹", -1);
    this.next = this.arrow("story.next", "›", 1);
    this.card = element(
      "button",
      { type: "button", class: "gm-find", onclick: () => this.openCard() },
      words.say("story.card"),
    );
    this.element = element(
      "section",
      { class: "gm-story", "aria-label": words.say("story.label", { n: count }), hidden: true },
      element(
        "div",
        { class: "gm-story-told", "aria-live": "polite", "aria-atomic": "true" },
        this.place,
        this.text,
      ),
      element(
        "div",
        { class: "gm-story-bar" },
        this.back,
        this.next,
        this.card,
        element(
          "button",
          {
            type: "button",
            class: "gm-icon gm-close",
            "aria-label": words.say("story.end"),
            onclick: () => this.end(),
          },
          "×",
        ),
      ),
    );
    root.addEventListener("keydown", (event) => this.onKey(event));
    store.listen((state, before) => {
      if (state.step !== before.step || state.day !== before.day || state.length !== before.length)
        this.show(state.step);
    });
  }

  /** @param {string} key @param {string} sign @param {number} by */
  arrow(key, sign, by) {
    return element(
      "button",
      {
        type: "button",
        class: "gm-icon",
        "aria-label": this.model.words.say(key),
        onclick: () => this.go((this.store.state.step ?? 0) + by),
      },
      sign,
    );
  }

  start() {
    this.go(0);
    this.next.focus();
  }

  end() {
    this.store.set({ step: null });
    this.button.focus();
  }

  /** Show a step. @param {number} step */
  go(step) {
    const { story, model } = this;
    if (step < 0 || step >= story.text.length) return;
    const focused = document.activeElement;
    const layers = story.layers[step];
    this.store.set({
      step,
      ...daysOf(story, step, model.block.days),
      said: story.said[step],
      on: layers ? model.allowed & layerBits(layers) : model.allowed,
      filters: NO_FILTERS,
      cut: false,
      selected: this.isNarrow() ? null : this.selected(step),
      list: "",
    });
    const view = story.view[step];
    if (view) this.fit(view);
    // A card that opens takes the focus; the reader goes on with the story.
    if (focused instanceof HTMLElement && focused.isConnected) focused.focus({ preventScroll: true });
  }

  /** @param {number} step @returns {import("./types.js").Thing | null} */
  selected(step) {
    const [kind, row] = this.story.select[step] ?? ["", -1];
    return SELECTED.includes(kind) ? { kind: /** @type {"claims"} */ (kind), row } : null;
  }

  openCard() {
    const { step } = this.store.state;
    if (step !== null) this.store.set({ selected: this.selected(step), list: "" });
  }

  /** @param {number | null} step */
  show(step) {
    this.element.hidden = step === null;
    this.button.setAttribute("aria-expanded", String(step !== null));
    if (step === null) return;
    const { words } = this.model;
    const count = this.story.text.length;
    const { state } = this.store;
    const days = state.day === null ? "" : ` · ${daysLabel(state, words)}`;
    this.place.textContent = `${words.say("story.step", { step: step + 1, all: count })}${days}`;
    // What has not changed is not read out again.
    if (this.text.textContent !== this.story.text[step]) this.text.textContent = this.story.text[step];
    this.card.hidden = this.selected(step) === null;
    // A button that has the focus is not taken away from under it.
    this.back.setAttribute("aria-disabled", String(step === 0));
    this.next.setAttribute("aria-disabled", String(step === count - 1));
  }

  /** @param {KeyboardEvent} event */
  onKey(event) {
    const { step } = this.store.state;
    if (step === null || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const target = event.target instanceof Element ? event.target : null;
    const inside = target !== null && this.element.contains(target);
    if (event.key === "Escape" && inside) {
      event.stopImmediatePropagation();
      this.end();
      return;
    }
    const by = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!by || (!inside && target?.closest(OWN_ARROWS))) return;
    event.preventDefault();
    this.go(step + by);
  }
}

/**
 * @param {import("./types.js").Story} story @param {number} step @param {[number, number] | null} days of the slider
 * @returns {{day: number | null, length: number}}
 */
function daysOf(story, step, days) {
  const from = story.day_from[step];
  // What is open goes on to the end of the slider.
  const to = story.day_to[step] ?? (from === null ? null : Math.max(from, days?.[1] ?? from));
  if (to === null) return { day: null, length: 1 };
  return { day: to, length: from === null ? Number.POSITIVE_INFINITY : to - from + 1 };
}
