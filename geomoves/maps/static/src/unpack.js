/** Unpacking what Python packed: base64 of gzip of columns, in a script element of a type that no browser runs. */

import { decode } from "./codec.js";
import { expand } from "./expand.js";
import { inflate } from "./inflate.js";

export const BLOCK_TYPE = "application/x-geomoves-block";
export const BASEMAP_TYPE = "application/x-geomoves-basemap";
export const CONTEXT_TYPE = "application/x-geomoves-context";
const FORMAT = "geomoves-block/2";

/** @type {WeakMap<Element, Promise<any>>} */
const unpacked = new WeakMap();

/**
 * The elements of one type, in the order of the document.
 *
 * @param {string} type
 * @returns {HTMLScriptElement[]}
 */
export function packedElements(type) {
  return Array.from(document.querySelectorAll("script")).filter((element) => element.type === type);
}

/**
 * Unpack an element, once however often it is asked for.
 *
 * @param {Element} element
 * @returns {Promise<any>}
 */
export function unpack(element) {
  return unpacked.get(element) ?? unpackFrom(element, inflate(element.textContent ?? ""));
}

/**
 * Unpack an element whose bytes are on their way.
 *
 * @param {Element} element
 * @param {Promise<Uint8Array>} bytes
 * @returns {Promise<any>}
 */
export function unpackFrom(element, bytes) {
  const waiting = bytes.then(decode);
  unpacked.set(element, waiting);
  return waiting;
}

/**
 * Unpack a block and check that this code can read it.
 *
 * @param {Element} element
 * @returns {Promise<import("./types.js").Block>}
 */
export async function unpackBlock(element) {
  const block = await unpack(element);
  if (!block || block.format !== FORMAT) throw new Error(`the data are not ${FORMAT}`);
  return expand(block);
}
