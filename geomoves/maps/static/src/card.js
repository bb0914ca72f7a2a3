/** The card of a thing: what it is, every claim behind it in order of time, and the answers side by side. */

import { isDisputed, legCaption, phaseWord, presencePlaces, thingKicker, thingTitle } from "./captions.js";
import {
  claimView,
  documentView,
  factList,
  forceView,
  opener,
  saidLabel,
  speakerView,
} from "./claim_view.js";
import { contextCard } from "./context_view.js";
import { dayLabel } from "./days.js";
import { element } from "./dom.js";
import { pictureOf, symbolImage, symbolWords } from "./force_symbols.js";
import { Model } from "./model.js";
import { pointsOf } from "./ways.js";

/**
 * @typedef {import("./types.js").Row} Row
 * @typedef {import("./types.js").Thing} Thing
 * @typedef {import("./claim_view.js").Open} Open
 * @typedef {[string, import("./dom.js").Child | import("./dom.js").Child[]]} Fact
 */

/**
 * What stands in a card: heading and body.
 *
 * @param {import("./said_by.js").Edition} edition what had been said by the day that is chosen
 * @param {Thing} thing
 * @param {Open} open
 * @param {number | null} day that day, null for everything
 * @returns {{kicker: string, title: string, body: Node[]}}
 */
export function cardOf({ model, said }, thing, open, day) {
  if (thing.kind === "context") return contextCard(model, thing.row, thing.part);
  const kicker = thingKicker(model, thing);
  if (thing.kind === "claims") {
    // The sentence is the claim's body; repeated as a heading it would shout.
    const speaker = model.block.speakers.name[model.block.claims.said_by[thing.row]] ?? "";
    return {
      kicker,
      title: speaker || kicker,
      body: [claimView(model, thing.row, open), ...questionsView(model, [thing.row], open)],
    };
  }
  const all = inOrderOfTime(model, claimsEver(model, thing));
  const claims = all.filter((claim) => !said || said[claim]);
  const left = all.length - claims.length;
  const body = [
    factList(model.words, factsOf(model, thing, open)),
    ...(isDisputed(model, thing) ? [disputeView(model, claims, said, open)] : []),
    ...placeSections(model, thing, open),
    element("h3", {}, model.words.say("claims.heading", { n: claims.length })),
    left > 0 && day !== null
      ? element(
          "p",
          { class: "gm-small gm-left-out" },
          model.words.say("said_by.left_out", { n: left, day: dayLabel(day, model.words) }),
        )
      : null,
    ...claims.slice(0, MOST_CLAIMS).map((claim) => claimView(model, claim, open)),
    moreClaims(model, claims, open),
    ...questionsView(model, claims.slice(0, MOST_CLAIMS), open),
  ];
  return { kicker, title: thingTitle(model, thing), body: body.filter((part) => part !== null) };
}

/** A button in the place of the claims that are too many to show at once. @param {Model} model @param {Row[]} claims @param {Open} open */
function moreClaims(model, claims, open) {
  if (claims.length <= MOST_CLAIMS) return null;
  const rest = element("div", {});
  let shown = MOST_CLAIMS;
  const say = () => model.words.say("table.more", { n: claims.length - shown });
  const button = element(
    "button",
    {
      type: "button",
      class: "gm-button",
      onclick: () => {
        const next = claims.slice(shown, shown + MOST_CLAIMS).map((claim) => claimView(model, claim, open));
        shown += next.length;
        rest.append(...next);
        button.hidden = shown >= claims.length;
        button.textContent = say();
      },
    },
    say(),
  );
  return element("div", {}, rest, button);
}

/** The claims behind a thing, whenever they were said. @param {Model} model @param {Thing} thing */
function claimsEver(model, thing) {
  // As things stood on a day, a model's own table holds only what had been said; what it is made from holds all.
  const whole = Object.getPrototypeOf(model);
  return whole instanceof Model ? whole.claimsOf(thing) : model.claimsOf(thing);
}

/**
 * Claims by the day on which they were said; those without one come last.
 *
 * @param {Model} model
 * @param {Row[]} claims
 * @returns {Row[]}
 */
export function inOrderOfTime(model, claims) {
  const { said_from, said_to } = model.block.claims;
  /** @param {Row} claim */
  const day = (claim) => said_from[claim] ?? said_to[claim] ?? Infinity;
  return [...new Set(claims)].sort((a, b) => (day(a) === day(b) ? a - b : day(a) - day(b)));
}

