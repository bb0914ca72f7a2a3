/**
 * Geodesics on the WGS 84 ellipsoid.
 *
 * Vincenty's series (Survey Review 23, 1975): points of a geodesic lie on a great circle of the auxiliary sphere of
 * reduced latitudes, and only their longitude needs a correction. So a line is solved once, then walked by slerp.
 */

const SEMI_MAJOR_KM = 6378.137;
const FLATTENING = 1 / 298.257223563;
const SEMI_MINOR_KM = SEMI_MAJOR_KM * (1 - FLATTENING);
const RADIAN = Math.PI / 180;
const MOST_ROUNDS = 60;
const CLOSE_ENOUGH = 1e-11;

/** One vertex for so many degrees of arc: the chord then leaves the geodesic by less than 0.25 km. */
const DEGREES_A_STEP = 0.5;
const MOST_STEPS = 240;

/**
 * A solved geodesic.
 *
 * @typedef {object} Geodesic
 * @property {number} sigma arc length on the auxiliary sphere, radians
 * @property {number} km length
 * @property {(t: number) => [number, number]} at the point at a fraction of the arc: longitude (continuous from the
 *   start's) and latitude, degrees
 */

/**
 * Solve the geodesic between two points.
 *
 * Longitudes are unwrapped: the line goes from `lon1` towards `lon2` on the side that their difference says. Near
 * the antipode, where the series does not settle, the great circle of the auxiliary sphere stands in.
 *
 * @param {number} lon1 degrees
 * @param {number} lat1 degrees
 * @param {number} lon2 degrees
 * @param {number} lat2 degrees
 * @returns {Geodesic}
 */
export function geodesic(lon1, lat1, lon2, lat2) {
  const difference = (lon2 - lon1) * RADIAN;
  const [sinU1, cosU1] = reduced(lat1);
  const [sinU2, cosU2] = reduced(lat2);
  let omega = difference;
  let solution = onSphere(sinU1, cosU1, sinU2, cosU2, omega);
  let settled = false;
  for (let round = 0; round < MOST_ROUNDS && !settled; round++) {
    const next = difference + longitudeCorrection(solution, solution.sigma);
    if (!(Math.abs(next) <= Math.PI)) break;
    settled = Math.abs(next - omega) < CLOSE_ENOUGH;
    omega = next;
    solution = onSphere(sinU1, cosU1, sinU2, cosU2, omega);
  }
  if (!settled) solution = onSphere(sinU1, cosU1, sinU2, cosU2, difference);
  const { sigma } = solution;
  const sinSigma = Math.sin(sigma);
  const [sinOmega, cosOmega] = [
    Math.sin(settled ? omega : difference),
    Math.cos(settled ? omega : difference),
  ];

  /** @param {number} t @returns {[number, number]} */
  function at(t) {
    if (t <= 0 || sinSigma < 1e-12) return t < 0.5 ? [lon1, lat1] : [lon2, lat2];
    if (t >= 1) return [lon2, lat2];
    const a = Math.sin((1 - t) * sigma) / sinSigma;
    const b = Math.sin(t * sigma) / sinSigma;
    const x = a * cosU1 + b * cosU2 * cosOmega;
    const y = b * cosU2 * sinOmega;
    const z = a * sinU1 + b * sinU2;
    const longitude = Math.atan2(y, x) - (settled ? longitudeCorrection(solution, t * sigma) : 0);
    const latitude = Math.atan2(z / (1 - FLATTENING), Math.hypot(x, y));
    return [lon1 + longitude / RADIAN, latitude / RADIAN];
  }
  return { sigma, km: lengthKm(solution), at };
}

/** Below so many degrees of longitude a geodesic leaves the latitudes of its ends by less than the margin. */
const SHORT = 2;
/** The margin: what the sphere differs from the ellipsoid, and then some. */
const LATITUDE_MARGIN = 0.1;

/**
 * Between which latitudes a geodesic runs: it may lie nearer to a pole than both its ends.
 *
 * @param {number} lon1 degrees @param {number} lat1 @param {number} lon2 @param {number} lat2
 * @returns {[south: number, north: number] | null} null when it keeps between its ends, give or take a tenth of a degree
 */
