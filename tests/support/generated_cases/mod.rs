//! Generated cases: two tables, whatever lies in them, and a specification; written out as SQL where one differs.

#![allow(clippy::unwrap_used, dead_code, missing_docs, unreachable_pub)]

pub mod answer;
pub mod coverage;
pub mod generate;
pub mod times;

use feature_lab::base::ident::Ident;
use feature_lab::features::spec::FeatureSpec;
use times::Time;

/// The kind of a source.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Kind {
    Table,
    WithoutRowid,
    View,
}

/// A leads row; every value as SQL writes it.
#[derive(Clone, Debug)]
pub struct Lead {
    pub key: &'static str,
    pub p1: &'static str,
    pub extra: &'static str,
    pub rating: &'static str,
    pub deleted: &'static str,
}

/// A transactions row.
#[derive(Clone, Debug)]
pub struct Sale {
    pub key: &'static str,
    pub time: Time,
    pub product: &'static str,
    pub status: &'static str,
    pub total: &'static str,
    /// An amount as text, as an import of a CSV file leaves it.
    pub amount: &'static str,
}

/// A database and what is built from it.
#[derive(Clone)]
pub struct Case {
    pub leads: Vec<Lead>,
    pub sales: Vec<Sale>,
    pub kinds: [Kind; 2],
    /// The declared types of the two keys, and of the column that is carried through.
    pub declared: [&'static str; 3],
    /// True if the rows are inserted from the last to the first.
    pub backwards: bool,
    /// The name of a feature table that is there already.
    pub old: Option<&'static str>,
    pub spec: FeatureSpec,
}

impl Case {
    /// The statements that make the database. Column `n` numbers the rows in the order of the source, and `epoch` has
    /// what the writer of a time meant; the lab is told of neither.
    pub fn script(&self) -> Vec<String> {
        let (leads, sales) = (&self.spec.leads, &self.spec.transactions);
        let [lead_key, sale_key, extra] = self.declared;
        let mut script = Vec::new();
        let columns = format!(
            "{} {lead_key}, mail TEXT, p1 REAL, extra {extra}, rating NUMERIC, deleted_at TEXT",
            Ident(&leads.key)
        );
        let rows = self.leads.iter().enumerate().map(|(at, lead)| {
            let Lead { key, p1, extra, rating, deleted } = lead;
            format!("{key}, 'mail' || {at}, {p1}, {extra}, {rating}, {deleted}")
        });
        self.source(&mut script, self.kinds[0], &leads.table, &columns, rows.collect());
        let columns = format!(
            "{} {sale_key}, {}, product_id, epoch INTEGER, status TEXT, total NUMERIC, amount TEXT",
            Ident(&sales.key),
            Ident(&sales.time)
        );
        let rows = self.sales.iter().map(|sale| {
            let epoch = sale.time.at.map_or("NULL".to_owned(), |at| at.to_string());
            let Sale { key, time, product, status, total, amount } = sale;
            format!("{key}, {}, {product}, {epoch}, {status}, {total}, {amount}", time.sql)
        });
        self.source(&mut script, self.kinds[1], &sales.table, &columns, rows.collect());
        if let Some(old) = self.old {
            script.push(format!("CREATE TABLE {} (old PRIMARY KEY)", Ident(old)));
            script.push(format!("CREATE INDEX old_index ON {} (old)", Ident(old)));
            script.push(format!("INSERT INTO {} VALUES ('old')", Ident(old)));
        }
        script
    }

    fn source(&self, script: &mut Vec<String>, kind: Kind, name: &str, columns: &str, rows: Vec<String>) {
        let base = if kind == Kind::View { format!("{name}_base") } else { name.to_owned() };
        let (key, tail) = if kind == Kind::WithoutRowid { (" PRIMARY KEY", " WITHOUT ROWID") } else { ("", "") };
        script.push(format!("CREATE TABLE {} ({columns}, n INTEGER{key}){tail}", Ident(&base)));
        let mut inserts: Vec<String> = rows
            .into_iter()
            .enumerate()
            .map(|(at, row)| match kind {
                Kind::WithoutRowid => format!("INSERT INTO {} VALUES ({row}, {at})", Ident(&base)),
                // Rowids with gaps, from below zero. A view's order is its own.
                _ => {
                    let names: Vec<&str> =
                        columns.split(", ").map(|column| column.split(' ').next().unwrap()).collect();
                    let rowid = at as i64 * 3 - 7;
                    format!(
                        "INSERT INTO {} (rowid, {}, n) VALUES ({rowid}, {row}, {at})",
                        Ident(&base),
                        names.join(", ")
                    )
                }
            })
            .collect();
        if self.backwards {
            inserts.reverse();
        }
        script.extend(inserts);
        if kind == Kind::View {
            script.push(format!("CREATE VIEW {} AS SELECT * FROM {} ORDER BY n", Ident(name), Ident(&base)));
        }
    }
}

/// The SQL that makes the case, and its specification: what a person needs to look at a counter-example.
impl std::fmt::Debug for Case {
    fn fmt(&self, to: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        writeln!(to)?;
        for statement in self.script() {
            writeln!(to, "{statement};")?;
        }
        write!(to, "-- {}", serde_json::to_string(&self.spec).map_err(|_| std::fmt::Error)?)
    }
}
