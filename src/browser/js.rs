//! Browser APIs by their names. A typed import takes some hundred bytes of the first chunk, wherever it is used: an API
//! that only the lazy chunk uses is called by name.

use js_sys::{Array, Function, Object, Reflect};
use wasm_bindgen::{JsCast, JsValue};

/// Returns an object with these keys.
pub fn object(pairs: &[(&str, JsValue)]) -> Object {
    let object = Object::new();
    for (key, value) in pairs {
        // Setting a key of a plain object cannot fail.
        let _ = Reflect::set(&object, &JsValue::from_str(key), value);
    }
    object
}

/// Returns a property of an object.
pub fn get(object: &JsValue, name: &str) -> Result<JsValue, JsValue> {
    Reflect::get(object, &JsValue::from_str(name))
}

/// Calls a method with one argument.
pub fn call(object: &JsValue, method: &str, argument: &JsValue) -> Result<JsValue, JsValue> {
    get(object, method)?.dyn_into::<Function>()?.call1(object, argument)
}

/// Creates an object of a global class.
pub fn construct(class: &str, arguments: &Array) -> Result<JsValue, JsValue> {
    Reflect::construct(&global(class)?.dyn_into::<Function>()?, arguments)
}

/// Returns a global object or class.
pub fn global(name: &str) -> Result<JsValue, JsValue> {
    get(&js_sys::global(), name)
}
