//! IndexedDB as a folder of files, for browsers that give workers no private file system.

use js_sys::{Array, Promise};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::Blob;

use super::store::refused;
use crate::domain::error::Result;

#[wasm_bindgen]
extern "C" {
    type Factory;
    #[wasm_bindgen(thread_local_v2, js_namespace = globalThis, js_name = indexedDB)]
    static FACTORY: Option<Factory>;
    #[wasm_bindgen(method, catch)]
    fn open(this: &Factory, name: &str, version: u32) -> std::result::Result<Request, JsValue>;

    #[derive(Clone)]
    type Request;
    #[wasm_bindgen(method, getter, catch)]
    fn result(this: &Request) -> std::result::Result<JsValue, JsValue>;
    #[wasm_bindgen(method, getter)]
    fn error(this: &Request) -> JsValue;
    #[wasm_bindgen(method, setter)]
    fn set_onsuccess(this: &Request, act: &JsValue);
    #[wasm_bindgen(method, setter)]
    fn set_onerror(this: &Request, act: &JsValue);
    #[wasm_bindgen(method, setter)]
    fn set_onupgradeneeded(this: &Request, act: &JsValue);

    type Database;
    #[wasm_bindgen(method, catch, js_name = createObjectStore)]
    fn create(this: &Database, name: &str) -> std::result::Result<JsValue, JsValue>;
    #[wasm_bindgen(method, catch)]
    fn transaction(
        this: &Database,
        stores: &str,
        mode: &str,
        options: &JsValue,
    ) -> std::result::Result<Transaction, JsValue>;

    type Transaction;
    #[wasm_bindgen(method, catch, js_name = objectStore)]
    fn store(this: &Transaction, name: &str) -> std::result::Result<Cells, JsValue>;
    #[wasm_bindgen(method, getter)]
    fn error(this: &Transaction) -> JsValue;
    #[wasm_bindgen(method, setter)]
    fn set_oncomplete(this: &Transaction, act: &JsValue);
    #[wasm_bindgen(method, setter)]
    fn set_onabort(this: &Transaction, act: &JsValue);

    type Cells;
    #[wasm_bindgen(method, catch)]
    fn put(this: &Cells, value: &Blob, key: &str) -> std::result::Result<Request, JsValue>;
    #[wasm_bindgen(method, catch)]
    fn get(this: &Cells, key: &str) -> std::result::Result<Request, JsValue>;
    #[wasm_bindgen(method, catch)]
    fn delete(this: &Cells, key: &str) -> std::result::Result<Request, JsValue>;
    #[wasm_bindgen(method, catch, js_name = getAllKeys)]
    fn keys(this: &Cells) -> std::result::Result<Request, JsValue>;
}

const NAME: &str = "feature-lab";
const STORE: &str = "files";

/// The lab's database of files.
pub(super) struct Files(Database);

impl Files {
    pub(super) async fn open() -> Result<Self> {
        let missing = || refused(&"IndexedDB is missing".into());
        let request =
            FACTORY.with(|factory| factory.as_ref().map(|factory| factory.open(NAME, 1))).ok_or_else(missing)?;
        let request = request.map_err(|error| refused(&error))?;
        let fresh = request.clone();
        let make = Closure::once_into_js(move || {
            // A store that cannot be made is missed by the first transaction.
            let _ = fresh.result().map(|database| database.unchecked_into::<Database>().create(STORE));
        });
        request.set_onupgradeneeded(&make);
        Ok(Self(answered(&request).await?.unchecked_into()))
    }

    pub(super) async fn names(&self) -> Result<Vec<String>> {
        let keys = self.look(Cells::keys).await?.unchecked_into::<Array>();
        Ok(keys.iter().filter_map(|key| key.as_string()).collect())
    }

    pub(super) async fn write(&self, name: &str, content: &Blob) -> Result<()> {
        self.change(|cells| cells.put(content, name)).await
    }

    pub(super) async fn read(&self, name: &str) -> Result<Blob> {
        let found = self.look(|cells| cells.get(name)).await?;
        found.dyn_into().map_err(|_| refused(&format!("{name} is missing").into()))
    }

    pub(super) async fn remove(&self, name: &str) -> Result<()> {
        self.change(|cells| cells.delete(name)).await
    }

    async fn look(&self, ask: impl FnOnce(&Cells) -> std::result::Result<Request, JsValue>) -> Result<JsValue> {
        let begin = || ask(&self.0.transaction(STORE, "readonly", &JsValue::UNDEFINED)?.store(STORE)?);
        answered(&begin().map_err(|error| refused(&error))?).await
    }

    /// Changes something and waits until it is on the disk.
    async fn change(&self, ask: impl FnOnce(&Cells) -> std::result::Result<Request, JsValue>) -> Result<()> {
        let options = js_sys::Object::new();
        // A plain object takes every property.
        let _ = js_sys::Reflect::set(&options, &"durability".into(), &"strict".into());
        let begin = || {
            let transaction = self.0.transaction(STORE, "readwrite", &options)?;
            ask(&transaction.store(STORE)?)?;
            Ok(transaction)
        };
        let transaction = begin().map_err(|error: JsValue| refused(&error))?;
        let done = Promise::new(&mut |done, failed| {
            transaction.set_oncomplete(&done);
            transaction.set_onabort(&failed);
        });
        JsFuture::from(done).await.map_err(|_| refused(&transaction.error()))?;
        Ok(())
    }
}

async fn answered(request: &Request) -> Result<JsValue> {
    let done = Promise::new(&mut |done, failed| {
        request.set_onsuccess(&done);
        request.set_onerror(&failed);
    });
    JsFuture::from(done).await.map_err(|_| refused(&request.error()))?;
    request.result().map_err(|error| refused(&error))
}
