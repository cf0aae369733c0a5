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
    Message(u32, Vec<Fact>),
    /// Several messages.
    Messages(Vec<(u32, Vec<Fact>)>),
    /// A fact that is not known or does not apply.
    Nothing,
}

/// The facts of a message on their way between page and worker.
///
/// Its functions stay calls: hundreds of kinds have facts, and code for each of them would be a large part of the program.
#[derive(Debug, Default)]
pub struct Facts(std::vec::IntoIter<Fact>);

impl Facts {
    /// Reads the next fact; `None` if there is none, or it is of another type.
    #[inline(never)]
    pub fn take<T: FactType>(&mut self) -> Option<T> {
        T::from_fact(self.0.next()?)
    }
}

/// Adds a fact to those of a message; see [`Facts`] for why it stays a call.
#[inline(never)]
pub fn add_fact<T: FactType>(facts: &mut Vec<Fact>, fact: &T) {
    facts.push(fact.to_fact());
}

/// A message: an enum that [`messages!`](crate::base::message::messages) declares.
pub trait Message: Sized {
    /// The place of the kind in its enum; its facts are added in the order of their fields.
    fn parts(&self, facts: &mut Vec<Fact>) -> u32;

    /// The message of a kind and its facts; `None` if there is none of this kind, or it has other facts.
    fn from_parts(kind: u32, facts: &mut Facts) -> Option<Self>;
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
        let (kind, facts) = parts(self);
        Fact::Message(kind, facts)
    }

    fn from_fact(fact: Fact) -> Option<Self> {
        match fact {
            Fact::Message(kind, facts) => Self::from_parts(kind, &mut Facts(facts.into_iter())),
            _ => None,
        }
    }
}

impl<T: Message> FactType for Vec<T> {
    fn to_fact(&self) -> Fact {
        Fact::Messages(self.iter().map(parts).collect())
    }

    fn from_fact(fact: Fact) -> Option<Self> {
        let Fact::Messages(messages) = fact else { return None };
        messages.into_iter().map(|(kind, facts)| T::from_parts(kind, &mut Facts(facts.into_iter()))).collect()
    }
}

fn parts<M: Message>(message: &M) -> (u32, Vec<Fact>) {
    let mut facts = Vec::new();
    (message.parts(&mut facts), facts)
}

/// Writes a message as its kind and facts, for serde.
pub fn serialize<M: Message, S: Serializer>(message: &M, to: S) -> Result<S::Ok, S::Error> {
    parts(message).serialize(to)
}

/// Reads a message from its kind and facts, for serde.
pub fn deserialize<'de, M: Message, D: Deserializer<'de>>(from: D) -> Result<M, D::Error> {
    let (kind, facts) = <(u32, Vec<Fact>)>::deserialize(from)?;
    M::from_parts(kind, &mut Facts(facts.into_iter())).ok_or_else(|| D::Error::custom("another version's message"))
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
            fn parts(&self, facts: &mut Vec<$crate::base::message::Fact>) -> u32 {
                /// The kinds without their facts.
                enum Kind {
                    $($kind),*
                }
                let _ = &facts;
                match self {
                    $(Self::$kind $({ $($fact),* })? => {
                        $($($crate::base::message::add_fact(facts, $fact);)*)?
                        Kind::$kind as u32
                    })*
                }
            }

            fn from_parts(kind: u32, facts: &mut $crate::base::message::Facts) -> Option<Self> {
                /// The kinds without their facts.
                enum Kind {
                    $($kind),*
                }
                let _ = &facts;
                Some(match kind {
                    $(kind if kind == Kind::$kind as u32 => Self::$kind $({ $($fact: facts.take()?),* })?,)*
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
        for text in ["[7,[]]", "[1,[]]", r#"[1,[{"Text":"7"}]]"#, "7"] {
            assert!(serde_json::from_str::<Told>(text).is_err(), "{text}");
        }
    }
}
