//! What a desk has said of an item holds for every copy of it: kills, corrections, embargoes.
//!
//! A notice stands alone and names its item in one of these ways, tried in this order: by a link of the feed, by the id of
//! the item, by its slug line, by a slug in its text, by its headline, by quoting it. Only items filed before it, and at most a week before, are
//! meant. A kill holds for all copies. Of a corrected item, the copies that still run the old text are told: those that hold
//! the sentence that the notice quotes, and not the words that it puts in place of the wrong ones.

use rustc_hash::{FxHashMap, FxHashSet};

use crate::model::{Article, DuplicateGroup, Flag, Kind, TermId};
use crate::text::Corpus;

use super::slugs::Slug;
use super::versions;

/// A notice is of an item at most so many days older.
const MAX_DAYS: i64 = 7;
/// So many words of a notice in a row are a quotation.
const QUOTED: usize = 4;
/// So many such runs tell which item it quotes.
const MIN_QUOTED: u32 = 6;
/// The sentence that is corrected shares so many telling words with the notice.
const MIN_SHARED: usize = 4;
/// A copy runs the old sentence if it holds this share of those words.
const HELD: f64 = 0.8;

/// Flags the groups and members that a notice, or what the feed says of an item, holds for. Flags that are there stay.
///
/// Linear in the text where a notice names its item by nothing but a quotation, else in the number of articles.
pub(crate) fn carry(articles: &[Article], corpus: &Corpus, groups: &mut [DuplicateGroup]) {
    let place_of: FxHashMap<&str, usize> =
        articles.iter().enumerate().map(|(place, article)| (article.id.as_str(), place)).collect();
    let mut group_of = vec![usize::MAX; articles.len()];
    for (number, group) in groups.iter().enumerate() {
        for member in &group.members {
            if let Some(&place) = place_of.get(member.id.as_str()) {
                group_of[place] = number;
            }
        }
    }
    let mut flags: Vec<(usize, Option<usize>, Flag)> = Vec::new();
    for (place, article) in articles.iter().enumerate() {
        let flag = of_feed(article);
        flags.extend(flag.map(|flag| (group_of[place], None, flag)));
    }
    for (notice, items) in items_of_notices(articles, corpus, &place_of) {
        let mut named: Vec<usize> = items.iter().map(|&item| group_of[item]).collect();
        named.sort_unstable();
        named.dedup();
        let members = |group: usize| {
            let members = groups.get(group).map(|g| g.members.as_slice()).unwrap_or_default();
            members.iter().filter_map(|m| place_of.get(m.id.as_str()).copied())
        };
        let is_kill = articles[notice].kind == Kind::Kill;
        let old = if is_kill { None } else { OldText::of(notice, &items, corpus) };
        for &group in &named {
            flags.push((group, None, if is_kill { Flag::Killed } else { Flag::Corrected }));
            for member in members(group) {
                if !is_kill && old.as_ref().is_some_and(|old| old.is_run_by(member, corpus)) {
                    flags.push((group, Some(member), Flag::Uncorrected));
                }
            }
        }
    }
    for (group, member, flag) in flags {
        let Some(group) = groups.get_mut(group) else { continue };
        if member.is_none() {
            add(&mut group.flags, flag);
        }
        let one = member.map(|place| &articles[place].id);
        let of_all = flag != Flag::Corrected;
        let meant = group.members.iter_mut().filter(|m| one.map_or(of_all, |id| m.id == *id));
        meant.for_each(|m| add(&mut m.flags, flag));
    }
}

fn add(flags: &mut Vec<Flag>, flag: Flag) {
    if let Err(at) = flags.binary_search(&flag) {
        flags.insert(at, flag);
    }
}

/// Tells what the feed says of an item: that it is withheld, or not to be used yet.
fn of_feed(article: &Article) -> Option<Flag> {
    let wire = article.wire.as_ref()?;
    match wire.status.as_deref() {
        Some("withheld") => Some(Flag::Withheld),
        Some("embargoed") => Some(Flag::Embargoed),
        _ => wire.embargo.is_some().then_some(Flag::Embargoed),
    }
}

