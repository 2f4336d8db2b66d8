//! An article with what went from it, piece by piece in the order of its text: for people.
//!
//! An article says where each removed piece began in the normalised text, and its paragraphs stand in order between
//! them; so the whole text can be laid out again from the article alone, also from a line that an earlier run wrote.

use crate::model::Article;

/// A piece of an article's text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Piece<'a> {
    /// The rule that took it; `None` where it was kept.
    pub rule: Option<&'a str>,
    /// Its text.
    pub text: &'a str,
}

/// Lays out an article: paragraphs and removed pieces, in the order of the text. `O(n)`.
#[must_use]
pub fn pieces(article: &Article) -> Vec<Piece<'_>> {
    let mut pieces = Vec::with_capacity(article.paragraphs.len() + article.removed.len());
    let mut paragraphs = article.paragraphs.iter().peekable();
    let mut at = 0;
    for removed in &article.removed {
        // A paragraph stands above a removed piece where there is room for it.
        while let Some(paragraph) = paragraphs.next_if(|p| at + p.len() <= removed.start) {
            pieces.push(Piece { rule: None, text: paragraph });
            at += paragraph.len() + 1;
        }
        pieces.push(Piece { rule: Some(&removed.rule), text: &removed.text });
        at = removed.start + removed.text.len() + 1;
    }
    pieces.extend(paragraphs.map(|paragraph| Piece { rule: None, text: paragraph }));
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clean::{CleanParams, clean_record};
    use crate::model::{Body, RawArticle};

    #[test]
    fn pieces_stand_in_the_order_of_the_text() {
        let text = "Share\nLUND (MW) -- The ferry sank in the harbour of Lund on Monday. (Reporting by Ada Holm)\n\
            It will be raised in May, the harbour board of Lund said.\nRelated Content\nStorm closes quay";
        let raw = RawArticle { body: Body::Text(text.to_owned()), ..RawArticle::default() };
        let article = clean_record(raw, &CleanParams::default()).unwrap();
        let laid: Vec<(bool, &str)> = pieces(&article).iter().map(|p| (p.rule.is_none(), p.text)).collect();
        assert_eq!(
            laid,
            [
                (false, "Share"),
                (false, "LUND (MW) --"),
                (true, "The ferry sank in the harbour of Lund on Monday."),
                (false, "(Reporting by Ada Holm)"),
                (true, "It will be raised in May, the harbour board of Lund said."),
                (false, "Related Content"),
                (false, "Storm closes quay"),
            ]
        );
    }

    #[test]
    fn an_article_of_which_nothing_went_is_its_paragraphs() {
        let raw = RawArticle {
            body: Body::Text("The ferry sank on Monday off Lund.".to_owned()),
            ..RawArticle::default()
        };
        let article = clean_record(raw, &CleanParams::default()).unwrap();
        assert_eq!(pieces(&article), [Piece { rule: None, text: "The ferry sank on Monday off Lund." }]);
    }
}
