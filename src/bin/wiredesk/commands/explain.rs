//! `wiredesk explain`: why two articles are copies or of one story, or are not.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use serde::Deserialize;
use wiredesk::model::{Article, DocId, Rejection};
use wiredesk::report::File;
use wiredesk::{Config, Error};

use crate::args::{Explain, Global, Inputs};
use crate::desk::Desk;
use crate::explained::{self, Explained};
use crate::failure::NoSuchArticle;
use crate::scoring::{self, Scores};
use crate::{console, settings};

/// How many of the nearest ids are named where there is no such id.
const NEAREST: usize = 3;
/// An id is near from this likeness up (Jaro-Winkler).
const IS_NEAR: f64 = 0.8;

pub fn main(explain: &Explain, global: &Global) -> anyhow::Result<ExitCode> {
    let (base, inputs, turned_away) = match &explain.dir {
        Some(dir) => {
            let articles = dir.join(File::Articles.name());
            (of_run(dir)?, Inputs { paths: vec![articles] }, rejected(dir)?)
        }
        None => (Config::default(), Inputs { paths: explain.inputs.clone() }, Vec::new()),
    };
    let config = settings::gather_over(base, global)?;
    let (desk, records) = Desk::open_with(config, &inputs, global)?;
    let explained = scoring::with_scores(&desk, records, |scores| {
        let place = |id: &str| place(id, scores, &turned_away);
        let (a, b) = match (place(&explain.a), place(&explain.b)) {
            (Ok(a), Ok(b)) => (a, b),
            (Err(problem), _) | (_, Err(problem)) => return Ok(Err(problem)),
        };
        let pair = scores.articles.get(a.index()).zip(scores.articles.get(b.index()));
        scores.with_stories(|groups, compared| {
            let why = scores.scored.explain(a, b).zip(compared.explain(a, b));
            let both = pair.zip(why);
            Ok(Ok(both.map(|(pair, why)| Explained::new(pair.into(), why, groups, &compared.stories()))))
        })
    })??;
    let Some(explained) = explained else { return Err(Error::EmptyCorpus.into()) };
    if global.json {
        let mut text = serde_json::to_vec_pretty(&explained)?;
        text.push(b'\n');
        console::print(&text)?;
    } else {
        console::print(explained::told(&explained).as_bytes())?;
    }
    Ok(ExitCode::SUCCESS)
}

/// Takes the settings of the run that wrote a directory.
fn of_run(dir: &Path) -> Result<Config, Error> {
    #[derive(Deserialize)]
    struct Run {
        config: Config,
    }
    let path = dir.join("run.json");
    if !path.exists() {
        let message = "it has no run.json, but must be a directory that `wiredesk run -o` wrote".to_owned();
        return Err(Error::Format { path: dir.to_owned(), line: None, message });
    }
    let text = fs::read_to_string(&path).map_err(|e| Error::io(&path, e))?;
    let run: Run = serde_json::from_str(&text).map_err(|e| wrong(&path, e.line(), &e))?;
    Ok(run.config)
}

/// Takes the rejected records of the run that wrote a directory.
fn rejected(dir: &Path) -> Result<Vec<Rejection>, Error> {
    let path = dir.join(File::Rejected.name());
    let text = fs::read_to_string(&path).map_err(|e| Error::io(&path, e))?;
    text.lines()
        .zip(1..)
        .map(|(line, number)| serde_json::from_str(line).map_err(|e| wrong(&path, number, &e)))
        .collect()
}

fn wrong(path: &Path, line: usize, problem: &serde_json::Error) -> Error {
    Error::Format { path: PathBuf::from(path), line: Some(line as u64), message: problem.to_string() }
}

/// Finds an article by its id.
fn place(id: &str, scores: &Scores<'_>, turned_away: &[Rejection]) -> Result<DocId, NoSuchArticle> {
    let articles = scores.articles;
    if let Some(place) = articles.iter().position(|article| article.id.as_str() == id) {
        return Ok(DocId(place as u32));
    }
    let mut rejected = scores.rejected.iter().chain(turned_away);
    if let Some(rejection) = rejected.find(|rejection| rejection.id.as_deref() == Some(id)) {
        return Err(NoSuchArticle::Rejected(rejection.clone()));
    }
    Err(NoSuchArticle::Unknown { id: id.to_owned(), nearest: nearest(id, articles) })
}

fn nearest(id: &str, articles: &[Article]) -> Vec<String> {
    let mut near: Vec<(f64, &str)> = articles
        .iter()
        .map(|article| (strsim::jaro_winkler(id, article.id.as_str()), article.id.as_str()))
        .filter(|(likeness, _)| *likeness >= IS_NEAR)
        .collect();
    near.sort_by(|a, b| b.0.total_cmp(&a.0).then_with(|| a.1.cmp(b.1)));
    near.into_iter().take(NEAREST).map(|(_, id)| id.to_owned()).collect()
}
