//! A pointer that holds an element: a line that is dragged.

use wasm_bindgen::JsCast;
use web_sys::{Element, Event, PointerEvent};

/// Has the element of an event get the pointer's events until it is let go.
pub fn hold(event: &Event) {
    if let Some((element, pointer)) = parts(event) {
        // A pointer that is gone already moves nothing.
        let _ = element.set_pointer_capture(pointer.pointer_id());
    }
}

/// Returns the CSS pixels, to the right and down, from the middle of the event's element to the pointer that holds it; `None` if
/// none does.
pub fn distance(event: &Event) -> Option<(i32, i32)> {
    let (element, pointer) = parts(event)?;
    if !element.has_pointer_capture(pointer.pointer_id()) {
        return None;
    }
    let place = element.get_bounding_client_rect();
    let right = f64::from(pointer.x()) - f64::midpoint(place.left(), place.right());
    let down = f64::from(pointer.y()) - f64::midpoint(place.top(), place.bottom());
    #[expect(clippy::cast_possible_truncation, reason = "a distance on a screen")]
    let pixels = (right.round() as i32, down.round() as i32);
    Some(pixels)
}

fn parts(event: &Event) -> Option<(Element, &PointerEvent)> {
    Some((event.current_target()?.dyn_into().ok()?, event.dyn_ref()?))
}
