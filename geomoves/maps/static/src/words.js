/** Every word that the page shows, from the block: nothing is worded in the code. */

/** @typedef {string | Record<string, string>} Phrase */

const HOLE = /\{(\w+)\}/g;

/** The words of one language. A phrase may have plural forms, chosen by `n`. */
export class Words {
  /**
   * @param {Record<string, unknown>} table
   * @param {string} language BCP 47 tag, for the plural rules
   */
  constructor(table, language) {
    this.table = table;
    this.language = language;
    this.plural = new Intl.PluralRules(pluralLanguage(language));
    this.number = new Intl.NumberFormat(pluralLanguage(language));
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
      return name === "n" && typeof value === "number" ? this.number.format(value) : String(value);
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

/** @param {string} language */
function pluralLanguage(language) {
  try {
    return Intl.PluralRules.supportedLocalesOf([language])[0] ?? "en";
  } catch {
    return "en";
  }
}
