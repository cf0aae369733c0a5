//! The macro behind the list of calls: one enum of requests, one of answers, and the type that ties them.

/// Ties a request to its answer, so that a caller gets the right type back.
pub trait Call: Into<super::Request> {
    /// The type of the worker's answer.
    type Answer;
    /// Takes the answer out of the envelope; `None` if it is another call's.
    fn answer(envelope: super::Answer) -> Option<Self::Answer>;
}

/// Writes `Request`, `Answer` and the [`Call`]s from lines of `Name => AnswerType`.
macro_rules! calls {
    ($($(#[$doc:meta])* $call:ident => $answer:ty;)+) => {
        /// Every request that the worker takes.
        #[derive(Clone, Debug, serde::Serialize, serde::Deserialize)]
        pub enum Request { $($(#[$doc])* $call($call),)+ }

        /// Every answer that the worker gives.
        #[derive(Clone, Debug, serde::Serialize, serde::Deserialize)]
        pub enum Answer { $($(#[$doc])* $call($answer),)+ }

        impl Request {
            /// The name of the call.
            pub fn name(&self) -> &'static str {
                match self {
                    $(Self::$call(_) => stringify!($call),)+
                }
            }
        }

        impl Answer {
            /// The name of the call.
            pub fn name(&self) -> &'static str {
                match self {
                    $(Self::$call(_) => stringify!($call),)+
                }
            }
        }

        $(
            impl From<$call> for Request {
                fn from(call: $call) -> Self {
                    Self::$call(call)
                }
            }

            impl $crate::protocol::Call for $call {
                type Answer = $answer;
                fn answer(envelope: Answer) -> Option<$answer> {
                    match envelope {
                        Answer::$call(answer) => Some(answer),
                        _ => None,
                    }
                }
            }
        )+
    };
}

pub(super) use calls;
