/** What is worked out only when somebody reads it. */

/**
 * A property that is worked out when it is first read, and may be written over: in what inherits it, for that alone.
 *
 * @param {any} object
 * @param {string} name
 * @param {() => any} work
 */
export function whenRead(object, name, work) {
  Object.defineProperty(object, name, {
    get() {
      const value = work();
      keep(object, name, value);
      return value;
    },
    set(value) {
      keep(this, name, value);
    },
    enumerable: true,
    configurable: true,
  });
}

/** @param {any} object @param {string} name @param {any} value */
function keep(object, name, value) {
  Object.defineProperty(object, name, { value, writable: true, enumerable: true, configurable: true });
}

/** A column that is worked out when it is first read, unless the block brings it. @param {any} table @param {string} name @param {() => any} work */
export function ifMissing(table, name, work) {
  if (!(name in table)) whenRead(table, name, work);
}

/**
 * A column whose rows are worked out when they are first read.
 *
 * @template T
 * @param {number} length
 * @param {(row: number) => T} work
 * @returns {T[]}
 */
export function lazily(length, work) {
  /** @type {T[]} */
  const kept = new Array(length);
  return new Proxy(kept, {
    get(target, key) {
      if (typeof key === "symbol" || !isRow(key, length)) return Reflect.get(target, key);
      const row = Number(key);
      if (!(row in target)) target[row] = work(row);
      return target[row];
    },
    has: (target, key) => (typeof key === "string" && isRow(key, length)) || Reflect.has(target, key),
  });
}

/** @param {string} key @param {number} length */
function isRow(key, length) {
  const row = Number(key);
  return Number.isInteger(row) && row >= 0 && row < length;
}

/** How many rows packed tables have. @type {WeakMap<object, number>} */
const counts = new WeakMap();

/** Say how many rows a table has. @param {object} table @param {number} count */
export function tellCount(table, count) {
  counts.set(table, count);
}

/** How many rows a table has: a hundred thousand ids need not be put together to count them. @param {{id: ArrayLike<string>}} table */
export function rowCount(table) {
  return counts.get(table) ?? table.id.length;
}
