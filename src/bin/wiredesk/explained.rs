//! A pair of articles side by side, for a terminal and for machines.

mod of_story;

use jiff::Timestamp;
use serde::Serialize;
use wiredesk::dedup::{Decision, Explanation, PairFeatures, Passage, Span};
use wiredesk::model::{Article, ArticleId, DuplicateGroup, GroupId, Kind, Relation, Story, StoryId};
use wiredesk::report::{self, Difference, Piece, Row};
use wiredesk::stories;

use crate::console::Style;
use crate::layout::{count, paragraph, plain};

/// How many passages are shown.
const PASSAGES: usize = 8;
/// How many words of a passage are shown, half of them from its end.
const PASSAGE_WORDS: usize = 24;
/// How many equal words are shown on either side of a change.
const CONTEXT: usize = 6;

/// What is to be known of a pair of articles.
#[derive(Serialize)]
pub struct Explained {
    articles: [Side; 2],
    same_group: bool,
    same_story: bool,
    copies: Explanation,
    story: stories::Explanation,
    difference: Difference,
    #[serde(skip)]
    paragraphs: Vec<String>,
}

/// One of the two.
#[derive(Serialize)]
struct Side {
    id: ArticleId,
    from: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    published: Option<Timestamp>,
    #[serde(skip)]
    time: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    title: Option<String>,
    kind: Kind,
    words: usize,
    #[serde(skip_serializing_if = "Option::is_none")]
    group: Option<Place<GroupId>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    relation: Option<Relation>,
    #[serde(skip_serializing_if = "Option::is_none")]
    story: Option<Place<StoryId>>,
}

/// The group or story that an article is in.
#[derive(Serialize)]
struct Place<I> {
    id: I,
    articles: usize,
    /// The kept copy, or the headline.
    name: String,
}

impl Explained {
    /// Gathers what is to be known.
    pub fn new(
        articles: [&Article; 2],
        (copies, story): (Explanation, stories::Explanation),
        groups: &[DuplicateGroup],
        stories: &[Story],
    ) -> Self {
        let sides = articles.map(|article| Side::of(article, groups, stories));
        let [a, b] = &sides;
        let is_same = |x: Option<&str>, y: Option<&str>| x.is_some() && x == y;
        Self {
            same_group: is_same(
                a.group.as_ref().map(|g| g.id.as_str()),
                b.group.as_ref().map(|g| g.id.as_str()),
            ),
            same_story: is_same(
                a.story.as_ref().map(|s| s.id.as_str()),
                b.story.as_ref().map(|s| s.id.as_str()),
            ),
            articles: sides,
            copies,
            story,
            difference: report::difference(&articles[0].paragraphs, &articles[1].paragraphs),
            paragraphs: articles[0].paragraphs.clone(),
        }
    }
}

impl Side {
    fn of(article: &Article, groups: &[DuplicateGroup], stories: &[Story]) -> Self {
        let group = groups.iter().find(|group| group.members.iter().any(|m| m.id == article.id));
        let member = group.and_then(|group| group.members.iter().find(|m| m.id == article.id));
        let story = stories.iter().find(|story| story.articles.contains(&article.id));
        Self {
            id: article.id.clone(),
            from: report::attribution(article).to_owned(),
            published: article.published,
            time: report::published(article),
            title: article.title.clone(),
            kind: article.kind,
            words: article.words().count(),
            group: group.map(|group| Place {
                id: group.id.clone(),
                articles: group.members.len(),
                name: group.kept.to_string(),
            }),
            relation: member.map(|member| member.relation),
            story: story.map(|story| Place {
                id: story.id.clone(),
                articles: story.articles.len(),
                name: story.headline.clone(),
            }),
        }
    }
}

