//! An article: as it came in, as it is kept, or why it was not.

use jiff::Timestamp;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::ids::{ArticleId, GroupId, StoryId};

/// An article as a reader found it. Nothing in it can be trusted: any field may be absent, wrong or huge.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct RawArticle {
    /// The id that the input gives; the cleaner makes one from the content where it gives none.
    pub id: Option<String>,
    /// The path of the file, as it was given.
    pub input: String,
    /// The line in that file, from 1, where the format has lines.
    pub line: Option<u64>,
    /// The outlet that ran it.
    pub source: Option<String>,
    /// Where it was found.
    pub url: Option<String>,
    /// Its headline.
    pub title: Option<String>,
    /// Its writers, as printed.
    pub byline: Option<String>,
    /// Where it was written, as printed.
    pub dateline: Option<String>,
    /// When it was published, in UTC; a bare date is midnight and has [`Flag::DateOnly`].
    pub published: Option<Timestamp>,
    /// Its language, ISO 639-1.
    pub lang: Option<String>,
    /// The agency that it names as its source.
    pub agency: Option<String>,
    /// What an agency feed says of it.
    pub wire: Option<Wire>,
    /// What is to be known of it.
    pub flags: Vec<Flag>,
    /// Its text.
    pub body: Body,
    /// The bytes of a page's visible text that the extractor itself left out, where that was counted.
    pub dropped_bytes: Option<u64>,
    /// Where an earlier stage put it.
    pub place: Place,
}

/// The text of a [`RawArticle`].
#[derive(Clone, Debug, PartialEq)]
pub enum Body {
    /// Plain text, scraped or from a feed: paragraphs, furniture and boilerplate alike.
    Text(String),
    /// A web page, whole.
    Html(String),
    /// Paragraphs that have been cleaned before, with what was found then. They are taken as they are.
    Clean {
        /// The paragraphs.
        paragraphs: Vec<String>,
        /// The kind, where it was told.
        kind: Kind,
        /// What was removed then.
        removed: Vec<Removed>,
    },
}

impl Default for Body {
    fn default() -> Self {
        Self::Text(String::new())
    }
}

/// Where an earlier stage put an article, for stages that are piped into each other.
#[derive(Clone, Debug, Default, PartialEq, JsonSchema, Serialize, Deserialize)]
pub struct Place {
    /// Its group.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub group: Option<GroupId>,
    /// What it is to the kept copy of its group.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub relation: Option<super::Relation>,
    /// Whether it is the kept copy.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub kept: Option<bool>,
    /// Its story.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub story: Option<StoryId>,
}

/// What an agency feed says of an item.
#[derive(Clone, Debug, Default, PartialEq, Eq, JsonSchema, Serialize, Deserialize)]
pub struct Wire {
    /// The stable id that all versions of the item share.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub item: Option<String>,
    /// The version, from 1.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub version: Option<u32>,
    /// The short name that the desk gave it.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub slug: Option<String>,
    /// Whether it may be used: `usable`, `withheld`, `canceled`.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub status: Option<String>,
    /// Not to be published before this time (RFC 3339).
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub embargo: Option<String>,
    /// A note to editors.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub ednote: Option<String>,
    /// What use is allowed.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub usage_terms: Option<String>,
    /// Whose text it is, as the feed says it.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub copyright: Option<String>,
    /// From 1 (flash) to 8 or 9.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub urgency: Option<u8>,
    /// When its first version was made, in UTC; the article's `published` is when this version was.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    #[schemars(with = "String", extend("format" = "date-time"))]
    pub first_created: Option<Timestamp>,
    /// What it is about: the names of subjects, else their codes, in the order of the feed, each once.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub subjects: Vec<String>,
    /// The items that it takes the place of: ids as those items have them in `item`, or with `:VERSION` as article ids
    /// have them. Its own `item` among them means its earlier versions.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub supersedes: Vec<String>,
    /// The items whose errors it corrects, in the same form.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub corrects: Vec<String>,
}

impl Wire {
    /// Tells whether an agency sent the item: it says more than what a site's own feed says of its pages.
    #[must_use]
    pub fn is_of_agency(&self) -> bool {
        let Self {
            subjects: _, copyright: _, first_created: _, item, version, slug, status, embargo, ..
        } = self;
        let Self { ednote, usage_terms, urgency, supersedes, corrects, .. } = self;
        [item, slug, status, embargo, ednote, usage_terms].iter().any(|text| text.is_some())
            || version.is_some()
            || urgency.is_some()
            || !supersedes.is_empty()
            || !corrects.is_empty()
    }
}

