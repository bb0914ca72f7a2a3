/** One claim, in full: its sentence first, then who, where it stands, when, and what others answer. */

import { documentTitle, phaseWord, thingTitle } from "./captions.js";
import { changeMark } from "./changes.js";
import { element, safeLink } from "./dom.js";

/**
 * @typedef {import("./model.js").Model} Model
 * @typedef {import("./types.js").Row} Row
 * @typedef {import("./types.js").Thing} Thing
 * @typedef {(thing: Thing) => void} Open opens the card of a thing
 */

/**
 * A claim as an article.
 *
 * @param {Model} model
 * @param {Row} claim
 * @param {Open} open
 * @returns {HTMLElement}
 */
export function claimView(model, claim, open) {
  const { claims } = model.block;
  const { words } = model;
  return element(
    "article",
    { class: "gm-claim", "data-claim": claims.id[claim] },
    element(
      "header",
      { class: "gm-claim-head" },
      element("span", { class: "gm-said" }, saidLabel(model, claim)),
      stanceMark(model, claims.stance[claim]) ??
        element("span", { class: "gm-tag" }, kindAndPhase(model, claim)),
      changeMark(model, claim),
    ),
    element("p", { class: "gm-sentence", dir: "auto" }, claims.sentence[claim]),
    claims.words[claim] ? quotation(words, claims.words[claim]) : null,
    claimFacts(model, claim, open),
    responsesView(model, claim, open),
    linksView(model, claim, open),
  );
}

/** "Said 18 October 2024". @param {Model} model @param {Row} claim */
export function saidLabel(model, claim) {
  const said = model.block.claims.said[claim];
  return said ? model.words.say("said", { when: said }) : model.words.say("said.unstated");
}

/** @param {Model} model @param {Row} claim */
function kindAndPhase(model, claim) {
  const { claims } = model.block;
  const kind = model.words.word("kind", claims.kind[claim]);
  return claims.phase[claim] ? `${kind} · ${phaseWord(model, claims.phase[claim])}` : kind;
}

/** @param {import("./words.js").Words} words @param {string} text */
function quotation(words, text) {
  return element("blockquote", { class: "gm-quote", dir: "auto" }, words.say("quote", { text }));
}

/** A stance as a mark with a sign of its own: never colour alone. @param {Model} model @param {string} stance */
export function stanceMark(model, stance) {
  if (!stance) return null;
  const sign = { denies: "≠", confirms: "=", retracts: "↩" }[stance] ?? "?";
  return element(
    "span",
    { class: "gm-stance", "data-stance": stance },
    element("span", { class: "gm-stance-sign", "aria-hidden": "true" }, sign),
    model.words.word("stance", stance),
  );
}

/** @param {Model} model @param {Row} claim @param {Open} open */
function claimFacts(model, claim, open) {
  const { claims } = model.block;
  const { words } = model;
  /** @type {[string, import("./dom.js").Child | import("./dom.js").Child[]][]} */
  const facts = [
    ["fact.speaker", speakerView(model, claims.said_by[claim], claims.through[claim])],
    ["fact.speaker_note", model.block.speakers.note[claims.said_by[claim]]],
    ["fact.attribution", attributionText(model, claim)],
    ["fact.about", claims.about[claim].map((text) => element("span", { class: "gm-line" }, text))],
    ["fact.hedge", claims.hedge[claim] ? words.say("quote", { text: claims.hedge[claim] }) : null],
    ["fact.when", whenText(model, claim)],
    ["fact.strength", claims.strength[claim]],
    ["fact.phase", claims.phase[claim] ? phaseWord(model, claims.phase[claim]) : null],
    ["fact.force", forceView(model, claims.force[claim], open)],
    ["fact.condition", claims.condition[claim]],
    ["fact.support", supportTexts(model, claim)],
    ["fact.independent", independenceTexts(model, claim)],
    ["fact.document", documentView(model, claims.document[claim])],
    ["fact.evidence", claims.evidence[claim].map((row) => evidenceView(model, row))],
    ["fact.note", claims.note[claim]],
    ["fact.on_map", onMapView(model, claim, open)],
  ];
  return factList(words, facts);
}

