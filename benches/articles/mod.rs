//! Article-like corpora of any size with their copies known, made of a fixed seed.
//!
//! Words are numbers written as syllables, drawn from a Zipf-like law over a vocabulary that grows with the corpus, as
//! names do in news. One word in twelve begins a stock phrase of four words out of two thousand, so that strangers share
//! passages; each text has six names of its own, written with a capital. One text in ten has one to six copies, in which every
//! twentieth word is changed and up to a third is cut from the end. One in fifty is a notice of sixty words in one of forty
//! wordings, in which names and figures alone are its own: no two of them are copies.

mod article;

use article::article;
use wiredesk::model::Article;

const SYLLABLES: [&str; 16] =
    ["ka", "ro", "mi", "te", "lu", "san", "vor", "den", "qui", "pel", "ost", "ar", "ben", "ul", "ges", "ty"];
const PHRASES: usize = 2_000;
const WORDINGS: usize = 40;
const NOTICE_WORDS: usize = 60;

struct Random(u64);

impl Random {
    fn next(&mut self) -> u32 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 32) as u32
    }

    fn below(&mut self, n: usize) -> usize {
        self.next() as usize % n.max(1)
    }

    /// A rank with a density that falls as one over the rank: any number of bits is as likely as any other.
    fn rank(&mut self, n: usize) -> usize {
        let bits = self.below(n.max(1).ilog2() as usize + 1);
        (1 << bits) + self.below(1 << bits)
    }
}

#[derive(Clone, Copy)]
enum Word {
    Plain(usize),
    Name(usize),
    Figure(usize),
}

impl Word {
    fn write(self, text: &mut String) {
        match self {
            Self::Plain(number) => text.push_str(&syllables(number)),
            Self::Name(number) => {
                let word = syllables(number);
                let (first, rest) = word.split_at(1);
                text.push_str(&first.to_uppercase());
                text.push_str(rest);
            }
            Self::Figure(number) => text.push_str(&number.to_string()),
        }
    }
}

fn syllables(mut number: usize) -> String {
    let mut word = String::new();
    loop {
        word.push_str(SYLLABLES[number % SYLLABLES.len()]);
        number /= SYLLABLES.len();
        if number == 0 {
            return word;
        }
    }
}

/// Writes words as sentences of fifteen.
fn prose(words: &[Word]) -> String {
    let mut text = String::new();
    for (at, word) in words.iter().enumerate() {
        word.write(&mut text);
        text.push_str(if at % 15 == 14 { ". " } else { " " });
    }
    text.shrink_to_fit();
    text
}

fn story(random: &mut Random, n_words: usize, vocabulary: usize) -> Vec<Word> {
    let names: Vec<usize> = (0..6).map(|_| vocabulary + random.below(vocabulary)).collect();
    let mut words = Vec::with_capacity(n_words + 4);
    while words.len() < n_words {
        match random.below(24) {
            0 | 1 => {
                let phrase = random.rank(PHRASES);
                words.extend((0..4).map(|at| Word::Plain(1 + (phrase * 7 + at * 13) % 500)));
            }
            2 => words.push(Word::Name(names[random.below(names.len())])),
            _ => words.push(Word::Plain(random.rank(vocabulary))),
        }
    }
    words.truncate(n_words);
    words
}

fn notice(random: &mut Random, vocabulary: usize) -> Vec<Word> {
    let wording = random.below(WORDINGS);
    (0..NOTICE_WORDS)
        .map(|at| match at % 10 {
            4 => Word::Name(vocabulary + random.below(vocabulary)),
            8 => Word::Figure(random.below(1_000)),
            _ => Word::Plain(1 + (wording * 97 + at * 31) % 2_000),
        })
        .collect()
}

/// Makes `n` articles of about `n_words` words, and tells of each which text it is a copy of.
pub fn articles(n: usize, n_words: usize) -> (Vec<Article>, Vec<usize>) {
    let mut random = Random(42);
    let vocabulary = 20_000 + 4 * n;
    let (mut made, mut labels) = (Vec::with_capacity(n), Vec::with_capacity(n));
    let mut label = 0;
    while made.len() < n {
        let is_notice = random.below(50) == 0;
        let words =
            if is_notice { notice(&mut random, vocabulary) } else { story(&mut random, n_words, vocabulary) };
        made.push(article(made.len(), prose(&words)));
        let copies = if !is_notice && random.below(10) == 0 { 1 + random.below(6) } else { 0 };
        for _ in 0..copies {
            let end = n_words - random.below(n_words / 3);
            let edited: Vec<Word> = words[..end]
                .iter()
                .map(|&word| if random.below(20) == 0 { Word::Plain(random.rank(vocabulary)) } else { word })
                .collect();
            made.push(article(made.len(), prose(&edited)));
        }
        labels.resize(made.len(), label);
        label += 1;
    }
    made.truncate(n);
    labels.truncate(n);
    (made, labels)
}
