//! Generated values of every storage class, many of them equal or nearly so.

use feature_lab::base::value::Value;
use proptest::prelude::*;

/// A value of any storage class.
pub fn value() -> impl Strategy<Value = Value> {
    let near =
        (any::<bool>(), -3_i64..3).prop_map(|(is_high, by)| if is_high { (1 << 53) + by } else { i64::MAX - 3 + by });
    prop_oneof![
        Just(Value::Null),
        (-3_i64..3).prop_map(Value::Integer),
        near.clone().prop_map(Value::Integer),
        any::<i64>().prop_map(Value::Integer),
        (-3_i32..3).prop_map(|number| Value::Real(f64::from(number) / 2.0)),
        #[allow(clippy::cast_precision_loss)]
        near.prop_map(|number| Value::Real(number as f64)),
        proptest::num::f64::NORMAL.prop_map(Value::Real),
        proptest::num::f64::SUBNORMAL.prop_map(Value::Real),
        (0_u32..1_000_000_000).prop_map(|millionths| Value::Real(f64::from(millionths) / 1e6)),
        Just(Value::Real(f64::INFINITY)),
        Just(Value::Real(f64::NEG_INFINITY)),
        text().prop_map(Value::Text),
        "(-?[0-9]{1,3}(\\.5)?)".prop_map(Value::Text),
        prop::collection::vec(any::<u8>(), 0..20).prop_map(Value::Blob),
    ]
}

/// A text: of few letters, of a long beginning that others have too, or hostile.
pub fn text() -> impl Strategy<Value = String> {
    prop_oneof![
        "[ab]{0,3}",
        "(the beginning is the same){0,6}[ab\0]{0,3}",
        "[\\PC\r\n\t\0\"',;|=+@\\\\-]{0,12}",
        Just("Grün, GRÜN 'n' \"x\"\r\n.quit\r\n;\r\\r\\n".to_owned()),
    ]
}
