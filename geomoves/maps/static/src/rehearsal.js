/**
 * Steps of the slider, gone through out of sight before anybody takes one: the first step of a large map would
 * otherwise read its figures, trace its lines, and wait for a browser that has yet to learn the code.
 */

import { rowCount } from "./lazy.js";
import { timelineOf } from "./timeline.js";

/** Fewer movements than this are drawn at once as they are. */
const FEWEST = 1000;
/** Which days, as shares of the time that the map spans. */
const DAYS = [0.5, 0.25, 0.75, 0.9];
/** Milliseconds that a browser has to have left for another piece. */
const LEAST_LEFT = 3;
const PATIENCE_MS = 16;

/**
 * @param {import("./model.js").Model} model
 * @param {(day: number) => Generator<void, void>} step lays out and paints a day where nobody sees it, in pieces
 * @param {() => boolean} isOver whether a reader takes steps already: then a rehearsal only stands in the way
 */
export function rehearse(model, step, isOver) {
  const { days, legs } = model.block;
  if (!days || rowCount(legs) < FEWEST) return;
  const [first, last] = days;
  const left = DAYS.map((share) => Math.round(first + share * (last - first)));
  /** @type {Generator<void, void> | null} */
  let pieces = null;
  /** @param {() => number} remaining */
  const goOn = (remaining) => {
    if (isOver()) return;
    do {
      if (!pieces) {
        const day = left.shift();
        if (day === undefined) {
          readSaid(model);
          return;
        }
        pieces = step(day);
      }
      if (pieces.next().done) pieces = null;
    } while (remaining() > LEAST_LEFT);
    whenIdle(goOn);
  };
  whenIdle(goOn);
}

/** What the second slider asks for first: what stands behind each thing, and when that was said. @param {import("./model.js").Model} model */
function readSaid(model) {
  whenIdle(() => timelineOf(model).claims);
  whenIdle(() => timelineOf(model).told);
}

/** When the browser has nothing better to do. @param {(remaining: () => number) => void} act */
function whenIdle(act) {
  // Not in every browser.
  if ("requestIdleCallback" in globalThis)
    requestIdleCallback((deadline) => act(() => deadline.timeRemaining()));
  else setTimeout(() => act(() => 0), PATIENCE_MS);
}
