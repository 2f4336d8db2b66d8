//! Progress, cancelling and an own summariser.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};

use wiredesk::brief::{Budget, Cluster, SentenceRef, Summarizer};
use wiredesk::progress::{Progress, Stage};
use wiredesk::{Error, Pipeline};

use crate::articles::pile;

const STAGES: [Stage; 7] =
    [Stage::Read, Stage::Clean, Stage::Text, Stage::Vectorize, Stage::Dedup, Stage::Stories, Stage::Brief];

#[test]
fn every_stage_is_heard_in_order_and_to_its_end() {
    let heard: Arc<Mutex<Vec<Progress>>> = Arc::default();
    let ear = Arc::clone(&heard);
    let pipeline = Pipeline::builder().progress(move |p| ear.lock().unwrap().push(p)).build().unwrap();
    pipeline.run(pile()).unwrap();
    let heard = heard.lock().unwrap();
    let mut stages: Vec<Stage> = heard.iter().map(|p| p.stage).collect();
    stages.dedup();
    assert_eq!(stages, STAGES);
    for stage in STAGES {
        let ended = heard.iter().any(|p| p.stage == stage && Some(p.done) == p.total);
        assert!(ended, "{stage:?} never ends");
        assert!(heard.iter().all(|p| p.total.is_none_or(|total| p.done <= total)));
    }
}

#[test]
fn a_run_can_be_stopped_at_every_report() {
    let asked = Arc::new(AtomicUsize::new(0));
    let count = Arc::clone(&asked);
    let counting = Pipeline::builder()
        .cancel(move || {
            count.fetch_add(1, Ordering::Relaxed);
            false
        })
        .build()
        .unwrap();
    counting.run(pile()).unwrap();
    let reports = asked.load(Ordering::Relaxed);
    assert!(reports >= STAGES.len());
    for stop_at in 0..reports {
        let asked = AtomicUsize::new(0);
        let pipeline = Pipeline::builder()
            .cancel(move || asked.fetch_add(1, Ordering::Relaxed) >= stop_at)
            .build()
            .unwrap();
        assert!(matches!(pipeline.run(pile()), Err(Error::Cancelled)), "at report {stop_at}");
    }
}

/// Takes the last sentence of the first document.
struct LastWord;

impl Summarizer for LastWord {
    fn name(&self) -> &'static str {
        "last-word"
    }

    fn select(&self, cluster: &Cluster<'_>, _budget: &Budget) -> Vec<SentenceRef> {
        let n = cluster.documents[0].sentences.len();
        vec![SentenceRef { doc: 0, sentence: n - 1 }]
    }
}

#[test]
fn an_own_summariser_is_asked() {
    let digest = Pipeline::builder().summarizer(LastWord).build().unwrap().run(pile()).unwrap();
    assert!(digest.briefs.iter().all(|b| b.method == "last-word" && b.sentences.len() == 1));
}
