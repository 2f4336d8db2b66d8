//! Simple markup to paragraphs of text, for feeds that carry their text as HTML or XHTML, and what tells markup from text.
//!
//! Web pages, where most text is not the article, go to an extractor instead. A parser of HTML proper would mend broken
//! nesting; for paragraphs it makes no difference, as tags are taken one by one and none needs its other end.

use super::blocks::Blocks;
use super::entities::unescape;

/// Makes paragraphs of text of simple HTML or XHTML.
pub(super) fn to_text(markup: &str) -> String {
    let mut blocks = Blocks::default();
    let mut rest = markup;
    while let Some(at) = rest.find('<') {
        let (text, tail) = rest.split_at(at);
        blocks.text(&unescape(text));
        rest = match tag(tail) {
            Some(Tag::Open { name, empty, after }) => {
                blocks.open(&name);
                // A slash closes an element in XHTML; in HTML an empty element has no end.
                if empty || is_void(&name) {
                    blocks.close(&name);
                }
                if matches!(name.as_str(), "script" | "style" | "template") && !empty {
                    let end = find_end(after, &name);
                    blocks.close(&name);
                    end
                } else {
                    after
                }
            }
            Some(Tag::Close { name, after }) => {
                blocks.close(&name);
                after
            }
            Some(Tag::Verbatim { text, after }) => {
                blocks.text(text);
                after
            }
            Some(Tag::Other { after }) => after,
            None => {
                blocks.text("<");
                tail.get(1..).unwrap_or_default()
            }
        };
    }
    blocks.text(&unescape(rest));
    blocks.finish()
}

/// What begins with `<`.
enum Tag<'a> {
    Open { name: String, empty: bool, after: &'a str },
    Close { name: String, after: &'a str },
    Verbatim { text: &'a str, after: &'a str },
    Other { after: &'a str },
}

/// Reads one tag, comment or the like; `None` where the `<` is just a character.
fn tag(text: &str) -> Option<Tag<'_>> {
    if let Some(rest) = text.strip_prefix("<!--") {
        return Some(Tag::Other { after: rest.split_once("-->").map_or("", |(_, after)| after) });
    }
    if let Some(rest) = text.strip_prefix("<![CDATA[") {
        let (text, after) = rest.split_once("]]>").unwrap_or((rest, ""));
        return Some(Tag::Verbatim { text, after });
    }
    if text.starts_with("<!") || text.starts_with("<?") {
        return Some(Tag::Other { after: text.split_once('>').map_or("", |(_, after)| after) });
    }
    let (closes, rest) = match text.strip_prefix("</") {
        Some(rest) => (true, rest),
        None => (false, text.strip_prefix('<')?),
    };
    if !rest.starts_with(|c: char| c.is_ascii_alphabetic()) {
        return None;
    }
    let end = rest.find(|c: char| c.is_whitespace() || matches!(c, '>' | '/' | '<')).unwrap_or(rest.len());
    let (name, attributes) = rest.split_at(end);
    let name = name.rsplit(':').next().unwrap_or(name).to_ascii_lowercase();
    let close = end_of_tag(attributes)?;
    let empty = attributes.get(..close)?.ends_with('/');
    let after = attributes.get(close + 1..)?;
    Some(if closes { Tag::Close { name, after } } else { Tag::Open { name, empty, after } })
}

/// Finds the `>` that ends a tag, past quoted values; `None` where there is none. An open `<` on the way says that the
/// first was just a character, which also keeps a run of them from being searched again and again.
fn end_of_tag(attributes: &str) -> Option<usize> {
    let mut quote = None;
    let mut after_equals = false;
    for (at, byte) in attributes.bytes().enumerate() {
        if quote.is_some() {
            if quote == Some(byte) {
                quote = None;
            }
        } else {
            match byte {
                b'"' | b'\'' if after_equals => quote = Some(byte),
                b'>' => return Some(at),
                b'<' => return None,
                _ => {}
            }
        }
        if !byte.is_ascii_whitespace() {
            after_equals = byte == b'=';
        }
    }
    // A quote that is never closed: the first `>` it is.
    attributes.find('>')
}

/// Goes to the end tag of an element whose text is no markup.
fn find_end<'a>(text: &'a str, name: &str) -> &'a str {
    let mut rest = text;
    while let Some((_, tail)) = rest.split_once("</") {
        if tail.get(..name.len()).is_some_and(|t| t.eq_ignore_ascii_case(name)) {
            return tail.split_once('>').map_or("", |(_, after)| after);
        }
        rest = tail;
    }
    ""
}

fn is_void(name: &str) -> bool {
    matches!(
        name,
        "br" | "hr"
            | "img"
            | "input"
            | "link"
            | "meta"
            | "wbr"
            | "source"
            | "col"
            | "embed"
            | "area"
            | "base"
    )
}

/// Tells whether a text is a whole web page.
pub(super) fn is_page(text: &str) -> bool {
    let start = text.trim_start();
    ["<!doctype html", "<html"]
        .iter()
        .any(|tag| start.get(..tag.len()).is_some_and(|t| t.eq_ignore_ascii_case(tag)))
}

/// Tells whether a text is plainly markup: it holds both ends of a paragraph or division, or a break. Text about
/// `<ACME>` and the like is not.
pub(super) fn is_fragment(text: &str) -> bool {
    let has = |tag: &str| {
        text.match_indices('<').any(|(at, _)| {
            let rest = text.get(at + 1..).unwrap_or_default();
            rest.get(..tag.len()).is_some_and(|t| t.eq_ignore_ascii_case(tag))
                && rest.get(tag.len()..).unwrap_or_default().starts_with(['>', '/', ' '])
        })
    };
    if !text.contains('<') {
        return false;
    }
    has("p") && has("/p") || has("div") && has("/div") || has("br")
}

