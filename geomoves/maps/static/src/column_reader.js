/** Reading single columns of a packed document. Each code is one plain loop. */

import { ascending, listed } from "./row_lists.js";

/**
 * @typedef {any[]} Code
 * @typedef {import("./row_lists.js").Lists} Lists
 * @typedef {import("./row_lists.js").Shared} Shared
 */

export class Reader {
  /**
   * @param {Uint8Array} content
   * @param {number} start where the bytes of the columns begin
   * @param {string[][]} texts
   * @param {any} data what stands beside the columns
   * @param {[path: string[], code: Code][]} columns in the order of their bytes
   */
  constructor(content, start, texts, data, columns) {
    this.content = content;
    this.texts = texts;
    this.data = data;
    /** @type {Map<string, {code: Code, start: number, values?: any[], lists?: Shared | null}>} */
    this.columns = new Map();
    /** Where the bytes of the code that is read next begin. */
    this.offset = start;
    for (const [path, code] of columns) {
      this.columns.set(keyOf(path), { code, start });
      start += bytesOf(code);
    }
    if (start > content.length) throw new Error("the data end too early");
    /** Short columns, as they were packed: others may write over them. @type {Map<string, any>} */
    this.short = new Map();
    for (const [, code] of columns)
      for (const path of pathsIn(code))
        if (!this.columns.has(keyOf(path))) this.short.set(keyOf(path), this.found(path));
  }

  /** What stands at a path beside the columns. @param {string[]} path */
  found(path) {
    let found = this.data;
    for (const key of path) found = found[key];
    return found;
  }

  /** What stands at a path of keys. @param {string[]} path @returns {any[]} */
  at(path) {
    const column = this.columns.get(keyOf(path));
    if (!column) return this.short.get(keyOf(path));
    column.values ??= this.whole(column);
    return column.values;
  }

  /** @param {{code: Code, start: number}} column */
  whole({ code, start }) {
    // What a column follows from is read before its own bytes: reading it moves the place in them.
    for (const path of pathsIn(code)) this.at(path);
    this.offset = start;
    return this.read(code);
  }

  /** @param {Code} code @returns {any[]} */
  read(code) {
    switch (code[0]) {
      case "i":
        return this.numbers(code);
      case "+":
        return this.steps(code);
      case "?":
        return this.numbersOrNull(code);
      case "f": {
        const power = 10 ** code[1];
        return this.read(code[2]).map((value) => (value === null ? null : value / power));
      }
      case "d":
        return this.doubles(code[1]);
      case "b":
        return this.read(code[1]).map(Boolean);
      case "s":
        return inTable(this.texts[code[1]], this.read(code[2]));
      case "u":
        return this.texts[code[1]];
      case "n": {
        const beginnings = inTable(this.texts[code[1]], this.read(code[3]));
        return this.read(code[4]).map(
          (number, row) => beginnings[row] + String(number).padStart(code[2], "0"),
        );
      }
      case "l": {
        const lengths = this.read(code[1]);
        return listsAmong(lengths, this.read(code[2]));
      }
      case "t": {
        const cells = code[1].map((/** @type {Code} */ inner) => this.read(inner));
        return cells[0].map((/** @type {any} */ _, /** @type {number} */ row) =>
          cells.map((/** @type {any[]} */ column) => column[row]),
        );
      }
      case "o":
        return this.objects(code[1]);
      case "+d":
        return besides(this.read(code[2]), this.at(code[1]));
      case "j":
        return code[1];
      default:
        return this.put(this.expected(code), code);
    }
  }

  /** The values that a list would have without its exceptions. @param {Code} code @returns {any[]} */
  expected(code) {
    if (code[0] === "z") return new Array(code[1]).fill(code[2]);
    if (code[0] === "p") return inTable(this.at(code[1]), this.at(code[2]));
    if (code[0] === "m") return members(this.at(code[1]), this.at(code[2]));
    if (code[0] === "e") return this.at(code[1]).slice();
    if (code[0] === "q") return leading(this.at(code[1]), this.read(code[2]));
    if (code[0] === "g")
      return byKeys(
        code[1].map((/** @type {string[]} */ path) => this.at(path)),
        this.read(code[2]),
      );
    throw new Error(`there is no code ${code[0]}`);
  }

