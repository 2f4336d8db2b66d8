//! `wiredesk eval cleaning`: cleaned texts against true ones.

use std::collections::BTreeMap;
use std::path::Path;

use wiredesk::Error;
use wiredesk::metrics::Prf;
use wiredesk::metrics::cleaning::{Overlap, SnippetCounts, mean_scores};
use wiredesk::metrics::significance::{Comparison, compare, compare_statistic};

use super::args::Cleaning;
use super::clusters::PARTS;
use super::faults::{Faults, Verdict};
use super::report::{Cell, Figure, Report};
use super::source::{self, Record};

/// What must be kept of an article.
enum Gold {
    Body(String),
    Snippets { with: Vec<String>, without: Vec<String> },
}

/// How one article was cleaned.
#[derive(Clone, Copy)]
enum Case {
    Body { words: Overlap, shingles: Overlap },
    Snippets(SnippetCounts),
}

/// The articles that are judged.
struct Judged {
    ids: Vec<String>,
    cases: Vec<Case>,
    left_out: u64,
}

pub fn report(args: &Cleaning) -> anyhow::Result<Report> {
    let gold = gold(args)?;
    let judged = judge(args, &args.predicted, &gold)?;
    let mut report = Report::new();
    report.tell("articles", judged.ids.len());
    report.tell("left out", judged.left_out);
    if args.output.each {
        return Ok(each(report, &judged));
    }
    let mut figures = figures(&judged);
    if let Some(path) = &args.output.compare {
        let other = judge(args, path, &gold)?;
        if other.ids != judged.ids {
            let message = "holds other articles than the first; --on-fault zero keeps all";
            return Err(source::bad(path, None, message).into());
        }
        let compared = comparisons(args, &judged, &other)?;
        for (figure, other) in figures.iter_mut().zip(self::figures(&other)) {
            figure.other = Some(other.value);
            let found = compared
                .iter()
                .find(|(score, measure, _)| (*score, *measure) == (&figure.score, figure.measure));
            figure.comparison = found.map(|(_, _, comparison)| *comparison);
        }
        report.tell("other", path.display().to_string());
    }
    Ok(report.figures(figures))
}

fn gold(args: &Cleaning) -> Result<Vec<(String, Gold, u64)>, Error> {
    let path = &args.gold;
    let fields = args.body.as_deref().map_or(vec!["body", "paragraphs"], |field| vec![field]);
    let mut gold = Vec::new();
    let mut lines = BTreeMap::new();
    for record in source::records(path)? {
        let id = record.name(path, "id")?;
        let mut body = None;
        for field in &fields {
            body = body.or(record.text(path, field)?);
        }
        let is = match body {
            Some(body) => Gold::Body(body),
            None if record.fields.contains_key("with") || record.fields.contains_key("without") => {
                Gold::Snippets {
                    with: strings(path, &record, "with")?,
                    without: strings(path, &record, "without")?,
                }
            }
            None => {
                let message = format!("has neither {} nor with and without", fields.join(" nor "));
                return Err(source::bad(path, Some(record.line), message));
            }
        };
        if let Some(first) = lines.insert(id.clone(), record.line) {
            return Err(source::bad(path, Some(record.line), format!("{id} stands on line {first} too")));
        }
        gold.push((id, is, record.line));
    }
    Ok(gold)
}

fn strings(path: &Path, record: &Record, field: &str) -> Result<Vec<String>, Error> {
    let Some(value) = record.fields.get(field) else { return Ok(Vec::new()) };
    let list = value.as_array().and_then(|list| {
        list.iter().map(|text| text.as_str().map(str::to_owned)).collect::<Option<Vec<String>>>()
    });
    list.ok_or_else(|| record.wrong(path, field, value, "a list of strings"))
}

fn predicted(path: &Path) -> Result<BTreeMap<String, String>, Error> {
    let mut texts = BTreeMap::new();
    for record in source::records(path)? {
        let id = record.name(path, "id")?;
        let mut text = None;
        for field in ["paragraphs", "text", "body"] {
            text = text.or(record.text(path, field)?);
        }
        let Some(text) = text else {
            return Err(source::bad(path, Some(record.line), "has no paragraphs, text or body"));
        };
        if texts.insert(id.clone(), text).is_some() {
            return Err(source::bad(path, Some(record.line), format!("{id} stands twice")));
        }
    }
    Ok(texts)
}

fn judge(args: &Cleaning, path: &Path, gold: &[(String, Gold, u64)]) -> Result<Judged, Error> {
    let texts = predicted(path)?;
    let mut faults = Faults::new(args.output.on_fault);
    let mut judged = Judged { ids: Vec::new(), cases: Vec::new(), left_out: 0 };
    for (id, gold, line) in gold {
        let case = format!("{id} ({})", source::place(&args.gold, *line));
        if matches!(gold, Gold::Body(body) if !body.contains(char::is_alphanumeric)) {
            faults.note_unscorable(&case, "the true body has no word");
            continue;
        }
        let text = texts.get(id);
        if text.is_none() {
            let what = format!("is not in {}", path.display());
            if faults.note(&case, &what) == Verdict::LeaveOut {
                continue;
            }
        }
        let text = text.map_or("", String::as_str);
        judged.cases.push(match gold {
            Gold::Body(body) => Case::Body {
                words: Overlap::of_words(body, text),
                shingles: Overlap::of_shingles(body, text),
            },
            Gold::Snippets { with, without } => {
                let mut counts = SnippetCounts::default();
                counts.add(text, with, without);
                Case::Snippets(counts)
            }
        });
        judged.ids.push(id.clone());
    }
    judged.left_out = faults.settle(path, judged.ids.len())?;
    Ok(judged)
}

