//! A web page: one file is one article, whole. The cleaner extracts its text and its metadata.

use super::Records;
use super::encoding::Declared;
use super::input::{Input, one};
use crate::model::{Body, Flag, RawArticle};

/// Finds the address that browsers write into a page that they save: `<!-- saved from url=(0031)https://... -->`.
pub(super) fn saved_from(page: &str) -> Option<String> {
    let head = page.get(..page.len().min(2048)).or_else(|| page.get(..1024)).unwrap_or_default();
    let (_, after) = head.split_once("saved from url=(")?;
    let (_, address) = after.split_once(')')?;
    let end = address.find(|c: char| c.is_whitespace() || c == '>').unwrap_or(address.len());
    let address = address.get(..end)?.trim_end_matches('-');
    address.starts_with("http").then(|| address.to_owned())
}

/// Reads the one page of an HTML file.
pub(super) fn read(mut input: Input) -> Records {
    one(input.whole(Declared::Html).map(|(page, broken)| RawArticle {
        input: input.path.clone(),
        flags: if broken { vec![Flag::BadEncoding] } else { Vec::new() },
        url: saved_from(&page),
        body: Body::Html(page),
        ..RawArticle::default()
    }))
}
