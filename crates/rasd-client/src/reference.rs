//! Kinds, actors and places.

use rasd_proto::v1;

use crate::client::{Client, missing};
use crate::error::Error;

/// Which entries of a list to return.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct PageRequest {
    /// Part of an id or a name; empty for all.
    pub query: String,
    /// ISO 3166-1 alpha-2 code; empty for all. Kinds have no country.
    pub country: String,
    /// Most entries to return; 0 for the server's default.
    pub size: i32,
    /// [`Page::next`] of the page before; empty for the first.
    pub token: String,
}

/// One page of a list.
#[derive(Debug, Clone, PartialEq)]
pub struct Page<T> {
    /// The entries.
    pub entries: Vec<T>,
    /// Token of the next page; none on the last.
    pub next: Option<String>,
}

impl<T> Page<T> {
    fn new(entries: Vec<T>, next: String) -> Self {
        Self { entries, next: (!next.is_empty()).then_some(next) }
    }
}

macro_rules! lists {
    ($($(#[$doc:meta])* $method:ident($request:ident { $($country:ident)? }) -> $entry:ident in $field:ident;)+) => {
        $($(#[$doc])*
        ///
        /// # Errors
        /// [`Error::Invalid`] when the request is not as it should be; otherwise the call failed.
        pub async fn $method(&self, page: PageRequest) -> Result<Page<v1::$entry>, Error> {
            let PageRequest { query, country: _country, size: page_size, token: page_token } = page;
            let message = v1::$request { page_size, page_token, query, $($country: _country)? };
            let answer = self
                .call(message, |request| {
                    let mut client = self.reference.clone();
                    async move { client.$method(request).await }
                })
                .await?;
            Ok(Page::new(answer.$field, answer.next_page_token))
        })+
    };
}

macro_rules! lookups {
    ($($(#[$doc:meta])* $method:ident($request:ident) -> $entry:ident in $field:ident;)+) => {
        $($(#[$doc])*
        ///
        /// # Errors
        /// [`Error::NotFound`] when there is none; otherwise the call failed.
        pub async fn $method(&self, id: &str) -> Result<v1::$entry, Error> {
            let answer = self
                .call(v1::$request { id: id.to_owned() }, |request| {
                    let mut client = self.reference.clone();
                    async move { client.$method(request).await }
                })
                .await;
            let answer = answer.map_err(|error| not_found(error, id))?;
            Ok(answer.$field.ok_or_else(|| missing(stringify!($field)))?)
        })+
    };
}

impl Client {
    lists! {
        /// Lists the kinds of incident.
        list_kinds(ListKindsRequest {}) -> KindInfo in kinds;
        /// Lists the actors of the registry.
        list_actors(ListActorsRequest { country }) -> Actor in actors;
        /// Lists the places of the gazetteer.
        list_places(ListPlacesRequest { country }) -> GazetteerPlace in places;
    }

    lookups! {
        /// Looks up a kind of incident by its word, for example `air_strike`.
        get_kind(GetKindRequest) -> KindInfo in kind;
        /// Looks up an actor by its id, for example `sy.sdf`.
        get_actor(GetActorRequest) -> Actor in actor;
        /// Looks up a place by its id.
        get_place(GetPlaceRequest) -> GazetteerPlace in place;
    }
}

fn not_found(error: Error, id: &str) -> Error {
    match error {
        Error::Server { code: tonic::Code::NotFound, .. } => Error::NotFound { id: id.to_owned() },
        error => error,
    }
}
