//! A DSN, the address of a PostgreSQL server: reads it, leaves its password out, and writes it as psql and scripts take it.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, percent_decode_str, utf8_percent_encode};

/// The letters that stand for themselves in every part of a URL.
const ENCODED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

/// The options of libpq that say nothing secret; their values are shown.
const OPTIONS: [&str; 27] = [
    "application_name",
    "channel_binding",
    "client_encoding",
    "connect_timeout",
    "fallback_application_name",
    "gssencmode",
    "gsslib",
    "hostaddr",
    "keepalives",
    "keepalives_count",
    "keepalives_idle",
    "keepalives_interval",
    "krbsrvname",
    "load_balance_hosts",
    "options",
    "passfile",
    "require_auth",
    "ssl_max_protocol_version",
    "ssl_min_protocol_version",
    "sslcert",
    "sslcrl",
    "sslkey",
    "sslmode",
    "sslnegotiation",
    "sslrootcert",
    "target_session_attrs",
    "tcp_user_timeout",
];

/// The stand-in for a password.
const MASK: &str = "***";

/// The parts of a URL as a library of URLs splits it, still percent-encoded; a missing part is empty.
#[derive(Clone, Default)]
pub struct UrlParts {
    /// The scheme, without its colon.
    pub scheme: String,
    /// The user.
    pub user: String,
    /// The password.
    pub password: String,
    /// The host; an address of IPv6 in brackets.
    pub host: String,
    /// The port.
    pub port: String,
    /// The path with its first slash.
    pub path: String,
    /// The text after the question mark.
    pub query: String,
    /// The text after the number sign.
    pub fragment: String,
}

/// A DSN without its password.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Dsn {
    /// The Python package in the scheme of SQLAlchemy's URLs, such as `psycopg2`; empty without one.
    pub driver: String,
    /// The user; empty if the DSN has none.
    pub user: String,
    /// True if the DSN has a password.
    pub has_password: bool,
    /// The host, or the folder of a socket; empty if the DSN has none.
    pub host: String,
    /// The port; empty if the DSN has none.
    pub port: String,
    /// The database; empty if the DSN has none.
    pub database: String,
    /// The other options, such as `sslmode`.
    pub options: Vec<(String, String)>,
}

/// A reason why a text is not read as a DSN. It has no part of the text, which may be a password.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DsnProblem {
    /// It is neither `postgresql://…` nor `host=… dbname=…`.
    NoDsn,
    /// It cannot be split, or a letter of the password that has a meaning in a URL is not percent-encoded.
    NotSplit,
    /// It has several hosts.
    SeveralHosts,
    /// It has an option that is not among those whose values may be shown.
    UnknownOption,
}

/// Reads a DSN: a URL, which `split` splits, or pairs as libpq has them (`host=… dbname=…`).
///
/// # Errors
///
/// The text is no DSN, or not a clear one; the error says which.
pub fn read(text: &str, split: impl FnOnce(&str) -> Option<UrlParts>) -> Result<Dsn, DsnProblem> {
    let text = text.trim();
    let dsn = if text.contains("://") {
        of_url(split(text).ok_or(DsnProblem::NotSplit)?)?
    } else {
        let mut dsn = Dsn::default();
        for (name, value) in pairs(text).filter(|pairs| !pairs.is_empty()).ok_or(DsnProblem::NoDsn)? {
            dsn.set(&name, value)?;
        }
        dsn
    };
    if dsn.host.contains(',') || dsn.port.contains(',') {
        return Err(DsnProblem::SeveralHosts);
    }
    let is_name = |letter: char| letter.is_alphanumeric() || matches!(letter, '-' | '.' | '_' | ':');
    let is_host = dsn.host.starts_with('/') || dsn.host.chars().all(is_name);
    let is_port = dsn.port.is_empty() || dsn.port.parse::<u16>().is_ok();
    // libpq reads pairs in the name of a database, and with them a password.
    let is_nested = dsn.database.contains('=') || dsn.user.contains(':');
    if is_host && is_port && !is_nested { Ok(dsn) } else { Err(DsnProblem::NotSplit) }
}

fn of_url(parts: UrlParts) -> Result<Dsn, DsnProblem> {
    let scheme = parts.scheme.to_ascii_lowercase();
    let (kind, driver) = scheme.split_once('+').unwrap_or((&scheme, ""));
    if !matches!(kind, "postgresql" | "postgres") || !driver.chars().all(|letter| letter.is_ascii_alphanumeric()) {
        return Err(DsnProblem::NoDsn);
    }
    let path = parts.path.strip_prefix('/').unwrap_or(&parts.path);
    // A password with one of these letters ends the host too early, and its rest stands here.
    if !parts.fragment.is_empty() || path.contains(['/', '@', ':']) {
        return Err(DsnProblem::NotSplit);
    }
    let host = parts.host.strip_prefix('[').and_then(|host| host.strip_suffix(']')).unwrap_or(&parts.host);
    let mut dsn = Dsn {
        driver: driver.to_owned(),
        user: decoded(&parts.user)?,
        has_password: !parts.password.is_empty(),
        host: decoded(host)?,
        port: parts.port,
        database: decoded(path)?,
        options: Vec::new(),
    };
    for pair in parts.query.split('&').filter(|pair| !pair.is_empty()) {
        let (name, value) = pair.split_once('=').ok_or(DsnProblem::NotSplit)?;
        dsn.set(&decoded(name)?, decoded(value)?)?;
    }
    Ok(dsn)
}