/// Finds the items that each notice is of, both as places; those that name none are left out.
fn items_of_notices(
    articles: &[Article],
    corpus: &Corpus,
    place_of: &FxHashMap<&str, usize>,
) -> Vec<(usize, Vec<usize>)> {
    let is_notice = |article: &Article| matches!(article.kind, Kind::Kill | Kind::Correction);
    let notices: Vec<usize> = (0..articles.len()).filter(|&place| is_notice(&articles[place])).collect();
    if notices.is_empty() {
        return Vec::new();
    }
    let mut by_item: FxHashMap<&str, Vec<usize>> = FxHashMap::default();
    let mut by_title: FxHashMap<&[TermId], Vec<usize>> = FxHashMap::default();
    for (place, article) in articles.iter().enumerate() {
        if let Some(item) = article.wire.as_ref().and_then(|wire| wire.item.as_deref()) {
            by_item.entry(item).or_default().push(place);
        }
        if let Some(document) = corpus.documents.get(place).filter(|d| d.title.len() > 2) {
            by_title.entry(&document.title).or_default().push(place);
        }
    }
    let by_slug = versions::by_slug(articles);
    let mut quoting = Vec::new();
    let mut found: Vec<(usize, Vec<usize>)> = Vec::new();
    for notice in notices {
        let article = &articles[notice];
        let of = |list: Option<&Vec<usize>>| -> Vec<usize> {
            let meant = list.into_iter().flatten().copied();
            meant.filter(|&place| is_of(article, &articles[place])).collect()
        };
        let agency = article.agency.as_deref().unwrap_or_default().to_lowercase();
        let under = |base: String| of(by_slug.get(&(agency.clone(), base)));
        let mut items: Vec<usize> = links(article)
            .filter_map(|link| {
                place_of.get(link).map(std::slice::from_ref).or_else(|| by_item.get(link).map(Vec::as_slice))
            })
            .flatten()
            .copied()
            .filter(|&place| articles[place].kind.is_news())
            .collect();
        if items.is_empty() {
            let item = article.wire.as_ref().and_then(|wire| wire.item.as_deref());
            items = of(item.and_then(|item| by_item.get(item)));
        }
        if items.is_empty() {
            items = Slug::of(article).map(|slug| under(slug.base)).unwrap_or_default();
        }
        if items.is_empty() {
            items =
                slugs_in(article).into_iter().map(under).find(|items| !items.is_empty()).unwrap_or_default();
        }
        if items.is_empty() {
            items = of(unmarked_title(notice, corpus).and_then(|title| by_title.get(title)));
        }
        if items.is_empty() {
            quoting.push(notice);
        } else {
            found.push((notice, items));
        }
    }
    found.extend(quoted(&quoting, articles, corpus));
    found
}

/// Lists the items that the feed says a notice is of.
fn links(notice: &Article) -> impl Iterator<Item = &str> {
    let wire = notice.wire.iter();
    wire.flat_map(|wire| wire.corrects.iter().chain(&wire.supersedes)).map(String::as_str)
}

/// Tells whether a notice may be of an item.
fn is_of(notice: &Article, item: &Article) -> bool {
    let age = notice.published.zip(item.published).map(|(n, i)| n.as_second() - i.as_second());
    // A bare date is midnight of its day.
    let is_before = age
        .is_none_or(|age| (-86_400 * i64::from(is_dated(notice, item))..=MAX_DAYS * 86_400).contains(&age));
    item.kind.is_news() && is_before
}

fn is_dated(notice: &Article, item: &Article) -> bool {
    [notice, item].iter().any(|article| article.flags.contains(&Flag::DateOnly))
}

/// Gives the headline behind its mark: `CORRECTION: Rate is cut` is of `Rate is cut`.
fn unmarked_title(notice: usize, corpus: &Corpus) -> Option<&[TermId]> {
    corpus.documents.get(notice)?.title.get(1..).filter(|title| title.len() > 2)
}

/// Lists what may be a slug in the text of a notice: words with a hyphen, and up to three words behind them.
fn slugs_in(notice: &Article) -> Vec<String> {
    let mut slugs = Vec::new();
    for text in notice.paragraphs.iter().chain(&notice.title) {
        let words: Vec<&str> = text.split_whitespace().collect();
        for at in (0..words.len()).filter(|&at| words[at].contains('-')) {
            for len in (1..=4).rev() {
                let Some(part) = words.get(at..at + len) else { continue };
                let line = part.join(" ");
                let line = line.trim_matches(|c: char| !c.is_alphanumeric());
                slugs.extend(Slug::parse(line).map(|slug| slug.base));
            }
        }
    }
    slugs
}

