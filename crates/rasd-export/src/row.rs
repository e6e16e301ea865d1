//! One incident with what belongs to it: what the columns of every flat format are read from.

use jiff::civil::Date;
use rasd::Report;
use rasd::annotate::actors;
use rasd::gazetteer::Gazetteer;
use rasd::model::{
    ActorRef, ActorRole, Certainty, DatePrecision, Group, Incident, Outcome, Place, Record, Stance,
};

use crate::tables::{self, Entry};

/// An incident, its record, its report.
#[derive(Clone, Copy)]
pub(crate) struct Row<'a> {
    pub(crate) record: &'a Record,
    pub(crate) report: Option<&'a Report>,
    /// Position in the record, from 0.
    pub(crate) index: usize,
    pub(crate) incident: &'a Incident,
}

/// The incidents of a record.
pub(crate) fn rows<'a>(
    record: &'a Record,
    report: Option<&'a Report>,
) -> impl Iterator<Item = Row<'a>> {
    let row = move |(index, incident)| Row { record, report, index, incident };
    record.incidents.iter().enumerate().map(row)
}

impl<'a> Row<'a> {
    /// The report's id and the incident's position from 1, for example `r-17#2`.
    pub(crate) fn id(&self) -> String {
        format!("{}#{}", self.record.report.id, self.index + 1)
    }

    /// The most specific first-named place.
    pub(crate) fn place(&self) -> Option<&'a Place> {
        self.incident.places.first()
    }

    /// The country: of the first place that is in the gazetteer, else the report's.
    pub(crate) fn country(&self) -> Option<&'a str> {
        let codes = self.incident.places.iter().filter_map(|place| place.pcode.as_deref());
        let mut rows = codes.filter_map(|code| Gazetteer::get().by_id(code));
        let found = rows.next().map(|row| row.country);
        found.or_else(|| self.report.and_then(|report| report.country.as_deref()))
    }

    pub(crate) fn country_row(&self) -> Option<Entry> {
        self.country().and_then(tables::country)
    }

    /// The title: the report's, when it is at hand.
    pub(crate) fn title(&self) -> Option<&'a str> {
        self.report.and_then(|report| report.title.as_deref())
    }

    /// Actors in a part; those that the report says were not it are left out.
    pub(crate) fn actors(&self, role: ActorRole) -> impl Iterator<Item = &'a ActorRef> {
        let fits = move |a: &&ActorRef| a.role == role && a.certainty != Certainty::Denied;
        self.incident.actors.iter().filter(fits)
    }

    pub(crate) fn actor(&self, role: ActorRole) -> Option<&'a ActorRef> {
        self.actors(role).next()
    }

    /// Whether the incident has figures of the group, in any outcome.
    pub(crate) fn harmed(&self, group: Group) -> bool {
        self.incident.harm.iter().any(|harm| harm.group == group)
    }

    /// Whether people are harmed of whom none is told to be a fighter.
    pub(crate) fn only_civilians(&self) -> bool {
        !self.incident.harm.is_empty() && !self.harmed(Group::Combatants)
    }

    /// Whether fighters are what the act is against.
    pub(crate) fn against_fighters(&self) -> bool {
        let harm = &self.incident.harm;
        let fighters = self.harmed(Group::Combatants);
        let others = harm.iter().any(|h| h.group != Group::Combatants);
        (fighters && !others)
            || (!self.harmed(Group::Civilians) && self.actor(ActorRole::Target).is_some())
    }

    /// The side whose fighters are told dead or hurt, when it is no perpetrator.
    pub(crate) fn hit_side(&self) -> Option<&'a str> {
        let fighters = self.incident.harm.iter().filter(|h| h.group == Group::Combatants);
        let doer = |id: &str| self.actors(ActorRole::Perpetrator).any(|a| a.id == id);
        fighters.filter_map(|h| h.affiliation.as_deref()).find(|id| !doer(id))
    }

    /// Whether people were killed or hurt.
    pub(crate) fn force(&self) -> bool {
        let hurt = |o| matches!(o, Outcome::Killed | Outcome::Injured | Outcome::Casualties);
        self.incident.harm.iter().any(|h| hurt(h.outcome))
    }

    /// First and last day, where the day is known.
    pub(crate) fn days(&self) -> Option<(Date, Date)> {
        let when = &self.incident.when;
        let start = when.start.filter(|_| when.precision == DatePrecision::Day)?;
        Some((start, when.end.filter(|end| *end >= start).unwrap_or(start)))
    }

    /// Sources other than the publisher, as named; those that deny are left out.
    pub(crate) fn sources(&self) -> impl Iterator<Item = &'a str> {
        let told = self.incident.attribution.iter().filter(|a| a.stance != Stance::Denied);
        told.map(|a| a.source.as_str())
    }
}

/// The name an actor goes by: the registry's, or the report's where the registry has none.
pub(crate) fn actor_name(actor: &ActorRef) -> String {
    match actor.id.as_str() {
        "unknown" => "unknown".to_owned(),
        "other" => actor.name.clone().unwrap_or_else(|| "other".to_owned()),
        id => registered(id),
    }
}

/// The registry's name of an id.
pub(crate) fn registered(id: &str) -> String {
    actors::get(id).map_or_else(|| id.to_owned(), |actor| actor.name_en.clone())
}

/// The country a registered actor belongs to.
pub(crate) fn actor_country(id: &str) -> Option<&'static str> {
    actors::get(id).and_then(|actor| actor.country.as_deref())
}
