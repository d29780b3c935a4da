//! Rules in words: `static/data/rules.tsv`.

const FILE: &str = include_str!("../../static/data/rules.tsv");

/// List, rule, words.
type Line<'a> = (&'a str, &'a str, &'a str);

/// Reads the file.
///
/// # Errors
/// The first line that does not fit.
fn parse(file: &str) -> (Vec<Line<'_>>, Result<(), String>) {
    let (mut rows, mut verdict) = (Vec::new(), Ok(()));
    for (number, line) in file.lines().enumerate().filter(|(_, line)| !line.starts_with('#')) {
        let mut parts = line.split('\t');
        let row = match (parts.next(), parts.next(), parts.next(), parts.next()) {
            (Some(list), Some(rule), Some(words), None) if !words.is_empty() => Some((list, rule, words)),
            _ => None,
        };
        let follows = |row: &Line| rows.last().is_none_or(|(list, rule, _)| (*list, *rule) < (row.0, row.1));
        match row.filter(follows) {
            Some(row) => rows.push(row),
            None if verdict.is_ok() => verdict = Err(format!("static/data/rules.tsv:{}: cannot be read", number + 1)),
            None => {}
        }
    }
    (rows, verdict)
}

/// The words for the rules.
pub(super) struct Rules(Vec<Line<'static>>);

impl Rules {
    pub(super) fn bundled() -> Self {
        Self(parse(FILE).0)
    }

    /// What a rule of a list of facts does, in words; its name where nobody has put it in words.
    pub(super) fn words(&self, list: &str, rule: &str) -> String {
        let of = |name: &str| {
            let at = self.0.binary_search_by(|(other, rule, _)| (*other, *rule).cmp(&(list, name))).ok()?;
            self.0.get(at).map(|(_, _, words)| *words)
        };
        of(rule).or_else(|| of("*")).unwrap_or("{}").replace("{}", rule)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_reads() {
        assert_eq!(parse(FILE).1, Ok(()));
        for broken in ["dates\tday", "b\tx\ty\na\tx\ty", "dates\tday\t", "dates\tday\twords\tmore"] {
            assert!(parse(broken).1.is_err(), "{broken}");
        }
    }

    #[test]
    fn rules_in_words() {
        let rules = Rules::bundled();
        assert_eq!(rules.words("forecasts", "hopes to"), "the words “hopes to” speak of the future");
        assert_ne!(rules.words("figures", "money"), "money");
        assert_eq!(rules.words("nothing", "a rule"), "a rule");
    }
}
