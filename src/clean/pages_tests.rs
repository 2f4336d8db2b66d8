//! Whole pages of outlets that no rule was written from, each in the furniture of its kind of house and language. A line
//! that begins with `=` is news; all else must go.

use super::*;
use crate::model::{Body, Kind, Reason};

/// The pages: outlet, headline, lines.
const PAGES: &[(&str, &str, &str)] = &[
    (
        "English broadcaster",
        "North pier at Elm Quay to be rebuilt",
        "Home | News | Sport | Weather | iPlayer-style TV
North pier at Elm Quay to be rebuilt
Published 4 March
2 hours ago
By Mara Quist
BBX News, Elm Quay
Image source, Tora Lind
=The harbour board of Elm Quay said on Monday that it would rebuild the north pier, which was damaged by ice in February, at a cost of 4.2 million marks.
=Work begins in May and will take about seven months, engineer Tora Lind said. The pier stays open to anglers until then.
Get in touch
Do you use the pier? Email newsroom@bbx.example
=The council had first planned to close it for good, but changed its mind after 3,100 people signed a petition.
Follow BBX Elm Quay on Facebook, on X, or on Instagram. Send your story ideas to elmquay@bbx.example.
More on this story
Ice breaks pier in two
Anglers fear for winter spot
Related internet links
Elm Quay Harbour Board",
    ),
    (
        "tabloid",
        "North pier at Elm Quay to be rebuilt",
        "PIER REVIEWED
North pier at Elm Quay to be rebuilt
Mara Quist, Chief Reporter
Published: 7:03, 4 Mar 2029 | Updated: 9:12, 4 Mar 2029
=The harbour board of Elm Quay said on Monday that it would rebuild the north pier, which was damaged by ice in February, at a cost of 4.2 million marks.
The pier pictured in February Credit: Shutterpics
=Work begins in May and will take about seven months, engineer Tora Lind said. The pier stays open to anglers until then.
READ MORE ON THE COAST
=The council had first planned to close it for good, but changed its mind after 3,100 people signed a petition.
Do you have a story for us? Ring the Daily Flare news desk on 0555 0199
Most read in News
PIER PRESSURE Town in plea for cash
SEAL OF APPROVAL Pup found in pub",
    ),
    (
        "weekly",
        "North pier at Elm Quay to be rebuilt",
        "North pier at Elm Quay to be rebuilt
04/03/2029
by Mara Quist, editor
=The harbour board of Elm Quay said on Monday that it would rebuild the north pier, which was damaged by ice in February, at a cost of 4.2 million marks.
=Work begins in May and will take about seven months, engineer Tora Lind said. The pier stays open to anglers until then.
=The council had first planned to close it for good, but changed its mind after 3,100 people signed a petition.
To read more stories like this, buy the Mercury every Friday or take out a digital subscription.",
    ),
    (
        "business",
        "North pier at Elm Quay to be rebuilt",
        "MARKETS  BUSINESS  INVESTING  TECH  POLITICS  VIDEO
North pier at Elm Quay to be rebuilt
PUBLISHED MON, MAR 4 2029 7:02 AM EST | UPDATED MON, MAR 4 2029 9:30 AM EST
Mara Quist @maraquist
Key Points
WATCH LIVE
=The harbour board of Elm Quay said on Monday that it would rebuild the north pier, which was damaged by ice in February, at a cost of 4.2 million marks.
=Work begins in May and will take about seven months, engineer Tora Lind said. The pier stays open to anglers until then.
=The council had first planned to close it for good, but changed its mind after 3,100 people signed a petition.
Sign up for free newsletters and get more delivered to your inbox",
    ),
    (
        "ngo",
        "North pier at Elm Quay to be rebuilt",
        "What we do  Where we work  Get involved  Donate
North pier at Elm Quay to be rebuilt
4 March 2029
=The harbour board of Elm Quay said on Monday that it would rebuild the north pier, which was damaged by ice in February, at a cost of 4.2 million marks.
=Work begins in May and will take about seven months, engineer Tora Lind said. The pier stays open to anglers until then.
=The council had first planned to close it for good, but changed its mind after 3,100 people signed a petition.
For media inquiries, please contact: Mara Quist, press@coastwatch.example, +555 0199
Coastwatch International is a registered charity no. 555123.
Your gift can protect the coast. Give today.",
    ),
    (
        "blog",
        "North pier at Elm Quay to be rebuilt",
        "North pier at Elm Quay to be rebuilt
Posted by Mara on March 4, 2029 in Harbours, Ice
=The harbour board of Elm Quay said on Monday that it would rebuild the north pier, which was damaged by ice in February, at a cost of 4.2 million marks.
=Work begins in May and will take about seven months, engineer Tora Lind said. The pier stays open to anglers until then.
=The council had first planned to close it for good, but changed its mind after 3,100 people signed a petition.
If you enjoyed this post, why not buy me a coffee?
Filed under: Harbours, Ice
3 thoughts on “North pier at Elm Quay to be rebuilt”
Per says:
March 4, 2029 at 10:14 am
Great news, thanks Mara!
Leave a Reply Cancel reply
Your email address will not be published. Required fields are marked *",
    ),
    (
        "agencycopy",
        "North pier at Elm Quay to be rebuilt",
        "=The harbour board of Elm Quay said on Monday that it would rebuild the north pier, which was damaged by ice in February, at a cost of 4.2 million marks.
=Work begins in May and will take about seven months, engineer Tora Lind said. The pier stays open to anglers until then.
=The council had first planned to close it for good, but changed its mind after 3,100 people signed a petition.
Source: Harbour Press
© 2029 Harbour Press",
    ),
    (
        "caption",
        "North pier at Elm Quay to be rebuilt",
        "North pier at Elm Quay to be rebuilt
The north pier at Elm Quay, seen from the lighthouse in February. (Photo by Mara Quist/Harbour Press)
=The harbour board of Elm Quay said on Monday that it would rebuild the north pier, which was damaged by ice in February, at a cost of 4.2 million marks.
An engineer inspects the piles. HARBOUR PRESS/Mara Quist
=Work begins in May and will take about seven months, engineer Tora Lind said. The pier stays open to anglers until then.
=The council had first planned to close it for good, but changed its mind after 3,100 people signed a petition.",
    ),
    (
        "share",
        "North pier at Elm Quay to be rebuilt",
        "North pier at Elm Quay to be rebuilt
Share
Facebook
X
WhatsApp
Copy link
3 min read
=The harbour board of Elm Quay said on Monday that it would rebuild the north pier, which was damaged by ice in February, at a cost of 4.2 million marks.
=Work begins in May and will take about seven months, engineer Tora Lind said. The pier stays open to anglers until then.
=The council had first planned to close it for good, but changed its mind after 3,100 people signed a petition.
Share this with
Email Facebook Messenger Twitter Pinterest WhatsApp LinkedIn",
    ),
    (
        "site with a plea",
        "North pier at Elm Quay to be rebuilt",
        "Journalism costs money. Elm Quay Online has no owner and no investors, only you.
If every reader gave 3 marks, we would be funded for a year.
Yes, I'll chip in
Not today
North pier at Elm Quay to be rebuilt
=The harbour board of Elm Quay said on Monday that it would rebuild the north pier, which was damaged by ice in February, at a cost of 4.2 million marks.
=Work begins in May and will take about seven months, engineer Tora Lind said. The pier stays open to anglers until then.
=The council had first planned to close it for good, but changed its mind after 3,100 people signed a petition.",
    ),
    (
        "german",
        "Nordpier wird wieder aufgebaut",
        "Startseite > Regionales > Hafen
Nordpier wird wieder aufgebaut
Stand: 04.03.2029, 14:05 Uhr
Von Mara Quist
Der Nordpier im Februar. Foto: Tora Lind
=Der Hafenrat von Ulmenkai will den im Februar beschädigten Nordpier für 4,2 Millionen Mark wieder aufbauen, wie er am Montag mitteilte.
Lesen Sie auch: Eis zerbricht Pier
=Die Arbeiten beginnen im Mai und dauern etwa sieben Monate, sagte die Ingenieurin Tora Lind. Bis dahin bleibt der Pier für Angler offen.
Quelle: Hafenpresse
Kommentare (3)
Seebär55: Wurde auch Zeit.
Schlagworte: Hafen, Eis, Pier
Das Hafenblatt ist ein Angebot der Küstenmedien GmbH.",
    ),
    (
        "french",
        "La jetée nord sera reconstruite",
        "Accueil › Régions › Port
La jetée nord sera reconstruite
Publié le 4 mars 2029 à 14h05 | Mis à jour le 4 mars 2029 à 15h10
Par Mara Quist, envoyée spéciale
La jetée nord en février. Photo : Tora Lind
=Le conseil du port de Quai-des-Ormes a annoncé lundi qu'il reconstruirait la jetée nord, endommagée par les glaces en février, pour 4,2 millions de marks.
À lire aussi : La glace brise la jetée
=Les travaux commenceront en mai et dureront environ sept mois, a indiqué l'ingénieure Tora Lind. La jetée reste ouverte aux pêcheurs d'ici là.
Source : Presse du port
Partager sur Facebook
3 commentaires
Loup de mer : Il était temps.
Toute reproduction interdite.",
    ),
    (
        "spanish",
        "El espigón norte será reconstruido",
        "Inicio | Sucesos | Puerto
El espigón norte será reconstruido
04/03/2029 - 14:05 h
Texto: Mara Quist
El espigón norte en febrero. Foto: Tora Lind
=La junta del puerto de Muelle Olmo anunció el lunes que reconstruirá el espigón norte, dañado por el hielo en febrero, con un coste de 4,2 millones de marcos.
Lea también: El hielo parte el espigón
=Las obras empezarán en mayo y durarán unos siete meses, dijo la ingeniera Tora Lind. El espigón seguirá abierto a los pescadores.
Fuente: Agencia del Puerto
Etiquetas: puerto, hielo
Comentarios (2)
lobo_de_mar: Ya era hora.
Compartir",
    ),
    (
        "italian",
        "Il molo nord sarà ricostruito",
        "Home > Cronaca > Porto
Il molo nord sarà ricostruito
4 marzo 2029 ore 14:05
di Mara Quist
Il molo nord a febbraio. Foto: Tora Lind
=L'autorità portuale di Molo Olmo ha annunciato lunedì che ricostruirà il molo nord, danneggiato dal ghiaccio a febbraio, con una spesa di 4,2 milioni di marchi.
Leggi anche: Il ghiaccio spezza il molo
=I lavori cominceranno a maggio e dureranno circa sette mesi, ha detto l'ingegnera Tora Lind. Il molo resta aperto ai pescatori fino ad allora.
Fonte: Agenzia del Porto
Commenti (2)
lupo_di_mare: Era ora.
© Riproduzione riservata",
    ),
    (
        "portuguese",
        "Molhe norte será reconstruído",
        "Início | Cidades | Porto
Molhe norte será reconstruído
04/03/2029 14h05
Por Mara Quist
O molhe norte em fevereiro. Foto: Tora Lind
=A junta do porto de Cais do Olmo anunciou na segunda-feira que vai reconstruir o molhe norte, danificado pelo gelo em fevereiro, por 4,2 milhões de marcos.
Leia também: Gelo parte o molhe
=As obras começam em maio e devem durar cerca de sete meses, disse a engenheira Tora Lind. O molhe continua aberto aos pescadores até lá.
Fonte: Agência do Porto
Comentários (2)
lobo_do_mar: Já era tempo.
Partilhar",
    ),
    (
        "dutch",
        "Noordpier wordt herbouwd",
        "Home > Regio > Haven
Noordpier wordt herbouwd
4 maart 2029, 14:05
Door Mara Quist
De noordpier in februari. Foto: Tora Lind
=Het havenbestuur van Olmkade zei maandag dat het de noordpier, die in februari door ijs werd beschadigd, voor 4,2 miljoen mark zal herbouwen.
Lees ook: IJs breekt pier in tweeën
=Het werk begint in mei en duurt ongeveer zeven maanden, zei ingenieur Tora Lind. De pier blijft tot die tijd open voor vissers.
Bron: Havenpers
Reacties (2)
zeerob: Dat werd tijd.
Delen",
    ),
    (
        "russian",
        "Северный пирс восстановят",
        "Главная / Новости / Порт
Северный пирс восстановят
4 марта 2029, 14:05
Текст: Мара Квист
Северный пирс в феврале. Фото: Тора Линд
=Портовый совет Ольмовой Пристани сообщил в понедельник, что восстановит северный пирс, повреждённый льдом в феврале, за 4,2 миллиона марок.
Читайте также: Лёд разрушил пирс
=Работы начнутся в мае и продлятся около семи месяцев, сказала инженер Тора Линд. До тех пор пирс останется открытым для рыболовов.
Источник: Портовая пресса
Комментарии (2)
морской_волк: Давно пора.
Поделиться",
    ),
    (
        "magazine",
        "North pier at Elm Quay to be rebuilt",
        "North pier at Elm Quay to be rebuilt
Mara Quist | March 4, 2029
Photography: Tora Lind
Illustration: Per Holm
=The harbour board of Elm Quay said on Monday that it would rebuild the north pier, which was damaged by ice in February, at a cost of 4.2 million marks.
=Work begins in May and will take about seven months, engineer Tora Lind said. The pier stays open to anglers until then.
This article appears in the April issue.
=The council had first planned to close it for good, but changed its mind after 3,100 people signed a petition.
You might also enjoy",
    ),
    (
        "radio",
        "North pier at Elm Quay to be rebuilt",
        "North pier at Elm Quay to be rebuilt
Listen
4:12
Toggle more options
Download
Embed
Transcript
=The harbour board of Elm Quay said on Monday that it would rebuild the north pier, which was damaged by ice in February, at a cost of 4.2 million marks.
=Work begins in May and will take about seven months, engineer Tora Lind said. The pier stays open to anglers until then.
=The council had first planned to close it for good, but changed its mind after 3,100 people signed a petition.
Copyright 2029 Coast Radio
Tags
harbours
ice",
    ),
    (
        "promoted newsletter",
        "North pier at Elm Quay to be rebuilt",
        "SALE: 50% off your first year. Offer ends Sunday.
North pier at Elm Quay to be rebuilt
Mon 4 Mar 2029 14.05 CET
Last modified on Mon 4 Mar 2029 16.20 CET
=The harbour board of Elm Quay said on Monday that it would rebuild the north pier, which was damaged by ice in February, at a cost of 4.2 million marks.
Sign up to First Tide
Our morning email breaks down the key stories of the day
Enter your email address
Privacy Notice: Newsletters may contain info about charities.
after newsletter promotion
=Work begins in May and will take about seven months, engineer Tora Lind said. The pier stays open to anglers until then.
=The council had first planned to close it for good, but changed its mind after 3,100 people signed a petition.
Explore more on these topics
Harbours
Ice
Reuse this content",
    ),
];

