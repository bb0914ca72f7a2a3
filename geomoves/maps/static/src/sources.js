/** The documents behind the claims, numbered, with their addresses written out. */

import { element, safeLink, webAddress } from "./dom.js";

/**
 * @typedef {import("./model.js").Model} Model
 * @typedef {import("./types.js").Row} Row
 */

const MOST_LISTED = 2000;

/** What a document is called. @param {Model} model @param {Row} row */
export function documentName(model, row) {
  const { documents } = model.block;
  return documents.title[row] || documents.citation[row] || documents.id[row] || "";
}

/** @param {Model} model */
export function sourceList(model) {
  const { documents } = model.block;
  const { words } = model;
  const count = documents.id.length;
  return element(
    "section",
    { class: "gm-sources" },
    element("h2", {}, words.say("sources.heading")),
    element(
      "ol",
      {},
      ...Array.from({ length: Math.min(count, MOST_LISTED) }, (_, row) => sourceView(model, row)),
    ),
    count > MOST_LISTED ? element("p", {}, words.say("place.more", { n: count - MOST_LISTED })) : null,
  );
}

/** @param {Model} model @param {Row} row */
function sourceView(model, row) {
  const { documents } = model.block;
  const { words } = model;
  const name = documentName(model, row);
  const details = [
    documents.citation[row] === name ? "" : documents.citation[row],
    documents.author[row],
    documents.publisher[row],
    documents.published[row] ? words.say("document.published", { when: documents.published[row] }) : "",
  ].filter(Boolean);
  return element(
    "li",
    {},
    element("bdi", {}, safeLink(documents.url[row], name)),
    ...details.flatMap((detail) => [" · ", element("bdi", {}, detail)]),
    ...addresses(documents.url[row], ""),
    ...addresses(documents.archived[row], words.say("document.archived")),
  );
}

/** An address in full, for readers of paper. @param {string} address @param {string} label */
function addresses(address, label) {
  const url = webAddress(address);
  if (!url) return [];
  return [element("span", { class: "gm-address" }, label ? `${label}: ` : null, safeLink(url, url))];
}
