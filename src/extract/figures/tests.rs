//! Cases: `[…]` marks a figure, `→` its kind, bounds and unit.

use super::*;
use crate::document::BlockId;
use crate::extract::{cases, dates};

fn found(text: &str, kind: BlockKind) -> Vec<Figure> {
    let block = cases::block(text, kind);
    let tokens = Tokens::new(text);
    in_block(&block, &tokens, &dates::in_block(&block, &tokens, None))
}

/// A number as short as it can be said: "1.5e9".
fn short(value: f64) -> String {
    if value.abs() >= 1e5 { format!("{value:e}") } else { format!("{}", (value * 100.0).round() / 100.0) }
}

fn meaning(figure: &Figure) -> (Span, String) {
    let bounds = match (figure.low, figure.high) {
        (Some(low), Some(high)) if low == high => short(low),
        (Some(low), Some(high)) => format!("{}..{}", short(low), short(high)),
        (low, high) => format!("{}..{}", low.map_or(String::new(), short), high.map_or(String::new(), short)),
    };
    let per = figure
        .per
        .as_deref()
        .filter(|_| !matches!(figure.measure, Measure::Quantity(_)))
        .map_or(String::new(), |per| format!(" per {per}"));
    (figure.place.span, format!("{} {bounds} {}{per}", figure.kind(), figure.unit.as_deref().unwrap_or("-")))
}

#[track_caller]
fn check(cases: &str) {
    check_in(cases, BlockKind::Paragraph);
}

#[track_caller]
fn check_in(cases: &str, kind: BlockKind) {
    cases::check(cases, |text| found(text, kind).iter().map(meaning).collect());
}

#[test]
fn money() {
    check(
        "a fund of [$10 billion], of → money 1e10 USD
        [US$ 340 million] and [€1.2bn] and [£45m] → money 3.4e8 USD, money 1.2e9 EUR, money 4.5e7 GBP
        [more than $1.5 billion] earmarked → money 1.5e9.. USD
        rose to [over $10 billion]) → money 1e10.. USD
        invest [about $15 billion] by 2012 → money 1.5e10 USD
        a modest [$4-5 billion], [80%] of which → range_money 4e9..5e9 USD, percent 80 %
        shooting up [from $7 billion to $21 billion], [a third] of → range_money 7e9..2.1e10 USD, share 33.33 %
        [between $5 million and $10 million] → range_money 5e6..1e7 USD
        [US$130–140m a year], [€5 to 6m] → range_money 1.3e8..1.4e8 USD per yr, range_money 5e6..6e6 EUR
        [€5–7bn] and [€5bn–€7bn] → range_money 5e9..7e9 EUR, range_money 5e9..7e9 EUR
        [300 million euros], [EUR 5m], [5m EUR] → money 3e8 EUR, money 5e6 EUR, money 5e6 EUR
        [200 billion CFA francs] and [5 billion roubles] → money 2e11 XOF, money 5e9 RUB
        [1,000 tenge] or [12 yuan] → money 1000 KZT, money 12 CNY
        a [$10-billion] plan and a [$2.5bn] loan → money 1e10 USD, money 2.5e9 USD
        [from $0.08 to $0.14 per tonne-kilometre]; [2 euros per passenger-kilometre] → range_money 0.08..0.14 USD per tonne-kilometre, money 2 EUR per passenger-kilometre
        [at least UA 150 million], [UA 12 million], [SDR 5bn] → money 1.5e8.. XUA, money 1.2e7 XUA, money 5e9 XDR
        [US$1.25 a day] and [$50 per barrel] → money 1.25 USD per d, money 50 USD per bbl
        [ten million dollars] → money 1e7 USD
        [€750 billion] ([390bn] in grants and [360bn] in loans) → money 7.5e11 EUR, money 3.9e11 EUR, money 3.6e11 EUR
        [half a million dollars], [half of one per cent] → money 5e5 USD, percent 0.5 %
        [EUR5m], [USD1.2bn], [$200-$300 million] → money 5e6 EUR, money 1.2e9 USD, range_money 2e8..3e8 USD
        [$ 2 000 000] and [€1,200.50] → money 2e6 USD, money 1200.5 EUR
        [up to €300 million a year] → money ..3e8 EUR per yr
        [Rs 500 crore] → money 5e9 INR
        [$150 million], [$300 million] and [$1.5bn] → money 1.5e8 USD, money 3e8 USD, money 1.5e9 USD
        [C$5 million] or [CAN$5 million], [A$3bn] → money 5e6 CAD, money 5e6 CAD, money 3e9 AUD
        [¥500 billion] and [₽3bn] → money 5e11 JPY, money 3e9 RUB
        [$300 million] and [more than $1.5 billion]; [$5 million or more] → money 3e8 USD, money 1.5e9.. USD, money 5e6.. USD
        [$1–2 a day] → range_money 1..2 USD per d
        cost [7 US cents], [45 to 60 US cents] or [50 pence] → money 0.07 USD, range_money 0.45..0.6 USD, money 0.5 GBP
        sold at [$45 a pound] → money 45 USD per lb
        [U.S. $3 billion] → money 3e9 USD
        [5 Mio. Euro], [3 Mrd. Euro] and [some € 5 Mio]. → money 5e6 EUR, money 3e9 EUR, money 5e6 EUR
        [R2.5 billion], [N30 billion], [EC$10 million] and [Tsh 1.5 billion]; the R2 team → money 2.5e9 ZAR, money 3e10 NGN, money 1e7 XCD, money 1.5e9 TZS
        [US$1 billion-plus], a [$3 billion-a-year] trade, on [$1.90-a-day] → money 1e9.. USD, money 3e9 USD per yr, money 1.9 USD per d",
    );
}

