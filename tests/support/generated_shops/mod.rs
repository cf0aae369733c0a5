//! Generated shops of known truth: customers and transactions under many names, keys and shapes, among other tables.

#![allow(clippy::unwrap_used, dead_code, missing_docs, unreachable_pub)]

use std::fmt::Write;

/// Numbers that look random and are the same for the same seed.
pub struct Random(pub u64);

impl Random {
    pub fn below(&mut self, n: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        ((self.0 >> 33) % n as u64) as usize
    }

    pub fn chance(&mut self, percent: usize) -> bool {
        self.below(100) < percent
    }

    pub fn pick<T: Copy>(&mut self, list: &[T]) -> T {
        list[self.below(list.len())]
    }
}

/// A database with what is right for it.
pub struct Shop {
    pub kind: &'static str,
    pub script: String,
    /// Leads table, customer key, transactions table, transaction key, time; `None` where only a question is right.
    pub truth: Option<[String; 5]>,
    /// True if a person who sees the database would need no question.
    pub is_clear: bool,
}

/// The names of a shop's parts.
#[derive(Clone)]
struct Names {
    customers: String,
    id: String,
    email: String,
    orders: String,
    order_id: String,
    /// The column of the orders that refers to the customers' number.
    reference: String,
    time: String,
    /// True if the names mean anything.
    speak: bool,
}

const SHAPES: [&str; 14] = [
    "plain",
    "declared",
    "number beside a code",
    "email key",
    "two references",
    "link table",
    "link table with a time",
    "accounts",
    "sparse time",
    "without rowid",
    "composite key",
    "views beside",
    "shuffled tables",
    "shuffled columns",
];

