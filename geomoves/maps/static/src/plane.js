/** The flat map: from degrees to the pixels of zoom 0 of a map's own projection, and from those to the canvas. */

const MERCATOR_LIMIT = 85.0511287798066;
const TILE = 256;
const RADIAN = Math.PI / 180;

/** @param {number} lon degrees */
function mercatorX(lon) {
  return TILE * (lon / 360 + 0.5);
}

/** @param {number} lat degrees */
function mercatorY(lat) {
  const phi = Math.max(-MERCATOR_LIMIT, Math.min(MERCATOR_LIMIT, lat)) * RADIAN;
  return TILE * (0.5 - Math.log(Math.tan(Math.PI / 4 + phi / 2)) / (2 * Math.PI));
}

/** A projection, as pixels at zoom 0. */
export class Plane {
  /** @param {any} crs a Leaflet CRS */
  constructor(crs) {
    this.crs = crs;
    this.mercator = crs.code === "EPSG:3857" || crs.code === "EPSG:900913";
    this.unit = this.mercator ? 1 : crs.scale(0);
    /** Where the projection ends; a point beyond is moved to its edge. */
    this.north = this.mercator ? 0 : Number.NEGATIVE_INFINITY;
    this.south = this.mercator ? TILE : Number.POSITIVE_INFINITY;
    /** After how many pixels the world repeats; 0 for a map without world copies. */
    this.period = crs.wrapLng ? this.project(360, 0)[0] - this.project(0, 0)[0] : 0;
  }

  /**
   * @param {number} lon degrees, may be outside ±180
   * @param {number} lat degrees; Web Mercator ends at 85.05°
   * @returns {[number, number]}
   */
  project(lon, lat) {
    if (this.mercator) return [mercatorX(lon), mercatorY(lat)];
    const point = this.crs.latLngToPoint({ lat, lng: lon }, 0);
    return [point.x, point.y];
  }

  /**
   * Project a flat line of degrees.
   *
   * @param {ArrayLike<number>} degrees `[lon, lat, …]`
   * @returns {Float64Array}
   */
  projectLine(degrees) {
    const line = new Float64Array(degrees.length);
    for (let at = 0; at < degrees.length; at += 2) {
      if (this.mercator) {
        // An array for each point of a basemap is a hundred thousand of them.
        line[at] = mercatorX(degrees[at]);
        line[at + 1] = mercatorY(degrees[at + 1]);
      } else line.set(this.project(degrees[at], degrees[at + 1]), at);
    }
    return line;
  }

  /**
   * Project points that are given by their longitudes and latitudes.
   *
   * @param {ArrayLike<number>} lon degrees @param {ArrayLike<number>} lat
   * @returns {Float64Array} `[x, y, …]`
   */
  projectPoints(lon, lat) {
    const points = new Float64Array(2 * lon.length);
    // Many lines run through few places: their latitudes come again and again.
    /** @type {Map<number, number>} */
    const known = new Map();
    for (let at = 0; at < lon.length; at++) {
      let y = this.mercator ? known.get(lat[at]) : undefined;
      if (y === undefined) {
        const point = this.project(lon[at], lat[at]);
        [points[2 * at], y] = point;
        known.set(lat[at], y);
      } else points[2 * at] = mercatorX(lon[at]);
      points[2 * at + 1] = y;
    }
    return points;
  }

  /** Canvas pixels in a zoom-0 pixel. @param {number} zoom */
  scale(zoom) {
    return this.mercator ? 2 ** zoom : this.crs.scale(zoom) / this.unit;
  }
}

/**
 * Decode a line as the blocks carry it: integers, the first pair absolute, the others differences.
 *
 * @param {ArrayLike<number>} encoded
 * @param {number} scale parts of a degree
 * @returns {Float64Array} `[lon, lat, …]` in degrees
 */
export function decodeLine(encoded, scale) {
  const line = new Float64Array(encoded.length);
  let [x, y] = [0, 0];
  for (let at = 0; at + 1 < encoded.length; at += 2) {
    x += encoded[at];
    y += encoded[at + 1];
    line[at] = x / scale;
    line[at + 1] = y / scale;
  }
  return line;
}

/**
 * Bounds of a flat line.
 *
 * @param {ArrayLike<number>} line
 * @returns {[minX: number, minY: number, maxX: number, maxY: number]}
 */
export function lineBounds(line) {
  let [minX, minY, maxX, maxY] = [Infinity, Infinity, -Infinity, -Infinity];
  for (let at = 0; at < line.length; at += 2) {
    if (line[at] < minX) minX = line[at];
    if (line[at] > maxX) maxX = line[at];
    if (line[at + 1] < minY) minY = line[at + 1];
    if (line[at + 1] > maxY) maxY = line[at + 1];
  }
  return [minX, minY, maxX, maxY];
}

