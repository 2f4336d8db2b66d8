//! Articles to sentences and tokens.
//!
//! [`analyze`] splits every paragraph into [`sentences`], every sentence into [`tokens`], and numbers the words in one
//! [`Vocabulary`] with their [`stems`] and [stop words](stopwords). All later stages work on these numbers; the spans
//! lead back to the text.

use std::sync::atomic::{AtomicUsize, Ordering};

pub mod dates;
pub mod language;
pub mod normalize;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::error::{Error, Result};
use crate::model::{Article, Document, Sentence};
use crate::par;
use crate::progress::{Monitor, Stage};

mod numbering;
pub mod sentences;
pub mod stems;
pub mod stopwords;
pub mod tokens;
mod vocabulary;

pub use vocabulary::Vocabulary;

use numbering::{Chunk, Numbers, WordTable};

/// How many documents number their words together. Small enough to keep all threads busy, large enough that the word
/// lists of the chunks stay small beside the text.
const CHUNK: usize = 256;
/// How many chunks are split before their words are looked up.
const WAVE: usize = 32;

/// How text is split and stemmed.
#[derive(Clone, Debug, PartialEq, JsonSchema, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct TextParams {
    /// The language of articles whose own is not known, ISO 639-1.
    pub default_lang: String,
}

impl Default for TextParams {
    fn default() -> Self {
        Self { default_lang: "en".to_owned() }
    }
}

impl TextParams {
    /// Checks every value.
    ///
    /// # Errors
    /// [`Error::InvalidSetting`] for the first value out of range.
    pub fn validate(&self) -> Result<()> {
        let lang = &self.default_lang;
        if (2..=3).contains(&lang.len()) && lang.bytes().all(|b| b.is_ascii_lowercase()) {
            return Ok(());
        }
        Err(Error::setting("text.default_lang", lang, "an ISO 639 code of two or three lower-case letters"))
    }
}

/// The documents of a run and the words that they share.
#[derive(Clone, Debug, Default)]
pub struct Corpus {
    /// One document an article, in the order of the articles.
    pub documents: Vec<Document>,
    /// Every word of them.
    pub vocabulary: Vocabulary,
}

/// Splits the articles into sentences and tokens and numbers the words.
///
/// Linear in the text but for the sorting of the word list.
///
/// # Errors
/// [`Error::Cancelled`] when the monitor says so.
pub fn analyze(articles: &[Article], params: &TextParams, monitor: &Monitor<'_>) -> Result<Corpus> {
    let total = articles.len();
    let done = AtomicUsize::new(0);
    let mut table = WordTable::default();
    for wave in articles.chunks(CHUNK * WAVE) {
        let chunks: Vec<Result<Chunk>> = par::map_chunks(wave, CHUNK, |articles| {
            let mut numbers = Numbers::default();
            let documents = articles
                .iter()
                .map(|article| document(article, &language(article, params), &mut numbers))
                .collect();
            let before = done.fetch_add(articles.len(), Ordering::Relaxed);
            monitor.report(Stage::Text, before + articles.len(), Some(total))?;
            Ok(numbers.finish(documents))
        });
        table.add(chunks.into_iter().collect::<Result<_>>()?);
    }
    let langs: Vec<String> = articles.iter().map(|a| language(a, params)).collect();
    let (documents, vocabulary) = table.finish(&langs);
    Ok(Corpus { documents, vocabulary })
}

/// Gives the language of an article without its region: `pt` of `pt-BR`.
fn language(article: &Article, params: &TextParams) -> String {
    let lang = article.lang.as_deref().unwrap_or_default();
    match lang.split(['-', '_']).next() {
        Some(base) if !base.is_empty() => base.to_ascii_lowercase(),
        _ => params.default_lang.clone(),
    }
}

