/** What stands on the page when the data cannot be unpacked: a plain message and the table made for it beforehand. */

import { element } from "./dom.js";

// The words of the page are in the block that could not be read; the page's maker may put others into `data-failed`.
const FAILED =
  "This browser could not unpack the map. The claims behind it are listed below; a current browser shows the map.";

/**
 * @param {HTMLElement} root
 */
export function showFallback(root) {
  root.replaceChildren(
    element(
      "div",
      { class: "gm-failed" },
      element("p", { role: "alert" }, root.dataset.failed || FAILED),
      ...Array.from(document.querySelectorAll("noscript"), tableOf).filter((table) => table !== null),
    ),
  );
}

/**
 * The rows of the tables in a noscript element, rebuilt from their text alone: its markup is parsed apart from the
 * page, where nothing in it can run or load.
 *
 * @param {HTMLElement} noscript
 * @returns {HTMLElement | null}
 */
function tableOf(noscript) {
  const parsed = new DOMParser().parseFromString(noscript.textContent ?? "", "text/html");
  const rows = Array.from(parsed.querySelectorAll("tr"));
  if (rows.length === 0) return null;
  return element(
    "table",
    {},
    element(
      "tbody",
      {},
      ...rows.map((row) =>
        element(
          "tr",
          {},
          ...Array.from(row.cells, (cell) =>
            element(cell.tagName === "TH" ? "th" : "td", {}, cell.textContent ?? ""),
          ),
        ),
      ),
    ),
  );
}
