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

/// Every format that is read. Each may be packed with gzip or zstd, which is told by the first bytes whatever the name
/// says; directories are walked in sorted order.
pub const FORMATS: &[FormatInfo] = &[
    FormatInfo {
        name: "JSON Lines",
        recognised: "a JSON object on the first line, or the name .jsonl or .ndjson",
        reads: "one record a line: id (guid, uri, url), source (outlet, publisher, domain), title (headline), text (body, \
                content, article, ...; else description, summary), html or paragraphs, published (date), dateline, byline \
                (author), url, lang (language), and wire or item, version, slug, status, embargo, ednote, usage_terms, \
                copyright, urgency, first_created, subjects, supersedes, corrects; publishedAt and Published At are \
                published_at; other names by read.fields; articles.jsonl is read back as it was written",
    },
    FormatInfo {
        name: "JSON",
        recognised: "a JSON object over several lines, or an array of objects",
        reads: "one record an object, with the fields of JSON Lines; of an object around lists of articles, as interfaces \
                and databases answer with, one record an element",
    },
    FormatInfo {
        name: "CSV, TSV",
        recognised: "the name .csv or .tsv, or no telling name, and a first row of column names, one of them that of a text; \
                     parted by tab, comma, semicolon or bar",
        reads: "one record a row, with the fields of JSON Lines; subjects are parted by ; or |",
    },
    FormatInfo {
        name: "Parquet (feature parquet)",
        recognised: "PAR1 at the start",
        reads: "one record a row, with the fields of JSON Lines; nested columns by read.fields",
    },
    FormatInfo {
        name: "HTML",
        recognised: "a document type or an element of HTML at the start, or the name .html or .htm",
        reads: "one page, whole; its text and metadata are extracted when it is cleaned; the address that a browser \
                saved it from",
    },
    FormatInfo {
        name: "saved response",
        recognised: "HTTP/1 or HTTP/2 at the start",
        reads: "one page below its headers; their encoding goes before that of the page; chunked, gzip and deflate",
    },
    FormatInfo {
        name: "saved page in one file (MHTML), mail",
        recognised: "header lines at the start, MIME-Version among them",
        reads: "the first part that is a page, else the first that is a plain text, in its encoding; the address that it was \
                saved from",
    },
    FormatInfo {
        name: "WARC",
        recognised: "WARC/ at the start",
        reads: "each response, resource or conversion with a page or a plain text, and its target address; other \
                responses are skipped by their type, revisits are duplicates",
    },
    FormatInfo {
        name: "RSS, Atom",
        recognised: "XML with the root element <rss>, <rdf:RDF> or <feed>",
        reads: "each entry, whatever its prefixes: id, title, the fullest of content (markup, text or NITF) and summary, link, \
                authors, published (else updated), categories, rights, language; the title of the feed, or of the one that \
                it has the entry from, is the source; held whole, as far as read.max_record_bytes goes",
    },
    FormatInfo {
        name: "JSON Feed",
        recognised: "a JSON object with items and a version of jsonfeed.org",
        reads: "each item: id, title, content_html (else content_text, summary), url, authors, date_published, tags, \
                language; the title of the feed is the source",
    },
    FormatInfo {
        name: "NITF 3.x",
        recognised: "XML with the root element <nitf>, or with <nitf> in an element of someone's own",
        reads: "each document: hedline, byline, dateline, body.content (paragraphs, lists, tables; else abstract, else \
                hedline), tagline, doc-id, du-key, urgency, date.issue, date.release, ed-msg, doc.copyright, doc.rights, \
                distributor, tobject.subject (else keyword), correction, management-status and management-doc-idref; held \
                whole, as far as read.max_record_bytes goes",
    },
    FormatInfo {
        name: "NewsML-G2",
        recognised: "XML with the root element <newsMessage>, <newsItem>, <packageItem> or another item",
        reads: "each newsItem: guid, version, itemMeta (provider, times, pubStatus, embargoed, edNote, links, signals), \
                contentMeta (headline, by, dateline, located, language, subject, keyword, slugline, urgency), rightsInfo, and \
                its text as XHTML, NITF, markup of another kind, escaped markup or plain text, else its headline; packages, \
                plans and concepts are skipped; held whole, as far as read.max_record_bytes goes",
    },
    FormatInfo {
        name: "NewsML 1.x",
        recognised: "XML with the root element <NewsML>",
        reads: "each NewsItem: NewsIdentifier, NewsManagement, NewsLines, parties, SubjectCode by the names of its \
                TopicSet, rights, and the text of its components as NITF, XHTML, escaped markup or plain text; of \
                equivalents the first, of none the headline; held whole, as far as read.max_record_bytes goes",
    },
    FormatInfo {
        name: "ninjs 1.x-3.x",
        recognised: "a JSON object that names the standard, or has uri or guid and a ninjs field \
                     (versioncreated, pubstatus, headlines, bodies, body_*, ...), or uri and ninjs fields alone",
        reads: "uri, version, headline, body (paragraphs of XHTML or HTML, else text; else description, else headline), \
                byline, located, source, infosource, language, versioncreated, firstcreated, slugline, pubstatus, \
                embargoed, ednote, usageterms, copyrightnotice, urgency, subject; media, packages, plans and items \
                without words are skipped; linked items with a text are read too; a wrong value or a field that no version \
                has sets the flag bad-field",
    },
    FormatInfo {
        name: "AP Media JSON",
        recognised: "a JSON object with api_version and data",
        reads: "each item of data, with the fields of ninjs and bylines, datelinelocation, provider, body_nitf; items \
                whose text stands at an address are skipped",
    },
    FormatInfo {
        name: "Ritzau XML",
        recognised: "XML with the root element <XMLNewsQueuedResponse>, <ListOfRBNews> or <RBNews>",
        reads: "each RBNews: NewsID, version, headline, byLine, town, origin, PublishDate, strapline, Priority, section, \
                keywords, Replaces, Annuleret, Korrektion, TilRedaktionen, content; held whole, as far as read.max_record_bytes goes",
    },
    FormatInfo {
        name: "ANPA 1312",
        recognised: "control bytes at the start: SYN, SOH, a header, STX",
        reads: "each frame: priority, category, slug, headline, byline, notes, paragraphs, columns, and the agency and \
                time of the line at its end",
    },
    FormatInfo {
        name: "IPTC 7901",
        recognised: "SOH, a service with number, priority, category and words, and STX",
        reads: "each frame: number, priority, category, keywords, marks, headline, byline, paragraphs, notes that are not \
                for publication, and the time at its end",
    },
    FormatInfo {
        name: "plain text",
        recognised: "anything else that is text",
        reads: "one article, whole; headline, date and byline are found when it is cleaned",
    },
];
