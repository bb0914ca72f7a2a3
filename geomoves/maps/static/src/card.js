/** The card of a thing: what it is, every claim behind it in order of time, and the answers side by side. */

import { isDisputed, legCaption, phaseWord, presencePlaces, thingKicker, thingTitle } from "./captions.js";
import { placeSections } from "./card_places.js";
import { questionsView } from "./card_questions.js";
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
export function cardOf({ model, said, knows }, thing, open, day) {
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
    ...placeSections(model, thing, open, knows),
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
function inOrderOfTime(model, claims) {
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
