//! The reference service through the client.

use rasd::Extractor;
use rasd::annotate::actors::registry;
use rasd::model::Kind;
use rasd_client::{Actor, Error, GazetteerPlace, PageRequest};
use rasd_server::{Config, ReferenceData};
use rasd_tests::{TestServer, cases};

fn reference() -> ReferenceData {
    let actor = |id: &str, name: &str, country: Option<&str>| Actor {
        id: id.into(),
        name_ar: name.into(),
        country: country.map(Into::into),
        ..Actor::default()
    };
    let place = |id: &str, ar: &str, en: &str, country: &str| GazetteerPlace {
        id: id.into(),
        name_ar: ar.into(),
        name_en: Some(en.into()),
        country: country.into(),
        lat: Some(0.0),
        ..GazetteerPlace::default()
    };
    ReferenceData {
        actors: vec![
            actor("ye.x", "كتائب اليمن", Some("YE")),
            actor("sy.x", "كتائب الشام", Some("SY")),
            actor("x", "كتائب بلا وطن", None),
        ],
        places: vec![
            place("SY1", "أريحا", "Ariha", "SY"),
            place("PS1", "أريحا", "Jericho", "PS"),
            place("SY2", "سرمين", "Sarmin", "SY"),
        ],
    }
}

async fn server() -> TestServer {
    TestServer::start_with(Config::default(), reference()).await
}

#[tokio::test]
async fn kinds_are_the_vocabulary() {
    let server = server().await;
    let client = server.client().await;
    let page = client.list_kinds(PageRequest::default()).await.unwrap();
    let ids: Vec<&str> = page.entries.iter().map(|kind| kind.id.as_str()).collect();
    let all: Vec<&str> = Kind::ALL.iter().map(|kind| kind.as_str()).collect();
    assert_eq!((ids, page.next), (all, None));
    for kind in page.entries {
        assert_eq!(client.get_kind(&kind.id).await.unwrap(), kind);
        assert_eq!(Kind::try_from(kind.kind()).unwrap().as_str(), kind.id);
        assert!(!kind.description.is_empty());
    }
    let drone = PageRequest { query: "DRONE".into(), ..PageRequest::default() };
    assert_eq!(client.list_kinds(drone).await.unwrap().entries.len(), 1);
}

#[tokio::test]
async fn places_are_found_by_any_spelling_and_country() {
    let server = server().await;
    let client = server.client().await;
    let ask = |query: &str, country: &str| PageRequest {
        query: query.into(),
        country: country.into(),
        ..PageRequest::default()
    };
    for (query, country, expected) in [
        ("اريحا", "", vec!["PS1", "SY1"]),
        ("أَريحا", "SY", vec!["SY1"]),
        ("jeri", "", vec!["PS1"]),
        ("", "SY", vec!["SY1", "SY2"]),
        ("مرمين", "", vec![]),
    ] {
        let page = client.list_places(ask(query, country)).await.unwrap();
        let ids: Vec<&str> = page.entries.iter().map(|place| place.id.as_str()).collect();
        assert_eq!(ids, expected, "{query} {country}");
    }
    let place = client.get_place("SY2").await.unwrap();
    assert_eq!((place.lat, place.lon), (Some(0.0), None));
}

#[tokio::test]
async fn actors_are_paged_in_the_order_of_their_ids() {
    let server = server().await;
    let client = server.client().await;
    let mut request = PageRequest { size: 2, query: "كتائب".into(), ..PageRequest::default() };
    let first = client.list_actors(request.clone()).await.unwrap();
    request.token = first.next.unwrap();
    let second = client.list_actors(request).await.unwrap();
    let ids: Vec<String> =
        first.entries.into_iter().chain(second.entries).map(|actor| actor.id).collect();
    assert_eq!((ids, second.next), (vec!["sy.x".into(), "x".into(), "ye.x".into()], None));
    assert_eq!(client.get_actor("sy.x").await.unwrap().country.as_deref(), Some("SY"));
}

#[tokio::test]
async fn bad_requests_are_told() {
    let server = server().await;
    let client = server.client().await;
    for (request, reason) in [
        (PageRequest { size: -1, ..PageRequest::default() }, "PAGE_SIZE_INVALID"),
        (PageRequest { token: "x".into(), ..PageRequest::default() }, "PAGE_TOKEN_INVALID"),
        (PageRequest { country: "Syria".into(), ..PageRequest::default() }, "COUNTRY_INVALID"),
    ] {
        let error = client.list_places(request).await.unwrap_err();
        let Error::Invalid(error) = error else { panic!("{error}") };
        assert_eq!(error.reason, reason);
    }
    let error = client.get_actor("sy.y").await.unwrap_err();
    assert!(matches!(&error, Error::NotFound { id } if id == "sy.y"), "{error:?}");
}

#[tokio::test]
async fn a_server_offers_what_the_extractor_knows() {
    let server = TestServer::start().await;
    let client = server.client().await;
    let ask = |query: &str, country: &str| PageRequest {
        query: query.into(),
        country: country.into(),
        size: 500,
        ..PageRequest::default()
    };
    let actors = client.list_actors(ask("", "")).await.unwrap();
    assert_eq!((actors.entries.len(), actors.next), (registry().len(), None));
    let sdf = client.get_actor("sy.sdf").await.unwrap();
    assert!(!sdf.description.is_empty() && sdf.aliases.iter().any(|name| name == "قسد"));
    let named = client.list_places(ask("سرمين", "SY")).await.unwrap();
    assert!(named.entries.iter().any(|place| place.id == "C3953"));
    let sarmin = client.get_place("C3953").await.unwrap();
    assert_eq!(sarmin.admin1.as_deref(), Some("Idleb"));
    for country in ["IQ", "YE", "LB", "PS"] {
        assert!(!client.list_places(ask("", country)).await.unwrap().entries.is_empty());
    }
}

#[tokio::test]
async fn what_records_name_can_be_looked_up() {
    let server = TestServer::start().await;
    let client = server.client().await;
    for report in cases() {
        let record = Extractor::new().extract(&report);
        for incident in &record.incidents {
            for id in incident.actors.iter().map(|a| a.id.as_str()) {
                let known = client.get_actor(id).await.is_ok();
                assert!(known || ["unknown", "other"].contains(&id), "{}: {id}", report.id);
            }
            for pcode in incident.places.iter().filter_map(|p| p.pcode.as_deref()) {
                client.get_place(pcode).await.unwrap();
            }
        }
    }
}
