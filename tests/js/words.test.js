import assert from "node:assert/strict";
import { test } from "node:test";
import { Words } from "../../geomoves/maps/static/src/words.js";

const words = new Words(
  {
    plain: "{name} said {what}",
    many: { one: "{n} movement", other: "{n} movements" },
    "phase.happened": "took place",
  },
  "en",
);

test("what fills a hole is text, and holes in it stay as they are", () => {
  assert.equal(words.say("plain", { name: "{what}", what: "$& $1 {name}" }), "{what} said $& $1 {name}");
});

test("a hole that nothing fills stays, and so does a key that nobody worded", () => {
  assert.equal(words.say("plain", { name: "x" }), "x said {what}");
  assert.equal(words.say("nowhere"), "nowhere");
});

test("the form of a phrase goes with its number", () => {
  assert.equal(words.say("many", { n: 1 }), "1 movement");
  assert.equal(words.say("many", { n: 12345 }), "12,345 movements");
});

test("forms are those of the language", () => {
  const russian = new Words({ many: { one: "{n} раз", few: "{n} раза", other: "{n} раз…" } }, "ru");
  assert.equal(russian.say("many", { n: 2 }), "2 раза");
  assert.equal(new Words({ many: { other: "{n}" } }, "zz-nowhere").say("many", { n: 2 }), "2");
});

test("a value without a word is shown as it is", () => {
  assert.equal(words.word("phase", "happened"), "took place");
  assert.equal(words.word("phase", "odd"), "odd");
});

test("numbers are written as the browser writes them in each of the page's languages", () => {
  const counts = [0, 7, 999, 1000, 12345, 999999, 1234567, Number.MAX_SAFE_INTEGER];
  for (const language of ["en", "uk", "ru", "ko", "de", "de-CH", "en-IN", "es", "ar-EG", "zz-nowhere"]) {
    const { locale, number } = new Words({}, language);
    const browsers = new Intl.NumberFormat(locale);
    for (const n of [...counts, -1, -12345, 0.5, 12345.678, 1e21])
      assert.equal(number.format(n), browsers.format(n), `${n} in ${language}`);
  }
});
