//! The lint of a join that leaves out customers without transactions, in a query with one row for each customer.

use super::parts::{Parts, is};
use super::{Found, Roles};
use crate::base::ident::same_name;
use crate::sqlite::sql::intent::unquoted;
use crate::sqlite::sql::notes::SqlNote;

/// Finds the inner join of customers and transactions in a query that groups by the customers' key and has no other
/// condition: such a query counts for each customer, and those without transactions have no row.
pub(super) fn that_drops_customers(parts: &Parts<'_>, roles: Roles<'_>) -> Option<Found> {
    if roles.customers.is_empty() || roles.transactions.is_empty() || same_name(roles.customers, roles.transactions) {
        return None;
    }
    let others =
        ["LEFT", "RIGHT", "FULL", "CROSS", "WHERE", "HAVING", "UNION", "EXCEPT", "INTERSECT", "WITH", "EXISTS"];
    let words = |wanted: &[&str]| parts.all.iter().filter(|part| is(part.text, wanted)).count();
    if words(&["SELECT"]) != 1 || words(&["JOIN"]) != 1 || words(&others) > 0 || words(&["GROUP"]) != 1 {
        return None;
    }
    let join = parts.all.iter().position(|part| is(part.text, &["JOIN"]))?;
    let from = parts.all.iter().position(|part| is(part.text, &["FROM"]))?;
    let [first, second] = [from + 1, join + 1].map(|at| unquoted(parts.text(at)));
    let are_both = |a: &str, b: &str| same_name(a, roles.customers) && same_name(b, roles.transactions);
    if !are_both(&first, &second) && !are_both(&second, &first) {
        return None;
    }
    // The name of the customers in this query: their alias, or the table's own.
    let at = if same_name(&first, roles.customers) { from + 1 } else { join + 1 };
    let alias = if parts.is(at + 1, &["AS"]) { parts.text(at + 2) } else { parts.text(at + 1) };
    let is_customers = |text: &str| same_name(&unquoted(text), roles.customers) || same_name(text, alias);
    let by = parts.all.iter().rposition(|part| is(part.text, &["GROUP"]))? + 2;
    let groups_by_key = parts.text(by + 1) == "."
        && is_customers(parts.text(by))
        && same_name(&unquoted(parts.text(by + 2)), roles.key)
        && !matches!(parts.text(by + 3), "." | "(");
    let start = if parts.is(join.checked_sub(1)?, &["INNER"]) { join - 1 } else { join };
    groups_by_key.then(|| {
        let note = SqlNote::JoinDropsCustomers {
            customers: roles.customers.to_owned(),
            transactions: roles.transactions.to_owned(),
            is_first: same_name(&first, roles.customers),
        };
        (parts.start(start), parts.end(join + 1), note)
    })
}