  /** @param {any[]} column @param {Code} code */
  put(column, code) {
    const rows = this.read(code[code.length - 2]);
    const values = this.read(code[code.length - 1]);
    for (let at = 0; at < rows.length; at++) column[rows[at]] = values[at];
    return column;
  }

  /**
   * A column of lists of numbers as flat arrays; null for what is no such column, or not packed as one.
   *
   * @param {string[]} path
   * @returns {Shared | null}
   */
  lists(path) {
    const column = this.columns.get(keyOf(path));
    if (!column) return null;
    if (column.lists === undefined) column.lists = this.wholeLists(column);
    return column.lists;
  }

  /** @param {{code: Code, start: number}} column @returns {Shared | null} */
  wholeLists({ code, start }) {
    const [kind] = code;
    if (kind === "p" || kind === "e") {
      const like = this.lists(code[1]);
      if (!like) return null;
      const rows = kind === "p" ? this.at(code[2]) : ascending(like.index.length);
      const index = new Int32Array(rows.length);
      for (let row = 0; row < rows.length; row++) index[row] = like.index[rows[row]];
      this.offset = start;
      return this.putLists({ index, lists: like.lists }, code);
    }
    if (kind === "m") {
      const [index, leads] = [this.at(code[1]), this.at(code[2])];
      this.offset = start;
      return this.putLists(ledBy(index, leads), code);
    }
    if (kind === "q") {
      const lead = this.at(code[1]);
      this.offset = start;
      const own = this.ownLists(code[2]);
      return own && this.putLists({ index: leadingLists(lead, own.index), lists: own.lists }, code);
    }
    this.offset = start;
    return this.ownLists(code);
  }

  /** The lists of a code that follows from no other column. @param {Code} code @returns {Shared | null} */
  ownLists(code) {
    if (code[0] === "z" && Array.isArray(code[2])) {
      const one = { index: new Int32Array(code[1]), lists: listed([code[2]]) };
      return this.putLists(one, code);
    }
    if (code[0] !== "l" || !["i", "+"].includes(code[2][0])) return null;
    const lengths = this.read(code[1]);
    const at = new Int32Array(lengths.length + 1);
    for (let n = 0; n < lengths.length; n++) at[n + 1] = at[n] + lengths[n];
    return {
      index: ascending(lengths.length),
      lists: { at, rows: new Int32Array(this.read(code[2])) },
    };
  }

  /** @param {Shared} shared @param {Code} code @returns {Shared} */
  putLists({ index, lists }, code) {
    const rows = this.read(code[code.length - 2]);
    if (rows.length === 0) return { index, lists };
    const more = listed(this.read(code[code.length - 1]));
    const count = lists.at.length - 1;
    for (let nth = 0; nth < rows.length; nth++) index[rows[nth]] = count + nth;
    const at = new Int32Array(count + rows.length + 1);
    at.set(lists.at);
    for (let nth = 1; nth <= rows.length; nth++) at[count + nth] = lists.at[count] + more.at[nth];
    const all = new Int32Array(lists.at[count] + more.rows.length);
    all.set(lists.rows);
    all.set(more.rows, lists.at[count]);
    return { index, lists: { at, rows: all } };
  }

  /** How many rows a column has that is packed as texts; null for what has to be read to be counted. @param {string[]} path @returns {number | null} */
  countOf(path) {
    const code = this.columns.get(keyOf(path))?.code;
    if (code?.[0] === "u") return this.texts[code[1]].length;
    if (code?.[0] === "n") return code[4][1];
    return code?.[0] === "p" ? this.at(code[2]).length : null;
  }

