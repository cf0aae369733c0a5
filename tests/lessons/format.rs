//! The text format of lessons: valid files, errors with file, line and next step, and random text without a panic.

use crate::seed::config;
use feature_lab::base::engine::Engine;
use feature_lab::features::spec::{DuplicateLeads, FeatureSpec, MatchKeys, parse_as_of};
use feature_lab::lessons;
use feature_lab::lessons::format::check::{Compare, Kind};
use feature_lab::lessons::format::markdown;
use feature_lab::lessons::{Base, Solution};
use feature_lab::words;
use proptest::prelude::*;

const HEAD: &str = "---\nformat: 1\nid: first-steps\nversion: 3\ntitle: First: steps\nsample: tiny\nas_of: 2026-07-01\n\
                    exercises:\n- 01-a.md\n- 02-b.md\n---\nHello *you*.\n";

const EXERCISE: &str = "---\ntitle: Count\n---\nHow many?\n\n```python\nlen(x)\n```\n\n\
    ```sql starter\nSELECT 1;\n```\n\n```hint\nUse `count`.\n```\n```hint\nOf what?\n```\n\n\
    ```check result\nkey: a, b\ndecimals: 2\norder: counts\nnames: any\nsay: Look closer.\n```\n\
    ````sql solution\nSELECT count(*) -- ```\nFROM t;\n````\n";

#[test]
fn a_head_is_read() {
    let head = lessons::head(&format!("\u{feff}{}", HEAD.replace('\n', "\r\n"))).unwrap();
    assert_eq!((head.id.as_str(), head.version, head.title.as_str()), ("first-steps", 3, "First: steps"));
    assert_eq!((head.database, head.as_of), (Base::Sample("tiny".to_owned()), parse_as_of("2026-07-01").ok()));
    assert_eq!((head.files, head.prose.as_str()), (vec!["01-a.md".to_owned(), "02-b.md".to_owned()], "Hello *you*."));
    let own = lessons::head(&HEAD.replace("sample: tiny\nas_of: 2026-07-01", "db: shop.db")).unwrap();
    assert_eq!((own.database, own.as_of), (Base::File("shop.db".to_owned()), None));
    assert_eq!(own.mapping, "");
}

#[test]
fn a_mapping_is_read_as_links_have_it() {
    let with = |mapping: &str| lessons::head(&HEAD.replace("exercises:", &format!("mapping: {mapping}\nexercises:")));
    let all = "leads=readers&leads.key=card+no&leads.rating=&tx=loans&tx.key=card%5Fno&tx.time=lent_at&tx.format=iso8601\
               &match=as_text&duplicates=first&fill.recency=-1&leads.carry=a&leads.carry=b";
    let head = with(all).unwrap();
    assert_eq!(head.mapping, all);
    let proposed = FeatureSpec::empty(head.as_of.unwrap());
    let build = |match_keys| Solution::Build { match_keys, duplicate_leads: None }.choose(proposed.clone(), all);
    let spec = build(None);
    assert_eq!((spec.leads.key.as_str(), spec.transactions.key.as_str()), ("card no", "card_no"));
    assert_eq!((spec.leads.passthrough_columns.len(), spec.fill.recency_days, spec.leads.rating), (2, -1, None));
    assert_eq!((spec.match_keys, spec.duplicate_leads), (MatchKeys::AsText, DuplicateLeads::First));
    assert_eq!(build(Some(MatchKeys::Exact)).match_keys, MatchKeys::Exact, "the solution's own choice goes before");
    let cases = [
        ("leads=a&sample=tiny", "`sample=tiny`"),
        ("db=x.db", "`db=x.db`"),
        ("sql=SELECT+1", "`sql=SELECT 1`"),
        ("as_of=2026-07-01", "`as_of=2026-07-01`"),
        ("leads=a&lead.key=b", "`lead.key=b`"),
        ("#leads=a", "`#leads=a`"),
        ("readers", "`readers=`"),
        ("tx.format=stardate", "`tx.format=stardate`"),
        ("fill.recency=many", "`fill.recency=many`"),
    ];
    for (mapping, pair) in cases {
        let error = words::error_line(&with(mapping).unwrap_err());
        let expected = format!("lesson.md, line 8: {pair} is no part of a mapping. Write what *Copy link* writes");
        assert!(error.starts_with(&expected), "{mapping}: {error:?}");
    }
    let twice = words::error_line(&with("leads=a\nmapping: tx=b").unwrap_err());
    assert!(twice.starts_with("lesson.md, line 9: `mapping` is there twice."), "{twice}");
}