/** So many claims a card shows at once. */
const MOST_CLAIMS = 50;

/** @param {Model} model @param {Thing} thing @param {Open} open @returns {Fact[]} */
function factsOf(model, thing, open) {
  const { block, words } = model;
  const { row } = thing;
  if (thing.kind === "legs") {
    const { legs } = block;
    return [
      ["fact.strength", legCaption(model, row)],
      ["fact.carried_by", legs.carried_by[row]],
      ["fact.force", forceOf(model, legs.force[row], open)],
      ["fact.when", legs.when[row] || words.say("when.unstated")],
      ["fact.phase", phaseWord(model, legs.phase[row])],
      ["fact.support", words.word("support", legs.support[row])],
      ["fact.route", words.say(routeKey(legs, row))],
    ];
  }
  if (thing.kind === "presences" || thing.kind === "events") {
    const table = block[thing.kind];
    const where =
      thing.kind === "presences"
        ? presencePlaces(model, row)
        : (block.places.label[block.events.place[row]] ?? block.areas.name[block.events.area[row]]);
    return [
      ["fact.where", where],
      ["fact.strength", thing.kind === "presences" ? shareOf(model, row, open) : table.strength[row]],
      ["fact.force", forceOf(model, table.force[row], open)],
      ["fact.when", table.when[row] || words.say("when.unstated")],
      ["fact.phase", phaseWord(model, table.phase[row])],
      ["fact.support", words.word("support", table.support[row])],
    ];
  }
  if (thing.kind === "forces") {
    const { forces } = block;
    return [
      ["fact.symbol", forceSymbols(model, row)],
      ["fact.country", forces.country[row]],
      ["fact.echelon", forces.echelon[row]],
      ["fact.part_of", forceOf(model, forces.part_of[row], open)],
      ["fact.note", forces.note[row]],
    ];
  }
  if (thing.kind === "speakers") return [["fact.speaker", speakerView(model, row, [])]];
  if (thing.kind === "documents") return [["fact.document", documentView(model, row)]];
  if (thing.kind === "places") {
    const { places } = block;
    return [
      [
        "fact.place_kind",
        [places.kind[row], places.admin1[row], places.country[row]].filter(Boolean).join(" · "),
      ],
      [
        "fact.precision",
        words.say(`precision.${places.precision[row]}`, { radius: Math.round(places.radius_km[row]) }),
      ],
      ["fact.claimants", places.claimants[row]],
      ["fact.source", places.source[row]],
    ];
  }
  return [["fact.place_kind", words.say("area.whole")]];
}

/**
 * How many stand at several places, and which claims say how large the whole is.
 *
 * @param {Model} model @param {Row} row @param {Open} open
 * @returns {Fact[1]}
 */
function shareOf(model, row, open) {
  const { presences, claims } = model.block;
  const share = presences.share[row];
  if (!share) return presences.strength[row];
  const basis = presences.share_basis[row].filter((claim) => !presences.claims[row].includes(claim));
  if (basis.length === 0) return share;
  return [
    element("span", { class: "gm-line" }, share),
    element("span", { class: "gm-small" }, model.words.say("share.basis")),
    ...basis.map((claim) => opener(claims.sentence[claim], { kind: "claims", row: claim }, open)),
  ];
}

/** The symbol of a force, on a map that shows symbols. @param {Model} model @param {Row} row */
function forceSymbols(model, row) {
  const picture = pictureOf(model, row, "");
  return picture ? symbolImage(picture, symbolWords(model, row, false)) : null;
}

/** What the line is, or why there is none. @param {import("./types.js").Legs} legs @param {Row} row */
function routeKey(legs, row) {
  if (legs.inferred[row]) return "leg.inferred";
  if (pointsOf(legs, row) > 1) return "route.schematic";
  if (pointsOf(legs, row) === 1) return "route.open";
  return legs.from_area[row] >= 0 || legs.to_area[row] >= 0 ? "route.country" : "route.none";
}

/** @param {Model} model @param {Row | string} force @param {Open} open */
function forceOf(model, force, open) {
  return typeof force === "string" ? force : forceView(model, force, open);
}

