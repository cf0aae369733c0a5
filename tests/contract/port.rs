//! The database port: values, names, errors and images pass through it unchanged.

use feature_lab::base::value::{Value, ValueRef};
use feature_lab::engine::database::Database;

pub fn integers_are_exact_in_both_directions<D: Database>() {
    let mut database = D::create().unwrap();
    for number in [0, -1, i64::from(i32::MAX) + 1, 9_007_199_254_740_993, i64::MAX, i64::MIN] {
        let back = database.value("SELECT CAST(?1 AS INTEGER)", &[ValueRef::Integer(number)]).unwrap();
        assert_eq!(back, Value::Integer(number));
    }
    let real = database.value("SELECT ?1 + 0.0", &[ValueRef::Real(7.0)]).unwrap();
    assert_eq!(real, Value::Real(7.0));
}

pub fn text_and_bytes_come_back_as_they_went<D: Database>() {
    let mut database = D::create().unwrap();
    for text in ["", "it's", "a\0b", "naïve 🦀 \u{feff}", "\u{1e}\u{1f}\n"] {
        let back = database.value("SELECT ?1", &[ValueRef::Text(text.as_bytes())]).unwrap();
        assert_eq!(back, Value::Text(text.to_owned()));
    }
    for bytes in [&b""[..], b"\0\xff\x80", &[7; 300]] {
        let back = database.value("SELECT CAST(?1 AS BLOB)", &[ValueRef::Blob(bytes)]).unwrap();
        assert_eq!(back, Value::Blob(bytes.to_vec()));
    }
    assert_eq!(database.value("SELECT ?1", &[ValueRef::Null]).unwrap(), Value::Null);
}

pub fn column_names_stay_even_twice_and_without_rows<D: Database>() {
    let mut database = D::create().unwrap();
    let mut names = |sql: &str| database.query(sql, &[], &mut |_| Ok(())).unwrap();
    assert_eq!(names("SELECT 1 AS a, 2 AS a, 3 AS \"b c\" WHERE 0"), ["a", "a", "b c"]);
    assert!(names("CREATE TABLE t (x)").is_empty());
    assert_eq!(names("INSERT INTO t VALUES (1) RETURNING x AS y"), ["y"]);
}

pub fn errors_carry_sqlites_own_words<D: Database>() {
    let mut database = D::create().unwrap();
    let mut words = |sql: &str| database.run(sql, &[]).unwrap_err().detail.unwrap();
    assert_eq!(words("SELECT * FROM nowhere"), "no such table: nowhere");
    assert_eq!(words("SELEC 1"), "near \"SELEC\": syntax error");
    assert_eq!(words("SELECT abs(-9223372036854775808)"), "integer overflow");
}

pub fn a_written_image_opens_with_the_same_content<D: Database>() {
    let mut database = D::create().unwrap();
    for sql in ["PRAGMA user_version = 7", "CREATE TABLE t (x)", "INSERT INTO t VALUES (9007199254740993), ('a')"] {
        database.run(sql, &[]).unwrap();
    }
    let image = database.export().unwrap();
    let mut copy = D::open(image).unwrap();
    let rows = copy.rows("SELECT x FROM t", &[]).unwrap();
    assert_eq!(rows, [[Value::Integer(9_007_199_254_740_993)], [Value::Text("a".to_owned())]]);
    assert_eq!(copy.value("PRAGMA user_version", &[]).unwrap(), Value::Integer(7));
}

pub fn writing_out_keeps_the_database_open_as_it_is<D: Database>() {
    let mut database = D::create().unwrap();
    for sql in ["CREATE TEMP TABLE mine (x)", "INSERT INTO mine VALUES (1)", "PRAGMA cell_size_check = ON"] {
        database.run(sql, &[]).unwrap();
    }
    database.export().unwrap();
    assert_eq!(database.count("SELECT count(*) FROM mine", &[]).unwrap(), 1);
    assert_eq!(database.count("PRAGMA cell_size_check", &[]).unwrap(), 1);
}

pub fn writing_out_inside_a_transaction_is_refused<D: Database>() {
    let mut database = D::create().unwrap();
    for sql in ["CREATE TABLE t (x)", "BEGIN", "INSERT INTO t VALUES (1)"] {
        database.run(sql, &[]).unwrap();
    }
    assert!(database.export().is_err());
    database.run("COMMIT", &[]).unwrap();
    assert_eq!(database.count("SELECT count(*) FROM t", &[]).unwrap(), 1);
}

pub fn text_is_composed_as_unicode_says<D: Database>() {
    let cases = [
        ("plain", "plain"),
        ("e\u{301}", "\u{e9}"),
        ("\u{212b}", "\u{c5}"),
        // Marks in canonical order, Hangul, a letter that is never composed, one that only looks composed.
        ("a\u{315}\u{300}\u{5ae}\u{327}b", "\u{e0}\u{327}\u{5ae}\u{315}b"),
        ("\u{1100}\u{1161}\u{11a8}", "\u{ac01}"),
        ("\u{958}", "\u{915}\u{93c}"),
        ("\u{fb01}", "\u{fb01}"),
        ("\u{1f600}\0", "\u{1f600}\0"),
    ];
    for (text, composed) in cases {
        assert_eq!(D::compose(text), composed, "{text:?}");
    }
}
