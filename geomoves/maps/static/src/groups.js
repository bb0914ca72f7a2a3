/** What a ribbon or a cluster holds, in words: for its tooltip and for its list. */

import { legCaption, legEnds, phaseWord, thingTitle } from "./captions.js";
import { element } from "./dom.js";

/**
 * @typedef {import("./model.js").Model} Model
 * @typedef {import("./types.js").Group} Group
 * @typedef {import("./types.js").Aggregate} Aggregate
 * @typedef {import("./flows.js").Flows} Flows
 * @typedef {import("./flows.js").Counts} Counts
 */

/** So many are listed; the rest is counted. */
const MOST_LISTED = 100;

/** A cluster, by the place that it is named after. @param {Model} model @param {Flows} flows @param {number} cluster @param {Counts} counts */
function clusterName({ words, block }, flows, cluster, counts) {
  const name = block.places.name[flows.leaders[cluster]];
  const n = counts.places[cluster];
  return n > 1 ? words.say("cluster.name", { name, n: n - 1 }) : name;
}

/** @param {Model} model @param {Flows} flows @param {Aggregate} aggregate @param {Counts} counts */
function groupTitle(model, flows, { kind, row }, counts) {
  if (kind === "clusters") return clusterName(model, flows, row, counts);
  return model.words.say("leg.ends", {
    from: clusterName(model, flows, flows.from[row], counts),
    to: clusterName(model, flows, flows.to[row], counts),
  });
}

/**
 * The lines of a tooltip.
 *
 * @param {Model} model @param {Flows} flows @param {Aggregate} aggregate
 * @param {import("./time.js").Shown} shown @param {Counts} counts
 * @returns {{kicker: string, title: string, line: string}}
 */
export function groupTip(model, flows, aggregate, shown, counts) {
  const { words } = model;
  const { kind, row } = aggregate;
  const title = groupTitle(model, flows, aggregate, counts);
  if (kind === "clusters")
    return {
      kicker: words.say("cluster.kicker", { n: counts.places[row] }),
      title,
      line: words.say("group.open"),
    };
  const [n, sure] = [counts.all[row], counts.sure[row]];
  return {
    kicker: words.say("flow.kicker", { n }),
    title,
    line: [words.say("flow.phases", { sure, rest: n - sure }), waysLine(model, flows, row, shown)]
      .filter(Boolean)
      .join(" · "),
  };
}

/** Says so where the movements of a ribbon stop at different places on their way. @param {Model} model @param {Flows} flows @param {number} flow @param {import("./time.js").Shown} shown */
function waysLine({ words }, flows, flow, shown) {
  return flows.commonWays([flow], shown)(flow) < 0 ? words.say("flow.ways") : "";
}

/**
 * What an aggregate holds now.
 *
 * @param {Model} model @param {Flows} flows @param {Aggregate} aggregate
 * @param {import("./time.js").Shown} shown @param {Counts} counts
 * @returns {Group}
 */
export function groupOf(model, flows, aggregate, shown, counts) {
  const { kind, row } = aggregate;
  const title = groupTitle(model, flows, aggregate, counts);
  const { zoom } = flows;
  const legs = kind === "flows" ? flows.legsOf(row, shown) : flows.legsAt(row, shown);
  const { day_from, from, to } = model.block.legs;
  legs.sort((a, b) => (day_from[a] ?? Infinity) - (day_from[b] ?? Infinity) || a - b);
  const places =
    kind === "clusters"
      ? flows.placesOf(row, shown)
      : [...new Set(legs.flatMap((leg) => [from[leg], to[leg]]))].filter((place) => place >= 0);
  const note = kind === "flows" ? waysLine(model, flows, row, shown) : "";
  return { kind, row, zoom, title, legs, places, note };
}

/**
 * The list of what is in a ribbon or cluster.
 *
 * @param {Model} model
 * @param {Group} group
 * @param {import("./claim_view.js").Open} open
 * @param {(places: number[]) => void} zoomTo
 */
export function groupList(model, group, open, zoomTo) {
  const { words, block } = model;
  const flow = group.kind === "flows";
  /** @type {HTMLElement[]} */
  const body = [
    element("p", { class: "gm-small" }, words.say(flow ? "flow.explained" : "cluster.explained")),
    ...(group.note ? [element("p", { class: "gm-small" }, group.note)] : []),
    element(
      "button",
      { type: "button", class: "gm-find gm-zoom-to", onclick: () => zoomTo(group.places) },
      words.say("group.zoom"),
    ),
  ];
  if (!flow) {
    body.push(element("h3", {}, words.say("cluster.kicker", { n: group.places.length })));
    body.push(
      listOf(model, group.places, (row) =>
        openerOf(open, { kind: "places", row }, "", thingTitle(model, { kind: "places", row })),
      ),
    );
    body.push(element("h3", {}, words.say("flow.kicker", { n: group.legs.length })));
  }
  body.push(
    listOf(model, group.legs, (row) => {
      const why = [phaseWord(model, block.legs.phase[row]), block.legs.when[row]].filter(Boolean).join(" · ");
      const denied = block.legs.disputed[row] ? `${words.say("legend.disputed")}. ` : "";
      return openerOf(
        open,
        { kind: "legs", row },
        why,
        `${legEnds(model, row)} · ${legCaption(model, row)}`,
        denied,
      );
    }),
  );
  return {
    kicker: words.say(flow ? "flow.kicker" : "cluster.kicker", {
      n: flow ? group.legs.length : group.places.length,
    }),
    title: group.title,
    body,
  };
}

/** @param {Model} model @param {number[]} rows @param {(row: number) => HTMLElement} entry */
function listOf(model, rows, entry) {
  const more = rows.length - MOST_LISTED;
  return element(
    "ul",
    { class: "gm-things" },
    ...rows.slice(0, MOST_LISTED).map((row) => element("li", {}, entry(row))),
    ...(more > 0 ? [element("li", { class: "gm-small" }, model.words.say("layers.more", { n: more }))] : []),
  );
}

/**
 * @param {import("./claim_view.js").Open} open @param {import("./types.js").Thing} thing
 * @param {string} why @param {string} text @param {string} [denied]
 */
function openerOf(open, thing, why, text, denied = "") {
  return element(
    "button",
    { type: "button", class: "gm-thing", onclick: () => open(thing) },
    ...(why ? [element("span", { class: "gm-why" }, why)] : []),
    element("span", { dir: "auto" }, text),
    ...(denied ? [element("span", { class: "gm-small" }, denied)] : []),
  );
}
