/**
 * A canvas on a Leaflet map that is drawn once for each view and moves with the map in between.
 *
 * What it shows is soon replaced while the reader steps from day to day: then only what is in sight is drawn, and
 * the margin around it, which dragging uncovers, once nothing has changed for a while.
 *
 * It is drawn out of sight and shown as a finished picture: what a canvas in sight holds, a browser copies anew for
 * every frame in which something on the page changes, and prints blank where much is drawn.
 */

import { Viewport } from "./plane.js";

/** How much is drawn around what the reader sees, as a share of the map's size: dragging shows no bare edge. */
const PADDING = 0.2;
/** While what is drawn covers the map, it is drawn anew only once the map has come to rest for so long. */
const REST_MS = 150;
/** While the map is dragged beyond what is drawn, it is drawn anew this often at most. */
const OFTEN_MS = 200;

/**
 * How a map looks.
 *
 * @typedef {object} Look
 * @property {any} size of the map, CSS pixels
 * @property {number} zoom
 * @property {any} center
 * @property {any} topLeft where the view with its margin begins, in Leaflet's layer
 * @property {Viewport} view
 * @property {import("./types.js").Rect} inSight the part of the view that the map shows
 */

/**
 * Make a layer.
 *
 * @param {any} L Leaflet
 * @param {object} options
 * @param {import("./plane.js").Plane} options.plane
 * @param {string} options.pane name of the map pane it lies in
 * @param {(ctx: CanvasRenderingContext2D, view: Viewport) => void} options.draw
 * @param {(ctx: CanvasRenderingContext2D, view: Viewport) => Generator<void, void>} [options.lay] what is worked out
 *   before; it may stop anywhere, and paints nothing
 * @param {boolean} [options.opaque] whether it covers everything below it, which spares the browser work when it moves
 * @param {boolean} [options.wide] whether what is drawn is the same wherever the reader looks: it is drawn anew only where
 *   it comes to its edge
 * @param {boolean} [options.waits] whether it is drawn only when it is told to, until it has been once
 * @returns {any} a Leaflet layer; `redraw()` draws it again at the next frame, `drawNow()` at once, both with
 *   whether the margin may wait as `sparingly`; `addMargin()` draws what waited
 */
