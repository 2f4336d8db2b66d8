//! What is not accepted: no text, too short, not text, a wall. All else is routed by its kind.

use super::draft::Draft;
use super::words;
use crate::model::Reason;

/// A page with fewer words of body than this may be a wall.
const WALL_WORDS: usize = 60;

/// Tells why a text is not text at all.
pub(super) fn not_text(text: &str) -> Option<(Reason, String)> {
    let (mut all, mut letters, mut bad) = (0_usize, 0_usize, 0_usize);
    for c in text.chars().filter(|c| !c.is_whitespace()) {
        all += 1;
        letters += usize::from(c.is_alphanumeric());
        bad += usize::from(c == char::REPLACEMENT_CHARACTER || c.is_control());
    }
    if all == 0 {
        return Some((Reason::Empty, "no text".to_owned()));
    }
    if bad * 10 > all {
        return Some((Reason::NotText, format!("{bad} of {all} characters cannot be read")));
    }
    if letters * 3 < all {
        return Some((Reason::NotText, format!("{letters} of {all} characters are letters or digits")));
    }
    None
}

/// Tells why a cleaned text is not an article: a wall stands in its place, or too little is left.
pub(super) fn too_little(draft: &Draft, paragraphs: &[String], min_words: usize) -> Option<(Reason, String)> {
    let left: usize = paragraphs.iter().map(|p| words::count(p)).sum();
    let blocks = (0..draft.len()).map(|i| draft.features(i));
    let (paywall, cookies) =
        blocks.fold((0, 0), |(p, c), block| (p + block.n_paywall, c + block.n_cookiewall));
    if left < WALL_WORDS.min(min_words * 4) || left < WALL_WORDS && paywall >= 2 {
        if paywall >= 2 && paywall >= cookies {
            return Some((Reason::Paywall, format!("{left} words beside a demand to pay or to log in")));
        }
        if left == 0 && cookies >= 1 && cookies > paywall || cookies >= 3 && left < min_words * 4 {
            return Some((Reason::CookieWall, format!("{left} words beside a question about cookies")));
        }
    }
    if left == 0 {
        return Some((Reason::Empty, "nothing but furniture".to_owned()));
    }
    (left < min_words).then(|| (Reason::TooShort, format!("{left} words, fewer than {min_words}")))
}
