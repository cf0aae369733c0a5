//! Streams of bytes: reads them up to a limit, and compresses and decompresses them (zlib, RFC 1950) by the browser.

use js_sys::{Array, Promise, Reflect, Uint8Array};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::Blob;

#[wasm_bindgen]
extern "C" {
    /// A stream's reader; its `read` gives `{ done, value }`.
    type Reader;
    #[wasm_bindgen(method)]
    fn read(this: &Reader) -> Promise;
    #[wasm_bindgen(method)]
    fn cancel(this: &Reader) -> Promise;
    /// A stream of bytes.
    pub type Stream;
    #[wasm_bindgen(method, js_name = getReader)]
    fn get_reader(this: &Stream) -> Reader;
    #[wasm_bindgen(method, js_name = pipeThrough)]
    fn pipe_through(this: &Stream, through: &JsValue) -> Stream;
    /// A blob, as the source of a stream.
    type Source;
    #[wasm_bindgen(method)]
    fn stream(this: &Source) -> Stream;
    type CompressionStream;
    #[wasm_bindgen(constructor, catch)]
    fn new(format: &str) -> Result<CompressionStream, JsValue>;
    type DecompressionStream;
    #[wasm_bindgen(constructor, catch)]
    fn new(format: &str) -> Result<DecompressionStream, JsValue>;
}

const FORMAT: &str = "deflate";

/// The reason why a stream was not read to its end.
pub enum Ended {
    /// It has at least this many bytes, more than the limit.
    TooLong(u64),
    /// It broke off; the browser's error.
    Broken(JsValue),
}

/// Reads a stream of at most `limit` bytes; `progress` gets the number of bytes so far.
pub async fn read(stream: &Stream, limit: u64, progress: &mut dyn FnMut(u64)) -> Result<Blob, Ended> {
    let (reader, pieces) = (stream.get_reader(), Array::new());
    let mut done = 0;
    loop {
        let step = JsFuture::from(reader.read()).await.map_err(Ended::Broken)?;
        let value = Reflect::get(&step, &"value".into()).unwrap_or_default();
        let Ok(piece) = value.dyn_into::<Uint8Array>() else { break };
        done += u64::from(piece.length());
        if done > limit {
            // The stream is dropped either way.
            let _ = reader.cancel();
            return Err(Ended::TooLong(done));
        }
        progress(done);
        pieces.push(&piece);
    }
    Blob::new_with_u8_array_sequence(&pieces).map_err(Ended::Broken)
}

/// Compresses bytes.
pub async fn pack(bytes: &Blob) -> Result<Vec<u8>, Ended> {
    let packer = CompressionStream::new(FORMAT).map_err(Ended::Broken)?;
    let packed = through(bytes, &packer);
    let packed = read(&packed, u64::MAX, &mut |_| ()).await?;
    let buffer = JsFuture::from(packed.array_buffer()).await.map_err(Ended::Broken)?;
    Ok(Uint8Array::new(&buffer).to_vec())
}

/// Decompresses bytes; fails if they are more than `limit`.
pub async fn unpack(packed: &[u8], limit: u64) -> Result<Blob, Ended> {
    let packed = Blob::new_with_u8_array_sequence(&Array::of1(&Uint8Array::from(packed))).map_err(Ended::Broken)?;
    let unpacker = DecompressionStream::new(FORMAT).map_err(Ended::Broken)?;
    read(&through(&packed, &unpacker), limit, &mut |_| ()).await
}

fn through(bytes: &Blob, transform: &JsValue) -> Stream {
    bytes.unchecked_ref::<Source>().stream().pipe_through(transform)
}