export function canvasLayer(L, { plane, pane, draw, lay, opaque = false, wide = false, waits = false }) {
  /** @param {CanvasRenderingContext2D} ctx @param {Viewport} view @param {import("./types.js").Rect} part */
  const drawPart = (ctx, view, part) => {
    ctx.save();
    ctx.beginPath();
    ctx.rect(part.x, part.y, part.w, part.h);
    ctx.clip();
    ctx.translate(part.x, part.y);
    draw(ctx, view.part(part));
    ctx.restore();
  };
  const Layer = L.Layer.extend({
    /** @param {any} map */
    onAdd(map) {
      this._map = map;
      this._canvas = document.createElement("canvas");
      this._canvas.className = "gm-canvas leaflet-zoom-animated";
      this._canvas.setAttribute("aria-hidden", "true");
      this._desk = desk(this._canvas);
      this._screen = this._desk === this._canvas ? null : this._canvas.getContext("bitmaprenderer");
      this._waits = waits;
      map.getPane(pane).appendChild(this._canvas);
      if (!waits) this.drawNow();
    },
    onRemove() {
      this._canvas.remove();
      cancelAnimationFrame(this._frame);
      this._frame = 0;
      this._stopWaiting();
    },
    getEvents() {
      const events = {
        viewreset: this._onView,
        movestart: this._onStart,
        moveend: this._onView,
        zoomend: this._onView,
        resize: this._onView,
        move: this._onMove,
        zoom: this._onZoom,
      };
      return this._map?._zoomAnimated === false ? events : { ...events, zoomanim: this._onAnimation };
    },
    redraw({ sparingly = true } = {}) {
      if (!this._map || this._waits) return;
      this._sparingly = sparingly && (!this._frame || this._sparingly);
      this._frame ||= requestAnimationFrame(() => {
        this._frame = 0;
        this.drawNow({ sparingly: this._sparingly });
      });
    },
    drawNow({ sparingly = false } = {}) {
      this._waits = false;
      this._stopWaiting();
      // What was to be drawn at the next frame is drawn with this.
      cancelAnimationFrame(this._frame);
      this._frame = 0;
      const ctx = this._context();
      if (!ctx) return;
      const look = this._look();
      for (const _ of lay?.(ctx, look.view) ?? []);
      this._show(ctx, look, !sparingly);
      if (sparingly) this._timer = setTimeout(() => this.addMargin(), REST_MS);
    },
    /** Draw what was drawn without its margin once more, with it. */
    addMargin() {
      if (!this._lacksMargin()) return;
      this._stopWaiting();
      const ctx = this._context();
      if (ctx) this._show(ctx, this._shown, true);
    },
    /** What to draw with; null where there is nothing to see. @returns {CanvasRenderingContext2D | null} */
    _context() {
      const size = this._map.getSize();
      return this._canvas?.isConnected && size.x > 0 && size.y > 0
        ? this._desk.getContext("2d", { alpha: !opaque })
        : null;
    },
    /** @param {CanvasRenderingContext2D} ctx @param {Look} look @param {boolean} withMargin */
    _show(ctx, look, withMargin) {
      const { view, inSight } = look;
      const ratio = this.density || globalThis.devicePixelRatio || 1;
      const part = withMargin ? { x: 0, y: 0, w: view.width, h: view.height } : inSight;
      // Setting the size clears the canvas as well.
      this._desk.width = Math.round(part.w * ratio);
      this._desk.height = Math.round(part.h * ratio);
      ctx.setTransform(ratio, 0, 0, ratio, -part.x * ratio, -part.y * ratio);
      const bare = wide && withMargin ? this._keep(ctx, view, ratio) : null;
      if (bare) for (const each of bare) drawPart(ctx, view, each);
      // What is laid out is drawn where it was laid; the rest of it lies outside and costs next to nothing.
      else if (withMargin || lay) draw(ctx, view);
      else drawPart(ctx, view, part);
      this._ratio = ratio;
      if (this._screen) {
        const { width, height } = this._desk;
        if (this._canvas.width !== width) this._canvas.width = width;
        if (this._canvas.height !== height) this._canvas.height = height;
        this._screen.transferFromImageBitmap(this._desk.transferToImageBitmap());
      }
      this._place(look, part);
    },
    /** Bring the canvas where it belongs. @param {Look} look @param {import("./types.js").Rect} part of the view that is drawn */
    _place(look, part) {
      const { size, zoom, center, topLeft, view } = look;
      Object.assign(this, { _size: size, _zoom: zoom, _center: center, _topLeft: topLeft, view });
      Object.assign(this, { _shown: look, _drawn: part });
      this._drawnAt = performance.now();
      L.DomUtil.setPosition(this._canvas, topLeft.add([part.x, part.y]));
      this._canvas.style.width = `${part.w}px`;
      this._canvas.style.height = `${part.h}px`;
    },
    /** Whether the margin is still to be drawn. */
    _lacksMargin() {
      return Boolean(this.view) && this._drawn.w < this.view.width;
    },
    /**
     * How the map looks now.
     *
     * @returns {Look}
     */
    _look() {
      const size = this._map.getSize();
      const zoom = this._map.getZoom();
      const center = this._map.getCenter();
      const topLeft = this._corner();
      const padding = size.multiplyBy(PADDING).round();
      const [width, height] = [size.x + 2 * padding.x, size.y + 2 * padding.y];
      const origin = this._map.getPixelOrigin().add(topLeft);
      const window = { x: padding.x, y: padding.y, w: size.x, h: size.y };
      const view = new Viewport({ plane, zoom, left: origin.x, top: origin.y, width, height, window });
      return { size, zoom, center, topLeft, view, inSight: { ...window } };
    },
    /** Where a point of the map's container lies on the canvas. @param {{x: number, y: number}} point */
    toCanvas(point) {
      const at = this._map.containerPointToLayerPoint(point).subtract(this._topLeft);
      return { x: at.x, y: at.y };
    },
    /** Where the canvas would lie if it were drawn now. */
    _corner() {
      const padding = this._map.getSize().multiplyBy(PADDING).round();
      return this._map.containerPointToLayerPoint(padding.multiplyBy(-1)).round();
    },
    /** @param {{type: string}} event */
    _onView({ type }) {
      // What is drawn at the next frame anyway need not be drawn now.
      if (this._waits || (type === "resize" && this._frame)) return;
      const same =
        this.view &&
        type !== "viewreset" &&
        this._zoom === this._map.getZoom() &&
        this._size.equals(this._map.getSize());
      if (!same) this.drawNow();
      else if (!this._topLeft.equals(this._corner())) {
        if (type !== "moveend" || this._isBare(0)) this.drawNow();
        else if (!wide || this._isBare(0.5)) this._rest();
      }
    },
    /** Draw once nobody has moved the map for a while: a reader drags it several times in a row. */
    _rest() {
      this._stopWaiting();
      this._timer = setTimeout(() => this._drawInPieces(), REST_MS);
    },
    /** Draw a piece a frame, so that the next drag does not stumble. */
    _drawInPieces() {
      const ctx = this._context();
      if (!ctx) return;
      const look = this._look();
      const pieces = lay?.(ctx, look.view);
      const next = () => {
        if (pieces && !pieces.next().done) {
          this._piece = requestAnimationFrame(next);
          return;
        }
        this._piece = 0;
        this._show(ctx, look, true);
      };
      this._piece = requestAnimationFrame(next);
    },
    /**
     * Put what is drawn already where the map was moved to.
     *
     * @param {CanvasRenderingContext2D} ctx @param {Viewport} view @param {number} ratio
     * @returns {import("./types.js").Rect[] | null} what is left to draw; null = everything
     */
    _keep(ctx, view, ratio) {
      /** @type {Viewport | undefined} */
      const old = this.view;
      if (!old || !this._screen || old.zoom !== view.zoom || this._ratio !== ratio) return null;
      if (this._lacksMargin()) return null;
      const { width, height } = view;
      const [x, y] = [old.left - view.left, old.top - view.top];
      // On whole pixels alone nothing is blurred and no seam is seen.
      const whole = [ratio, x, y, width, height].every(Number.isInteger);
      if (!whole || old.width !== width || old.height !== height) return null;
      if ((x === 0 && y === 0) || Math.abs(x) >= width || Math.abs(y) >= height) return null;
      ctx.drawImage(this._canvas, x, y, width, height);
      const aside = { x: x > 0 ? 0 : width + x, y: 0, w: Math.abs(x), h: height };
      const across = {
        x: Math.max(0, x),
        y: y > 0 ? 0 : height + y,
        w: width - Math.abs(x),
        h: Math.abs(y),
      };
      return [aside, across].filter(({ w, h }) => w > 0 && h > 0);
    },
    _stopWaiting() {
      clearTimeout(this._timer);
      cancelAnimationFrame(this._piece);
      this._timer = this._piece = 0;
    },
    _onStart() {
      this._stopWaiting();
      this.addMargin();
    },
    _onMove() {
      // A map without a size yet has not been drawn.
      if (!this.view || this._timer || !this._isBare(0)) return;
      const since = performance.now() - this._drawnAt;
      if (since >= OFTEN_MS) this.redraw({ sparingly: false });
      else this._timer = setTimeout(() => this.drawNow(), OFTEN_MS - since);
    },
    /** Whether the map shows more than is drawn, or comes near to it. @param {number} near as a share of the room around it */
    _isBare(near) {
      const { x, y } = this._map.containerPointToLayerPoint([0, 0]).subtract(this._topLeft);
      const { inSight } = this._shown;
      const { x: left, y: top, w, h } = this._drawn;
      const [roomX, roomY] = [near * inSight.x, near * inSight.y];
      return (
        x < left + roomX ||
        y < top + roomY ||
        x + inSight.w > left + w - roomX ||
        y + inSight.h > top + h - roomY
      );
    },
    _onZoom() {
      this._transform(this._map.getCenter(), this._map.getZoom());
    },
    /** @param {{center: any, zoom: number}} event */
    _onAnimation(event) {
      this._transform(event.center, event.zoom);
    },
    /** Stretch what is drawn until it is drawn anew, as Leaflet's own renderers do. @param {any} center @param {number} zoom */
    _transform(center, zoom) {
      if (!this.view) return;
      const scale = this._map.getZoomScale(zoom, this._zoom);
      const half = L.point(this._drawn.w, this._drawn.h).divideBy(2);
      const middle = this._map.project(this._center, zoom);
      const offset = half.multiplyBy(-scale).add(middle).subtract(this._map._getNewPixelOrigin(center, zoom));
      L.DomUtil.setTransform(this._canvas, offset, scale);
    },
  });
  return new Layer();
}

/** What a canvas is drawn on: one out of sight, or itself in a browser that knows of none. @param {HTMLCanvasElement} canvas */
function desk(canvas) {
  return globalThis.OffscreenCanvas ? new OffscreenCanvas(1, 1) : canvas;
}
