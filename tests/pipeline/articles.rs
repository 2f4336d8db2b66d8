//! Raw articles for tests, all invented.

use wiredesk::model::{Body, RawArticle};

/// Makes an article.
pub fn article(id: &str, source: &str, published: &str, title: &str, text: &str) -> RawArticle {
    RawArticle {
        id: Some(id.to_owned()),
        input: "desk".to_owned(),
        source: Some(source.to_owned()),
        title: Some(title.to_owned()),
        published: Some(published.parse().unwrap()),
        body: Body::Text(text.to_owned()),
        ..RawArticle::default()
    }
}

const BRIDGE: &str = "The old stone bridge at Fenwick collapsed on Tuesday night after three days of rain, and the \
    river carried two empty carts away.\n\nNobody was hurt. The mayor of Fenwick, Hale Orrin, said the arches had been \
    inspected in the spring and were found sound. Farmers on the east bank must now drive forty miles to the market.\n\n\
    Engineers from the county will measure the remaining pillars on Thursday, and a wooden crossing is to be built \
    within a month.";

const ORCHARD: &str = "Frost killed most of the apple blossom in the valley of Sorn last night, growers said on \
    Friday.\n\nThermometers in the orchards fell to six degrees below zero shortly before dawn. Fires had been lit \
    between the trees, but the wind blew the smoke away. The growers' union expects a third of the usual harvest and \
    asks the government in Varn for loans.";

const COMET: &str = "An amateur astronomer in Pell found a new comet with a telescope that she had built from a kit, \
    the observatory of Lund Hill confirmed on Sunday.\n\nThe comet will pass the sun in August and may be seen with the \
    naked eye. It will carry the name of its discoverer, Mira Castell, a teacher of music.";

/// Eight articles: three copies of one text, two of another, and three that stand alone.
pub fn pile() -> Vec<RawArticle> {
    let cut = BRIDGE.rsplit_once("\n\n").unwrap().0;
    let edited = BRIDGE.replace("Nobody was hurt.", "No one was injured, police said.");
    vec![
        article("b1", "Fenwick Star", "2026-05-06T06:00:00Z", "Bridge at Fenwick falls", BRIDGE),
        article("o1", "Valley News", "2026-05-08T08:00:00Z", "Frost takes the blossom", ORCHARD),
        article("b2", "County Mail", "2026-05-06T07:00:00Z", "Rain brings down bridge", cut),
        article("c1", "Pell Gazette", "2026-05-10T20:00:00Z", "Music teacher finds comet", COMET),
        article("b3", "Morning Crier", "2026-05-06T09:00:00Z", "Fenwick loses its bridge", &edited),
        article("o2", "Varn Courier", "2026-05-08T10:00:00Z", "Apple harvest in danger", ORCHARD),
        article(
            "s1",
            "Pell Gazette",
            "2026-05-11T09:00:00Z",
            "School of Pell gets a new roof",
            "Work on the roof of the village school in Pell begins in June, the council decided on Monday. The tiles come \
             from a kiln in the next valley, and the pupils will be taught in the town hall until autumn.",
        ),
        article(
            "m1",
            "Valley News",
            "2026-05-12T09:00:00Z",
            "Mail coach robbed near Tolley",
            "Two masked riders stopped the mail coach near Tolley on Tuesday and took a bag of registered letters. The \
             driver described a grey horse and a man with a limp. A reward of fifty crowns has been offered.",
        ),
    ]
}