/**
 * A list of facts; those that are not stated are left out.
 *
 * @param {import("./words.js").Words} words
 * @param {[string, import("./dom.js").Child | import("./dom.js").Child[]][]} facts key of the term, and what it is
 */
export function factList(words, facts) {
  const stated = facts.filter(([, value]) => (Array.isArray(value) ? value.length > 0 : value));
  return element(
    "dl",
    { class: "gm-facts" },
    ...stated.flatMap(([key, value]) => [element("dt", {}, words.say(key)), element("dd", {}, value)]),
  );
}

/**
 * A speaker and the voices between it and the document.
 *
 * @param {Model} model
 * @param {Row} speaker
 * @param {Row[]} through
 */
export function speakerView(model, speaker, through) {
  const { speakers } = model.block;
  const { words } = model;
  const voices = through.map((row) => speakers.name[row]).filter(Boolean);
  return element(
    "span",
    { class: "gm-speaker" },
    element("span", { class: "gm-speaker-name" }, speakers.name[speaker] || words.say("speaker.unstated")),
    speakers.country[speaker] ? ` (${speakers.country[speaker]})` : null,
    speakers.named[speaker] === false ? ` · ${words.say("speaker.unnamed")}` : null,
    speakers.party[speaker] ? element("span", { class: "gm-party" }, words.say("speaker.party")) : null,
    voices.length > 0
      ? element("span", { class: "gm-through" }, words.say("speaker.through", { voices: voices.join(" → ") }))
      : null,
  );
}

/** @param {Model} model @param {Row} claim */
function attributionText(model, claim) {
  const attribution = model.block.claims.attribution[claim];
  return attribution && attribution !== "stated" ? model.words.say(`attribution.${attribution}`) : null;
}

/** @param {Model} model @param {Row} claim */
function whenText(model, claim) {
  const { claims } = model.block;
  // A response has no time of its own: when it was said is its date.
  return claims.when[claim] || (claims.kind[claim] === "response" ? null : model.words.say("when.unstated"));
}

/** @param {Model} model @param {Row} force @param {Open} open */
export function forceView(model, force, open) {
  const { name, row } = model.force(force);
  if (!name) return null;
  return row < 0 ? name : opener(name, { kind: "forces", row }, open);
}

/** @param {Model} model @param {Row} claim */
function supportTexts(model, claim) {
  const { claims, questions } = model.block;
  return claims.questions[claim]
    .filter((row) => questions.support[row])
    .map((row) => element("span", { class: "gm-line" }, model.words.word("support", questions.support[row])));
}

/** Why a claim's voice is independent of others, as the dossier says. @param {Model} model @param {Row} claim */
function independenceTexts(model, claim) {
  const reasons = (model.block.independence ?? []).filter(([row]) => row === claim);
  return reasons.map(([, , because]) => element("span", { class: "gm-line" }, because));
}

/** @param {Model} model @param {Row} row */
export function documentView(model, row) {
  const { documents } = model.block;
  const { words } = model;
  if (documents.id[row] === undefined) return null;
  const title = documentTitle(model, row);
  const details = [
    [documents.author[row], documents.publisher[row]].filter(Boolean).join(", "),
    documents.title[row] ? documents.citation[row] : "",
    documents.not_taken[row] ? words.say("document.not_taken", { what: documents.not_taken[row] }) : "",
    documents.assumes[row] ? words.say("document.assumes", { what: documents.assumes[row] }) : "",
    documents.language[row]
      ? words.say("document.language", {
          language: languageName(documents.language[row], model.block.language),
        })
      : "",
    documents.note[row],
  ].filter(Boolean);
  return [
    element("span", { class: "gm-line" }, documents.url[row] ? safeLink(documents.url[row], title) : title),
    documents.published[row]
      ? element(
          "span",
          { class: "gm-line" },
          words.say("document.published", { when: documents.published[row] }),
        )
      : null,
    documents.archived[row]
      ? element(
          "span",
          { class: "gm-line" },
          safeLink(documents.archived[row], words.say("document.archived")),
        )
      : null,
    details.length > 0
      ? element(
          "details",
          { class: "gm-more" },
          element("summary", {}, words.say("document.more")),
          ...details.map((text) => element("span", { class: "gm-line" }, text)),
        )
      : null,
  ];
}

