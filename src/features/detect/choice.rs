//! The choice between candidates: the best one is taken only if it has enough points and is clearly ahead.

/// The fewest points by which the best candidate has to be ahead of the next.
const MARGIN: i32 = 2;

/// The most points that a candidate may be behind the best and still be offered.
const OFFERED_WITHIN: i32 = 12;

/// The most candidates that are offered.
const MOST: usize = 12;

/// The decision between candidates by their points.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Choice<T> {
    /// The candidate that is clearly the best.
    Clear(T),
    /// The candidates if the best is not clearly ahead; likeliest first.
    Close(Vec<T>),
    /// The candidates if none has enough points; likeliest first.
    Unsure(Vec<T>),
}

impl<T> Choice<T> {
    /// Returns the candidates, likeliest first.
    pub(super) fn candidates(&self) -> &[T] {
        match self {
            Self::Clear(one) => std::slice::from_ref(one),
            Self::Close(several) | Self::Unsure(several) => several,
        }
    }
}

/// Chooses from candidates with their points, best first; `enough` is the fewest points that the best needs.
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