#[test]
fn percentages() {
    check(
        "went [from 23% of total trade in 2003 to 36%] in 2006 or [from $2 billion to $4.6 billion]. → range_percent 23..36 %, range_money 2e9..4.6e9 USD
        [24%] of which is controlled by Russia and [20%] by companies → percent 24 %, percent 20 %
        [12.5 per cent], [3.4 percentage points], [36 percent] → percent 12.5 %, percent 3.4 pp, percent 36 %
        gave [$12 million] over five years, [5%] over ten years, for [over ten years] → money 1.2e7 USD, percent 5 %, duration 10.. years
        [10–15%], [5% to 10%], [5 to 10 per cent] → range_percent 10..15 %, range_percent 5..10 %, range_percent 5..10 %
        raised it by [$200 million to $300 million]; grew by [$2 billion] to [$10 billion] → range_money 2e8..3e8 USD, money 2e9 USD, money 1e10 USD
        grew by [5%] to [$36 billion] → percent 5 %, money 3.6e10 USD
        fell [from over 150 billion cubic metres (bcm) in 2021 to less than 52bcm] → range_volume 5.2e10..1.5e11 m³
        rose by [5%] to [36%] → percent 5 %, percent 36 %
        falling [from 36% to 23%] → range_percent 23..36 %
        [10], [20] and [30 per cent] respectively → percent 10 %, percent 20 %, percent 30 %
        it was [more than 520,000], [63 per cent] of them young → number 5.2e5.. -, percent 63 %
        [less than 5%] and [no more than 3 %] → percent ..5 %, percent ..3 %
        shrank by [−3.5%] and [minus 2 per cent] → percent -3.5 %, percent -2 %
        [50 basis points] → percent 50 bp
        [2.5% a year] → percent 2.5 % per yr
        [twelve per cent] → percent 12 %
        [more than 40%] or [over 60 %] or [40% or more] → percent 40.. %, percent 60.. %, percent 40.. %
        a deficit of [–3.4 per cent], a frost of [–5 °C]; so it is –3 of them – [4 per cent] → percent -3.4 %, temperature -5 °C, percent 4 %
        rose (+[5.9 per cent]) and (+[102 %]) → percent 5.9 %, percent 102 %
        [1,5 %] of GDP, [0,5 to 1 per cent], [3,5–4,5 million tonnes] → percent 1.5 %, range_percent 0.5..1 %, range_mass 3.5e6..4.5e6 t",
    );
}

