//! Hard cases from news, invented; `|` stands where a sentence ends.

const CASES: &[&str] = &[
    // Titles, initials, names.
    "Gen. Ada Olgin met Sen. J. R. Varga (D-Calif.) on Monday.|They spoke for an hour.",
    "Lt. Gov. Mira Holt and Rep. Tom Aske signed it.|Gov. Holt did not.",
    "The report was written by A. B. Olgin and Jerome P. Varga.|It is 300 pages long.",
    "Olgin, the son of Martin Varga Sr. and a nephew of J.P. Varga, won.",
    "St. Alban's Hospital admitted 14 people.|Dr. Varga treated them at Mt. Elm.",
    "Among the winners were Ann E. Holt, Bo Q. Lind and others.|None spoke.",
    "He lives at 12 Harbour St.|The house is blue.",
    // Places and organisations.
    "The U.S. Navy sent two ships to the U.K. on Friday.|The U.N. Security Council met.",
    "U.S. Officials and U.K. Police met between the U.S. And Norland.|They agreed.",
    "Troops left for the U.S.|They will return in May.",
    "She moved to Washington, D.C., in 1999 and to Aberg, Calif., later.",
    "Aberg Motors Inc. Chairman Tom Lind quit.|Shares of Lind & Sons Co. fell 3.5 percent.",
    "It bought Nordhaven Corp. for $1.2 billion.|Analysts at Holt Bros. praised it.",
    "The plant is owned by Norden Ltd.|Officials said it would close.",
    // Times, dates, numbers.
    "Polls open at 7 a.m. Tuesday and close at 8 p.m. EST.|Results come later.",
    "The blast came at 3 p.m.|Windows broke two miles away.",
    "He was born on Jan. 5, 1950, and died in Sept. 2001.|His wife survives him.",
    "Profit rose to 1.25 mln kroner vs. 1.10 mln.|Sales were 30.5 mln.",
    "Norden ranked No. 1, ahead of No. 2 Aberg.|It lost last year.",
    "\"No.|Never,\" said the mayor.",
    "The index closed at 2,345.67.|On Monday it had been at 2,300.",
    // Quotes.
    "\"We are ready,\" he said.|\"We have been for weeks.\"|The minister agreed.",
    "\"Are you ready?\" Mayor Olgin asked.|Nobody answered.",
    "\"Are you ready?\" asked the mayor.|\"Yes!\" they shouted.",
    "\u{201c}It is over.\u{201d}|With these words he left.",
    "\u{201c}It is over.|We lost,\u{201d} he said.",
    "She called it 'a shame.'|He called it \u{2018}a scandal.\u{2019}|Both left.",
    "The sign read \"Stop!\" in red letters.",
    "He said the plan was \" dead . \"|The council met again .",
    // Ellipses, dashes, brackets.
    "\"I thought ... I knew,\" he said.|Then he stopped ...",
    "He waited...|Nobody came.",
    "The talks failed.|(The ministry declined to comment.)|They resume in May.",
    "The firm (formerly Holt Inc.) closed.|Its owner (he is 81!) retired.",
    "The bridge is shut \u{2014} again.|Drivers \u{2013} those who noticed \u{2013} turned back.",
    // Marks inside names and addresses.
    "Yahoo! Inc. bought the site nordhaven.example.com.|It paid $5 million.",
    "Write to desk@nordhaven.example.|Letters may be cut.",
    "The phone, an iPhone 4.0, rang.|iPhone owners laughed.",
    // Lists and lines without a full stop.
    "1. Boil the water|2. Add the salt|3. Wait",
    "Ferry sinks off Nordhafen",
    "Scores: Norden 3, Aberg 1; Lund 2, Elm 2",
];

#[test]
fn hard_cases_of_news_are_split_right() {
    let mut wrong = Vec::new();
    for case in CASES {
        let text = case.replace('|', " ");
        let found: Vec<&str> = super::split(&text, None).into_iter().map(|span| &text[span]).collect();
        if found != case.split('|').collect::<Vec<_>>() {
            wrong.push(found.join("|"));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn a_lost_space_does_not_join_sentences() {
    let text = "Officials backed the plan.The mayor did not. See nordhaven.Com for more.";
    let found: Vec<&str> = super::split(text, None).into_iter().map(|span| &text[span]).collect();
    assert_eq!(found, ["Officials backed the plan.", "The mayor did not.", "See nordhaven.Com for more."]);
}

/// The 48 cases of the golden rules for English, where they are beside the project.
#[test]
fn all_48_golden_rules_hold() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../shared/data/sentences/golden_rules_en.jsonl");
    let Ok(lines) = std::fs::read_to_string(path) else {
        println!("SKIPPED: ../shared/data/sentences is not here");
        return;
    };
    let mut wrong = Vec::new();
    let mut n_rules = 0;
    for line in lines.lines() {
        let case: serde_json::Value = serde_json::from_str(line).unwrap();
        let text = case["text"].as_str().unwrap();
        let sentences: Vec<&str> =
            case["sentences"].as_array().unwrap().iter().map(|s| s.as_str().unwrap().trim()).collect();
        let found: Vec<&str> = super::split(text, None).into_iter().map(|span| &text[span]).collect();
        if found != sentences {
            wrong.push(found.join("|"));
        }
        n_rules += 1;
    }
    assert_eq!((n_rules, wrong), (48, Vec::new()));
}
