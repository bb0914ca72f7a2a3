import assert from "node:assert/strict";
import { test } from "node:test";
import { breakText } from "../../geomoves/maps/static/src/text_block.js";
import { drawing } from "./drawing.js";

test("a text is broken at its spaces, into lines of about the same length", () => {
  assert.deepEqual(breakText("", 10), [""]);
  assert.deepEqual(breakText("Vladivostok", 28), ["Vladivostok"]);
  assert.deepEqual(breakText("one body in 4 places, shares not stated", 28), [
    "one body in 4 places,",
    "shares not stated",
  ]);
  assert.deepEqual(breakText("x".repeat(25), 10), ["x".repeat(9), "x".repeat(9), "x".repeat(7)]);
});

test("no line could be shorter without there being more of them", () => {
  const draw = drawing(7);
  for (let round = 0; round < 500; round++) {
    const words = Array.from({ length: 1 + Math.floor(draw() * 9) }, () =>
      "x".repeat(1 + Math.floor(draw() * 8)),
    );
    const text = words.join(" ");
    const lines = breakText(text, 9 + Math.floor(draw() * 25));
    assert.equal(lines.join(" "), text);
    const longest = Math.max(...lines.map((line) => line.length));
    if (longest > 10)
      assert.ok(breakText(text, longest - 1).length > lines.length || lines.length === 1, text);
  }
});
