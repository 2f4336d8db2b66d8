//! What each agency prints around its copy. Every copy is ours; the habits are those of the agencies' public feeds and
//! style books.

use super::*;
use crate::model::Body;

const FERRY: &str = "The ferry company said on Tuesday that it would add two sailings a day between Lund and the outer islands from June, after a record spring.";
const MAYOR: &str =
    "Mayor Ada Holm called the decision overdue and asked for a third boat before the autumn.";

/// Agency, dateline, the item, with `{1}` and `{2}` for its two paragraphs.
const ITEMS: [(&str, Option<&str>, &str); 26] = [
    (
        "AP",
        Some("LUND, Sweden (AP)"),
        "BC-EU--Lund Ferry,1st Ld-Writethru,0412\nEds: UPDATES with quote from the mayor. With AP Photos.\nBy ADA HOLM\nAssociated Press\nLUND, Sweden (AP) — {1}\n{2}\n___\nAssociated Press writers Per Lind in Oslo and Eva Dahl in Turku contributed to this report.",
    ),
    (
        "AP",
        Some("LUND, Sweden (AP)"),
        "LUND, Sweden (AP) _ {1}\n{2}\n(This version CORRECTS the number of sailings to two.)\nAP-WF-03-04-29 1405GMT",
    ),
    (
        "AP",
        Some("LUND, Sweden (AP)"),
        "LUND, Sweden (AP) -- {1}\n(BEGIN OPTIONAL TRIM)\n{2}\n(END OPTIONAL TRIM)\nCopyright 2029 The Associated Press. All rights reserved. This material may not be published, broadcast, rewritten or redistributed.\n-0-",
    ),
    (
        "Reuters",
        Some("LUND, March 4 (Reuters)"),
        "(Adds quote from mayor)\nBy Ada Holm\nLUND, March 4 (Reuters) - {1}\n{2} (Reporting by Ada Holm; Additional reporting by Per Lind in Oslo; Editing by Eva Dahl)",
    ),
    (
        "Reuters",
        Some("LUND (Reuters)"),
        "LUND (Reuters) - {1}\n{2}\nReporting by Ada Holm; Writing by Per Lind; Editing by Eva Dahl\nOur Standards: The Thomson Reuters Trust Principles.",
    ),
    (
        "Reuters",
        Some("LUND, March 4 (Reuters)"),
        "LUND, March 4 (Reuters) - {1}\n{2}\n(Reporting by Ada Holm)\n((ada.holm@thomsonreuters.example; +46 555 0199))",
    ),
    ("Reuters", None, "{1}\n{2}\n REUTER"),
    (
        "AFP",
        Some("Lund, March 4, 2029 (AFP)"),
        "Lund, March 4, 2029 (AFP) - {1}\n{2}\nbur-ah/pl/ed\n© Agence France-Presse",
    ),
    ("AFP", Some("LUND (AFP)"), "LUND (AFP) – {1}\n{2}\nah/pl"),
    (
        "UPI",
        Some("LUND, Sweden, March 4 (UPI)"),
        "LUND, Sweden, March 4 (UPI) -- {1}\n{2}\nCopyright 2029 by United Press International. All rights reserved.",
    ),
    ("PA", None, "By Ada Holm, PA\n{1}\n{2}\nends"),
    ("PA", None, "{1}\n{2}\nmfl\nPA"),
    ("dpa", Some("Lund (dpa/lno)"), "Lund (dpa/lno) - {1}\n{2}\n© dpa-infocom, dpa:290304-99-123456/2"),
    (
        "dpa",
        Some("Lund (dpa)"),
        "Lund (dpa) - {1}\n{2}\n# dpa-Notizblock\n## Orte\n- [Hafen](Kai 4, Lund)\ndpa ah yyzz n1 pl",
    ),
    ("Xinhua", Some("LUND, March 4 (Xinhua)"), "LUND, March 4 (Xinhua) -- {1}\n{2} Enditem"),
    ("Xinhua", Some("LUND, March 4 (Xinhua)"), "LUND, March 4 (Xinhua) -- {1}\n{2}\nEnditem"),
    ("TASS", Some("LUND, March 4. /TASS/"), "LUND, March 4. /TASS/. {1}\n{2}"),
    ("TASS", Some("LUND, March 4 (Itar-Tass)"), "LUND, March 4 (Itar-Tass) - {1}\n{2}"),
    ("Kyodo", Some("LUND, March 4, Kyodo"), "LUND, March 4, Kyodo - {1}\n{2}\n==Kyodo"),
    ("EFE", Some("Lund (Suecia), 4 mar (EFE)"), "Lund (Suecia), 4 mar (EFE).- {1}\n{2} EFE\nah/pl"),
    (
        "ANSA",
        Some("(ANSA) - LUND, 4 MAR"),
        "(ANSA) - LUND, 4 MAR - {1}\n{2} (ANSA).\nRIPRODUZIONE RISERVATA © Copyright ANSA",
    ),
    (
        "CP",
        Some("LUND"),
        "LUND — {1}\n{2}\nThis report by The Canadian Press was first published March 4, 2029.",
    ),
    ("CP", Some("LUND"), "LUND — {1}\n{2}\n— With files from Per Lind in Oslo\nThe Canadian Press"),
    ("AAP", None, "{1}\n{2}\nAAP ah pl"),
    ("AAP", None, "Ada Holm, Australian Associated Press\n{1}\n{2}\nAustralian Associated Press"),
    (
        "Bloomberg",
        Some("(Bloomberg)"),
        "(Bloomberg) -- {1}\n{2}\n--With assistance from Per Lind and Eva Dahl.\nTo contact the reporter on this story: Ada Holm in Lund at aholm@bloomberg.example\n©2029 Bloomberg L.P.",
    ),
];

#[test]
fn the_furniture_of_every_agency_becomes_fields() {
    let mut wrong = Vec::new();
    for (agency, dateline, item) in ITEMS {
        let text = item.replace("{1}", FERRY).replace("{2}", MAYOR);
        let raw = RawArticle {
            title: Some("Ferry adds two sailings".to_owned()),
            body: Body::Text(text),
            ..RawArticle::default()
        };
        let article = clean_record(raw, &CleanParams::default()).unwrap();
        let right = article.paragraphs == [FERRY, MAYOR]
            && article.agency.as_deref() == Some(agency)
            && article.dateline.as_deref() == dateline;
        if !right {
            wrong.push((article.agency, article.dateline, article.paragraphs, item));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn every_agency_of_the_table_is_found_in_a_dateline() {
    for line in include_str!("../../data/lexicons/agencies.txt").lines().filter(|line| !line.starts_with('#'))
    {
        let (name, aliases) = line.split_once('=').unwrap();
        for alias in aliases.split(',').map(str::trim) {
            let item = format!("LUND, March 4 ({alias}) - {FERRY}");
            let found = dateline::find(&item).unwrap_or_else(|| panic!("{item}"));
            assert_eq!(found.agency.as_deref(), Some(name.trim()), "{item}");
            assert_eq!(item.get(found.len..), Some(FERRY));
        }
    }
}
