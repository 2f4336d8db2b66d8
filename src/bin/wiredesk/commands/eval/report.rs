//! Figures and cases as a table for people, as CSV and as JSON.

use std::fmt::Write as _;

use serde_json::{Map, Value};
use wiredesk::metrics::Prf;
use wiredesk::metrics::significance::Comparison;

use super::args::Format;
use crate::console::Style;
use crate::layout::plain;

/// What is printed: what was scored, and one row a figure or a case.
pub struct Report {
    head: Vec<(&'static str, Cell)>,
    columns: Vec<&'static str>,
    rows: Vec<Vec<Cell>>,
}

#[derive(Clone, Debug, PartialEq)]
pub enum Cell {
    Text(String),
    Count(u64),
    Number(f64),
    Absent,
}

/// One number, and how it stands to that of another system.
pub struct Figure {
    pub score: String,
    pub measure: &'static str,
    pub value: f64,
    pub interval: Option<[f64; 2]>,
    pub other: Option<f64>,
    pub comparison: Option<Comparison>,
}

impl Figure {
    pub fn new(score: impl Into<String>, measure: &'static str, value: f64) -> Self {
        Self { score: score.into(), measure, value, interval: None, other: None, comparison: None }
    }

    /// Makes three figures.
    pub fn of_prf(score: &str, prf: Prf) -> [Self; 3] {
        [("precision", prf.precision), ("recall", prf.recall), ("f1", prf.f1)]
            .map(|(measure, value)| Self::new(score, measure, value))
    }
}

impl Report {
    pub const fn new() -> Self {
        Self { head: Vec::new(), columns: Vec::new(), rows: Vec::new() }
    }

    /// Says something about all rows.
    pub fn tell(&mut self, name: &'static str, value: impl Into<Cell>) {
        self.head.push((name, value.into()));
    }

    /// Makes one row a figure; columns that no figure fills are left out.
    pub fn figures(mut self, figures: Vec<Figure>) -> Self {
        self.columns = vec!["score", "measure", "value"];
        let with_interval = figures.iter().any(|figure| figure.interval.is_some());
        let compared = figures.iter().any(|figure| figure.other.is_some());
        if with_interval {
            self.columns.extend(["low", "high"]);
        }
        if compared {
            self.columns.extend([
                "other",
                "difference",
                "difference_low",
                "difference_high",
                "p_bootstrap",
                "p_randomization",
            ]);
        }
        for figure in figures {
            let mut row = vec![figure.score.into(), figure.measure.into(), Cell::Number(figure.value)];
            let number = |value: Option<f64>| value.map_or(Cell::Absent, Cell::Number);
            if with_interval {
                row.extend([0, 1].map(|end| number(figure.interval.map(|ends| ends[end]))));
            }
            if compared {
                let of = |get: fn(&Comparison) -> f64| number(figure.comparison.as_ref().map(get));
                row.push(number(figure.other));
                row.push(number(figure.other.map(|other| figure.value - other)));
                row.push(of(|c| c.difference.low));
                row.push(of(|c| c.difference.high));
                row.push(of(|c| c.p_bootstrap));
                row.push(of(|c| c.p_randomization));
            }
            self.rows.push(row);
        }
        self
    }

    /// Makes one row a case.
    pub fn cases(mut self, columns: Vec<&'static str>, rows: Vec<Vec<Cell>>) -> Self {
        self.columns = columns;
        self.rows = rows;
        self
    }

    pub fn write(&self, format: Format) -> anyhow::Result<String> {
        match format {
            Format::Text => Ok(self.text(Style::of_stdout())?),
            Format::Csv => Ok(self.csv()),
            Format::Json => Ok(serde_json::to_string_pretty(&self.json())? + "\n"),
        }
    }