/// A cleaned article.
///
/// Its text is NFC and never empty, and every block of the normalised text is either in `paragraphs` or in `removed`.
#[derive(Clone, Debug, PartialEq, JsonSchema, Serialize, Deserialize)]
pub struct Article {
    /// Unique in a digest.
    pub id: ArticleId,
    /// The path of the file it came from, as it was given.
    pub input: String,
    /// The line in that file, from 1.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub line: Option<u64>,
    /// The outlet that ran it.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub source: Option<String>,
    /// The agency whose copy it says it is.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub agency: Option<String>,
    /// Where it was found.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub url: Option<String>,
    /// Its headline.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub title: Option<String>,
    /// Its writers, as printed.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub byline: Option<String>,
    /// Where it was written, as printed.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub dateline: Option<String>,
    /// When it was published, in UTC.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    #[schemars(with = "String", extend("format" = "date-time"))]
    pub published: Option<Timestamp>,
    /// Its language, ISO 639-1.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub lang: Option<String>,
    /// What sort of item it is.
    pub kind: Kind,
    /// Its news, and nothing else.
    pub paragraphs: Vec<String>,
    /// What an agency feed says of it.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub wire: Option<Wire>,
    /// What is to be known of it.
    pub flags: Vec<Flag>,
    /// What was taken out of its text, in order.
    pub removed: Vec<Removed>,
    /// For a web page: the bytes of visible text, blanks aside, that the extractor left out before any rule.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub dropped_bytes: Option<u64>,
}

impl Article {
    /// Iterates over the words of all paragraphs, as white space parts them.
    pub fn words(&self) -> impl Iterator<Item = &str> {
        self.paragraphs.iter().flat_map(|p| p.split_whitespace())
    }
}

/// A block that cleaning took out.
#[derive(Clone, Debug, PartialEq, Eq, JsonSchema, Serialize, Deserialize)]
pub struct Removed {
    /// The rule that took it; the list stands in `clean::rules`.
    pub rule: String,
    /// The text that went.
    pub text: String,
    /// Where it began: a byte in the normalised text.
    pub start: usize,
}

/// What sort of item an article is.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, JsonSchema, Serialize, Deserialize,
)]
#[serde(rename_all = "kebab-case")]
pub enum Kind {
    /// A news story.
    #[default]
    Story,
    /// A few lines, earnings and dividends among them.
    Brief,
    /// Several stories under one headline.
    Roundup,
    /// Scores, prices, results.
    Table,
    /// A list of what the desk has or plans.
    Digest,
    /// A note to editors.
    Advisory,
    /// Corrects an earlier item.
    Correction,
    /// Withdraws an earlier item.
    Kill,
}

impl Kind {
    /// Tells whether items of this kind are compared with others. Those that are not form groups of one, get no brief
    /// and attract nothing.
    #[must_use]
    pub const fn is_news(self) -> bool {
        matches!(self, Self::Story | Self::Brief | Self::Roundup)
    }
}

/// What is to be known of an article, a member or a group.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, JsonSchema, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Flag {
    /// The input told a date and no time.
    DateOnly,
    /// Another article had the same id; this one was given a new one.
    DuplicateId,
    /// So little was left that the longest run of body-like blocks was kept instead.
    Floor,
    /// The text was not valid in its encoding; what could not be read became U+FFFD, and NUL bytes were left out.
    BadEncoding,
    /// A field had a value that its format does not allow; it was read as far as it makes sense, or left out.
    BadField,
    /// The agency has killed or cancelled the item: it and its copies must not be used.
    Killed,
    /// The agency withholds the item.
    Withheld,
    /// The item, or one that it is a copy of, is not to be published before a certain time.
    Embargoed,
    /// A correction of the item has been filed.
    Corrected,
    /// The copy still runs the text that was corrected.
    Uncorrected,
}

/// A record that was not accepted, and why.
#[derive(Clone, Debug, PartialEq, Eq, JsonSchema, Serialize, Deserialize)]
pub struct Rejection {
    /// The path of the file it came from, as it was given.
    pub input: String,
    /// The line in that file, from 1.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub line: Option<u64>,
    /// The id that the input gave.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub id: Option<String>,
    /// Why.
    pub reason: Reason,
    /// Why, in this case.
    pub detail: String,
}

/// Why a record was not accepted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, JsonSchema, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Reason {
    /// It has no text at all.
    Empty,
    /// It has fewer words than `clean.min_words`.
    TooShort,
    /// It is not text: control bytes, or too few letters.
    NotText,
    /// The page shows a plea to pay or to log in instead of the article.
    Paywall,
    /// The page shows a question about cookies instead of the article.
    CookieWall,
    /// The same record was met before: same id, same content, same source.
    DuplicateRecord,
    /// It is not what its format says it must be.
    BadRecord,
    /// It is longer than the limit.
    TooLarge,
    /// The file could not be read.
    Unreadable,
    /// No reader knows the format.
    UnknownFormat,
    /// A picture, graphic, video or sound without a text of its own. A skip.
    Media,
    /// Its text is not in the feed: it stands at an address that the item names. A skip.
    Remote,
    /// A list of links to other items, without a text. A skip.
    Package,
}

impl Reason {
    /// Names the reason as the files do.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Empty => "empty",
            Self::TooShort => "too-short",
            Self::NotText => "not-text",
            Self::Paywall => "paywall",
            Self::CookieWall => "cookie-wall",
            Self::DuplicateRecord => "duplicate-record",
            Self::BadRecord => "bad-record",
            Self::TooLarge => "too-large",
            Self::Unreadable => "unreadable",
            Self::UnknownFormat => "unknown-format",
            Self::Media => "media",
            Self::Remote => "remote",
            Self::Package => "package",
        }
    }

    /// Tells whether nothing was wrong: the record has no text, and is not meant to have one. Skips are counted by
    /// themselves and are no rejections under `--strict`.
    #[must_use]
    pub const fn is_skip(self) -> bool {
        matches!(self, Self::Media | Self::Remote | Self::Package)
    }
}
