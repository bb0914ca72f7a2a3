/** Where the map opens: on everything, unless most of it would then be one unreadable knot. */

/** Levels of zoom; a little less than two, so that a title of two lines does not decide where the map opens. */
const LEAST_GAIN = 1.75;
const MOST_LEFT_OUT = 0.4;
/** Degrees by which the view may differ from the places' own bounds without being somebody's choice. */
const CHOSEN = 0.01;

/**
 * Bounds as west, south, east, north in degrees, east possibly beyond 180.
 *
 * @typedef {[number, number, number, number]} Bounds
 */

/**
 * Bounds around some places, soft ones with their radius.
 *
 * @param {import("./types.js").Places} places
 * @param {number[]} rows
 * @param {number} middle longitude about which the places are taken
 * @returns {Bounds}
 */
export function boundsOfPlaces(places, rows, middle) {
  /** @type {Bounds} */
  const bounds = [Infinity, Infinity, -Infinity, -Infinity];
  for (const row of rows) {
    const lon = near(places.lon[row], middle);
    const lat = places.lat[row];
    const north = places.soft[row] ? places.radius_km[row] / 111 : 0;
    const east = north / Math.max(0.1, Math.cos((lat * Math.PI) / 180));
    grow(bounds, [lon - east, lat - north, lon + east, lat + north]);
  }
  return bounds;
}

/** Bounds of all places as points. @param {import("./types.js").Places} places @param {number} middle @returns {Bounds} */
function boundsOfPoints(places, middle) {
  /** @type {Bounds} */
  const bounds = [Infinity, Infinity, -Infinity, -Infinity];
  places.id.forEach((_, row) => {
    const [lon, lat] = [near(places.lon[row], middle), places.lat[row]];
    grow(bounds, [lon, lat, lon, lat]);
  });
  return bounds;
}

/**
 * The largest cluster of places, when fitting everything would leave it in a corner: the rest is then named at the
 * map's edge. Null when everything fits well.
 *
 * @param {import("./types.js").Block} block
 * @param {(bounds: Bounds) => number} zoomFor the zoom at which bounds fit the map
 * @returns {Bounds | null}
 */
export function mainCluster(block, zoomFor) {
  const { places, view } = block;
  const middle = (view[0] + view[2]) / 2;
  const around = boundsOfPoints(places, middle);
  const used = namedPlaces(block);
  // Many places are a picture of their own; clustering them would take longer than drawing them.
  if (used.length < 3 || used.length > 500) return null;
  const everything = boundsOfPlaces(places, used, middle);
  // A view that somebody chose is shown as it is.
  if (view.some((edge, at) => Math.abs(edge - around[at]) > CHOSEN)) return null;
  const reach = 0.22 * Math.max(everything[2] - everything[0], 1.4 * (everything[3] - everything[1]));
  const largest = clusters(places, used, middle, reach)[0];
  if (largest.length === used.length || largest.length < (1 - MOST_LEFT_OUT) * used.length) return null;
  const bounds = boundsOfPlaces(places, largest, middle);
  if (zoomFor(padded(bounds)) - zoomFor(everything) < LEAST_GAIN) return null;
  return padded(bounds);
}

/** The places that any claim names. @param {import("./types.js").Block} block @returns {number[]} */
function namedPlaces({ places, ends }) {
  // Ends are those that claims name: no need to look the claims through.
  const named = new Set(ends ? ends.place : []);
  return places.id.flatMap((_, row) =>
    (ends ? named.has(row) : places.claims[row].length > 0) ? [row] : [],
  );
}

/**
 * Single-linkage clusters, largest first.
 *
 * @param {import("./types.js").Places} places @param {number[]} rows @param {number} middle @param {number} reach degrees
 * @returns {number[][]}
 */
function clusters(places, rows, middle, reach) {
  /** @type {number[][]} */
  let found = [];
  for (const row of rows) {
    const touching = found.filter((cluster) =>
      cluster.some((other) => apart(places, row, other, middle) <= reach),
    );
    found = [...found.filter((cluster) => !touching.includes(cluster)), [...touching.flat(), row]];
  }
  return found.sort((a, b) => b.length - a.length);
}

/** @param {import("./types.js").Places} places @param {number} a @param {number} b @param {number} middle */
function apart(places, a, b, middle) {
  const squeeze = Math.cos((((places.lat[a] + places.lat[b]) / 2) * Math.PI) / 180);
  return Math.hypot(
    (near(places.lon[a], middle) - near(places.lon[b], middle)) * squeeze,
    places.lat[a] - places.lat[b],
  );
}

/** Room around a cluster, for the outline of the country next door. @param {Bounds} bounds @returns {Bounds} */
function padded([west, south, east, north]) {
  const room = 0.22 * Math.max(east - west, north - south, 1);
  return [west - room, south - room, east + room, north + room * 0.5];
}

/** The longitude of a point on the copy of the world around `middle`. @param {number} lon @param {number} middle */
function near(lon, middle) {
  return lon - 360 * Math.round((lon - middle) / 360);
}

/** @param {Bounds} bounds @param {Bounds} more */
function grow(bounds, more) {
  bounds[0] = Math.min(bounds[0], more[0]);
  bounds[1] = Math.min(bounds[1], more[1]);
  bounds[2] = Math.max(bounds[2], more[2]);
  bounds[3] = Math.max(bounds[3], more[3]);
}
