/** The strip that no view hides: who denies or could not confirm, what exactly, when; and what is not on the map. */

import { changesButton } from "./changes.js";
import { stanceMark } from "./claim_view.js";
import { dayLabel } from "./days.js";
import { element } from "./dom.js";
import { timelineOf } from "./timeline.js";

/**
 * @param {import("./model.js").Model} model
 * @param {import("./store.js").Store} store
 * @returns {HTMLElement}
 */
export function stripView(model, store) {
  const { strip, off_map, claims, speakers, as_of } = model.block;
  const { words } = model;
  const entries = strip.map(([claim, stance, text, said]) => {
    const speaker = speakers.name[claims.said_by[claim]] ?? "";
    // No choice of a day takes a denial out of sight: the one that came later says so.
    const later = element("span", { class: "gm-strip-later", hidden: true });
    store.listen((state, before) => {
      if (state.said === before.said) return;
      const { saidOn } = timelineOf(model);
      later.hidden = !(state.said !== null && saidOn[claim] > state.said);
      later.textContent =
        state.said === null ? "" : words.say("said_by.not_yet", { day: dayLabel(state.said, words) });
    });
    return element(
      "li",
      {},
      element(
        "button",
        {
          type: "button",
          class: "gm-strip-entry",
          onclick: () => store.set({ selected: { kind: "claims", row: claim }, list: "" }),
        },
        stanceMark(model, stance),
        element(
          "span",
          { class: "gm-strip-text", dir: "auto" },
          // A text that names its speaker already does not need the name before it.
          speaker && !text.includes(speaker) ? element("strong", {}, `${speaker}: `) : null,
          text,
        ),
        said && !text.includes(said)
          ? element("span", { class: "gm-strip-said" }, words.say("said", { when: said }))
          : null,
        later,
      ),
    );
  });
  const offMap = element(
    "button",
    {
      type: "button",
      class: "gm-off-map",
      "aria-expanded": "false",
      onclick: () => store.set({ selected: null, list: "off_map" }),
    },
    words.say("off_map.button", { n: off_map.length }),
  );
  store.listen((state) => offMap.setAttribute("aria-expanded", String(state.list === "off_map")));
  const others = [
    changesButton(model, store),
    listButton(store, "corrections", "corrections.button", (model.block.corrections ?? []).length),
    // With a slider, what it leaves out is counted beside it.
    model.block.days ? null : listButton(store, "tray", "tray.button", model.block.tray.length),
  ];
  /**
   * @param {import("./store.js").Store} store
   * @param {"corrections" | "tray"} list @param {string} label @param {number} n
   */
  function listButton(store, list, label, n) {
    if (n === 0) return null;
    const button = element(
      "button",
      {
        type: "button",
        class: "gm-off-map",
        "aria-expanded": "false",
        onclick: () => store.set({ selected: null, list }),
      },
      words.say(label, { n }),
    );
    store.listen((state) => button.setAttribute("aria-expanded", String(state.list === list)));
    return button;
  }
  const { documents } = model.block;
  const assumptions = documents.assumes.flatMap((what, row) =>
    what
      ? [
          element(
            "li",
            { class: "gm-strip-assumes", dir: "auto" },
            words.say("assumes", { who: documents.author[row] || documents.title[row], what }),
          ),
        ]
      : [],
  );
  return element(
    "section",
    { class: "gm-strip", "aria-label": words.say("strip.label") },
    element(
      "ul",
      { class: "gm-strip-entries", tabindex: entries.length > 3 ? "0" : null },
      ...(entries.length > 0
        ? entries
        : [element("li", { class: "gm-strip-none" }, words.say("strip.none"))]),
      ...assumptions,
    ),
    element(
      "div",
      { class: "gm-strip-more" },
      offMap,
      ...others,
      as_of ? element("span", { class: "gm-strip-asof" }, words.say("as_of", { when: as_of })) : null,
    ),
  );
}
