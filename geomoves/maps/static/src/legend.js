/** How to read the map: every channel, drawn by the code that draws the map. */

import { element, sketch } from "./dom.js";
import { forcesWithSymbol, pictureOf, symbolImage, symbolWords } from "./force_symbols.js";
import { drawOpenBar } from "./histogram.js";
import { drawBracket } from "./lay_brackets.js";
import { paintOutline } from "./paint.js";
import { drawCluster, drawFlow, flowWidth } from "./paint_flows.js";
import {
  HAIRLINE,
  HOLLOW_WIDTH,
  LAYER_COLOUR,
  MOVEMENT,
  PLAIN_WIDTH,
  widthExamples,
  widthOf,
} from "./palette.js";
import { drawHead, drawOpenEnd, headLength, strokeLines } from "./strokes.js";
import { drawDisputed, drawEvent, drawRole, drawSoft } from "./symbols.js";
import { PALE } from "./time.js";

/** @typedef {CanvasRenderingContext2D} Ctx */

/** @type {Record<string, number>} */
const WIDTHS = { happened: 3, expected: HAIRLINE, intended: HAIRLINE };
const MOST_SYMBOLS = 16;
const WIDTH = 58;
const HEIGHT = 24;

/** @param {Partial<import("./strokes.js").Stroke>} [look] @returns {import("./strokes.js").Stroke} */
function stroke(look = {}) {
  return {
    width: 3,
    hollow: false,
    phase: "happened",
    rails: 0,
    band: 0,
    head: true,
    colour: MOVEMENT,
    ...look,
  };
}

/** An arrow across a sketch. @param {Ctx} ctx @param {import("./strokes.js").Stroke} look */
function arrow(ctx, look) {
  const y = HEIGHT / 2;
  const tip = WIDTH - 3;
  strokeLines(ctx, look, (path) => {
    path.moveTo(2, y);
    path.lineTo(tip - headLength(look) * 0.8, y);
  });
  drawHead(ctx, look, tip, y, 0);
}

/**
 * The sign of a layer, for the layer list.
 *
 * @param {string} key
 */
export function layerSketch(key) {
  const places = key in LAYER_COLOUR;
  const event = { losses: "loss", activity: "activity" }[key];
  return sketch(places || event ? 26 : WIDTH, HEIGHT, (ctx) => {
    if (places) drawRole(ctx, key, 13, 12, false);
    else if (event) drawEvent(ctx, event, 13, 12);
    else arrow(ctx, stroke({ phase: key, width: WIDTHS[key] ?? PLAIN_WIDTH }));
  });
}

/**
 * @param {import("./model.js").Model} model
 * @returns {HTMLElement}
 */
export function legendView(model) {
  const { words } = model;
  const { largest, widest_px: widest } = model.block;
  /** @param {string} key @param {(ctx: Ctx) => void} draw @param {Record<string, string | number>} [holes] @param {number} [height] */
  const row = (key, draw, holes, height = HEIGHT) =>
    element("li", {}, sketch(WIDTH, height, draw), element("span", {}, words.say(`legend.${key}`, holes)));
  const middle = HEIGHT / 2;
  /** @type {(key: string, ...rows: HTMLElement[]) => HTMLElement[]} */
  const group = (key, ...rows) => [
    element("h2", {}, words.say(`legend.${key}`)),
    element("ul", { class: "gm-legend-rows" }, ...rows),
  ];
  const symbols = forcesWithSymbol(model).slice(0, MOST_SYMBOLS);
  const widths = largest ? widthExamples(largest) : [];
  return element(
    "div",
    { class: "gm-legend" },
    ...group(
      "support",
      row("one", (ctx) => arrow(ctx, stroke())),
      row("several", (ctx) => arrow(ctx, stroke({ rails: 1 }))),
      row("corroborated", (ctx) => arrow(ctx, stroke({ rails: 2 }))),
      row("disputed", (ctx) => drawDisputed(ctx, WIDTH / 2, middle)),
    ),
    ...group(
      "number",
      ...widths.map((count) =>
        row("count", (ctx) => arrow(ctx, stroke({ width: widthOf(count, largest, widest) })), { n: count }),
      ),
      row("range", (ctx) => arrow(ctx, stroke({ width: 2.4, band: 8 }))),
      row("hollow", (ctx) => arrow(ctx, stroke({ width: HOLLOW_WIDTH, hollow: true }))),
      row("plain", (ctx) => arrow(ctx, stroke({ width: HAIRLINE, phase: "expected" }))),
    ),
    ...group(
      "where",
      row("open", (ctx) => openEnd(ctx, "from"), {}, 56),
      row("open_to", (ctx) => openEnd(ctx, "to"), {}, 56),
      row("bracket", (ctx) => bracketSketch(ctx, false), {}, 40),
      row("bracket_or", (ctx) => bracketSketch(ctx, true), {}, 40),
      row("country", countrySketch, {}, 40),
      row("soft", (ctx) => drawSoft(ctx, WIDTH / 2, 20, 20, "#3b4046"), {}, 40),
    ),
    ...group(
      "many",
      ...[10, 1000].map((n) =>
        row("flow", (ctx) => drawFlow(ctx, { line: ribbonLine(), n, sure: n, width: flowWidth(n) }), { n }),
      ),
      row("flow_phases", (ctx) =>
        drawFlow(ctx, { line: ribbonLine(), n: 2, sure: 1, width: flowWidth(1000) }),
      ),
      row("cluster", (ctx) => drawCluster(ctx, WIDTH / 2, 15, 23, words.number.format(23)), {}, 30),
    ),
    ...group(
      "time",
      row("within", (ctx) => {
        ctx.globalAlpha = PALE;
        arrow(ctx, stroke());
      }),
      row("open_days", (ctx) => {
        for (const nth of [0, 1, 2]) drawOpenBar(ctx, WIDTH / 2 - 18 + nth * 12, middle - 7, 11, 14);
      }),
      ...(model.context ? [row("context_day", contextSketch)] : []),
      row("last", (ctx) => {
        ctx.globalAlpha = 0.45;
        drawRole(ctx, "bases", WIDTH / 2, middle);
      }),
    ),
    ...(symbols.length > 0
      ? [
          ...group("symbols", ...symbols.map((force) => symbolRow(model, force))),
          element("p", { class: "gm-small" }, symbolsNote(model)),
        ]
      : []),
  );
}

