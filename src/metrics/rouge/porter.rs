//! The two stemmers of the two dialects: both are Porter's of 1980, and neither is the published one.
//!
//! Porter, 1980, An algorithm for suffix stripping, Program 14(3). `rouge-score` stems with NLTK's default variant
//! ([`extended`]): a pool of irregular words, `ies` and `ied` of short words, `y` after a consonant only, and a few
//! changed endings. ROUGE-1.5.5 ([`perl`]) tries `-ement`, `-ment` and `-ent` one after the other. The stemmers of
//! Rust crates agree with neither.
//!
//! Words are lower-case ASCII letters and digits, in place; no stemmer makes a word longer by more than one letter.

/// Words that the extended variant takes whole, with their stems.
const POOL: &[(&[u8], &[u8])] = &[
    (b"sky", b"sky"),
    (b"skies", b"sky"),
    (b"dying", b"die"),
    (b"lying", b"lie"),
    (b"tying", b"tie"),
    (b"news", b"news"),
    (b"innings", b"inning"),
    (b"inning", b"inning"),
    (b"outings", b"outing"),
    (b"outing", b"outing"),
    (b"cannings", b"canning"),
    (b"canning", b"canning"),
    (b"howe", b"howe"),
    (b"proceed", b"proceed"),
    (b"exceed", b"exceed"),
    (b"succeed", b"succeed"),
];

type Rule = (&'static [u8], &'static [u8]);

/// Step 2, a longer ending before any that ends it.
const STEP_2: &[Rule] = &[
    (b"ational", b"ate"),
    (b"tional", b"tion"),
    (b"enci", b"ence"),
    (b"anci", b"ance"),
    (b"izer", b"ize"),
    (b"bli", b"ble"),
    (b"alli", b"al"),
    (b"entli", b"ent"),
    (b"eli", b"e"),
    (b"ousli", b"ous"),
    (b"ization", b"ize"),
    (b"ation", b"ate"),
    (b"ator", b"ate"),
    (b"alism", b"al"),
    (b"iveness", b"ive"),
    (b"fulness", b"ful"),
    (b"ousness", b"ous"),
    (b"aliti", b"al"),
    (b"iviti", b"ive"),
    (b"biliti", b"ble"),
];

const STEP_3: &[Rule] = &[
    (b"icate", b"ic"),
    (b"ative", b""),
    (b"alize", b"al"),
    (b"iciti", b"ic"),
    (b"ical", b"ic"),
    (b"ful", b""),
    (b"ness", b""),
];

/// Step 4 but for `-ment`, `-ent` and `-ion`.
const STEP_4: &[&[u8]] = &[
    b"al", b"ance", b"ence", b"er", b"ic", b"able", b"ible", b"ant", b"ement", b"ou", b"ism", b"ate", b"iti",
    b"ous", b"ive", b"ize",
];

/// Stems a word as NLTK's `PorterStemmer` does by default.
pub fn extended(word: &mut Vec<u8>) {
    if let Some((_, stem)) = POOL.iter().find(|(form, _)| form == word) {
        word.clear();
        word.extend_from_slice(stem);
        return;
    }
    if word.len() <= 2 {
        return;
    }
    if word.len() == 4 && word.ends_with(b"ies") {
        word.truncate(3);
    } else {
        step_1a(word);
    }
    if word.ends_with(b"ied") {
        word.truncate(word.len() - if word.len() == 4 { 1 } else { 2 });
    } else {
        step_1b(word, Variant::Extended);
    }
    if word.len() > 2 && word.ends_with(b"y") && ends_in_consonant(&word[..word.len() - 1]) {
        replace(word, 1, b"i");
    }
    extended_step_2(word);
    step(word, STEP_3);
    extended_step_4(word);
    step_5(word, Variant::Extended);
}

