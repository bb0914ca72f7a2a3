/** Where the map looks: fitting it to bounds, within what the basemap and the page leave room for. */

import { boundsOfPlaces, mainCluster } from "./first_view.js";

/** @typedef {import("./first_view.js").Bounds} Bounds */

/** How close a fit comes: no closer than the basemap is drawn for. */
const CLOSEST_FIT = 7;
const CLOSEST_FIT_IN_DETAIL = 9;
const UNITS_IN_DETAIL = 500;
/** Where Web Mercator ends, degrees north and south. */
export const MERCATOR_ENDS = 85.05;

export class Frame {
  /**
   * @param {object} options
   * @param {any} options.L Leaflet
   * @param {any} options.map
   * @param {import("./types.js").Block} options.block
   * @param {import("./types.js").Basemap | null} options.basemap
   * @param {() => number} options.covered pixels of the map's foot that something lies over
   */
  constructor({ L, map, block, basemap, covered }) {
    this.L = L;
    this.map = map;
    this.block = block;
    this.basemap = basemap;
    this.covered = covered;
  }

  /** @returns {Bounds} */
  firstBounds() {
    const { L, map, block } = this;
    const cluster = mainCluster(block, ([west, south, east, north]) => {
      map.setView([0, 0], 2, { animate: false });
      return map.getBoundsZoom(L.latLngBounds([south, west], [north, east]));
    });
    return cluster ?? /** @type {Bounds} */ (block.view);
  }

  /** @param {Bounds} bounds @param {boolean} animate */
  fit([west, south, east, north], animate) {
    const { L, map } = this;
    const size = map.getSize();
    const room = Math.min(60, size.x / 9, size.y / 9);
    const corners = [
      [Math.max(-MERCATOR_ENDS, south), west],
      [Math.min(MERCATOR_ENDS, north), east],
    ];
    const covered = this.covered();
    const padding = L.point(2 * room, Math.min(2 * room + covered, 0.8 * size.y));
    const fitting = map.getBoundsZoom(L.latLngBounds(corners), false, padding);
    const detailed = this.basemap?.tiles || (this.basemap?.scale ?? 0) >= UNITS_IN_DETAIL;
    const closest = detailed ? CLOSEST_FIT_IN_DETAIL : CLOSEST_FIT;
    const zoom = Math.min(closest, Math.max(map.getMinZoom(), fitting));
    const [from, to] = corners.map((corner) => map.project(corner, zoom));
    const centre = this.onBasemap(
      from
        .add(to)
        .divideBy(2)
        .add([0, covered / 2]),
      size,
      zoom,
    );
    map.setView(map.unproject(centre, zoom), zoom, { animate: animate });
  }

  /** Zoom in on some places, by one step at least. @param {number[]} rows @param {boolean} animate */
  zoomTo(rows, animate) {
    if (rows.length === 0) return;
    const { L, map } = this;
    const [west, south, east, north] = boundsOfPlaces(this.block.places, rows, map.getCenter().lng);
    const bounds = L.latLngBounds([south, west], [north, east]);
    const zoom = Math.max(map.getBoundsZoom(bounds, false, L.point(120, 120)), map.getZoom() + 1);
    map.setView(bounds.getCenter(), Math.min(map.getMaxZoom(), zoom), { animate });
  }

  /**
   * The middle of a view, moved so that it shows nothing beyond the basemap's window where that can be helped.
   *
   * @param {any} centre world pixels
   * @param {{x: number, y: number}} size of the map
   * @param {number} zoom
   */
  onBasemap(centre, size, zoom) {
    if (!this.basemap?.window) return centre;
    const [west, south, east, north] = this.basemap.window.map((edge) => edge / (this.basemap?.scale ?? 1));
    const first = this.map.project([north, west], zoom);
    const last = this.map.project([south, east], zoom);
    /** @param {number} at @param {number} low @param {number} high @param {number} length */
    const inside = (at, low, high, length) =>
      high - low < length ? at : Math.max(low + length / 2, Math.min(high - length / 2, at));
    return this.L.point(inside(centre.x, first.x, last.x, size.x), inside(centre.y, first.y, last.y, size.y));
  }
}

/**
 * Bounds around what is drawn; null where nothing of it has a place.
 *
 * @param {import("./types.js").Block} block @param {import("./types.js").Thing[]} things
 * @param {number} middle longitude about which the places are taken
 * @returns {Bounds | null}
 */
export function boundsOfThings({ places, areas, legs, presences, events }, things, middle) {
  /** @type {number[]} */
  const rows = things.flatMap(({ kind, row }) => {
    if (kind === "places") return [row];
    if (kind === "legs") return [legs.from[row], legs.to[row]];
    if (kind === "presences") return presences.places[row];
    return kind === "events" ? [events.place[row]] : [];
  });
  const placed = rows.filter((row) => row >= 0);
  if (placed.length > 0) return boundsOfPlaces(places, placed, middle);
  const area = things.find((thing) => thing.kind === "areas")?.row ?? -1;
  return area < 0
    ? null
    : [
        areas.label_lon[area] - 8,
        areas.label_lat[area] - 6,
        areas.label_lon[area] + 8,
        areas.label_lat[area] + 6,
      ];
}