/// Tells of a pair on a terminal.
pub fn told(explained: &Explained) -> String {
    let style = Style::of_stdout();
    let [a, b] = &explained.articles;
    let mut lines = vec![style.bold(&verdict(explained))];
    lines.push(paragraph("", &format!("Decided by {}", decision(explained.copies.decision))));
    for (name, side) in [("A", a), ("B", b)] {
        lines.push(String::new());
        lines.extend(side_lines(name, side, style));
    }
    lines.push(String::new());
    lines.extend(score_lines(&explained.copies, style));
    lines.push(String::new());
    lines.extend(of_story::lines(&explained.story, style));
    lines.push(String::new());
    lines.extend(passage_lines(explained, style));
    if !explained.copies.shared.is_empty() {
        lines.push(String::new());
        lines.extend(difference_lines(&explained.difference, style));
    }
    lines.join("\n") + "\n"
}

fn verdict(explained: &Explained) -> String {
    let [a, b] = &explained.articles;
    if explained.same_group {
        let of = |one: &Side, kept: &Side| {
            let relation = one.relation.map_or("a copy", relation_words);
            format!(
                "Copies: {} is {relation} of {}, which is kept.",
                plain(one.id.as_str()),
                plain(kept.id.as_str())
            )
        };
        return match (a.relation, b.relation) {
            (Some(Relation::Kept), _) => of(b, a),
            (_, Some(Relation::Kept)) => of(a, b),
            _ => {
                let kept = a.group.as_ref().map_or("", |group| group.name.as_str());
                format!("Copies of one text, of which {} is kept.", plain(kept))
            }
        };
    }
    let story = if explained.same_story { "but of one story" } else { "and of different stories" };
    format!("No copies, {story}.")
}

/// Says whether a value reaches its threshold.
const fn reached(holds: bool) -> &'static str {
    if holds { "reached" } else { "not reached" }
}

const fn relation_words(relation: Relation) -> &'static str {
    match relation {
        Relation::Kept => "the kept copy",
        Relation::Identical => "an identical copy",
        Relation::NearDuplicate => "a near-duplicate",
        Relation::Derived => "derived (cut, rewritten or added to)",
    }
}

/// Says which rule decided.
fn decision(decision: Decision) -> String {
    let words = match decision {
        Decision::Identical => "identity: the cleaned texts are equal.",
        Decision::Collapsed => "shared text: they share so much that nothing else needed to be looked at.",
        Decision::Score => "score: their score reaches the threshold.",
        Decision::Linked => {
            "linkage: other copies of the group link them, though their own score is below the threshold."
        }
        Decision::Kind => {
            "kind: tables, digests, advisories, corrections and kills are compared with nothing."
        }
        Decision::Window => "time: they were published too many days apart.",
        Decision::Recurring => {
            "recurring: a notice and the next of its kind, a day or more apart, with other names or figures."
        }
        Decision::Roundup => "roundup: one of them is a roundup, which contains copies and is none.",
        Decision::Unlike => "likeness: they share too little to be worth scoring.",
        Decision::NoCandidate => "search: neither the join nor the index brought the pair up.",
        Decision::LowScore => "score: their score is below the threshold.",
        Decision::LowMean => {
            "linkage: their own score reaches the threshold, but the mean over their groups does not."
        }
        other => return format!("{}.", kebab(&other)),
    };
    words.to_owned()
}

/// The name of a value in the JSON output.
fn kebab(value: &impl Serialize) -> String {
    serde_json::to_value(value).ok().and_then(|v| v.as_str().map(str::to_owned)).unwrap_or_default()
}

fn side_lines(name: &str, side: &Side, style: Style) -> Vec<String> {
    let mut facts = vec![plain(&side.from)];
    facts.extend(side.time.clone());
    facts.push(count(side.words, "word", "words"));
    if side.kind != Kind::Story {
        facts.push(kebab(&side.kind));
    }
    let mut lines = vec![format!(
        "{}  {}  {}",
        style.bold(name),
        style.bold(&plain(side.id.as_str())),
        style.faint(&facts.join(" | "))
    )];
    lines.extend(side.title.as_deref().map(|title| paragraph("   ", &plain(title))));
    if let Some(group) = &side.group {
        let what = match side.relation {
            Some(Relation::Kept) if group.articles == 1 => "alone".to_owned(),
            Some(relation) => {
                format!("{} of {}", relation_words(relation), count(group.articles, "copy", "copies"))
            }
            None => String::new(),
        };
        lines.push(paragraph("   group  ", &format!("{} ({what})", plain(group.id.as_str()))));
    }
    if let Some(story) = &side.story {
        let articles = count(story.articles, "article", "articles");
        let (id, name) = (plain(story.id.as_str()), plain(&story.name));
        lines.push(paragraph("   story  ", &format!("{id} ({articles}): {name}")));
    }
    lines
}