#[test]
fn shares_and_multiples() {
    check(
        "will finance [three-quarters]. → share 75 %
        accounting for [more than a quarter] of its trade → share 25.. %
        [two-fifths], [two thirds] and [one-tenth] of → share 40 %, share 66.67 %, share 10 %
        [nearly a third] of, [about half] of, [half] the population → share 33.33 %, share 50 %, share 50 %
        a third visit, the third phase, a third country, one third party
        the first half of the year; its northern half; a quarter-century
        [one in five] people; [nine out of ten] → share 20 %, share 90 %
        [1 in 10] children → share 10 %
        in the province [one school in four] had closed; [nine young men in ten] left; [one farm out of three] → share 25 %, share 90 %, share 33.33 %
        [two Egyptians in three] drink it → share 66.67 %
        [less than one tenth of one per cent], [a quarter of a percent] → percent ..0.1 %, percent 0.25 %
        one attack in five days; one ship in ten ports; one summit in Tokyo
        and [tripled] between 2003 and 2007 → multiple 3 times
        [more than doubled]; will [double]; [halved]; a [doubling] of → multiple 2.. times, multiple 2 times, multiple 0.5 times, multiple 2 times
        exports [five times less] gas → multiple 5 times
        [twice] as high; [three times] the average; [1.5 times] → multiple 2 times, multiple 3 times, multiple 1.5 times
        a [tenfold] increase; rose [five-fold] → multiple 10 times, multiple 5 times
        visited three times; twice a year; double standards; several times
        by [a factor of ten] → multiple 10 times
        [about two-and-a-half times] the rate, [some 10 to 15 times] the average → multiple 2.5 times, range_multiple 10..15 times
        pays [three to five times] the rate; grew [two- to threefold]; [2–3 times higher] → range_multiple 3..5 times, range_multiple 2..3 times, range_multiple 2..3 times
        two or three times a week
        [between a quarter and a third] of → range_share 25..33.33 %
        fell [from a half to a third] → range_share 33.33..50 %
        cut by [half] → share 50 %
        of which NATO could bear [half]. → share 50 %
        half the story; half the battle
        [3/4] of children, [¾] of them, [about a third to a half] of it → share 75 %, share 75 %, range_share 33.33..50 %
        [less than half a percent] → percent ..0.5 %
        [less than half] of them; [fewer than half] ever returned → share ..50 %, share ..50 %
        [more than halved]; [nearly doubled] → multiple ..0.5 times, multiple 2 times
        [four of every ten], [nine-in-ten] and [three in every five] → share 40 %, share 90 %, share 60 %
        has become [five times] dearer; for many [more than tenfold]; the reasons are threefold → multiple 5 times, multiple 10.. times
        half a century, half-hearted",
    );
}

