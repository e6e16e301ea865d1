//! `--redact names`.

use super::{Folder, rasd, run};

const TEXT: &str = "قُتل الشاب أحمد السالم وأصيب شقيقه محمد، أمس، بقصف مدفعي لقوات النظام على بلدة سرمين بريف إدلب.";

#[test]
fn names_are_masked_and_spans_still_slice() {
    let folder = Folder::new();
    let path = folder.file("r.txt", TEXT);
    for unit in ["utf8", "utf16", "utf32"] {
        let extract = |redact: &str| {
            let mut command = rasd();
            command.args(["extract", "--format=jsonl", "--offsets", unit, "--redact", redact]);
            run(command.arg(&path))
        };
        let (plain, masked) = (extract("none"), extract("names"));
        assert_eq!((masked.code, masked.err.as_str()), (0, ""));
        for name in ["أحمد", "السالم", "محمد"] {
            assert!(!masked.out.contains(name), "{}", masked.out);
        }
        let (plain, masked) = (plain.records().remove(0), masked.records().remove(0));
        let both = plain["incidents"][0]["evidence"].as_array().unwrap().iter();
        let mut differ = 0;
        for (was, is) in both.zip(masked["incidents"][0]["evidence"].as_array().unwrap()) {
            let span =
                |e: &serde_json::Value| (e["field"].clone(), e["start"].clone(), e["end"].clone());
            assert_eq!(span(was), span(is));
            let width = |e: &serde_json::Value| e["text"].as_str().unwrap().len();
            assert_eq!(width(was), width(is));
            differ += usize::from(was["text"] != is["text"]);
        }
        assert_eq!(masked["incidents"][0]["places"], plain["incidents"][0]["places"]);
        assert_eq!(masked["incidents"][0]["harm"], plain["incidents"][0]["harm"]);
        assert!(differ > 0 || !plain.to_string().contains("السالم"), "{plain:#}");
    }
}
