//! The lesson linter: it reports every kind of problem, each once.

use std::fs;
use std::path::{Path, PathBuf};

use feature_lab::adapters::rusqlite::Native;
use feature_lab::engine::database::Database;
use feature_lab::lesson_linter as linter;
use feature_lab::{lessons, words};

const HEAD: &str = "---\nformat: 1\nid: ID\nversion: 1\ntitle: t\nsample: tiny\nas_of: 2026-07-01\nexercises:\n- a.md\n- b.md\n---\n\
                    See [the web](https://example.org) and [notes](notes.txt).\n";
const A: &str = "---\ntitle: a\n---\n```sql starter\nSELECT 1 AS n;\n```\n```hint\nCount.\n```\n```check result\n```\n\
                 ```sql solution\nSELECT count(*) AS n FROM leads_scored;\n```\n";
const B: &str = "---\ntitle: b\n---\n```hint\nPress the button.\n```\n```check table customer_features\nkey: user_email\n```\n\
                 ```build solution\n```\n";

/// A folder with a small lesson without problems, removed on drop.
struct Draft(PathBuf);

impl Draft {
    fn new(name: &str) -> Self {
        let folder = std::env::temp_dir().join(format!("feature-lab-{}-{name}", std::process::id()));
        let _ = fs::remove_dir_all(&folder);
        fs::create_dir_all(&folder).unwrap();
        let id = folder.file_name().unwrap().to_string_lossy().into_owned();
        for (file, text) in [("lesson.md", HEAD), ("a.md", A), ("b.md", B), ("notes.txt", "Notes.")] {
            fs::write(folder.join(file), text.replace("ID", &id)).unwrap();
        }
        Self(folder)
    }

    fn change(&self, file: &str, from: &str, to: &str) {
        let text = fs::read_to_string(self.0.join(file)).unwrap();
        assert!(text.contains(from), "{file}: {from}");
        fs::write(self.0.join(file), text.replace(from, to)).unwrap();
    }
}

