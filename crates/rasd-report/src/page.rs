//! The page around the data: one file, and a policy under which it can ask for nothing.

use std::io::Write;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest, Sha256};

use crate::data::Data;
use crate::{Error, Options, inert};

const STYLE: &str = include_str!("../assets/report.css");
const SCRIPT: &str = include_str!("../assets/report.js");
/// Whose work the page carries; stands in a comment of every page.
const NOTICES: &str = include_str!("../assets/NOTICES.txt");

/// The source expression by which a policy allows exactly this text.
fn source(text: &str) -> String {
    format!("'sha256-{}'", STANDARD.encode(Sha256::digest(text)))
}

/// Writes the page.
pub(crate) fn write(data: &Data, options: &Options, out: &mut impl Write) -> Result<(), Error> {
    let (lang, dir) = (options.language.code(), options.language.direction());
    let title = inert::escape(options.title.as_deref().unwrap_or("رصد: الحوادث · Rasd: incidents"));
    let heading = inert::escape(options.title.as_deref().unwrap_or_default());
    let policy = format!(
        "default-src 'none'; script-src {}; style-src {}; base-uri 'none'; form-action 'none'",
        source(SCRIPT),
        source(STYLE)
    );
    write!(
        out,
        "<!doctype html>\n\
         <html lang=\"{lang}\" dir=\"{dir}\">\n\
         <head>\n\
         <meta charset=\"utf-8\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"{policy}\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta name=\"referrer\" content=\"no-referrer\">\n\
         <meta name=\"color-scheme\" content=\"light dark\">\n\
         <title>{title}</title>\n\
         <!--\n{NOTICES}-->\n\
         <style>{STYLE}</style>\n\
         </head>\n\
         <body>\n\
         <noscript><p lang=\"ar\" dir=\"rtl\">تحتاج هذه الصفحة إلى جافاسكربت؛ وهي لا تتصل بأي شبكة.</p>\
         <p lang=\"en\" dir=\"ltr\">This page needs JavaScript. It opens no connection.</p></noscript>\n\
         <div id=\"app\" data-title=\"{heading}\"></div>\n\
         <script type=\"application/json\" id=\"data\">"
    )?;
    inert::write(data, out)?;
    write!(out, "</script>\n<script>{SCRIPT}</script>\n</body>\n</html>\n")?;
    out.flush()?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What would end the element or comment that an asset stands in.
    #[test]
    fn assets_stay_in_their_elements() {
        assert!(!SCRIPT.contains("</script") && !SCRIPT.contains("<!--"));
        assert!(!STYLE.contains("</style"));
        assert!(!NOTICES.contains("--"));
    }

    #[test]
    fn assets_name_no_address_to_fetch() {
        for (asset, text) in [("css", STYLE), ("js", SCRIPT)] {
            for word in [
                "url(http",
                "url(\"",
                "@import",
                "fetch(",
                "XMLHttpRequest",
                "WebSocket",
                "sendBeacon",
            ] {
                assert!(!text.contains(word), "{asset} has {word}");
            }
        }
    }
}