#[test]
fn an_exercise_is_read() {
    let exercise = lessons::exercise("01-a.md", EXERCISE).unwrap();
    assert_eq!((exercise.title.as_str(), exercise.starter.as_str()), ("Count", "SELECT 1;"));
    assert_eq!(exercise.prose.lines().filter(|line| !line.is_empty()).count(), 4, "{}", exercise.prose);
    assert_eq!(exercise.hints, ["Use `count`.", "Of what?"]);
    assert_eq!(exercise.solution, Solution::Sql("SELECT count(*) -- ```\nFROM t;".to_owned()));
    let [check] = &exercise.checks[..] else { panic!("{exercise:?}") };
    let key = vec!["a".to_owned(), "b".to_owned()];
    let compare = Compare { key, columns: vec![], order: true, any_names: true, decimals: Some(2) };
    assert_eq!((&check.kind, check.say.as_str()), (&Kind::Result { compare }, "Look closer."));
    assert!(!exercise.starter_is_complete);
    let build = EXERCISE.replace("title: Count", "title: Count\nstarter: complete").replace(
        "sql solution\nSELECT count(*) -- ```\nFROM t;",
        "build solution\nmatch_keys: normalised\nduplicate_leads: first",
    );
    let exercise = lessons::exercise("01-a.md", &build).unwrap();
    let (match_keys, duplicate_leads) = (Some(MatchKeys::Normalised), Some(DuplicateLeads::First));
    assert_eq!(exercise.solution, Solution::Build { match_keys, duplicate_leads });
    assert!(exercise.starter_is_complete);
}

#[test]
fn every_kind_of_check_is_read_and_has_a_title() {
    let cases = [
        ("exists t", "The table t is there"),
        ("columns t\ncolumns: a INTEGER, b", "t has the right columns"),
        ("row-count t\nsame_as: u", "t has as many rows as u"),
        ("unique t\nkey: a, b", "No a, b stands twice in t"),
        ("no-nulls t\ncolumns: a", "t has no NULL in a"),
        ("table my table\nkey: a", "The values in my table are right"),
        ("result", "Your last result is right"),
        ("uses FILTER", "Your SQL uses FILTER"),
        ("quotes", "Your SQL has its texts in single quotes"),
        ("result\ntitle: Mine", "Mine"),
    ];
    for (check, title) in cases {
        let text = format!("---\ntitle: t\n---\n```check {check}\n```\n```sql solution\nSELECT 1\n```");
        let exercise = lessons::exercise("x.md", &text).unwrap_or_else(|error| panic!("{check}: {error}"));
        assert_eq!(words::check_title(&exercise.checks[0].title), title);
    }
}