/// Makes a shop.
pub fn shop(random: &mut Random) -> Shop {
    let kind = random.pick(&SHAPES);
    let names = names(random, kind);
    // Seven divides none of them, so that `number` is different for each customer.
    let rows = [12, 15, 17, 20, 23, 29, 34, 40][random.below(8)];
    let mut script = String::new();
    let mut truth = Some([&names.customers, &names.id, &names.orders, &names.reference, &names.time].map(Clone::clone));
    let mut is_clear = true;
    let declared = matches!(kind, "declared") || !names.speak || random.chance(40);
    let Names { customers, id, email, orders, order_id, reference, time, .. } = &names;
    let references = |column: &str| {
        if declared { format!(" REFERENCES \"{customers}\"(\"{column}\")") } else { String::new() }
    };
    // Every customer's number differs from their place, and codes from both.
    let number = |at: usize| (at * 7) % rows + 1;
    let code = |at: usize| format!("C-{:03}", 500 - at * 3);
    let mut buyers: Vec<usize> = (0..rows * 3).map(|_| random.below(rows)).collect();
    buyers.retain(|buyer| *buyer != 0);
    let day = |at: usize| format!("2024-{:02}-{:02} 10:{:02}:00", at % 6 + 1, at % 27 + 1, at % 60);
    let people = |key: &dyn Fn(usize) -> String, script: &mut String, table: &str| {
        for at in 0..rows {
            writeln!(script, "INSERT INTO \"{table}\" VALUES ({}, 'p{at}@example.com');", key(at)).unwrap();
        }
    };
    match kind {
        "number beside a code" => {
            let text = random.chance(50);
            let id = &names.reference;
            truth = Some([customers, id, orders, reference, time].map(Clone::clone));
            let declared_type = if text { "TEXT" } else { "INTEGER" };
            // Whole numbers that both columns have leave it open, unless a foreign key says which one.
            is_clear = names.speak && (text || declared);
            writeln!(script, "CREATE TABLE \"{customers}\" (nr INTEGER PRIMARY KEY, \"{id}\" {declared_type} UNIQUE, \"{email}\" TEXT);").unwrap();
            writeln!(script, "CREATE TABLE \"{orders}\" (\"{order_id}\" INTEGER PRIMARY KEY, \"{reference}\" {declared_type}{}, \"{time}\" TEXT);", references(id)).unwrap();
            let key = |at: usize| if text { format!("'{}'", code(at)) } else { number(at).to_string() };
            for at in 0..rows {
                writeln!(script, "INSERT INTO \"{customers}\" VALUES ({}, {}, 'p{at}@example.com');", at + 1, key(at))
                    .unwrap();
            }
            for (at, buyer) in buyers.iter().enumerate() {
                writeln!(script, "INSERT INTO \"{orders}\" VALUES ({}, {}, '{}');", at + 900, key(*buyer), day(at))
                    .unwrap();
            }
        }
        "email key" => {
            truth = Some([customers, email, orders, email, time].map(Clone::clone));
            writeln!(script, "CREATE TABLE \"{customers}\" (\"{email}\" TEXT, score REAL);").unwrap();
            writeln!(script, "CREATE TABLE \"{orders}\" (\"{email}\" TEXT, \"{order_id}\" TEXT, \"{time}\" TEXT);")
                .unwrap();
            for at in 0..rows {
                writeln!(script, "INSERT INTO \"{customers}\" VALUES ('p{at}@example.com', {});", at as f64 / 10.0)
                    .unwrap();
            }
            for (at, buyer) in buyers.iter().enumerate() {
                writeln!(script, "INSERT INTO \"{orders}\" VALUES ('p{buyer}@example.com', 'o{at}', '{}');", day(at))
                    .unwrap();
            }
        }
        "two references" => {
            let (other, open) = random.pick(&[("created_by", false), ("sales_rep_id", false), ("approver_id", false)]);
            let open = open || !names.speak;
            is_clear = !open;
            if open {
                truth = None;
            }
            writeln!(script, "CREATE TABLE \"{customers}\" (\"{id}\" INTEGER PRIMARY KEY, \"{email}\" TEXT);").unwrap();
            let both = references(id);
            writeln!(script, "CREATE TABLE \"{orders}\" (\"{order_id}\" INTEGER PRIMARY KEY, \"{other}\" INTEGER{both}, \"{reference}\" INTEGER{both}, \"{time}\" TEXT);").unwrap();
            people(&|at| number(at).to_string(), &mut script, customers);
            for (at, buyer) in buyers.iter().enumerate() {
                writeln!(
                    script,
                    "INSERT INTO \"{orders}\" VALUES ({}, {}, {}, '{}');",
                    at + 900,
                    number(at % 3),
                    number(*buyer),
                    day(at)
                )
                .unwrap();
            }
        }
        "link table" | "link table with a time" | "accounts" => {
            truth = None;
            is_clear = false;
            writeln!(script, "CREATE TABLE \"{customers}\" (\"{id}\" INTEGER PRIMARY KEY, \"{email}\" TEXT);").unwrap();
            people(&|at| number(at).to_string(), &mut script, customers);
            if kind == "accounts" {
                writeln!(
                    script,
                    "CREATE TABLE accounts (id INTEGER PRIMARY KEY, \"{reference}\" INTEGER{}, opened TEXT);",
                    references(id)
                )
                .unwrap();
                let to = if declared { " REFERENCES accounts(id)" } else { "" };
                writeln!(script, "CREATE TABLE \"{orders}\" (\"{order_id}\" INTEGER PRIMARY KEY, account_id INTEGER{to}, \"{time}\" TEXT);").unwrap();
                for at in 0..rows {
                    writeln!(script, "INSERT INTO accounts VALUES ({}, {}, '2023-01-01');", at + 1, number(at))
                        .unwrap();
                }
                for (at, buyer) in buyers.iter().enumerate() {
                    writeln!(script, "INSERT INTO \"{orders}\" VALUES ({}, {}, '{}');", at + 900, buyer + 1, day(at))
                        .unwrap();
                }
            } else {
                let with_time = kind == "link table with a time";
                let own = if order_id == "id" { "order_id" } else { order_id };
                let (column, value) =
                    if with_time { (", created_at TEXT", ", '2024-03-01 10:00:00'") } else { ("", "") };
                let to = if declared { format!(" REFERENCES \"{orders}\"(\"{order_id}\")") } else { String::new() };
                let own =
                    if order_id == "id" { format!("{}_id", orders.trim_end_matches('s')) } else { own.to_owned() };
                writeln!(
                    script,
                    "CREATE TABLE \"{orders}\" (\"{order_id}\" INTEGER PRIMARY KEY, total REAL, \"{time}\" TEXT);"
                )
                .unwrap();
                writeln!(
                    script,
                    "CREATE TABLE link (\"{reference}\" INTEGER{}, \"{own}\" INTEGER{to}{column});",
                    references(id)
                )
                .unwrap();
                for (at, buyer) in buyers.iter().enumerate() {
                    writeln!(script, "INSERT INTO \"{orders}\" VALUES ({}, 1.5, '{}');", at + 900, day(at)).unwrap();
                    writeln!(script, "INSERT INTO link VALUES ({}, {}{value});", number(*buyer), at + 900).unwrap();
                }
            }
        }
        "sparse time" => {
            writeln!(script, "CREATE TABLE \"{customers}\" (\"{id}\" INTEGER PRIMARY KEY, \"{email}\" TEXT);").unwrap();
            writeln!(script, "CREATE TABLE \"{orders}\" (\"{order_id}\" INTEGER PRIMARY KEY, \"{reference}\" INTEGER{}, paid_at TEXT, \"{time}\" TEXT);", references(id)).unwrap();
            people(&|at| number(at).to_string(), &mut script, customers);
            for (at, buyer) in buyers.iter().enumerate() {
                let paid = if at % 3 == 0 { format!("'{}'", day(at)) } else { "NULL".to_owned() };
                writeln!(
                    script,
                    "INSERT INTO \"{orders}\" VALUES ({}, {}, {paid}, '{}');",
                    at + 900,
                    number(*buyer),
                    day(at)
                )
                .unwrap();
            }
        }
        "composite key" => {
            truth = None;
            is_clear = false;
            let both = if declared {
                format!(", FOREIGN KEY (region, \"{reference}\") REFERENCES \"{customers}\"(region, \"{reference}\")")
            } else {
                String::new()
            };
            writeln!(script, "CREATE TABLE \"{customers}\" (region TEXT, \"{reference}\" INTEGER, \"{email}\" TEXT, PRIMARY KEY (region, \"{reference}\"));").unwrap();
            writeln!(script, "CREATE TABLE \"{orders}\" (\"{order_id}\" INTEGER PRIMARY KEY, region TEXT, \"{reference}\" INTEGER, \"{time}\" TEXT{both});").unwrap();
            for at in 0..rows {
                writeln!(
                    script,
                    "INSERT INTO \"{customers}\" VALUES ('r{}', {}, 'p{at}@example.com');",
                    at % 3,
                    at / 3
                )
                .unwrap();
            }
            for (at, buyer) in buyers.iter().enumerate() {
                writeln!(
                    script,
                    "INSERT INTO \"{orders}\" VALUES ({}, 'r{}', {}, '{}');",
                    at + 900,
                    buyer % 3,
                    buyer / 3,
                    day(at)
                )
                .unwrap();
            }
        }
        _ => {
            let without = if kind == "without rowid" { " WITHOUT ROWID" } else { "" };
            let mut names = names.clone();
            if kind == "shuffled tables" {
                // The names say the opposite of what the tables hold.
                std::mem::swap(&mut names.customers, &mut names.orders);
                is_clear = false;
            }
            if kind == "shuffled columns" {
                std::mem::swap(&mut names.time, &mut names.reference);
                is_clear = false;
            }
            let Names { customers, orders, reference, time, .. } = &names;
            truth = Some([customers, id, orders, reference, time].map(Clone::clone));
            let references = if declared { format!(" REFERENCES \"{customers}\"(\"{id}\")") } else { String::new() };
            writeln!(script, "CREATE TABLE \"{customers}\" (\"{id}\" INTEGER PRIMARY KEY, \"{email}\" TEXT){without};")
                .unwrap();
            writeln!(script, "CREATE TABLE \"{orders}\" (\"{order_id}\" INTEGER PRIMARY KEY, \"{reference}\" INTEGER{references}, \"{time}\" TEXT){without};").unwrap();
            people(&|at| number(at).to_string(), &mut script, customers);
            for (at, buyer) in buyers.iter().enumerate() {
                writeln!(script, "INSERT INTO \"{orders}\" VALUES ({}, {}, '{}');", at + 900, number(*buyer), day(at))
                    .unwrap();
            }
            if kind == "views beside" {
                writeln!(script, "CREATE VIEW report AS SELECT c.\"{email}\", o.\"{time}\" FROM \"{customers}\" c JOIN \"{orders}\" o ON o.\"{reference}\" = c.\"{id}\";").unwrap();
                writeln!(script, "CREATE VIEW \"{customers} list\" AS SELECT * FROM \"{customers}\";").unwrap();
            }
        }
    }
    if names.speak {
        others(random, &mut script);
    }
    Shop { kind, script, truth, is_clear }
}

