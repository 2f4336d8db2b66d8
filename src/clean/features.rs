//! What a block is like: counted once, before any rule asks.

use std::ops::Range;

use super::lexicon::{Class, Hit, N_LANGUAGES, language, lexicon};
use super::words::{self, Words};

/// The share of stop words from which a block reads like prose.
const PROSE_STOP_SHARE: f64 = 0.22;

/// The fewest words of a body-like block.
pub(super) const BODY_WORDS: usize = 12;

/// A block of fewer words is short: one hit is enough.
const SHORT_WORDS: usize = 25;

/// A block of at most so many words may be a button or a heading.
const BUTTON_WORDS: usize = 8;

/// A pitch of two sentences has at most so many words.
const PITCH_WORDS: usize = 15;

/// What one block is like.
#[derive(Clone, Debug, Default)]
#[expect(clippy::struct_excessive_bools, reason = "each is one observation; rules combine them freely")]
pub(super) struct Features {
    /// Words: alphanumeric runs; in scripts without blanks, pairs of characters.
    pub n_words: usize,
    /// Sentences, at least 1.
    pub n_sentences: usize,
    /// Sentences that the lists hit, for the language that hits most, and that language.
    pub hits: usize,
    /// Those of them that a phrase hits, whatever the address.
    pub phrase_hits: usize,
    pub hit_lang: usize,
    /// Entries that hit alone, all languages.
    pub n_phrases: usize,
    /// Different words of pages.
    pub n_site_words: usize,
    /// Words that address the reader or speak for the house.
    pub n_address: usize,
    /// The share of stop words, for the language with most.
    pub stop_share: f64,
    /// Stop words, a count a language.
    pub stops: [usize; N_LANGUAGES],
    /// The share of words that hold a digit.
    pub digit_share: f64,
    /// Whether it ends like a sentence.
    pub ends: bool,
    /// Whether it is an item of a list.
    pub bullet: bool,
    /// Whether it holds quotation marks.
    pub quotes: bool,
    /// Whether it reports speech: said, told, according.
    pub speech: bool,
    /// Which sections it begins with, and the words that took.
    pub opener: bool,
    pub thanks: bool,
    pub tail: Option<usize>,
    /// Whether a colon follows the heading that it begins with: `Tags: ...`.
    pub tail_label: bool,
    pub byline: Option<usize>,
    pub ednote: bool,
    /// A word for what stands after it and a colon: who wrote it, where it comes from.
    pub label: bool,
    pub source: bool,
    /// Whether it is the heading of readers' comments, alone or with their number.
    pub comments: bool,
    /// Whether it says whose the paper is.
    pub imprint: bool,
    /// Names of a site's sections and buttons, and the words that they take.
    pub n_sections: usize,
    pub section_words: usize,
    pub caption: Option<usize>,
    /// Whether it holds an address of the net.
    pub contact: bool,
    /// Words with a capital or a digit in front, as a share.
    pub title_case: f64,
    /// Words of walls and credits.
    pub n_paywall: usize,
    pub n_cookiewall: usize,
    pub n_credit: usize,
    pub n_staff: usize,
    pub n_role: usize,
    /// Most letters are capitals.
    pub capitals: bool,
    /// The script has no blanks between words.
    pub unspaced: bool,
}

