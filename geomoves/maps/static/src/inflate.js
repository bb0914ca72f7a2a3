/** Gzip in base64, as every packed element of a page carries it. */

/**
 * The bytes behind a packed text.
 *
 * @param {string} text
 * @returns {Promise<Uint8Array>}
 */
export async function inflate(text) {
  const { readable, writable } = new DecompressionStream("gzip");
  const writer = writable.getWriter();
  // What goes wrong here goes wrong for the reader as well, and is told there.
  const written = Promise.all([writer.write(bytesOf(text.trim())), writer.close()]).catch(() => {});
  const bytes = new Uint8Array(await new Response(readable).arrayBuffer());
  await written;
  return bytes;
}

/** @param {string} text in base64 @returns {Uint8Array<ArrayBuffer>} */
function bytesOf(text) {
  const native = /** @type {{fromBase64?: (text: string) => Uint8Array<ArrayBuffer>}} */ (Uint8Array)
    .fromBase64;
  if (native) return native.call(Uint8Array, text);
  const binary = atob(text);
  const bytes = new Uint8Array(binary.length);
  for (let index = 0; index < binary.length; index++) bytes[index] = binary.charCodeAt(index);
  return bytes;
}
