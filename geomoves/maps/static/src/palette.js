/**
 * Colours, type and the scale of widths.
 *
 * The five colours of meaning are apart for every type of colour vision (smallest ΔE 28), and each says nothing that
 * a shape or a pattern does not say as well.
 */

export const INK = "#1d232b";
export const QUIET_INK = "#59626c";
export const PAPER = "#fffefb";

export const MOVEMENT = "#c75300";
export const MOVEMENT_INK = "#8a3a00";
export const INFERRED = "#7a7f85";
/** @type {Record<string, string>} */
export const LAYER_COLOUR = {
  origins: "#882255",
  transits: "#4477aa",
  bases: "#332288",
  destinations: "#000000",
};
export const BRACKET = "#332288";
/** Many movements as one: no colour of a role or of a single leg. */
export const FLOW = "#46586a";
export const FLOW_PALE = "#bccbd6";
export const SELECTED = "#ffc53d";

/** The basemap keeps its voice down: nothing on it is as dark as the quietest thing that was reported. */
export const BASE = {
  land: "#f7f5ef",
  sea: "#dbe4e9",
  unknown: "#e9e8e4",
  province: "#cdc6ba",
  coast: "#a5b3bb",
  river: "#c2d2db",
  border: "#b3a99b",
  disputed: "#a2968a",
  city: "#8d8a83",
  cityText: "#716e68",
  cityHalo: "rgba(247, 245, 239, 0.85)",
};

export const SANS =
  'system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", "Noto Sans", "Liberation Sans", Arial, sans-serif';

/** Where a map does not say otherwise. */
const WIDEST = 7;
const NARROWEST = 1.6;
/** A line whose width says nothing: not counted as happened, or no number stated. */
export const PLAIN_WIDTH = 2.4;
/** What is only expected or intended: its number stands in words. */
export const HAIRLINE = 1.4;
export const HOLLOW_WIDTH = 5;

/**
 * The width of a line for a count of what happened: proportional to the count, on one scale for the whole map.
 *
 * @param {number} count
 * @param {number | null} largest
 * @param {number} [widest] of the largest count
 * @returns {number} CSS pixels
 */
export function widthOf(count, largest, widest = WIDEST) {
  if (!largest || !(count > 0)) return NARROWEST;
  return Math.max(NARROWEST, (widest * Math.min(count, largest)) / largest);
}

/**
 * Round numbers for the legend of the widths, widest first.
 *
 * @param {number} largest
 * @returns {number[]}
 */
export function widthExamples(largest) {
  const half = largest / 2;
  const magnitude = 10 ** Math.floor(Math.log10(Math.max(half, 1)));
  const round = [5, 2, 1].map((step) => step * magnitude).find((value) => value <= half) ?? 1;
  return largest > round ? [largest, round] : [largest];
}
