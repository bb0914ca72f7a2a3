/** What the card of a place or country says beside its claims: its roles, what is there, and why it was chosen. */

import { legCaption, thingKicker, thingTitle } from "./captions.js";
import { opener, speakerView } from "./claim_view.js";
import { element } from "./dom.js";

/**
 * @typedef {import("./types.js").Row} Row
 * @typedef {import("./types.js").Thing} Thing
 * @typedef {import("./model.js").Model} Model
 * @typedef {import("./claim_view.js").Open} Open
 */

/**
 * @param {Model} model @param {Thing} thing @param {Open} open
 * @param {import("./said_by.js").Edition["knows"]} knows
 * @returns {Node[]}
 */
export function placeSections(model, thing, open, knows) {
  if (thing.kind !== "places" && thing.kind !== "areas") return [];
  const { block, words } = model;
  const { row } = thing;
  const roles = block[thing.kind].roles[row];
  /** @type {Node[]} */
  const sections = [];
  if (roles.length > 0) {
    sections.push(
      element("h3", {}, words.say("roles.heading")),
      element(
        "ul",
        { class: "gm-roles" },
        ...roles.map(([role, basis, text, claim]) =>
          element(
            "li",
            {},
            element("strong", {}, words.word("role", role)),
            element("span", { class: "gm-basis" }, words.word("basis", basis)),
            text
              ? element("span", { class: "gm-line" }, basis === "said" ? words.say("quote", { text }) : text)
              : null,
            claim >= 0 ? opener(words.say("claim.open"), { kind: "claims", row: claim }, open) : null,
          ),
        ),
      ),
    );
  }
  const touching = (thing.kind === "places" ? model.atPlace : model.atArea).of(row).filter(knows);
  if (touching.length > 0) {
    sections.push(
      element("h3", {}, words.say("here.heading")),
      element(
        "ul",
        { class: "gm-things" },
        ...touching.map((other) => element("li", {}, thingOpener(model, other, open))),
      ),
    );
  }
  if (thing.kind === "places") sections.push(...choiceSections(model, row, open));
  return sections;
}

/** A thing in a list: what it is, and its name. @param {Model} model @param {Thing} thing @param {Open} open */
function thingOpener(model, thing, open) {
  const name =
    thing.kind === "legs"
      ? `${thingTitle(model, thing)} · ${legCaption(model, thing.row)}`
      : thingTitle(model, thing);
  return element(
    "button",
    { type: "button", class: "gm-thing", onclick: () => open(thing) },
    element("span", { class: "gm-kicker" }, thingKicker(model, thing)),
    element("span", {}, name),
  );
}

/** Why this place was taken for the name, and which was not. @param {Model} model @param {Row} row @param {Open} open */
function choiceSections(model, row, open) {
  const { places } = model.block;
  const { words } = model;
  /** @param {string} key @param {(Node | string)[]} items */
  const list = (key, items) =>
    items.length === 0
      ? []
      : [
          element("h3", {}, words.say(key)),
          element("ul", { class: "gm-plain" }, ...items.map((item) => element("li", {}, item))),
        ];
  const held = places.held_by[row].map(([text, claim]) => heldBy(model, text, claim, open));
  return [
    ...list("chosen.heading", places.chosen[row]),
    ...list("not_chosen.heading", places.not_chosen[row]),
    ...list("held_by.heading", held),
  ];
}

/** @param {Model} model @param {string} text @param {Row} claim @param {Open} open */
function heldBy(model, text, claim, open) {
  if (claim < 0) return text;
  const { claims } = model.block;
  return element(
    "span",
    {},
    element("span", { class: "gm-line" }, text),
    speakerView(model, claims.said_by[claim], claims.through[claim]),
    " ",
    opener(model.words.say("claim.open"), { kind: "claims", row: claim }, open),
  );
}
