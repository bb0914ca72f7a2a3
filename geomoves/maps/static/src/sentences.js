/**
 * A claim in one sentence that names its speaker and keeps the hedge: the page's own `geomoves.movement.sentences`.
 *
 * The words come with the block. What is rare in a claim comes told (`claims.told`); the rest is put together here,
 * when it is first read, because a block of 130,000 claims would be twice as large with their sentences in it.
 */

import { isolated } from "./words.js";

/**
 * @typedef {import("./types.js").Block} Block
 * @typedef {string | {[key: string]: Phrases}} Phrases
 */

const HOLE = /\{(\w+)\}/g;
const FIELDS = /** @type {const} */ (["from", "via", "to", "at", "at_one_of"]);
/** Kinds of claim that a number could have been given for. */
const COUNTABLE = ["movement", "presence", "loss"];

/**
 * A phrase of the section "sentence" with its holes filled; what is filled in is text and stays text.
 *
 * @param {Block} block
 * @param {string} key words joined by dots
 * @param {Record<string, string>} [holes]
 * @returns {string}
 */
function say(block, key, holes = {}) {
  /** @type {Phrases | undefined} */
  let found = block.sentences;
  for (const word of key.split(".")) found = typeof found === "object" ? found[word] : undefined;
  if (typeof found !== "string") return "";
  return found.replace(HOLE, (hole, name) => (holes[name] === undefined ? hole : isolated(holes[name])));
}

/** @param {Block} block @param {string[]} names @param {"and" | "or"} [joiner] */
function listed(block, names, joiner = "and") {
  const different = [...new Set(names)];
  if (different.length < 2) return different.join("");
  const last = /** @type {string} */ (different.pop());
  return say(block, joiner, { first: different.join(", "), last });
}

/** @param {Block} block @param {number} speaker */
function speakerName(block, speaker) {
  const name = block.speakers.name[speaker] ?? "";
  return block.speakers.party[speaker] ? say(block, "voice.party", { speaker: name }) : name;
}

/** @param {Block} block @param {number} force */
function forceName(block, force) {
  return block.forces.name[force] ?? "";
}

/** Whether an end needs no other preposition: "at near Donetsk" is no English. @param {Block} block @param {string} places */
function bringsPreposition(block, places) {
  const near = say(block, "near_start");
  return (
    near !== "" &&
    (places.startsWith(near) || places.startsWith(say(block, "quote", { text: near }).slice(0, -1)))
  );
}

/** @param {Block} block @param {number} claim */
function endsOf(block, claim) {
  let text = "";
  for (const field of FIELDS) {
    const rows = block.claims[field][claim];
    if (rows.length === 0) continue;
    const names = rows.map((row) => block.ends.words[row]);
    const places = listed(block, names, field === "at_one_of" ? "or" : "and");
    text += bringsPreposition(block, places) ? ` ${places}` : say(block, `end.${field}`, { places });
  }
  return text;
}

/**
 * What a claim states, without who says so.
 *
 * @param {Block} block
 * @param {number} claim
 * @param {boolean} withFigure
 */
export function bodyOf(block, claim, withFigure) {
  const { claims } = block;
  const kind = claims.kind[claim];
  let text = say(block, `${kind}.${claims.phase[claim]}`, {
    force: forceName(block, claims.force[claim]),
    ends: endsOf(block, claim),
    condition: claims.condition[claim],
  });
  if (claims.mode[claim])
    text = say(block, "with_mode", { body: text, mode: say(block, `mode.${claims.mode[claim]}`) });
  if (claims.carried_by[claim] >= 0)
    text += say(block, "carried_by", { force: forceName(block, claims.carried_by[claim]) });
  if (claims.cause[claim]) text += say(block, "cause", { cause: claims.cause[claim] });
  if (kind === "activity" && claims.words[claim])
    text += say(block, "quoted", { words: claims.words[claim] });
  if (claims.when[claim]) text += `; ${claims.when[claim]}`;
  return withFigure ? text + figureOf(block, claim) : text;
}

/** @param {Block} block @param {number} claim */
function figureOf(block, claim) {
  const { claims } = block;
  const figure = claims.figure[claim];
  let text = "";
  if (figure) {
    text += say(block, "strength", { strength: figure });
    const words = claims.figure_words[claim];
    if (words && !figure.includes(words)) text += say(block, "in_brackets", { words });
  } else if (COUNTABLE.includes(claims.kind[claim])) {
    text += say(block, "part_of_none");
  }
  if (claims.kind[claim] === "movement" && claims.from[claim].length === 0)
    text += say(block, "origin_not_stated");
  return text;
}

/**
 * The sentence of a claim.
 *
 * @param {Block} block
 * @param {number} claim
 * @returns {string}
 */
export function sentenceOf(block, claim) {
  const { claims } = block;
  if (claims.told[claim]) return claims.told[claim];
  let body = bodyOf(block, claim, true);
  if (claims.hedge[claim]) body += say(block, "hedge", { hedge: claims.hedge[claim] });
  const voices = listed(
    block,
    claims.through[claim].map((row) => speakerName(block, row)),
  );
  const said = claims.said[claim];
  const text = say(block, `voice.${claims.attribution[claim]}`, {
    speaker: speakerName(block, claims.said_by[claim]),
    through: voices ? say(block, "voice.through", { voices }) : "",
    said: said ? say(block, "voice.said", { said }) : "",
    body,
  });
  return `${text}.`;
}
