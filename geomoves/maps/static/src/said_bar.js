/** The second slider: the map as it could be drawn on a day, from what had been said by then. */

import { dayLabel } from "./days.js";
import { element } from "./dom.js";
import { barsOf, Histogram } from "./histogram.js";
import { timelineOf } from "./timeline.js";

/**
 * @param {import("./model.js").Model} model
 * @param {import("./store.js").Store} store
 * @returns {{button: HTMLElement, row: HTMLElement} | null} null when nothing says when it was said
 */
export function saidBar(model, store) {
  const timeline = timelineOf(model);
  const range = timeline.saidDays;
  if (!range) return null;
  const { words } = model;
  const [first, last] = range;
  const { saidOn, unsaid } = timeline;
  const days = { from: saidOn, to: saidOn, known: new Uint8Array(saidOn.length).fill(1) };
  /** @type {import("./histogram.js").Bars | null} */
  let bars = null;
  const canvas = element("canvas", { class: "gm-histogram", "aria-hidden": "true" });
  const histogram = new Histogram(canvas);
  const input = element("input", {
    type: "range",
    min: first,
    max: last,
    step: 1,
    class: "gm-range",
    "aria-label": words.say("said_by.day"),
    oninput: () => store.set({ said: Number(input.value) }),
  });
  const button = element(
    "button",
    {
      type: "button",
      class: "gm-said-by",
      onclick: () => {
        store.set({ said: store.state.said === null ? last : null });
        if (store.state.said !== null) input.focus();
      },
    },
    words.say("said_by.button"),
  );
  const label = element("output", { class: "gm-said-by-day" });
  /** @param {number} by */
  const step = (by) => store.set({ said: Math.max(first, Math.min(last, (store.state.said ?? last) + by)) });
  /** @param {string} key @param {string} sign @param {number} by */
  const stepButton = (key, sign, by) =>
    element(
      "button",
      { type: "button", class: "gm-icon", "aria-label": words.say(key), onclick: () => step(by) },
      sign,
    );
  const list = element(
    "button",
    {
      type: "button",
      class: "gm-unsaid",
      "aria-expanded": "false",
      hidden: unsaid.length === 0,
      onclick: () => store.set({ selected: null, list: "unsaid" }),
    },
    words.say("unsaid.button", { n: unsaid.length }),
  );
  const row = element(
    "div",
    { class: "gm-said-row", role: "group", "aria-label": words.say("said_by.label") },
    element(
      "div",
      { class: "gm-time-buttons" },
      stepButton("said_by.back", "‹", -1),
      stepButton("said_by.on", "›", 1),
    ),
    label,
    element("div", { class: "gm-track" }, canvas, input),
    list,
    element(
      "button",
      {
        type: "button",
        class: "gm-icon",
        "aria-label": words.say("said_by.close"),
        onclick: () => {
          store.set({ said: null });
          button.focus();
        },
      },
      "×",
    ),
  );
  const show = () => {
    const { said } = store.state;
    row.hidden = said === null;
    button.setAttribute("aria-expanded", String(said !== null));
    if (said === null) return;
    const text = words.say("said_by.now", { day: dayLabel(said, words) });
    label.textContent = text;
    input.value = String(said);
    input.setAttribute("aria-valuetext", text);
    bars ??= barsOf(days, range, () => true);
    histogram.draw(bars, [Number.NEGATIVE_INFINITY, said]);
  };
  histogram.whenSized(show);
  store.listen((state, before) => {
    if (state.said !== before.said) show();
    list.setAttribute("aria-expanded", String(state.list === "unsaid"));
  });
  show();
  return { button, row };
}
