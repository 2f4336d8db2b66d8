//! Article-like corpora of any size, made of a fixed seed.
//!
//! Words are numbers written as syllables, drawn from a Zipf-like law over a vocabulary that grows with the corpus, as
//! names do in news. About a quarter of the articles are copies: one text in ten has one to six of them, in which every twentieth word is
//! changed and up to a third is cut from the end.

use wiredesk::model::{Article, Kind};

const SYLLABLES: [&str; 16] =
    ["ka", "ro", "mi", "te", "lu", "san", "vor", "den", "qui", "pel", "ost", "ar", "ben", "ul", "ges", "ty"];

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
    fn word(&mut self, vocabulary: usize) -> usize {
        let bits = self.below(vocabulary.ilog2() as usize + 1);
        (1 << bits) + self.below(1 << bits)
    }
}

fn write(mut number: usize, text: &mut String) {
    loop {
        text.push_str(SYLLABLES[number % SYLLABLES.len()]);
        number /= SYLLABLES.len();
        if number == 0 {
            break;
        }
    }
}

fn article(number: usize, words: &[usize]) -> Article {
    let mut body = String::new();
    for &word in words {
        write(word, &mut body);
        body.push(' ');
    }
    Article {
        id: format!("a{number:07}").as_str().into(),
        input: String::new(),
        line: None,
        source: None,
        agency: None,
        url: None,
        title: None,
        byline: None,
        dateline: None,
        published: None,
        lang: Some("en".to_owned()),
        kind: Kind::Story,
        paragraphs: vec![body],
        wire: None,
        flags: Vec::new(),
        removed: Vec::new(),
        dropped_bytes: None,
    }
}

/// Makes `n` articles of about `n_words` words.
pub fn articles(n: usize, n_words: usize) -> Vec<Article> {
    let mut random = Random(42);
    let vocabulary = 20_000 + 4 * n;
    let mut made = Vec::with_capacity(n);
    while made.len() < n {
        let words: Vec<usize> = (0..n_words).map(|_| random.word(vocabulary)).collect();
        made.push(article(made.len(), &words));
        let copies = if random.below(10) == 0 { 1 + random.below(6) } else { 0 };
        for _ in 0..copies {
            let end = n_words - random.below(n_words / 3);
            let edited: Vec<usize> = words[..end]
                .iter()
                .map(|&w| if random.below(20) == 0 { random.word(vocabulary) } else { w })
                .collect();
            made.push(article(made.len(), &edited));
        }
    }
    made.truncate(n);
    made
}
