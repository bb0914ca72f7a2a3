/** The slider: civil days, both ends inclusive; under it how much is dated to each day. */

import { civil, dayLabel, monthLabel, shortDayLabel } from "./days.js";
import { element } from "./dom.js";
import { INK, MOVEMENT } from "./palette.js";

const SLOWEST_STEP_MS = 900;
const LONGEST_PLAY_MS = 40000;
const MOST_BARS = 240;
const LINE_HEIGHT = 30;

/**
 * @param {import("./model.js").Model} model
 * @param {import("./store.js").Store} store
 * @returns {HTMLElement | null} null when nothing is dated
 */
export function timeBar(model, store) {
  const { days, tray } = model.block;
  const { words } = model;
  if (!days) return null;
  const [first, last] = days;
  const input = element("input", {
    type: "range",
    min: first,
    max: last,
    step: 1,
    class: "gm-range",
    "aria-label": words.say("time.day"),
    oninput: () => store.set({ day: Number(input.value) }),
  });
  const day = element("output", { class: "gm-day" });
  const all = element(
    "button",
    { type: "button", class: "gm-all-dates", onclick: () => store.set({ day: null }) },
    words.say("time.all"),
  );
  const play = element("button", {
    type: "button",
    class: "gm-icon gm-play",
    onclick: () => (timer ? stop() : start()),
  });
  const canvas = element("canvas", { class: "gm-histogram", "aria-hidden": "true" });
  const axis = element("div", { class: "gm-axis", "aria-hidden": "true" }, ...axisLabels(first, last, words));
  let timer = 0;

  /** @param {number} by */
  const step = (by) => {
    const { day: now } = store.state;
    const next = now === null ? (by > 0 ? first : last) : Math.max(first, Math.min(last, now + by));
    store.set({ day: next });
  };
  const start = () => {
    const span = last - first + 1;
    const pause = Math.min(SLOWEST_STEP_MS, LONGEST_PLAY_MS / span);
    // So long a stretch that every day cannot be shown in time moves by several days at once.
    const stride = Math.max(1, Math.round(50 / pause));
    if (store.state.day === null || store.state.day >= last) store.set({ day: first });
    timer = window.setInterval(
      () => {
        step(stride);
        if (store.state.day === last) stop();
      },
      Math.max(50, pause),
    );
    showPlay();
  };
  const stop = () => {
    window.clearInterval(timer);
    timer = 0;
    showPlay();
  };
  const showPlay = () => {
    play.textContent = timer ? "❚❚" : "▶";
    play.setAttribute("aria-label", words.say(timer ? "time.pause" : "time.play"));
  };
  input.addEventListener("keydown", (event) => {
    // From "all dates" the first key goes to an end of the range and not one step past it.
    const by = { ArrowRight: 1, ArrowUp: 1, ArrowLeft: -1, ArrowDown: -1 }[event.key];
    if (!by || store.state.day !== null) return;
    event.preventDefault();
    step(by);
  });
  input.addEventListener("pointerdown", stop);
  const show = () => {
    const { day: now } = store.state;
    const label = now === null ? words.say("time.all") : dayLabel(now, words);
    day.textContent = label;
    input.value = String(now ?? last);
    input.setAttribute("aria-valuetext", label);
    all.setAttribute("aria-pressed", String(now === null));
    bar.classList.toggle("gm-all", now === null);
    if (canvas.isConnected) drawHistogram(canvas, model, now);
  };
  const undated = element(
    "button",
    {
      type: "button",
      class: "gm-undated",
      "aria-expanded": "false",
      hidden: tray.length === 0,
      onclick: () => store.set({ selected: null, list: "tray" }),
    },
    words.say("tray.button", { n: tray.length }),
  );
  const bar = element(
    "section",
    { class: "gm-time", "aria-label": words.say("time.label") },
    element(
      "div",
      { class: "gm-time-buttons" },
      play,
      element(
        "button",
        { type: "button", class: "gm-icon", "aria-label": words.say("time.back"), onclick: () => step(-1) },
        "‹",
      ),
      element(
        "button",
        { type: "button", class: "gm-icon", "aria-label": words.say("time.on"), onclick: () => step(1) },
        "›",
      ),
    ),
    element("div", { class: "gm-time-now" }, day, all),
    element("div", { class: "gm-track" }, canvas, input, axis),
    undated,
  );
  new ResizeObserver(() => drawHistogram(canvas, model, store.state.day)).observe(canvas);
  store.listen((state, before) => {
    if (state.day !== before.day) show();
    undated.setAttribute("aria-expanded", String(state.list === "tray"));
  });
  showPlay();
  show();
  return bar;
}

