//! NewsML 1.x: one `NewsItem` is one article, with its text in the components below it.
//!
//! Components nest. Those that are equivalents of each other say the same in several formats and give one text; the others
//! are parts and are joined; captions and previews are left out.

use roxmltree::Node;

use super::Records;
use super::fields::{self, push_once};
use super::input::Input;
use super::record::version_id;
use super::xml::{self, attribute, child, children, content_text, find, is, line, own_attribute, text_of};
use super::{markup, nitf};
use crate::model::{Body, Flag, RawArticle, Reason, Rejection, Wire};
use crate::text::dates;

/// Reads every item of a file, each with the line that it begins on.
pub(super) fn read(input: Input) -> Records {
    xml::of_items(input, "a NewsML document", |document, path, broken| {
        let nodes = xml::outermost(document.root_element(), |n| is(n, "NewsItem"));
        xml::items(document, nodes.into_iter(), path, broken, item)
    })
}

fn item(node: Node<'_, '_>) -> Result<RawArticle, Rejection> {
    let mut found = Found::default();
    let mut inner = RawArticle::default();
    for part in node.descendants().filter(|n| is(*n, "ContentItem")) {
        found.add(part, &mut inner);
    }
    let mut article = fields_of(node, found.first);
    article.title = article.title.or(inner.title);
    article.byline = article.byline.or(inner.byline);
    article.dateline = article.dateline.or(inner.dateline);
    let id = article.id.clone();
    if found.texts.is_empty() {
        let links = find(node, "NewsItemRef").is_some();
        // An alert is a headline.
        if let Some(title) = article.title.clone().filter(|_| !(found.media || found.remote || links)) {
            found.texts.push(title);
        }
    }
    if found.texts.is_empty() {
        return Err(if found.media {
            xml::refuse(id, Reason::Media, "media without a text")
        } else if found.remote {
            xml::refuse(id, Reason::Remote, "its content stands elsewhere")
        } else if find(node, "NewsItemRef").is_some() {
            xml::refuse(id, Reason::Package, "links to other items, and no text")
        } else {
            xml::refuse(id, Reason::Empty, "no content item has a text")
        });
    }
    article.body = Body::Text(found.texts.join("\n\n"));
    Ok(article)
}

/// What a component is for, in lower case.
fn role(component: Node<'_, '_>) -> String {
    let role = child(component, "Role").and_then(|r| own_attribute(r, "FormalName"));
    role.unwrap_or_default().to_ascii_lowercase()
}

#[derive(Default)]
struct Found<'a, 'i> {
    texts: Vec<String>,
    /// The content item that gave the first text.
    first: Option<Node<'a, 'i>>,
    /// The lists of equivalents that have given their text.
    given: Vec<Node<'a, 'i>>,
    media: bool,
    remote: bool,
}

impl<'a, 'i> Found<'a, 'i> {
    fn add(&mut self, part: Node<'a, 'i>, inner: &mut RawArticle) {
        let formal =
            |name: &str| attribute(part, name, "FormalName").unwrap_or_default().to_ascii_lowercase();
        let (kind, written_in) = (formal("MediaType"), formal("MimeType") + &formal("Format"));
        if !(kind.is_empty() || kind.starts_with("text") || kind == "complexdata") {
            self.media = true;
            return;
        }
        let components = || part.ancestors().filter(|n| is(*n, "NewsComponent"));
        let is_side_part = components().map(role).any(|role| {
            ["caption", "thumbnail", "preview", "quicklook", "photo", "picture"]
                .iter()
                .any(|r| role.contains(r))
        });
        if is_side_part {
            self.media = true;
            return;
        }
        let list = components()
            .find(|c| own_attribute(*c, "EquivalentsList").is_some_and(|l| l.eq_ignore_ascii_case("yes")));
        if list.is_some_and(|list| self.given.contains(&list)) {
            return;
        }
        let is_html = written_in.contains("html");
        let Some(text) = child(part, "DataContent").and_then(|data| data_text(data, is_html, inner)) else {
            self.remote |= own_attribute(part, "Href").is_some();
            return;
        };
        // Some agencies send the headline as a part of its own.
        if components().next().map(role).is_some_and(|r| ["title", "headline"].contains(&r.as_str())) {
            inner.title.get_or_insert(fields::one_line(&text));
            return;
        }
        self.given.extend(list);
        self.first = self.first.or(Some(part));
        self.texts.push(text);
    }
}