/// Tables beside customers and transactions.
fn others(random: &mut Random, script: &mut String) {
    let tables = [
        "CREATE TABLE products (id INTEGER PRIMARY KEY, name TEXT, price REAL, created_at TEXT);\nINSERT INTO products VALUES (1, 'mug', 3.5, '2023-01-01'), (2, 'lamp', 9, '2023-01-02');\n",
        "CREATE TABLE employees (id INTEGER PRIMARY KEY, email TEXT, hired_on TEXT);\nINSERT INTO employees VALUES (1, 'e1@shop.com', '2020-01-01'), (2, 'e2@shop.com', '2021-01-01'), (3, 'e3@shop.com', '2021-01-01');\n",
        "CREATE TABLE suppliers (id INTEGER PRIMARY KEY, contact_email TEXT);\nINSERT INTO suppliers VALUES (1, 's1@parts.com'), (2, 's2@parts.com'), (3, 's3@parts.com');\n",
        "CREATE TABLE audit_log (id INTEGER PRIMARY KEY, user_id INTEGER, created_at TEXT);\nINSERT INTO audit_log VALUES (1, 1, '2024-01-01'), (2, 2, '2024-01-01');\n",
        "CREATE TABLE order_items (id INTEGER PRIMARY KEY, order_id INTEGER, product_id INTEGER, quantity INTEGER);\nINSERT INTO order_items VALUES (1, 900, 1, 2), (2, 901, 2, 1);\n",
        "CREATE TABLE settings (name TEXT PRIMARY KEY, value TEXT);\nINSERT INTO settings VALUES ('currency', 'EUR');\n",
    ];
    for table in tables {
        if random.chance(40) {
            *script += table;
        }
    }
}

