//! One record through all rules, in their order.

use super::draft::Draft;
use super::lexicon::{N_LANGUAGES, language};
use super::{
    CleanParams, agencies, floor, head, html, kind, page, plea, profile, reject, rules, tail, vote, wire,
};
use crate::model::{Article, ArticleId, Body, Flag, Kind, RawArticle, Reason, Rejection, Removed, Wire};
use crate::text::language::detect_language;
use crate::text::normalize::{nfc, normalize};

/// Cleans one record by itself. The id is left as it came in, or empty.
///
/// # Errors
/// The record as a [`Rejection`] when it is empty, too short, not text, too large, or a wall in place of an article.
pub fn clean_record(raw: RawArticle, params: &CleanParams) -> Result<Article, Box<Rejection>> {
    let page = open(raw, params.lexicon)?;
    finish(page, params, None)
}

/// The most lines of a text: what is counted of each takes more memory than the line.
const MAX_LINES: usize = 250_000;

/// A record with its text normalised and its blocks counted.
#[derive(Clone, Debug)]
pub(super) struct Opened {
    pub raw: RawArticle,
    pub draft: Draft,
    /// The language that the page declares: what is taken where none can be told from the text.
    declared: Option<String>,
}

/// Normalises a record and counts its blocks: all that the site profile asks for. Without the lexicon no list votes.
pub(super) fn open(mut raw: RawArticle, lexicon: bool) -> Result<Opened, Box<Rejection>> {
    let body = std::mem::take(&mut raw.body);
    let mut declared = None;
    let text = match body {
        Body::Text(text) => text,
        Body::Html(page) => match html::extract(&page) {
            Ok(mut page) => {
                declared = page.lang.take();
                fill(&mut raw, page)
            }
            Err((reason, detail)) => return Err(reject(&raw, reason, detail)),
        },
        Body::Clean { .. } => {
            raw.body = body;
            return Ok(Opened { raw, draft: Draft::default(), declared });
        }
    };
    let text = normalize(&text);
    if let Some((reason, detail)) = reject::not_text(&text) {
        return Err(reject(&raw, reason, detail));
    }
    let n_lines = text.split('\n').count();
    if n_lines > MAX_LINES {
        let detail = format!("a text of {n_lines} lines, more than {MAX_LINES}");
        return Err(reject(&raw, Reason::TooLarge, detail));
    }
    let mut draft = Draft::new(text);
    if !lexicon {
        draft.forget_votes();
    }
    Ok(Opened { raw, draft, declared })
}

/// Fills the fields that the input left open with what the page says, and gives its text.
fn fill(raw: &mut RawArticle, page: html::Page) -> String {
    if raw.published.is_none() && page.published.is_some() {
        raw.published = page.published;
        flag(&mut raw.flags, Flag::DateOnly);
    }
    raw.title = raw.title.take().or(page.title);
    raw.byline = raw.byline.take().or(page.author);
    raw.source = raw.source.take().or(page.site);
    raw.url = raw.url.take().or(page.url);
    raw.dropped_bytes = Some(page.dropped_bytes as u64);
    page.text
}

/// Runs the rules over an opened record.
pub(super) fn finish(
    opened: Opened,
    params: &CleanParams,
    profile: Option<&profile::SiteProfiles>,
) -> Result<Article, Box<Rejection>> {
    let Opened { mut raw, mut draft, declared } = opened;
    if let Body::Clean { paragraphs, kind, removed } = std::mem::take(&mut raw.body) {
        return take_clean(raw, &paragraphs, kind, removed, params);
    }
    if let Some(profile) = profile {
        profile.cut(&raw, &mut draft);
    }
    let mut found = wire::Found::default();
    plea::cut_pleas(&mut draft);
    wire::cut_lines(&mut draft, &mut found);
    vote::cut_by_vote(&mut draft);
    tail::cut_tail(&mut draft);
    vote::cut_headings(&mut draft);
    page::cut_imprint(&mut draft, raw.source.as_deref());
    tail::cut_orphans(&mut draft);
    let head = head::cut_head(&mut draft, raw.title.as_deref());
    wire::cut_ends(&mut draft, &mut found);
    page::cut_biography(&mut draft, raw.byline.as_deref().or(head.byline.as_deref()));
    let at_floor = floor::hold(&mut draft);

    raw.title = raw.title.take().or(head.title);
    raw.byline = raw.byline.take().or(head.byline);
    raw.dateline = raw.dateline.take().or(found.dateline);
    let named = raw.byline.as_deref().and_then(agencies::named_in).map(str::to_owned);
    raw.agency = raw.agency.take().or(found.agency).or(head.agency).or(named);
    if raw.published.is_none()
        && let Some((moment, date_only)) = head.published
    {
        raw.published = Some(moment);
        if date_only {
            flag(&mut raw.flags, Flag::DateOnly);
        }
    }
    if found.ednote.is_some() || found.slug.is_some() {
        let wire = raw.wire.get_or_insert_with(Wire::default);
        wire.ednote = wire.ednote.take().or(found.ednote);
        wire.slug = wire.slug.take().or(found.slug);
    }
    if at_floor {
        flag(&mut raw.flags, Flag::Floor);
    }
    let kind = kind::of(&draft, raw.title.as_deref(), raw.wire.as_ref());
    if rules::keeps_notes(kind) {
        restore_notes(&mut draft);
    }
    let paragraphs: Vec<String> = draft.kept().into_iter().map(|i| draft.text(i).to_owned()).collect();
    if let Some((reason, detail)) = reject::too_little(&draft, &paragraphs, params.min_words) {
        return Err(reject(&raw, reason, detail));
    }
    let detected = language_of(&paragraphs, || draft.stops()).map(str::to_owned);
    raw.lang = raw.lang.take().or(detected).or(declared);
    let (paragraphs, removed) = draft.finish();
    Ok(article(raw, paragraphs, kind, removed))
}