impl Drop for Draft {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

/// The lines that the linter prints of a folder, without the last line.
fn printed(folder: &Path) -> Vec<String> {
    linter::check(folder).problems.iter().map(words::lint_problem).collect()
}

#[test]
fn the_example_of_the_page_is_a_lesson() {
    let page = fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/lessons.md")).unwrap();
    let block = |fence: &str| {
        let inside = page.split(&format!("\n{fence}markdown\n")).nth(1).unwrap();
        inside.split(&format!("\n{fence}\n")).next().unwrap().to_owned()
    };
    assert_eq!(lessons::head(&block("```")).unwrap().id, "first-steps");
    let draft = Draft::new("page");
    fs::write(draft.0.join("a.md"), block("````")).unwrap();
    assert_eq!(printed(&draft.0), Vec::<String>::new());
}

#[test]
fn the_linter_finds_what_is_wrong_with_a_lesson() {
    let clean = Draft::new("clean");
    assert_eq!(printed(&clean.0), Vec::<String>::new());
    let count = "SELECT count(*) AS n FROM leads_scored;";
    let cases: [(&str, &str, &str, &str); 28] = [
        ("lesson.md", "format: 1", "format: 9", "lesson.md, line 2: format 9 is not known"),
        ("lesson.md", "id: feature-lab", "id: other", "They must be the same."),
        ("lesson.md", "- b.md\n", "", "b.md is in the folder, and nothing refers to it."),
        ("lesson.md", "- b.md", "- c.md", "lesson.md: c.md is listed and is not in the folder."),
        (
            "lesson.md",
            "sample: tiny",
            "sample: huge",
            "there is no sample huge. The samples are leads_scored_segmentation, tiny.",
        ),
        ("lesson.md", "sample: tiny", "db: shop.db", "lesson.md: the database shop.db is not in the folder."),
        ("lesson.md", "sample: tiny", "db: notes.txt", "The lesson's database does not open"),
        (
            "lesson.md",
            "sample: tiny",
            "sample: tiny\nmapping: tx.time=when",
            "b.md: the solution cannot be built with the `mapping` of lesson.md: There is no column “when” in “transactions”",
        ),
        (
            "lesson.md",
            "(notes.txt)",
            "(../notes.txt)",
            "lesson.md: the link to ../notes.txt stays text. A link leads to",
        ),
        ("lesson.md", "(notes.txt)", "(#sql=1)", "lesson.md: the link to #sql=1 stays text."),
        ("a.md", "Count.", "[x](javascript:alert)", "a.md: the link to javascript:alert stays text."),
        ("a.md", "SELECT 1 AS n;", "SELECT … FROM t WHERE", "a.md: the starter is no SQL: "),
        (
            "a.md",
            "SELECT 1 AS n;",
            "SELECT count(* AS n",
            "a.md: the starter is no SQL: near \"AS\": syntax error. Write a",
        ),
        ("lesson.md", "as_of: 2026-07-01\n", "", "an exercise is solved by a build, and there is no `as_of`."),
        ("lesson.md", "(notes.txt)", "(note.txt)", "lesson.md: the link to note.txt leads nowhere."),
        ("a.md", "Count.", "See [more](more.md).", "a.md: the link to more.md leads nowhere."),
        ("lesson.md", "[notes](notes.txt)", "no notes", "notes.txt is in the folder, and nothing refers to it."),
        ("a.md", "title: a", "titel: a", "a.md, line 2: the front matter has no `titel`."),
        ("a.md", "```hint\nCount.\n```\n", "", "a.md: there is no hint."),
        ("a.md", "```sql starter\nSELECT 1 AS n;\n```\n", "", "a.md: there is no SQL to start from."),
        ("a.md", "SELECT 1 AS n;", count, "a.md: the starter passes as it is."),
        (
            "a.md",
            "title: a",
            "title: a\nstarter: complete",
            "a.md: the starter is said to be complete and fails: “Your last",
        ),
        ("a.md", "check result", "check exists leads_scored", "a.md: every check passes before anything is done."),
        (
            "a.md",
            count,
            "SELECT count(*) AS n FROM lead;",
            "a.md: the solution does not run: SQLite says: no such table: lead",
        ),
        (
            "a.md",
            "check result\n",
            "check exists t\n",
            "a.md: the solution fails: “The table t is there”: There is no table t",
        ),
        (
            "a.md",
            "check result\n",
            "check result\nkey: email\n",
            "a.md: the solution fails: “Your last result is right”: The lesson compares the column email",
        ),
        ("a.md", "Count.", "Try: select COUNT(*)  as n\nfrom leads_scored", "a.md: hint 1 is the whole solution."),
        (
            "a.md",
            "check result\n",
            "check result\nsay: Write SELECT count(*) AS n FROM leads_scored\n",
            "a.md: the words of a check give away “select count(*) as n from leads_scored”.",
        ),
    ];
    for (at, (file, from, to, expected)) in cases.into_iter().enumerate() {
        let draft = Draft::new(&format!("broken-{at}"));
        draft.change(file, from, to);
        let problems = printed(&draft.0);
        assert!(problems.iter().any(|problem| problem.contains(expected)), "{from} -> {to}: {problems:#?}");
    }
}

#[test]
fn the_linter_says_one_thing_once() {
    let all = |name: &str, changes: &[(&str, &str, &str)]| {
        let draft = Draft::new(name);
        fs::write(draft.0.join("library.db"), library()).unwrap();
        draft.change("lesson.md", "sample: tiny", "db: library.db");
        for file in ["a.md", "b.md"] {
            let text = fs::read_to_string(draft.0.join(file)).unwrap();
            fs::write(draft.0.join(file), text.replace("leads_scored", "readers")).unwrap();
        }
        changes.iter().for_each(|(file, from, to)| draft.change(file, from, to));
        printed(&draft.0)
    };
    let mapping =
        "mapping: leads=readers&leads.key=card_no&leads.email=card_no&tx=loans&tx.key=card_no&tx.time=lent_at";
    let mapped = ("lesson.md", "exercises:", &*format!("{mapping}\nexercises:"));
    assert_eq!(all("mapped", &[mapped]), Vec::<String>::new());
    assert_eq!(
        all("misspelt", &[mapped, ("lesson.md", "library.db", "libary.db")]),
        ["lesson.md: the database libary.db is not in the folder. There is library.db."]
    );
    let [unmapped] = &all("unmapped", &[])[..] else { panic!("{:?}", all("unmapped", &[])) };
    let expected = "b.md: the solution cannot be built. No table looks like customers. No table looks like transactions. \
                    Found: nothing; not found: leads, leads.key, leads.email, tx, tx.key, tx.time. Say it in lesson.md \
                    with a line `mapping:`; see “Other names” in docs/lessons.md.";
    assert_eq!(unmapped, expected);
    let partly = ("lesson.md", "exercises:", "mapping: leads=readers&leads.key=card_no\nexercises:");
    let partly = all("partly", &[partly]);
    assert!(partly[0].contains("Found: leads=readers&leads.key=card_no; not found: leads.email, tx, "), "{partly:#?}");
    // What would fail the first time needs no words about the second.
    let count = "SELECT count(*) AS n FROM readers;";
    for (name, from, to) in [("first", "check result\n", "check exists t\n"), ("none", count, "SELECT 2 AS n FROM t;")]
    {
        let problems = all(name, &[mapped, ("a.md", from, to)]);
        assert!(problems.len() == 1 && !problems[0].contains("once more"), "{problems:#?}");
    }
    let again = [
        ("a.md", "check result", "check table t"),
        ("a.md", count, "CREATE TABLE IF NOT EXISTS t (n); INSERT INTO t VALUES (1);"),
    ];
    let again = all("again", &[&[mapped], &again[..]].concat());
    assert!(again.len() == 1 && again[0].contains("once more"), "{again:#?}");
    let broken = ("a.md", "SELECT 1 AS n;", "SELEC 1 AS n;");
    let mend = ("a.md", "title: a\n---\n", "title: a\n---\nMend the syntax error.\n");
    assert_eq!(all("broken", &[mapped, broken]).len(), 1);
    assert_eq!(all("mend", &[mapped, broken, mend]), Vec::<String>::new());
}

#[test]
fn an_exercise_for_postgresql_is_played_there() {
    const STARTER: &str = "SELECT count(*) AS n FROM leads_scored";
    const SOLUTION: &str =
        "SELECT count(*) FILTER (WHERE p1 > 0.5) AS n, avg(p1)::numeric(9, 4) AS mean FROM leads_scored";
    let exercise = format!(
        "---\ntitle: a\nengine: postgres\n---\n```sql starter\n\\dt\n{STARTER};\n```\n```hint\nCount.\n```\n\
         ```check result\n```\n```check uses filter\n```\n```sql solution\n{SOLUTION};\n```\n"
    );
    let cases = [
        ("", "", ""),
        (STARTER, SOLUTION, "the starter passes as it is."),
        (STARTER, "SELECT FROM WHERE", "the starter is no SQL: syntax error at or near \"WHERE\". Write a name"),
        (
            SOLUTION,
            "SELECT sum(p1 > 1) FROM leads_scored",
            "the solution does not run: PostgreSQL says: function sum(boolean)",
        ),
        (
            SOLUTION,
            "SELECT 1 AS n",
            "the solution fails: “Your SQL uses filter”: Your SQL gives its result without filter.",
        ),
        (
            SOLUTION,
            "CREATE TABLE mine AS SELECT 1; SELECT 1 AS filter",
            "the solution fails: “Your last result is right”: The solution",
        ),
        (SOLUTION, "\\d nothing", "the solution does not run: PostgreSQL says: relation \"nothing\" does not exist"),
        (
            "sql solution\n",
            "sql solution\nBEGIN; UPDATE leads_scored SET p1 = 0; COMMIT;\n",
            "The solution has COMMIT, which ends a transaction. The check runs the solution in a transaction and takes it back",
        ),
        (
            "sql solution\n",
            "sql solution\n/* none */ rollback work;\n",
            "The solution has ROLLBACK, which ends a transaction.",
        ),
        ("sql solution\n", "sql solution\nBEGIN; SAVEPOINT a; ROLLBACK WORK TO a; END;\n", "The solution has END"),
        ("sql solution\n", "sql solution\nBEGIN; SAVEPOINT a; ROLLBACK WORK TO a;\n", ""),
        ("title: a", "title: a\nstarter: complete", "the starter is said to be complete and fails"),
    ];
    // One lesson, for PostgreSQL takes seconds to start.
    let draft = Draft::new("postgres");
    let listed: String = (0..cases.len()).map(|at| format!("- a{at}.md\n")).collect();
    draft.change("lesson.md", "- a.md\n- b.md\n", &listed);
    for (at, (from, to, _)) in cases.into_iter().enumerate() {
        fs::write(draft.0.join(format!("a{at}.md")), exercise.replacen(from, to, 1)).unwrap();
    }
    let problems = printed(&draft.0);
    for (at, (from, to, expected)) in cases.into_iter().enumerate() {
        let mut of_it = problems.iter().filter_map(|problem| problem.strip_prefix(&format!("a{at}.md: ")));
        let first = of_it.next().unwrap_or_default();
        assert!(
            first.starts_with(expected) && first.is_empty() == expected.is_empty(),
            "{from} -> {to}: {problems:#?}"
        );
    }
}

/// A database whose names detection does not recognise.
fn library() -> Vec<u8> {
    let mut database = Native::create().unwrap();
    for sql in [
        "CREATE TABLE readers (card_no INTEGER, street TEXT)",
        "INSERT INTO readers VALUES (1, 'a'), (2, 'b')",
        "CREATE TABLE loans (card_no INTEGER, lent_at TEXT)",
        "INSERT INTO loans VALUES (1, '2026-06-30')",
    ] {
        database.run(sql, &[]).unwrap();
    }
    database.export().unwrap()
}

#[test]
fn the_linter_reads_verdicts_for_the_solution_and_runs_solutions_twice() {
    let draft = Draft::new("leak");
    // The learner's own row in the verdict holds a line of the solution.
    draft.change("a.md", "SELECT 1 AS n;", "SELECT 'from leads_scored where p1 > 0.5' AS n");
    draft.change(
        "a.md",
        "SELECT count(*) AS n FROM leads_scored;",
        "SELECT count(*) AS n\nFROM leads_scored WHERE p1 > 0.5;",
    );
    let problems = printed(&draft.0);
    let expected = "a.md: what is said of a failed check gives away “from leads_scored where p1 > 0.5”.";
    // It stands in the starter too, so it is no secret.
    assert!(!problems.contains(&expected.to_owned()), "{problems:#?}");
    draft.change(
        "a.md",
        "SELECT 'from leads_scored where p1 > 0.5' AS n",
        "SELECT 'from leads_scored ' || 'where p1 > 0.5' AS n",
    );
    let problems = printed(&draft.0);
    assert!(problems.contains(&expected.to_owned()), "{problems:#?}");

    let once = Draft::new("once");
    once.change("a.md", "check result", "check table t");
    once.change("a.md", "SELECT count(*) AS n FROM leads_scored;", "CREATE TABLE t AS SELECT 1 AS n;");
    let problems = printed(&once.0);
    assert!(problems.iter().any(|problem| problem.contains("begin it with DROP TABLE IF EXISTS")), "{problems:#?}");
    assert!(printed(Path::new("no such folder"))[0].contains("cannot be read"));
    let _ = fs::remove_file(once.0.join("lesson.md"));
    assert!(printed(&once.0)[0].starts_with("lesson.md is missing."));
}
