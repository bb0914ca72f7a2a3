/** What the map leaves out just now, in a line on the map: a filtered map never looks like the whole one. */

import { dayLabel } from "./days.js";
import { element } from "./dom.js";
import { NO_FILTERS } from "./store.js";
import { whatShows } from "./time.js";

/**
 * @param {import("./model.js").Model} model
 * @param {import("./store.js").Store} store
 * @returns {HTMLElement}
 */
export function shownNote(model, store) {
  const { words } = model;
  const count = element("span", { class: "gm-shown-count", role: "status" });
  const asOf = element("strong", { class: "gm-shown-as-of", hidden: true });
  const reset = element(
    "button",
    {
      type: "button",
      class: "gm-shown-reset",
      onclick: () =>
        store.set({ on: model.allowed, day: null, length: 1, said: null, filters: NO_FILTERS, cut: false }),
    },
    words.say("shown.reset"),
  );
  const cut = element("span", { class: "gm-shown-cut" }, words.say("shown.cut"));
  const note = element("div", { class: "gm-shown" }, asOf, count, reset, cut);
  const show = () => {
    const shown = whatShows(model, store.state);
    const { said } = store.state;
    note.hidden = shown.count === shown.all && said === null && !store.state.cut;
    cut.hidden = !store.state.cut;
    const text = words.say("shown.some", { n: shown.count, all: words.number.format(shown.all) });
    if (count.textContent !== text) count.textContent = text;
    asOf.hidden = said === null;
    asOf.textContent = said === null ? "" : words.say("said_by.now", { day: dayLabel(said, words) });
  };
  store.listen(show);
  show();
  return note;
}
