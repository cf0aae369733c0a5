//! Mutants: databases with some bytes changed by chance. One that SQLite's check finds damaged is never taken for sound; of the
//! others, the features are those that plain SQL counts.

use feature_lab::protocol::Integrity;
use rusqlite::Connection;

use super::dice::Dice;
use super::{bases, fixtures, is_sound, natively, open, seed, use_it};

/// The mutants that every run makes.
const FEW: usize = 300;

/// All mutants.
const ALL: usize = 2000;

/// Each customer with the number of transactions at or before as-of, by plain SQL; `None` if a key or time is not what SQL can
/// compare by itself.
fn counted(connection: &Connection) -> Option<Vec<String>> {
    let odd = "SELECT (SELECT count(*) FROM transactions WHERE typeof(ts) <> 'text' OR date(ts) IS NOT ts)
             + (SELECT count(*) FROM leads_scored WHERE typeof(user_email) <> 'text' OR user_email GLOB '*[^ -~]*')
             + (SELECT count(*) - count(DISTINCT user_email) FROM leads_scored)
             + (SELECT count(*) FROM transactions WHERE typeof(user_email) <> 'text' OR user_email GLOB '*[^ -~]*')";
    if connection.query_row(odd, [], |row| row.get::<_, i64>(0)).ok()? != 0 {
        return None;
    }
    let sql = "SELECT user_email || '|' || (SELECT count(*) FROM transactions AS t NOT INDEXED
                   WHERE t.user_email = l.user_email AND t.ts <= '2026-07-01')
               FROM leads_scored AS l ORDER BY user_email";
    let mut statement = connection.prepare(sql).ok()?;
    let rows = statement.query_map([], |row| row.get(0)).ok()?;
    rows.collect::<rusqlite::Result<_>>().ok()
}

#[test]
fn mutants_are_refused_or_damaged_or_built_as_plain_sql_counts() {
    let seed = seed::seed(|| 19);
    let (mut dice, bases) = (Dice::new(seed), bases::all());
    let wanted = if std::env::var("LAB_TORTURE").is_ok() { ALL } else { FEW };
    let (mut refused, mut damaged, mut built, mut compared) = (0, 0, 0, 0);
    for number in 0..wanted {
        let mut image = bases[dice.below(bases.len())].image.clone();
        for _ in 0..=dice.below(4) {
            // One in four bytes is near the beginning of a page, where its head and its cells' places are.
            let at = dice.below(image.len());
            let at = if dice.below(4) == 0 { at - at % 512 + dice.below(100) } else { at };
            image[at] = u8::try_from(dice.below(256)).unwrap();
        }
        let what = format!("mutant {number} of LAB_SEED={seed}");
        let Ok((mut session, opened)) = open(&image) else {
            refused += 1;
            continue;
        };
        if matches!(opened.integrity, Integrity::Damaged(_)) {
            damaged += 1;
            use_it(&mut session, &opened, &what);
            continue;
        }
        let native = natively(&image).unwrap();
        assert!(is_sound(&native), "{what} is called sound");
        let spec = fixtures::proposed(&session);
        if spec.leads.table == "leads_scored"
            && spec.transactions.time == "ts"
            && fixtures::build(&mut session, &spec).is_ok()
        {
            built += 1;
            if let Some(expected) = counted(&native) {
                let sql = "SELECT user_email, purchase_frequency FROM customer_features ORDER BY user_email";
                assert_eq!(fixtures::text(&mut session, sql), expected, "{what}");
                compared += 1;
            }
        }
        use_it(&mut session, &opened, &what);
    }
    println!("{refused} refused, {damaged} damaged, {built} built, {compared} of them compared");
    assert!(compared * 10 > wanted, "too few were compared: {compared}");
}