fn decoded(part: &str) -> Result<String, DsnProblem> {
    percent_decode_str(part).decode_utf8().map(Into::into).map_err(|_| DsnProblem::NotSplit)
}

/// The pairs of `name=value`, with white space around; a value may stand in single quotes. `None` if it is something else.
fn pairs(text: &str) -> Option<Vec<(String, String)>> {
    let mut letters = text.chars().peekable();
    let mut pairs = Vec::new();
    loop {
        while letters.next_if(|letter| letter.is_whitespace()).is_some() {}
        if letters.peek().is_none() {
            return Some(pairs);
        }
        let mut name = String::new();
        while let Some(letter) = letters.next_if(|letter| letter.is_ascii_alphanumeric() || *letter == '_') {
            name.push(letter);
        }
        while letters.next_if(|letter| letter.is_whitespace()).is_some() {}
        if name.is_empty() || letters.next() != Some('=') {
            return None;
        }
        while letters.next_if(|letter| letter.is_whitespace()).is_some() {}
        let is_quoted = letters.next_if_eq(&'\'').is_some();
        let mut value = String::new();
        loop {
            match letters.next() {
                Some('\\') => value.extend(letters.next()),
                Some('\'') if is_quoted => break,
                Some(letter) if !is_quoted && letter.is_whitespace() => break,
                Some(letter) => value.push(letter),
                None if is_quoted => return None,
                None => break,
            }
        }
        pairs.push((name, value));
    }
}

impl Dsn {
    /// Sets the part of a name. A password is not kept.
    fn set(&mut self, name: &str, value: String) -> Result<(), DsnProblem> {
        match name {
            "password" => self.has_password = !value.is_empty(),
            "user" => self.user = value,
            "host" => self.host = value,
            "port" => self.port = value,
            "dbname" => self.database = value,
            _ if OPTIONS.contains(&name) => self.options.push((name.to_owned(), value)),
            _ => return Err(DsnProblem::UnknownOption),
        }
        Ok(())
    }

    /// The DSN with a stand-in for its password.
    pub fn masked(&self) -> String {
        let scheme =
            if self.driver.is_empty() { "postgresql".to_owned() } else { format!("postgresql+{}", self.driver) };
        self.url(&scheme, if self.has_password { MASK } else { "" })
    }

    /// The DSN without a password as psql takes it.
    pub fn for_psql(&self) -> String {
        self.url("postgresql", "")
    }

    /// The DSN without a password as SQLAlchemy takes it.
    pub fn for_script(&self) -> String {
        let driver = if self.driver.is_empty() { "psycopg" } else { &self.driver };
        self.url(&format!("postgresql+{driver}"), "")
    }

    fn url(&self, scheme: &str, password: &str) -> String {
        let encoded = |text| utf8_percent_encode(text, ENCODED).to_string();
        let socket = self.host.starts_with('/');
        let host = if socket {
            String::new()
        } else if self.host.contains(':') {
            format!("[{}]", self.host)
        } else {
            self.host.clone()
        };
        let user = match (self.user.is_empty() && password.is_empty(), password) {
            (true, _) => String::new(),
            (false, "") => format!("{}@", encoded(&self.user)),
            (false, password) => format!("{}:{password}@", encoded(&self.user)),
        };
        let port = if self.port.is_empty() || socket { String::new() } else { format!(":{}", self.port) };
        let mut further = Vec::new();
        if socket {
            further.push(("host", self.host.as_str()));
            further.extend((!self.port.is_empty()).then_some(("port", self.port.as_str())));
        }
        further.extend(self.options.iter().map(|(name, value)| (name.as_str(), value.as_str())));
        let further: Vec<String> =
            further.into_iter().map(|(name, value)| format!("{name}={}", encoded(value))).collect();
        let further = if further.is_empty() { String::new() } else { format!("?{}", further.join("&")) };
        format!("{scheme}://{user}{host}{port}/{}{further}", encoded(&self.database))
    }

    /// The commands that take the definition to this server; the first asks for the password, if there is one.
    pub fn commands(&self) -> Vec<String> {
        let password = self.has_password.then(|| "read -rs PGPASSWORD; export PGPASSWORD".to_owned());
        let psql =
            format!("DSN='{}'\npsql \"$DSN\" -v ON_ERROR_STOP=1 -f customer_features.postgres.sql", self.for_psql());
        let script = format!("python build_features.py --db '{}'", self.for_script());
        password.into_iter().chain([psql, script]).collect()
    }
}
