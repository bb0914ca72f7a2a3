/** The layers, with live counts, and under each what it holds: the way to everything on the map without a pointer. */

import { thingTitle } from "./captions.js";
import { contextSwitches } from "./context_view.js";
import { element } from "./dom.js";
import { filterList } from "./filter_list.js";
import { layerSketch, legendView } from "./legend.js";
import { ALL_LAYERS, EVENT_LAYERS, layerBits, PHASE_LAYERS, ROLE_LAYERS } from "./model.js";
import { showsOther } from "./store.js";
import { whatShows } from "./time.js";

/** More than this, and its part on a day ("5 of 966"), are longer than the room beside a name. */
const MOST_BESIDE = 99;
const MOST_LISTED = 200;

/**
 * @param {import("./model.js").Model} model
 * @param {import("./store.js").Store} store
 * @param {import("./afterwards.js").Afterwards} afterwards
 * @returns {HTMLElement}
 */
export function layerList(model, store, afterwards) {
  const { words } = model;
  const used = model.usedLayers();
  const { filled } = model;
  /** @type {Map<string, HTMLElement>} */
  const counts = new Map();
  const groups = [
    ["layers.places", ROLE_LAYERS],
    ["layers.movements", PHASE_LAYERS],
    ["layers.events", EVENT_LAYERS],
  ];
  const sections = groups.map(([title, keys]) =>
    element(
      "fieldset",
      { class: "gm-layer-group" },
      element("legend", {}, words.say(/** @type {string} */ (title))),
      ...used
        .filter((key) => keys.includes(key))
        .map((key) => layerRow({ model, store, key, counts, filled })),
    ),
  );
  const all = whatShows(model, { day: null, on: ALL_LAYERS }).layers;
  // A count that would not fit beside the name on every day stands below it on each, so that nothing jumps.
  for (const [key, count] of counts)
    count.closest(".gm-layer")?.classList.toggle("gm-layer-long", (all.get(key) ?? 0) > MOST_BESIDE);
  const update = () => {
    const now = whatShows(model, store.state).layers;
    for (const [key, shown] of counts) {
      const [n, of] = [now.get(key) ?? 0, all.get(key) ?? 0];
      const [some, whole] = [words.number.format(n), words.number.format(of)];
      shown.textContent = n === of ? some : words.say("layers.some", { some, all: whole });
    }
  };
  store.listen((state, before) => {
    if (showsOther(state, before)) update();
  });
  update();
  // Its sketches take as long as a small map.
  const legend = element("div");
  afterwards.add(() => legend.replaceWith(legendView(model)));
  return element(
    "div",
    { class: "gm-layers" },
    ...sections,
    filterList(model, store),
    contextSwitches(model, store),
    element(
      "details",
      { class: "gm-legend-box", open: true },
      element("summary", {}, words.say("legend.heading")),
      legend,
    ),
  );
}

/**
 * @param {object} options
 * @param {import("./model.js").Model} options.model
 * @param {import("./store.js").Store} options.store
 * @param {string} options.key
 * @param {Map<string, HTMLElement>} options.counts
 * @param {number} options.filled bits of the layers that have anything in them
 */
function layerRow({ model, store, key, counts, filled }) {
  const bit = layerBits([key]);
  const name = model.words.word("layer", key);
  const box = element("input", {
    type: "checkbox",
    onchange: () => store.set({ on: box.checked ? store.state.on | bit : store.state.on & ~bit }),
  });
  box.checked = (store.state.on & bit) !== 0;
  store.listen((state) => {
    box.checked = (state.on & bit) !== 0;
  });
  const count = element("span", { class: "gm-count" });
  counts.set(key, count);
  const label = element(
    "label",
    { class: "gm-layer", "data-layer": key },
    box,
    layerSketch(key),
    element("span", { class: "gm-layer-text" }, element("span", { class: "gm-layer-name" }, name), count),
  );
  if ((filled & bit) === 0) return element("div", { class: "gm-layer-row gm-empty" }, label);
  const list = element("ul", { class: "gm-layer-things" });
  const details = element(
    "details",
    {
      class: "gm-layer-more",
      // Filled when it is opened: a layer may hold thousands.
      ontoggle: () => {
        if (details.open && list.childElementCount === 0) fill();
      },
    },
    element("summary", { "aria-label": model.words.say("layers.list", { layer: name }) }),
    list,
  );
  function fill() {
    const things = model.inLayer(key);
    list.append(
      ...things
        .slice(0, MOST_LISTED)
        .map((thing) =>
          element(
            "li",
            {},
            element(
              "button",
              { type: "button", class: "gm-opener", onclick: () => store.set({ selected: thing, list: "" }) },
              thingTitle(model, thing),
            ),
          ),
        ),
    );
    if (things.length > MOST_LISTED)
      list.append(element("li", {}, model.words.say("layers.more", { n: things.length - MOST_LISTED })));
  }
  return element("div", { class: "gm-layer-row" }, label, details);
}