/// Finds the item that each of the notices quotes most.
fn quoted(notices: &[usize], articles: &[Article], corpus: &Corpus) -> Vec<(usize, Vec<usize>)> {
    let tokens = |place: usize| corpus.documents.get(place).map(|d| d.tokens.as_slice()).unwrap_or_default();
    let mut quoting: FxHashMap<&[TermId], Vec<usize>> = FxHashMap::default();
    for (number, &notice) in notices.iter().enumerate() {
        for window in tokens(notice).windows(QUOTED) {
            quoting.entry(window).or_default().push(number);
        }
    }
    if quoting.is_empty() {
        return Vec::new();
    }
    let mut best: Vec<Option<(u32, usize)>> = vec![None; notices.len()];
    for place in 0..articles.len() {
        let mut counts: FxHashMap<usize, u32> = FxHashMap::default();
        let mut seen: FxHashSet<&[TermId]> = FxHashSet::default();
        for window in tokens(place).windows(QUOTED) {
            if let Some(numbers) = quoting.get(window).filter(|_| seen.insert(window)) {
                for &number in numbers {
                    *counts.entry(number).or_default() += 1;
                }
            }
        }
        for (number, &notice) in notices.iter().enumerate() {
            let count = counts.get(&number).copied().unwrap_or_default();
            let better = |best: (u32, usize)| {
                (count, std::cmp::Reverse(&articles[place].id))
                    > (best.0, std::cmp::Reverse(&articles[best.1].id))
            };
            if count >= MIN_QUOTED
                && best[number].is_none_or(better)
                && is_of(&articles[notice], &articles[place])
            {
                best[number] = Some((count, place));
            }
        }
    }
    let found = notices.iter().zip(best);
    found.filter_map(|(&notice, best)| Some((notice, vec![best?.1]))).collect()
}

/// The sentence that a correction is of.
struct OldText {
    /// The telling words that the sentence shares with the notice.
    shared: Vec<TermId>,
    /// The telling words of the notice that the item has not: what is right stands among them.
    new: FxHashSet<TermId>,
}

impl OldText {
    fn of(notice: usize, items: &[usize], corpus: &Corpus) -> Option<Self> {
        let told: FxHashSet<TermId> =
            telling(&corpus.documents.get(notice)?.tokens, corpus).into_iter().collect();
        let sentences = items.iter().filter_map(|&item| Some((item, corpus.documents.get(item)?)));
        let shared = sentences.flat_map(|(item, document)| {
            let told = &told;
            document.sentences.iter().filter_map(move |sentence| {
                let mut shared = telling(document.tokens.get(sentence.tokens())?, corpus);
                shared.retain(|word| told.contains(word));
                Some((shared, item))
            })
        });
        let (shared, item) = shared.max_by(|a, b| a.0.len().cmp(&b.0.len()).then_with(|| b.0.cmp(&a.0)))?;
        let document = corpus.documents.get(item)?;
        let held: FxHashSet<TermId> = document.tokens.iter().copied().collect();
        let new = telling(&corpus.documents.get(notice)?.tokens, corpus).into_iter();
        (shared.len() >= MIN_SHARED)
            .then(|| Self { shared, new: new.filter(|word| !held.contains(word)).collect() })
    }

    fn is_run_by(&self, article: usize, corpus: &Corpus) -> bool {
        let Some(document) = corpus.documents.get(article) else { return false };
        document.sentences.iter().any(|sentence| {
            let words: FxHashSet<TermId> =
                document.tokens.get(sentence.tokens()).unwrap_or_default().iter().copied().collect();
            let held = self.shared.iter().filter(|word| words.contains(word)).count();
            let is_mended = held < self.shared.len() && words.iter().any(|word| self.new.contains(word));
            held as f64 >= HELD * self.shared.len() as f64 && !is_mended
        })
    }
}

/// Gives the words that are no stop words, ascending, each once.
fn telling(words: &[TermId], corpus: &Corpus) -> Vec<TermId> {
    let mut telling: Vec<TermId> =
        words.iter().copied().filter(|&word| !corpus.vocabulary.is_stop(word)).collect();
    telling.sort_unstable();
    telling.dedup();
    telling
}