  /** The unsigned numbers of a code. @param {Code} code @returns {ArrayLike<number>} */
  unsigned([, count, width]) {
    const { content, offset } = this;
    this.offset += count * width;
    if (width === 1) return content.subarray(offset, offset + count);
    if (width === 2) {
      const high = offset + count;
      const values = new Uint16Array(count);
      for (let at = 0; at < count; at++) values[at] = content[offset + at] | (content[high + at] << 8);
      return values;
    }
    const values = new Float64Array(count);
    let unit = 1;
    for (let plane = 0; plane < width; plane++) {
      const start = offset + plane * count;
      for (let at = 0; at < count; at++) values[at] += content[start + at] * unit;
      unit *= 256;
    }
    return values;
  }

  /** @param {Code} code @returns {number[]} */
  numbers(code) {
    const values = this.unsigned(code);
    const base = code[3];
    const made = new Array(values.length);
    for (let at = 0; at < values.length; at++) made[at] = values[at] + base;
    return made;
  }

  /** @param {Code} code @returns {number[]} */
  steps(code) {
    const values = this.unsigned(code);
    const base = code[3];
    const made = new Array(values.length);
    let sum = 0;
    for (let at = 0; at < values.length; at++) {
      sum += values[at] + base;
      made[at] = sum;
    }
    return made;
  }

  /** @param {Code} code @returns {(number | null)[]} */
  numbersOrNull(code) {
    const values = this.unsigned(code);
    const base = code[3] - 1;
    const made = new Array(values.length);
    for (let at = 0; at < values.length; at++) made[at] = values[at] === 0 ? null : values[at] + base;
    return made;
  }

  /** @param {number} count @returns {number[]} */
  doubles(count) {
    const bytes = new Uint8Array(8 * count);
    for (let plane = 0; plane < 8; plane++)
      for (let at = 0; at < count; at++)
        bytes[8 * at + plane] = this.content[this.offset + plane * count + at];
    this.offset += 8 * count;
    const view = new DataView(bytes.buffer);
    return Array.from({ length: count }, (_, at) => view.getFloat64(8 * at, true));
  }

  /** @param {[string, Code][]} columns @returns {Record<string, any>[]} */
  objects(columns) {
    const cells = columns.map(([key, inner]) => /** @type {[string, any[]]} */ ([key, this.read(inner)]));
    return cells[0][1].map((_, row) => Object.fromEntries(cells.map(([key, column]) => [key, column[row]])));
  }
}

/** @param {string[]} path */
function keyOf(path) {
  return path.length === 2 ? `${path[0]}\n${path[1]}` : path.join("\n");
}

/** The columns that a code follows from. @param {Code} code @returns {string[][]} */
function pathsIn(code) {
  if (code[0] === "p" || code[0] === "m") return [code[1], code[2]];
  if (code[0] === "e" || code[0] === "q" || code[0] === "+d") return [code[1]];
  return code[0] === "g" ? code[1] : [];
}

/** How many bytes a code reads. @param {Code} code @returns {number} */
function bytesOf(code) {
  switch (code[0]) {
    case "i":
    case "+":
    case "?":
      return code[1] * code[2];
    case "d":
      return 8 * code[1];
    case "b":
      return bytesOf(code[1]);
    case "f":
    case "s":
    case "+d":
      return bytesOf(code[2]);
    case "l":
      return bytesOf(code[1]) + bytesOf(code[2]);
    case "q":
    case "g":
      return bytesOf(code[2]) + bytesOf(code[3]) + bytesOf(code[4]);
    case "n":
    case "z":
    case "p":
    case "m":
      return bytesOf(code[3]) + bytesOf(code[4]);
    case "e":
      return bytesOf(code[2]) + bytesOf(code[3]);
    case "t":
      return code[1].reduce(
        (/** @type {number} */ sum, /** @type {Code} */ inner) => sum + bytesOf(inner),
        0,
      );
    case "o":
      return code[1].reduce(
        (/** @type {number} */ sum, /** @type {[string, Code]} */ [, inner]) => sum + bytesOf(inner),
        0,
      );
    case "u":
    case "j":
      return 0;
    default:
      throw new Error(`there is no code ${code[0]}`);
  }
}

