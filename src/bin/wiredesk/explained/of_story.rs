//! Why two articles are in one story, or are not, for a terminal.

use wiredesk::stories::{Decision, Explanation, Part};

use super::{kebab, reached};
use crate::console::Style;
use crate::layout::{paragraph, plain};

/// Tells what put two articles into one story or kept them apart.
pub fn lines(told: &Explanation, style: Style) -> Vec<String> {
    let head = if told.together { "Why they are of one story" } else { "Why they are of different stories" };
    let mut lines =
        vec![style.bold(head), paragraph("  ", &format!("Decided by {}", decision(told.decision)))];
    if told.decision == Decision::Copies {
        return lines;
    }
    for part in &told.parts {
        let Part { name, value, weight } = part;
        lines.push(format!("  {name:<12} {value:>7.3}  weight {weight:.2}: {}", meaning(name)));
    }
    lines.push(match told.hours_apart {
        Some(hours) => format!(
            "  hours apart  {hours:>7.1}  leave {:.3} of the likeness; at most {} (stories.window_hours)",
            told.nearness, told.window_hours
        ),
        None => format!("  hours apart  {:>7}", "unknown"),
    });
    lines.push(format!(
        "  similarity   {:>7.3}  the parts by their weights, less what the time takes; threshold {} {}",
        told.similarity,
        told.threshold,
        reached(told.similarity >= told.threshold)
    ));
    let of = if told.together { "the two" } else { "their stories" };
    lines.push(format!("  mean         {:>7.3}  the same between {of}, whatever the time", told.mean));
    for (name, closeness, what) in [
        ("in words", told.closeness_words, "words"),
        ("in names", told.closeness_names, "names"),
        ("in figures", told.closeness_numbers, "figures"),
    ] {
        lines.push(format!("  {name:<12} {closeness:>7.3}  likeness of {of} in {what} to that within each"));
    }
    lines.push(format!(
        "  closeness    {:>7.3}  what these come to; {} (stories.contrast) {}",
        told.closeness,
        told.contrast,
        reached(told.closeness >= told.contrast)
    ));
    lines.push(format!(
        "  stands out   {:>7.3}  likeness from which two alone stand out from what is around them (stories.stand_out)",
        told.stands_out_from
    ));
    for (name, shared) in [
        ("names", &told.shared_names),
        ("figures", &told.shared_numbers),
        ("other words", &told.shared_words),
    ] {
        let list = if shared.is_empty() { "none".to_owned() } else { plain(&shared.join(", ")) };
        lines.push(paragraph(&format!("  both have {name}: "), &list));
    }
    lines
}

/// Says which rule decided.
fn decision(decision: Decision) -> String {
    let words = match decision {
        Decision::Copies => "identity: they are copies, and a story is made of groups of copies.",
        Decision::Similarity => "similarity: their own reaches the threshold.",
        Decision::Linked => {
            "linkage: other articles of the story link them, though their own similarity is below the threshold."
        }
        Decision::Kind => {
            "kind: tables, digests, advisories, corrections and kills are in no story with others."
        }
        Decision::Language => "language: they are in different ones.",
        Decision::LookAlike => "likeness: their texts are of one mould, but what fills it differs.",
        Decision::Window => "time: they were published too many hours apart.",
        Decision::Routine => {
            "routine: they are of different days, and each is as like what is told anew at other times."
        }
        Decision::NoCandidate => "search: neither is among the nearest neighbours of the other.",
        Decision::LowSimilarity => "similarity: it is below the threshold.",
        Decision::Contrast => {
            "contrast: likeness links them, but their stories are less like each other than each is like itself."
        }
        Decision::Surroundings => {
            "surroundings: likeness links them, but they and the few with them are no more alike than others around them."
        }
        Decision::LowMean => {
            "linkage: their own similarity reaches the threshold, but the mean over their stories does not."
        }
        other => return format!("{}.", kebab(&other)),
    };
    words.to_owned()
}

/// Says what a part of the similarity tells.
fn meaning(part: &str) -> &'static str {
    match part {
        "words" => "likeness of their words, those of headline and lead counting more (cosine of TF-IDF)",
        "names" => "likeness of their names",
        "numbers" => "likeness of their figures",
        _ => "",
    }
}