/** Across a sketch, slightly bent. */
function ribbonLine() {
  const line = [];
  for (let step = 0; step <= 12; step++) {
    const t = step / 12;
    line.push(2 + t * (WIDTH - 5), 5 + 12 * t * (1 - t));
  }
  return line;
}

/** A force's symbol, as it is and as planned. @param {import("./model.js").Model} model @param {number} force */
function symbolRow(model, force) {
  const pictures = ["", "expected"].map((phase) => pictureOf(model, force, phase));
  return element(
    "li",
    {},
    element(
      "span",
      { class: "gm-symbols" },
      ...pictures.map(
        (picture, nth) => picture && symbolImage(picture, symbolWords(model, force, nth === 1)),
      ),
    ),
    element("span", { dir: "auto" }, model.block.forces.name[force]),
  );
}

/** Whose eyes the frames are seen with. @param {import("./model.js").Model} model */
function symbolsNote({ block, words }) {
  const seen = (block.symbols_seen ?? []).map(
    ([identity, countries]) => `${words.word("identity", identity)}: ${countries.join(", ")}`,
  );
  return words.say(seen.length > 0 ? "legend.symbols_seen" : "legend.symbols_neutral", {
    seen: seen.join("; "),
  });
}

/** @param {Ctx} ctx @param {"from" | "to"} open */
function openEnd(ctx, open) {
  drawOpenEnd(ctx, stroke({ width: 3 }), WIDTH / 2, 28, 11, open);
  drawRole(ctx, open === "from" ? "destinations" : "origins", WIDTH / 2, 28, false);
}

/** A layer of another day than the chosen one. @param {Ctx} ctx */
function contextSketch(ctx) {
  ctx.save();
  ctx.globalAlpha = PALE;
  ctx.fillStyle = "#4a5a6b";
  ctx.fillRect(8, 4, WIDTH - 16, HEIGHT - 8);
  ctx.restore();
}

/** @param {Ctx} ctx @param {boolean} oneOf */
function bracketSketch(ctx, oneOf) {
  /** @type {[number, number][]} */
  const places = [
    [14, 8],
    [26, 20],
    [18, 32],
  ];
  const spine = 46;
  drawBracket(
    ctx,
    { spine: [spine, 3, spine, 37], ticks: places.map(([x, y]) => [spine, y, x + 9, y]) },
    "happened",
    "one",
    oneOf,
  );
  for (const [x, y] of places) drawRole(ctx, "bases", x, y, false);
}

/** @param {Ctx} ctx */
function countrySketch(ctx) {
  const path = new Path2D("M6 12 L20 4 L34 8 L50 5 L53 22 L42 35 L26 31 L12 36 Z");
  paintOutline(ctx, path, { colour: LAYER_COLOUR.origins, alpha: 1, selected: false });
}