impl Features {
    /// Counts what a block is like. `O(n)`.
    pub fn of(text: &str) -> Self {
        let mut found = Self { ends: words::ends_like_sentence(text), ..Self::default() };
        let trimmed = text.trim_start();
        found.bullet = words::bullet_len(trimmed) > 0;
        found.quotes = text.contains(['"', '“', '”', '«', '„']);
        found.unspaced = words::is_unspaced(text);
        found.capitals = words::is_capitals(text);

        let spelled = Words::of(text);
        let all: Vec<&str> = spelled.iter().collect();
        let table = lexicon();
        found.opener = table.starts_with(&all, Class::Opener).is_some();
        found.thanks = table.starts_with(&all, Class::Thanks).is_some();
        found.tail = table.starts_with(&all, Class::Tail);
        found.byline = table.starts_with(&all, Class::Byline);
        found.ednote = table.starts_with(&all, Class::Ednote).is_some();
        found.caption = table.starts_with(&all, Class::Caption);
        let before_colon = text.split_once(':').map_or(0, |(label, _)| Words::of(label).iter().count());
        let labelled = |class| before_colon > 0 && table.starts_with(&all, class) == Some(before_colon);
        found.label = labelled(Class::Label);
        found.source = labelled(Class::Source);
        if labelled(Class::Tail) && all.len() > before_colon && !found.ends {
            found.tail_label = true;
        }
        found.comments = is_count_of_comments(&all);
        let mut free = 0;
        let mut asked = [0_usize; N_LANGUAGES];
        let mut hits: Vec<Hit> = Vec::new();
        table.scan(&all, |hit| {
            hits.push(hit);
            found.speech |= hit.class == Class::Speech;
            found.imprint |= hit.class == Class::Imprint;
            if hit.class == Class::Section && hit.at >= free {
                free = hit.at + hit.len;
                found.n_sections += 1;
                found.section_words += hit.len;
            }
            if let (Class::Address, Some(count)) = (hit.class, asked.get_mut(hit.lang)) {
                *count += 1;
            }
        });
        found.contact = text.contains('@') || text.contains("://") || text.contains("www.");
        found.n_words = if found.unspaced { words::count_pairs(text) } else { all.len() };
        found.title_case = words::title_case_share(text);
        let digits = all.iter().filter(|w| w.contains(|c: char| c.is_ascii_digit())).count();
        found.digit_share = digits as f64 / all.len().max(1) as f64;

        let mut stops = [0_usize; N_LANGUAGES];
        let mut votes = [0_usize; N_LANGUAGES];
        let mut phrase_votes = [0_usize; N_LANGUAGES];
        let mut site_seen: Vec<u32> = Vec::new();
        let mut addresses = [0_usize; N_LANGUAGES];
        let mut hits = hits.as_slice();
        for range in spelled.sentences() {
            found.n_sentences += 1;
            let (own, after) = hits.split_at(hits.partition_point(|hit| hit.at < range.end));
            hits = after;
            let tally = Tally::of(range, own, &mut stops, &mut site_seen, &mut found);
            for (all, n) in addresses.iter_mut().zip(tally.address) {
                *all += n;
            }
            for (lang, hit) in tally.hits(&found, &asked).enumerate() {
                if let (Some(vote), Some(phrase)) = (votes.get_mut(lang), phrase_votes.get_mut(lang)) {
                    *vote += usize::from(hit != Vote::None);
                    *phrase += usize::from(hit == Vote::Phrase);
                }
            }
        }
        site_seen.sort_unstable();
        site_seen.dedup();
        found.n_site_words = site_seen.len();
        found.n_sentences = found.n_sentences.max(1);
        // The lists of other languages share words with this one: they vote only where theirs are the stop words.
        let stop = stops.iter().copied().max().unwrap_or(0);
        let foreign =
            |lang: usize| found.n_words >= BODY_WORDS && stops.get(lang).is_none_or(|&n| n * 10 < stop * 6);
        let mut best = (0, 0, 0);
        for (lang, (&vote, &phrase)) in votes.iter().zip(&phrase_votes).enumerate() {
            if vote > best.0 && !foreign(lang) {
                best = (vote, phrase, lang);
            }
        }
        (found.hits, found.phrase_hits, found.hit_lang) = best;
        // An address counts in the language that the block is in: `u` is you in Dutch and half of U.S. in English.
        let spoken = stops.iter().position(|&n| n == stop).unwrap_or(0);
        found.stops = stops;
        found.n_address = addresses.get(spoken).copied().unwrap_or(0);
        found.stop_share = stop as f64 / all.len().max(1) as f64;
        found
    }

    /// Leaves the list of another language than the text's only the votes of its phrases: single words mean other things
    /// (`u` is you in Dutch and half of U.S. in English). English is heard everywhere, for pages in other languages have
    /// English buttons.
    pub fn hear_only(&mut self, spoken: Option<usize>) {
        if spoken.is_some_and(|lang| lang != self.hit_lang && language(self.hit_lang) != "en") {
            self.hits = self.phrase_hits;
        }
    }

