/** The table: everything the map says and everything it cannot say, a claim a row. */

import { phaseWord, thingTitle } from "./captions.js";
import { changeMark } from "./changes.js";
import { forceView, stanceMark } from "./claim_view.js";
import { contextLines } from "./context_view.js";
import { element, safeLink } from "./dom.js";
import { rowCount } from "./lazy.js";
import { documentName, sourceList } from "./sources.js";
import { SORTABLE, TableOrder } from "./table_order.js";

export const ROWS_AT_ONCE = 200;
/** Kinds of claim that a number could have been given for. */
const COUNTABLE = ["movement", "presence", "loss", "total"];
const COLUMNS = ["said", "speaker", "sentence", "kind", "strength", "when", "force", "source", "map"];
/** How long a reader of a large table may pause in a word before it is looked for. */
const PATIENCE_MS = 160;
const LARGE = 5000;

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
    this.order = new TableOrder(model);
    this.column = "said";
    this.upwards = true;
    this.text = "";
    /** The first row of the page that is shown. */
    this.from = 0;
    /** Rows to a page. */
    this.shown = ROWS_AT_ONCE;
    /** Rows on paper; 0 while nothing is printed. */
    this.printing = 0;
    /** @type {Set<Row> | null} */
    this.inStrip = null;
    /** What the rows now at hand were worked out for. */
    this.rowsKey = "";
    /** @type {Uint32Array | null} */
    this.rows = null;
    const { words } = model;
    this.body = element("tbody", { role: "rowgroup" });
    /** @type {Map<string, HTMLElement>} */
    this.heads = new Map(COLUMNS.map((column) => [column, this.head(column)]));
    this.count = element("p", { class: "gm-table-count", role: "status" });
    this.pager = this.pageButtons();
    this.left = element("p", { class: "gm-table-left" });
    this.sources = element("div");
    this.scroller = element(
      "div",
      { class: "gm-table-scroll", role: "region", "aria-label": words.say("table.label"), tabindex: "0" },
      element(
        "table",
        { role: "table" },
        element("caption", {}, words.say("table.caption", { n: rowCount(model.block.claims) })),
        element("thead", { role: "rowgroup" }, element("tr", { role: "row" }, ...this.heads.values())),
        this.body,
      ),
      this.left,
      this.sources,
      contextLines(model),
    );
    this.element = element(
      "section",
      { class: "gm-table", "aria-label": words.say("view.table") },
      element("div", { class: "gm-table-bar" }, this.filterBox(), this.count, this.pager.element),
      this.scroller,
    );
  }

  filterBox() {
    const { words } = this.model;
    const box = element("input", {
      type: "search",
      class: "gm-filter",
      "aria-label": words.say("table.filter"),
      placeholder: words.say("table.filter"),
      autocomplete: "off",
      oninput: () => {
        clearTimeout(this.waiting);
        const look = () => {
          this.text = box.value;
          this.from = 0;
          this.render();
        };
        if (rowCount(this.model.block.claims) < LARGE) look();
        else this.waiting = setTimeout(look, PATIENCE_MS);
      },
    });
    return box;
  }

  pageButtons() {
    const { words } = this.model;
    /** @param {string} key @param {string} sign @param {() => number} where */
    const button = (key, sign, where) =>
      element(
        "button",
        {
          type: "button",
          class: "gm-icon",
          "aria-label": words.say(key),
          title: words.say(key),
          onclick: () => this.turnTo(where()),
        },
        sign,
      );
    const first = button("table.first", "«", () => 0);
    const previous = button("table.previous", "‹", () => this.from - this.shown);
    const next = button("table.next", "›", () => this.from + this.shown);
    const last = button("table.last", "»", () => this.lastPage());
    const pager = element(
      "div",
      { class: "gm-pager", role: "group", "aria-label": words.say("table.pages") },
      first,
      previous,
      next,
      last,
    );
    return { element: pager, back: [first, previous], on: [next, last] };
  }

  /** @param {string} column */
  head(column) {
    const name = this.model.words.say(`column.${column}`);
    return element(
      "th",
      { scope: "col", role: "columnheader", "data-column": column, "data-label": name },
      SORTABLE.includes(column)
        ? element(
            "button",
            { type: "button", class: "gm-sort", onclick: () => this.sortBy(column) },
            name,
            element("span", { class: "gm-arrow", "aria-hidden": "true" }),
          )
        : element("span", { class: "gm-sort" }, name),
    );
  }

  /** @param {string} column */
  sortBy(column) {
    this.upwards = this.column === column ? !this.upwards : true;
    this.column = column;
    this.from = 0;
    this.render();
  }

  /** The first row of the last page. */
  lastPage() {
    if (!Number.isFinite(this.shown)) return 0;
    return Math.floor(Math.max(0, this.rowsNow().length - 1) / this.shown) * this.shown;
  }

  /** @param {number} from */
  turnTo(from) {
    this.from = Math.max(0, Math.min(from, this.lastPage()));
    this.render();
    this.scroller.scrollTop = 0;
  }

  /** The rows that the filter keeps, in order: worked out again only when either changes. */
  rowsNow() {
    // Paper has no filter: what it leaves out would be gone.
    const key = `${this.column} ${this.upwards} ${this.printing ? "" : this.text}`;
    if (this.rowsKey !== key || !this.rows) {
      this.rowsKey = key;
      this.rows = this.order.rows(this.printing ? "" : this.text, this.column, this.upwards);
    }
    return this.rows;
  }

  /** Fill the table; called when it is first seen. */
  render() {
    const { words } = this.model;
    const rows = this.rowsNow();
    const from = this.printing ? 0 : Math.min(this.from, this.lastPage());
    const until = Math.min(rows.length, from + (this.printing || this.shown));
    this.body.replaceChildren(...Array.from(rows.subarray(from, until), (row) => this.row(row)));
    const number = (/** @type {number} */ n) => words.number.format(n);
    this.count.textContent =
      rows.length === 0
        ? words.say("table.none")
        : words.say("table.range", {
            first: number(from + 1),
            last: number(until),
            all: number(rows.length),
          });
    this.pager.element.hidden = rows.length <= this.shown;
    for (const button of this.pager.back) button.disabled = from === 0;
    for (const button of this.pager.on) button.disabled = until >= rows.length;
    this.left.hidden = !this.printing || until >= rows.length;
    this.left.textContent = words.say("table.not_printed", { n: rows.length - until });
    if (!this.sources.firstChild) this.sources.append(sourceList(this.model));
    for (const [column, head] of this.heads) {
      if (!SORTABLE.includes(column)) continue;
      head.setAttribute(
        "aria-sort",
        column === this.column ? (this.upwards ? "ascending" : "descending") : "none",
      );
    }
  }

  /** @param {Row} row */
  row(row) {
    const { claims, speakers } = this.model.block;
    const { words } = this.model;
    const through = claims.through[row]
      .map((/** @type {Row} */ speaker) => speakers.name[speaker])
      .join(" → ");
    const kind = [
      words.word("kind", claims.kind[row]),
      claims.phase[row] ? phaseWord(this.model, claims.phase[row]) : "",
    ];
    /** @type {Record<string, import("./dom.js").Child[]>} */
    const cells = {
      said: [claims.said[row] || words.say("unstated")],
      speaker: [
        element("bdi", {}, speakers.name[claims.said_by[row]] ?? words.say("speaker.unstated")),
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
      source: this.sourceCell(claims.document[row]),
      map: this.mapCell(row),
    };
    return element(
      "tr",
      { role: "row", "data-claim": claims.id[row] },
      ...COLUMNS.map((column) =>
        element(
          "td",
          { role: "cell", "data-label": words.say(`column.${column}`), "data-column": column },
          ...cells[column],
        ),
      ),
    );
  }

  /** @param {Row} document @returns {import("./dom.js").Child[]} */
  sourceCell(document) {
    if (!(document >= 0)) return [];
    const name = documentName(this.model, document);
    return [
      element("bdi", { class: "gm-on-screen" }, safeLink(this.model.block.documents.url[document], name)),
      element("span", { class: "gm-on-paper" }, `[${document + 1}]`),
    ];
  }

  /** @param {Row} row @returns {import("./dom.js").Child[]} */
  mapCell(row) {
    const { claims, strip } = this.model.block;
    const { words } = this.model;
    const things = this.model.onMap.of(row);
    if (things.length === 0) {
      this.inStrip ??= new Set(strip.map(([claim]) => claim));
      const why =
        claims.off_map[row] || words.say(this.inStrip.has(row) ? "table.in_strip" : "table.not_drawn");
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
