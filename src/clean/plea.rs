//! A plea is a section: a letter to the reader with its list of benefits, its thanks and its signatures.
//!
//! Judged one by one its blocks pass for prose ("Unlike many other news organizations, we have not put up a paywall").
//! A block that addresses the reader opens the section; it goes on while blocks speak for the house or are the parts of
//! a letter, and ends at the first block of 25 words or more with nothing of the kind.

use super::draft::Draft;
use super::features::Features;
use super::{rules, words};

/// The share of we, our, us, you, your from which a block speaks to the reader: pleas have .06-.31, news about .01.
const ADDRESS_SHARE: f64 = 0.05;

/// A block of so many words that shows nothing of a letter ends the section.
const NEWS_WORDS: usize = 25;

/// The most blocks in a row that may be either.
const MAX_DOUBTFUL: usize = 2;

/// Cuts the sections that plead with the reader.
pub(super) fn cut_pleas(draft: &mut Draft) {
    let blocks = draft.kept();
    let mut at = 0;
    while let Some(&i) = blocks.get(at) {
        at += 1;
        if !opens(draft.features(i), draft.text(i)) {
            continue;
        }
        draft.drop(i, rules::PLEA);
        // Blocks that may be either go with the section only when a block of it follows them.
        let mut doubtful: Vec<usize> = Vec::new();
        while let Some(&next) = blocks.get(at) {
            match goes_on(draft.features(next), draft.text(next)) {
                Part::Yes => {
                    for waiting in doubtful.drain(..) {
                        draft.drop(waiting, rules::PLEA);
                    }
                    draft.drop(next, rules::PLEA);
                }
                Part::Perhaps if doubtful.len() < MAX_DOUBTFUL => doubtful.push(next),
                Part::Perhaps | Part::No => break,
            }
            at += 1;
        }
    }
}

/// What a block is to a section that is open.
enum Part {
    Yes,
    Perhaps,
    No,
}

fn opens(block: &Features, text: &str) -> bool {
    let salutation = block.opener && (block.n_words <= 6 || block.address_share() >= ADDRESS_SHARE / 2.0);
    let quoted = text.starts_with(['"', '“', '”', '«', '„', '\'', '‘']);
    salutation && !quoted && !block.speech
}

fn goes_on(block: &Features, text: &str) -> Part {
    let reported = block.speech && block.quotes;
    if block.is_figures() && !block.bullet {
        return Part::No;
    }
    let speaks = block.address_share() >= ADDRESS_SHARE && !reported;
    let letter = block.bullet || text.ends_with(':') || block.thanks || is_signature(block, text);
    if speaks || letter || block.is_voted_out(false) {
        Part::Yes
    } else if block.n_words >= NEWS_WORDS || block.score() >= 3 {
        Part::No
    } else {
        Part::Perhaps
    }
}

/// A "Name, Title" line: capitalised, no verb's full stop, a role after the comma.
fn is_signature(block: &Features, text: &str) -> bool {
    let name = text.split([',', '|', '–']).next().unwrap_or("");
    let capitalised = name.split_whitespace().all(|w| w.starts_with(|c: char| c.is_uppercase()));
    block.n_role > 0 && block.n_words <= 14 && capitalised && words::count(name) <= 5 && !block.ends
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kept(text: &str) -> Vec<String> {
        let mut draft = Draft::new(text.to_owned());
        cut_pleas(&mut draft);
        draft.finish().0
    }

    const NEWS: &str = "The ferry company Norvik Lines said on Tuesday that it would add two sailings a day between Lund and the outer islands from June, after a record spring.";

    #[test]
    fn a_letter_goes_with_its_list_and_signatures() {
        let plea = format!(
            "Dear Reader,\nMore of you than ever visit the Lund Courier, and we want to keep our pages open to all of you.\nFor 4 crowns a month you get:\n• No banners\n• The paper as a scan\nThank you,\nAda Holm, Editor-in-Chief\n{NEWS}"
        );
        assert_eq!(kept(&plea), [NEWS]);
    }

    #[test]
    fn news_that_quotes_a_plea_stays() {
        let quote = "\"We need your help,\" the mayor of Lund told residents of the flooded district on Sunday as volunteers filled sandbags.";
        assert_eq!(kept(&format!("{quote}\n{NEWS}")), [quote, NEWS]);
    }

    #[test]
    fn a_section_ends_at_news_and_leaves_doubtful_blocks() {
        assert_eq!(kept(&format!("Dear readers,\n{NEWS}")), [NEWS]);
        assert_eq!(
            kept(&format!("Dear readers,\nFerry adds sailings\n{NEWS}")),
            ["Ferry adds sailings", NEWS]
        );
    }
}
