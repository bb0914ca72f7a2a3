/**
 * Pictures of forces' symbols. Each is an image of its own, loaded from the page itself: whatever stood in one, an
 * image runs nothing, loads nothing and touches nothing of the page.
 */

import { element } from "./dom.js";

/**
 * @typedef {import("./model.js").Model} Model
 * @typedef {import("./types.js").Row} Row
 *
 * @typedef {object} Picture
 * @property {HTMLImageElement} image
 * @property {boolean} ready
 * @property {number} width CSS pixels
 * @property {number} height
 * @property {number} x middle of its frame
 * @property {number} y
 * @property {string} words
 */

const LARGEST = 400;

/** @type {WeakMap<import("./types.js").SymbolEntry[], Picture[]>} */
const loaded = new WeakMap();
/** Who wants to know when a picture is there. @type {Set<() => void>} */
const waiting = new Set();

/** @param {() => void} then called when a picture has been loaded */
export function whenPicturesLoad(then) {
  waiting.add(then);
  return () => waiting.delete(then);
}

/** @param {Model} model @returns {Picture[]} by row of `block.symbols` */
function pictures({ block }) {
  const { symbols } = block;
  if (!symbols) return [];
  let found = loaded.get(symbols);
  if (!found) {
    found = symbols.map(load);
    loaded.set(symbols, found);
  }
  return found;
}

/** @param {import("./types.js").SymbolEntry} entry @returns {Picture} */
function load([svg, width, height, x, y, words]) {
  const image = new Image();
  const picture = {
    image,
    ready: false,
    width: Math.min(LARGEST, Number(width) || 0),
    height: Math.min(LARGEST, Number(height) || 0),
    x: Number(x) || 0,
    y: Number(y) || 0,
    words,
  };
  image.addEventListener("load", () => {
    picture.ready = true;
    for (const then of waiting) then();
  });
  image.src = address(svg);
  return picture;
}

/** @param {string} svg */
function address(svg) {
  try {
    return `data:image/svg+xml,${encodeURIComponent(svg)}`;
  } catch {
    // Half a surrogate pair cannot be written in an address: there is no such picture.
    return "data:,";
  }
}

/**
 * The picture of a force; null when it has none.
 *
 * @param {Model} model
 * @param {Row | string} force
 * @param {string} phase what has not happened has a dashed frame
 */
export function pictureOf(model, force, phase) {
  const row = typeof force === "string" ? model.force(force).row : force;
  const planned = phase === "expected" || phase === "intended";
  const symbol = model.block.force_symbols?.[row]?.[planned ? 1 : 0] ?? -1;
  return pictures(model)[symbol] ?? null;
}

/**
 * A symbol among text, with its words for those who do not see it.
 *
 * @param {Picture} picture
 * @param {string} alt
 */
export function symbolImage(picture, alt) {
  return element("img", {
    class: "gm-symbol",
    src: picture.image.src,
    alt,
    width: String(Math.round(picture.width)),
    height: String(Math.round(picture.height)),
  });
}

/** The forces that have a symbol. @param {Model} model @returns {Row[]} */
export function forcesWithSymbol({ block }) {
  return (block.force_symbols ?? []).flatMap(([present], row) => (present >= 0 ? [row] : []));
}

/** What a symbol says, in words. @param {Model} model @param {Row} force @param {boolean} planned */
export function symbolWords(model, force, planned) {
  const { forces, symbols, force_symbols: rows } = model.block;
  const words = symbols?.[rows?.[force]?.[planned ? 1 : 0] ?? -1]?.[5] ?? "";
  return model.words.say(planned ? "symbol.planned_alt" : "symbol.alt", {
    symbol: words,
    force: forces.name[force] ?? "",
  });
}