#[test]
fn counts() {
    check(
        "included [nearly 10 million persons]. → count 1e7 persons
        totalling [around 4,000 men], is → count 4000 men
        upgraded to [15,000 soldiers]. → count 15000 soldiers
        accommodate [close to 800 men], and → count 800 men
        personnel, including [more than 2,500] from Kazakhstan, [more than 800] from Kyrgyzstan → count 2500.. personnel, count 800.. personnel
        ([at least 3 million persons]), → count 3e6.. persons
        [up to 800 men] → count ..800 men
        [between 12 and 15 ships] → range_count 12..15 ships
        [3.2 million internally displaced persons] → count 3.2e6 persons
        [5m people] and [300k refugees] → count 5e6 people, count 3e5 refugees
        [12 500 soldiers] → count 12500 soldiers
        [27 member states] → count 27 states
        [2000 soldiers] and [1,200 French troops] → count 2000 soldiers, count 1200 troops
        Several hundred Central Asians; dozens of men; thousands of people; tens of thousands
        the five states; three phases; two main concerns; one of the
        [six soldiers] were killed → count 6 soldiers
        [at least five projects] → count 5.. projects
        a population of [12 million]; population: [54.4m] in all → count 1.2e7 persons, count 5.44e7 persons
        number of migrants rose [from 3 million to 4.5 million] → range_count 3e6..4.5e6 migrants
        [15–20 aircraft]; [100 to 150 men] → range_count 15..20 aircraft, range_count 100..150 men
        a [300-strong] force → count 300 persons
        [10,000+ refugees] → count 10000.. refugees
        [ten to twelve million people] → range_count 1e7..1.2e7 people
        grew [from 51 million in 1970 to 150m] in 2010; [a quarter of a billion] → range_number 5.1e7..1.5e8 -, number 2.5e8 -
        [4.45 health workers per 1,000 population] → count 4.45 workers per 1,000 population
        [some 25-30,000 men] left → range_count 25000..30000 men
        [half a million refugees] → count 5e5 refugees
        [45 deaths per 1,000 live births] → count 45 deaths per 1,000 live births
        [3,000 Russian and Kazakh troops] → count 3000 troops
        [two dozen helicopters] → count 24 helicopters
        [2.5 million Tajik, Kyrgyz and Uzbek workers] → count 2.5e6 workers
        [48 FA-50 light attack aircraft] and [32 F-35s] → count 48 aircraft, count 32 F-35s
        [59 per 1,000 live births] (per 1,000 people) → number 59 - per 1,000 live births
        [729] of these; [30,000-odd refugees] → number 729 -, count 30000 refugees
        Of the dead, [174] fell there. Of those present, [12] fled → number 174 -, number 12 -
        they are under 25
        [15,000] were trained for Russia → number 15000 -
        employed [9 engineers] for the province, where in 2008 it had employed [340]. → count 9 engineers, count 340 engineers
        which had [2,150 employees] then, has [620] today → count 2150 employees, count 620 employees
        made [eleven calls] in the north in 2005 and [forty-three] in 2023 → count 11 calls, count 43 calls
        Of the [95 voyages] in 2024, we could trace only [thirty-one]. → count 95 voyages, count 31 voyages
        Of the [eleven operations] there, only four involved [300 troops] → count 11 operations, count 300 troops
        the next two dams on the river; its three ships; [two soldiers] fell → count 2 soldiers
        verified [nine killings] in the period, compared with [16] in the one before → count 9 killings, count 16 killings
        a lorry is stopped [21 times] on average; [halve] the checks, [from 21 to 10 per journey], → count 21 times, multiple 0.5 times, range_number 10..21 - per journey
        [never more than 50 men], [not under 20 ships], [never exceeded 6%] → count ..50 men, count 20.. ships, percent ..6 %",
    );
}

#[test]
fn quantities() {
    check(
        "the [7,000 km] stretch of border → length 7000 km
        Asia [as far as 3,000 km] away → length ..3000 km
        an altitude of [2,200 metres]) → length 2200 m
        [from 15 to 25 million tonnes annually]. → range_mass 1.5e7..2.5e7 t/yr
        [from 32 to 67 million tonnes annually]. → range_mass 3.2e7..6.7e7 t/yr
        [ten tonnes] of it; [five kilometres]; [two metres] → mass 10 t, length 5 km, length 2 m
        carried [between two and three thousand tonnes] → range_mass 2000..3000 t
        [25 million tonnes of oil a year] → mass 2.5e7 t/yr
        [4.23 million km²], [18 million m³] and [120 million cubic metres] → area 4.23e6 km², volume 1.8e7 m³, volume 1.2e8 m³
        [4.5 bcm] and [55 bcm per year] → volume 4.5e9 m³, volume 5.5e10 m³/yr
        [1,250 MW], [1250 MW] and [2 GW] → power 1250 MW, power 1250 MW, power 2 GW
        at [40 °C], [40°C] or [1.5 degrees Celsius] → temperature 40 °C, temperature 40 °C, temperature 1.5 °C
        [50,000 hectares], [50,000 ha] → area 50000 ha, area 50000 ha
        [1.2 million barrels per day], [300,000 bpd] → flow 1.2e6 bbl/d, flow 3e5 bbl/d
        [5m tonnes] and [12 Mt] → mass 5e6 t, mass 1.2e7 t
        [2,200m] deep and [5 m] high → length 2200 m, length 5 m
        [10–15 km] and [between 5 and 10 km] → range_length 10..15 km, range_length 5..10 km
        [200 km/h]; [90 kilometres per hour] → speed 200 km/h, speed 90 km/h
        [200 m³/s] → volume 200 m³/s
        a [120-megawatt] plant → power 120 MW
        [3,600 kWh per capita] → energy 3600 kWh/capita
        [200 nautical miles] → length 200 nmi
        [7,300 nautical miles] instead of [11,200]; [36 km] rather than [1,200 km] → length 7300 nmi, length 11200 nmi, length 36 km, length 1200 km
        handled [6.2 million tonnes] against [5.9 million] a year before → mass 6.2e6 t, mass 5.9e6 t
        links them over [almost 900 km]; to join the towns over [2,740 km]; [over 40 km] long → length 900 km, length 2740 km, length 40.. km
        took [less than a year] and [over a decade] → duration ..1 years, duration 1.. decades",
    );
}

