//! Scores: labels, pairs and token lists in, numbers out. Knows no stage.
