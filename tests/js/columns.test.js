import assert from "node:assert/strict";
import { test } from "node:test";
import { decode } from "../../geomoves/maps/static/src/codec.js";
import { expand } from "../../geomoves/maps/static/src/expand.js";
import { listed, listsOf, sharedLists } from "../../geomoves/maps/static/src/row_lists.js";
import { waysOf } from "../../geomoves/maps/static/src/ways.js";

/** A document of columns, as Python packs one. @param {any} data @param {[string[], any[]][]} columns @param {number[]} bytes */
function packed(data, columns, bytes) {
  const header = new TextEncoder().encode(JSON.stringify({ v: 1, texts: [["a", "b"]], data, columns }));
  const content = new Uint8Array(4 + header.length + bytes.length);
  new DataView(content.buffer).setUint32(0, header.length, true);
  content.set(header, 4);
  content.set(bytes, 4 + header.length);
  return content;
}

const NONE = [
  ["i", 0, 0, 0],
  ["j", []],
];

/** Lists that follow from each other in every way. */
function columns() {
  return decode(
    packed(
      { t: { leads: [0, 1, 3] } },
      [
        [
          ["t", "lead"],
          ["i", 4, 1, 0],
        ],
        [
          ["t", "own"],
          ["q", ["t", "lead"], ["l", ["i", 3, 1, 0], ["i", 4, 1, 10]], ...NONE],
        ],
        [
          ["t", "like"],
          ["p", ["t", "own"], ["t", "leads"], ["i", 1, 0, 2], ["j", [[7, 8, 9]]]],
        ],
        [
          ["t", "same"],
          ["e", ["t", "own"], ...NONE],
        ],
        [
          ["t", "rare"],
          ["z", 4, [], ["i", 1, 0, 1], ["j", [[5]]]],
        ],
        [
          ["t", "members"],
          ["m", ["t", "lead"], ["t", "leads"], ...NONE],
        ],
        [
          ["t", "text"],
          ["s", 0, ["i", 4, 1, 0]],
        ],
      ],
      [0, 1, 1, 3, 2, 1, 1, 0, 1, 2, 3, 0, 1, 0, 1],
    ),
  ).t;
}

/** @param {import("../../geomoves/maps/static/src/row_lists.js").Lists} lists */
function nested({ at, rows }) {
  return Array.from({ length: at.length - 1 }, (_, n) => Array.from(rows.subarray(at[n], at[n + 1])));
}

test("lists are the same whether they are made or told as flat arrays", () => {
  const expected = {
    own: [[10, 11], [12], [12], [13]],
    like: [[10, 11], [12], [7, 8, 9]],
    same: [[10, 11], [12], [12], [13]],
    rare: [[], [5], [], []],
    members: [[0], [1, 2], [3]],
  };
  for (const [name, lists] of Object.entries(expected)) {
    assert.deepEqual(nested(listsOf(columns(), name)), lists, `${name}, flat`);
    assert.deepEqual(columns()[name], lists, name);
    const table = columns();
    assert.deepEqual(table[name], lists);
    assert.deepEqual(nested(listsOf(table, name)), lists, `${name}, after it was made`);
  }
});

test("columns are read in any order, once, and may be written over", () => {
  const table = columns();
  assert.deepEqual(table.text, ["a", "b", "a", "b"]);
  assert.equal(table.text, table.text);
  table.lead = "mine";
  // What follows from a column follows from what was packed.
  assert.deepEqual(table.own, [[10, 11], [12], [12], [13]]);
  assert.deepEqual(Object.keys(table).sort(), [
    "lead",
    "leads",
    "like",
    "members",
    "own",
    "rare",
    "same",
    "text",
  ]);
});

test("a document that ends too early is no document", () => {
  assert.throws(
    () =>
      decode(
        packed(
          { t: {} },
          [
            [
              ["t", "x"],
              ["i", 9, 1, 0],
            ],
          ],
          [1, 2],
        ),
      ),
    /too early/,
  );
});

test("lists that were never packed are told as well", () => {
  assert.deepEqual(nested(listsOf({ x: [[1], [], [2, 3]] }, "x")), [[1], [], [2, 3]]);
  assert.deepEqual(Array.from(sharedLists({ x: [[1], []] }, "x").index), [0, 1]);
  assert.deepEqual(nested(listed([])), []);
});

test("a path is unwrapped: each point next to the one before it, across the antimeridian if that is nearer", () => {
  const block = expand({
    ends: { place: [0, 1, 2, -1], area: [-1, -1, -1, 0], label: ["A", "B", "C", "KP"], words: [] },
    places: { id: ["a", "b", "c"], lon: [170, -175, 10], lat: [1, 2, 3] },
    areas: { id: ["KP"] },
    claims: {
      id: ["x", "y"],
      from: [[0], [3]],
      via: [[1], []],
      to: [[2], [2]],
      at: [[], []],
      at_one_of: [[], []],
      about: [[], []],
    },
    legs: {
      id: ["x", "y"],
      from_ends: [[0], [3]],
      via_ends: [[1], []],
      to_ends: [[2], [2]],
      claims: [[0], [1]],
      carried_by: [-1, -1],
    },
    presences: { id: [], at_ends: [] },
    events: { id: [], at_ends: [] },
    forces: { id: [], name: [] },
    questions: { id: [], claims: [] },
    replies: [],
  });
  assert.deepEqual(block.legs.path, [
    [
      [170, 1],
      [185, 2],
      [10, 3],
    ],
    [[10, 3]],
  ]);
  assert.deepEqual(Array.from(waysOf(block.legs).lon), [170, 185, 10, 10]);
  assert.deepEqual(
    [block.legs.from, block.legs.from_area],
    [
      [0, -1],
      [-1, 0],
    ],
  );
  assert.deepEqual(block.places.claims, [[0], [0], [0, 1]]);
  assert.deepEqual(block.areas.claims, [[1]]);
});
