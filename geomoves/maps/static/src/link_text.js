/**
 * What the reader sees, as the fragment of an address, and back: `map=4.25/43.1/131.9&day=2024-10-12&speaker=nis`.
 *
 * A fragment is somebody's text: whatever in it is not known, not on this map or out of bounds is passed over.
 */

import { fromIsoDay, isoDay } from "./days.js";
import { FACETS, facetsOf } from "./facets.js";
import { LAYER_KEYS, layerBits } from "./model.js";
import { NO_FILTERS } from "./store.js";
import { timelineOf } from "./timeline.js";

/**
 * @typedef {import("./model.js").Model} Model
 * @typedef {import("./store.js").State} State
 * @typedef {import("./types.js").Thing} Thing
 *
 * @typedef {object} Link
 * @property {State} state
 * @property {"map" | "table"} view
 * @property {{zoom: number, lat: number, lon: number} | null} map null = as it opens
 */

const LONGEST = 6000;
const LONGEST_READ = 50000;
const MOST_PARTS = 60;
const MOST_OPTIONS = 5000;
const LISTS = ["off_map", "tray", "corrections", "changes", "unsaid"];
const KINDS = ["legs", "presences", "events", "places", "areas", "forces", "claims", "speakers", "documents"];

/**
 * @param {Model} model
 * @param {Link} link
 * @returns {string} without the #
 */
export function linkText(model, { state, view, map }) {
  /** @type {[string, string][]} */
  const parts = [];
  if (map) parts.push(["map", `${rounded(map.zoom, 2)}/${rounded(map.lat, 4)}/${rounded(map.lon, 4)}`]);
  if (view === "table") parts.push(["view", "table"]);
  parts.push(...dayParts(state));
  if (state.said !== null) parts.push(["said", isoDay(state.said)]);
  if (state.on !== model.allowed) {
    const keys = LAYER_KEYS.filter((key) => state.on & layerBits([key]));
    parts.push(["layers", keys.map(encodeURIComponent).join(",")]);
  }
  if (state.hiddenContext.length > 0)
    parts.push(["without", [...state.hiddenContext].sort((a, b) => a - b).join(",")]);
  if (state.selected) parts.push(["card", thingText(model, state.selected)]);
  // What a group holds is not linked: it is what happened to lie together.
  if (LISTS.includes(state.list)) parts.push(["list", state.list]);
  if (state.step !== null) parts.push(["step", String(state.step + 1)]);
  let text = parts.map(([key, value]) => `${key}=${value}`).join("&");
  let cut = state.cut;
  for (const key of FACETS) {
    const options = state.filters[key];
    if (!options) continue;
    const { ids } = facetsOf(model).facet(key);
    const part = `${key}=${options.map((option) => encodeURIComponent(ids[option])).join(",")}`;
    if (text.length + part.length > LONGEST) cut = true;
    else text += `${text ? "&" : ""}${part}`;
  }
  return cut ? `${text}${text ? "&" : ""}cut=1` : text;
}

/** @param {State} state @returns {[string, string][]} */
function dayParts({ day, length }) {
  if (day === null) return [];
  if (length === Number.POSITIVE_INFINITY) return [["until", isoDay(day)]];
  return [["day", length > 1 ? `${isoDay(day - length + 1)}..${isoDay(day)}` : isoDay(day)]];
}

/** @param {number} value @param {number} digits */
function rounded(value, digits) {
  return String(Number(value.toFixed(digits)));
}

/** @param {Model} model @param {Thing} thing */
function thingText(model, { kind, row }) {
  if (kind === "context") return `context:${row}`;
  const { id } = model.block[/** @type {"claims"} */ (kind)];
  // Places of one activity share its id.
  let nth = 0;
  for (let other = 0; other < row; other++) if (id[other] === id[row]) nth += 1;
  return `${kind}:${encodeURIComponent(id[row])}${nth > 0 ? `:${nth}` : ""}`;
}

/**
 * Read a fragment.
 *
 * @param {Model} model
 * @param {string} text with or without the #
 * @param {State} usual what holds where the fragment says nothing
 * @returns {Link}
 */
