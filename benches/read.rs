//! MB/s of each reader, over what the samples of `data/formats` hold, again and again to a few megabytes.
//!
//! Formats of many records a file are repeated in one file; those of one document are read file by file.

use std::io::Cursor;

use divan::Bencher;
use divan::counter::BytesCount;
use wiredesk::read::{ReadParams, from_reader};

fn main() {
    divan::main();
}

/// Megabytes that each reader is given.
const SIZE: usize = 4 << 20;

fn sample(name: &str) -> Vec<u8> {
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("data/formats").join(name);
    std::fs::read(path).unwrap_or_default()
}

fn read(name: &str, bytes: &[u8]) -> usize {
    from_reader(Cursor::new(bytes.to_vec()), name, &ReadParams::default()).flatten().count()
}

/// A stream of records: the head once, then the rest until it is long enough.
#[divan::bench(args = ["nested.jsonl", "outlets.csv", "mw-anpa.tst"])]
fn streams(bencher: Bencher<'_, '_>, name: &str) {
    let bytes = sample(name);
    let head =
        if name.ends_with("csv") { bytes.iter().position(|&b| b == b'\n').map_or(0, |at| at + 1) } else { 0 };
    let (head, rest) = bytes.split_at(head);
    let mut stream = head.to_vec();
    while stream.len() < SIZE {
        if name == "nested.jsonl" {
            stream.extend_from_slice(b"{\"id\": 7, \"title\": \"Ferry back\", \"text\": \"The ferry to Quenby sailed again on Monday after a winter of repairs.\"}\n");
        } else {
            stream.extend_from_slice(rest);
        }
    }
    bencher.counter(BytesCount::new(stream.len())).bench(|| read(name, &stream));
}

/// Documents of one file each.
#[divan::bench(args = ["saved.html", "page.http", "page.mhtml", "answer.json", "crawl.warc.gz", "site.rss", "site.atom", "site-feed.json", "np-nitf.xml",
    "np-message.xml", "np-newsml12.xml", "ninjs1.json", "ap-media.json", "ritzau.xml", "np-iptc7901.txt"])]
fn documents(bencher: Bencher<'_, '_>, name: &str) {
    let bytes = sample(name);
    let times = (SIZE / 16) / bytes.len().max(1);
    bencher
        .counter(BytesCount::new(times * bytes.len()))
        .bench(|| (0..times).map(|_| read(name, &bytes)).sum::<usize>());
}