/// Names the first element of a document, past declarations, comments and a document type with declarations of its own.
pub(super) fn root(text: &str) -> Option<&str> {
    let mut rest = text.trim_start();
    loop {
        rest = if let Some(tail) = rest.strip_prefix("<!--") {
            tail.split_once("-->")?.1
        } else if rest.starts_with("<?") {
            rest.split_once("?>")?.1
        } else if rest.starts_with("<!") {
            let end = rest.find('>')?;
            match rest.find('[') {
                Some(open) if open < end => rest.get(rest.find(']')?..)?.split_once('>')?.1,
                _ => rest.get(end + 1..)?,
            }
        } else {
            let name = rest.strip_prefix('<')?;
            let end = name.find(|c: char| c.is_whitespace() || matches!(c, '>' | '/')).unwrap_or(name.len());
            return name.get(..end).filter(|n| n.starts_with(|c: char| c.is_alphabetic() || c == '_'));
        }
        .trim_start();
    }
}

/// Tells whether an element stands at the start of web pages and of saved parts of them.
pub(super) fn is_html_element(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    matches!(
        name.as_str(),
        "html"
            | "head"
            | "body"
            | "div"
            | "p"
            | "article"
            | "section"
            | "main"
            | "header"
            | "nav"
            | "h1"
            | "h2"
            | "h3"
            | "title"
            | "meta"
            | "link"
            | "script"
            | "style"
            | "table"
            | "ul"
            | "ol"
            | "span"
            | "a"
            | "img"
            | "br"
            | "b"
            | "i"
            | "strong"
            | "em"
            | "font"
            | "center"
            | "blockquote"
            | "figure"
            | "base"
    )
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::fields::one_line;
    use super::*;

    #[test]
    fn blocks_part_paragraphs_and_white_space_is_one_blank() {
        assert_eq!(
            to_text("<div><h2>Head</h2> <p>One\n  <b>two</b>.</p>three<p>four</p></div>"),
            "Head\n\nOne two.\n\nthree\n\nfour"
        );
        assert_eq!(to_text("no markup"), "no markup");
        assert_eq!(to_text(""), "");
    }

    #[test]
    fn lists_and_tables_survive_as_text() {
        assert_eq!(to_text("<p>a</p><ul><li><p>x y</p></li><li>z</li></ul>b"), "a\n\n- x y\n\n- z\n\nb");
        assert_eq!(to_text("<ul><li>x</li><li>y</li></ul>"), "- x\n- y");
        assert_eq!(
            to_text(
                "<table><tr><th>Port</th><th>Tons</th></tr><tr><td><b>Elm</b></td><td>1</td><td>2</td></tr></table>"
            ),
            "Port | Tons\nElm | 1 | 2"
        );
        assert_eq!(to_text("<pre>Elm  1\n  Oak  2\n\nEnd</pre>"), "Elm  1\n  Oak  2\n\nEnd");
    }

    #[test]
    fn an_empty_cell_keeps_its_place() {
        assert_eq!(
            to_text("<table><tr><td>a</td><td></td><td>c</td></tr></table>"),
            "a |  | c".replace("  ", " ")
        );
    }

    #[test]
    fn breaks_of_a_typewriter_are_joined_and_others_kept() {
        let full = "The harbour board met late on Tuesday to talk about the ferry <br/>";
        assert_eq!(to_text(&format!("<p>{full}{full}again.</p>")).lines().count(), 1);
        assert_eq!(to_text("<p>Elm 3, Oak 1<br>Ash 2, Fir 2</p>"), "Elm 3, Oak 1\nAsh 2, Fir 2");
        assert_eq!(to_text("One.<br/>\n<br/>Two.<br><br><br>Three."), "One.\n\nTwo.\n\nThree.");
    }

    #[test]
    fn scripts_comments_and_media_are_left_out() {
        assert_eq!(
            to_text("a<script>if (1 < 2) {}</script><!-- x <p> --><style>p{}</style>b<![CDATA[<c>]]>"),
            "ab<c>"
        );
        assert_eq!(to_text("<p>a</p><media><p>caption</p></media><p>b</p>"), "a\n\nb");
    }

    #[test]
    fn a_lone_bracket_is_a_character() {
        assert_eq!(to_text("1 < 2 <3 a<b c"), "1 < 2 <3 a<b c");
        assert_eq!(to_text("<a href='x>y' title=\"<p>\">t</a>"), "t");
    }

    #[test]
    fn runs_of_open_tags_are_read_in_linear_time() {
        for piece in ["<a ", "<a b=\"", "<!-", "</", "<a b='\"", "&", "<p>", "<script>", "<![CDATA["] {
            let _ = to_text(&piece.repeat(30_000));
        }
    }

    #[test]
    fn the_root_is_found_below_everything_that_may_stand_above_it() {
        let text = "<?xml version='1.0'?>\n<!-- <a> -->\n<!DOCTYPE nitf SYSTEM 'x' [<!ENTITY a '<b>'>]>\n<n:nitf version='3'>";
        assert_eq!(root(text), Some("n:nitf"));
        assert_eq!(root("<3"), None);
        assert_eq!(root("<!-- open"), None);
    }

    proptest! {
        #[test]
        fn no_markup_panics(text in "[a-z<>/&;#!'\"= \\[\\]-]{0,60}") {
            let _ = (to_text(&text), root(&text), is_page(&text), is_fragment(&text));
        }

        #[test]
        fn text_without_markup_keeps_its_words(text in "[a-z .,]{0,60}") {
            prop_assert_eq!(to_text(&text), one_line(&text));
        }
    }
}
