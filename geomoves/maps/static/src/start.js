/**
 * The one script that a saved map carries as it is: it unpacks the others, lets them run, and builds the page.
 *
 * The page's policy names each of those scripts by its SHA-256, so that nothing else could run in their place.
 */

import { showFallback } from "./fallback.js";
import { inflate } from "./inflate.js";

const SCRIPT_TYPE = "application/x-geomoves-script";
const ROOT_ID = "geomoves";

/** @param {HTMLElement} root */
async function start(root) {
  try {
    const packed = Array.from(document.querySelectorAll("script")).filter(({ type }) => type === SCRIPT_TYPE);
    const codes = await Promise.all(packed.map((element) => inflate(element.textContent ?? "")));
    for (const code of codes) {
      const script = document.createElement("script");
      script.textContent = new TextDecoder().decode(code);
      document.head.append(script);
    }
    /** @type {any} */ (globalThis).geomoves.page(root);
  } catch (error) {
    root.dataset.error = String(error);
    showFallback(root);
    root.dataset.ready = "";
  }
}

const root = document.getElementById(ROOT_ID);
if (root) start(root);