    /// Forgets what the lists of phrases say.
    pub fn forget_votes(&mut self) {
        (self.hits, self.phrase_hits, self.n_phrases, self.n_site_words) = (0, 0, 0, 0);
    }

    /// The body-like score: `[>= 12 words] + [stop words >= .22] + [ends like a sentence]`, in `0..=3`.
    ///
    /// Scripts without blanks have no list of stop words; there the length alone stands for both.
    pub fn score(&self) -> u8 {
        let long = self.n_words >= BODY_WORDS;
        let prose = if self.unspaced { long } else { self.stop_share >= PROSE_STOP_SHARE };
        u8::from(long) + u8::from(prose) + u8::from(self.ends)
    }

    /// Tells whether it may begin the body.
    pub fn is_body_like(&self) -> bool {
        self.n_words >= BODY_WORDS && self.score() >= 2
    }

    /// Tells whether it is a line of figures: an earnings brief has them, and they are never furniture.
    pub fn is_figures(&self) -> bool {
        self.digit_share >= 0.3 && self.n_words >= 2 && self.n_phrases == 0 && self.n_address == 0
    }

    /// The share of words that address the reader or speak for the house.
    pub fn address_share(&self) -> f64 {
        self.n_address as f64 / self.n_words.max(1) as f64
    }

    /// Tells whether the lists vote it out: a third of its sentences hit, or a hit in fewer than 25 words. Where the whole
    /// text is addressed to the reader (`personal`: a guide, a column) only phrases count.
    pub fn is_voted_out(&self, personal: bool) -> bool {
        let hits = if personal { self.phrase_hits } else { self.hits };
        hits > 0 && (hits * 3 >= self.n_sentences || self.n_words < SHORT_WORDS)
    }
}

/// Tells whether words are a word for comments and at most their number.
fn is_count_of_comments(words: &[&str]) -> bool {
    let is_number = |word: &&str| word.chars().all(|c| c.is_ascii_digit());
    let words = match words {
        [first, rest @ ..] if is_number(first) => rest,
        [rest @ .., last] if is_number(last) => rest,
        _ => words,
    };
    lexicon().starts_with(words, Class::Comments) == Some(words.len())
}

/// How a list votes on a sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Vote {
    None,
    /// Words of pages in company: of each other, of an address, of a request.
    Company,
    /// A phrase that only pages use.
    Phrase,
}

/// The entries that one sentence holds, a count a language.
#[derive(Default)]
struct Tally {
    phrases: [usize; N_LANGUAGES],
    short: [usize; N_LANGUAGES],
    imperative: [bool; N_LANGUAGES],
    /// Whether the sentence names the page.
    page: [bool; N_LANGUAGES],
    /// Words that belong to entries of pages, of `short` or to the address.
    covered: [usize; N_LANGUAGES],
    words: [usize; N_LANGUAGES],
    address: [usize; N_LANGUAGES],
    /// The first word that no counted entry of `words` holds.
    free: [usize; N_LANGUAGES],
    n_words: usize,
}