fn score_lines(copies: &Explanation, style: Style) -> Vec<String> {
    let mut lines = vec![
        style.bold("Scores and thresholds"),
        format!(
            "  score        {:>7.3}  the probability that they are copies; threshold {} (dedup.threshold) {}",
            copies.score,
            copies.threshold,
            reached(copies.score >= copies.threshold)
        ),
        format!(
            "  similarity   {:>7.3}  near-duplicate from {} (dedup.strict_threshold): {}",
            copies.similarity,
            copies.strict_threshold,
            reached(copies.similarity >= copies.strict_threshold)
        ),
    ];
    let window = match copies.window_days {
        0 => "no limit (dedup.window_days)".to_owned(),
        days => format!("at most {days} days apart (dedup.window_days)"),
    };
    lines.push(match copies.hours_apart {
        Some(hours) => format!("  hours apart  {hours:>7.1}  {window}"),
        None => format!("  hours apart  {:>7}  {window}", "unknown"),
    });
    let found = match (copies.by_join, copies.by_index) {
        (true, true) => "the join of shingles and the index",
        (true, false) => "the join of shingles",
        (false, true) => "the index",
        (false, false) => "neither the join of shingles nor the index",
    };
    lines.push(format!("  found by     {found}"));
    lines.push(String::new());
    let Some(features) = &copies.features else {
        lines.push("The pair was not scored, and so has no features.".to_owned());
        return lines;
    };
    lines.push(style.bold("What the score is made of"));
    for (name, value) in PairFeatures::NAMES.into_iter().zip(features.values()) {
        let value = if value.fract().abs() < 1e-9 { format!("{value:.0}") } else { format!("{value:.3}") };
        lines.push(paragraph(&format!("  {name:<15} {value:>7}  "), meaning(name)));
    }
    lines
}

/// Says what a feature tells.
fn meaning(feature: &str) -> &'static str {
    match feature {
        "cosine" => "likeness of their words, rare ones counting more (cosine of TF-IDF); 1 is the same",
        "containment" => "share of the one's word 3-grams that the other holds, rare ones counting more",
        "length" => "length of the shorter text (logarithm of its words)",
        "length_ratio" => "length of the shorter text to that of the longer",
        "aligned" => "share of the shorter text that stands in the other in the same order",
        "runs" => "passages in which it does; few long ones speak for a copy",
        "respelled" => "places with the same words misspelled, as a scanner does",
        "name_swaps" => "places where each has another name: speaks against a copy",
        "figure_swaps" => "places where each has another figure: speaks against a copy",
        "names" => "share of the names that both have",
        "n_names" => "names in the text that has fewer",
        "figures" => "share of the figures that both have",
        "headline" => "share of the shorter headline's words that are in the other",
        "headline_held" => "share of a headline's words that are in the other text",
        "headline_words" => "words of the shorter headline",
        _ => "",
    }
}

fn passage_lines(explained: &Explained, style: Style) -> Vec<String> {
    let passages = &explained.copies.shared;
    let [a, b] = &explained.articles;
    let words: usize = passages.iter().map(|passage| passage.words).sum();
    let mut lines = vec![format!(
        "{} {words} words in {}, of {} in A and {} in B",
        style.bold("Shared passages"),
        count(passages.len(), "passage", "passages"),
        a.words,
        b.words
    )];
    let mut longest: Vec<&Passage> = passages.iter().collect();
    longest.sort_by_key(|passage| std::cmp::Reverse(passage.words));
    for passage in longest.iter().take(PASSAGES) {
        let text: Vec<&str> =
            passage.a.iter().filter_map(|span| text_of(span, &explained.paragraphs)).collect();
        lines.push(paragraph(&format!("  {:>4}  ", passage.words), &shortened(&plain(&text.join(" ")))));
    }
    if passages.len() > PASSAGES {
        lines.push(format!("        and {} shorter", passages.len() - PASSAGES));
    }
    lines
}

