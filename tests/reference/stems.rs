//! `stems.tsv`: words, NLTK's stems and ROUGE-1.5.5's.

use wiredesk::metrics::rouge::{porter, rouge155};

#[test]
fn stems_are_those_of_both_originals() {
    let n_words = include_str!("stems.tsv").lines().map(check).count();
    assert_eq!(n_words, 1514);
}

pub fn check(line: &str) {
    let mut fields = line.split('\t');
    let [word, extended, perl] = [(); 3].map(|()| fields.next().unwrap());
    assert_eq!(stem(porter::extended, word), extended, "{word}");
    assert_eq!(stem(porter::perl, word), perl, "{word}");
}

fn stem(stemmer: fn(&mut Vec<u8>), word: &str) -> String {
    let mut bytes = word.as_bytes().to_vec();
    stemmer(&mut bytes);
    String::from_utf8(bytes).unwrap()
}

#[test]
fn irregular_forms_match_their_base_and_not_what_it_is_stemmed_to() {
    let same = |a: &str, b: &str| {
        let params =
            rouge155::Params { metrics: vec![rouge155::Metric::N(1)], ..rouge155::Params::default() };
        rouge155::score(&params, &[a], b).unwrap()[0].f > 0.5
    };
    assert!(same("went", "go"));
    // The base is taken as it is, and so it misses its own stem.
    assert!(!same("mice", "mouse") && same("mouse", "mousing"));
}
