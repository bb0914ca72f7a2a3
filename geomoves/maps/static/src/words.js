/** Every word that the page shows, from the block: nothing is worded in the code. */

/** @typedef {string | Record<string, string>} Phrase */

const HOLE = /\{(\w+)\}/g;
/**
 * What stands between the thousands of a whole number. A browser takes tens of milliseconds to get ready to write
 * its first number; it is asked only for other languages, and for what is no count.
 *
 * @type {Record<string, string>}
 */
const BETWEEN_THOUSANDS = { de: ".", en: ",", ko: ",", ru: "\u00a0", uk: "\u00a0" };
const THOUSANDS = /\B(?=(?:\d{3})+$)/g;

/** The words of one language. A phrase may have plural forms, chosen by `n`. */
export class Words {
  /**
   * @param {Record<string, unknown>} table
   * @param {string} language BCP 47 tag, for the plural rules
   */
  constructor(table, language) {
    this.table = table;
    this.language = language;
    /** The language as the browser's own rules know it. */
    this.locale = knownLanguage(language);
    /** Made when they are first needed: the browser takes its time over them. @type {Intl.PluralRules | undefined} */
    this.rules = undefined;
    /** @type {Intl.NumberFormat | undefined} */
    this.browsers = undefined;
    /** Writes numbers as the language does. */
    this.number = { format: (/** @type {number} */ n) => this.written(n) };
  }

  get plural() {
    this.rules ??= new Intl.PluralRules(this.locale);
    return this.rules;
  }

  /** @param {number} n */
  written(n) {
    const between = BETWEEN_THOUSANDS[this.locale];
    if (between !== undefined && Number.isSafeInteger(n) && n >= 0)
      return String(n).replace(THOUSANDS, between);
    this.browsers ??= new Intl.NumberFormat(this.locale);
    return this.browsers.format(n);
  }

  /**
   * A phrase with its holes filled. What is filled in is text and stays text: holes in it are not filled again.
   *
   * @param {string} key
   * @param {Record<string, string | number>} [holes]
   * @returns {string}
   */
  say(key, holes = {}) {
    let phrase = /** @type {Phrase | undefined} */ (this.table[key]);
    if (phrase !== undefined && typeof phrase === "object") {
      phrase = phrase[this.plural.select(Number(holes.n ?? 0))] ?? phrase.other;
    }
    if (typeof phrase !== "string") return key;
    return phrase.replace(HOLE, (hole, name) => {
      const value = holes[name];
      if (value === undefined) return hole;
      return name === "n" && typeof value === "number" ? this.number.format(value) : isolated(String(value));
    });
  }

  /**
   * The page's word for a value of a closed list (`word("phase", "happened")`); the value itself when there is none.
   *
   * @param {string} list
   * @param {string} value
   */
  word(list, value) {
    const found = this.table[`${list}.${value}`];
    return typeof found === "string" ? found : value;
  }

  /**
   * @param {string} key
   * @returns {string[]}
   */
  list(key) {
    const found = this.table[key];
    return Array.isArray(found) ? found : [];
  }
}

/** Letters that run from right to left, and the characters that steer direction. */
const TURNS =
  /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\u{10800}-\u{10fff}\u{1e800}-\u{1efff}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/u;
/** What closes each sign that opens an isolate or an embedding. @type {Record<string, string>} */
const CLOSED_BY = Object.fromEntries([
  ...["\u2066", "\u2067", "\u2068"].map((sign) => [sign, "\u2069"]),
  ...["\u202a", "\u202b", "\u202d", "\u202e"].map((sign) => [sign, "\u202c"]),
]);
const CLOSING = new Set(Object.values(CLOSED_BY));

/**
 * A text shut in by isolates of the bidirectional algorithm, if it could turn what stands around it: a name in
 * Arabic must not turn the sentence. What it opens itself is closed; what it closes without opening is left out.
 *
 * @param {string} text
 */
export function isolated(text) {
  if (!TURNS.test(text)) return text;
  /** @type {string[]} */
  const opened = [];
  let kept = "";
  for (const sign of text) {
    if (CLOSED_BY[sign]) opened.push(CLOSED_BY[sign]);
    else if (CLOSING.has(sign)) {
      if (opened.at(-1) !== sign) continue;
      opened.pop();
    }
    kept += sign;
  }
  return `\u2068${kept}${opened.reverse().join("")}\u2069`;
}

/** @param {string} language */
function knownLanguage(language) {
  try {
    return Intl.PluralRules.supportedLocalesOf([language])[0] ?? "en";
  } catch {
    return "en";
  }
}
