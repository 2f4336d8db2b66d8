//! Why two articles are in one story, or are not.

use serde::Serialize;

use crate::model::{ArticleId, DocId, GroupId, TermId};
use crate::sparse::SparseMatrix;

use super::compared::{Compared, clusters};
use super::similarity::is_number;

/// How many shared things are named, the most telling first.
const N_SHARED: usize = 10;

/// What put two articles into one story or kept them apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Decision {
    /// Together: they are copies.
    Copies,
    /// Together: their own similarity reaches the threshold.
    Similarity,
    /// Together: by other groups of the story, though their own similarity does not reach the threshold.
    Linked,
    /// Apart: an item of the kind of one is compared with none.
    Kind,
    /// Apart: they are in different languages.
    Language,
    /// Apart: they are short texts of one mould about different matters.
    LookAlike,
    /// Apart: they were published too many hours apart.
    Window,
    /// Apart: they are of different days, and each is as like what is told anew at other times.
    Routine,
    /// Apart: neither is among the nearest neighbours of the other.
    NoCandidate,
    /// Apart: their similarity is below the threshold.
    LowSimilarity,
    /// Apart: they were linked, but the two parts differ too much beside what each has in common in itself.
    Contrast,
    /// Apart: they were linked, but the few texts of their story are no more alike than others around them.
    Surroundings,
    /// Apart: their own similarity reaches the threshold, the mean of their stories does not.
    LowMean,
}

/// One part of a similarity: it counts as `value * weight`.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Part {
    /// What is compared: `words`, `names` or `numbers`.
    pub name: &'static str,
    /// How alike they are in it, in `0..=1`.
    pub value: f64,
    /// Its weight; those of all parts add up to 1.
    pub weight: f64,
}

/// What is to be known of two articles and their stories.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Explanation {
    /// The kept copy of the group of the one.
    pub a: ArticleId,
    /// The kept copy of the group of the other.
    pub b: ArticleId,
    /// The group of the one.
    pub group_a: GroupId,
    /// The group of the other.
    pub group_b: GroupId,
    /// Whether they are in one story.
    pub together: bool,
    /// Why.
    pub decision: Decision,
    /// How alike the two kept copies are, in `0..=1`: the parts, each by its weight, times `nearness`; 0 where the
    /// decision is `kind`, `language` or `look-alike`.
    pub similarity: f64,
    /// From which mean similarity up stories are joined, or the resolution.
    pub threshold: f64,
    /// What the similarity is made of; empty where one of the two is compared with none.
    pub parts: Vec<Part>,
    /// What the time between them leaves of the similarity, in `0..=1`; 1 where a time is not known.
    pub nearness: f64,
    /// How many hours apart they were published, as far as is certain, where both times are known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub hours_apart: Option<f64>,
    /// The greatest number of hours apart.
    pub window_hours: f64,
    /// The mean similarity between their stories without regard to time, or of the two themselves where they are together.
    pub mean: f64,
    /// How like each other the two stories are in words, beside how like itself each is.
    pub closeness_words: f64,
    /// The same in names; 1 where one has too few.
    pub closeness_names: f64,
    /// The same in figures; 1 where one has none.
    pub closeness_numbers: f64,
    /// What the three come to: their geometric mean, but no more than the words allow, and no contrast by figures alone.
    pub closeness: f64,
    /// From which closeness up two stories may be one.
    pub contrast: f64,
    /// From which likeness, whatever the time, the two alone stand out from what is around them.
    pub stands_out_from: f64,
    /// The names that both have, those that count most first.
    pub shared_names: Vec<String>,
    /// The figures that both have.
    pub shared_numbers: Vec<String>,
    /// The other words that both have, as stems.
    pub shared_words: Vec<String>,
}