    fn text(&self, style: Style) -> Result<String, std::fmt::Error> {
        let mut out = String::new();
        let name_width = self.head.iter().map(|(name, _)| name.len()).max().unwrap_or(0);
        for (name, value) in &self.head {
            writeln!(out, "{name:<name_width$}  {}", plain(&value.shown()))?;
        }
        writeln!(out)?;
        let head = || self.columns.iter().map(|column| column.replace('_', " "));
        let shown: Vec<Vec<String>> =
            self.rows.iter().map(|row| row.iter().map(|cell| plain(&cell.shown())).collect()).collect();
        let widths: Vec<usize> = head()
            .enumerate()
            .map(|(at, name)| {
                let cells = shown.iter().filter_map(|row| row.get(at)).map(|cell| cell.chars().count());
                cells.max().unwrap_or(0).max(name.len())
            })
            .collect();
        // What is to the right of a number is set to the right, too.
        let is_text =
            |at: usize| self.rows.iter().all(|row| matches!(row.get(at), Some(Cell::Text(_)) | None));
        let line =
            |cells: &[String]| {
                let cells = cells.iter().zip(&widths).enumerate();
                let set = cells.map(|(at, (cell, &width))| {
                    if is_text(at) { format!("{cell:<width$}") } else { format!("{cell:>width$}") }
                });
                set.collect::<Vec<_>>().join("  ").trim_end().to_owned()
            };
        writeln!(out, "{}", style.bold(&line(&head().collect::<Vec<_>>())))?;
        for row in &shown {
            writeln!(out, "{}", line(row))?;
        }
        Ok(out)
    }

    fn csv(&self) -> String {
        let head = self.columns.iter().map(|&column| column.to_owned()).collect::<Vec<_>>();
        let rows = self.rows.iter().map(|row| row.iter().map(Cell::shown).collect::<Vec<_>>());
        let mut out = String::new();
        for row in std::iter::once(head).chain(rows) {
            let fields: Vec<String> = row.into_iter().map(quoted).collect();
            out.push_str(&fields.join(","));
            out.push('\n');
        }
        out
    }

    fn json(&self) -> Value {
        let mut object: Map<String, Value> =
            self.head.iter().map(|(name, value)| (name.replace(' ', "_"), value.json())).collect();
        let row = |row: &Vec<Cell>| -> Value {
            let cells = self.columns.iter().zip(row).filter(|(_, cell)| **cell != Cell::Absent);
            Value::Object(cells.map(|(&name, cell)| (name.to_owned(), cell.json())).collect())
        };
        object.insert("rows".to_owned(), self.rows.iter().map(row).collect());
        Value::Object(object)
    }
}

impl Cell {
    fn shown(&self) -> String {
        match self {
            Self::Text(text) => text.clone(),
            Self::Count(count) => count.to_string(),
            Self::Number(number) => format!("{number:.5}"),
            Self::Absent => String::new(),
        }
    }

    fn json(&self) -> Value {
        match self {
            Self::Text(text) => text.as_str().into(),
            Self::Count(count) => (*count).into(),
            Self::Number(number) => (*number).into(),
            Self::Absent => Value::Null,
        }
    }
}

impl From<&str> for Cell {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<String> for Cell {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl From<usize> for Cell {
    fn from(count: usize) -> Self {
        Self::Count(count as u64)
    }
}

impl From<u64> for Cell {
    fn from(count: u64) -> Self {
        Self::Count(count)
    }
}

/// Quotes a field of CSV where it must be (RFC 4180).
fn quoted(field: String) -> String {
    if field.contains(['"', ',', '\n', '\r']) { format!("\"{}\"", field.replace('"', "\"\"")) } else { field }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn report() -> Report {
        let mut report = Report::new();
        report.tell("pairs", 2_usize);
        let figures = vec![Figure::new("ROUGE-1, stemmed", "recall", 0.5), Figure::new("L", "f", 1.0 / 3.0)];
        report.figures(figures)
    }

    #[test]
    fn one_table_in_three_forms() {
        assert_eq!(report().csv(), "score,measure,value\n\"ROUGE-1, stemmed\",recall,0.50000\nL,f,0.33333\n");
        let json = report().json();
        assert_eq!((json["pairs"].as_u64(), json["rows"][1]["value"].as_f64()), (Some(2), Some(1.0 / 3.0)));
        let text = report().write(Format::Text).unwrap();
        assert_eq!(
            text,
            "pairs  2\n\nscore             measure    value\nROUGE-1, stemmed  recall   0.50000\n\
             L                 f        0.33333\n"
        );
    }

    #[test]
    fn columns_that_nothing_fills_are_left_out() {
        let mut figure = Figure::new("L", "f", 0.5);
        figure.other = Some(0.25);
        let csv = Report::new().figures(vec![figure]).csv();
        assert_eq!(
            csv,
            "score,measure,value,other,difference,difference_low,difference_high,p_bootstrap,p_randomization\n\
             L,f,0.50000,0.25000,0.25000,,,,\n"
        );
    }
}
