/** The foot of the page: whose data, whose borders, whose software. */

import { element, safeLink } from "./dom.js";
import { MERCATOR_ENDS } from "./frame.js";

/**
 * Whose data and whose borders: always in view.
 *
 * @param {import("./model.js").Model} model @param {import("./types.js").Basemap | null} basemap
 * @returns {HTMLElement}
 */
export function creditsView(model, basemap) {
  const { words, block } = model;
  /** @type {[string, string][]} */
  const given = [
    ...block.credits,
    ...(model.context?.credits ?? []),
    ...(basemap?.credits ?? []).map(({ text, url }) => /** @type {[string, string]} */ ([text, url])),
  ];
  const credits = given.filter(([text], at) => given.findIndex(([other]) => other === text) === at);
  const view = basemap?.point_of_view?.label;
  const polar = Math.max(...block.places.lat.map(Math.abs), 0) > MERCATOR_ENDS;
  const parts = [
    view ? words.say("credits.borders", { view }) : "",
    basemap?.tiles ? words.say("credits.tiles", { hosts: basemap.tiles.hosts.join(", ") }) : "",
    ...credits.map(([text, url]) => safeLink(url, text)),
    polar ? words.say("credits.polar") : "",
    block.generator,
  ].filter(Boolean);
  return element("footer", { class: "gm-credits" }, ...parts.map((part) => element("span", {}, part)));
}