/**
 * How far a geodesic lies at most from the straight line between its ends on the plane.
 *
 * On Web Mercator a great circle is sinh y = a · sin x. Its second derivative bends it by at most an eighth of the
 * square of its radians in x; one that runs steeply bends sideways, by a share of both its extents. Both with room.
 *
 * @param {number} across how far its ends lie apart in x, in the unit of the period
 * @param {number} along and in y
 * @param {number} period of the plane in x; 0 when it has none
 */
export function bendOf(across, along, period) {
  if (period <= 0) return Number.POSITIVE_INFINITY;
  const radian = period / (2 * Math.PI);
  const [x, y] = [Math.abs(across) / radian, Math.abs(along) / radian];
  return radian * (0.15 * x * x + 0.12 * x * y);
}

/**
 * Whether a straight line comes nearer than `slack` to a rectangle, or nearly so: at its corners a little farther.
 *
 * @param {number} x1 @param {number} y1 @param {number} x2 @param {number} y2
 * @param {import("./types.js").Rect} rect @param {number} slack
 */
export function lineMeets(x1, y1, x2, y2, rect, slack) {
  const [low, high] = [rect.x - slack, rect.x + rect.w + slack];
  const [top, foot] = [rect.y - slack, rect.y + rect.h + slack];
  if ((x1 < low && x2 < low) || (x1 > high && x2 > high)) return false;
  if ((y1 < top && y2 < top) || (y1 > foot && y2 > foot)) return false;
  if (x1 === x2 || y1 === y2) return true;
  // The stretch of the line, from 0 to 1, that lies between the two sides, and between top and foot.
  const [left, right] = [(low - x1) / (x2 - x1), (high - x1) / (x2 - x1)];
  const [upper, lower] = [(top - y1) / (y2 - y1), (foot - y1) / (y2 - y1)];
  const first = Math.max(0, Math.min(left, right), Math.min(upper, lower));
  const last = Math.min(1, Math.max(left, right), Math.max(upper, lower));
  return first <= last;
}

/**
 * Whether a traced line comes into a part of the canvas.
 *
 * @param {ArrayLike<number>} line pixels of zoom 0 @param {Viewport} view @param {number} shift
 * @param {import("./types.js").Rect} part
 */
export function traceMeets(line, view, shift, part) {
  let [x1, y1] = [view.x(line[0]) + shift, view.y(line[1])];
  for (let at = 2; at < line.length; at += 2) {
    const [x2, y2] = [view.x(line[at]) + shift, view.y(line[at + 1])];
    if (lineMeets(x1, y1, x2, y2, part, 0)) return true;
    [x1, y1] = [x2, y2];
  }
  return false;
}

/** One view of the plane: what is drawn on a canvas. */
export class Viewport {
  /**
   * @param {object} options
   * @param {Plane} options.plane
   * @param {number} options.zoom
   * @param {number} options.left world pixels at the canvas's left edge
   * @param {number} options.top
   * @param {number} options.width CSS pixels
   * @param {number} options.height
   * @param {import("./types.js").Rect} options.window the part of the canvas that the reader sees
   */
  constructor({ plane, zoom, left, top, width, height, window }) {
    this.plane = plane;
    this.zoom = zoom;
    this.scale = plane.scale(zoom);
    this.left = left;
    this.top = top;
    this.width = width;
    this.height = height;
    this.window = window;
    this.period = plane.period * this.scale;
  }

  /** A part of the canvas, as a canvas of its own. @param {import("./types.js").Rect} part */
  part({ x, y, w, h }) {
    const { plane, zoom, left, top, window } = this;
    return new Viewport({
      plane,
      zoom,
      left: left + x,
      top: top + y,
      width: w,
      height: h,
      window: { ...window, x: window.x - x, y: window.y - y },
    });
  }

  /** @param {number} unitX */
  x(unitX) {
    return unitX * this.scale - this.left;
  }

  /** @param {number} unitY */
  y(unitY) {
    return unitY * this.scale - this.top;
  }

  /**
   * By how many canvas pixels to move something so that each of its copies in view is drawn.
   *
   * @param {number} minX canvas pixels
   * @param {number} maxX
   * @returns {number[]}
   */
  shifts(minX, maxX) {
    if (this.period <= 0) return maxX >= 0 && minX <= this.width ? [0] : [];
    const shifts = [];
    const first = Math.ceil((0 - maxX) / this.period);
    const last = Math.floor((this.width - minX) / this.period);
    for (let copy = first; copy <= last; copy++) shifts.push(copy * this.period);
    return shifts;
  }

  /**
   * By how much to move lines that may reach past ±180° so that every copy that meets the canvas is drawn.
   *
   * @returns {number[]}
   */
  copies() {
    if (this.period <= 0) return [0];
    const shifts = this.shifts(0, this.period);
    return [Math.min(...shifts) - this.period, ...shifts, Math.max(...shifts) + this.period];
  }
}
