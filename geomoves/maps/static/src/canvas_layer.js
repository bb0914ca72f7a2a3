/** A canvas on a Leaflet map that is drawn once for each view and moves with the map in between. */

import { Viewport } from "./plane.js";

/** How much is drawn around what the reader sees, as a share of the map's size: dragging shows no bare edge. */
const PADDING = 0.2;

/**
 * Make a layer.
 *
 * @param {any} L Leaflet
 * @param {object} options
 * @param {import("./plane.js").Plane} options.plane
 * @param {string} options.pane name of the map pane it lies in
 * @param {(ctx: CanvasRenderingContext2D, view: Viewport) => void} options.draw
 * @param {boolean} [options.waits] whether it is drawn only when it is told to, until it has been once
 * @returns {any} a Leaflet layer; `redraw()` draws it again at the next frame, `drawNow()` at once
 */
export function canvasLayer(L, { plane, pane, draw, waits = false }) {
  const Layer = L.Layer.extend({
    /** @param {any} map */
    onAdd(map) {
      this._map = map;
      this._canvas = document.createElement("canvas");
      this._canvas.className = "gm-canvas leaflet-zoom-animated";
      this._canvas.setAttribute("aria-hidden", "true");
      this._waits = waits;
      map.getPane(pane).appendChild(this._canvas);
      if (!waits) this.drawNow();
    },
    onRemove() {
      this._canvas.remove();
      cancelAnimationFrame(this._frame);
      this._frame = 0;
    },
    getEvents() {
      const events = {
        viewreset: this._onView,
        moveend: this._onView,
        zoomend: this._onView,
        resize: this._onView,
        move: this._onMove,
        zoom: this._onZoom,
      };
      return this._map?._zoomAnimated === false ? events : { ...events, zoomanim: this._onAnimation };
    },
    redraw() {
      if (this._frame || !this._map || this._waits) return;
      this._frame = requestAnimationFrame(() => {
        this._frame = 0;
        this.drawNow();
      });
    },
    drawNow() {
      this._waits = false;
      if (!this._canvas?.isConnected) return;
      const size = this._map.getSize();
      if (size.x === 0 || size.y === 0) return;
      const padding = size.multiplyBy(PADDING).round();
      const zoom = this._map.getZoom();
      this._zoom = zoom;
      this._center = this._map.getCenter();
      this._topLeft = this._map.containerPointToLayerPoint(padding.multiplyBy(-1)).round();
      L.DomUtil.setPosition(this._canvas, this._topLeft);
      const [width, height] = [size.x + 2 * padding.x, size.y + 2 * padding.y];
      const ratio = this.density || globalThis.devicePixelRatio || 1;
      // Setting the size clears the canvas as well.
      this._canvas.width = Math.round(width * ratio);
      this._canvas.height = Math.round(height * ratio);
      this._canvas.style.width = `${width}px`;
      this._canvas.style.height = `${height}px`;
      const ctx = this._canvas.getContext("2d");
      if (!ctx) return;
      ctx.setTransform(ratio, 0, 0, ratio, 0, 0);
      const origin = this._map.getPixelOrigin().add(this._topLeft);
      const window = { x: padding.x, y: padding.y, w: size.x, h: size.y };
      this.view = new Viewport({ plane, zoom, left: origin.x, top: origin.y, width, height, window });
      draw(ctx, this.view);
    },
    /** @returns {HTMLCanvasElement | undefined} */
    canvas() {
      return this._canvas;
    },
    /** Where a point of the map's container lies on the canvas. @param {{x: number, y: number}} point */
    toCanvas(point) {
      const at = this._map.containerPointToLayerPoint(point).subtract(this._topLeft);
      return { x: at.x, y: at.y };
    },
    _onView() {
      if (!this._waits) this.drawNow();
    },
    _onMove() {
      // A map without a size yet has not been drawn.
      if (!this.view) return;
      const offset = this._map.containerPointToLayerPoint([0, 0]).subtract(this._topLeft);
      const { window, width, height } = this.view;
      const bare =
        offset.x < 0 || offset.y < 0 || offset.x + window.w > width || offset.y + window.h > height;
      if (bare) this.redraw();
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
      const half = this._map.getSize().multiplyBy(0.5 + PADDING);
      const middle = this._map.project(this._center, zoom);
      const offset = half.multiplyBy(-scale).add(middle).subtract(this._map._getNewPixelOrigin(center, zoom));
      L.DomUtil.setTransform(this._canvas, offset, scale);
    },
  });
  return new Layer();
}