/// The text of a `DataContent`: NITF, XHTML, markup in character data, or plain.
fn data_text(data: Node<'_, '_>, is_html: bool, article: &mut RawArticle) -> Option<String> {
    let text = if let Some(inner) = find(data, "nitf") {
        nitf::take(nitf::of(inner).ok()?, article)?
    } else if data.children().any(|n| n.is_element()) {
        content_text(find(data, "body").unwrap_or(data))
    } else {
        let text = xml::text(data);
        if markup::root(&text) == Some("nitf") {
            nitf::take(nitf::of_text(&text)?, article)?
        } else if is_html || markup::is_fragment(&text) {
            markup::to_text(&text)
        } else {
            text.trim().to_owned()
        }
    };
    (!text.trim().is_empty()).then_some(text)
}

/// A line about the news: that of the nearest component around the text that has it, as others tell of pictures and the
/// like; else the first of the item.
fn news_line(item: Node<'_, '_>, text: Option<Node<'_, '_>>, name: &str) -> Option<String> {
    let components = text.into_iter().flat_map(|part| part.ancestors()).filter(|n| is(*n, "NewsComponent"));
    let mut lines = Vec::new();
    for line_of in components.filter_map(|c| child(c, "NewsLines")) {
        children(line_of, name).for_each(|n| push_once(&mut lines, line(n)));
        if !lines.is_empty() {
            return Some(if name == "ByLine" { lines.join(", ") } else { lines.remove(0) });
        }
    }
    text_of(item, name)
}

/// A line of a kind that the standard has no name for.
fn other_line(item: Node<'_, '_>, kinds: &[&str]) -> Option<String> {
    item.descendants().filter(|n| is(*n, "NewsLine")).find_map(|n| {
        let kind = attribute(n, "NewsLineType", "FormalName")?.to_ascii_lowercase();
        kinds.iter().any(|k| kind.contains(k)).then(|| text_of(n, "NewsLineText"))?
    })
}

fn fields_of(item: Node<'_, '_>, text: Option<Node<'_, '_>>) -> RawArticle {
    let parsed = |name: &str| text_of(item, name).and_then(|t| dates::parse(&t));
    let news_line = |name: &str| news_line(item, text, name);
    let mut flags = Vec::new();
    let published =
        parsed("ThisRevisionCreated").or_else(|| parsed("FirstCreated")).or_else(|| parsed("DateId"));
    if published.is_some_and(|(_, date_only)| date_only) {
        flags.push(Flag::DateOnly);
    }
    let revision = find(item, "RevisionId");
    let version: Option<u32> = revision.and_then(line).and_then(|v| v.parse().ok());
    let id = identity(item, version);
    let previous = revision.and_then(|r| own_attribute(r, "PreviousRevision")).filter(|p| p != "0");
    let instruction = attribute(item, "Instruction", "FormalName").unwrap_or_default().to_ascii_lowercase();
    let status = attribute(item, "Status", "FormalName").map(|s| s.to_ascii_lowercase());
    let wire = Wire {
        version,
        slug: news_line("SlugLine").or_else(|| text_of(item, "NameLabel")),
        embargo: find(item, "StatusWillChange")
            .filter(|_| status.as_deref() == Some("embargoed"))
            .and_then(|change| text_of(change, "DateAndTime"))
            .map(|t| fields::time_text(&t)),
        status,
        ednote: find(item, "NewsManagement")
            .and_then(|m| text_of(m, "Comment"))
            .or_else(|| other_line(item, &["advisory", "editor", "ednote"])),
        usage_terms: text_of(item, "UsageType")
            .or_else(|| text_of(item, "Limitations"))
            .or_else(|| news_line("RightsLine")),
        copyright: news_line("CopyrightLine").or_else(|| text_of(item, "CopyrightHolder")),
        urgency: attribute(item, "Urgency", "FormalName")
            .and_then(|u| u.parse().ok())
            .and_then(fields::valid_urgency),
        first_created: parsed("FirstCreated").map(|(time, _)| time),
        subjects: subjects(item),
        supersedes: match (&id, previous) {
            (Some(id), Some(previous)) => vec![format!("{id}:{previous}")],
            _ => Vec::new(),
        },
        corrects: id
            .clone()
            .filter(|_| instruction.contains("rectify") || instruction.contains("correct"))
            .into_iter()
            .collect(),
        item: id,
    };
    let party = |name: &str| find(item, name).and_then(|n| attribute(n, "Party", "FormalName"));
    RawArticle {
        id: version_id(Some(&wire)),
        title: news_line("HeadLine"),
        byline: news_line("ByLine"),
        dateline: xml::place(news_line("DateLine")),
        published: published.map(|(time, _)| time),
        lang: attribute(item, "Language", "FormalName")
            .and_then(|l| fields::language(&l))
            .or_else(|| xml::language(item)),
        agency: party("Provider").or_else(|| party("Source")).or_else(|| text_of(item, "ProviderId")),
        wire: Some(wire),
        flags,
        ..RawArticle::default()
    }
}