fn document(article: &Article, lang: &str, numbers: &mut Numbers) -> Document {
    let mut document = Document::default();
    if let Some(title) = &article.title {
        tokens::for_each(title, |word| document.title.push(numbers.number(word)));
    }
    let mut capitals = Vec::new();
    for (place, paragraph) in article.paragraphs.iter().enumerate() {
        for span in sentences::split(paragraph, Some(lang)) {
            let first_token = document.tokens.len() as u32;
            let text = paragraph.get(span.clone()).unwrap_or_default();
            capitals.clear();
            tokens::for_each_cased(text, |word, is_upper| {
                document.tokens.push(numbers.number(word));
                capitals.push(is_upper);
            });
            numbers
                .count_capitals(document.tokens.get(first_token as usize..).unwrap_or_default(), &capitals);
            document.sentences.push(Sentence {
                paragraph: place as u32,
                start: span.start as u32,
                end: span.end as u32,
                first_token,
                end_token: document.tokens.len() as u32,
            });
        }
    }
    // They live as long as the run, and a vector that grew holds a quarter more than its values.
    document.title.shrink_to_fit();
    document.tokens.shrink_to_fit();
    document.sentences.shrink_to_fit();
    document
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{ArticleId, Kind, TermId};
    use proptest::prelude::*;

    fn article(lang: Option<&str>, title: &str, paragraphs: &[&str]) -> Article {
        Article {
            id: ArticleId::from("a"),
            input: String::new(),
            line: None,
            source: None,
            agency: None,
            url: None,
            title: Some(title.to_owned()),
            byline: None,
            dateline: None,
            published: None,
            lang: lang.map(str::to_owned),
            kind: Kind::Story,
            paragraphs: paragraphs.iter().map(|p| (*p).to_owned()).collect(),
            wire: None,
            flags: Vec::new(),
            removed: Vec::new(),
            dropped_bytes: None,
        }
    }

    fn analyzed(articles: &[Article]) -> Corpus {
        analyze(articles, &TextParams::default(), &Monitor::silent()).unwrap()
    }

    fn words<'a>(corpus: &'a Corpus, terms: &[TermId]) -> Vec<&'a str> {
        terms.iter().map(|&term| corpus.vocabulary.word(term)).collect()
    }

    #[test]
    fn an_article_becomes_sentences_and_words() {
        let corpus =
            analyzed(&[article(None, "Bridge shut", &["The bridge shut. Nobody fell.", "It reopens."])]);
        let document = &corpus.documents[0];
        assert_eq!(words(&corpus, &document.title), ["bridge", "shut"]);
        assert_eq!(document.sentences.len(), 3);
        let last = document.sentences[2];
        assert_eq!((last.paragraph, last.span()), (1, 0..11));
        assert_eq!(words(&corpus, &document.tokens[last.tokens()]), ["it", "reopens"]);
        assert!(corpus.vocabulary.is_stop(corpus.vocabulary.find("the").unwrap()));
    }

    #[test]
    fn words_are_numbered_in_alphabetical_order_whatever_the_order_of_the_articles() {
        let a = article(None, "Zebra", &["An apple fell."]);
        let b = article(None, "Mango", &["A zebra ate apples."]);
        let (one, two) = (analyzed(&[a.clone(), b.clone()]), analyzed(&[b, a]));
        let list = |c: &Corpus| {
            (0..c.vocabulary.len())
                .map(|i| c.vocabulary.word(TermId(i as u32)).to_owned())
                .collect::<Vec<_>>()
        };
        assert_eq!(list(&one), ["a", "an", "apple", "apples", "ate", "fell", "mango", "zebra"]);
        assert_eq!(list(&one), list(&two));
        assert_eq!(one.documents[0], two.documents[1]);
        let v = &one.vocabulary;
        assert_eq!(v.stem(v.find("apple").unwrap()), v.stem(v.find("apples").unwrap()));
        assert_eq!(v.stem_text(v.stem(v.find("apples").unwrap())), "appl");
    }

    #[test]
    fn a_word_has_the_language_of_most_documents_that_hold_it() {
        let de = article(Some("de-AT"), "", &["die Chance"]);
        let en = article(Some("en"), "", &["die"]);
        let stop = |articles: &[Article]| {
            let corpus = analyzed(articles);
            corpus.vocabulary.is_stop(corpus.vocabulary.find("die").unwrap())
        };
        assert!(stop(&[de.clone(), de.clone(), en.clone()]));
        assert!(!stop(&[de.clone(), en.clone(), en.clone()]));
        assert!(stop(&[en, de]), "ties go to the first in the alphabet");
    }

    #[test]
    fn no_articles_give_an_empty_corpus() {
        let corpus = analyzed(&[]);
        assert!(corpus.documents.is_empty() && corpus.vocabulary.is_empty());
        assert_eq!(analyzed(&[article(None, "", &[""])]).documents, [Document::default()]);
    }

    #[test]
    fn cancel_ends_the_call() {
        let never = Monitor::new(&|_| {}, &|| true);
        let articles = [article(None, "", &["One."])];
        assert!(matches!(analyze(&articles, &TextParams::default(), &never), Err(Error::Cancelled)));
    }

    #[test]
    fn a_language_that_is_no_code_is_rejected() {
        assert!(TextParams::default().validate().is_ok());
        assert!(TextParams { default_lang: "English".to_owned() }.validate().is_err());
    }

    proptest! {
        #[test]
        fn every_token_belongs_to_one_sentence(paragraphs in prop::collection::vec("([a-zA-Z.!? \"東é]|\\PC){0,40}", 0..4)) {
            let paragraphs: Vec<&str> = paragraphs.iter().map(String::as_str).collect();
            let corpus = analyzed(&[article(None, "", &paragraphs)]);
            let document = &corpus.documents[0];
            let mut next = 0;
            for sentence in &document.sentences {
                prop_assert_eq!(sentence.tokens().start, next);
                next = sentence.tokens().end;
                let text = &paragraphs[sentence.paragraph as usize][sentence.span()];
                prop_assert_eq!(words(&corpus, &document.tokens[sentence.tokens()]), tokens::tokens(text));
            }
            prop_assert_eq!(next, document.tokens.len());
        }
    }
}