/// Puts back the notes to editors of an item that is one itself.
fn restore_notes(draft: &mut Draft) {
    for i in 0..draft.len() {
        if draft.taken_by(i) == Some(rules::EDNOTE) {
            draft.restore(i);
        }
    }
}

fn take_clean(
    mut raw: RawArticle,
    paragraphs: &[String],
    kind: Kind,
    removed: Vec<Removed>,
    params: &CleanParams,
) -> Result<Article, Box<Rejection>> {
    let paragraphs: Vec<String> =
        paragraphs.iter().map(|p| nfc(p)).filter(|p| !p.trim().is_empty()).collect();
    let words: usize = paragraphs.iter().map(|p| super::words::count(p)).sum();
    if words == 0 {
        return Err(reject(&raw, Reason::Empty, "no paragraph has text".to_owned()));
    }
    if words < params.min_words {
        return Err(reject(
            &raw,
            Reason::TooShort,
            format!("{words} words, fewer than {}", params.min_words),
        ));
    }
    let stops = || Draft::new(paragraphs.join("\n\n")).stops();
    raw.lang = raw.lang.take().or_else(|| language_of(&paragraphs, stops).map(str::to_owned));
    Ok(article(raw, paragraphs, kind, removed))
}

/// Detects the language of what is left, of which `stops` counts the stop words; `None` where the stop words speak for another or none is there, as in lists of
/// names and figures.
fn language_of(paragraphs: &[String], stops: impl FnOnce() -> [usize; N_LANGUAGES]) -> Option<&'static str> {
    let (found, _) = detect_language(&paragraphs.join("\n"))?;
    let stops = stops();
    let most = stops.into_iter().max().unwrap_or(0);
    let own = stops.into_iter().enumerate().find(|&(lang, _)| language(lang) == found);
    own.is_none_or(|(_, n)| n > 0 && n * 3 >= most * 2).then_some(found)
}

fn article(raw: RawArticle, paragraphs: Vec<String>, kind: Kind, removed: Vec<Removed>) -> Article {
    Article {
        id: ArticleId(raw.id.unwrap_or_default()),
        input: raw.input,
        line: raw.line,
        source: raw.source,
        agency: raw.agency,
        url: raw.url,
        title: raw.title.map(|title| nfc(&title)),
        byline: raw.byline,
        dateline: raw.dateline,
        published: raw.published,
        lang: raw.lang,
        kind,
        paragraphs,
        wire: raw.wire,
        flags: raw.flags,
        removed,
        dropped_bytes: raw.dropped_bytes,
    }
}

pub(super) fn flag(flags: &mut Vec<Flag>, new: Flag) {
    if !flags.contains(&new) {
        flags.push(new);
        flags.sort_unstable();
    }
}

#[expect(
    clippy::unnecessary_box_returns,
    reason = "it is the error of every caller, and errors are kept small"
)]
pub(super) fn reject(raw: &RawArticle, reason: Reason, detail: String) -> Box<Rejection> {
    Box::new(Rejection { input: raw.input.clone(), line: raw.line, id: raw.id.clone(), reason, detail })
}
