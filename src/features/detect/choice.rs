//! Choosing or asking: the best candidate is taken only if it is good enough and clearly ahead.

/// How far ahead the best candidate has to be.
const MARGIN: i32 = 2;

/// How far behind the best a candidate may be and still be offered.
const OFFERED_WITHIN: i32 = 12;

/// The most candidates that are offered.
const MOST: usize = 12;

/// What the points of some candidates say.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Choice<T> {
    /// One is clearly the best.
    Clear(T),
    /// Several are as good; likeliest first.
    Close(Vec<T>),
    /// None is good enough; likeliest first.
    Unsure(Vec<T>),
}

impl<T> Choice<T> {
    /// The candidates, likeliest first.
    pub(super) fn candidates(&self) -> &[T] {
        match self {
            Self::Clear(one) => std::slice::from_ref(one),
            Self::Close(several) | Self::Unsure(several) => several,
        }
    }
}

/// Chooses from candidates in order, best first.
pub(super) fn choose<T: Clone>(ranked: &[(i32, T)], enough: i32) -> Choice<T> {
    let best = ranked.first().map_or(0, |(points, _)| *points);
    let offered = |within: i32| {
        let near = ranked.iter().filter(|(points, _)| best - points <= within);
        near.take(MOST).map(|(_, candidate)| candidate.clone()).collect()
    };
    match ranked {
        [(points, candidate), rest @ ..] if *points >= enough => {
            if rest.first().is_some_and(|(next, _)| points - next < MARGIN) {
                Choice::Close(offered(OFFERED_WITHIN))
            } else {
                Choice::Clear(candidate.clone())
            }
        }
        _ => Choice::Unsure(offered(i32::MAX)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_clear_best_is_chosen() {
        assert_eq!(choose(&[(9, 'a'), (7, 'b')], 5), Choice::Clear('a'));
        assert_eq!(choose(&[(9, 'a'), (8, 'b'), (-9, 'c')], 5), Choice::Close(vec!['a', 'b']));
        assert_eq!(choose(&[(4, 'a')], 5), Choice::Unsure(vec!['a']));
        assert_eq!(choose::<char>(&[], 5), Choice::Unsure(vec![]));
    }
}