/** @param {any[]} table @param {number[]} rows */
function inTable(table, rows) {
  const made = new Array(rows.length);
  for (let at = 0; at < rows.length; at++) made[at] = table[rows[at]];
  return made;
}

/** @param {number[]} lengths @param {any[]} flat @returns {any[][]} */
function listsAmong(lengths, flat) {
  const made = new Array(lengths.length);
  let start = 0;
  for (let row = 0; row < lengths.length; row++) {
    const list = new Array(lengths[row]);
    for (let at = 0; at < list.length; at++) list[at] = flat[start + at];
    start += list.length;
    made[row] = list;
  }
  return made;
}

/** @param {number[]} index @param {any[]} leads */
function leading(index, leads) {
  const made = new Array(index.length);
  let next = 0;
  for (let row = 0; row < index.length; row++)
    made[row] = index[row] === row ? leads[next++] : made[index[row]];
  return made;
}

/** @param {number[]} lead @param {Int32Array} own */
function leadingLists(lead, own) {
  const made = new Int32Array(lead.length);
  let next = 0;
  for (let row = 0; row < lead.length; row++) made[row] = lead[row] === row ? own[next++] : made[lead[row]];
  return made;
}

/** The rows that each of some leads leads. @param {number[]} index @param {number[]} leads */
function members(index, leads) {
  /** @type {number[][]} */
  const groups = new Array(index.length);
  for (let row = 0; row < index.length; row++) {
    const lead = index[row];
    if (groups[lead]) groups[lead].push(row);
    else groups[lead] = [row];
  }
  return inTable(groups, leads);
}

/** The same, as flat arrays. @param {number[]} index @param {number[]} leads @returns {Shared} */
function ledBy(index, leads) {
  const at = new Int32Array(index.length + 1);
  for (let row = 0; row < index.length; row++) if (index[row] >= 0) at[index[row] + 1] += 1;
  for (let row = 0; row < index.length; row++) at[row + 1] += at[row];
  const rows = new Int32Array(at[index.length]);
  const next = at.slice(0, index.length);
  for (let row = 0; row < index.length; row++) if (index[row] >= 0) rows[next[index[row]]++] = row;
  return { index: new Int32Array(leads), lists: { at, rows } };
}

/** @param {(number | null)[]} apart @param {(number | null)[]} base */
function besides(apart, base) {
  const made = new Array(apart.length);
  for (let row = 0; row < made.length; row++) {
    const step = apart[row];
    made[row] = step === null ? null : step + (base[row] ?? 0);
  }
  return made;
}

/**
 * A value for each combination of other values, in the order in which the combinations come.
 *
 * @param {any[][]} sources @param {any[]} values
 */
function byKeys(sources, values) {
  const count = sources[0].length;
  // Each source is numbered by itself: a number for a combination is quicker than a text.
  const codes = new Float64Array(count);
  for (const source of sources) {
    /** @type {Map<any, number>} */
    const numbers = new Map();
    const own = new Float64Array(count);
    for (let row = 0; row < count; row++) {
      let number = numbers.get(source[row]);
      if (number === undefined) {
        number = numbers.size;
        numbers.set(source[row], number);
      }
      own[row] = number;
    }
    for (let row = 0; row < count; row++) codes[row] = codes[row] * numbers.size + own[row];
  }
  /** @type {Map<number, any>} */
  const known = new Map();
  const made = new Array(count);
  let next = 0;
  for (let row = 0; row < count; row++) {
    const code = codes[row];
    if (!known.has(code)) known.set(code, values[next++]);
    made[row] = known.get(code);
  }
  return made;
}
