//! All settings: one table a stage.
//!
//! Each stage keeps its settings beside its code; [`Config`] is their sum and the only place that reads them from text.
//! A settings file and a single `key=value` go the same way, one key after the other, so that both get the same
//! messages: which key, which value, what it must be, and the nearest name where there is no such key.

mod document;
mod edit;
mod nearest;
mod report;

use std::path::Path;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::brief::BriefParams;
use crate::clean::CleanParams;
use crate::dedup::DedupParams;
use crate::error::{Error, Result};
use crate::neighbours::NeighbourParams;
use crate::read::ReadParams;
use crate::stories::StoryParams;
use crate::text::TextParams;
use crate::vectorize::VectorizeParams;

pub use report::ReportParams;

/// Every setting of a run.
///
/// ```
/// let mut config = wiredesk::Config::default();
/// config.set("dedup.threshold=0.3")?;
/// let problem = config.set("dedup.treshold=0.3").unwrap_err();
/// assert_eq!(problem.to_string(), "dedup.treshold is not a setting; did you mean dedup.threshold?");
/// # Ok::<(), wiredesk::Error>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, JsonSchema, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Config {
    /// How files are read.
    pub read: ReadParams,
    /// How articles are cleaned.
    pub clean: CleanParams,
    /// How text is split and stemmed.
    pub text: TextParams,
    /// How documents become rows.
    pub vectorize: VectorizeParams,
    /// How neighbours are found.
    pub neighbours: NeighbourParams,
    /// How copies are found.
    pub dedup: DedupParams,
    /// How stories are found.
    pub stories: StoryParams,
    /// How briefs are made.
    pub brief: BriefParams,
    /// What the pages for people show.
    pub report: ReportParams,
}

impl Config {
    /// Reads the settings that `text` (TOML) tells; all others keep their defaults. `path` is for messages only.
    ///
    /// Ranges are not checked, for settings that come later may belong to these: call [`Config::validate`] at the end.
    ///
    /// # Errors
    /// [`Error::Format`] with the line, when the text is not TOML, when it names a setting that does not exist, and when
    /// a value has the wrong type.
    pub fn from_toml(text: &str, path: &Path) -> Result<Self> {
        let format = |line, message| Error::Format { path: path.to_owned(), line, message };
        let entries = document::entries(text).map_err(|problem| format(problem.line, problem.message))?;
        let mut config = Self::default();
        for entry in entries {
            config
                .assign(&entry.key, entry.value, &entry.shown)
                .map_err(|e| format(Some(entry.line), e.to_string()))?;
        }
        Ok(config)
    }

    /// Finds the line on which `text` (TOML) tells a setting, given by its dotted key or that of the table around it.
    #[must_use]
    pub fn line_of(text: &str, key: &str) -> Option<u64> {
        let is_in =
            |told: &str| told.strip_prefix(key).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'));
        document::entries(text).ok()?.into_iter().find(|entry| is_in(&entry.key)).map(|entry| entry.line)
    }

    /// Sets one value, written `table.key=value`. Text needs no quotes. The range is not checked: call
    /// [`Config::validate`] when all is set.
    ///
    /// # Errors
    /// [`Error::UnknownSetting`] with the nearest names, and [`Error::InvalidSetting`] when the value has the wrong type
    /// or there is none. On an error nothing is changed.
    pub fn set(&mut self, assignment: &str) -> Result<()> {
        let Some((key, text)) = assignment.split_once('=') else {
            return Err(Error::setting(assignment.trim(), &"given no value", "written KEY=VALUE"));
        };
        self.assign_text(key.trim(), text.trim())
    }

    /// Checks every value of every table.
    ///
    /// # Errors
    /// [`Error::InvalidSetting`] for the first value out of range, in the order of the tables.
    pub fn validate(&self) -> Result<()> {
        self.read.validate()?;
        self.clean.validate()?;
        self.text.validate()?;
        self.vectorize.validate()?;
        self.neighbours.validate()?;
        self.dedup.validate()?;
        self.stories.validate()?;
        self.brief.validate()
    }