/// What all revisions share: the public identifier without the revision at its end, else its parts put together.
fn identity(item: Node<'_, '_>, version: Option<u32>) -> Option<String> {
    if let Some(public) = text_of(item, "PublicIdentifier") {
        let stem = version.and_then(|version| {
            let (stem, revision) = public.rsplit_once(':')?;
            let digits = revision.trim_end_matches(['N', 'A', 'U']);
            (digits.parse() == Ok(version)).then(|| stem.to_owned())
        });
        return Some(stem.unwrap_or(public));
    }
    let parts: Vec<String> =
        ["ProviderId", "DateId", "NewsItemId"].iter().filter_map(|name| text_of(item, name)).collect();
    (!parts.is_empty()).then(|| format!("urn:newsml:{}", parts.join(":")))
}

/// Codes of subjects, by the names that the item's own list of topics gives them.
fn subjects(item: Node<'_, '_>) -> Vec<String> {
    let topics: Vec<(String, String)> =
        item.descendants()
            .filter(|n| is(*n, "Topic"))
            .filter_map(|topic| {
                let names = || {
                    topic.children().filter(|n| is(*n, "Description")).filter(|n| {
                        own_attribute(*n, "Variant").is_none_or(|v| v.eq_ignore_ascii_case("name"))
                    })
                };
                let english = names().find(|n| xml::language(*n).as_deref() == Some("en"));
                let name = english.or_else(|| names().next()).and_then(line)?;
                Some((child(topic, "FormalName").and_then(line)?, name))
            })
            .collect();
    let mut subjects = Vec::new();
    for code in item.descendants().filter(|n| is(*n, "SubjectCode")).flat_map(|n| n.children()) {
        let Some(code) = own_attribute(code, "FormalName") else { continue };
        let name = topics.iter().find(|(known, _)| *known == code).map(|(_, name)| name.clone());
        push_once(&mut subjects, name.or(Some(code)));
    }
    if subjects.is_empty() {
        for keyword in item.descendants().filter(|n| is(*n, "KeywordLine")) {
            push_once(&mut subjects, line(keyword));
        }
        let is_keyword = |n: &Node<'_, '_>| {
            is(*n, "Property")
                && own_attribute(*n, "FormalName").is_some_and(|name| name.eq_ignore_ascii_case("keyword"))
        };
        for keyword in item.descendants().filter(is_keyword) {
            push_once(&mut subjects, own_attribute(keyword, "Value"));
        }
    }
    subjects
}

#[cfg(test)]
mod tests {
    use super::super::tests::text;
    use super::super::{ReadParams, read_bytes};
    use super::*;

    fn read(components: &str) -> Result<RawArticle, Rejection> {
        read_bytes("m.xml", xml(components).as_bytes(), &ReadParams::default()).remove(0)
    }

    fn xml(components: &str) -> String {
        format!(
            r#"<NewsML Version="1.2"><NewsItem xml:lang="en"><Identification><NewsIdentifier><ProviderId>nna.example</ProviderId>
            <DateId>20310304</DateId><NewsItemId>F7</NewsItemId><RevisionId PreviousRevision="1" Update="N">2</RevisionId>
            <PublicIdentifier>urn:newsml:nna.example:20310304:F7:2</PublicIdentifier></NewsIdentifier><NameLabel>ferry</NameLabel></Identification>
            <NewsManagement><FirstCreated>20310304T050000+0100</FirstCreated><ThisRevisionCreated>20310304T060000+0100</ThisRevisionCreated>
            <Status FormalName="Usable"/><Urgency FormalName="4"/><Instruction FormalName="Rectify"/></NewsManagement>
            <NewsComponent><TopicSet><Topic><FormalName>04</FormalName><Description xml:lang="en" Variant="Name">Ferries</Description></Topic></TopicSet>
            <NewsLines><HeadLine>Ferry back</HeadLine><ByLine>Ana Lind</ByLine><DateLine>ELM, March 4 -</DateLine>
            <CopyrightLine>(c) North News</CopyrightLine></NewsLines>
            <AdministrativeMetadata><Provider><Party FormalName="NNA"/></Provider></AdministrativeMetadata>
            <DescriptiveMetadata><SubjectCode><Subject FormalName="04"/><Subject FormalName="05"/></SubjectCode></DescriptiveMetadata>
            {components}</NewsComponent></NewsItem></NewsML>"#
        )
    }

    fn content(kind: &str, data: &str) -> String {
        format!(
            "<ContentItem><MediaType FormalName='{kind}'/><DataContent>{data}</DataContent></ContentItem>"
        )
    }