#[test]
fn no_figures() {
    check(
        "the 201st armed division, G20, Highway 7, COVID-19, Boeing 747, UTC+5
        Article 234, Articles 5, 6 and 7, Resolution 1325 (2000), pp. 34–36, no. 12, page 7
        in 2005, on 14 September 1995, the 1990s, 2000–08, 19th century
        at 10:30, 24/7, 3.2.1, 1. First, (2) second
        ISBN 978-92-9079-930-6, doi:10.1000/182, https://example.org/15,000/men
        the EU-27, Su-27s, S-300 missiles, T-72 tanks, MH17
        Phase 2, Figure 3, Table 4, Chapter 5, SDG 7, Pillar 2
        At 8.30 it began; at 23.59
        In 2020 pirates came; By 2030 engineers will go
        the first half of 2018, Q3 2021, FY2022
        Directive 2009/28/EC and Regulation (EC) No 765/2008
        40° N and 52.3°E
        the 2 main pillars of the 5 states; the second largest; first-order
        more than one; in one of the; at once
        a three-way partnership, a two-year plan, the number one partner",
    );
}

#[test]
fn tables() {
    check_in(
        "Trade (US$ million) | Country | 2005 | 2006 | Kazakhstan | [120] | [1,340.5] | Total | [2,000] → money 1.2e8 USD, money 1.3405e9 USD, money 2e9 USD
        Share of gas | Kazakhstan | [12.5%] | [14%] → percent 12.5 %, percent 14 %
        Schools | Chad | [12] | Niger | [15] → number 12 -, number 15 -",
        BlockKind::Table,
    );
}

#[test]
fn context_of_a_figure() {
    fn context(text: &str) -> (&str, &str, &str) {
        let figure = found(text, BlockKind::Paragraph).into_iter().next().expect("a figure");
        let words = |span: Option<Span>| span.map_or("", |span| span.of(text));
        (words(figure.what), words(figure.when), words(figure.location))
    }
    for (text, expected) in [
        ("It set up a stabilisation fund of $10 billion.", ("stabilisation fund", "", "")),
        ("In 2006 trade figures rose to over $10 billion in Kazakhstan.", ("trade figures", "2006", "Kazakhstan")),
        ("Last, 85% of Kazakh oil products are exported.", ("Kazakh oil products", "", "")),
        ("There were 15,000 French soldiers in Mali in 2013.", ("French soldiers", "2013", "Mali")),
        ("It is the 7,000 km stretch of border.", ("stretch of border", "", "")),
        ("They left the Pipeline Consortium, 24% of which is private.", ("Pipeline Consortium", "", "")),
        ("The firm has invested $440 million in the container terminal since 2016.", ("container terminal", "2016", "")),
        ("Consultants put the cost of a regional centre at €18 million.", ("cost of a regional centre", "", "")),
        ("Firms in Hargeisa sell electricity at 45 cents.", ("electricity", "", "Hargeisa")),
        ("It would come at a cost of about $70 million.", ("cost", "", "")),
        ("It will triple the transfer capacity.", ("transfer capacity", "", "")),
        (
            "The Bank estimates that in a dry year output in the valley may fall by 12 per cent by 2050.",
            ("output in the valley", "2050", ""),
        ),
        ("The flows are growing ever larger (at least 3 million persons).", ("flows", "", "")),
        ("One in four nurses of the country left.", ("nurses of the country", "", "")),
        ("It counted 14 ships of the old fleet.", ("ships of the old fleet", "", "")),
    ] {
        assert_eq!(context(text), expected, "{text}");
    }
}