/** The name of a language in another; as it is written where it is no code. @param {string} code @param {string} into */
function languageName(code, into) {
  try {
    return new Intl.DisplayNames([into], { type: "language" }).of(code) ?? code;
  } catch {
    return code;
  }
}

/** @param {Model} model @param {Row} row */
function evidenceView(model, row) {
  const { evidence, speakers } = model.block;
  const { words } = model;
  const details = [
    [evidence.kind[row], evidence.label[row]].filter(Boolean).join(": "),
    speakers.name[evidence.made_by[row]]
      ? words.say("evidence.made_by", { who: speakers.name[evidence.made_by[row]] })
      : "",
    evidence.captured[row] ? words.say("evidence.captured", { when: evidence.captured[row] }) : "",
    speakers.name[evidence.read_by[row]]
      ? words.say("evidence.read_by", { who: speakers.name[evidence.read_by[row]] })
      : "",
    words.say(evidence.seen[row] ? "evidence.seen" : "evidence.unseen"),
    evidence.note[row],
    evidence.sha256[row] ? `SHA-256 ${evidence.sha256[row]}` : "",
  ];
  const url = evidence.url[row] ? [" ", safeLink(evidence.url[row], evidence.url[row])] : [];
  return element("span", { class: "gm-line" }, details.filter(Boolean).join(" · "), ...url);
}

/** @param {Model} model @param {Row} claim @param {Open} open */
function onMapView(model, claim, open) {
  const why = model.block.claims.off_map[claim];
  if (why) return model.words.say("claim.off_map", { why });
  const seen = new Set();
  const things = model.onMap
    .of(claim)
    .filter(({ kind, row }) => !seen.has(`${kind}${row}`) && seen.add(`${kind}${row}`));
  return things.map((thing) => opener(thingTitle(model, thing), thing, open));
}

/** @param {string} text @param {Thing} thing @param {Open} open */
export function opener(text, thing, open) {
  return element("button", { type: "button", class: "gm-opener", onclick: () => open(thing) }, text);
}

/** What others answer, each with its own date and heading. @param {Model} model @param {Row} claim @param {Open} open */
function responsesView(model, claim, open) {
  const { claims } = model.block;
  const answers = claims.responses[claim];
  if (answers.length === 0) return null;
  return element(
    "section",
    { class: "gm-responses" },
    element("h4", {}, model.words.say("responses")),
    ...answers.map(([response, heading]) =>
      element(
        "div",
        { class: "gm-response" },
        heading
          ? element("p", { class: "gm-response-heading" }, model.words.word("response", heading))
          : null,
        element(
          "p",
          { class: "gm-response-head" },
          stanceMark(model, claims.stance[response]),
          element("span", { class: "gm-said" }, saidLabel(model, response)),
        ),
        element("p", {}, opener(claims.sentence[response], { kind: "claims", row: response }, open)),
      ),
    ),
  );
}

/** @param {Model} model @param {Row} claim @param {Open} open */
function linksView(model, claim, open) {
  const { claims } = model.block;
  const links = claims.links[claim];
  if (links.length === 0) return null;
  return element(
    "section",
    { class: "gm-links" },
    ...links.map(([kind, other, because]) =>
      element(
        "div",
        { class: "gm-link", "data-link": kind },
        element(
          "p",
          { class: "gm-link-head" },
          element("strong", {}, model.words.word("link", kind)),
          because ? ` ${because}` : "",
        ),
        element("p", {}, opener(claims.sentence[other], { kind: "claims", row: other }, open)),
      ),
    ),
  );
}
