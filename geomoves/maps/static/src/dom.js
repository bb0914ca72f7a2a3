/** Making elements. Text is only ever a text node: nothing here reads markup. */

/** @typedef {Node | string | null | undefined | false} Child */

/**
 * @template {keyof HTMLElementTagNameMap} K
 * @param {K} tag
 * @param {Record<string, any>} [attributes] `on…` takes a listener; true sets an empty attribute, false and null none
 * @param {...(Child | Child[])} children
 * @returns {HTMLElementTagNameMap[K]}
 */
export function element(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    if (name.startsWith("on")) made.addEventListener(name.slice(2), value);
    else made.setAttribute(name, value === true ? "" : String(value));
  }
  made.append(...children.flat().filter(isChild));
  if (attributes.dir === "auto" && isSentence(made.textContent ?? "")) made.removeAttribute("dir");
  return made;
}

/**
 * Whether a text is a sentence of ours with names shut in that run from right to left: such a name must not turn it,
 * even where it comes first.
 *
 * @param {string} text
 */
export function isSentence(text) {
  return text.includes("\u2068");
}

/** @param {Child} child @returns {child is Node | string} */
function isChild(child) {
  return child !== null && child !== undefined && child !== false && child !== "";
}

/**
 * A link, if the address is one that a reader may safely open; its text alone otherwise.
 *
 * @param {string} address
 * @param {string} text
 * @returns {Node}
 */
export function safeLink(address, text) {
  const url = webAddress(address);
  if (!url) return document.createTextNode(text);
  return element("a", { href: url, target: "_blank", rel: "noopener noreferrer" }, text);
}

/** An http or https address in its normal form, or "". @param {string} address */
export function webAddress(address) {
  try {
    const url = new URL(address.trim());
    // With a user name before it, the host is not the one that a reader sees first.
    const plain = (url.protocol === "http:" || url.protocol === "https:") && !url.username && !url.password;
    return plain ? url.href : "";
  } catch {
    return "";
  }
}

/** What sketches are drawn on, one after the other. @type {CanvasRenderingContext2D | null | undefined} */
let pad;

/**
 * A small drawing, crisp on any screen. It is a picture and no canvas of its own: a browser composes each canvas of a
 * page by itself, again for every frame.
 *
 * @param {number} width CSS pixels
 * @param {number} height
 * @param {(ctx: CanvasRenderingContext2D) => void} draw
 */
export function sketch(width, height, draw) {
  const ratio = Math.max(2, globalThis.devicePixelRatio || 1);
  pad ??= document.createElement("canvas").getContext("2d", { willReadFrequently: true });
  const picture = element("img", { class: "gm-sketch", alt: "", width, height });
  if (pad) {
    // Setting the size clears it.
    pad.canvas.width = Math.round(width * ratio);
    pad.canvas.height = Math.round(height * ratio);
    pad.scale(ratio, ratio);
    draw(pad);
    picture.src = pad.canvas.toDataURL();
  }
  return picture;
}