impl Compared<'_> {
    /// Tells why two articles, named by their places, are in one story or are not; it is the kept copies of their groups
    /// that are compared. None where an article is in no group.
    ///
    /// Nearly as dear as [`Compared::labels`].
    #[must_use]
    pub fn explain(&self, a: DocId, b: DocId) -> Option<Explanation> {
        let node_of = |doc: DocId| self.node_of.get(doc.index()).copied().flatten().map(|node| node as usize);
        let (place, other_place) = (node_of(a)?, node_of(b)?);
        let (one, other) = (self.nodes.get(place)?, self.nodes.get(other_place)?);
        let rows = self.row_of[place].zip(self.row_of[other_place]);
        let parts = self.compare(place, other_place);
        let threshold = self.threshold();
        let linked = self.linked(threshold);
        let are_linked = linked[place] == linked[other_place];
        let cut = self.cut(linked);
        let are_within = cut[place] == cut[other_place];
        let labels = self.standing_out(cut);
        let together = labels[place] == labels[other_place];
        let clusters = clusters(&labels);
        let story_of = |node: usize| clusters.iter().find(|places| places.contains(&node));
        let closeness = match (story_of(place), story_of(other_place)) {
            (Some(story), Some(other)) if !together => self.closeness(story, other),
            _ => self.closeness(&[place], &[other_place]),
        };
        let similarity = parts.map_or(0.0, |parts| parts.similarity(self.params));
        let is_edge = self
            .edges
            .binary_search_by_key(&(place.min(other_place) as u32, place.max(other_place) as u32), |e| {
                (e.0, e.1)
            })
            .is_ok();
        let decision = match parts {
            _ if place == other_place => Decision::Copies,
            _ if together && similarity >= threshold => Decision::Similarity,
            _ if together => Decision::Linked,
            None => Decision::Kind,
            Some(_) if are_within => Decision::Surroundings,
            Some(_) if are_linked => Decision::Contrast,
            Some(parts) if parts.is_foreign => Decision::Language,
            Some(parts) if parts.are_look_alikes => Decision::LookAlike,
            Some(parts) if parts.nearness <= 0.0 => Decision::Window,
            Some(parts) if self.are_routine(place, other_place, parts.hours, parts.mixed(self.params)) => {
                Decision::Routine
            }
            Some(_) if !is_edge => Decision::NoCandidate,
            Some(_) if similarity < threshold => Decision::LowSimilarity,
            Some(_) => Decision::LowMean,
        };
        let [words, names, numbers] = self.params.weights(parts.is_some_and(|parts| parts.has_names));
        let part = |name, value, weight| Part { name, value, weight };
        let listed = parts.map(|parts| {
            let of_words = part("words", parts.words, words);
            vec![of_words, part("names", parts.names, names), part("numbers", parts.numbers, numbers)]
        });
        let top_terms = |matrix| {
            let terms = rows.map(|(row, other)| shared(matrix, row, other)).unwrap_or_default().into_iter();
            let words = terms.map(|term| self.corpus.vocabulary.word(TermId(term)).to_owned());
            words.take(N_SHARED).collect()
        };
        Some(Explanation {
            a: one.kept.id.clone(),
            b: other.kept.id.clone(),
            group_a: one.group.id.clone(),
            group_b: other.group.id.clone(),
            together,
            decision,
            similarity,
            threshold,
            parts: listed.unwrap_or_default(),
            nearness: parts.map_or(1.0, |parts| parts.nearness),
            hours_apart: parts.and_then(|parts| parts.hours),
            window_hours: self.params.window_hours,
            mean: closeness.mean,
            closeness_words: closeness.words,
            closeness_names: closeness.names,
            closeness_numbers: closeness.numbers,
            closeness: closeness.total(),
            contrast: self.params.contrast,
            stands_out_from: self.least(&[place, other_place]),
            shared_names: top_terms(&self.features.names),
            shared_numbers: top_terms(&self.features.numbers),
            shared_words: rows.map(|rows| self.shared_words(rows)).unwrap_or_default(),
        })
    }

    fn shared_words(&self, (a, b): (usize, usize)) -> Vec<String> {
        let vocabulary = &self.corpus.vocabulary;
        let particular = |stem: &str| {
            vocabulary.find(stem).is_some_and(|term| vocabulary.is_name(term) || is_number(vocabulary, term))
        };
        let stems = shared(&self.features.words, a, b).into_iter();
        stems
            .map(|stem| vocabulary.stem_text(TermId(stem)))
            .filter(|stem| !particular(stem))
            .take(N_SHARED)
            .map(str::to_owned)
            .collect()
    }
}

/// Gives the columns that two rows share, by falling product of their values, ties by column.
fn shared(matrix: &SparseMatrix, a: usize, b: usize) -> Vec<u32> {
    let (row, other) = (matrix.row(a), matrix.row(b));
    let mut shared: Vec<(u32, f64)> = row
        .iter()
        .filter_map(|(column, value)| {
            let place = other.columns.binary_search(&column).ok()?;
            Some((column, f64::from(value) * f64::from(other.values[place])))
        })
        .collect();
    shared.sort_by(|x, y| y.1.total_cmp(&x.1).then(x.0.cmp(&y.0)));
    shared.into_iter().map(|(column, _)| column).collect()
}
