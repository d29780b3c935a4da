//! How good the answers are: queries of ten kinds to five papers, judged by reading them, against floors a little under what was
//! measured. `judged/` has the papers and the queries; the head of each list says how it is written.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use lectern::corpus::{BUNDLED_METADATA, BUNDLED_PAPER, names};
use lectern::document::{Metadata, parse};
use lectern::search::lines;
use lectern::search::thesaurus::Thesaurus;

/// A query with what answers it: passages and their grades.
struct Judged {
    kind: &'static str,
    query: &'static str,
    grades: BTreeMap<&'static str, u32>,
}

/// A paper's name, its text, and the queries to it.
const PAPERS: &[(&str, &str, &str)] = &[
    ("bundled", BUNDLED_PAPER, include_str!("judged/bundled.tsv")),
    ("northern_ports", include_str!("judged/northern_ports.md"), include_str!("judged/northern_ports.tsv")),
    ("nurses_abroad", include_str!("judged/nurses_abroad.md"), include_str!("judged/nurses_abroad.tsv")),
    ("river_basin", include_str!("judged/river_basin.md"), include_str!("judged/river_basin.tsv")),
    ("island_railways", include_str!("judged/island_railways.md"), include_str!("judged/island_railways.tsv")),
];

/// By paper, and by kind of query over all papers, what the mean must reach.
const FLOORS: &[(&str, f64)] = &[
    ("bundled", 0.93),
    ("northern_ports", 0.91),
    ("nurses_abroad", 0.905),
    ("river_basin", 0.875),
    ("island_railways", 0.885),
    ("acronym", 0.93),
    ("entity", 0.98),
    ("inflection", 0.97),
    ("keyword", 0.96),
    ("numeric", 0.99),
    ("phrase", 0.99),
    ("question", 0.86),
    ("synonym", 0.845),
    ("typo", 0.98),
    ("variant", 0.97),
];

fn judged(table: &'static str) -> impl Iterator<Item = Judged> {
    table.lines().filter(|line| !line.starts_with('#')).map(|line| {
        let [_part, kind, query, grades] = line.split('\t').collect::<Vec<_>>()[..] else { panic!("four fields: {line}") };
        let grade = |of: &'static str| {
            let (block, grade) = of.split_once(':').expect("a passage and its grade");
            (block, grade.parse().expect("a grade"))
        };
        Judged { kind, query, grades: grades.split(' ').map(grade).collect() }
    })
}

/// nDCG@10 (K. Järvelin, J. Kekäläinen: "Cumulated gain-based evaluation of IR techniques", 2002), gains 2^grade − 1.
fn ndcg<'a>(hits: impl Iterator<Item = &'a str>, grades: &BTreeMap<&str, u32>) -> f64 {
    let sum = |grades: &mut dyn Iterator<Item = u32>| {
        grades.take(10).zip(2u32..).map(|(grade, rank)| f64::from((1 << grade) - 1) / f64::from(rank).log2()).sum::<f64>()
    };
    let mut best: Vec<u32> = grades.values().copied().collect();
    best.sort_unstable_by(|a, b| b.cmp(a));
    let found = sum(&mut hits.map(|block| grades.get(block).copied().unwrap_or_default()));
    found / sum(&mut best.into_iter())
}

#[test]
fn answers_are_good_enough() {
    let data = Path::new(env!("CARGO_MANIFEST_DIR")).join("static/data");
    let text = |name: &str| fs::read_to_string(data.join(name)).expect("a file of data");
    let words = text("thesaurus/words.tsv");
    let vectors = fs::read(data.join("thesaurus/vectors.bin")).expect("the vectors");
    let thesaurus = Thesaurus::parse(&words, &vectors).expect("a thesaurus");
    let mut means: BTreeMap<&str, (f64, u32)> = BTreeMap::new();
    for &(paper, source, table) in PAPERS {
        let metadata = if source == BUNDLED_PAPER { BUNDLED_METADATA } else { "{}" };
        let document = parse(source, &Metadata::from_json(metadata).expect("metadata"));
        let queries: Vec<Judged> = judged(table).collect();
        let asked = queries.iter().map(|judged| judged.query).collect::<Vec<_>>().join("\n");
        let answers = lines::search(&document, names(), &thesaurus, &asked);
        assert_eq!(answers.lines().count(), queries.len(), "{paper}: one answer for each query");
        for (judged, answer) in queries.iter().zip(answers.lines()) {
            let answer: serde_json::Value = serde_json::from_str(answer).expect("JSON");
            let hits = answer["hits"].as_array().expect("hits").iter().map(|hit| hit["block"].as_str().expect("a block"));
            let score = ndcg(hits, &judged.grades);
            for group in [paper, judged.kind] {
                let (sum, count) = means.entry(group).or_default();
                *sum += score;
                *count += 1;
            }
        }
    }
    let mean = |group: &str| means.get(group).map_or(0.0, |(sum, count)| sum / f64::from(*count));
    let table: Vec<String> = FLOORS.iter().map(|(group, floor)| format!("{group} {:.3} (floor {floor})", mean(group))).collect();
    assert!(FLOORS.iter().all(|(group, floor)| mean(group) >= *floor), "{}", table.join("\n"));
    assert_eq!(FLOORS.len(), means.len(), "every group has its floor");
}
