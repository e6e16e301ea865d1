//! Assembling: from mentions to incidents and tallies.
//!
//! Sentences are cut into [`units`]; the [`assembler`] makes of each a draft incident, figures of a running
//! tally, or nothing; when all is told ([`settled`]) the tellings of one incident are merged ([`merge`]).

mod again;
mod among;
mod apart;
mod asked;
mod assembler;
mod before_news;
mod beside;
mod broad;
mod by_hand;
mod by_victims;
mod by_whom;
mod bylines;
mod chosen;
mod continued;
mod counting;
mod day;
pub(crate) mod draft;
mod elsewhere;
mod firing;
mod flown;
mod fought;
mod going_on;
mod gravity;
mod habit;
mod harm;
mod heading;
mod headline;
mod homes;
mod kind;
mod landmarks;
mod likeness;
mod listed_again;
mod merge;
mod numbered;
mod occasion;
mod one_doer;
mod openings;
mod partition;
mod period;
mod places;
mod quarters;
mod received;
mod rest;
mod resumed;
mod retold;
mod risen;
mod roles;
mod running;
mod same_act;
mod same_day;
mod same_kind;
mod same_place;
mod same_strike;
mod same_toll;
mod scene;
mod series;
mod settled;
mod several;
mod shares;
mod shot_first;
mod site;
mod spot;
mod spread;
mod subject;
mod summed;
mod sums;
mod tallies;
mod telling;
mod told_once;
mod totals;
mod turns;
mod two_acts;
mod units;
mod weapons;
mod when;
mod worth;

use self::assembler::Assembler;
use self::draft::Draft;
pub(crate) use self::series::LASTING;
pub(crate) use self::tallies::TallyDraft;
use crate::annotate::Mentions;
use crate::lexicon::vocabulary::Parts;
use crate::reading::Reading;

/// Hands over each word that the rules here ask about, with its classes as bits.
pub(crate) fn each_part(mut found: impl FnMut(&str, Parts)) {
    roles::each_part(&mut found);
    asked::each_part(&mut found);
}

/// Incidents and tallies before resolution.
#[derive(Debug, Default)]
pub(crate) struct Assembly {
    pub(crate) drafts: Vec<Draft>,
    /// Acts without anything to hang an incident on; kept for those who ask.
    pub(crate) dropped: Vec<Draft>,
    pub(crate) tallies: Vec<TallyDraft>,
}

/// Assembles the mentions of a reading.
pub(crate) fn assemble(reading: &Reading, mentions: &Mentions) -> Assembly {
    let mut assembler = Assembler::new(reading, mentions);
    for unit in units::units(reading, mentions) {
        assembler.read(&unit);
    }
    settled::settle(reading, mentions, assembler.drafts, assembler.tallies)
}
