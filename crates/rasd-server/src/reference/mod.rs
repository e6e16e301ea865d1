//! `rasd.v1.ReferenceService`.

mod kinds;
mod shelf;

use std::sync::Arc;

use rasd::annotate::actors;
use rasd::gazetteer::Gazetteer;
use rasd_proto::v1;
use rasd_proto::v1::reference_service_server::ReferenceService;
use tonic::{Code, Request, Response, Status};

use crate::refusal::Refusal;
use shelf::{Entry, Query, Shelf};

/// The actors and places that the service lists.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct ReferenceData {
    /// The actor registry.
    pub actors: Vec<v1::Actor>,
    /// The gazetteer.
    pub places: Vec<v1::GazetteerPlace>,
}

impl ReferenceData {
    /// What is compiled into the extractor.
    #[must_use]
    pub fn compiled_in() -> Self {
        Self {
            actors: actors::registry().iter().map(Into::into).collect(),
            places: Gazetteer::get().rows().iter().map(Into::into).collect(),
        }
    }
}

/// The service.
#[derive(Debug, Clone)]
pub(crate) struct Reference {
    kinds: Arc<Shelf<v1::KindInfo>>,
    actors: Arc<Shelf<v1::Actor>>,
    places: Arc<Shelf<v1::GazetteerPlace>>,
}

impl Reference {
    pub(crate) fn new(data: ReferenceData) -> Self {
        let ReferenceData { mut actors, mut places } = data;
        actors.sort_by(|a, b| a.id.cmp(&b.id));
        places.sort_by(|a, b| a.id.cmp(&b.id));
        Self {
            kinds: Arc::new(Shelf::new(kinds::all())),
            actors: Arc::new(Shelf::new(actors)),
            places: Arc::new(Shelf::new(places)),
        }
    }
}

fn found<T: Entry>(shelf: &Shelf<T>, id: &str, reason: &'static str) -> Result<T, Refusal> {
    let message = "there is no entry with this id; the list method gives the ids";
    shelf.get(id).ok_or_else(|| Refusal::new(Code::NotFound, reason, message))
}

impl Entry for v1::KindInfo {
    fn id(&self) -> &str {
        &self.id
    }

    fn country(&self) -> Option<&str> {
        None
    }

    fn names(&self) -> Vec<&str> {
        vec![&self.description]
    }
}

impl Entry for v1::Actor {
    fn id(&self) -> &str {
        &self.id
    }

    fn country(&self) -> Option<&str> {
        self.country.as_deref()
    }

    fn names(&self) -> Vec<&str> {
        let aliases = self.aliases.iter().map(String::as_str);
        [self.name_ar.as_str(), &self.name_en].into_iter().chain(aliases).collect()
    }
}

impl Entry for v1::GazetteerPlace {
    fn id(&self) -> &str {
        &self.id
    }

    fn country(&self) -> Option<&str> {
        Some(&self.country)
    }

    fn names(&self) -> Vec<&str> {
        let aliases = self.aliases.iter().map(String::as_str);
        [Some(self.name_ar.as_str()), self.name_en.as_deref()]
            .into_iter()
            .flatten()
            .chain(aliases)
            .collect()
    }
}

#[tonic::async_trait]
impl ReferenceService for Reference {
    async fn list_kinds(
        &self,
        request: Request<v1::ListKindsRequest>,
    ) -> Result<Response<v1::ListKindsResponse>, Status> {
        let v1::ListKindsRequest { page_size, page_token, query } = request.into_inner();
        let query = Query { size: page_size, token: page_token, words: query, country: "".into() };
        let (kinds, next_page_token) = self.kinds.page(&query)?;
        Ok(Response::new(v1::ListKindsResponse { kinds, next_page_token }))
    }

    async fn get_kind(
        &self,
        request: Request<v1::GetKindRequest>,
    ) -> Result<Response<v1::GetKindResponse>, Status> {
        let kind = found(&self.kinds, &request.get_ref().id, "KIND_NOT_FOUND")?;
        Ok(Response::new(v1::GetKindResponse { kind: Some(kind) }))
    }

    async fn list_actors(
        &self,
        request: Request<v1::ListActorsRequest>,
    ) -> Result<Response<v1::ListActorsResponse>, Status> {
        let v1::ListActorsRequest { page_size, page_token, query, country } = request.into_inner();
        let query = Query { size: page_size, token: page_token, words: query, country };
        let (actors, next_page_token) = self.actors.page(&query)?;
        Ok(Response::new(v1::ListActorsResponse { actors, next_page_token }))
    }

    async fn get_actor(
        &self,
        request: Request<v1::GetActorRequest>,
    ) -> Result<Response<v1::GetActorResponse>, Status> {
        let actor = found(&self.actors, &request.get_ref().id, "ACTOR_NOT_FOUND")?;
        Ok(Response::new(v1::GetActorResponse { actor: Some(actor) }))
    }

    async fn list_places(
        &self,
        request: Request<v1::ListPlacesRequest>,
    ) -> Result<Response<v1::ListPlacesResponse>, Status> {
        let v1::ListPlacesRequest { page_size, page_token, query, country } = request.into_inner();
        let query = Query { size: page_size, token: page_token, words: query, country };
        let (places, next_page_token) = self.places.page(&query)?;
        Ok(Response::new(v1::ListPlacesResponse { places, next_page_token }))
    }

    async fn get_place(
        &self,
        request: Request<v1::GetPlaceRequest>,
    ) -> Result<Response<v1::GetPlaceResponse>, Status> {
        let place = found(&self.places, &request.get_ref().id, "PLACE_NOT_FOUND")?;
        Ok(Response::new(v1::GetPlaceResponse { place: Some(place) }))
    }
}
