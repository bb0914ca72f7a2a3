import assert from "node:assert/strict";
import { test } from "node:test";
import { civil, dayLabel, startsMonth } from "../../geomoves/maps/static/src/days.js";
import { Words } from "../../geomoves/maps/static/src/words.js";

test("days are civil days of the proleptic Gregorian calendar", () => {
  for (const [day, expected] of [
    [0, [1970, 1, 1]],
    [-1, [1969, 12, 31]],
    [20014, [2024, 10, 18]],
    [-57529, [1812, 6, 29]],
    [11016, [2000, 2, 29]],
    [-719468, [0, 3, 1]],
  ])
    assert.deepEqual(civil(day), expected);
});

test("no day is left out and none comes twice", () => {
  for (let day = -60000; day < 40000; day++) {
    const [year, month, date] = civil(day);
    assert.equal(Date.UTC(year, month - 1, date) / 86400000, day);
    assert.equal(startsMonth(day), date === 1);
  }
});

test("a day is written as the language says", () => {
  const words = new Words({ "day.full": "{day} {month} {year}", months: ["January", "February"] }, "en");
  assert.equal(dayLabel(31, words), "1 February 1970");
});