fn text_of<'a>(span: &Span, paragraphs: &'a [String]) -> Option<&'a str> {
    paragraphs.get(span.paragraph)?.get(span.start..span.end)
}

/// Keeps the first and last words of a passage.
fn shortened(text: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    if words.len() <= PASSAGE_WORDS {
        return words.join(" ");
    }
    let (head, tail) = (&words[..PASSAGE_WORDS / 2], &words[words.len() - PASSAGE_WORDS / 2..]);
    format!("{} ... {}", head.join(" "), tail.join(" "))
}

fn difference_lines(difference: &Difference, style: Style) -> Vec<String> {
    let mut lines = vec![format!(
        "{} {} of A cut, {} of B added",
        style.bold("From A to B"),
        count(difference.cut, "word", "words"),
        count(difference.added, "word", "words"),
    )];
    for row in difference.rows.iter().filter(|row| !row.is_equal()) {
        lines.push(paragraph("  ", &change(row, style)));
    }
    if difference.left_out > 0 {
        lines.push(format!("  {} were not compared", count(difference.left_out, "word", "words")));
    }
    lines
}

/// Tells of the changes of a row in one line: cut words in `[- -]`, added ones in `{+ +}`.
fn change(row: &Row, style: Style) -> String {
    let mut parts = Vec::new();
    let (mut cut, mut added) = (row.first.as_slice(), row.second.as_slice());
    loop {
        while let Some((piece, rest)) = cut.split_first().filter(|(piece, _)| piece.changed) {
            parts.push(each_word(&format!("[-{}-]", plain(&piece.text)), |word| style.cut(word)));
            cut = rest;
        }
        while let Some((piece, rest)) = added.split_first().filter(|(piece, _)| piece.changed) {
            parts.push(each_word(&format!("{{+{}+}}", plain(&piece.text)), |word| style.added(word)));
            added = rest;
        }
        // What is equal stands on both sides.
        let Some((piece, rest)) = cut.split_first() else { break };
        let is_last = rest.is_empty() && added.len() <= 1;
        parts.push(context(piece, parts.is_empty(), is_last));
        (cut, added) = (rest, added.get(1..).unwrap_or_default());
    }
    parts.join(" ")
}

fn each_word(text: &str, style: impl Fn(&str) -> String) -> String {
    text.split_whitespace().map(style).collect::<Vec<_>>().join(" ")
}

/// Keeps the words of an equal piece that are near a change.
fn context(piece: &Piece, is_first: bool, is_last: bool) -> String {
    let text = plain(&piece.text);
    let words: Vec<&str> = text.split_whitespace().collect();
    let (before, after) = (if is_first { 0 } else { CONTEXT }, if is_last { 0 } else { CONTEXT });
    if words.len() <= before + after {
        return words.join(" ");
    }
    let (head, tail) = (&words[..before], &words[words.len() - after..]);
    [head.join(" "), "...".to_owned(), tail.join(" ")].join(" ").trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_feature_is_explained() {
        for name in PairFeatures::NAMES {
            assert!(!meaning(name).is_empty(), "{name}");
        }
    }

    #[test]
    fn changes_stand_in_their_context() {
        let texts = |text: &str| vec![text.to_owned()];
        let long = "one two three four five six seven eight";
        let a = texts(&format!("{long} nine old tail {long}"));
        let b = texts(&format!("{long} nine new and newer tail {long}"));
        let difference = report::difference(&a, &b);
        let told = difference_lines(&difference, Style::plain());
        assert_eq!(
            told,
            [
                "From A to B 1 word of A cut, 3 words of B added",
                "  ... four five six seven eight nine [-old-] {+new and newer+} tail one two three four five ..."
            ]
        );
    }

    #[test]
    fn long_passages_are_shortened_in_the_middle() {
        let text = (0..40).map(|n| n.to_string()).collect::<Vec<_>>().join(" ");
        let short = shortened(&text);
        assert!(short.starts_with("0 1 ") && short.ends_with("38 39") && short.contains(" 11 ... 28 "));
        assert_eq!(shortened("a b"), "a b");
    }
}
