/** Tiles from the network, for a map that was made with them: the only thing that a page of ours ever asks a server for. */

import { element } from "./dom.js";

/**
 * Lay tiles below the movements, and say so when they do not come.
 *
 * @param {any} L Leaflet
 * @param {any} map
 * @param {NonNullable<import("./types.js").Basemap["tiles"]>} tiles
 * @param {import("./words.js").Words} words
 * @returns {{layer: any, note: HTMLElement} | null} null when their address is none of https
 */
export function tileLayer(L, map, tiles, words) {
  if (!tiles.url.startsWith("https://")) return null;
  const note = element(
    "p",
    { class: "gm-tiles-failed", role: "status", hidden: true },
    words.say("tiles.failed", { name: tiles.name }),
  );
  const layer = L.tileLayer(tiles.url, {
    subdomains: Array.from(tiles.subdomains),
    minZoom: 0,
    maxZoom: map.getMaxZoom(),
    minNativeZoom: tiles.min_zoom,
    maxNativeZoom: tiles.max_zoom,
    tileSize: tiles.tile_size,
    zoomOffset: tiles.tile_size === 512 ? -1 : 0,
    // Servers of tiles ask which site uses them; the page itself tells nobody else.
    referrerPolicy: "strict-origin",
    // Leaflet would make markup of it: whom to credit is written below the map.
    attribution: "",
  });
  layer.on("tileerror", () => {
    note.hidden = false;
  });
  layer.on("tileload", () => {
    note.hidden = true;
  });
  layer.addTo(map);
  return { layer, note };
}
