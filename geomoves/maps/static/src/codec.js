/**
 * Columns as bytes, read: the twin of `geomoves/maps/codec.py`, whose head says what each code means.
 *
 * Half a million numbers become arrays here before anything is drawn, so each code is one plain loop.
 */

const VERSION = 1;

/** @typedef {any[]} Code */

/**
 * The document behind its bytes.
 *
 * @param {Uint8Array} content
 * @returns {any}
 */
export function decode(content) {
  const length = new DataView(content.buffer, content.byteOffset).getUint32(0, true);
  const header = JSON.parse(new TextDecoder().decode(content.subarray(4, 4 + length)));
  if (header.v !== VERSION) throw new Error("the data are packed by another version");
  const reader = new Reader(content, 4 + length, header.texts, header.data);
  for (const [path, code] of header.columns) {
    const name = path[path.length - 1];
    reader.at(path.slice(0, -1))[name] = reader.read(code);
  }
  return header.data;
}

class Reader {
  /** @param {Uint8Array} content @param {number} start @param {string[][]} texts @param {any} data */
  constructor(content, start, texts, data) {
    this.content = content;
    this.offset = start;
    this.texts = texts;
    this.data = data;
  }

  /** What stands at a path of keys. @param {string[]} path */
  at(path) {
    let found = this.data;
    for (const key of path) found = found[key];
    return found;
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
      case "l":
        return this.lists(code);
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

  /** The unsigned numbers of a code. @param {Code} code @returns {Float64Array} */
  unsigned([, count, width]) {
    const values = new Float64Array(count);
    let unit = 1;
    for (let plane = 0; plane < width; plane++) {
      const start = this.offset + plane * count;
      for (let at = 0; at < count; at++) values[at] += this.content[start + at] * unit;
      unit *= 256;
    }
    this.offset += count * width;
    if (this.offset > this.content.length) throw new Error("the data end too early");
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

  /** @param {Code} code @returns {any[][]} */
  lists(code) {
    const lengths = this.read(code[1]);
    const flat = this.read(code[2]);
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

  /** @param {[string, Code][]} columns @returns {Record<string, any>[]} */
  objects(columns) {
    const cells = columns.map(([key, inner]) => /** @type {[string, any[]]} */ ([key, this.read(inner)]));
    return cells[0][1].map((_, row) => Object.fromEntries(cells.map(([key, column]) => [key, column[row]])));
  }
}

/** @param {any[]} table @param {number[]} rows */
function inTable(table, rows) {
  const made = new Array(rows.length);
  for (let at = 0; at < rows.length; at++) made[at] = table[rows[at]];
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

/** @param {(number | null)[]} apart @param {(number | null)[]} base */
function besides(apart, base) {
  return apart.map((step, row) => (step === null ? null : step + (base[row] ?? 0)));
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
