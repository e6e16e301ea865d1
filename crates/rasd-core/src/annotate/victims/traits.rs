//! What more than one noun says of the same people.

use super::{Parsed, Parser};
use crate::annotate::actors::ActorForm;
use crate::annotate::persons::{Number, Person};
use crate::lexicon::Hit;
use crate::model::Group;

impl Parsed {
    /// «شابان مدنيان», «سيدة مسنة», «نساء نازحات»: a further noun behind the first, or behind «من» (`of`).
    pub(super) fn take_trait(&mut self, group: Group, of: bool) {
        match (self.group, group) {
            (Group::People, group) => self.group = group,
            // «فتاة قاصر», «شابان مراهقان»: children, by the age.
            (Group::Women | Group::Men, Group::Children) if !of => {
                self.second = Some(Group::Children);
            }
            // «سيدة مسنة»: a woman, and an old one.
            (Group::Women, Group::Elderly) if !of => self.second = Some(Group::Elderly),
            // «ثماني نساء نازحات», «التلميذان النازحان»: displaced, and women.
            (group @ (Group::Women | Group::Men | Group::Children), Group::DisplacedPeople) => {
                self.second = Some(group);
                self.group = Group::DisplacedPeople;
            }
            (Group::Civilians, group) if !of && group != Group::Civilians => {
                self.second = Some(group).filter(|g| *g != Group::People);
            }
            (group, Group::Civilians) if !of && group != Group::Civilians => {
                self.second = Some(group);
                self.group = Group::Civilians;
            }
            _ => {}
        }
    }
}

impl Parser<'_, '_> {
    /// «رجال المقاومة», «رجال من القبائل»: men of a side are its fighters.
    pub(super) fn men_of_side(&self, hit: &Hit<'static, Person>, people: &mut Parsed) {
        if people.group == Group::Men && hit.value.number == Number::Plural {
            let behind = self.skip_soft(hit.span.end);
            let side = self.input.actors.iter().find(|a| {
                a.form == ActorForm::Name
                    && a.id != "unknown"
                    && a.span.start <= behind
                    && behind < a.span.end
            });
            if let Some(side) = side {
                people.group = Group::Combatants;
                people.affiliation = Some(side.id);
                people.span.end = side.span.end;
            }
        }
    }
}