impl Tally {
    /// Counts the entries among `hits` that begin in the sentence and end in it.
    fn of(
        sentence: Range<usize>,
        hits: &[Hit],
        stops: &mut [usize; N_LANGUAGES],
        site_seen: &mut Vec<u32>,
        found: &mut Features,
    ) -> Self {
        let mut tally = Self { n_words: sentence.len(), ..Self::default() };
        let mut seen: Vec<u32> = Vec::new();
        for hit in hits.iter().filter(|hit| hit.at + hit.len <= sentence.end) {
            let bump = |counts: &mut [usize; N_LANGUAGES]| {
                if let Some(count) = counts.get_mut(hit.lang) {
                    *count += 1;
                }
            };
            if matches!(hit.class, Class::Phrase | Class::Short | Class::Word | Class::Address)
                && let Some(covered) = tally.covered.get_mut(hit.lang)
            {
                *covered += hit.len;
            }
            match hit.class {
                Class::Short => bump(&mut tally.short),
                Class::Imperative if hit.at == sentence.start => {
                    if let Some(imperative) = tally.imperative.get_mut(hit.lang) {
                        *imperative = true;
                    }
                }
                Class::Page => {
                    if let Some(page) = tally.page.get_mut(hit.lang) {
                        *page = true;
                    }
                }
                Class::Phrase => {
                    bump(&mut tally.phrases);
                    found.n_phrases += 1;
                }
                // Of entries that share words (`member`, `a member`) one counts.
                Class::Word
                    if !seen.contains(&hit.entry)
                        && tally.free.get(hit.lang).is_some_and(|&at| hit.at >= at) =>
                {
                    if let Some(free) = tally.free.get_mut(hit.lang) {
                        *free = hit.at + hit.len;
                    }
                    seen.push(hit.entry);
                    site_seen.push(hit.entry);
                    bump(&mut tally.words);
                }
                Class::Address => bump(&mut tally.address),
                Class::Stop => bump(stops),
                Class::Paywall => found.n_paywall += 1,
                Class::Cookiewall => found.n_cookiewall += 1,
                Class::Credit => found.n_credit += 1,
                Class::Staff => found.n_staff += 1,
                Class::Role => found.n_role += 1,
                _ => {}
            }
        }
        tally
    }

    /// Which languages' lists hit. A phrase hits alone, but in a long sentence only in company; words of pages hit beside an
    /// address to the reader, or several together. Reported speech needs more, for people say "sign up" and "your
    /// support" in the news too.
    ///
    /// `asked` is the address of the whole block: in a block of a few words the request may follow the question (`Like
    /// it? Follow us.`).
    fn hits(&self, block: &Features, asked: &[usize; N_LANGUAGES]) -> impl Iterator<Item = Vote> + '_ {
        let reported = block.quotes || block.speech;
        let brief = block.n_words < SHORT_WORDS;
        let (contact, figures) = (block.contact, block.digit_share > 0.0);
        let (n_block, ends) = (block.n_words, block.ends);
        let asked = if n_block <= PITCH_WORDS && !reported { *asked } else { [0; N_LANGUAGES] };
        (0..N_LANGUAGES).map(move |lang| {
            let at = |counts: &[usize; N_LANGUAGES]| counts.get(lang).copied().unwrap_or(0);
            let (phrases, words, address) = (at(&self.phrases), at(&self.words), at(&self.address));
            let asks = self.imperative.get(lang).copied().unwrap_or(false);
            let page = self.page.get(lang).copied().unwrap_or(false);
            let company = words + address + usize::from(asks);
            if reported {
                let sure = phrases >= 2 || (phrases >= 1 && company >= 2);
                return if sure { Vote::Phrase } else { Vote::None };
            }
            let phrase = phrases >= 2 || (phrases >= 1 && (brief || company >= 1));
            let covered = at(&self.covered);
            // `Close April 6` is a line of a table: beside figures the words of a button are most of it.
            let loose = !figures || covered * 2 >= self.n_words;
            let said = n_block <= BUTTON_WORDS && at(&self.short) >= 1 && covered >= self.n_words;
            let button = said
                || !ends
                    && loose
                    && (n_block <= BUTTON_WORDS && at(&self.short) >= 1 && covered + 3 >= n_block.max(4)
                        || n_block <= BUTTON_WORDS / 2 && words >= 1 && covered + 1 >= self.n_words);
            let speaks = (words >= 1 && address >= 1 && (words + address) * 8 >= self.n_words)
                || (words >= 2 && address >= 1)
                || (words >= 3 && words * 4 >= self.n_words);
            let pitch = asked.get(lang).is_some_and(|&n| n > 0) && self.n_words < n_block;
            let asks_for =
                asks && (address >= 1 || words >= 2 || (contact && brief) || (page && brief) || pitch);
            if phrase || button {
                Vote::Phrase
            } else if speaks || (asks_for && !is_question_of_news(address, words, self.n_words)) {
                Vote::Company
            } else {
                Vote::None
            }
        })
    }
}

/// A long sentence that begins like a request and addresses nobody but once is no request.
const fn is_question_of_news(address: usize, words: usize, n_words: usize) -> bool {
    n_words >= 30 && address + words <= 1
}