#[test]
fn a_currency_of_several_states_is_that_of_the_paper() {
    let codes = |texts: &[&str]| {
        let blocks = texts.iter().map(|text| cases::block(text, BlockKind::Paragraph));
        let blocks = blocks.zip(1..).map(|(block, id)| Block { id: BlockId(id), ..block }).collect();
        let document = Document { blocks, ..Document::default() };
        let found = figures(&document, &[]);
        found.iter().filter_map(|figure| figure.unit.clone()).collect::<Vec<_>>().join(" ")
    };
    assert_eq!(codes(&["It cost 200 rupees.", "Sri Lanka paid; Sri Lanka and India agreed."]), "LKR");
    assert_eq!(codes(&["It cost 200 rupees and Rs 300.", "Pakistan paid."]), "PKR INR");
    assert_eq!(codes(&["It cost 11.5 pounds a kilogram.", "Egypt paid."]), "EGP");
    assert_eq!(codes(&["It cost 11.5 pounds a kilogram.", "Nobody paid."]), "GBP");
    assert_eq!(codes(&["Britain paid 11.5 pounds.", "So did Britain and Britain.", "Egypt did not."]), "GBP");
    assert_eq!(codes(&["It cost 200 kroner.", "Denmark paid; Denmark and Norway agreed."]), "DKK");
    assert_eq!(codes(&["It cost 200 kroner.", "Norway paid; the Norwegians and Norway’s friends agreed."]), "NOK");
    assert_eq!(codes(&["It cost 200 kronor.", "Sweden paid for Sweden, and for Swedes."]), "SEK");
    assert_eq!(codes(&["Australia paid 5 million dollars."]), "USD");
    assert_eq!(codes(&["It cost 200 rupees, 300 Indian rupees.", "Nobody paid."]), "INR INR");
    // cents are those of the currency before, or of the paper
    assert_eq!(codes(&["It cost €3 and 22 cents.", "It cost $3, $4 and 22 cents; 5 cents."]), "EUR EUR USD USD USD USD");
    assert_eq!(codes(&["It cost 22 cents.", "It cost ZAR 3."]), "ZAR ZAR");
    assert_eq!(codes(&["It cost 22 cents."]), "USD");
}

mod properties {
    use super::*;
    use proptest::prelude::*;

    fn words() -> impl Strategy<Value = String> {
        let word = prop_oneof![
            "[a-zé ,.–’(/-]{0,6}",
            "[0-9]{1,4}[,. ]?[0-9]{0,3}",
            Just("$".to_owned()),
            Just(" from ".to_owned()),
            Just(" to ".to_owned()),
            Just(" between ".to_owned()),
            Just(" and ".to_owned()),
            Just(" million ".to_owned()),
            Just("%".to_owned()),
            Just(" km".to_owned()),
            Just(" half a ".to_owned()),
            Just(" more than ".to_owned()),
            Just(" in 2005 ".to_owned()),
            Just(" soldiers ".to_owned()),
            Just(" including ".to_owned()),
            Just(" number of ".to_owned()),
            Just(" of ".to_owned()),
            Just(" per ".to_owned()),
            Just(" a third ".to_owned()),
            Just(" doubled ".to_owned()),
            Just(" rose ".to_owned()),
            Just(", which ".to_owned()),
            Just(" F-".to_owned()),
            Just(" | ".to_owned()),
        ];
        proptest::collection::vec(word, 0..24).prop_map(|words| words.concat())
    }

    proptest! {
        #[test]
        fn spans_fit(text in prop_oneof![words(), any::<String>()], table in any::<bool>()) {
            let kind = if table { BlockKind::Table } else { BlockKind::Paragraph };
            let mut last = 0;
            for figure in found(&text, kind) {
                let span = figure.place.span;
                prop_assert!(span.start >= last && span.end > span.start && text.get(span.start..span.end).is_some());
                for inner in [figure.what, figure.when, figure.location, figure.hedge.map(|hedge| hedge.span)].into_iter().flatten() {
                    prop_assert!(text.get(inner.start..inner.end).is_some_and(|slice| !slice.is_empty()));
                }
                if let (Some(low), Some(high)) = (figure.low, figure.high) {
                    prop_assert!(low <= high && low.is_finite() && high.is_finite());
                }
                last = span.end;
            }
        }
    }
}
