//! The part of a unit that a list of results shows.

use crate::text::{self, Span, small_letter};

/// Longest excerpt, in bytes, unless one sentence is longer.
const LONGEST: usize = 360;

/// The best sentence or two of a body: those with the most different things lit, then the most, then the earliest. The whole of a
/// short body; its first sentence where nothing is lit. Spans are in bytes of the body, ascending; two that do not touch are
/// shown with an ellipsis between.
pub fn excerpt(body: &str, lit: &[Span]) -> Vec<Span> {
    if body.len() <= LONGEST {
        return if body.is_empty() { Vec::new() } else { vec![Span::new(0, body.len())] };
    }
    let sentences = text::sentences(body);
    let mut ranked: Vec<(usize, usize, usize)> = sentences
        .iter()
        .enumerate()
        .map(|(at, sentence)| {
            let inside: Vec<Span> = lit.iter().copied().filter(|span| sentence.overlaps(*span)).collect();
            let mut kinds: Vec<String> =
                inside.iter().map(|span| span.of(body).chars().take(5).map(small_letter).collect()).collect();
            kinds.sort();
            kinds.dedup();
            (kinds.len(), inside.len(), at)
        })
        .collect();
    ranked.sort_by_key(|&(kinds, count, at)| (std::cmp::Reverse(kinds), std::cmp::Reverse(count), at));
    let mut chosen: Vec<Span> = Vec::new();
    let mut length = 0;
    for &(kinds, _, at) in ranked.iter().take(2) {
        let Some(&sentence) = sentences.get(at) else {
            continue;
        };
        if chosen.is_empty() || kinds > 0 && length + sentence.len() <= LONGEST {
            length += sentence.len();
            chosen.push(sentence);
        }
    }
    chosen.sort();
    chosen
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_sentence_with_most_of_the_query() {
        let filler =
            "Nothing of interest stands in this sentence, which is here to be long and dull, as long sentences are. ".repeat(3);
        let body = format!("{filler}Gas goes to China. {filler}Gas is dear.");
        let lit: Vec<Span> = ["Gas", "China", "Gas is"]
            .iter()
            .map(|word| body.find(word).map(|at| Span::new(at, at + word.len())).expect("it is there"))
            .collect();
        let shown = excerpt(&body, &lit);
        assert_eq!(shown[0].of(&body), "Gas goes to China.");
        assert_eq!(excerpt("short", &[]), [Span::new(0, 5)]);
        assert_eq!(excerpt(&body, &[]).len(), 1);
    }
}
