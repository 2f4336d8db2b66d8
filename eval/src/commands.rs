//! The commands: measure, gate, repin, show.

use std::fs;
use std::io::Write as _;
use std::process::ExitCode;

use anyhow::{Context, Result, bail};

use crate::args::{Args, Command};
use crate::baseline::Baseline;
use crate::report::{Area, Measurement, Report, Skipped, complain};
use crate::sets::{self, Set};
use crate::settings;
use crate::sources::{self, Sources};
use crate::{scale, training};

const BASELINE: &str = "eval/baseline.json";
const RESULTS: &str = "eval/results";

/// Does what was asked. Exit code 1 is a check that is not met.
pub fn run(args: &Args) -> Result<ExitCode> {
    let sources = Sources::new(args.sets.as_deref())?;
    let baseline = Baseline::read(&sources.own(BASELINE))?;
    let command = args.command.clone().unwrap_or(Command::All);
    match command {
        Command::Gate => gate(&sources, &baseline, args.json),
        Command::Repin { allow_lower } => repin(&sources, baseline, allow_lower, args.json),
        Command::Training => training::print(&sources).map(|()| ExitCode::SUCCESS),
        Command::Scale { sizes, from } => {
            scale::print(&sizes, from.as_deref(), args.json).map(|()| ExitCode::SUCCESS)
        }
        Command::ScaleOnce { size, source } => scale::once(size, &source).map(|()| ExitCode::SUCCESS),
        Command::Show { case } => show(&sources, &case),
        _ => {
            let report = measure(&sources, sets::ALL, command.area())?;
            report.print(args.json, |set, figure| baseline.floor(set, figure))?;
            Ok(ExitCode::SUCCESS)
        }
    }
}

/// Measures the sets that say something about the area, and keeps what they say about it.
fn measure(sources: &Sources, sets: &[Set], area: Option<Area>) -> Result<Report> {
    let mut report = Report::default();
    for set in sets.iter().filter(|set| area.is_none_or(|area| set.areas.contains(&area))) {
        match sources.find(set.own, set.files) {
            Ok(files) => {
                let mut measured = (set.measure)(&files).with_context(|| set.name)?;
                measured.figures.retain(|figure| area.is_none_or(|area| figure.area == area));
                report.measured.push(measured);
            }
            Err(reason) => report.skipped.push(Skipped { set: set.name, reason }),
        }
    }
    Ok(report)
}

fn gate(sources: &Sources, baseline: &Baseline, json: bool) -> Result<ExitCode> {
    let own: Vec<Set> = sets::ALL.iter().filter(|set| set.own).copied().collect();
    let report = measure(sources, &own, None)?;
    report.print(json, |set, figure| baseline.floor(set, figure))?;
    let mut faults = Vec::new();
    for set in &own {
        match report.measured.iter().find(|measured| measured.set == set.name) {
            Some(measured) => faults.extend(baseline.faults(measured, &hash(sources, set)?)),
            None if baseline.sets.contains_key(set.name) => {
                faults.push(format!("{} is pinned, but is not here", set.name));
            }
            None => {}
        }
    }
    faults.extend(settings::faults()?);
    for fault in &faults {
        complain(&format!("gate: {fault}"));
    }
    Ok(if faults.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

fn repin(sources: &Sources, mut baseline: Baseline, allow_lower: bool, json: bool) -> Result<ExitCode> {
    let report = measure(sources, sets::ALL, None)?;
    report.print(json, |set, figure| baseline.floor(set, figure))?;
    let falls: Vec<String> = report.measured.iter().flat_map(|measured| baseline.falls(measured)).collect();
    for fall in &falls {
        complain(&format!("lower: {fall}"));
    }
    if !falls.is_empty() && !allow_lower {
        complain("nothing was written; --allow-lower lets a floor fall, and CHANGELOG.md must say why");
        return Ok(ExitCode::FAILURE);
    }
    for measured in &report.measured {
        let set = find(measured.set)?;
        baseline.pin(measured, set.own.then(|| hash(sources, &set)).transpose()?);
        if set.own {
            write_cases(sources, measured)?;
        }
    }
    baseline.write(&sources.own(BASELINE))?;
    settings::pin()?;
    Ok(ExitCode::SUCCESS)
}

fn write_cases(sources: &Sources, measured: &Measurement) -> Result<()> {
    let dir = sources.own(RESULTS);
    fs::create_dir_all(&dir).with_context(|| dir.display().to_string())?;
    let path = dir.join(format!("{}.csv", measured.set));
    fs::write(&path, measured.cases.csv()).with_context(|| path.display().to_string())
}

fn show(sources: &Sources, case: &str) -> Result<ExitCode> {
    // An id may hold a slash itself: what stands before the first is a set only if there is one of that name.
    let (set, id) = match case.split_once('/').map(|(set, id)| (find(set), id)) {
        Some((Ok(set), id)) => (set, id),
        _ => (find(sets::OWN_SAMPLE)?, case),
    };
    let files =
        sources.find(set.own, set.files).map_err(|reason| anyhow::anyhow!("{}: {reason}", set.name))?;
    let cases = (set.measure)(&files)?.cases;
    let rows: Vec<_> = cases.rows.iter().filter(|row| row.first().is_some_and(|first| first == id)).collect();
    if rows.is_empty() {
        bail!("{} has no case {id}", set.name);
    }
    let mut out = std::io::stdout().lock();
    for row in rows {
        for (column, value) in cases.columns.iter().zip(row) {
            writeln!(out, "{column:<16} {value}")?;
        }
    }
    Ok(ExitCode::SUCCESS)
}

fn find(name: &str) -> Result<Set> {
    let set = sets::ALL.iter().find(|set| set.name == name).copied();
    set.with_context(|| format!("there is no set {name}"))
}

fn hash(sources: &Sources, set: &Set) -> Result<String> {
    let files = sources.find(set.own, set.files).map_err(anyhow::Error::msg)?;
    sources::hash(&files)
}
