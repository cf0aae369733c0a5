// Unpacks what finish.mjs packed: LZMA, which is a seventh smaller than gzip for WebAssembly; browsers bring only gzip.
//
// The decoder is taken by its file, for lzma1's own entry brings the encoder too, which is three times as large.
import { Decoder } from "../build/node_modules/lzma1/lib/decoder.js";
import { InputBuffer, OutputBuffer } from "../build/node_modules/lzma1/lib/streams.js";

/** The bytes that were packed into `bytes`, an ArrayBuffer. */
export function unpack(bytes) {
  const out = new OutputBuffer(4 * bytes.byteLength);
  new Decoder().decompress(new InputBuffer(new Uint8Array(bytes)), out);
  return out.toArray();
}