/** @param {number} first @param {number} last @param {import("./words.js").Words} words */
function axisLabels(first, last, words) {
  const middle = Math.round((first + last) / 2);
  const long = last - first > 120;
  /** @param {number} day */
  const label = (day) => (long ? monthLabel(day, words) : shortDayLabel(day, words));
  const chosen = last === first ? [first] : last - first < 4 ? [first, last] : [first, middle, last];
  const withYear = civil(first)[0] === civil(last)[0] && !long ? chosen.length - 1 : -1;
  return chosen.map((day, at) => element("span", {}, at === withYear ? dayLabel(day, words) : label(day)));
}

/**
 * How many things are dated to each day: dark for a known day, pale for "somewhen in" a stretch.
 *
 * @param {import("./model.js").Model} model
 * @returns {{sure: Float64Array, pale: Float64Array, perBar: number}}
 */
export function perDay(model) {
  const [first, last] = model.block.days ?? [0, 0];
  const perBar = Math.max(1, Math.ceil((last - first + 1) / MOST_BARS));
  const bars = Math.ceil((last - first + 1) / perBar);
  const [sure, pale] = [new Float64Array(bars), new Float64Array(bars)];
  /** @type {("legs" | "presences" | "events")[]} */
  const kinds = ["legs", "presences", "events"];
  for (const kind of kinds) {
    const table = model.block[kind];
    table.id.forEach((_, row) => {
      if (model.undated[kind].has(row)) return;
      const [from, to] = [table.day_from[row], table.day_to[row]];
      if (from === null && to === null) return;
      const known = from === to || table.how[row] === "throughout";
      const start = Math.floor(((from ?? first) - first) / perBar);
      const end = Math.floor(((to ?? last) - first) / perBar);
      for (let bar = Math.max(0, start); bar <= Math.min(bars - 1, end); bar++)
        (known ? sure : pale)[bar] += 1;
    });
  }
  return { sure, pale, perBar };
}

/** @param {HTMLCanvasElement} canvas @param {import("./model.js").Model} model @param {number | null} day */
function drawHistogram(canvas, model, day) {
  const [first] = model.block.days ?? [0, 0];
  const { sure, pale, perBar } = perDay(model);
  const ratio = window.devicePixelRatio || 1;
  const width = canvas.clientWidth;
  if (width === 0) return;
  canvas.width = Math.round(width * ratio);
  canvas.height = Math.round(LINE_HEIGHT * ratio);
  const ctx = canvas.getContext("2d");
  if (!ctx) return;
  ctx.scale(ratio, ratio);
  const most = Math.max(1, ...sure.map((count, at) => count + pale[at]));
  // The thumb's middle runs from half a thumb inside one end to half a thumb inside the other.
  const thumb = 18;
  const slot = sure.length > 1 ? (width - thumb) / (sure.length - 1) : width - thumb;
  const bar = Math.max(1, Math.min(26, slot - (slot > 5 ? 2 : 0)));
  const unit = Math.min(9, (LINE_HEIGHT - 3) / most);
  sure.forEach((count, at) => {
    const x = sure.length > 1 ? thumb / 2 + at * slot : width / 2;
    const now = day !== null && Math.floor((day - first) / perBar) === at;
    ctx.globalAlpha = day === null || now ? 1 : 0.45;
    ctx.fillStyle = INK;
    ctx.fillRect(x - bar / 2, LINE_HEIGHT - count * unit, bar, count * unit);
    ctx.globalAlpha *= 0.38;
    ctx.fillStyle = MOVEMENT;
    ctx.fillRect(x - bar / 2, LINE_HEIGHT - (count + pale[at]) * unit, bar, pale[at] * unit);
  });
}
