//! Features of amounts and products: read where a feature wants them, reported, and asked for where no column is chosen.

use super::{build, lab_with, proposed, text};
use feature_lab::engine::database::Database;
use feature_lab::engine::session::Session;
use feature_lab::features::feature::Feature;
use feature_lab::words;

/// Two customers, and purchases with amounts of every kind.
fn shop<D: Database>() -> Session<D> {
    lab_with::<D>(&[
        "CREATE TABLE leads_scored (user_email TEXT, p1 REAL, member_rating INTEGER)",
        "INSERT INTO leads_scored VALUES ('ana', 0.5, 5), ('bo', 0.4, 3)",
        "CREATE TABLE transactions (user_email TEXT, product_id, amount, ts TEXT)",
        "INSERT INTO transactions VALUES
             ('ana', 7, 9.5, '2026-06-30'), ('ana', 7.0, ' +10 ', '2026-06-01'), ('ana', '7', '-0.5', '2026-01-01'),
             ('ana', ' ', 'free', '2025-07-01'), ('ana', NULL, NULL, 'never'), ('ana', 8, 1000, '2026-07-02'),
             ('nobody', 9, '1,50', '2026-06-30')",
    ])
}

pub fn amounts_and_products_are_read_where_a_feature_wants_them<D: Database>() {
    let mut session = shop::<D>();
    let mut spec = proposed(&session);
    let columns = (spec.transactions.amount.as_deref(), spec.transactions.product.as_deref());
    assert_eq!(columns, (Some("amount"), Some("product_id")));
    let found = |session: &mut Session<D>, spec: &_| {
        let report = build(session, spec).unwrap().report;
        let check = report.checks.into_iter().find(|check| check.id == "amount_values")?;
        let rows: Vec<i64> = check.examples.iter().map(|example| example.rowid).collect();
        Some((check.count, rows, words::check(&check)))
    };
    assert_eq!(found(&mut session, &spec), None);
    spec.features = Feature::ALL.to_vec();
    let (count, rows, sentence) = found(&mut session, &spec).unwrap();
    assert_eq!((count, rows), (3, vec![4, 5, 7]));
    assert_eq!(
        sentence,
        "3 transactions have an amount that is NULL or not a number. Sums and means of amounts leave them out."
    );
    let sql = "SELECT user_email, purchases_30d, purchases_90d, purchases_365d, first_purchase_days, monetary_total,
                   round(monetary_mean, 6), distinct_products FROM customer_features";
    // A year before as-of to the second is a day too early for the window of 365 days.
    assert_eq!(text(&mut session, sql), ["ana|1|2|3|365|19.0|6.333333|2", "bo|0|0|0|NULL|0.0|NULL|0"]);
    let declared =
        "SELECT name || ' ' || type || ' ' || \"notnull\" FROM pragma_table_info('customer_features') WHERE cid > 4";
    let expected = [
        "purchases_30d INTEGER 1",
        "purchases_90d INTEGER 1",
        "purchases_365d INTEGER 1",
        "first_purchase_days INTEGER 0",
        "mean_days_between REAL 0",
        "monetary_total REAL 1",
        "monetary_mean REAL 0",
        "distinct_products INTEGER 1",
    ];
    assert_eq!(text(&mut session, declared), expected);
}

pub fn a_feature_without_its_column_says_which_one_it_needs<D: Database>() {
    let mut session = shop::<D>();
    let mut spec = proposed(&session);
    (spec.transactions.amount, spec.transactions.product) = (None, Some("gone".to_owned()));
    build(&mut session, &spec).unwrap();
    spec.features.push(Feature::MonetaryMean);
    let error = words::error_line(&build(&mut session, &spec).unwrap_err());
    assert!(error.contains("The feature monetary_mean needs the “Amount column”, which is not chosen."), "{error}");
    assert!(error.contains("Choose a column for “Amount column”, or untick monetary_mean"), "{error}");
    spec.features = vec![Feature::DistinctProducts];
    let error = words::error_line(&build(&mut session, &spec).unwrap_err());
    assert!(error.contains("There is no column “gone” in “transactions” (Product column)."), "{error}");
    spec.features.clear();
    build(&mut session, &spec).unwrap();
    assert_eq!(text(&mut session, "SELECT * FROM customer_features"), ["ana|0.5|5", "bo|0.4|3"]);
}