impl Judged {
    fn words(&self) -> Vec<Overlap> {
        self.cases
            .iter()
            .filter_map(|case| if let Case::Body { words, .. } = case { Some(*words) } else { None })
            .collect()
    }

    fn shingles(&self) -> Vec<Overlap> {
        let of = |case: &Case| if let Case::Body { shingles, .. } = case { Some(*shingles) } else { None };
        self.cases.iter().filter_map(of).collect()
    }

    fn snippets(&self) -> Vec<SnippetCounts> {
        self.cases
            .iter()
            .filter_map(|case| if let Case::Snippets(counts) = case { Some(*counts) } else { None })
            .collect()
    }
}

fn figures(judged: &Judged) -> Vec<Figure> {
    let mut figures = Vec::new();
    let words = judged.words();
    if !words.is_empty() {
        let n = words.len() as f64;
        let clean = words.iter().filter(|words| words.is_fully_clean()).count();
        figures.push(Figure::new("fully clean", "share", clean as f64 / n));
        let f1 = words.iter().fold(0.0, |sum, words| sum + words.scores().f1);
        figures.push(Figure::new("words, mean", "f1", f1 / n));
        figures.extend(Figure::of_prf("words", mean_scores(&words)));
        figures.extend(Figure::of_prf("shingles of four words", mean_scores(&judged.shingles())));
    }
    let snippets = judged.snippets();
    if !snippets.is_empty() {
        let all = snippets.iter().fold(SnippetCounts::default(), |sum, counts| SnippetCounts {
            kept: sum.kept + counts.kept,
            lost: sum.lost + counts.lost,
            leaked: sum.leaked + counts.leaked,
            removed: sum.removed + counts.removed,
        });
        figures.extend(Figure::of_prf("snippets", all.scores()));
        figures.push(Figure::new("snippets", "accuracy", all.accuracy()));
    }
    figures
}

type Compared = (&'static str, &'static str, Comparison);

/// Compares what is made of means or sums over articles; the figures that this leaves out have a difference only.
fn comparisons(args: &Cleaning, first: &Judged, second: &Judged) -> Result<Vec<Compared>, Error> {
    let resampling = args.output.resampling();
    let mut compared = Vec::new();
    let (a, b) = (first.words(), second.words());
    if !a.is_empty() {
        let clean = |words: &Overlap| f64::from(u8::from(words.is_fully_clean()));
        let f1 = |words: &Overlap| words.scores().f1;
        let values =
            |words: &[Overlap], of: &dyn Fn(&Overlap) -> f64| words.iter().map(of).collect::<Vec<f64>>();
        let shares = compare(&values(&a, &clean), &values(&b, &clean), resampling)?;
        compared.push(("fully clean", "share", shares));
        compared.push(("words, mean", "f1", compare(&values(&a, &f1), &values(&b, &f1), resampling)?));
    }
    let rows = |judged: &Judged| -> Vec<[f64; 3]> {
        judged.snippets().iter().map(|c| [c.kept as f64, c.lost as f64, c.leaked as f64]).collect()
    };
    let (a, b) = (rows(first), rows(second));
    if !a.is_empty() {
        let share = |part: f64, whole: f64| if whole > 0.0 { part / whole } else { 1.0 };
        let scores =
            |[kept, lost, leaked]: [f64; 3]| Prf::new(share(kept, kept + leaked), share(kept, kept + lost));
        for (measure, get) in ["precision", "recall", "f1"].into_iter().zip(PARTS) {
            let comparison = compare_statistic(&a, &b, |sums| get(&scores(sums)), resampling)?;
            compared.push(("snippets", measure, comparison));
        }
    }
    Ok(compared)
}

fn each(report: Report, judged: &Judged) -> Report {
    let rows = judged.ids.iter().zip(&judged.cases).map(|(id, case)| {
        let (kept, lost, extra, scores) = match case {
            Case::Body { words, .. } => (words.common, words.lost, words.extra, words.scores()),
            Case::Snippets(counts) => (counts.kept, counts.lost, counts.leaked, counts.scores()),
        };
        let mut row: Vec<Cell> = vec![id.as_str().into(), kept.into(), lost.into(), extra.into()];
        row.extend(PARTS.map(|get| Cell::Number(get(&scores))));
        row
    });
    let rows = rows.collect();
    report.cases(vec!["id", "kept", "lost", "extra", "precision", "recall", "f1"], rows)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_of_strings_is_all_that_snippets_may_be() {
        let fields = serde_json::json!({"id": "a", "with": ["x"], "without": [1]});
        let record = Record { line: 3, fields: fields.as_object().unwrap().clone() };
        let path = Path::new("gold.jsonl");
        assert_eq!(strings(path, &record, "with").unwrap(), ["x"]);
        let message = strings(path, &record, "without").unwrap_err().to_string();
        assert_eq!(message, "gold.jsonl:3: without of a is a list, but must be a list of strings");
    }
}
