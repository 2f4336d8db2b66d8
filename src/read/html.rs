//! A web page: one file is one article, whole. The cleaner extracts its text and its metadata.

use super::Records;
use super::encoding::Declared;
use super::input::{Input, one};
use crate::model::{Body, Flag, RawArticle};

/// Reads the one page of an HTML file.
pub(super) fn read(mut input: Input) -> Records {
    one(input.whole(Declared::Html).map(|(page, broken)| RawArticle {
        input: input.path.clone(),
        flags: if broken { vec![Flag::BadEncoding] } else { Vec::new() },
        body: Body::Html(page),
        ..RawArticle::default()
    }))
}
