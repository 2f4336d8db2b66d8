//! Mutates the seeds of every reader until the time is up: `fuzz SECONDS [SEED]`.
//!
//! cargo-fuzz needs a nightly compiler; this loop needs none, and one number gives the same inputs again. Seeds are the files
//! of `data/formats` and `data/sample`, and nothing else. An input that makes a reader panic, or take more than ten seconds, is written to
//! `fuzz/found` and ends the run.

use std::io::Cursor;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use wiredesk::read::{ReadParams, from_reader};

/// xorshift64*: the same numbers everywhere.
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        self.0.wrapping_mul(0x2545_f491_4f6c_dd1d)
    }

    fn below(&mut self, n: usize) -> usize {
        if n == 0 { 0 } else { (self.next() % n as u64) as usize }
    }
}

fn files(dir: &Path, found: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(dir).into_iter().flatten().flatten() {
        let path = entry.path();
        if path.is_dir() { files(&path, found) } else { found.push(path) }
    }
}

fn seeds() -> Vec<(String, Vec<u8>)> {
    let data = Path::new(env!("CARGO_MANIFEST_DIR")).join("../data");
    let mut paths = Vec::new();
    files(&data.join("formats"), &mut paths);
    files(&data.join("sample"), &mut paths);
    paths.sort();
    paths.into_iter().filter_map(|p| Some((p.file_name()?.to_string_lossy().into_owned(), std::fs::read(&p).ok()?))).collect()
}

/// Changes a few places: bytes, runs, pieces of itself and of another seed, and words that parsers look for.
fn mutate(bytes: &mut Vec<u8>, other: &[u8], random: &mut Random) {
    const WORDS: [&[u8]; 16] = [
        b"<![CDATA[", b"]]>", b"<!--", b"<nitf>", b"</", b"&#x1F600;", b"&a;", b"\"", b"\x01", b"\x02", b"\x03", b"\x04", b"\r\n\r\n",
        b"Content-Length: 99999999999999999999", b"\xff\xfe", b"\\ud83d",
    ];
    for _ in 0..=random.below(8) {
        let at = random.below(bytes.len() + 1);
        let end = (at + random.below(64)).min(bytes.len());
        match random.below(7) {
            0 if at < bytes.len() => bytes[at] = random.next() as u8,
            1 => bytes.insert(at, random.next() as u8),
            2 => drop(bytes.drain(at..end)),
            3 => {
                let piece = bytes[at..end].to_vec();
                let to = random.below(bytes.len() + 1);
                bytes.splice(to..to, piece);
            }
            4 => {
                let from = random.below(other.len() + 1);
                let until = (from + random.below(64)).min(other.len());
                bytes.splice(at..end, other[from..until].iter().copied());
            }
            5 => drop(bytes.splice(at..at, WORDS[random.below(WORDS.len())].iter().copied())),
            _ => bytes.truncate(at.max(1)),
        }
    }
}

fn main() {
    let mut arguments = std::env::args().skip(1).filter_map(|a| a.parse::<u64>().ok());
    let (seconds, seed) = (arguments.next().unwrap_or(60), arguments.next().unwrap_or(1));
    let seeds = seeds();
    let params = ReadParams { max_record_bytes: 1 << 20, max_unpacked_bytes: 8 << 20, ..ReadParams::default() };
    let mut random = Random(seed.max(1));
    let (begun, mut n, mut slowest) = (Instant::now(), 0u64, Duration::ZERO);
    while begun.elapsed() < Duration::from_secs(seconds) {
        let (name, bytes) = &seeds[random.below(seeds.len())];
        let mut bytes = bytes.clone();
        let other = &seeds[random.below(seeds.len())].1;
        mutate(&mut bytes, other, &mut random);
        let input = bytes.clone();
        let started = Instant::now();
        let result = std::panic::catch_unwind(|| from_reader(Cursor::new(input), name, &params).count());
        let took = started.elapsed();
        slowest = slowest.max(took);
        n += 1;
        if result.is_err() || took > Duration::from_secs(10) {
            let dir = Path::new(env!("CARGO_MANIFEST_DIR")).join("found");
            let _ = std::fs::create_dir_all(&dir);
            let path = dir.join(format!("{n}-{name}"));
            let _ = std::fs::write(&path, &bytes);
            eprintln!("input {n} of {name} with seed {seed}: {} after {took:?}, see {}", if result.is_err() { "panic" } else { "slow" }, path.display());
            std::process::exit(1);
        }
    }
    println!("{n} inputs in {:.0?}, seed {seed}, slowest {slowest:?}: nothing found", begun.elapsed());
}
