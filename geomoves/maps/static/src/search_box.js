/** The field that finds places, forces, speakers, documents and claims; what it finds opens its card. */

import { thingTitle } from "./captions.js";
import { element } from "./dom.js";
import { Search } from "./search.js";

const PAUSE_MS = 120;
const LONGEST_TITLE = 160;

/**
 * @param {import("./model.js").Model} model
 * @param {(thing: import("./types.js").Thing) => void} go shows what was found
 * @returns {HTMLElement}
 */
export function searchBox(model, go) {
  const { words } = model;
  /** @type {Search | null} */
  let search = null;
  let timer = 0;
  const input = element("input", {
    type: "search",
    class: "gm-search-field",
    "aria-label": words.say("search.label"),
    placeholder: words.say("search.label"),
    autocomplete: "off",
    spellcheck: "false",
    maxlength: 200,
    onfocus: () => {
      search ??= new Search(model);
      search.prepare();
    },
    oninput: () => {
      clearTimeout(timer);
      timer = window.setTimeout(ask, PAUSE_MS);
    },
  });
  const status = element("p", { class: "gm-small gm-search-status", role: "status" });
  const results = element("div", { class: "gm-search-results" });
  const ask = () => {
    search ??= new Search(model);
    search.find(input.value, show);
  };
  /** @type {import("./search.js").Tell} */
  const show = (found, share) => {
    const count = found.reduce((sum, { count: some }) => sum + some, 0);
    // A number that is not the last one is not told, and neither is silence taken for "nothing".
    if (share < 1) status.textContent = words.say("search.working", { n: Math.floor(100 * share) });
    else status.textContent = input.value.trim() ? words.say("search.found", { n: count }) : "";
    // Whoever hears the page is told the outcome, and not each hundredth.
    status.setAttribute("aria-busy", String(share < 1));
    results.replaceChildren(...found.flatMap((group) => groupView(model, group, go)));
  };
  input.addEventListener("keydown", (event) => {
    // The first Escape empties the field; only the next one closes what is open.
    if (event.key !== "Escape" || !input.value) return;
    event.stopPropagation();
    event.preventDefault();
    input.value = "";
    ask();
  });
  return element("search", { class: "gm-search" }, input, status, results);
}

/** @param {import("./model.js").Model} model @param {import("./search.js").Found} group @param {(thing: import("./types.js").Thing) => void} go */
function groupView(model, { kind, rows, count }, go) {
  const { words } = model;
  return [
    element("h3", { class: "gm-search-kind" }, words.say(`search.${kind}`)),
    element(
      "ul",
      { class: "gm-layer-things" },
      ...rows.map((row) => {
        const title = thingTitle(model, { kind, row });
        return element(
          "li",
          {},
          element(
            "button",
            { type: "button", class: "gm-opener", dir: "auto", onclick: () => go({ kind, row }) },
            title.length > LONGEST_TITLE ? `${title.slice(0, LONGEST_TITLE)}…` : title,
          ),
        );
      }),
      count > rows.length ? element("li", {}, words.say("search.more", { n: count - rows.length })) : null,
    ),
  ];
}
