import assert from "node:assert/strict";
import { test } from "node:test";
import { whenRead } from "../../geomoves/maps/static/src/lazy.js";

test("what inherits a property that was never read writes its own, and leaves the other alone", () => {
  const first = {};
  whenRead(first, "when", () => "in October");
  const then = Object.create(first);
  then.when = "by 9 October";
  assert.equal(then.when, "by 9 October");
  assert.equal(first.when, "in October");
});
