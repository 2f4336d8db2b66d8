//! What finding copies costs and finds as the corpus grows, on made articles whose copies are known.

#[path = "../../benches/articles/mod.rs"]
mod articles;

use std::collections::BTreeMap;
use std::io::Write as _;
use std::process::Command;
use std::sync::Mutex;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};
use serde::{Deserialize, Serialize};
use wiredesk::dedup::{CandidateSource, DedupParams, Scored};
use wiredesk::metrics::clustering;
use wiredesk::model::DocId;
use wiredesk::neighbours::NeighbourParams;
use wiredesk::progress::{Monitor, Progress, Stage};
use wiredesk::text::{self, TextParams};
use wiredesk::vectorize::{self, VectorizeParams};

/// Words in an article.
const WORDS: usize = 450;
/// The candidates that are compared, by their names among the settings.
const SOURCES: [(&str, CandidateSource); 3] =
    [("join", CandidateSource::Join), ("index", CandidateSource::Index), ("both", CandidateSource::Both)];

/// What one run took and found.
#[derive(Serialize, Deserialize)]
struct Row {
    articles: usize,
    candidates: String,
    candidate_recall: f64,
    precision: f64,
    recall: f64,
    f1: f64,
    /// Wall time of words and rows, and of copies.
    rows_seconds: f64,
    dedup_seconds: f64,
    /// Processor time of the same two.
    rows_cpu_seconds: f64,
    dedup_cpu_seconds: f64,
    peak_mb: f64,
    /// Wall time by step of the stage, in tenths of its progress.
    steps: BTreeMap<usize, f64>,
}

/// Prints a table: each run is a process of its own, so that its peak of memory is its own.
pub fn print(sizes: &[usize], only: Option<&str>, json: bool) -> Result<()> {
    let mut out = std::io::stdout().lock();
    if !json {
        writeln!(
            out,
            "{:>8}  {:<6} {:>10} {:>6} {:>6} {:>6} {:>8} {:>8} {:>8} {:>8} {:>8}",
            "articles",
            "from",
            "cand. rec.",
            "P",
            "R",
            "F1",
            "rows s",
            "dedup s",
            "rows cpu",
            "ded. cpu",
            "peak MB"
        )?;
    }
    for &size in sizes {
        for (name, _) in SOURCES.iter().filter(|(name, _)| only.is_none_or(|only| only == *name)) {
            let size = size.to_string();
            let run = Command::new(std::env::current_exe()?)
                .args(["scale-once", size.as_str(), *name])
                .output()
                .context("a run cannot be started")?;
            if !run.status.success() {
                bail!("{size} {name}: {}", String::from_utf8_lossy(&run.stderr));
            }
            if json {
                out.write_all(&run.stdout)?;
                continue;
            }
            let row: Row = serde_json::from_slice(&run.stdout)?;
            writeln!(
                out,
                "{:>8}  {:<6} {:>10.4} {:>6.4} {:>6.4} {:>6.4} {:>8.1} {:>8.1} {:>8.1} {:>8.1} {:>8.0}",
                row.articles,
                row.candidates,
                row.candidate_recall,
                row.precision,
                row.recall,
                row.f1,
                row.rows_seconds,
                row.dedup_seconds,
                row.rows_cpu_seconds,
                row.dedup_cpu_seconds,
                row.peak_mb
            )?;
        }
    }
    Ok(())
}

/// Does one run and prints it as JSON.
pub fn once(size: usize, source: &str) -> Result<()> {
    let Some(&(name, candidates)) = SOURCES.iter().find(|(name, _)| *name == source) else {
        bail!("there are no candidates {source}");
    };
    let (articles, labels) = articles::articles(size, WORDS);
    let silent = Monitor::silent();
    let (began, cpu) = (Instant::now(), cpu_time());
    let corpus = text::analyze(&articles, &TextParams::default(), &silent)?;
    let matrix = vectorize::fit(&corpus, &VectorizeParams::default()).transform(&corpus);
    let (rows_took, rows_cpu) = (began.elapsed(), cpu_time().saturating_sub(cpu));

    let (began, cpu) = (Instant::now(), cpu_time());
    let times: Mutex<Vec<(usize, f64)>> = Mutex::new(Vec::new());
    let hear = |progress: Progress| {
        if let (Stage::Dedup, Ok(mut times)) = (progress.stage, times.lock()) {
            times.push((progress.done * 10 / size.max(1), began.elapsed().as_secs_f64()));
        }
    };
    let params = DedupParams { candidates, ..DedupParams::default() };
    let neighbours = NeighbourParams::default();
    let never = || false;
    let scored = Scored::of(&articles, &corpus, &matrix, &neighbours, &params, &Monitor::new(&hear, &never))?;
    let groups = scored.groups();
    let (dedup_took, dedup_cpu) = (began.elapsed(), cpu_time().saturating_sub(cpu));
    let peak_mb = peak_memory();

    let mut group_of = BTreeMap::new();
    for group in &groups {
        group_of.extend(group.members.iter().map(|member| (member.id.as_str(), group.id.as_str())));
    }
    let found: Vec<&str> =
        articles.iter().map(|a| group_of.get(a.id.as_str()).copied().unwrap_or("")).collect();
    let pairs = clustering::score(&labels, &found)?.pairwise;
    let (mut n_true, mut n_found) = (0usize, 0usize);
    for (a, label) in labels.iter().enumerate() {
        for b in (a + 1..labels.len()).take_while(|&b| labels[b] == *label) {
            n_true += 1;
            n_found += usize::from(scored.is_candidate(DocId(a as u32), DocId(b as u32)));
        }
    }
    let row = Row {
        articles: size,
        candidates: name.to_owned(),
        candidate_recall: n_found as f64 / n_true.max(1) as f64,
        precision: pairs.precision,
        recall: pairs.recall,
        f1: pairs.f1,
        rows_seconds: rows_took.as_secs_f64(),
        dedup_seconds: dedup_took.as_secs_f64(),
        rows_cpu_seconds: rows_cpu.as_secs_f64(),
        dedup_cpu_seconds: dedup_cpu.as_secs_f64(),
        peak_mb,
        steps: times.into_inner().unwrap_or_default().into_iter().collect(),
    };
    Ok(writeln!(std::io::stdout().lock(), "{}", serde_json::to_string(&row)?)?)
}

/// Gives the processor time of this process; nothing where the system does not tell.
fn cpu_time() -> Duration {
    // Fields 14 and 15 of proc(5), counted behind the name in parentheses, in hundredths of a second.
    let stat = std::fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let behind = stat.rsplit(')').next().unwrap_or_default();
    let ticks: u64 = behind.split_whitespace().skip(11).take(2).filter_map(|f| f.parse::<u64>().ok()).sum();
    Duration::from_millis(ticks * 10)
}

/// Gives the peak of the resident memory, in millions of bytes; 0 where the system does not tell.
fn peak_memory() -> f64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let kib = line.and_then(|line| line.trim().strip_suffix("kB")?.trim().parse::<f64>().ok());
    kib.unwrap_or(0.0) * 1024.0 / 1e6
}