export function geodesicLatitudes(lon1, lat1, lon2, lat2) {
  const difference = (lon2 - lon1) * RADIAN;
  if (Math.abs(lon2 - lon1) < SHORT && Math.abs(lat1) < 80 && Math.abs(lat2) < 80) return null;
  const [phi1, phi2] = [lat1 * RADIAN, lat2 * RADIAN];
  const [sin1, cos1, sin2, cos2] = [Math.sin(phi1), Math.cos(phi1), Math.sin(phi2), Math.cos(phi2)];
  // Northwards at the start and southwards at the end, or the other way round: the turn lies between.
  const startNorth = cos1 * sin2 - sin1 * cos2 * Math.cos(difference);
  const endNorth = -(cos2 * sin1 - sin2 * cos1 * Math.cos(difference));
  let [south, north] = [Math.min(lat1, lat2), Math.max(lat1, lat2)];
  if (startNorth * endNorth < 0) {
    const azimuth = Math.atan2(cos2 * Math.sin(difference), startNorth);
    const turn = Math.acos(Math.min(1, Math.abs(Math.sin(azimuth) * cos1))) / RADIAN;
    if (startNorth > 0) north = Math.max(north, turn);
    else south = Math.min(south, -turn);
  }
  return [Math.max(-90, south - LATITUDE_MARGIN), Math.min(90, north + LATITUDE_MARGIN)];
}

/**
 * The line through waypoints, each pair joined by its geodesic, as flat degrees `[lon, lat, lon, lat, …]`.
 *
 * @param {import("./types.js").LonLat[]} waypoints unwrapped
 * @returns {number[]}
 */
export function trace(waypoints) {
  if (waypoints.length === 0) return [];
  const line = [waypoints[0][0], waypoints[0][1]];
  for (let index = 1; index < waypoints.length; index++) {
    const [lon1, lat1] = waypoints[index - 1];
    const [lon2, lat2] = waypoints[index];
    const solved = geodesic(lon1, lat1, lon2, lat2);
    const steps = Math.max(1, Math.min(MOST_STEPS, Math.ceil(solved.sigma / RADIAN / DEGREES_A_STEP)));
    for (let step = 1; step <= steps; step++) line.push(...solved.at(step / steps));
  }
  return line;
}

/**
 * @typedef {object} Arc
 * @property {number} sigma
 * @property {number} sinAlpha sine of the azimuth at the equator
 * @property {number} cosSquared its cosine, squared
 * @property {number} sigma1 arc from the equator to the first point
 */

/**
 * @param {number} sinU1 @param {number} cosU1 @param {number} sinU2 @param {number} cosU2 @param {number} omega
 * @returns {Arc}
 */
function onSphere(sinU1, cosU1, sinU2, cosU2, omega) {
  const [sinOmega, cosOmega] = [Math.sin(omega), Math.cos(omega)];
  const east = cosU2 * sinOmega;
  const north = cosU1 * sinU2 - sinU1 * cosU2 * cosOmega;
  const sigma = Math.atan2(Math.hypot(east, north), sinU1 * sinU2 + cosU1 * cosU2 * cosOmega);
  const azimuth = Math.atan2(east, north);
  const sinAlpha = cosU1 * Math.sin(azimuth);
  const sigma1 = Math.atan2(sinU1, cosU1 * Math.cos(azimuth));
  return { sigma, sinAlpha, cosSquared: 1 - sinAlpha * sinAlpha, sigma1 };
}

/**
 * By how much the longitude on the sphere runs ahead of the longitude on the ellipsoid, from the start to `sigma`.
 *
 * @param {Arc} arc @param {number} sigma
 */
function longitudeCorrection(arc, sigma) {
  const { sinAlpha, cosSquared, sigma1 } = arc;
  const c = (FLATTENING / 16) * cosSquared * (4 + FLATTENING * (4 - 3 * cosSquared));
  const cosMiddle = Math.cos(2 * sigma1 + sigma);
  const inner = cosMiddle + c * Math.cos(sigma) * (2 * cosMiddle * cosMiddle - 1);
  return (1 - c) * FLATTENING * sinAlpha * (sigma + c * Math.sin(sigma) * inner);
}

/** @param {Arc} arc */
function lengthKm(arc) {
  const { sigma, cosSquared, sigma1 } = arc;
  const u2 = (cosSquared * (SEMI_MAJOR_KM ** 2 - SEMI_MINOR_KM ** 2)) / SEMI_MINOR_KM ** 2;
  const a = 1 + (u2 / 16384) * (4096 + u2 * (-768 + u2 * (320 - 175 * u2)));
  const b = (u2 / 1024) * (256 + u2 * (-128 + u2 * (74 - 47 * u2)));
  const cosMiddle = Math.cos(2 * sigma1 + sigma);
  const sinSigma = Math.sin(sigma);
  const third = (b / 6) * cosMiddle * (4 * sinSigma * sinSigma - 3) * (4 * cosMiddle * cosMiddle - 3);
  const second = (b / 4) * (Math.cos(sigma) * (2 * cosMiddle * cosMiddle - 1) - third);
  return SEMI_MINOR_KM * a * (sigma - b * sinSigma * (cosMiddle + second));
}

/** @param {number} latitude degrees @returns {[sine: number, cosine: number]} of the reduced latitude */
function reduced(latitude) {
  const u = Math.atan((1 - FLATTENING) * Math.tan(latitude * RADIAN));
  return [Math.sin(u), Math.cos(u)];
}
