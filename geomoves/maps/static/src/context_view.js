/** Context in words: its switches, its note on the map, its card, and its lines under the table. */

import { contextAsOf } from "./captions.js";
import { shownContext, showsOtherContext, sketchContext } from "./context_layer.js";
import { element, safeLink, sketch } from "./dom.js";

/**
 * @typedef {import("./model.js").Model} Model
 * @typedef {import("./store.js").Store} Store
 * @typedef {import("./types.js").ContextLayerData} ContextLayerData
 */

const MOST_NAMES = 60;
const MOST_IN_NOTE = 4;
const [SWATCH_WIDTH, SWATCH_HEIGHT] = [28, 16];

/** @param {ContextLayerData} layer */
function swatch(layer) {
  return sketch(SWATCH_WIDTH, SWATCH_HEIGHT, (ctx) => sketchContext(ctx, SWATCH_WIDTH, SWATCH_HEIGHT, layer));
}

/**
 * Switches for the series, each with its look and its day; null on a map without context.
 *
 * @param {Model} model @param {Store} store
 */
export function contextSwitches(model, store) {
  const { context } = model;
  if (!context) return null;
  const list = element("div");
  const fill = () => {
    const shown = shownContext(model, { ...store.state, hiddenContext: [] });
    list.replaceChildren(
      ...model.contextSeries.map(({ title }, nth) =>
        switchOf(
          model,
          store,
          nth,
          title,
          shown.filter(({ series }) => series === nth),
        ),
      ),
    );
  };
  fill();
  store.listen((state, before) => {
    if (showsOtherContext(state, before)) fill();
  });
  return element(
    "fieldset",
    { class: "gm-layer-group gm-context" },
    element("legend", {}, model.words.say("layers.context")),
    list,
  );
}

/**
 * @param {Model} model @param {Store} store @param {number} series @param {string} title
 * @param {import("./context.js").ShownContext[]} shown
 */
function switchOf(model, store, series, title, shown) {
  const { words } = model;
  const layers = model.context?.layers ?? [];
  const hidden = store.state.hiddenContext;
  const box = element("input", {
    type: "checkbox",
    onchange: () => {
      const others = store.state.hiddenContext.filter((each) => each !== series);
      store.set({ hiddenContext: box.checked ? others : [...others, series] });
    },
  });
  box.checked = !hidden.includes(series);
  return element(
    "div",
    { class: "gm-layer-row" },
    element(
      "label",
      { class: "gm-layer" },
      box,
      swatch(layers[shown[0]?.row ?? 0]),
      element("span", { class: "gm-layer-name", dir: "auto" }, title),
    ),
    ...shown.flatMap(({ row, stands }) => [
      element(
        "button",
        {
          type: "button",
          class: "gm-opener gm-context-day",
          "aria-label": `${title}: ${contextAsOf(model, layers[row])}`,
          onclick: () => store.set({ selected: { kind: "context", row }, list: "" }),
        },
        [layers[row].actor, contextAsOf(model, layers[row])].filter(Boolean).join(" · "),
      ),
      stands ? null : element("span", { class: "gm-stale gm-small" }, ` ${words.say("context.other_day")}`),
    ]),
  );
}

/**
 * What lies below the movements, in a corner of the map: each layer with the day that it is of.
 *
 * @param {Model} model @param {Store} store
 * @param {boolean} open whether there is room for more than a line
 */
export function contextNote(model, store, open) {
  const { context, words } = model;
  if (!context) return null;
  const summary = element("summary");
  const list = element("ul");
  const note = element("details", { class: "gm-context-note", open }, summary, list);
  const fill = () => {
    const shown = shownContext(model, store.state);
    note.hidden = shown.length === 0;
    const stale = shown.filter(({ stands }) => !stands).length;
    summary.replaceChildren(
      words.say("context.note", { n: shown.length }),
      ...(stale > 0
        ? [element("span", { class: "gm-stale" }, ` · ${words.say("context.note_stale", { n: stale })}`)]
        : []),
    );
    const left = shown.length - MOST_IN_NOTE;
    list.replaceChildren(
      ...shown.slice(0, MOST_IN_NOTE).map(({ row, stands }) => noteLine(model, context.layers[row], stands)),
      ...(left > 0 ? [element("li", {}, words.say("context.more", { n: left }))] : []),
    );
  };
  fill();
  store.listen((state, before) => {
    if (showsOtherContext(state, before)) fill();
  });
  return note;
}

