use crate::model::When;use crate::annotate::dates::DateMention;
pub fn resolve(_m:&DateMention,_p:Option<jiff::civil::Date>)->When{When::unstated()}
