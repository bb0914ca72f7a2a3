/** The slider: civil days, both ends inclusive; under it how much is dated to each day. */

import { civil, dayLabel, monthLabel, shortDayLabel } from "./days.js";
import { element } from "./dom.js";
import { passing } from "./facets.js";
import { barsOf, Histogram } from "./histogram.js";
import { saidBar } from "./said_bar.js";
import { editionOf } from "./said_by.js";
import { showsOther } from "./store.js";
import { timelineOf } from "./timeline.js";

/**
 * @typedef {import("./model.js").Model} Model
 * @typedef {import("./store.js").Store} Store
 * @typedef {import("./words.js").Words} Words
 */

const SLOWEST_STEP_MS = 900;
const LONGEST_PLAY_MS = 40000;
const QUICKEST_STEP_MS = 50;
const SHORTEST_WINDOW = 2;
const USUAL_WINDOW = 7;
const MODES = ["day", "window", "up_to"];

/** Which way of looking at days a length is. @param {number} length */
export function modeOf(length) {
  if (length === Number.POSITIVE_INFINITY) return "up_to";
  return length > 1 ? "window" : "day";
}

/**
 * The days that are looked at, in words.
 *
 * @param {{day: number | null, length: number}} state @param {Words} words
 */
export function daysLabel({ day, length }, words) {
  if (day === null) return words.say("time.all");
  const mode = modeOf(length);
  if (mode === "day") return dayLabel(day, words);
  if (mode === "up_to") return words.say("time.up_to_day", { day: dayLabel(day, words) });
  const from = day - length + 1;
  const start = civil(from)[0] === civil(day)[0] ? shortDayLabel(from, words) : dayLabel(from, words);
  return words.say("time.from_to", { from: start, to: dayLabel(day, words) });
}

/**
 * @param {Model} model
 * @param {Store} store
 * @param {import("./afterwards.js").Afterwards} afterwards
 * @returns {TimeBar | null} null when nothing is dated
 */
export function timeBar(model, store, afterwards) {
  return model.block.days ? new TimeBar(model, store, model.block.days, afterwards) : null;
}

class TimeBar {
  /**
   * @param {Model} model @param {Store} store @param {[number, number]} days
   * @param {import("./afterwards.js").Afterwards} afterwards
   */
  constructor(model, store, [first, last], afterwards) {
    this.model = model;
    this.store = store;
    this.first = first;
    this.last = last;
    this.timer = 0;
    this.mode = modeOf(store.state.length);
    /** @type {{key: unknown[], bars: import("./histogram.js").Bars} | null} */
    this.bars = null;
    const { words } = model;
    this.end = this.range("gm-range", () => this.moveEnd(Number(this.end.value)));
    this.start = this.range("gm-range gm-range-start", () => this.moveStart(Number(this.start.value)));
    this.start.setAttribute("aria-label", words.say("time.first_day"));
    this.day = element("output", { class: "gm-day" });
    this.all = element(
      "button",
      { type: "button", class: "gm-all-dates", onclick: () => this.choose({ day: null }) },
      words.say("time.all"),
    );
    this.modes = element(
      "select",
      {
        class: "gm-time-mode",
        "aria-label": words.say("time.mode"),
        onchange: () => this.setMode(this.modes.value),
      },
      ...MODES.filter((mode) => mode !== "window" || last - first + 1 > SHORTEST_WINDOW).map((mode) =>
        element("option", { value: mode }, words.say(`time.mode.${mode}`)),
      ),
    );
    this.play = element("button", {
      type: "button",
      class: "gm-icon gm-play",
      onclick: () => (this.timer ? this.stop() : this.startPlaying()),
    });
    this.canvas = element("canvas", { class: "gm-histogram", "aria-hidden": "true" });
    this.histogram = new Histogram(this.canvas);
    this.undated = element(
      "button",
      {
        type: "button",
        class: "gm-undated",
        "aria-expanded": "false",
        hidden: model.block.tray.length === 0,
        onclick: () => store.set({ selected: null, list: "tray" }),
      },
      words.say("tray.button", { n: model.block.tray.length }),
    );
    // What stands in for it looks the same; when each claim was said is read once the map is there.
    const standIn = element("button", { type: "button", class: "gm-said-by" }, words.say("said_by.button"));
    afterwards.add(() => {
      const said = saidBar(model, store);
      if (said) this.element.append(said.row);
      standIn.replaceWith(...(said ? [said.button] : []));
    });
    this.element = element(
      "section",
      { class: "gm-time", "aria-label": words.say("time.label") },
      element(
        "div",
        { class: "gm-time-buttons" },
        this.play,
        this.stepButton("time.back", "‹", -1),
        this.stepButton("time.on", "›", 1),
      ),
      element(
        "div",
        { class: "gm-time-now" },
        this.day,
        element("div", { class: "gm-time-how" }, this.modes, this.all),
      ),
      element(
        "div",
        { class: "gm-track" },
        this.canvas,
        this.end,
        this.start,
        element("div", { class: "gm-axis", "aria-hidden": "true" }, ...axisLabels(first, last, words)),
      ),
      element("div", { class: "gm-time-more" }, this.undated, standIn),
    );
    // How much is dated to each day is counted once the map is there.
    afterwards.add(() => this.histogram.whenSized(() => this.draw()));
    store.listen((state, before) => {
      if (state.length !== before.length) this.mode = modeOf(state.length);
      if (showsOther(state, before)) this.show();
      this.undated.setAttribute("aria-expanded", String(state.list === "tray"));
    });
    this.showPlay();
    this.show();
  }

