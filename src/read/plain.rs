//! Plain text: one file is one article, as it stands.

use super::Records;
use super::encoding::Declared;
use super::input::{Input, one};
use crate::model::{Body, Flag, RawArticle};

/// Reads the one article of a text file. What is headline, date or furniture in it, the cleaner finds out.
pub(super) fn read(mut input: Input) -> Records {
    one(input.whole(Declared::No).map(|(text, broken)| RawArticle {
        input: input.path.clone(),
        flags: if broken { vec![Flag::BadEncoding] } else { Vec::new() },
        body: Body::Text(text),
        ..RawArticle::default()
    }))
}
