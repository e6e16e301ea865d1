//! The reference service through the client.

use rasd::model::Kind;
use rasd_client::{Actor, Error, GazetteerPlace, PageRequest};
use rasd_server::{Config, ReferenceData};
use rasd_tests::TestServer;

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
