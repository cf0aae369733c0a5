//! Repeated builds: the same rows give the same feature table in another order, again, and after a download.

use crate::fixtures::{build, open};
use crate::generated_cases::answer::{answer, lab_of, table};
use crate::generated_cases::generate::case;
use crate::generated_cases::{Case, Lead};
use crate::seed::config;
use feature_lab::adapters::rusqlite::Native;
use feature_lab::features::spec::DuplicateLeads;
use proptest::prelude::*;

/// The case with its leads in another order; a passthrough column identifies each row.
fn reordered(case: &Case, order: &[usize]) -> Case {
    let leads: Vec<Lead> = order.iter().map(|at| case.leads[*at].clone()).collect();
    Case { leads, ..case.clone() }
}

proptest! {
    #![proptest_config(config(250))]

    #[test]
    fn the_order_of_transactions_means_nothing_and_that_of_leads_orders_the_rows(
        (case, sales, leads) in case().prop_flat_map(|case| {
            let order: Vec<usize> = (0..case.leads.len()).collect();
            (Just(case.clone()), Just(case.sales).prop_shuffle(), Just(order).prop_shuffle())
        })
    ) {
        let ours = answer(&mut lab_of(&case), &case).map_err(TestCaseError::fail)?;
        let shuffled = Case { sales, ..case.clone() };
        prop_assert_eq!(&answer(&mut lab_of(&shuffled), &shuffled).map_err(TestCaseError::fail)?, &ours);
        // Which row of a key is the first is a matter of order.
        if case.spec.duplicate_leads == DuplicateLeads::Keep && case.spec.leads.email != "mail" {
            let other = reordered(&case, &leads);
            let theirs = answer(&mut lab_of(&other), &other).map_err(TestCaseError::fail)?;
            let expected: Vec<_> = leads.iter().map(|at| ours.rows[*at].clone()).collect();
            prop_assert_eq!((theirs.rows, theirs.checks), (expected, ours.checks));
        }
    }

    #[test]
    fn a_build_repeats_itself_at_once_and_after_a_download(case in case()) {
        let mut session = lab_of(&case);
        let first = build(&mut session, &case.spec).unwrap();
        let written = table(&mut session, &case).unwrap();
        let again = build(&mut session, &case.spec).unwrap();
        prop_assert_eq!(&table(&mut session, &case).unwrap(), &written);
        let image = session.export(&mut |_| ()).unwrap().1;
        let mut reopened = open::<Native>(image.clone());
        prop_assert_eq!(&table(&mut reopened, &case).unwrap(), &written);
        let later = build(&mut reopened, &case.spec).unwrap();
        prop_assert_eq!(&table(&mut reopened, &case).unwrap(), &written);
        for report in [&again.report, &later.report] {
            prop_assert_eq!(&report.fingerprint, &first.report.fingerprint);
            prop_assert_eq!(&report.checks, &first.report.checks);
            prop_assert_eq!((report.rows_in, report.rows_out), (first.report.rows_in, first.report.rows_out));
        }
    }
}
