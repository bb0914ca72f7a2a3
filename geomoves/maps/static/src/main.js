/** The entry: what `window.geomoves` offers. */

import { App, emptyMap } from "./app.js";
import { decode } from "./codec.js";
import { readContext } from "./context.js";
import { embeddedLayer } from "./embed.js";
import { showFallback } from "./fallback.js";
import { layerKeysOf } from "./model.js";
import {
  BASEMAP_TYPE,
  BLOCK_TYPE,
  CONTEXT_TYPE,
  packedElements,
  unpack,
  unpackBlock,
  unpackFrom,
} from "./unpack.js";

/** @type {WeakMap<HTMLElement, Promise<App | null>>} */
const apps = new WeakMap();

/** Leaflet stands on the page before this script. */
function leaflet() {
  return /** @type {any} */ (globalThis).L;
}

/**
 * Build the page inside an element, from the blocks and the basemap that the document carries.
 *
 * @param {HTMLElement} root
 * @param {Map<Element, Promise<Uint8Array>>} [inflated] what is on its way already, by its element
 * @returns {any} the Leaflet map, at once: unpacking goes on behind it; null when there can be none
 */
export function page(root, inflated = new Map()) {
  for (const [packed, bytes] of inflated) unpackFrom(packed, bytes);
  const map = tryMap(root);
  apps.set(root, map ? build(root, map) : Promise.resolve(null));
  return map;
}

/**
 * The page inside an element, once it is built; null when its data could not be unpacked.
 *
 * @param {HTMLElement} root
 * @returns {Promise<App | null>}
 */
export function app(root) {
  return apps.get(root) ?? Promise.resolve(null);
}

/**
 * A layer for any Leaflet map.
 *
 * @param {any} map the map that it is for; it is shown once it is added to it or to a group on it
 * @param {string} blockId id of the script element that holds the block
 * @param {{keys?: string[]}} [options] `keys`: the layers that this one shows
 * @returns {any} a Leaflet layer
 */
export function layer(map, blockId, options = {}) {
  return embeddedLayer(leaflet(), map, blockId, options);
}

/** @param {HTMLElement} root @returns {any} */
function tryMap(root) {
  try {
    return emptyMap(leaflet(), root);
  } catch (error) {
    fail(root, error);
    root.dataset.ready = "";
    return null;
  }
}

/** @param {HTMLElement} root @param {unknown} error */
function fail(root, error) {
  root.dataset.error = String(error);
  showFallback(root);
}

/** @param {HTMLElement} root @param {any} map @returns {Promise<App | null>} */
async function build(root, map) {
  try {
    const [first, ...others] = packedElements(BLOCK_TYPE);
    const [ground] = packedElements(BASEMAP_TYPE);
    const [below] = packedElements(CONTEXT_TYPE);
    if (!first) throw new Error("the page carries no data");
    const [block, basemap, context] = await Promise.all([
      unpackBlock(first),
      ground ? unpack(ground) : null,
      below ? unpack(below).then(readContext) : null,
    ]);
    const built = new App({ L: leaflet(), map, root, block, basemap, context, keys: layerKeysOf(first) });
    for (const other of others) {
      const keys = layerKeysOf(other);
      layer(map, other.id, keys ? { keys } : {}).addTo(map);
    }
    await built.finished;
    return built;
  } catch (error) {
    fail(root, error);
    return null;
  } finally {
    root.dataset.ready = "";
  }
}

Object.assign(globalThis, { geomoves: { page, app, layer, decode } });
