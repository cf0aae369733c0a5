//! Messages as data: a kind and its facts. The room `words` has their sentences.

use serde::de::Error as _;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// One fact of a message as it crosses between page and worker.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Fact {
    /// A count, a size, or another whole number.
    Integer(i64),
    /// A name, or what somebody wrote.
    Text(String),
    /// Several names.
    List(Vec<String>),
    /// Another message: its kind and its facts.
    Message(String, Vec<Fact>),
    /// Several messages.
    Messages(Vec<(String, Vec<Fact>)>),
    /// A fact that is not known or does not apply.
    Nothing,
}

/// A message: an enum that [`messages!`](crate::base::message::messages) declares.
pub trait Message: Sized {
    /// Returns the name of the kind, and the facts in the order of their fields.
    fn parts(&self) -> (&'static str, Vec<Fact>);

    /// Makes the message of a kind from its facts; `None` if no such kind exists, or it has other facts.
    fn from_parts(kind: &str, facts: &mut dyn Iterator<Item = Fact>) -> Option<Self>;
}

/// A type that a fact can have.
pub trait FactType: Sized {
    /// Writes the fact.
    fn to_fact(&self) -> Fact;

    /// Reads the fact; `None` if it is of another type.
    fn from_fact(fact: Fact) -> Option<Self>;
}

/// Implements [`FactType`] for a type that one kind of fact carries.
macro_rules! fact_type {
    ($type:ty, $kind:ident, |$value:ident| $write:expr, |$read:ident| $from:expr) => {
        impl FactType for $type {
            fn to_fact(&self) -> Fact {
                let $value = self;
                Fact::$kind($write)
            }

            fn from_fact(fact: Fact) -> Option<Self> {
                match fact {
                    Fact::$kind($read) => $from,
                    _ => None,
                }
            }
        }
    };
}

fact_type!(i64, Integer, |value| *value, |read| Some(read));
fact_type!(u64, Integer, |value| i64::try_from(*value).unwrap_or(i64::MAX), |read| u64::try_from(read).ok());
fact_type!(bool, Integer, |value| i64::from(*value), |read| Some(read != 0));
fact_type!(String, Text, |value| value.clone(), |read| Some(read));
fact_type!(Vec<String>, List, |value| value.clone(), |read| Some(read));

impl<T: FactType> FactType for Option<T> {
    fn to_fact(&self) -> Fact {
        self.as_ref().map_or(Fact::Nothing, FactType::to_fact)
    }

    fn from_fact(fact: Fact) -> Option<Self> {
        match fact {
            Fact::Nothing => Some(None),
            fact => T::from_fact(fact).map(Some),
        }
    }
}

impl<T: Message> FactType for T {
    fn to_fact(&self) -> Fact {
        let (kind, facts) = self.parts();
        Fact::Message(kind.to_owned(), facts)
    }

    fn from_fact(fact: Fact) -> Option<Self> {
        match fact {
            Fact::Message(kind, facts) => Self::from_parts(&kind, &mut facts.into_iter()),
            _ => None,
        }
    }
}

impl<T: Message> FactType for Vec<T> {
    fn to_fact(&self) -> Fact {
        Fact::Messages(self.iter().map(Message::parts).map(|(kind, facts)| (kind.to_owned(), facts)).collect())
    }

