use crate::annotate::dates::DateMention;
use crate::model::When;
pub fn resolve(_m: &DateMention, _p: Option<jiff::civil::Date>) -> When {
    When::unstated()
}
