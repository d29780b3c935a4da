//! The patterns by which the figures of one sentence check each other.

use super::number::{Interval, bounded, scale, short};
use super::{Sum, Verdict};
use crate::extract::figures::{Bound, Figure, Form, Measure};
use crate::extract::{Certainty, Place};
use crate::text::Span;

/// All checks within one block's text, whose figures are `figures`.
pub(super) fn in_block(text: &str, sentences: &[Span], figures: &[Figure]) -> Vec<Sum> {
    let mut found = Vec::new();
    let mut rest = figures;
    for &sentence in sentences {
        let before = rest.iter().take_while(|figure| figure.place.span.start < sentence.start).count();
        rest = rest.get(before..).unwrap_or_default();
        let count = rest.iter().take_while(|figure| figure.place.span.start < sentence.end).count();
        let own = rest.get(..count).unwrap_or_default();
        if own.len() >= 2 {
            let sentence = Sentence { text, span: sentence, figures: own };
            sentence.changes(&mut found);
            sentence.shares(&mut found);
            sentence.wholes(&mut found);
            sentence.percentages(&mut found);
        }
    }
    found
}

/// One sentence with its figures, in order.
struct Sentence<'a> {
    text: &'a str,
    span: Span,
    figures: &'a [Figure],
}

fn verdict(holds: bool) -> Verdict {
    if holds { Verdict::Holds } else { Verdict::Fails }
}

fn sum(claim: &Figure, parts: &[&Figure], formula: String, holds: bool, rule: &'static str) -> Sum {
    Sum {
        claim: claim.place,
        parts: parts.iter().map(|part| part.place).collect(),
        formula,
        holds: verdict(holds),
        rule,
        certainty: Certainty::Rule,
    }
}

/// The one value of a figure that is neither a range nor a change.
fn value(figure: &Figure) -> Option<f64> {
    (figure.form == Form::Single).then_some(())?;
    figure.low.or(figure.high)
}

/// Whether `actual` is what a figure claims, within `slack` (a part of the claim) where it is not hedged.
fn claims(claim: &Figure, claimed: f64, actual: f64, slack: f64) -> bool {
    let near = |slack: f64| (actual - claimed).abs() <= slack * claimed.abs();
    match claim.hedge.map(|hedge| hedge.bound) {
        Some(Bound::AtLeast) => actual >= claimed * (1.0 - slack / 4.0),
        Some(Bound::AtMost) => actual <= claimed * (1.0 + slack / 4.0),
        Some(Bound::About) => near(slack * 2.0),
        None => near(slack),
    }
}

