/**
 * The one script that a saved map carries as it is: it unpacks the others, lets them run, and builds the page.
 *
 * The page's policy names each of those scripts by its SHA-256, so that nothing else could run in their place.
 */

import { showFallback } from "./fallback.js";
import { inflate } from "./inflate.js";

const SCRIPT_TYPE = "application/x-geomoves-script";
const DATA_TYPES = ["application/x-geomoves-block", "application/x-geomoves-basemap"];
const ROOT_ID = "geomoves";

/** The first block, and the basemap. */
function dataElements() {
  const elements = Array.from(document.querySelectorAll("script"));
  return DATA_TYPES.map((type) => elements.find((element) => element.type === type)).filter(
    (element) => element !== undefined,
  );
}

/** @param {HTMLElement} root */
async function start(root) {
  try {
    const packed = Array.from(document.querySelectorAll("script")).filter(({ type }) => type === SCRIPT_TYPE);
    const scripts = packed.map((element) => inflate(element.textContent ?? ""));
    // The data are on their way while the scripts are read.
    const inflated = new Map(dataElements().map((element) => [element, inflate(element.textContent ?? "")]));
    // What cannot be unpacked is told by whoever asks for it.
    for (const bytes of inflated.values()) bytes.catch(() => {});
    const codes = await Promise.all(scripts);
    for (const code of codes) {
      const script = document.createElement("script");
      script.textContent = new TextDecoder().decode(code);
      document.head.append(script);
    }
    /** @type {any} */ (globalThis).geomoves.page(root, inflated);
  } catch (error) {
    root.dataset.error = String(error);
    showFallback(root);
    root.dataset.ready = "";
  }
}

const root = document.getElementById(ROOT_ID);
if (root) start(root);
