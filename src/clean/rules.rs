//! The ids of all rules, in the order in which they are tried. A [`Removed`](crate::model::Removed) block names one.

use crate::model::Kind;

/// The block stands in many documents of the same outlet.
pub const PROFILE: &str = "profile";
/// The block belongs to a letter to the reader: a plea for money, subscriptions or help.
pub const PLEA: &str = "plea";
/// The block speaks of the page and not of the news; the language of the list follows, as in `lexicon-en`.
pub const LEXICON: &str = "lexicon";
/// The block stands below the article: related stories, tags, share bars, comments.
pub const TAIL: &str = "tail";
/// The block is the headline; it fills `title` where that is absent.
pub const HEADLINE: &str = "headline";
/// The block is a date; it fills `published` where that is absent.
pub const DATE: &str = "date";
/// The block names the writers; it fills `byline` where that is absent.
pub const BYLINE: &str = "byline";
/// The block stands above the article and is neither headline nor date nor byline: sections, reading times, captions.
pub const HEAD: &str = "head";
/// The text is the dateline in front of the news; it fills `dateline` and `agency` where those are absent.
pub const DATELINE: &str = "dateline";
/// The text names reporters, editors or the agency at the end; it fills `agency` where that is absent.
pub const CREDIT: &str = "credit";
/// The block claims a copyright.
pub const COPYRIGHT: &str = "copyright";
/// The block is a caption or a picture's credit.
pub const CAPTION: &str = "caption";
/// The block is a note to editors; it fills `wire.ednote` where that is absent.
pub const EDNOTE: &str = "ednote";
/// The block is a mark of the wire: trims, takes, `MORE`, `-0-`, `###`.
pub const TRIM: &str = "trim";
/// The block is the slug line of a wire item; it fills `wire.slug` where that is absent.
pub const SLUG: &str = "slug";
/// The block lies outside the longest run of body-like blocks, in a document of which little else was left.
pub const FLOOR: &str = "floor";

/// What each rule is, for people: id and one line, in the order in which they are tried.
pub const ALL: [(&str, &str); 16] = [
    (PROFILE, "stands in many documents of the outlet"),
    (PLEA, "belongs to a letter to the reader"),
    (LEXICON, "speaks of the page, not of the news"),
    (TAIL, "stands below the article"),
    (SLUG, "is the slug line of a wire item"),
    (TRIM, "is a mark of the wire"),
    (EDNOTE, "is a note to editors"),
    (COPYRIGHT, "claims a copyright"),
    (CAPTION, "is a caption or a picture's credit"),
    (HEADLINE, "is the headline"),
    (DATE, "is the date"),
    (BYLINE, "names the writers"),
    (HEAD, "stands above the article"),
    (DATELINE, "is the dateline"),
    (CREDIT, "names reporters, editors or the agency"),
    (FLOOR, "lies outside the run of body-like blocks that was kept"),
];

/// Tells whether a rule takes what the page says for itself, as against what the wire prints.
pub(super) fn is_of_page(rule: &str) -> bool {
    matches!(rule, PROFILE | PLEA | LEXICON | TAIL)
}

/// The lead that a kind of item must not lose: a roundup keeps its headlines, a note to editors is its own text.
pub(super) const fn keeps_notes(kind: Kind) -> bool {
    matches!(kind, Kind::Advisory | Kind::Correction | Kind::Kill | Kind::Digest)
}
