//! Cases: `[…]` marks a date, `→` what it means.

use super::*;
use crate::document::BlockKind;
use crate::extract::cases;

fn found(text: &str) -> Vec<Date> {
    in_block(&cases::block(text, BlockKind::Paragraph), &Tokens::new(text), None)
}

fn meaning(date: &Date) -> (Span, String) {
    let relation = date.relation.map_or(String::new(), |relation| format!(" {}", relation.name()));
    let interval = if date.from == date.to { date.from.to_string() } else { format!("{}..{}", date.from, date.to) };
    (date.place.span, format!("{interval} {}{relation}", date.precision.name()))
}

#[track_caller]
fn check(cases: &str) {
    cases::check(cases, |text| found(text).iter().map(meaning).collect());
}

#[test]
fn days() {
    check(
        "Only on [14 September 1995] did it → 1995-09-14 day
        On [September 14, 1995], it → 1995-09-14 day
        the [14th of September 1995] → 1995-09-14 day
        from [14–16 September 1995] they met → 1995-09-14..1995-09-16 range
        from [14 to 16 September 1995] → 1995-09-14..1995-09-16 range
        from [28 June to 3 July 2000] → 2000-06-28..2000-07-03 range
        between [28 December 1999 and 3 January 2000] → 1999-12-28..2000-01-03 range
        signed [1995-09-14], [14/09/1995], [14.09.1995], [09/14/1995] → 1995-09-14 day, 1995-09-14 day, 1995-09-14 day, 1995-09-14 day
        on [Sept. 14, 1995] and [3 Jan. 2001] → 1995-09-14 day, 2001-01-03 day
        The events of [11 September 2001] then → 2001-09-11 day
        his post-[11 September] acceptance → 2001-09-11 day after
        after [9/11], the → 2001-09-11 day after
        the attacks of [September 11] → 2001-09-11 day
        In [2005], on [3 May], it → 2005 year, 2005-05-03 day
        on [12 May] and [3 June 2005] → 2005-05-12 day, 2005-06-03 day
        by [31 December 2010] → 2010-12-31 day by
        since [1 January 1992] → 1992-01-01 day since",
    );
}

#[test]
fn months_seasons_quarters() {
    check(
        "in [May 2000] by → 2000-05 month
        in [May–June 2000] → 2000-05..2000-06 range
        between [August 2020 and July 2023] soldiers rose; on [5 June 1999] 200 men → 2020-08..2023-07 range, 1999-06-05 day
        between [May and June 2000] → 2000-05..2000-06 range
        from [November 2008 to March 2009] → 2008-11..2009-03 range
        from [December to February 2009] → 2008-12..2009-02 range
        in [May], [June] and [July 2014] → 2014-05 month, 2014-06 month, 2014-07 month
        in [January] and [February 2005] → 2005-01 month, 2005-02 month
        in [2005], and in [May] it → 2005 year, 2005-05 month
        It may be; May it be; the March of time
        in the [summers of 1999 and 2000], → 1999-06..2000-08 season
        in [winter 2022/23] → 2022-12..2023-02 season
        the [winter of 2007] → 2007-12..2008-02 season
        in the [autumn of 2009] → 2009-09..2009-11 season
        the fall of the Soviet Union
        in [Q3 2021] and [2021 Q4] → 2021-07..2021-09 quarter, 2021-10..2021-12 quarter
        the [third quarter of 2009] → 2009-07..2009-09 quarter
        in the [last quarter of 2009] → 2009-10..2009-12 quarter
        the [first half of 2018] → 2018-01..2018-06 half
        in [Q1–Q3 2010] → 2010-01..2010-09 range
        from [20 March-5 April 2003] → 2003-03-20..2003-04-05 range
        [late May to early June 2004] → 2004-05..2004-06 range
        [H1 2018] → 2018-01..2018-06 half
        the [first nine months of 2009] → 2009-01..2009-09 range
        at the [end of May 2000] → 2000-05 month
        in [early June 2003] → 2003-06 month
        in [2009-06] or [2000-08] → 2009-06 month, 2000..2008 range",
    );
}

#[test]
fn years() {
    check(
        "Since [2000], Russia → 2000 year since
        if he leaves office in [2012]. → 2012 year
        levels by [2010]. → 2010 year by
        until [2012] → 2012 year until
        no later than [June 2024] → 2024-06 month by
        mandates ([2000–08]), → 2000..2008 range
        the [2008-2009] crisis → 2008..2009 range
        in [1999–00] → 1999..2000 range
        the [2008/9] crisis, [2001-2], [1998–9], [1939–45] → 2008..2009 range, 2001..2002 range, 1998..1999 range, 1939..1945 range
        by [end-2010], [end-June 2011] → 2010-09..2010-12 year by, 2011-06 month
        season [2019/20] → 2019..2020 range
        the period [2014/2020] → 2014..2020 range
        between [2003 and 2007], → 2003..2007 range
        from [2004 to 2007] → 2004..2007 range
        in [2003], [2004] and [2005] → 2003 year, 2004 year, 2005 year
        From [2005] onwards, → 2005 year since
        [2014–present] → 2014 year since
        [FY2022] and [FY 2022/23] and [fiscal year 2019] → 2022 year, 2022..2023 range, 2019 year
        in [early 2009] and [late 2010] → 2009-01..2009-04 year, 2010-09..2010-12 year
        in [mid-2005] and at the [end of 2006] → 2005-05..2005-08 year, 2006-09..2006-12 year
        the end of the [2004] treaty → 2004 year
        inferior to [1990] levels → 1990 year
        the [2008] elections and the [2010] attacks → 2008 year, 2010 year
        around [2000] Gazprom → 2000 year
        pre-[1991] and post-[2001] → 1991 year before, 2001 year after
        (Laruelle [2007]; Smith [2008]a) → 2007 year, 2008 year
        UNSC resolution 1325 ([2000]) → 2000 year
        dating back to at least [1989]; at least 1989 of them → 1989 year
        as of [2009], prior to [2008] → 2009 year since, 2008 year before
        Russia’s [2007] accession → 2007 year
        by [2030], [2050] and [2100] → 2030 year by, 2050 year, 2100 year
        in [1206] → 1206 year
        a two-year plan",
    );
}