/// Stems a word as ROUGE-1.5.5 does, exception lists aside.
pub fn perl(word: &mut Vec<u8>) {
    if word.len() <= 2 {
        return;
    }
    step_1a(word);
    step_1b(word, Variant::Perl);
    if word.ends_with(b"y") && has_vowel(&word[..word.len() - 1]) {
        replace(word, 1, b"i");
    }
    if word.ends_with(b"logi") {
        if measure(&word[..word.len() - 4]) > 0 {
            word.pop();
        }
    } else {
        step(word, STEP_2);
    }
    step(word, STEP_3);
    // Each of the four looks at what the one before it has left.
    if let Some(&suffix) = STEP_4.iter().find(|suffix| word.ends_with(suffix)) {
        cut(word, suffix);
    }
    if word.ends_with(b"ment") {
        cut(word, b"ment");
    }
    if word.ends_with(b"ent") {
        cut(word, b"ent");
    } else {
        cut_ion(word);
    }
    step_5(word, Variant::Perl);
}

#[derive(Clone, Copy, PartialEq)]
enum Variant {
    Extended,
    Perl,
}

fn step_1a(word: &mut Vec<u8>) {
    if word.ends_with(b"sses") || word.ends_with(b"ies") {
        replace(word, 2, b"");
    } else if word.ends_with(b"s") && !word.ends_with(b"ss") {
        word.pop();
    }
}

fn step_1b(word: &mut Vec<u8>, variant: Variant) {
    if word.ends_with(b"eed") {
        if measure(&word[..word.len() - 3]) > 0 {
            word.pop();
        }
        return;
    }
    let suffixes: [&[u8]; 2] = [b"ed", b"ing"];
    let Some(suffix) = suffixes.into_iter().find(|suffix| word.ends_with(suffix)) else { return };
    let stem = word.len() - suffix.len();
    if !has_vowel(&word[..stem]) {
        return;
    }
    word.truncate(stem);
    if [b"at", b"bl", b"iz"].iter().any(|end| word.ends_with(*end)) {
        word.push(b'e');
    } else if ends_in_double_consonant(word, variant) {
        if !matches!(word.last(), Some(b'l' | b's' | b'z')) {
            word.pop();
        }
    } else if measure(word) == 1 && ends_short(word, variant) {
        word.push(b'e');
    }
}

fn extended_step_2(word: &mut Vec<u8>) {
    if word.ends_with(b"alli") && measure(&word[..word.len() - 4]) > 0 {
        replace(word, 2, b"");
    }
    if word.ends_with(b"fulli") {
        if measure(&word[..word.len() - 5]) > 0 {
            replace(word, 2, b"");
        }
    } else if word.ends_with(b"logi") {
        // The `l` counts as part of the stem.
        if measure(&word[..word.len() - 3]) > 0 {
            word.pop();
        }
    } else {
        step(word, STEP_2);
    }
}

fn extended_step_4(word: &mut Vec<u8>) {
    // `-ement` stands before the two that end it, so that they are not tried where it does not fit.
    let more: [&[u8]; 2] = [b"ment", b"ent"];
    match STEP_4.iter().chain(&more).find(|suffix| word.ends_with(suffix)) {
        Some(suffix) => cut(word, suffix),
        None => cut_ion(word),
    }
}

fn step_5(word: &mut Vec<u8>, variant: Variant) {
    if word.ends_with(b"e") {
        let stem = &word[..word.len() - 1];
        let m = measure(stem);
        if m > 1 || (m == 1 && !ends_short(stem, variant)) {
            word.pop();
        }
    }
    if word.ends_with(b"ll") && measure(&word[..word.len() - 1]) > 1 {
        word.pop();
    }
}

/// Applies the first rule whose ending fits, if something is left before it.
fn step(word: &mut Vec<u8>, rules: &[Rule]) {
    if let Some((suffix, new)) = rules.iter().find(|(suffix, _)| word.ends_with(suffix))
        && measure(&word[..word.len() - suffix.len()]) > 0
    {
        replace(word, suffix.len(), new);
    }
}

/// Takes an ending off, if enough is left before it.
fn cut(word: &mut Vec<u8>, suffix: &[u8]) {
    if measure(&word[..word.len() - suffix.len()]) > 1 {
        replace(word, suffix.len(), b"");
    }
}

