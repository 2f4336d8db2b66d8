//! Paragraphs to sentences, as byte spans.
//!
//! English goes by own rules made for news; other languages go through the `sentencex` crate, whose English
//! rules lose spans in quotes and treat `U.S.` before a capital as an end. Sentences inside a quotation are
//! sentences of their own, as in the annotated corpora of news; what makes a brief has to look whether a quotation is
//! whole.

use std::ops::Range;

mod english;
mod lists;
#[cfg(test)]
mod news_cases;
mod words;

/// Splits a paragraph into sentences.
///
/// The spans ascend, are disjoint, begin and end on character borders and neither begin nor end with white space; all
/// that lies outside them is white space. `lang` is an ISO 639-1 code; English where it is `None`.
///
/// Linear in the length of the paragraph for English.
#[must_use]
pub fn split(paragraph: &str, lang: Option<&str>) -> Vec<Range<usize>> {
    let ends = match lang {
        None | Some("en") => english::ends(paragraph),
        Some(lang) => other_ends(paragraph, lang),
    };
    let mut start = 0;
    let mut spans = Vec::with_capacity(ends.len() + 1);
    for end in ends.into_iter().chain([paragraph.len()]) {
        if let Some(span) = trimmed(paragraph, start..end) {
            spans.push(span);
            start = end;
        }
    }
    spans
}

fn other_ends(paragraph: &str, lang: &str) -> Vec<usize> {
    sentencex::get_sentence_boundaries(lang, paragraph).iter().map(|sentence| sentence.end_byte).collect()
}

/// Takes white space off both ends; `None` if nothing else is there, or if the range is none of the text's.
fn trimmed(text: &str, range: Range<usize>) -> Option<Range<usize>> {
    let part = text.get(range.clone())?;
    let start = range.start + (part.len() - part.trim_start().len());
    let end = start + part.trim().len();
    (start < end).then_some(start..end)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn sentences<'a>(text: &'a str, lang: &str) -> Vec<&'a str> {
        split(text, Some(lang)).into_iter().map(|span| &text[span]).collect()
    }

    #[test]
    fn nothing_has_no_sentences() {
        assert!(split("", None).is_empty());
        assert!(split(" \n\t ", Some("de")).is_empty());
    }

    #[test]
    fn other_languages_have_their_own_rules() {
        assert_eq!(
            sentences("Der Rat tagte am 3. Mai in Nordhafen. Dr. Olgin kam nicht.", "de"),
            ["Der Rat tagte am 3. Mai in Nordhafen.", "Dr. Olgin kam nicht."]
        );
        assert_eq!(sentences("市長は辞任した。議会は驚いた。", "ja"), ["市長は辞任した。", "議会は驚いた。"]);
        assert_eq!(sentences("One here. Two there.", "xx").len(), 2);
    }

    proptest! {
        #[test]
        fn spans_tile_any_text(
            text in "([A-Za-z\"'“”’ .!?()\\[\\]…•,0-9\u{3002}é\n-]|\\PC){0,80}",
            lang in proptest::sample::select(&["en", "de", "ja", "xx"][..]),
        ) {
            let mut last = 0;
            for span in split(&text, Some(lang)) {
                prop_assert!(text[last..span.start].trim().is_empty());
                prop_assert!(!text[span.clone()].is_empty());
                prop_assert_eq!(text[span.clone()].trim(), &text[span.clone()]);
                last = span.end;
            }
            prop_assert!(text[last..].trim().is_empty());
        }
    }
}
