/** The lists of what the map or the slider cannot show, each entry with its reason. */

import { legCaption, thingTitle } from "./captions.js";
import { element } from "./dom.js";
import { timelineOf } from "./timeline.js";

/**
 * @typedef {import("./model.js").Model} Model
 * @typedef {import("./claim_view.js").Open} Open
 */

/** Claims that are not on the map, and why. @param {Model} model @param {Open} open */
export function offMapList(model, open) {
  const { off_map, claims } = model.block;
  const { words } = model;
  return {
    kicker: words.say("off_map.kicker"),
    title: words.say("off_map.title", { n: off_map.length }),
    body: [
      element("p", { class: "gm-small" }, words.say("off_map.explained")),
      element(
        "ul",
        { class: "gm-things" },
        ...off_map.map(([claim, why]) =>
          element(
            "li",
            {},
            element(
              "button",
              { type: "button", class: "gm-thing", onclick: () => open({ kind: "claims", row: claim }) },
              element("span", { class: "gm-why" }, why),
              element("span", {}, claims.sentence[claim]),
            ),
          ),
        ),
      ),
    ],
  };
}

/** What the dossier's author took back: each with its day and its reason. @param {Model} model */
export function correctionList(model) {
  const corrections = model.block.corrections ?? [];
  const { words } = model;
  return {
    kicker: words.say("corrections.kicker"),
    title: words.say("corrections.title", { n: corrections.length }),
    body: [
      element("p", { class: "gm-small" }, words.say("corrections.explained")),
      element(
        "ul",
        { class: "gm-things" },
        ...corrections.map(([id, sentence, day, because]) =>
          element(
            "li",
            { class: "gm-correction" },
            element("span", { class: "gm-why" }, words.say("corrections.why", { day, because })),
            element("s", {}, sentence),
            element("span", { class: "gm-small" }, id),
          ),
        ),
      ),
    ],
  };
}

/** What is not on the slider, and why. @param {Model} model @param {Open} open */
export function trayList(model, open) {
  const { tray } = model.block;
  const { words } = model;
  return {
    kicker: words.say("tray.kicker"),
    title: words.say("tray.title", { n: tray.length }),
    body: [
      element("p", { class: "gm-small" }, words.say("tray.explained")),
      element(
        "ul",
        { class: "gm-things" },
        ...tray.map(([kind, row, why]) =>
          element(
            "li",
            {},
            element(
              "button",
              { type: "button", class: "gm-thing", onclick: () => open({ kind, row }) },
              element("span", { class: "gm-why" }, why),
              element(
                "span",
                {},
                [thingTitle(model, { kind, row }), kind === "legs" ? legCaption(model, row) : ""]
                  .filter(Boolean)
                  .join(" · "),
              ),
            ),
          ),
        ),
      ),
    ],
  };
}

const MOST_LISTED = 200;

/** Claims that no day of the second slider can show, since nobody states when they were said. @param {Model} model @param {Open} open */
export function unsaidList(model, open) {
  const { unsaid } = timelineOf(model);
  const { claims } = model.block;
  const { words } = model;
  return {
    kicker: words.say("unsaid.kicker"),
    title: words.say("unsaid.title", { n: unsaid.length }),
    body: [
      element("p", { class: "gm-small" }, words.say("unsaid.explained")),
      element(
        "ul",
        { class: "gm-things" },
        ...unsaid
          .slice(0, MOST_LISTED)
          .map((claim) =>
            element(
              "li",
              {},
              element(
                "button",
                { type: "button", class: "gm-thing", onclick: () => open({ kind: "claims", row: claim }) },
                claims.sentence[claim],
              ),
            ),
          ),
        unsaid.length > MOST_LISTED
          ? element("li", {}, words.say("layers.more", { n: unsaid.length - MOST_LISTED }))
          : null,
      ),
    ],
  };
}