  /** @param {string} name @param {() => void} act */
  range(name, act) {
    const input = element("input", {
      type: "range",
      min: this.first,
      max: this.last,
      step: 1,
      class: name,
      "aria-label": this.model.words.say("time.day"),
      oninput: act,
    });
    input.addEventListener("pointerdown", () => this.stop());
    input.addEventListener("keydown", (event) => {
      // From "all dates" the first key goes to an end of the range and not one step past it.
      const by = { ArrowRight: 1, ArrowUp: 1, ArrowLeft: -1, ArrowDown: -1 }[event.key];
      if (!by || this.store.state.day !== null) return;
      event.preventDefault();
      this.step(by);
    });
    return input;
  }

  /** @param {string} key @param {string} sign @param {number} by */
  stepButton(key, sign, by) {
    return element(
      "button",
      {
        type: "button",
        class: "gm-icon",
        "aria-label": this.model.words.say(key),
        onclick: () => this.step(by),
      },
      sign,
    );
  }

  /** @param {Partial<import("./store.js").State>} change */
  choose(change) {
    this.store.set(change);
  }

  /** The earliest day that the window can end on. */
  get earliest() {
    const { length } = this.store.state;
    return this.mode === "window" ? Math.min(this.last, this.first + length - 1) : this.first;
  }

  /** @param {string} mode */
  setMode(mode) {
    const { day } = this.store.state;
    const span = this.last - this.first + 1;
    if (mode === "window") {
      const length = Math.min(span, Math.max(SHORTEST_WINDOW, USUAL_WINDOW, Math.ceil(span / 12)));
      const earliest = Math.min(this.last, this.first + length - 1);
      this.choose({ length, day: Math.max(earliest, day ?? earliest) });
    } else if (mode === "up_to") this.choose({ length: Number.POSITIVE_INFINITY, day: day ?? this.last });
    else this.choose({ length: 1, day });
  }

  /** The last day of the window was moved: its first stays. @param {number} day */
  moveEnd(day) {
    const { day: now, length } = this.store.state;
    if (this.mode !== "window" || now === null) {
      this.choose({ day: Math.max(this.earliest, day) });
      return;
    }
    const from = now - length + 1;
    const end = Math.max(from + SHORTEST_WINDOW - 1, day);
    this.choose({ day: end, length: end - from + 1 });
  }

