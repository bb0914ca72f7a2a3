/** The table: everything the map says and everything it cannot say, a claim a row. */

import { phaseWord, thingTitle } from "./captions.js";
import { changeMark } from "./changes.js";
import { forceView, stanceMark } from "./claim_view.js";
import { contextLines } from "./context_view.js";
import { element } from "./dom.js";

export const ROWS_AT_ONCE = 200;
/** Kinds of claim that a number could have been given for. */
const COUNTABLE = ["movement", "presence", "loss", "total"];
const COLUMNS = ["said", "speaker", "sentence", "kind", "strength", "when", "force", "map"];

/**
 * @typedef {import("./model.js").Model} Model
 * @typedef {import("./types.js").Row} Row
 */

export class TableView {
  /**
   * @param {object} options
   * @param {Model} options.model
   * @param {import("./claim_view.js").Open} options.open
   * @param {(thing: import("./types.js").Thing) => void} options.showOnMap
   */
  constructor({ model, open, showOnMap }) {
    this.model = model;
    this.open = open;
    this.showOnMap = showOnMap;
    this.column = "said";
    this.upwards = true;
    this.shown = ROWS_AT_ONCE;
    this.body = element("tbody");
    this.more = element("button", { type: "button", class: "gm-button", onclick: () => this.showMore() });
    /** @type {Map<string, HTMLElement>} */
    this.heads = new Map(COLUMNS.map((column) => [column, this.head(column)]));
    this.element = element(
      "section",
      { class: "gm-table", "aria-label": model.words.say("table.label"), tabindex: "0" },
      element(
        "table",
        {},
        element("caption", {}, model.words.say("table.caption", { n: model.block.claims.id.length })),
        element("thead", {}, element("tr", {}, ...this.heads.values())),
        this.body,
      ),
      this.more,
      contextLines(model),
    );
  }

  /** @param {string} column */
  head(column) {
    const name = this.model.words.say(`column.${column}`);
    return element(
      "th",
      { scope: "col", "data-column": column },
      element(
        "button",
        { type: "button", class: "gm-sort", onclick: () => this.sortBy(column) },
        name,
        element("span", { class: "gm-arrow", "aria-hidden": "true" }),
      ),
    );
  }

  /** @param {string} column */
  sortBy(column) {
    this.upwards = this.column === column ? !this.upwards : true;
    this.column = column;
    this.render();
  }

  showMore() {
    this.shown += ROWS_AT_ONCE;
    this.render();
  }

  /** Fill the table; called when it is first seen. */
  render() {
    const { claims } = this.model.block;
    const order = claims.id.map((_, row) => row);
    const keys = order.map((row) => this.sortKey(row));
    order.sort((a, b) => compare(keys[a], keys[b], this.upwards) || a - b);
    this.body.replaceChildren(...order.slice(0, this.shown).map((row) => this.row(row)));
    const left = claims.id.length - this.shown;
    this.more.hidden = left <= 0;
    this.more.textContent = this.model.words.say("table.more", { n: Math.max(0, left) });
    for (const [column, head] of this.heads) {
      head.setAttribute(
        "aria-sort",
        column === this.column ? (this.upwards ? "ascending" : "descending") : "none",
      );
    }
  }

  /** @param {Row} row @returns {number | string | null} null = not stated, always last */
  sortKey(row) {
    const { claims, speakers } = this.model.block;
    switch (this.column) {
      case "said":
        return claims.said_from[row] ?? claims.said_to[row];
      case "when":
        return claims.when_from[row] ?? claims.when_to[row];
      case "speaker":
        return speakers.name[claims.said_by[row]] ?? "";
      case "force":
        return this.model.force(claims.force[row]).name;
      case "map":
        return claims.off_map[row] ? "1" : "0";
      default:
        return claims[/** @type {"sentence" | "kind" | "strength"} */ (this.column)][row];
    }
  }

  /** @param {Row} row */
  row(row) {
    const { claims, speakers } = this.model.block;
    const { words } = this.model;
    const through = claims.through[row].map((speaker) => speakers.name[speaker]).join(" → ");
    const kind = [
      words.word("kind", claims.kind[row]),
      claims.phase[row] ? phaseWord(this.model, claims.phase[row]) : "",
    ];
    /** @type {Record<string, import("./dom.js").Child[]>} */
    const cells = {
      said: [claims.said[row] || words.say("unstated")],
      speaker: [
        speakers.name[claims.said_by[row]] ?? words.say("speaker.unstated"),
        through
          ? element("span", { class: "gm-through" }, words.say("speaker.through", { voices: through }))
          : null,
      ],
      sentence: [
        element(
          "button",
          { type: "button", class: "gm-opener", onclick: () => this.open({ kind: "claims", row }) },
          claims.sentence[row],
        ),
        changeMark(this.model, row),
      ],
      kind: [
        claims.stance[row] ? stanceMark(this.model, claims.stance[row]) : kind.filter(Boolean).join(" · "),
      ],
      strength: [claims.strength[row] || (COUNTABLE.includes(claims.kind[row]) ? words.say("unstated") : "")],
      when: [claims.when[row] || (claims.kind[row] === "response" ? "" : words.say("unstated"))],
      force: [forceView(this.model, claims.force[row], this.open)],
      map: this.mapCell(row),
    };
    return element(
      "tr",
      { "data-claim": claims.id[row] },
      ...COLUMNS.map((column) =>
        element(
          "td",
          { "data-label": words.say(`column.${column}`), "data-column": column },
          ...cells[column],
        ),
      ),
    );
  }

  /** @param {Row} row @returns {import("./dom.js").Child[]} */
  mapCell(row) {
    const { claims } = this.model.block;
    const { words } = this.model;
    const things = this.model.onMap.of(row);
    if (things.length === 0) {
      const inStrip = this.model.block.strip.some(([claim]) => claim === row);
      const why = claims.off_map[row] || words.say(inStrip ? "table.in_strip" : "table.not_drawn");
      return [element("span", { class: "gm-why" }, why)];
    }
    const where = thingTitle(this.model, things[0]);
    return [
      element("span", { class: "gm-on-paper" }, words.say("table.on_map")),
      element(
        "button",
        {
          type: "button",
          class: "gm-button",
          "aria-label": words.say("table.show_named", { what: where }),
          onclick: () => this.showOnMap({ kind: "claims", row }),
        },
        words.say("table.show"),
      ),
    ];
  }
}

/** @param {number | string | null} a @param {number | string | null} b @param {boolean} upwards */
function compare(a, b, upwards) {
  const [missingA, missingB] = [a === null || a === "", b === null || b === ""];
  if (missingA || missingB) return Number(missingA) - Number(missingB);
  const order = typeof a === "number" && typeof b === "number" ? a - b : String(a).localeCompare(String(b));
  return upwards ? order : -order;
}
