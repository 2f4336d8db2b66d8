//! Scores against the reference scorers' own: golden files made by the pinned scripts in `eval/scripts`.

mod clusters;
