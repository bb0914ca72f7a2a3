/** Short texts for things: on the map, in tooltips and as headings of cards. */

import { shortDayLabel } from "./days.js";

/**
 * @typedef {import("./model.js").Model} Model
 * @typedef {import("./types.js").Thing} Thing
 * @typedef {import("./types.js").Row} Row
 */

/** "1,500 soldiers by sea". @param {Model} model @param {Row} row */
export function legCaption(model, row) {
  const { legs } = model.block;
  const { words } = model;
  const strength = legs.strength[row] || words.say("strength.unstated");
  const mode = legs.mode[row] ? words.word("mode", legs.mode[row]) : "";
  // Of a part of a body the strength says itself that it is one.
  if (!mode) return strength;
  return words.say(legs.strength[row] ? "leg.caption" : "leg.caption_unstated", { strength, mode });
}

/** "Chongjin → Vladivostok", with the words of an end that has no place. @param {Model} model @param {Row} row */
export function legEnds(model, row) {
  return model.words.say("leg.ends", { from: legEnd(model, row, "from"), to: legEnd(model, row, "to") });
}

/** @param {Model} model @param {Row} row @param {"from" | "to"} end */
export function legEnd(model, row, end) {
  const { legs, places, areas } = model.block;
  const place = legs[end][row];
  if (place >= 0) return places.name[place];
  const area = legs[end === "from" ? "from_area" : "to_area"][row];
  if (area >= 0) return areas.name[area];
  return legs[end === "from" ? "from_words" : "to_words"][row] || model.words.say(`end.${end}_unstated`);
}

/** "last reported 18 Oct". @param {Model} model @param {Row} row of presences */
export function lastReported(model, row) {
  const day = model.block.presences.day_to[row];
  return day === null ? "" : model.words.say("presence.last", { day: shortDayLabel(day, model.words) });
}

/** The lines of a presence's label. @param {Model} model @param {Row} row @param {boolean} last */
export function presenceCaption(model, row, last) {
  const { presences } = model.block;
  const lines = [presences.label[row]];
  const share = presences.share[row];
  // The label may say it already; saying it twice would make it look like two facts.
  if (share && !presences.label[row].includes(share)) lines.push(share);
  if (last) lines.push(lastReported(model, row));
  return lines.filter(Boolean);
}

/**
 * What a thing is called.
 *
 * @param {Model} model
 * @param {Thing} thing
 * @returns {string}
 */
export function thingTitle(model, thing) {
  const { block } = model;
  const { row } = thing;
  if (thing.kind === "legs") return legEnds(model, row);
  if (thing.kind === "presences") return block.presences.label[row] || presencePlaces(model, row);
  if (thing.kind === "events")
    return block.events.label[row] || model.words.word("event", block.events.kind[row]);
  if (thing.kind === "claims") return block.claims.sentence[row];
  if (thing.kind === "context") return model.context?.layers[row].title ?? "";
  if (thing.kind === "documents") return documentTitle(model, row);
  if (thing.kind === "places") return block.places.label[row] || block.places.name[row];
  return block[thing.kind].name[row];
}

/** What kind of thing it is, in a word or two. @param {Model} model @param {Thing} thing */
export function thingKicker(model, thing) {
  const { block, words } = model;
  const { row } = thing;
  if (thing.kind === "legs")
    return words.say("card.kind.leg", { phase: phaseWord(model, block.legs.phase[row]) });
  if (thing.kind === "presences")
    return words.say("card.kind.presence", { phase: phaseWord(model, block.presences.phase[row]) });
  if (thing.kind === "events") return words.word("event", block.events.kind[row]);
  if (thing.kind === "claims") return words.say("card.kind.claim");
  if (thing.kind === "forces") return words.say("card.kind.force");
  if (thing.kind === "context") return words.say("card.kind.context");
  if (thing.kind === "speakers") return words.say("card.kind.speaker");
  if (thing.kind === "documents") return words.say("card.kind.document");
  const { roles } = block[thing.kind];
  const said = [...new Set(roles[row].map(([role]) => words.word("role", role)))];
  const kind = words.say(thing.kind === "places" ? "card.kind.place" : "card.kind.area");
  return [kind, ...said].join(" · ");
}

/** What a document is called. @param {Model} model @param {Row} row */
export function documentTitle(model, row) {
  const { documents } = model.block;
  return documents.title[row] || documents.citation[row] || documents.id[row];
}

/** @param {Model} model @param {string} phase */
export function phaseWord(model, phase) {
  return phase ? model.words.word("phase", phase) : model.words.say("phase.unstated");
}

/** @param {Model} model @param {Row} row */
export function presencePlaces(model, row) {
  const { presences, places } = model.block;
  return presences.places[row].map((place) => places.name[place]).join(", ");
}

/**
 * A line or two for a tooltip and for lists.
 *
 * @param {Model} model
 * @param {Thing} thing
 * @returns {string}
 */
export function thingLine(model, thing) {
  const { block } = model;
  const { row } = thing;
  if (thing.kind === "legs") {
    return [legCaption(model, row), block.legs.when[row]].filter(Boolean).join(" · ");
  }
  if (thing.kind === "presences") {
    const places = presencePlaces(model, row);
    return [places, block.presences.share[row], block.presences.when[row]].filter(Boolean).join(" · ");
  }
  if (thing.kind === "events") {
    const where =
      block.places.name[block.events.place[row]] ?? block.areas.name[block.events.area[row]] ?? "";
    return [where, block.events.when[row]].filter(Boolean).join(" · ");
  }
  if (thing.kind === "context") {
    const layer = model.context?.layers[row];
    const asOf = layer ? contextAsOf(model, layer) : "";
    return [layer?.name[thing.part ?? -1], layer?.actor, asOf, layer?.source].filter(Boolean).join(" · ");
  }
  if (thing.kind === "places" || thing.kind === "areas") {
    return model.words.say("claims.count", { n: block[thing.kind].claims[row].length });
  }
  return "";
}

/** "as of 18 October 2024". @param {Model} model @param {import("./types.js").ContextLayerData} layer */
export function contextAsOf({ words }, { when, day_from, day_to }) {
  return words.say(day_from === null && day_to === null ? "context.undated" : "context.as_of", { when });
}

/** Whether somebody denies what a thing rests on. @param {Model} model @param {Thing} thing */
export function isDisputed(model, thing) {
  if (thing.kind === "legs" || thing.kind === "presences" || thing.kind === "events") {
    return model.block[thing.kind].disputed[thing.row];
  }
  return false;
}