fn cut_ion(word: &mut Vec<u8>) {
    if word.ends_with(b"sion") || word.ends_with(b"tion") {
        cut(word, b"ion");
    }
}

fn replace(word: &mut Vec<u8>, n_last: usize, new: &[u8]) {
    word.truncate(word.len() - n_last);
    word.extend_from_slice(new);
}

/// Tells for each letter whether it is a vowel: `y` is one after a consonant.
fn vowels(stem: &[u8]) -> impl Iterator<Item = bool> {
    let mut after_consonant = false;
    stem.iter().map(move |letter| {
        let vowel = match letter {
            b'a' | b'e' | b'i' | b'o' | b'u' => true,
            b'y' => after_consonant,
            _ => false,
        };
        after_consonant = !vowel;
        vowel
    })
}

/// Counts the changes from vowel to consonant, Porter's m.
fn measure(stem: &[u8]) -> usize {
    let mut after_vowel = false;
    vowels(stem).filter(|&vowel| std::mem::replace(&mut after_vowel, vowel) && !vowel).count()
}

fn has_vowel(stem: &[u8]) -> bool {
    vowels(stem).any(|vowel| vowel)
}

fn ends_in_consonant(stem: &[u8]) -> bool {
    vowels(stem).last() == Some(false)
}

fn ends_in_double_consonant(stem: &[u8], variant: Variant) -> bool {
    match stem {
        [.., a, b] if a == b => match b {
            b'y' => variant == Variant::Extended && ends_in_consonant(stem),
            b'a' | b'e' | b'i' | b'o' | b'u' => false,
            _ => true,
        },
        _ => false,
    }
}

/// Tells whether it ends in consonant, vowel, consonant, and the last is not `w`, `x` or `y`. The extended variant
/// takes a vowel and a consonant alone, too.
fn ends_short(stem: &[u8], variant: Variant) -> bool {
    let mut last = [false; 3];
    for vowel in vowels(stem) {
        last = [last[1], last[2], vowel];
    }
    let cvc =
        stem.len() >= 3 && last == [false, true, false] && !matches!(stem.last(), Some(b'w' | b'x' | b'y'));
    cvc || (variant == Variant::Extended && stem.len() == 2 && last[1] && !last[2])
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn stems(stemmer: fn(&mut Vec<u8>), pairs: &[(&str, &str)]) {
        for (word, stem) in pairs {
            let mut bytes = word.as_bytes().to_vec();
            stemmer(&mut bytes);
            assert_eq!(std::str::from_utf8(&bytes), Ok(*stem), "{word}");
        }
    }

    #[test]
    fn what_both_do_alike() {
        let pairs = [
            ("caresses", "caress"),
            ("ponies", "poni"),
            ("agreed", "agre"),
            ("hopping", "hop"),
            ("falling", "fall"),
            ("filing", "file"),
            ("relational", "relat"),
            ("hopefulness", "hope"),
            ("adoption", "adopt"),
            ("controll", "control"),
            ("at", "at"),
        ];
        stems(extended, &pairs);
        stems(perl, &pairs);
    }

    #[test]
    fn what_the_extended_one_does_otherwise() {
        stems(
            extended,
            &[("dying", "die"), ("ties", "tie"), ("died", "die"), ("enjoy", "enjoy"), ("age", "age")],
        );
        stems(perl, &[("dying", "dy"), ("ties", "ti"), ("enjoy", "enjoi"), ("age", "ag")]);
    }

    #[test]
    fn the_perl_one_tries_ent_after_ement() {
        stems(extended, &[("agreement", "agreement"), ("replacement", "replac")]);
        stems(perl, &[("agreement", "agreem"), ("replacement", "replac")]);
    }

    proptest! {
        #[test]
        fn no_word_becomes_empty_or_much_longer(word in "[a-z0-9]{1,20}") {
            for stemmer in [extended, perl] {
                let mut bytes = word.clone().into_bytes();
                stemmer(&mut bytes);
                prop_assert!(!bytes.is_empty() && bytes.len() <= word.len() + 1);
            }
        }
    }
}