    #[test]
    fn the_fields_of_a_desk_are_read() {
        let a = read(&content("Text", "<![CDATA[<P>One.</P><P>Two.</P>]]>")).unwrap();
        let wire = a.wire.clone().unwrap();
        assert_eq!(a.id.as_deref(), Some("urn:newsml:nna.example:20310304:F7:2"));
        assert_eq!(wire.item.as_deref(), Some("urn:newsml:nna.example:20310304:F7"));
        assert_eq!((wire.version, wire.urgency, wire.status.as_deref()), (Some(2), Some(4), Some("usable")));
        assert_eq!((a.title.as_deref(), a.byline.as_deref()), (Some("Ferry back"), Some("Ana Lind")));
        assert_eq!((a.dateline.as_deref(), a.agency.as_deref()), (Some("ELM, March 4"), Some("NNA")));
        assert_eq!(a.published.unwrap().to_string(), "2031-03-04T05:00:00Z");
        assert_eq!(wire.first_created.unwrap().to_string(), "2031-03-04T04:00:00Z");
        assert_eq!(wire.subjects, ["Ferries", "05"]);
        assert_eq!(wire.supersedes, ["urn:newsml:nna.example:20310304:F7:1"]);
        assert_eq!(wire.corrects, ["urn:newsml:nna.example:20310304:F7"]);
        assert_eq!(
            (wire.slug.as_deref(), wire.copyright.as_deref()),
            (Some("ferry"), Some("(c) North News"))
        );
        assert_eq!(text(&a), "One.\n\nTwo.");
    }

    #[test]
    fn equivalents_give_one_text_and_parts_are_joined() {
        let list = |equivalents: &str| {
            format!(
                "<NewsComponent EquivalentsList='{equivalents}'>{}{}</NewsComponent>",
                content("Text", "One."),
                content("Text", "Two.")
            )
        };
        assert_eq!(text(&read(&list("yes")).unwrap()), "One.");
        assert_eq!(text(&read(&list("no")).unwrap()), "One.\n\nTwo.");
        let caption =
            format!("<NewsComponent><Role FormalName='Caption'/>{}</NewsComponent>", content("Text", "No."));
        assert_eq!(
            text(
                &read(
                    &(content("Text", "<nitf><body><body.content><p>One.</p></body.content></body></nitf>")
                        + &caption)
                )
                .unwrap()
            ),
            "One."
        );
    }

    #[test]
    fn lines_are_those_of_the_component_with_the_text() {
        let lines = |headline: &str| {
            format!(
                "<NewsLines><HeadLine>{headline}</HeadLine><ByLine>Bo Ek</ByLine><ByLine>Eva Ros</ByLine></NewsLines>"
            )
        };
        let part = |role: &str, data: &str| {
            format!("<NewsComponent><Role FormalName='{role}'/>{}</NewsComponent>", content("Text", data))
        };
        let picture = format!("<NewsComponent>{}{}</NewsComponent>", lines("A quay"), content("Photo", "x"));
        let story = format!(
            "<NewsComponent>{}{}{}{}</NewsComponent>",
            lines("Ferry runs"),
            part("Headline", "Ferry runs"),
            part("Lead", "<p>One.</p>"),
            part("Body", "Two.")
        );
        let a = read(&(picture + &story)).unwrap();
        assert_eq!((a.title.as_deref(), a.byline.as_deref()), (Some("Ferry runs"), Some("Bo Ek, Eva Ros")));
        assert_eq!(text(&a), "One.\n\nTwo.");
    }

    #[test]
    fn the_format_tells_markup_and_a_headline_alone_is_an_alert() {
        let html = content("Text", "It &lt;b>runs&lt;/b> &amp;amp; runs.")
            .replace("<DataContent>", "<Format FormalName='HTML'/><DataContent>");
        assert_eq!(text(&read(&html).unwrap()), "It runs & runs.");
        assert_eq!(text(&read(&content("Text", " ")).unwrap()), "Ferry back");
    }

    #[test]
    fn what_has_no_text_is_skipped_with_its_reason() {
        for (components, reason) in [
            (content("Photo", "x"), Reason::Media),
            (
                "<ContentItem Href='x.txt'><MediaType FormalName='Text'/></ContentItem>".to_owned(),
                Reason::Remote,
            ),
            ("<NewsItemRef NewsItem='x'/>".to_owned(), Reason::Package),
            (content("Text", " "), Reason::Empty),
        ] {
            let records = read_bytes(
                "m.xml",
                xml(&components).replace("HeadLine", "SubHeadLine").as_bytes(),
                &ReadParams::default(),
            );
            assert_eq!(records[0].as_ref().unwrap_err().reason, reason, "{components}");
        }
    }
}
