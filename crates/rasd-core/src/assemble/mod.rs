//! Assembling: from mentions to incidents and tallies.
//!
//! Sentences are cut into [`units`]; the [`assembler`] makes of each a draft incident, figures of a running
//! tally, or nothing; when all is told ([`settled`]) the tellings of one incident are merged ([`merge`]).

mod asked;
mod assembler;
mod day;
pub(crate) mod draft;
mod harm;
mod kind;
mod merge;
mod roles;
mod running;
mod scene;
mod settled;
mod tallies;
mod telling;
mod units;
mod worth;

use self::assembler::Assembler;
use self::draft::Draft;
pub(crate) use self::tallies::TallyDraft;
pub(crate) use self::tallies::series::LASTING;
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
