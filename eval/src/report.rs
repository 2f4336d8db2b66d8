//! Figures as a table or as JSON, cases as CSV.

use std::io::{self, Write};

use serde::Serialize;
use wiredesk::metrics::Prf;
use wiredesk::metrics::clustering::ClusterScores;

/// What a figure is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Area {
    Clusters,
    Stories,
    Cleaning,
    Pairs,
    Briefs,
}

impl Area {
    pub const fn name(self) -> &'static str {
        match self {
            Self::Clusters => "clusters",
            Self::Stories => "stories",
            Self::Cleaning => "cleaning",
            Self::Pairs => "pairs",
            Self::Briefs => "briefs",
        }
    }
}

/// One number.
#[derive(Clone, Debug, Serialize)]
pub struct Figure {
    pub area: Area,
    pub name: String,
    pub value: f64,
    /// Whether it is a score, where more is better, so that it can have a floor; or else a count.
    pub score: bool,
}

impl Figure {
    /// The name under which its floor is kept.
    pub fn key(&self) -> String {
        format!("{}.{}", self.area.name(), self.name)
    }
}

/// What was measured on one set.
#[derive(Debug, Serialize)]
pub struct Measurement {
    pub set: &'static str,
    pub figures: Vec<Figure>,
    #[serde(skip)]
    pub cases: Cases,
}

/// The cases of a set: one row each; the first column is the id.
#[derive(Debug, Default)]
pub struct Cases {
    pub columns: &'static [&'static str],
    pub rows: Vec<Vec<String>>,
}

impl Measurement {
    pub const fn new(set: &'static str, columns: &'static [&'static str]) -> Self {
        Self { set, figures: Vec::new(), cases: Cases { columns, rows: Vec::new() } }
    }

    /// Adds a score, where more is better.
    pub fn score(&mut self, area: Area, name: impl Into<String>, value: f64) {
        self.figures.push(Figure { area, name: name.into(), value, score: true });
    }

    /// Adds a count, which is for reading only.
    pub fn count(&mut self, area: Area, name: impl Into<String>, value: usize) {
        self.figures.push(Figure { area, name: name.into(), value: value as f64, score: false });
    }

    /// Adds what is for reading only, to four places: bounds, probabilities, times.
    pub fn detail(&mut self, area: Area, name: impl Into<String>, value: f64) {
        let value = (value * 1e4).round() / 1e4;
        self.figures.push(Figure { area, name: name.into(), value, score: false });
    }

    /// Adds the scores of a partition.
    pub fn clustering(&mut self, area: Area, name: &str, scores: &ClusterScores) {
        self.prf(area, name, scores.pairwise);
        self.prf(area, "B-cubed", scores.b_cubed);
        self.score(area, "ARI", scores.adjusted_rand);
        self.score(area, "V-measure", scores.v_measure);
    }

    /// Adds F1, precision and recall.
    pub fn prf(&mut self, area: Area, name: &str, prf: Prf) {
        self.score(area, format!("{name} F1"), prf.f1);
        self.score(area, format!("{name} precision"), prf.precision);
        self.score(area, format!("{name} recall"), prf.recall);
    }
}

/// A set that could not be measured, and why.
#[derive(Debug, Serialize)]
pub struct Skipped {
    pub set: &'static str,
    pub reason: String,
}

/// All that was measured and all that was not.
#[derive(Debug, Default, Serialize)]
pub struct Report {
    pub measured: Vec<Measurement>,
    pub skipped: Vec<Skipped>,
}

impl Report {
    /// Prints a table, or JSON. `floor` gives what a figure is compared with.
    pub fn print(&self, json: bool, floor: impl Fn(&str, &Figure) -> Option<f64>) -> io::Result<()> {
        let mut out = io::stdout().lock();
        if json {
            serde_json::to_writer_pretty(&mut out, self)?;
            writeln!(out)?;
        } else {
            self.table(&mut out, floor)?;
        }
        for Skipped { set, reason } in &self.skipped {
            complain(&format!("skipped: {set}: {reason}"));
        }
        Ok(())
    }

    fn table(&self, out: &mut impl Write, floor: impl Fn(&str, &Figure) -> Option<f64>) -> io::Result<()> {
        let figures = self.measured.iter().flat_map(|m| &m.figures);
        let width = figures.map(|figure| figure.name.chars().count()).max().unwrap_or(0);
        for Measurement { set, figures, .. } in &self.measured {
            writeln!(out, "{set}")?;
            for figure in figures {
                let (area, name) = (figure.area.name(), &figure.name);
                write!(out, "  {area:<9} {name:<width$}")?;
                if figure.score {
                    write!(out, "  {:>8.4}", figure.value)?;
                } else {
                    write!(out, "  {:>8}", figure.value)?;
                }
                match floor(set, figure) {
                    Some(floor) => writeln!(out, "  (pinned {floor:.4}, {:+.4})", figure.value - floor)?,
                    None => writeln!(out)?,
                }
            }
            writeln!(out)?;
        }
        Ok(())
    }
}

impl Cases {
    /// Writes the cases as CSV (RFC 4180), with the columns as its first line.
    pub fn csv(&self) -> String {
        let mut csv = String::new();
        let head: Vec<String> = self.columns.iter().map(|&column| column.to_owned()).collect();
        for row in std::iter::once(&head).chain(&self.rows) {
            let fields: Vec<String> = row.iter().map(|field| quoted(field)).collect();
            csv.push_str(&fields.join(","));
            csv.push('\n');
        }
        csv
    }
}

fn quoted(field: &str) -> String {
    if field.contains(['"', ',', '\n', '\r']) {
        format!("\"{}\"", field.replace('"', "\"\""))
    } else {
        field.to_owned()
    }
}

/// Says something on standard error. Where that is closed there is nobody to tell.
pub fn complain(message: &str) {
    let _ = writeln!(io::stderr(), "{message}");
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_with_commas_and_quotes_are_quoted() {
        let rows = vec![vec!["a,b".to_owned(), "say \"no\"".to_owned()]];
        let cases = Cases { columns: &["id", "text"], rows };
        assert_eq!(cases.csv(), "id,text\n\"a,b\",\"say \"\"no\"\"\"\n");
    }
}