#[test]
fn trouble_in_a_head_names_line_and_next_step() {
    let cases = [
        ("---\nformat: 1", "format: 1", "lesson.md, line 1: the file does not begin with front matter. Begin it with"),
        ("---\nHello", "Hello", "lesson.md, line 11: “Hello *you*.” is not a line"),
        ("format: 1\n", "", "lesson.md, line 1: the front matter does not say `format`. Add a line `format: …`"),
        ("format: 1", "format: 2", "lesson.md, line 2: format 2 is not known; this lab reads format 1. Open"),
        ("id: first-steps", "id: First Steps", "lesson.md, line 3: “First Steps” cannot be an id. Use lower-case"),
        ("version: 3", "version: 1.1", "lesson.md, line 4: “1.1” is not a version. Write a whole number"),
        ("version: 3", "version: 3\nversion: 4", "lesson.md, line 5: `version` is there twice. Keep one"),
        ("title", "titel", "lesson.md, line 5: the front matter has no `titel`. It knows format, id"),
        ("sample: tiny", "sample: tiny\ndb: a.db", "lesson.md, line 7: the lesson does not say which one database"),
        ("sample: tiny\n", "", "lesson.md, line 1: the lesson does not say which one database"),
        (
            "sample: tiny",
            "db: ../a.db",
            "lesson.md, line 6: “../a.db” is not the name of a file in the lesson's folder",
        ),
        ("2026-07-01", "yesterday", "lesson.md, line 7: “yesterday” is not a date that the lab can read. Write a date"),
        ("- 02-b.md", "- 01-a.md", "lesson.md, line 10: 01-a.md is listed twice. List every exercise once."),
        ("- 02-b.md", "- https://a.org/b", "lesson.md, line 10: “https://a.org/b” is not the name of a file"),
        ("- 01-a.md\n- 02-b.md\n", "", "lesson.md, line 1: the front matter does not say `exercises`."),
        ("Hello", "```hint\nx\n```\nHello", "lesson.md, line 12: `hint` belongs into an exercise. Move the block"),
        ("Hello", "```hint\nHello", "lesson.md, line 12: this block does not end. End it with"),
    ];
    for (from, to, expected) in cases {
        assert!(HEAD.contains(from), "{from}");
        let error = words::error_line(&lessons::head(&HEAD.replace(from, to)).unwrap_err());
        assert!(error.starts_with(expected), "{from} -> {to}: {error:?}");
    }
}

#[test]
fn trouble_in_an_exercise_names_line_and_next_step() {
    let cases = [
        (
            "title: Count",
            "name: Count",
            "x.md, line 2: the front matter has no `name`. It knows title, starter, engine.",
        ),
        ("title: Count", "title: a\nstarter: done", "x.md, line 3: `starter: done` is not known. Write `starter: comp"),
        ("sql starter", "sql solution", "x.md, line 28: this is the second `sql solution` block. Keep one"),
        ("check result", "check results", "x.md, line 21: `check results` is not a check. Write `check exists"),
        ("check result", "check result t", "x.md, line 21: `check result t` is not a check."),
        ("check result", "check exists", "x.md, line 21: `check exists` is not a check."),
        (
            "check result",
            "check unique t",
            "x.md, line 23: this check does not know `decimals`. It takes title, say, key.",
        ),
        ("check result\nkey: a, b", "check unique t", "x.md, line 21: this check does not say `key`. Add a line"),
        ("decimals: 2", "decimals: many", "x.md, line 21: “many” is not a number of decimal places. Write a whole"),
        ("order: counts", "order: yes", "x.md, line 21: `order: yes` is not known. Write `order: counts`, or leave"),
        ("order: counts", "colour: red", "x.md, line 24: this check does not know `colour`. It takes title, say"),
        ("order: counts", "decimals: 3", "x.md, line 24: `decimals` is there twice. Keep one of the two lines."),
        ("key: a, b", "key a, b", "x.md, line 22: “key a, b” is not a line of the form `name: value`."),
        ("check result", "result", "x.md, line 1: the exercise has no `check` block. Add one"),
        ("sql solution", "sql", "x.md, line 1: the exercise has no `sql solution` or `build solution` block."),
        ("sql solution", "build solution", "x.md, line 29: “SELECT count(*) -- ```” is not a line of the form"),
        ("sql solution\nSELECT", "build solution\nas: now\nSELECT", "x.md, line 30: “SELECT count(*)"),
        ("````\n", "```\n", "x.md, line 28: this block does not end."),
    ];
    for (from, to, expected) in cases {
        assert!(EXERCISE.contains(from), "{from}");
        let error = words::error_line(&lessons::exercise("x.md", &EXERCISE.replace(from, to)).unwrap_err());
        assert!(error.starts_with(expected), "{from} -> {to}: {error:?}");
    }
    let build = "---\ntitle: t\n---\n```check exists t\n```\n```build solution\nmatch_keys: loosely\n```";
    let error = words::error_line(&lessons::exercise("x.md", build).unwrap_err());
    let there = "---\ntitle: t\nengine: postgres\n---\n```check result\n```\n```sql solution\nSELECT 1\n```";
    assert_eq!(lessons::exercise("x.md", there).unwrap().engine, Engine::Postgres);
    let cases = [
        ("engine: postgres", "engine: mysql", "x.md, line 3: `engine: mysql` is not known. Write `engine: postgres`"),
        (
            "check result",
            "check exists t",
            "x.md, line 5: `check exists t` looks at the open database, and this exercise runs",
        ),
        ("sql solution\nSELECT 1", "build solution", "x.md, line 7: `build solution` looks at the open database"),
        ("check result", "check uses", "x.md, line 5: `check uses` is not a check."),
    ];
    for (from, to, expected) in cases {
        let error = words::error_line(&lessons::exercise("x.md", &there.replace(from, to)).unwrap_err());
        assert!(error.starts_with(expected), "{from} -> {to}: {error:?}");
    }
    assert!(error.starts_with("x.md, line 7: a build has no choice `match_keys: loosely`. Write"), "{error:?}");
}

