/** Small signs that a map bears by the hundred: each is drawn once, and then stamped where it stands. */

/** Parts of a pixel that a sign may stand at: on whole pixels alone it would stand beside the end of its line. */
const PARTS = 4;
const MOST_KEPT = 2000;

/** What was drawn but once is no stamp yet: most of a first picture never comes again. @type {Map<string, HTMLCanvasElement | null>} */
const stamps = new Map();

/**
 * Draw a sign whose look is told by its key. Rastering its outlines is most of what a picture costs the browser.
 *
 * @param {CanvasRenderingContext2D} ctx neither turned nor skewed
 * @param {string} key of its look, whatever the place, the strength and the pixels of the screen
 * @param {number} reach pixels from its middle
 * @param {number} x @param {number} y
 * @param {(ctx: CanvasRenderingContext2D, x: number, y: number) => void} draw
 */
export function stamp(ctx, key, reach, x, y, draw) {
  const { a: ratio, e: left, f: top } = ctx.getTransform();
  const alpha = Math.round(ctx.globalAlpha * 100) / 100;
  const atX = Math.round((ratio * x + left) * PARTS);
  const atY = Math.round((ratio * y + top) * PARTS);
  const [partX, partY] = [modulo(atX), modulo(atY)];
  const name = `${key} ${ratio} ${alpha} ${partX} ${partY}`;
  const middle = Math.ceil(reach * ratio) + 1;
  let made = stamps.get(name);
  if (made === undefined) {
    if (stamps.size >= MOST_KEPT) stamps.clear();
    stamps.set(name, null);
    // Where the stamp would stand, as strong, and as on a canvas of its own.
    ctx.save();
    Object.assign(ctx, { globalAlpha: alpha, lineJoin: "miter", lineCap: "butt" });
    ctx.setLineDash([]);
    ctx.beginPath();
    draw(ctx, (atX / PARTS - left) / ratio, (atY / PARTS - top) / ratio);
    ctx.restore();
    return;
  }
  if (!made) {
    made = document.createElement("canvas");
    made.width = made.height = 2 * middle + 1;
    const own = made.getContext("2d");
    if (!own) return draw(ctx, x, y);
    own.setTransform(ratio, 0, 0, ratio, middle + partX / PARTS, middle + partY / PARTS);
    own.globalAlpha = alpha;
    draw(own, 0, 0);
    stamps.set(name, made);
  }
  const size = made.width / ratio;
  const before = ctx.globalAlpha;
  ctx.globalAlpha = 1;
  ctx.drawImage(
    made,
    ((atX - partX) / PARTS - middle - left) / ratio,
    ((atY - partY) / PARTS - middle - top) / ratio,
    size,
    size,
  );
  ctx.globalAlpha = before;
}

/** @param {number} at */
function modulo(at) {
  return ((at % PARTS) + PARTS) % PARTS;
}
