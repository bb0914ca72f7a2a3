/**
 * Columns as bytes, read: the twin of `geomoves/maps/codec.py`, whose head says what each code means.
 *
 * Half a million numbers would become arrays before anything is drawn, so a column is read when it is first asked for.
 */

import { Reader } from "./column_reader.js";
import { tellCount, whenRead } from "./lazy.js";
import { tellLists } from "./row_lists.js";

const VERSION = 1;

/**
 * The document behind its bytes. Its columns are read when somebody looks at them.
 *
 * @param {Uint8Array} content
 * @returns {any}
 */
export function decode(content) {
  const length = new DataView(content.buffer, content.byteOffset).getUint32(0, true);
  const header = JSON.parse(new TextDecoder().decode(content.subarray(4, 4 + length)));
  if (header.v !== VERSION) throw new Error("the data are packed by another version");
  const reader = new Reader(content, 4 + length, header.texts, header.data, header.columns);
  /** @type {Set<string>} */
  const tables = new Set();
  for (const [path] of header.columns) {
    const name = path[path.length - 1];
    const table = path
      .slice(0, -1)
      .reduce((/** @type {any} */ found, /** @type {string} */ key) => found[key], header.data);
    whenRead(table, name, () => reader.at(path));
    if (path.length === 2) tables.add(path[0]);
  }
  for (const name of tables) {
    tellLists(header.data[name], (column) => reader.lists([name, column]));
    const count = reader.countOf([name, "id"]);
    if (count !== null) tellCount(header.data[name], count);
  }
  return header.data;
}
