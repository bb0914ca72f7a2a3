/** What lies outside the view: a button at the map's edge for each cluster of places, so that nothing is off the page unseen. */

import { element } from "./dom.js";

const MOST_CHIPS = 3;
const MOST_OUTSIDE = 150;
const EDGE = 10;
/** Chips that would stand closer than this at the edge are one, pixels. */
const APART = 110;

/**
 * Places in one direction, the nearest first, and where the way to them leaves the map.
 *
 * @typedef {{rows: number[], nearest: number, edgeX: number, edgeY: number, distance: number}} Group
 */

export class EdgeChips {
  /**
   * @param {object} options
   * @param {any} options.map
   * @param {import("./model.js").Model} options.model
   * @param {import("./map_view.js").MapView} options.view
   * @param {(rows: number[]) => void} options.goTo
   */
  constructor({ map, model, view, goTo }) {
    this.map = map;
    this.model = model;
    this.view = view;
    this.goTo = goTo;
    this.element = element("div", { class: "gm-chips" });
    /** What chips may not cover. @type {HTMLElement[]} */
    this.keepClearOf = [];
  }

  /** Show the chips for the present view. */
  update() {
    const whole = this.map.getSize();
    const size = { x: whole.x, y: whole.y - this.view.coveredBelow() };
    const groups = this.outside(size);
    // On a map of very many places, most of what is outside is no part of the story that is looked at.
    const named = groups.reduce((sum, { rows }) => sum + rows.length, 0) <= MOST_OUTSIDE ? groups : [];
    const chips = named.slice(0, MOST_CHIPS).map((group) => this.chip(group, size));
    this.element.replaceChildren(...chips);
    chips.forEach((chip, at) => {
      for (const other of [...this.keepClearOf, ...chips.slice(0, at)]) moveClear(chip, other, size.y / 2);
    });
  }

  /**
   * The shown places that are in no part of the view, near ones together, nearest first.
   *
   * @param {{x: number, y: number}} size
   * @returns {Group[]}
   */
  outside(size) {
    const { geometry, shown } = this.view;
    const origin = this.map.getPixelBounds().min;
    const scale = geometry.plane.scale(this.map.getZoom());
    const period = geometry.plane.period * scale;
    /** @type {Group[]} */
    const groups = [];
    for (let row = 0; row < shown.places.length; row++) {
      if (!(shown.places[row] > 0)) continue;
      let x = geometry.placeX[row] * scale - origin.x;
      const y = geometry.placeY[row] * scale - origin.y;
      // Of the copies of the world, the one nearest to the middle.
      if (period > 0) x -= Math.round((x - size.x / 2) / period) * period;
      if (x >= 0 && y >= 0 && x <= size.x && y <= size.y) continue;
      const [edgeX, edgeY] = atEdge(x, y, size);
      const group = groups.find((other) => Math.hypot(other.edgeX - edgeX, other.edgeY - edgeY) < APART);
      const distance = Math.hypot(x - size.x / 2, y - size.y / 2);
      if (!group) groups.push({ rows: [row], nearest: row, edgeX, edgeY, distance });
      else {
        group.rows.push(row);
        if (distance < group.distance) Object.assign(group, { nearest: row, distance });
      }
    }
    return groups.sort((a, b) => a.distance - b.distance);
  }

  /** @param {Group} group @param {{x: number, y: number}} size */
  chip(group, size) {
    const { words } = this.model;
    const { places } = this.model.block;
    const name = places.name[group.nearest];
    const others = group.rows.length - 1;
    const text = others > 0 ? words.say("chip.more", { name, n: others }) : name;
    const { edgeX, edgeY } = group;
    const arrow = element("span", { class: "gm-chip-arrow", "aria-hidden": "true" }, "➤");
    arrow.style.transform = `rotate(${Math.atan2(edgeY - size.y / 2, edgeX - size.x / 2)}rad)`;
    const chip = element(
      "button",
      { type: "button", class: "gm-chip", title: words.say("chip.go"), onclick: () => this.goTo(group.rows) },
      arrow,
      text,
    );
    const [shareX, shareY] = [edgeX / size.x, edgeY / size.y];
    chip.style.left = `${Math.round(edgeX)}px`;
    chip.style.top = `${Math.round(edgeY)}px`;
    chip.style.transform = `translate(${Math.round(-100 * shareX)}%, ${Math.round(-100 * shareY)}%)`;
    return chip;
  }
}

/**
 * Where the ray from the middle of the map to a point outside leaves it.
 *
 * @param {number} x @param {number} y @param {{x: number, y: number}} size
 * @returns {[number, number]}
 */
function atEdge(x, y, size) {
  const [dx, dy] = [x - size.x / 2, y - size.y / 2];
  const reach = Math.min(
    (size.x / 2 - EDGE) / Math.max(1e-6, Math.abs(dx)),
    (size.y / 2 - EDGE) / Math.max(1e-6, Math.abs(dy)),
  );
  return [size.x / 2 + dx * reach, size.y / 2 + dy * reach];
}

/**
 * Move a chip off another button, towards the middle of the map.
 *
 * @param {HTMLElement} chip
 * @param {HTMLElement} other
 * @param {number} middle
 */
function moveClear(chip, other, middle) {
  const [mine, its] = [chip.getBoundingClientRect(), other.getBoundingClientRect()];
  if (
    its.width === 0 ||
    mine.left > its.right ||
    mine.right < its.left ||
    mine.top > its.bottom ||
    mine.bottom < its.top
  )
    return;
  const top = Number.parseFloat(chip.style.top);
  const by = top <= middle ? its.bottom + EDGE - mine.top : its.top - EDGE - mine.bottom;
  chip.style.top = `${Math.round(top + by)}px`;
}