    /// Writes every setting as TOML. [`Config::from_toml`] reads it back to the same settings.
    ///
    /// # Errors
    /// [`Error::InvalidSetting`] when a value is larger than TOML can hold (2^63 - 1).
    pub fn to_toml(&self) -> Result<String> {
        toml::to_string(self)
            .map_err(|e| Error::setting("config", &"not to be written as TOML", e.to_string()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn message(result: Result<impl std::fmt::Debug>) -> String {
        result.unwrap_err().to_string()
    }

    #[test]
    fn a_set_value_holds_and_the_others_stay() {
        let mut config = Config::default();
        config.set("dedup.threshold=0.3").unwrap();
        config.set(" brief.max_words = 60 ").unwrap();
        let mut expected = Config::default();
        expected.dedup.threshold = 0.3;
        expected.brief.max_words = 60;
        assert_eq!(config, expected);
    }

    #[test]
    fn text_is_taken_with_and_without_quotes() {
        let mut config = Config::default();
        config.set("text.default_lang=de").unwrap();
        assert_eq!(config.text.default_lang, "de");
        config.set("text.default_lang=\"fr\"").unwrap();
        assert_eq!(config.text.default_lang, "fr");
    }

    #[test]
    fn an_unknown_key_names_the_nearest() {
        let mut config = Config::default();
        assert_eq!(
            message(config.set("dedup.treshold=1")),
            "dedup.treshold is not a setting; did you mean dedup.threshold?"
        );
        assert_eq!(
            message(config.set("threshold=1")),
            "threshold is not a setting; did you mean dedup.threshold or stories.threshold?"
        );
        assert_eq!(message(config.set("zzz.qqqqqqqqqq=1")), "zzz.qqqqqqqqqq is not a setting");
        assert_eq!(config, Config::default());
    }

    #[test]
    fn a_wrong_type_names_key_value_and_what_is_expected() {
        let mut config = Config::default();
        assert_eq!(
            message(config.set("dedup.threshold=high")),
            "dedup.threshold is high, but must be a number"
        );
        assert_eq!(
            message(config.set("brief.max_words=-1")),
            "brief.max_words is -1, but must be a whole number, 0 or more"
        );
        assert_eq!(
            message(config.set("dedup.threshold=nan")),
            "dedup.threshold is nan, but must be a number"
        );
        assert_eq!(message(config.set("dedup=1")), "dedup is 1, but must be a table");
        assert_eq!(
            message(config.set("dedup.threshold")),
            "dedup.threshold is given no value, but must be written KEY=VALUE"
        );
        assert_eq!(config, Config::default());
    }

    #[test]
    fn a_file_sets_what_it_names() {
        let config =
            Config::from_toml("[dedup]\nthreshold = 0.5\n\n[clean]\nmin_words = 3\n", Path::new("x.toml"))
                .unwrap();
        let mut expected = Config::default();
        expected.dedup.threshold = 0.5;
        expected.clean.min_words = 3;
        assert_eq!(config, expected);
        assert_eq!(Config::from_toml("", Path::new("x.toml")).unwrap(), Config::default());
        assert_eq!(Config::from_toml("[dedup]\n", Path::new("x.toml")).unwrap(), Config::default());
    }

    #[test]
    fn a_problem_in_a_file_names_file_and_line() {
        let read = |text| message(Config::from_toml(text, Path::new("x.toml")));
        assert_eq!(
            read("[clean]\nmin_words = 3\n[dedup]\ntreshold = 1\n"),
            "x.toml:4: dedup.treshold is not a setting; did you mean dedup.threshold?"
        );
        assert_eq!(
            read("[dedup]\nthreshold = 'x'\n"),
            "x.toml:2: dedup.threshold is \"x\", but must be a number"
        );
        assert_eq!(
            read("\n[dedub]\nthreshold = 1\n"),
            "x.toml:3: dedub.threshold is not a setting; did you mean dedup.threshold?"
        );
        assert_eq!(read("[dedub]\n"), "x.toml:1: dedub is not a setting; did you mean dedup?");
        assert!(read("[dedup\n").starts_with("x.toml:1: "));
    }

    #[test]
    fn settings_survive_a_way_through_text() {
        let mut config = Config::default();
        config.dedup.threshold = 0.1 + 0.2;
        config.brief.max_words = 7;
        let text = config.to_toml().unwrap();
        assert_eq!(Config::from_toml(&text, Path::new("x.toml")).unwrap(), config);
    }

    #[test]
    fn the_defaults_are_valid() {
        Config::default().validate().unwrap();
    }
}