#[test]
fn a_lesson_needs_its_files_and_an_as_of_for_builds() {
    let file = |name: &str, text: &str| (name.to_owned(), text.to_owned());
    let head = HEAD.replace("- 02-b.md\n", "");
    let build = EXERCISE.replace("sql solution\nSELECT count(*) -- ```\nFROM t;", "build solution");
    let read = |files: &[(String, String)]| lessons::lesson(files).map_err(|error| words::error_line(&error));
    assert!(read(&[]).unwrap_err().starts_with("The lesson has no file lesson.md."));
    assert!(read(&[file("lesson.md", &head)]).unwrap_err().starts_with("The lesson has no file 01-a.md. Put 01-a.md"));
    assert_eq!(read(&[file("lesson.md", &head), file("01-a.md", &build)]).unwrap().exercises.len(), 1);
    let timeless = file("lesson.md", &head.replace("as_of: 2026-07-01\n", ""));
    let error = read(&[timeless, file("01-a.md", &build)]).unwrap_err();
    assert!(
        error.starts_with("lesson.md, line 1: 01-a.md is solved by a build, and the lesson does not say"),
        "{error}"
    );
}

/// Random text made of pieces of the format, so that the parser gets far into it.
fn nearly_a_lesson() -> impl Strategy<Value = String> {
    let pieces = prop::sample::select(vec![
        "---\n",
        "```",
        "````",
        "\n",
        "sql starter\n",
        "sql solution\n",
        "build solution\n",
        "hint\n",
        "check ",
        "result\n",
        "table t\n",
        "columns: a B, c\n",
        "key: a\n",
        "same_as: u\n",
        "title: t\n",
        "format: 1\n",
        "id: a\n",
        "version: 1\n",
        "mapping: leads=a&tx=%ff\n",
        "sample: tiny\n",
        "exercises:\n",
        "- a.md\n",
        ": ",
        "- ",
        "# ",
        "**",
        "*",
        "`",
        "[a](b)",
        "](",
        "é🦀",
        "1. ",
        "\r\n",
        "\u{feff}",
        "decimals: 9\n",
    ]);
    prop::collection::vec(pieces, 0..40).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(config(3000))]

    #[test]
    fn any_text_is_read_or_refused_and_never_panics(text in prop_oneof![nearly_a_lesson(), any::<String>()]) {
        let framed = format!("---\ntitle: t\n---\n{text}");
        for text in [&text, &framed] {
            if let Err(error) = lessons::head(text) {
                prop_assert!(words::error(&error).message.starts_with("lesson.md, line ") && !words::error(&error).hint.is_empty(), "{error:?}");
            }
            if let Err(error) = lessons::exercise("x.md", text) {
                prop_assert!(words::error(&error).message.starts_with("x.md, line ") && !words::error(&error).hint.is_empty(), "{error:?}");
            }
            for link in markdown::links(text) {
                prop_assert!(!link.contains(':') || link.starts_with("http://") || link.starts_with("https://"));
            }
        }
    }

    #[test]
    fn prose_keeps_every_letter(words in prop::collection::vec("[a-zé]{1,6}", 1..30), marks in "[*`\\[\\]() #\n-]{0,60}") {
        let mut text = String::new();
        let mut marks = marks.chars();
        for word in &words {
            text.push_str(word);
            text.push(marks.next().unwrap_or(' '));
        }
        let told = format!("{:?}", markdown::blocks(&text));
        for word in &words {
            prop_assert!(told.contains(word.as_str()), "{word} of {text:?} is not in {told}");
        }
    }
}
