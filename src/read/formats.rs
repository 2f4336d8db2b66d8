//! The formats that are read, as a user sees them.

/// What a user should know of a format.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FormatInfo {
    /// Its name.
    pub name: &'static str,
    /// How it is told from the others.
    pub recognised: &'static str,
    /// Which of its fields are read, and what a record of it is.
    pub reads: &'static str,
}

/// Every format that is read, in the order in which it is tried. Each may be packed with gzip, which is told by the
/// first two bytes whatever the name says; directories are walked in sorted order.
pub const FORMATS: &[FormatInfo] = &[
    FormatInfo {
        name: "ninjs 1.x-3.x",
        recognised: "a JSON object that names the standard, or has uri or guid and a ninjs field \
                     (versioncreated, pubstatus, headlines, bodies, body_*, ...)",
        reads: "uri, version, headline, body (paragraphs of XHTML or HTML, else text), byline, located, source, \
                infosource, language, versioncreated, slugline, pubstatus, embargoed, ednote, usageterms, urgency; \
                an item without text is rejected as empty",
    },
    FormatInfo {
        name: "JSON Lines",
        recognised: "a JSON object on the first line, or the name .jsonl or .ndjson",
        reads: "one record a line: id (guid, uri, url), source (outlet, publisher), title (headline), text (body, \
                content, article), html or paragraphs, published (date), dateline, byline (author), url, lang \
                (language), and wire or item, version, slug, status, embargo, ednote, usage_terms, urgency; \
                articles.jsonl is read back as it was written",
    },
    FormatInfo {
        name: "JSON",
        recognised: "a JSON object over several lines, or an array of objects",
        reads: "one record an object, with the fields of JSON Lines",
    },
    FormatInfo {
        name: "NITF 3.x",
        recognised: "XML with the root element <nitf>",
        reads: "one article: hedline, byline, dateline, body.content (paragraphs, lists, tables), doc-id, du-key, \
                urgency, date.issue, date.release, ed-msg, doc.copyright, distributor, management-status",
    },
    FormatInfo {
        name: "HTML",
        recognised: "a document type or an element of HTML at the start, or the name .html or .htm",
        reads: "one page, whole; its text and metadata are extracted when it is cleaned",
    },
    FormatInfo {
        name: "plain text",
        recognised: "anything else that is text",
        reads: "one article, whole; headline, date and byline are found when it is cleaned",
    },
];
