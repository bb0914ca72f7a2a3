/** Numbers that look random and are the same every time, and blocks small enough to think through. */

/** @param {number} seed @returns {() => number} from 0 up to 1 */
export function drawing(seed) {
  let state = seed;
  return () => {
    // A linear congruential generator, with the constants of Numerical Recipes.
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 4294967296;
  };
}

/** Web Mercator, as Leaflet tells of it. */
export const MERCATOR = { code: "EPSG:3857", wrapLng: [-180, 180] };

/**
 * A model of legs between places, as far as drawing asks for it.
 *
 * @param {[lon: number, lat: number][]} places
 * @param {{from: number, to: number, phase?: string, disputed?: boolean, via?: number[], inferred?: boolean}[]} legs
 */
export function modelOf(places, legs) {
  const rows = { id: places.map((_, row) => `p${row}`), lon: [], lat: [], bend: [], soft: [], radius_km: [] };
  for (const [lon, lat] of places) {
    rows.lon.push(lon);
    rows.lat.push(lat);
    rows.bend.push(false);
    rows.soft.push(false);
    rows.radius_km.push(0);
  }
  const stops = (leg) => [leg.from, ...(leg.via ?? []), leg.to].filter((place) => place >= 0);
  const block = {
    places: rows,
    areas: { id: [], rings: [] },
    legs: {
      id: legs.map((_, row) => `l${row}`),
      from: legs.map((leg) => leg.from),
      to: legs.map((leg) => leg.to),
      path: legs.map((leg) => stops(leg).map((place) => places[place])),
      phase: legs.map((leg) => leg.phase ?? "happened"),
      disputed: legs.map((leg) => leg.disputed ?? false),
      inferred: legs.map((leg) => leg.inferred ?? false),
    },
    presences: { id: [], places: [], disputed: [] },
    events: { id: [], place: [], kind: [], disputed: [] },
  };
  const touching = places.map((_, row) => legs.filter((leg) => leg.from === row || leg.to === row).length);
  return { block, atPlace: { count: (row) => touching[row] } };
}

/** Everything shown. @param {{block: any}} model */
export function allShown({ block }) {
  const full = (table) => new Float32Array(table.id.length).fill(1);
  const legs = full(block.legs);
  return {
    legs,
    get legRows() {
      return [...legs.keys()].filter((row) => legs[row] > 0);
    },
    places: full(block.places),
    presences: full(block.presences),
    events: full(block.events),
  };
}
