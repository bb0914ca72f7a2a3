/** The waypoints of all legs, in flat arrays: an array for each point of each would be a quarter of a million. */

/**
 * @typedef {import("./types.js").LonLat} LonLat
 *
 * @typedef {object} Ways the points of leg `n` stand from `at[n]` up to `at[n + 1]`
 * @property {Uint32Array} at
 * @property {Float64Array} lon degrees, unwrapped: each next to the one before it, across the antimeridian if that is nearer
 * @property {Float64Array} lat
 */

/**
 * The waypoints between places.
 *
 * @param {ArrayLike<number>} from place of each leg, -1 for none
 * @param {import("./row_lists.js").Shared} via ends
 * @param {ArrayLike<number>} to
 * @param {ArrayLike<number>} placeOf the place of each end
 * @param {{lon: ArrayLike<number>, lat: ArrayLike<number>}} places
 * @returns {Ways}
 */
export function waysBetween(from, via, to, placeOf, places) {
  const count = from.length;
  const at = new Uint32Array(count + 1);
  const { index, lists } = via;
  const most = 2 * count + countOf(via);
  const [lon, lat] = [new Float64Array(most), new Float64Array(most)];
  let next = 0;
  /** @param {number} place */
  const add = (place, first = 0) => {
    if (!(place >= 0)) return;
    const x = places.lon[place];
    const before = next > first ? lon[next - 1] : x;
    lon[next] = x - 360 * Math.round((x - before) / 360);
    lat[next] = places.lat[place];
    next += 1;
  };
  for (let row = 0; row < count; row++) {
    const first = next;
    add(from[row], first);
    for (let stop = lists.at[index[row]]; stop < lists.at[index[row] + 1]; stop++)
      add(placeOf[lists.rows[stop]], first);
    add(to[row], first);
    at[row + 1] = next;
  }
  return { at, lon: lon.subarray(0, next), lat: lat.subarray(0, next) };
}

/** How many stops all rows have together. @param {import("./row_lists.js").Shared} shared */
function countOf({ index, lists }) {
  let count = 0;
  for (let row = 0; row < index.length; row++) count += lists.at[index[row] + 1] - lists.at[index[row]];
  return count;
}

/** The waypoints of legs that bring them as lists. @param {ArrayLike<LonLat[]>} paths @returns {Ways} */
function waysAlong(paths) {
  const at = new Uint32Array(paths.length + 1);
  for (let row = 0; row < paths.length; row++) at[row + 1] = at[row] + paths[row].length;
  const [lon, lat] = [new Float64Array(at[paths.length]), new Float64Array(at[paths.length])];
  for (let row = 0; row < paths.length; row++) {
    for (let nth = 0; nth < paths[row].length; nth++) {
      lon[at[row] + nth] = paths[row][nth][0];
      lat[at[row] + nth] = paths[row][nth][1];
    }
  }
  return { at, lon, lat };
}

/** @type {WeakMap<object, Ways>} */
const made = new WeakMap();

/** The waypoints of a table of legs. @param {import("./types.js").Legs} legs @returns {Ways} */
export function waysOf(legs) {
  if (legs.ways) return legs.ways;
  let ways = made.get(legs.path);
  if (!ways) {
    ways = waysAlong(legs.path);
    made.set(legs.path, ways);
  }
  return ways;
}

/** How many waypoints a leg has: none is drawn nowhere, one is an open end. @param {import("./types.js").Legs} legs @param {number} row */
export function pointsOf(legs, row) {
  const { at } = waysOf(legs);
  return at[row + 1] - at[row];
}

/** The waypoints of one leg. @param {Ways} ways @param {number} row @returns {LonLat[]} */
export function pathOf({ at, lon, lat }, row) {
  /** @type {LonLat[]} */
  const path = [];
  for (let point = at[row]; point < at[row + 1]; point++) path.push([lon[point], lat[point]]);
  return path;
}

/** The waypoints of all legs as lists. @param {Ways} ways @returns {LonLat[][]} */
export function pathsOf(ways) {
  return Array.from({ length: ways.at.length - 1 }, (_, row) => pathOf(ways, row));
}
