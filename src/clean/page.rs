//! Lines that are told by what they are made of: menus of a site and the imprint of a paper.

use super::draft::Draft;
use super::features::Features;
use super::{rules, words};

/// The most words of a menu and of an imprint.
const MENU_WORDS: usize = 40;
const IMPRINT_WORDS: usize = 30;

/// The imprint is among the last blocks.
const LAST_BLOCKS: usize = 3;

/// Tells whether a line is a menu or a path through a site: names of sections and buttons, half of its words or parted by
/// strokes, and no sentence.
pub(super) fn is_menu(block: &Features, text: &str) -> bool {
    let is_stroke = |item: &&str| matches!(*item, "|" | "·" | "•" | "›" | ">" | "→" | "/");
    let tokens: Vec<&str> = text.split_whitespace().collect();
    let items = tokens.split(|item| is_stroke(item)).filter(|item| !item.is_empty());
    let (n_items, short) = items.fold((0_usize, true), |(n, short), item| (n + 1, short && item.len() <= 3));
    let parted = n_items >= 3 && short && block.n_sections >= 1 && block.n_sections * 3 >= n_items;
    let listed = block.n_sections >= 3 && block.section_words * 2 >= block.n_words && block.title_case >= 0.6;
    !block.ends
        && !block.speech
        && !block.quotes
        && block.n_words <= MENU_WORDS
        && block.digit_share < 0.2
        && (parted || listed)
}

/// Cuts the lines at the end that say whose the paper is: they begin with its name.
pub(super) fn cut_imprint(draft: &mut Draft, source: Option<&str>) {
    let name = source.and_then(|name| name.split_whitespace().last()).map(words::fold);
    let Some(name) = name.filter(|name| name.len() >= 3) else { return };
    let blocks = draft.kept();
    for &i in blocks.iter().skip(1).rev().take(LAST_BLOCKS) {
        let block = draft.features(i);
        let begins = draft.text(i).split_whitespace().take(5).any(|word| words::fold(word) == name);
        if begins && block.imprint && !block.quotes && !block.speech && block.n_words <= IMPRINT_WORDS {
            draft.drop(i, rules::TAIL);
        }
    }
}

/// Cuts the last block where it says who the writer is: it begins with a name of the byline and names an office.
pub(super) fn cut_biography(draft: &mut Draft, byline: Option<&str>) {
    let Some(byline) = byline else { return };
    let Some(&last) = draft.kept().iter().skip(1).last() else { return };
    let (block, text) = (draft.features(last), draft.text(last));
    let mut opening = text.split_whitespace();
    let is_writer = match (opening.next(), opening.next()) {
        (Some(first), Some(second)) => byline.contains(&format!("{first} {second}")),
        _ => false,
    };
    if is_writer && block.n_staff > 0 && !block.speech && !block.quotes && block.n_words <= IMPRINT_WORDS {
        draft.drop(last, rules::TAIL);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn menu(text: &str) -> bool {
        is_menu(&Features::of(text), text)
    }

    #[test]
    fn menus_are_told_from_headlines_and_tables() {
        for text in [
            "Home News Sport Weather Lottery",
            "Home > News > Harbour",
            "Startseite | Politik | Wirtschaft | Sport",
            "Inicio · Deportes · Cultura · Sucesos",
            "Accueil › Économie › Ports",
        ] {
            assert!(menu(text), "{text}");
        }
        for text in [
            "Sport money for the world of culture",
            "Lund | 3 | 2 | 1",
            "Home rule vote delayed",
            "The news from home is good.",
            "",
        ] {
            assert!(!menu(text), "{text}");
        }
    }

    #[test]
    fn the_imprint_goes_only_at_the_end_and_with_the_name() {
        let text = "The Lund Courier is published by Harbour Papers.\nThe ferry sank.\nIt rained.\nIt snowed.\nThe Courier is published by Harbour Papers.\nNorvik is owned by Harbour Lines.";
        let mut draft = Draft::new(text.to_owned());
        cut_imprint(&mut draft, Some("Lund Courier"));
        let kept = draft.finish().0;
        assert_eq!(kept.len(), 5);
        assert!(!kept.contains(&"The Courier is published by Harbour Papers.".to_owned()));
        let mut draft = Draft::new(text.to_owned());
        cut_imprint(&mut draft, None);
        assert_eq!(draft.finish().0.len(), 6);
    }
}
