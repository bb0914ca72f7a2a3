/** What changed since an earlier edition of the dossier: a button in the strip, a list, a mark on each claim. */

import { element } from "./dom.js";

/**
 * @typedef {import("./model.js").Model} Model
 * @typedef {import("./claim_view.js").Open} Open
 * @typedef {import("./types.js").EditionChange} EditionChange
 */

const MOST_LISTED = 500;
/** What a reader of a claim has to know about it, the strongest first. */
const MARKED = ["withdrawn", "retracted", "superseded", "new", "changed", "restored"];

/** @type {WeakMap<Model, Map<number, string>>} */
const marksOf = new WeakMap();

/** "since the edition of 12 October 2024". @param {Model} model */
function editionName({ block, words }) {
  const since = block.changes_since;
  return since ? words.say("changes.edition", { when: since }) : words.say("changes.edition_undated");
}

/** "7 changes since the edition of 12 October 2024". @param {Model} model */
function changesLabel(model) {
  const n = model.block.changes?.length ?? 0;
  return model.words.say(n > 0 ? "changes.since" : "changes.none", { n, edition: editionName(model) });
}

/**
 * What the strip says of it; nothing on a map that was not compared with an earlier edition.
 *
 * @param {Model} model
 * @param {import("./store.js").Store} store
 */
export function changesButton(model, store) {
  const { changes } = model.block;
  if (!changes) return null;
  if (changes.length === 0) return element("span", { class: "gm-no-changes" }, changesLabel(model));
  const button = element(
    "button",
    {
      type: "button",
      class: "gm-off-map gm-changes",
      "aria-expanded": "false",
      onclick: () => store.set({ selected: null, list: "changes" }),
    },
    changesLabel(model),
  );
  store.listen((state) => button.setAttribute("aria-expanded", String(state.list === "changes")));
  return button;
}

/** Every change, in the order of the comparison: claims first. @param {Model} model @param {Open} open */
export function changeList(model, open) {
  const changes = model.block.changes ?? [];
  const { words } = model;
  const left = changes.length - MOST_LISTED;
  return {
    kicker: words.say("changes.kicker"),
    title: changesLabel(model),
    body: [
      element("p", { class: "gm-small" }, words.say("changes.explained")),
      element(
        "ul",
        { class: "gm-things gm-change-list" },
        ...changes.slice(0, MOST_LISTED).map((change) => changeView(model, change, open)),
        left > 0 ? element("li", { class: "gm-small" }, words.say("changes.more", { n: left })) : null,
      ),
    ],
  };
}

/** @param {Model} model @param {EditionChange} change @param {Open} open */
function changeView(model, [what, section, id, claim, by, field, old, now, day, because], open) {
  const { words } = model;
  const where = section === "claims" ? id : [section, id].filter(Boolean).join(" · ");
  return element(
    "li",
    { class: "gm-change", "data-change": what },
    element(
      "p",
      { class: "gm-change-head" },
      mark(model, what),
      element("span", { class: "gm-small", dir: "auto" }, where),
    ),
    claim >= 0 ? claimLink(model, claim, open) : null,
    // A field was changed from this to that; of anything else the old and the new are told by the kind of change.
    field
      ? element(
          "p",
          { class: "gm-change-text", dir: "auto" },
          element("span", { class: "gm-small" }, words.say("changes.field", { field })),
          old ? element("s", {}, old) : element("span", {}, words.say("changes.nothing")),
          " → ",
          element("span", {}, now || words.say("changes.nothing")),
        )
      : null,
    !field && claim < 0
      ? plainText(what === "gone" ? old : what === "renamed" ? `${old} → ${now}` : now)
      : null,
    because ? plainText(words.say("corrections.why", { day, because })) : null,
    by >= 0
      ? [element("p", { class: "gm-small" }, words.say(`changes.by.${what}`)), claimLink(model, by, open)]
      : null,
  );
}

/** @param {string} text */
function plainText(text) {
  return text ? element("p", { class: "gm-change-text", dir: "auto" }, text) : null;
}

/** @param {Model} model @param {number} claim @param {Open} open */
function claimLink(model, claim, open) {
  return element(
    "button",
    { type: "button", class: "gm-opener", dir: "auto", onclick: () => open({ kind: "claims", row: claim }) },
    model.block.claims.sentence[claim],
  );
}

/** @param {Model} model @param {string} what */
function mark(model, what) {
  return element("span", { class: "gm-change-mark", "data-change": what }, model.words.word("change", what));
}

/** What happened to a claim since then, as a mark on it; null for one that stayed as it was. @param {Model} model @param {number} claim */
export function changeMark(model, claim) {
  if (!model.block.changes) return null;
  let marks = marksOf.get(model);
  if (!marks) {
    marks = new Map();
    for (const [what, , , row] of model.block.changes) {
      const known = marks.get(row);
      if (row >= 0 && MARKED.includes(what) && (!known || MARKED.indexOf(what) < MARKED.indexOf(known)))
        marks.set(row, what);
    }
    marksOf.set(model, marks);
  }
  const what = marks.get(claim);
  if (!what) return null;
  const shown = mark(model, what);
  shown.title = editionName(model);
  return shown;
}