/** @param {Model} model @param {ContextLayerData} layer @param {boolean} stands */
function noteLine(model, layer, stands) {
  return element(
    "li",
    { class: stands ? null : "gm-stale" },
    swatch(layer),
    element(
      "span",
      { dir: "auto" },
      element("strong", {}, [layer.title, layer.actor].filter(Boolean).join(" · ")),
      ` ${contextAsOf(model, layer)}`,
      stands ? null : `, ${model.words.say("context.other_day")}`,
    ),
  );
}

/** The card of a layer. @param {Model} model @param {number} row @param {number} [part] what was pointed at */
export function contextCard(model, row, part = -1) {
  const { words } = model;
  const layer = /** @type {ContextLayerData} */ (model.context?.layers[row]);
  const names = [...new Set(layer.name.filter(Boolean))];
  /** @type {[string, import("./dom.js").Child | import("./dom.js").Child[]][]} */
  const facts = [
    ["fact.here", layer.name[part] ?? ""],
    ["fact.actor", layer.actor],
    ["fact.as_of", layer.when],
    ["fact.source", safeLink(layer.url, layer.source)],
    ["fact.licence", layer.licence],
    [
      "fact.drawn",
      [
        words.say("context.tolerance", { km: kilometres(layer.tolerance_km, words) }),
        layer.empty > 0 ? words.say("context.empty", { n: layer.empty }) : "",
        layer.beyond ? words.say("context.beyond") : "",
      ]
        .filter(Boolean)
        .map((text) => element("span", { class: "gm-line" }, text)),
    ],
  ];
  return {
    kicker: words.say("card.kind.context"),
    title: layer.title,
    body: [
      element("p", { class: "gm-small" }, words.say("context.explained")),
      element(
        "dl",
        { class: "gm-facts" },
        ...facts
          .filter(([, value]) => (Array.isArray(value) ? value.length > 0 : value))
          .flatMap(([key, value]) => [
            element("dt", {}, words.say(key)),
            element("dd", { dir: "auto" }, value),
          ]),
      ),
      ...(names.length > 0
        ? [
            element("h3", {}, words.say("context.names")),
            element(
              "ul",
              { class: "gm-plain" },
              ...names.slice(0, MOST_NAMES).map((name) => element("li", { dir: "auto" }, name)),
              names.length > MOST_NAMES
                ? element("li", {}, words.say("context.more", { n: names.length - MOST_NAMES }))
                : null,
            ),
          ]
        : []),
    ],
  };
}

/** @param {number} km @param {import("./words.js").Words} words */
function kilometres(km, words) {
  return km >= 0.01
    ? words.say("unit.km", { n: km })
    : words.say("unit.m", { n: Math.max(1, Math.round(km * 1000)) });
}

/** What lies below the movements, for readers of the table. @param {Model} model */
export function contextLines(model) {
  const { context, words } = model;
  if (!context) return null;
  return element(
    "section",
    { class: "gm-context-lines" },
    element("h2", {}, words.say("context.table")),
    element(
      "ul",
      { class: "gm-plain" },
      ...context.layers.map((layer) =>
        element(
          "li",
          { dir: "auto" },
          element("strong", {}, [layer.title, layer.actor].filter(Boolean).join(" · ")),
          ` · ${contextAsOf(model, layer)} · `,
          safeLink(layer.url, layer.source),
          layer.licence ? ` · ${layer.licence}` : null,
        ),
      ),
    ),
  );
}