    fn from_fact(fact: Fact) -> Option<Self> {
        let Fact::Messages(messages) = fact else { return None };
        messages.into_iter().map(|(kind, facts)| T::from_parts(&kind, &mut facts.into_iter())).collect()
    }
}

/// Writes a message as its kind and facts, for serde.
pub fn serialize<M: Message, S: Serializer>(message: &M, to: S) -> Result<S::Ok, S::Error> {
    message.parts().serialize(to)
}

/// Reads a message from its kind and facts, for serde.
pub fn deserialize<'de, M: Message, D: Deserializer<'de>>(from: D) -> Result<M, D::Error> {
    let (kind, facts) = <(String, Vec<Fact>)>::deserialize(from)?;
    M::from_parts(&kind, &mut facts.into_iter()).ok_or_else(|| D::Error::custom(kind))
}

/// Declares an enum of messages: its variants are the kinds, their fields the facts. All kinds of all enums share the
/// code that carries them between page and worker; a derived one would weigh about a kilobyte for each kind.
macro_rules! messages {
    ($(#[$meta:meta])* $visibility:vis enum $name:ident {
        $($(#[$kind_meta:meta])* $kind:ident $({ $($(#[$fact_meta:meta])* $fact:ident: $type:ty),* $(,)? })?),* $(,)?
    }) => {
        $(#[$meta])*
        #[derive(Clone, Debug, PartialEq, Eq)]
        $visibility enum $name {
            $($(#[$kind_meta])* $kind $({ $($(#[$fact_meta])* $fact: $type),* })?),*
        }

        impl $crate::base::message::Message for $name {
            fn parts(&self) -> (&'static str, Vec<$crate::base::message::Fact>) {
                match self {
                    $(Self::$kind $({ $($fact),* })? => {
                        (stringify!($kind), vec![$($($crate::base::message::FactType::to_fact($fact)),*)?])
                    })*
                }
            }

            fn from_parts(
                kind: &str,
                facts: &mut dyn Iterator<Item = $crate::base::message::Fact>,
            ) -> Option<Self> {
                let _ = &facts;
                Some(match kind {
                    $(stringify!($kind) => Self::$kind $({
                        $($fact: $crate::base::message::FactType::from_fact(facts.next()?)?),*
                    })?,)*
                    _ => return None,
                })
            }
        }

        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, to: S) -> std::result::Result<S::Ok, S::Error> {
                $crate::base::message::serialize(self, to)
            }
        }

        impl<'de> serde::Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(from: D) -> std::result::Result<Self, D::Error> {
                $crate::base::message::deserialize(from)
            }
        }
    };
}
pub(crate) use messages;

#[cfg(test)]
mod tests {
    use serde::de::DeserializeOwned;

    use super::*;

    messages! {
        /// A message of this test.
        enum Told {
            /// Nothing else.
            Plain,
            /// Every type of fact.
            Full {
                /// A number.
                number: u64,
                /// Below zero.
                below: i64,
                /// A name.
                name: String,
                /// Several.
                names: Vec<String>,
                /// Not known.
                none: Option<String>,
                /// Known.
                some: Option<u64>,
                /// Another message.
                inner: Inner,
                /// Several messages.
                list: Vec<Inner>,
                /// Yes or no.
                holds: bool,
            },
        }
    }

    messages! {
        /// A message in a message.
        enum Inner {
            /// One kind.
            First,
            /// Another.
            Second {
                /// A number.
                n: u64,
            },
        }
    }

    fn round_trip<T: Serialize + DeserializeOwned>(value: &T) -> T {
        serde_json::from_str(&serde_json::to_string(value).unwrap()).unwrap()
    }

    #[test]
    fn a_message_comes_back_with_all_of_its_facts() {
        let full = |inner| Told::Full {
            number: 7,
            below: i64::MIN,
            name: "a \0 “b”".to_owned(),
            names: vec![String::new(), "x".to_owned()],
            none: None,
            some: Some(u64::try_from(i64::MAX).unwrap()),
            inner,
            list: vec![Inner::Second { n: 1 }, Inner::First],
            holds: true,
        };
        for told in [Told::Plain, full(Inner::First), full(Inner::Second { n: 3 })] {
            assert_eq!(round_trip(&told), told);
        }
    }

    #[test]
    fn an_unknown_kind_and_other_facts_are_refused() {
        for text in [r#"["Other",[]]"#, r#"["Full",[]]"#, r#"["Full",[{"Text":"7"}]]"#, "7"] {
            assert!(serde_json::from_str::<Told>(text).is_err(), "{text}");
        }
    }
}
