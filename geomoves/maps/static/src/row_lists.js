/**
 * Columns of lists as flat arrays: where a list for each row would be a hundred thousand objects.
 *
 * @typedef {object} Lists lists of numbers, one after the other: those of `n` stand from `at[n]` up to `at[n + 1]`
 * @property {Int32Array} at
 * @property {Int32Array} rows
 *
 * @typedef {object} Shared lists that rows have in common: row `n` has the list `index[n]` of `lists`
 * @property {Int32Array} index
 * @property {Lists} lists
 */

/** What can tell the lists of a table's columns without making them. @type {WeakMap<object, (name: string) => Shared | null>} */
const tellers = new WeakMap();

/**
 * Say how the lists of a table's columns are told.
 *
 * @param {object} table
 * @param {(name: string) => Shared | null} tell null for a column that it does not know
 */
export function tellLists(table, tell) {
  const before = tellers.get(table);
  tellers.set(table, before ? (name) => tell(name) ?? before(name) : tell);
}

/**
 * A column of lists as flat arrays that rows may share.
 *
 * @param {any} table
 * @param {string} name
 * @returns {Shared}
 */
export function sharedLists(table, name) {
  const told = tellers.get(table)?.(name);
  if (told) return told;
  const lists = listed(table[name]);
  return { index: ascending(lists.at.length - 1), lists };
}

/**
 * A column of lists, those of each row for themselves.
 *
 * @param {any} table
 * @param {string} name
 * @returns {Lists}
 */
export function listsOf(table, name) {
  const told = tellers.get(table)?.(name);
  return told ? spread(told) : listed(table[name]);
}

/** Lists as flat arrays. @param {ArrayLike<ArrayLike<number>>} lists @returns {Lists} */
export function listed(lists) {
  const at = new Int32Array(lists.length + 1);
  for (let n = 0; n < lists.length; n++) at[n + 1] = at[n] + lists[n].length;
  const rows = new Int32Array(at[lists.length]);
  let next = 0;
  for (let n = 0; n < lists.length; n++) {
    const list = lists[n];
    for (let nth = 0; nth < list.length; nth++) rows[next++] = list[nth];
  }
  return { at, rows };
}

/** @param {Shared} shared @returns {Lists} */
function spread({ index, lists }) {
  let own = index.length === lists.at.length - 1;
  for (let row = 0; own && row < index.length; row++) own = index[row] === row;
  if (own) return lists;
  const at = new Int32Array(index.length + 1);
  for (let row = 0; row < index.length; row++)
    at[row + 1] = at[row] + lists.at[index[row] + 1] - lists.at[index[row]];
  const rows = new Int32Array(at[index.length]);
  for (let row = 0, next = 0; row < index.length; row++)
    for (let from = lists.at[index[row]]; from < lists.at[index[row] + 1]; from++)
      rows[next++] = lists.rows[from];
  return { at, rows };
}

/** Several lists of lists, one after the other. @param {Lists[]} parts @returns {Lists} */
export function joinedLists(parts) {
  const at = new Int32Array(parts.reduce((sum, part) => sum + part.at.length - 1, 1));
  const rows = new Int32Array(parts.reduce((sum, part) => sum + part.rows.length, 0));
  let [n, next] = [0, 0];
  for (const part of parts) {
    rows.set(part.rows, next);
    for (let from = 1; from < part.at.length; from++) at[++n] = next + part.at[from];
    next += part.rows.length;
  }
  return { at, rows };
}

/**
 * Lists turned round: which of them hold each row.
 *
 * @param {Lists} lists @param {number} count of the rows
 * @returns {Lists}
 */
export function reversedLists(lists, count) {
  const at = new Int32Array(count + 1);
  for (let next = 0; next < lists.rows.length; next++) at[lists.rows[next] + 1] += 1;
  for (let row = 0; row < count; row++) at[row + 1] += at[row];
  const rows = new Int32Array(lists.rows.length);
  const next = at.slice();
  for (let n = 0; n + 1 < lists.at.length; n++)
    for (let from = lists.at[n]; from < lists.at[n + 1]; from++) rows[next[lists.rows[from]]++] = n;
  return { at, rows };
}

/** The numbers from 0 on. @param {number} count */
export function ascending(count) {
  const numbers = new Int32Array(count);
  for (let n = 0; n < count; n++) numbers[n] = n;
  return numbers;
}
