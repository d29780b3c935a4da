//! A total that a share and its value imply, against the same total where the paper gives it: "from 23% of total trade in 2003 to
//! 36%, or from $2 billion to $4.6 billion" implies a trade of 8.7 in 2003.

use super::number::{scale, short};
use super::{Sum, Verdict};
use crate::document::Document;
use crate::extract::Certainty;
use crate::extract::dates::Date;
use crate::extract::figures::{Figure, Form, Measure};
use crate::extract::tokens::Tokens;
use crate::text::Span;

/// How many blocks apart two statements about one total may stand.
const REACH: u32 = 40;

/// A share that moved, and the values that moved with it.
struct Implied<'a> {
    share: &'a Figure,
    value: &'a Figure,
    /// The whole's name, a single noun.
    noun: &'a str,
    /// The year in which the move began.
    year: u16,
}

/// All checks of implied totals.
pub(super) fn totals(document: &Document, tokens: &[Tokens<'_>], figures: &[Figure], dates: &[Date]) -> Vec<Sum> {
    let implied: Vec<Implied<'_>> = figures.windows(2).filter_map(|pair| read(document, pair, dates)).collect();
    let mut found = Vec::new();
    for total in figures.iter().filter(|figure| moves(figure)) {
        let matching = implied.iter().filter(|implied| {
            let alone =
                implied.value.place != total.place && implied.value.unit == total.unit && implied.value.measure == total.measure;
            let near = implied.share.place.block.0.abs_diff(total.place.block.0) <= REACH;
            alone && near && year_of(total, dates) == Some(implied.year) && tells(tokens, total, implied.noun)
        });
        for implied in matching {
            let (Some(percent), Some(part), Some(given)) = (start(implied.share), start(implied.value), start(total)) else {
                continue;
            };
            let whole = part * 100.0 / percent;
            let (unit, word) = scale(given);
            let close = (whole - given).abs() <= 0.1 * given;
            let formula = format!(
                "{} / {} % = {} against {}{word} ({})",
                short(part / unit),
                short(percent),
                short(whole / unit),
                short(given / unit),
                implied.year
            );
            let holds = if close { Verdict::Holds } else { Verdict::Fails };
            found.push(Sum {
                claim: total.place,
                parts: vec![implied.share.place, implied.value.place],
                formula,
                holds,
                rule: "implied total",
                certainty: Certainty::Guess,
            });
        }
    }
    found
}

fn moves(figure: &Figure) -> bool {
    matches!(figure.form, Form::Rise | Form::Fall)
}

/// The value at which a change began.
fn start(figure: &Figure) -> Option<f64> {
    if figure.form == Form::Fall { figure.high } else { figure.low }.filter(|value| *value > 0.0)
}

/// The year of the date that says when a change began.
fn year_of(figure: &Figure, dates: &[Date]) -> Option<u16> {
    let when = figure.when?;
    let block = figure.place.block;
    let from = dates.partition_point(|date| (date.place.block, date.place.span.start) < (block, when.start));
    dates.get(from).filter(|date| date.place.block == block && date.place.span == when).map(|date| date.from.year)
}

/// A share's change and a value's change beside it, joined by "or".
fn read<'a>(document: &'a Document, pair: &'a [Figure], dates: &[Date]) -> Option<Implied<'a>> {
    let [share, value] = pair else { return None };
    let text = &document.block(share.place.block)?.text;
    let percent = share.measure == Measure::Percent && share.unit.as_deref() == Some("%");
    let gap = Span::new(share.place.span.end, value.place.span.start).of(text);
    let joined =
        share.place.block == value.place.block && gap.len() <= 40 && gap.trim_end().ends_with("or") && !gap.contains(['.', ';']);
    if !(percent && moves(share) && moves(value) && value.measure == Measure::Money && joined) {
        return None;
    }
    // "23% of total trade in 2003"
    let words = share.place.span.of(text).split_once(" of ")?.1;
    let noun = words.split(' ').find(|word| !matches!(*word, "total" | "all" | "the" | "its" | "their" | "overall"))?;
    Some(Implied { share, value, noun, year: year_of(share, dates)? })
}

/// Whether the sentence of a figure has the word `noun`.
fn tells(tokens: &[Tokens<'_>], figure: &Figure, noun: &str) -> bool {
    let Some(block) = tokens.get((figure.place.block.0 as usize).wrapping_sub(1)) else { return false };
    let sentences = block.sentences();
    let at = sentences.partition_point(|sentence| sentence.end < figure.place.span.end);
    let sentence = sentences.get(at).filter(|sentence| sentence.contains(figure.place.span));
    sentence.is_some_and(|sentence| {
        sentence.of(block.whole()).split(|letter: char| !letter.is_alphanumeric()).any(|word| word.eq_ignore_ascii_case(noun))
    })
}