export function readLink(model, text, usual) {
  const parts = partsOf(text);
  /** @type {State} */
  const state = { ...usual, filters: readFilters(model, parts), cut: parts.get("cut") === "1" };
  Object.assign(state, readDays(model, parts), readOpen(model, parts));
  const said = fromIsoDay(parts.get("said") ?? "");
  const range = timelineOf(model).saidDays;
  if (said !== null && range) state.said = Math.max(range[0], Math.min(range[1], said));
  const layers = parts.get("layers");
  if (layers !== undefined) {
    const keys = layers.split(",", MOST_PARTS).map(decoded);
    state.on = model.allowed & layerBits(keys.filter((key) => LAYER_KEYS.includes(key)));
  }
  const without = parts.get("without");
  if (without) state.hiddenContext = readRows(without, model.contextSeries.length);
  const step = Number(parts.get("step"));
  const steps = model.block.story?.text.length ?? 0;
  if (Number.isInteger(step) && step >= 1 && step <= steps) state.step = step - 1;
  return { state, view: parts.get("view") === "table" ? "table" : "map", map: readMap(parts.get("map")) };
}

/** @param {string} text @returns {Map<string, string>} the first of each key, still encoded */
function partsOf(text) {
  const parts = new Map();
  for (const part of text.slice(0, LONGEST_READ).replace(/^#/, "").split("&", MOST_PARTS)) {
    const at = part.indexOf("=");
    const key = at < 0 ? "" : part.slice(0, at);
    if (key && !parts.has(key)) parts.set(key, part.slice(at + 1));
  }
  return parts;
}

/** @param {string} text */
function decoded(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return "";
  }
}

/** @param {string} text @param {number} count @returns {number[]} */
function readRows(text, count) {
  const rows = new Set(
    text.split(",", MOST_PARTS).map((part) => (/^\d{1,4}$/.test(part) ? Number(part) : count)),
  );
  return [...rows].filter((row) => row < count);
}

/** @param {Model} model @param {Map<string, string>} parts @returns {Partial<State>} */
function readDays(model, parts) {
  const { days } = model.block;
  if (!days) return {};
  /** @param {number} day */
  const inside = (day) => Math.max(days[0], Math.min(days[1], day));
  const until = fromIsoDay(parts.get("until") ?? "");
  if (until !== null) return { day: inside(until), length: Number.POSITIVE_INFINITY };
  const [first, last] = (parts.get("day") ?? "").split("..").map(fromIsoDay);
  if (first === null || first === undefined) return {};
  if (last === undefined) return { day: inside(first), length: 1 };
  if (last === null || last < first) return {};
  const [from, to] = [inside(first), inside(last)];
  return { day: to, length: to - from + 1 };
}

/** Which card or list is open. @param {Model} model @param {Map<string, string>} parts @returns {Partial<State>} */
function readOpen(model, parts) {
  const list = parts.get("list") ?? "";
  if (LISTS.includes(list)) return { list: /** @type {State["list"]} */ (list) };
  const [kind, id, nth] = (parts.get("card") ?? "").split(":");
  if (kind === "context") {
    const row = Number(id || "-1");
    const known = Number.isInteger(row) && row >= 0 && row < (model.context?.layers.length ?? 0);
    return known ? { selected: { kind, row } } : {};
  }
  if (!KINDS.includes(kind) || !id) return {};
  const ids = model.block[/** @type {"claims"} */ (kind)].id;
  const wanted = decoded(id);
  let row = ids.indexOf(wanted);
  for (let more = Number(nth) || 0; more > 0 && row >= 0; more -= 1) row = ids.indexOf(wanted, row + 1);
  return row < 0 ? {} : { selected: { kind: /** @type {Thing["kind"]} */ (kind), row } };
}

/** @param {Model} model @param {Map<string, string>} parts @returns {import("./facets.js").Filters} */
function readFilters(model, parts) {
  /** @type {Record<string, number[]>} */
  const filters = {};
  for (const key of FACETS) {
    const text = parts.get(key);
    if (!text) continue;
    const rows = new Map(
      facetsOf(model)
        .facet(key)
        .ids.map((id, row) => [id, row]),
    );
    const options = new Set();
    for (const id of text.split(",", MOST_OPTIONS)) {
      const row = rows.get(decoded(id));
      if (row !== undefined) options.add(row);
    }
    if (options.size > 0) filters[key] = [...options].sort((a, b) => a - b);
  }
  return Object.keys(filters).length > 0 ? filters : NO_FILTERS;
}

/** @param {string | undefined} text @returns {Link["map"]} */
function readMap(text) {
  const numbers = (text ?? "").split("/");
  // Number("") is 0, and a missing number must not be one.
  if (numbers.length !== 3 || numbers.some((part) => !/^-?\d{1,4}(\.\d{1,9})?$/.test(part))) return null;
  const [zoom, lat, lon] = numbers.map(Number);
  if (zoom < 0 || zoom > 24 || Math.abs(lat) > 90 || Math.abs(lon) > 1080) return null;
  return { zoom, lat, lon };
}