impl Sentence<'_> {
    /// The text between two figures.
    fn between(&self, a: &Figure, b: &Figure) -> &str {
        Span::new(a.place.span.end, b.place.span.start).of(self.text)
    }

    /// The text of the sentence before a figure.
    fn before(&self, figure: &Figure) -> &str {
        Span::new(self.span.start, figure.place.span.start).of(self.text)
    }

    /// The text of the sentence after a figure, as far as a pattern looks.
    fn after(&self, figure: &Figure) -> &str {
        let start = figure.place.span.end;
        let end = (start + 400).min(self.span.end);
        let end = (start..=end).rev().find(|at| self.text.is_char_boundary(*at)).unwrap_or(start);
        Span::new(start, end).of(self.text)
    }

    /// "tripled …, from $7 billion to $21 billion"; "grew by 50 per cent, from 10 to 15 million tonnes".
    fn changes(&self, found: &mut Vec<Sum>) {
        for (n, change) in self.figures.iter().enumerate().filter(|(_, figure)| matches!(figure.form, Form::Rise | Form::Fall)) {
            let (Some(low), Some(high)) = (change.low.filter(|low| *low > 0.0), change.high) else { continue };
            let (from, to) = if change.form == Form::Rise { (low, high) } else { (high, low) };
            let neighbours = [n.checked_sub(1), Some(n + 1)].into_iter().flatten().filter_map(|at| self.figures.get(at));
            for claim in neighbours.filter(|claim| claim.form == Form::Single) {
                let gap = if claim.place.span.start < change.place.span.start {
                    self.between(claim, change)
                } else {
                    self.between(change, claim)
                };
                if gap.len() > 90 || gap.contains([';', ':']) {
                    continue;
                }
                let Some(said) = value(claim) else { continue };
                let (unit, _) = scale(high);
                let (a, b) = (short(from / unit), short(to / unit));
                let words = claim.place.span.of(self.text);
                let shrinks = said < 1.0 || ["less", "fewer", "lower", "smaller"].iter().any(|word| words.ends_with(word));
                match claim.measure {
                    Measure::Multiple if (change.form == Form::Fall) == shrinks => {
                        let actual = if said > 1.0 && shrinks { from / to } else { to / from };
                        let formula = if said > 1.0 && shrinks {
                            format!("{a} / {b} = {}", short(actual))
                        } else {
                            format!("{b} / {a} = {}", short(actual))
                        };
                        found.push(sum(
                            claim,
                            &[change],
                            formula,
                            claims(claim, said, actual, 0.1),
                            "change in words and numbers",
                        ));
                    }
                    Measure::Percent if claim.unit.as_deref() == Some("pp") && change.measure == Measure::Percent => {
                        let actual = (to - from).abs();
                        found.push(sum(
                            claim,
                            &[change],
                            format!("{} − {} = {}", short(high), short(low), short(actual)),
                            claims(claim, said, actual, 0.05),
                            "change in points",
                        ));
                    }
                    Measure::Percent | Measure::Share
                        if change.measure != Measure::Percent
                            && change.measure != Measure::Share
                            && self.is_growth(claim)
                            && claim.unit.as_deref() == Some("%") =>
                    {
                        let actual = (to - from).abs() * 100.0 / from;
                        let formula = format!("({b} − {a}) / {a} = {} %", short((to - from) * 100.0 / from));
                        let slack = if claim.measure == Measure::Share { 0.1 } else { 0.05 };
                        found.push(sum(
                            claim,
                            &[change],
                            formula,
                            claims(claim, said, actual, slack) || (actual - said).abs() <= 1.0,
                            "change in per cent",
                        ));
                    }
                    _ => {}
                }
            }
        }
    }

    /// Whether a percentage says by how much something grew or shrank.
    fn is_growth(&self, claim: &Figure) -> bool {
        const STEMS: &[&str] = &[
            "increas", "ris", "rose", "grow", "grew", "declin", "decreas", "fell", "fall", "drop", "reduc", "cut", "jump",
            "climb", "shr", "surg", "soar", "expan", "up", "down", "gain",
        ];
        let stem = |word: &str| STEMS.iter().any(|stem| word.to_ascii_lowercase().starts_with(stem));
        self.before(claim).split_whitespace().rev().take(4).any(stem) || self.after(claim).split_whitespace().take(2).any(stem)
    }

    /// "729 of the 944 cases (77%)"; "$3 billion, a third of the $9 billion".
    fn shares(&self, found: &mut Vec<Sum>) {
        for trio in self.figures.windows(3) {
            let [a, b, c] = trio else { continue };
            let is_share = |figure: &Figure| {
                matches!(figure.measure, Measure::Percent | Measure::Share)
                    && figure.unit.as_deref() == Some("%")
                    && figure.form == Form::Single
            };
            let of = |gap: &str| {
                gap.len() <= 30 && gap.trim_start_matches([',', ' ']).starts_with("of ") && !gap.contains([';', ':', '('])
            };
            let close = |gap: &str| gap.len() <= 12 && !gap.contains(';') && (gap.contains(['(', ',']) || gap.contains("or"));
            let (part, whole, share) = if is_share(c) && of(self.between(a, b)) && close(self.between(b, c)) {
                (a, b, c)
            } else if is_share(b) && close(self.between(a, b)) && of(self.between(b, c)) {
                (a, c, b)
            } else if is_share(a) && close(self.between(a, b)) && of(self.between(b, c)) {
                (b, c, a)
            } else {
                continue;
            };
            let comparable = part.measure == whole.measure && (part.unit == whole.unit || part.measure == Measure::Count)
                || [part, whole].iter().all(|figure| matches!(figure.measure, Measure::Count | Measure::Number));
            let (Some(x), Some(y), Some(said)) = (value(part), value(whole).filter(|whole| *whole > 0.0), value(share)) else {
                continue;
            };
            if is_share(part) || is_share(whole) || !comparable || x > y {
                continue;
            }
            let actual = x * 100.0 / y;
            let (unit, _) = scale(y);
            let holds = claims(share, said, actual, 0.03) || (actual - said).abs() <= 0.6;
            found.push(sum(
                share,
                &[part, whole],
                format!("{} / {} = {} %", short(x / unit), short(y / unit), short(actual)),
                holds,
                "share of a total",
            ));
        }
    }

    /// "$2 billion …: emergency aid of $150 million, a credit of $300 million, more than $1.5 billion".
    fn wholes(&self, found: &mut Vec<Sum>) {
        for (n, whole) in self.figures.iter().enumerate() {
            let additive = matches!(
                whole.measure,
                Measure::Money | Measure::Count | Measure::Quantity("mass" | "volume" | "area" | "power" | "energy")
            );
            if whole.form != Form::Single || !additive || whole.per.is_some() {
                continue;
            }
            let after = self.after(whole);
            let Some((opening, partial)) = opening(after) else { continue };
            let from = whole.place.span.end + opening;
            // Inside brackets the list ends with them.
            let to = if after.get(..opening).is_some_and(|head| head.ends_with('(')) {
                after.get(opening..).and_then(|tail| tail.find(')')).map_or(self.span.end, |at| from + at)
            } else {
                self.span.end
            };
            let within = |figure: &&Figure| figure.place.span.start >= from && figure.place.span.end <= to;
            let own: Vec<&Figure> = self.figures.get(n + 1..).unwrap_or_default().iter().take(MOST).filter(within).collect();
            let same = |figure: &&Figure| {
                figure.measure == whole.measure
                    && figure.per.is_none()
                    && (figure.unit == whole.unit || whole.measure == Measure::Count)
                    && figure.form != Form::Rise
                    && figure.form != Form::Fall
            };
            let parts: Vec<&Figure> = own.iter().copied().filter(same).collect();
            let first = Span::new(from, parts.first().map_or(from, |part| part.place.span.start)).of(self.text);
            if parts.len() < 2 || parts.len() < own.len() || first.len() > 60 {
                continue;
            }
            let total =
                parts.iter().map(|part| Interval::of(part)).reduce(Interval::plus).unwrap_or(Interval { low: 0.0, high: 0.0 });
            let all = Interval::of(whole);
            let fits = all.meets(total, 0.02);
            let holds = fits || partial && total.low <= all.high * 1.02;
            let alike = parts.iter().all(|part| part.unit == whole.unit);
            // Counts of different things that do not add up were never meant to.
            if !holds && !alike {
                continue;
            }
            let (unit, word) = scale(whole.low.or(whole.high).unwrap_or(0.0));
            let terms: Vec<String> = parts
                .iter()
                .map(|part| {
                    if matches!((part.low, part.high), (Some(_), Some(_))) {
                        bounded(part, unit)
                    } else {
                        format!("({})", bounded(part, unit))
                    }
                })
                .collect();
            let open = total.high.is_infinite();
            let result =
                if open { format!("≥{}", short(total.low / unit)) } else { short((total.low + total.high) / 2.0 / unit) };
            let sign = if open || !fits || partial { "of" } else { "≈" };
            let formula = format!(
                "{} = {result} {sign} {}{word}{}",
                terms.join(" + "),
                bounded(whole, unit),
                whole.unit.as_deref().map_or(String::new(), |unit| format!(" {unit}"))
            );
            found.push(sum(whole, &parts, formula, holds, "parts and whole"));
        }
    }

    /// "80% of which … and 10% …"; "Norway (55%), Algeria (19%) and Russia (10%)"; "the remaining 20%".
    fn percentages(&self, found: &mut Vec<Sum>) {
        let single = |figure: &&Figure| {
            figure.measure == Measure::Percent
                && figure.unit.as_deref() == Some("%")
                && figure.form == Form::Single
                && figure.per.is_none()
        };
        let percents: Vec<&Figure> = self.figures.iter().filter(single).collect();
        let mut from = 0;
        while from < percents.len() {
            let Some((first, rest)) = percents.get(from..).and_then(|list| list.split_first()) else { break };
            let bracketed = |figure: &Figure| self.before(figure).ends_with('(') && self.after(figure).starts_with(')');
            let shared = ["of which", "of whom", "of these", "of them"]
                .iter()
                .any(|words| self.after(first).trim_start().starts_with(words));
            let mut parts = vec![*first];
            let mut rests = None;
            for next in rest {
                let gap = parts.last().map_or("", |last| self.between(last, next));
                let listed = bracketed(first) && bracketed(next) && gap.len() <= 45 && !gap.contains(';');
                let chained = shared
                    && gap.len() <= 90
                    && (gap.contains(" and ") || gap.contains(','))
                    && !gap.contains([';', ':', '('])
                    && !gap.contains(" while ");
                let remaining =
                    ["remaining ", "other ", "rest, ", "remainder, "].iter().any(|words| self.before(next).ends_with(words));
                if !(listed || chained || remaining && gap.len() <= 120) {
                    break;
                }
                parts.push(next);
                if remaining {
                    rests = Some(*next);
                    break;
                }
            }
            let enough = rests.is_some() || shared && parts.len() >= 2 || parts.len() >= 3;
            if enough {
                let total: f64 = parts.iter().filter_map(|part| value(part)).sum();
                let terms: Vec<String> = parts.iter().map(|part| bounded(part, 1.0)).collect();
                let exact = rests.is_some();
                let holds = if exact { (total - 100.0).abs() <= 1.5 } else { total <= 101.0 };
                let sign = if exact {
                    "of"
                } else if holds {
                    "≤"
                } else {
                    ">"
                };
                let formula = format!("{} = {} {sign} 100 %", terms.join(" + "), short(total));
                let claim = Place {
                    block: first.place.block,
                    span: Span::new(
                        first.place.span.start,
                        parts.last().map_or(first.place.span.end, |part| part.place.span.end),
                    ),
                };
                found.push(Sum {
                    claim,
                    parts: parts.iter().map(|part| part.place).collect(),
                    formula,
                    holds: verdict(holds),
                    rule: "percentages of one whole",
                    certainty: Certainty::Rule,
                });
            }
            from += parts.len();
        }
    }
}

/// The most figures that the parts of one whole can be.
const MOST: usize = 32;

/// Where the list of a whole's parts begins in the text after it, and whether it need not be complete.
fn opening(after: &str) -> Option<(usize, bool)> {
    const NEAR: usize = 80;
    const WORDS: &[(&str, bool)] = &[
        (": ", false),
        (" (", false),
        (" including ", true),
        (", of which ", true),
        (" comprising ", false),
        (" consisting of ", false),
        (" made up of ", false),
        (" divided into ", false),
        (" broken down into ", false),
    ];
    let found = WORDS
        .iter()
        .filter_map(|(words, partial)| after.find(words).filter(|at| *at <= NEAR).map(|at| (at, at + words.len(), *partial)))
        .min()?;
    // A bracket must touch the whole, and the clause must not have ended before.
    let head = after.get(..found.0).unwrap_or_default();
    let touches = !after.get(found.0..).is_some_and(|tail| tail.starts_with(" (")) || head.split(' ').count() <= 2;
    (touches && !head.contains([';', '('])).then_some((found.1, found.2))
}
