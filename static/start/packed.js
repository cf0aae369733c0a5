// Decompresses what a published page has compressed (gzip). The browser does it while the bytes arrive.

/** The bytes of a compressed response, as a stream. */
export function decompressed(response) {
  return response.body.pipeThrough(new DecompressionStream("gzip"));
}

/** Compiles WebAssembly from a compressed response, in the same step in which it is decompressed. */
export function compile(response) {
  const wasm = { headers: { "Content-Type": "application/wasm" } };
  return WebAssembly.compileStreaming(new Response(decompressed(response), wasm));
}