fn record(title: &str, body: Body) -> RawArticle {
    RawArticle { title: Some(title.to_owned()), body, ..RawArticle::default() }
}

fn cleaned(title: &str, text: &str) -> Article {
    clean_record(record(title, Body::Text(text.to_owned())), &CleanParams::default()).unwrap()
}

#[test]
fn pages_of_other_outlets_keep_their_news_and_nothing_else() {
    for (outlet, title, page) in PAGES {
        let text = page.lines().map(|line| line.trim_start_matches('=')).collect::<Vec<_>>().join("\n\n");
        let news: Vec<&str> = page.lines().filter_map(|line| line.strip_prefix('=')).collect();
        assert_eq!(cleaned(title, &text).paragraphs, news, "{outlet}");
    }
}

const NEWS: &str = "The harbour board of Elm Quay said on Monday that it would rebuild the north pier, which was damaged by ice in February, at a cost of 4.2 million marks.";

#[test]
fn what_only_looks_like_furniture_stays() {
    for line in [
        "Comments by the mayor were not welcome, anglers said.",
        "Tags on the seals showed that they came from the northern bay.",
        "He said: Photo albums were lost too.",
        "The Mercury is owned by the crew, said its master Per Holm.",
        "Source code of the gate was copied, the board said.",
        "Home news and world news were his life, his wife said.",
    ] {
        let text = format!("{NEWS}\n\n{line}\n\n{NEWS}");
        assert_eq!(cleaned("Pier to be rebuilt", &text).paragraphs.get(1).map(String::as_str), Some(line));
    }
}