/**
 * Who denies it: the answer to the sign on the map. What is not known to have come later counts.
 *
 * @param {Model} model @param {Row[]} claims @param {Uint8Array | null} said @param {Open} open
 */
function disputeView(model, claims, said, open) {
  const table = model.block.claims;
  const denials = [
    ...new Set(claims.flatMap((claim) => table.responses[claim].map(([response]) => response))),
  ].filter(
    (response) =>
      table.stance[response] === "denies" && (!said || said[response] || table.said_to[response] === null),
  );
  return element(
    "section",
    { class: "gm-dispute" },
    element("h3", {}, model.words.say("disputed.heading")),
    ...denials.map((response) =>
      element(
        "p",
        {},
        opener(table.sentence[response], { kind: "claims", row: response }, open),
        // The sentence mostly says when already.
        table.sentence[response].includes(table.said[response])
          ? null
          : element("span", { class: "gm-said" }, ` ${saidLabel(model, response)}`),
      ),
    ),
  );
}

/** @param {Model} model @param {Thing} thing @param {Open} open @returns {Node[]} */
function placeSections(model, thing, open) {
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
  const touching = (thing.kind === "places" ? model.atPlace : model.atArea).of(row);
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
export function thingOpener(model, thing, open) {
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

/**
 * The questions that claims answer, each with its answers side by side.
 *
 * @param {Model} model
 * @param {Row[]} claims
 * @param {Open} open
 * @returns {Node[]}
 */
function questionsView(model, claims, open) {
  const rows = [...new Set(claims.flatMap((claim) => model.block.claims.questions[claim]))];
  return rows
    .filter((row) => model.block.questions.figures[row].length > 0)
    .map((row) => questionView(model, row, open));
}

/** @param {Model} model @param {Row} row @param {Open} open */
function questionView(model, row, open) {
  const { questions, claims, speakers } = model.block;
  const { words } = model;
  const columns = ["figure", "speaker", "said", "when", "phase", "hedge"];
  const answers = questions.figures[row].flatMap(([figure, behind]) =>
    behind.map((claim) => ({
      claim,
      cells: [
        figure,
        speakers.name[claims.said_by[claim]] ?? "",
        claims.said[claim],
        claims.when[claim],
        claims.phase[claim] ? phaseWord(model, claims.phase[claim]) : "",
        claims.hedge[claim],
      ],
    })),
  );
  const used = columns.map((_, at) => answers.some((answer) => answer.cells[at]));
  const differs = columns.map((_, at) => new Set(answers.map((answer) => answer.cells[at])).size > 1);
  return element(
    "section",
    { class: "gm-question" },
    element("h3", {}, words.say("question.heading", { question: questions.text[row] })),
    questions.sentence[row] ? element("p", {}, questions.sentence[row]) : null,
    questions.note[row] ? element("p", { class: "gm-note" }, questions.note[row]) : null,
    questions.contested[row]
      ? element("p", { class: "gm-contested" }, element("strong", {}, words.say("question.contested")))
      : null,
    element(
      "div",
      { class: "gm-scroll", tabindex: "0", role: "group", "aria-label": questions.text[row] },
      element(
        "table",
        { class: "gm-answers" },
        element(
          "thead",
          {},
          element(
            "tr",
            {},
            ...columns.flatMap((column, at) =>
              used[at]
                ? element(
                    "th",
                    { scope: "col" },
                    words.say(`answer.${column}`),
                    differs[at]
                      ? element("span", { class: "gm-differs" }, words.say("answer.differs"))
                      : null,
                  )
                : [],
            ),
          ),
        ),
        element(
          "tbody",
          {},
          ...answers.map(({ claim, cells }) =>
            element(
              "tr",
              {},
              ...cells.flatMap((text, at) => {
                if (!used[at]) return [];
                const shown = text || words.say("unstated");
                const cell = differs[at] ? element("strong", {}, shown) : shown;
                return element(
                  "td",
                  {},
                  at === 0 ? opener(shown, { kind: "claims", row: claim }, open) : cell,
                );
              }),
            ),
          ),
        ),
      ),
    ),
    element(
      "p",
      { class: "gm-small" },
      [questions.support[row] ? words.word("support", questions.support[row]) : "", questions.reason[row]]
        .filter(Boolean)
        .join(" · "),
    ),
  );
}