#[test]
fn decades_and_centuries() {
    check(
        "of the [beginning of the 1990s] – even → 1990..1993 decade
        During the [mid-1990s], → 1994..1996 decade
        in the [late 1990s] and [early 2000s] → 1997..1999 decade, 2000..2003 decade
        to the [first half of the 1990s], → 1990..1994 decade
        In the [second half of the 1990s], → 1995..1999 decade
        at the [start of the 2000s] and → 2000..2003 decade
        from the [1950s to 1970s], → 1950..1979 range
        between the [1950s and the 1970s] → 1950..1979 range
        the [1970s] and [80s] → 1970..1979 decade, 1980..1989 decade
        from the [late 1980s to the early 1990s] → 1987..1993 range
        in the [’90s] and the [nineties] → 1990..1999 decade, 1990..1999 decade
        the [mid-to-late 1990s] → 1994..1999 decade
        in the [19th century] and even in the [18th] for some → 1801..1900 century, 1701..1800 century
        the [18th] and [19th centuries] → 1701..1800 century, 1801..1900 century
        the [nineteenth-century] wars → 1801..1900 century
        in the [early 20th century] → 1901..1933 century
        the [twenty-first century] → 2001..2100 century
        the [first quarter of the 20th century] → 1901..1925 century
        the [1980–90s], [1970s–80s], the [1800s] → 1980..1999 range, 1970..1989 range, 1800..1899 century
        the third century BC",
    );
}

#[test]
fn no_dates() {
    check(
        "an altitude of 2,200 metres or 2200 metres
        2000 soldiers and 1500 Russian troops
        more than 2000 were; over 2000 of them
        $2000 and 2000 euros; 1800 MW
        Resolution 1973, Article 2005, pp. 1990–1995
        Law 2015-36, Decree 2008-12, Ordinance No. 2019-05 of the state
        COM(2007) 725, Directive 2009/28/EC, S/2015/123
        Agenda 2063, the 2030 Agenda, Horizon 2020
        see https://example.org/2009/05/12 there
        ISBN 978-92-9079-930-6 and 1990.5
        section 4.1.2, Ares(2019)2468
        the 201st division, 2000%
        a 2000-strong force",
    );
}

#[test]
fn a_day_may_take_its_year_from_a_block_before() {
    let dates = |texts: &[&str]| {
        let blocks = texts.iter().map(|text| cases::block(text, BlockKind::Paragraph)).collect();
        let found = dates(&Document { blocks, ..Document::default() });
        found.iter().map(|date| date.from.to_string()).collect::<Vec<_>>().join(" ")
    };
    assert_eq!(dates(&["On 5 June 2021 it began.", "On 2 April he took office."]), "2021-06-05 2021-04-02");
    assert_eq!(dates(&["It began in 2019.", "On 2 April he took office."]), "2019");
    assert_eq!(dates(&["On 5 June 2021 it began.", "In April he took office."]), "2021-06-05");
}

mod properties {
    use super::*;
    use proptest::prelude::*;

    fn words() -> impl Strategy<Value = String> {
        let word = prop_oneof![
            "[a-zé ,.–’(/-]{0,6}",
            "[0-9]{1,5}",
            Just("September".to_owned()),
            Just(" May ".to_owned()),
            Just("1990s".to_owned()),
            Just(" early ".to_owned()),
            Just(" century".to_owned()),
            Just("19th ".to_owned()),
            Just(" first half of ".to_owned()),
            Just(" to ".to_owned()),
            Just(" between ".to_owned()),
            Just("Q3".to_owned()),
            Just("FY".to_owned()),
        ];
        proptest::collection::vec(word, 0..24).prop_map(|words| words.concat())
    }

    proptest! {
        #[test]
        fn spans_fit(text in prop_oneof![words(), any::<String>()]) {
            let mut last = 0;
            for date in found(&text) {
                let span = date.place.span;
                prop_assert!(span.start >= last && span.end > span.start && text.get(span.start..span.end).is_some());
                let ordered = date.from.year < date.to.year || date.to.month == 0 || date.from <= date.to;
                prop_assert!(ordered && date.from.year <= date.to.year);
                prop_assert!(date.event.is_none_or(|event| text.get(event.start..event.end).is_some()));
                last = span.end;
            }
        }
    }
}