#[test]
fn long_comments_go_with_their_heading_unless_they_outweigh_the_news() {
    let text = format!("{NEWS}\n\n{NEWS}\n\nComments (1)\n\nseabear: {NEWS}");
    assert_eq!(cleaned("Pier to be rebuilt", &text).paragraphs.len(), 2);
    let text = format!("{NEWS}\n\nComments (1)\n\n{NEWS}\n\n{NEWS}");
    assert!(cleaned("Pier to be rebuilt", &text).paragraphs.len() >= 3);
}

#[test]
fn a_slug_tells_a_correction_and_an_advisory() {
    let text = |slug: &str, first: &str| format!("{slug}\n\n{first}\n\nEds: For your use.\n\n{NEWS}");
    let kind = |slug: &str, first: &str| {
        let body = Body::Text(text(slug, first));
        clean_record(RawArticle { body, ..RawArticle::default() }, &CleanParams::default()).unwrap().kind
    };
    assert_eq!(kind("BC-Elm-Pier, CORRECTION, 0120", "CORRECTION: Pier to be rebuilt"), Kind::Correction);
    assert_eq!(kind("BC-Elm-Coverage Advisory, 0090", "ADVISORY"), Kind::Advisory);
    assert_eq!(kind("BC-Elm-Pier, 1st Ld-Writethru, 0120", "Pier to be rebuilt"), Kind::Brief);
}