  /** @param {number} from */
  moveStart(from) {
    const end = this.store.state.day ?? this.last;
    this.choose({ day: end, length: Math.max(SHORTEST_WINDOW, end - from + 1) });
  }

  /** The window keeps its length. @param {number} by */
  step(by) {
    const { day } = this.store.state;
    const end = by > 0 ? this.earliest : this.last;
    this.choose({ day: day === null ? end : Math.max(this.earliest, Math.min(this.last, day + by)) });
  }

  startPlaying() {
    const span = this.last - this.earliest + 1;
    const pause = Math.min(SLOWEST_STEP_MS, LONGEST_PLAY_MS / span);
    // So long a stretch that every day cannot be shown in time moves by several days at once.
    const stride = Math.max(1, Math.round(QUICKEST_STEP_MS / pause));
    const { day } = this.store.state;
    if (day === null || day >= this.last) this.choose({ day: this.earliest });
    this.timer = window.setInterval(
      () => {
        this.step(stride);
        if (this.store.state.day === this.last) this.stop();
      },
      Math.max(QUICKEST_STEP_MS, pause),
    );
    this.showPlay();
  }

  stop() {
    window.clearInterval(this.timer);
    this.timer = 0;
    this.showPlay();
  }

  showPlay() {
    this.play.textContent = this.timer ? "❚❚" : "▶";
    this.play.setAttribute("aria-label", this.model.words.say(this.timer ? "time.pause" : "time.play"));
  }

  show() {
    const { words } = this.model;
    const { day, length } = this.store.state;
    const label = daysLabel(this.store.state, words);
    this.day.textContent = label;
    this.end.value = String(day ?? this.last);
    this.end.setAttribute("aria-valuetext", label);
    this.end.setAttribute("aria-label", words.say(this.mode === "window" ? "time.last_day" : "time.day"));
    this.modes.value = this.mode;
    this.start.hidden = this.mode !== "window" || day === null;
    if (day !== null && this.mode === "window") {
      const from = Math.max(this.first, day - length + 1);
      this.start.value = String(from);
      this.start.setAttribute("aria-valuetext", dayLabel(from, words));
    }
    this.all.setAttribute("aria-pressed", String(day === null));
    this.element.classList.toggle("gm-all", day === null);
    this.draw();
  }

  draw() {
    // What has no width yet is drawn once it has one.
    if (this.histogram.width === 0) return;
    const { day, length } = this.store.state;
    this.histogram.draw(this.counted(), day === null ? null : [day - length + 1, day]);
  }

  /** How much is dated to each day, of what the layers and filters let through. */
  counted() {
    const { on, said, filters } = this.store.state;
    const key = [on, said, filters];
    if (this.bars && key.every((part, at) => part === this.bars?.key[at])) return this.bars.bars;
    const { bits } = timelineOf(this.model);
    const edition = editionOf(this.model, said);
    const { things } = passing(this.model, filters, edition);
    const bars = barsOf(
      edition.days,
      [this.first, this.last],
      (n) => (bits[n] & on) !== 0 && (!things || things[n] === 1),
    );
    this.bars = { key, bars };
    return bars;
  }
}

/** @param {number} first @param {number} last @param {Words} words */
export function axisLabels(first, last, words) {
  const middle = Math.round((first + last) / 2);
  const long = last - first > 120;
  /** @param {number} day */
  const label = (day) => (long ? monthLabel(day, words) : shortDayLabel(day, words));
  const chosen = last === first ? [first] : last - first < 4 ? [first, last] : [first, middle, last];
  const withYear = civil(first)[0] === civil(last)[0] && !long ? chosen.length - 1 : -1;
  return chosen.map((day, at) => element("span", {}, at === withYear ? dayLabel(day, words) : label(day)));
}