fn names(random: &mut Random, kind: &str) -> Names {
    let owned = |list: [&str; 7], speak| {
        let [customers, id, email, orders, order_id, reference, time] = list.map(str::to_owned);
        Names { customers, id, email, orders, order_id, reference, time, speak }
    };
    if matches!(kind, "plain" | "declared" | "email key" | "two references" | "without rowid") && random.chance(25) {
        return owned(["t1", "c1", "c2", "t2", "d1", "d2", "d3"], false);
    }
    let all = [
        ["customers", "id", "email", "orders", "id", "customer_id", "order_date"],
        ["Customer", "CustomerId", "Email", "Invoice", "InvoiceId", "CustomerId", "InvoiceDate"],
        ["users", "id", "email", "purchases", "purchase_id", "user_id", "purchased_at"],
        ["members", "member_no", "e_mail", "payments", "payment_id", "member_no", "payment_date"],
        ["clients", "client_id", "email_address", "sales", "sale_id", "client_id", "sale_date"],
        ["subscribers", "id", "email", "bookings", "id", "subscriber_id", "booked_at"],
        ["leads", "lead_id", "user_email", "transactions", "transaction_id", "lead_id", "ts"],
        ["patrons", "id", "email", "loans", "id", "patron_id", "loan_date"],
        ["users", "id", "email", "rides", "id", "user_id", "created_at"],
        ["Kunden", "KundenNr", "EMail", "Bestellungen", "BestellNr", "KundenNr", "Bestelldatum"],
        ["Mitglieder", "id", "email", "Zahlungen", "id", "mitglied_id", "bezahlt_am"],
        ["clientes", "id_cliente", "correo", "pedidos", "id_pedido", "id_cliente", "fecha_pedido"],
        ["usuarios", "id", "correo", "compras", "id", "usuario_id", "fecha_compra"],
        ["clients", "id", "courriel", "commandes", "id", "client_id", "date_commande"],
        ["utilisateurs", "id", "email", "achats", "id", "utilisateur_id", "date_achat"],
        ["clientes", "codigo", "email", "vendas", "id", "codigo_cliente", "data_venda"],
        ["utilizadores", "id", "email", "encomendas", "id", "utilizador_id", "data_encomenda"],
    ];
    owned(random.pick(&all), true)
}