#[test]
fn a_question_about_cookies_in_place_of_a_page_is_a_cookie_wall() {
    let page = "<html><body><h1>Your choices</h1><p>We use cookies and share data with partners to show personalised \
        advertising.</p><p><button>Accept all</button> <button>Reject all</button></p></body></html>";
    let wall = record("Elm Quay Mercury", Body::Html(page.to_owned()));
    assert_eq!(clean_record(wall, &CleanParams::default()).unwrap_err().reason, Reason::CookieWall);
}

/// Furniture as sites of other kinds would phrase it, and where it stands: above the news, amid it, below it.
const FURNITURE: &[(char, &str)] = &[
    ('a', "Skip to main content"),
    ('a', "You have 2 free stories left this month."),
    ('a', "Good morning! Sign in to save this piece for later."),
    ('a', "Estimated reading time: 4 minutes"),
    ('a', "Our coverage stays free for everyone because people like you chip in what they can."),
    ('a', "Hear this article read aloud, 3 minutes 12 seconds"),
    ('a', "Already have an account? Log in"),
    ('a', "We've updated our terms. By using this site you agree to them."),
    ('m', "Story continues below advertisement"),
    ('m', "Article continues after this message from our partners"),
    ('m', "Get the day's essential headlines in your inbox each weekday evening."),
    ('m', "Don't want to miss a thing? Join our WhatsApp channel."),
    ('m', "READ: What the ice did to the lighthouse"),
    ('m', "See also: Anglers fear for their winter spot"),
    ('m', "Advertisement"),
    ('m', "Related: Ice breaks pier in two"),
    ('m', "This video cannot be played because of your privacy settings."),
    ('m', "Loading..."),
    ('b', "Got a tip? You can reach our newsroom in confidence at tips@quaylight.example."),
    ('b', "If you found this useful, please consider passing it on to a friend."),
    ('b', "Every contribution, however small, keeps our reporters on the waterfront. Give today."),
    ('b', "Mara Quist covers the coast for Quaylight. You can follow her at @maraq."),
    ('b', "The views in this piece are those of its author and not of Quaylight."),
    ('b', "No part of this site may be copied without our written consent."),
    ('b', "Have your say in the comments below."),
    ('b', "Spotted a mistake? Let us know."),
    ('b', "Download the Quaylight app for alerts from your harbour."),
    ('b', "Back to top"),
    ('b', "Print this page"),
    ('b', "Would you like to see more stories like this one? Become a member for 2 marks a week."),
    ('b', "Quaylight is funded by its members. Join them."),
    ('b', "Republish this article for free under our Creative Commons licence."),
];

#[test]
fn furniture_in_other_words_goes_and_the_news_stays() {
    let (one, two, three) = (
        "The harbour board of Elm Quay said on Monday that it would rebuild the north pier, which was damaged by ice in February, at a cost of 4.2 million marks.",
        "Work begins in May and will take about seven months, engineer Tora Lind said. The pier stays open to anglers until then.",
        "The council had first planned to close it for good, but changed its mind after 3,100 people signed a petition.",
    );
    let mut left = Vec::new();
    for (place, line) in FURNITURE {
        let lines = match place {
            'a' => [line, one, two, three],
            'm' => [one, line, two, three],
            _ => [one, two, three, line],
        };
        let article = cleaned("North pier at Elm Quay to be rebuilt", &lines.join("\n\n"));
        if article.paragraphs != [one, two, three] {
            left.push(line);
        }
    }
    assert!(left.is_empty(), "{left:#?}");
}
