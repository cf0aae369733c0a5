//! Sentences of advice for a statement that SQLite refused.

use crate::base::problem::sql_advice::{OddLetter, Purpose, SqlAdvice};

/// The sentences of some advice.
pub fn sql_advice(advice: &[SqlAdvice]) -> String {
    advice.iter().map(sentence).collect::<Vec<_>>().join(" ")
}

/// The sentence of one piece of advice; two where it says what a letter is.
fn sentence(advice: &SqlAdvice) -> String {
    match advice {
        SqlAdvice::OddLetter { code, letter, instead } => odd_letter(*code, letter, instead),
        SqlAdvice::OpenQuote => "The quote that opens here is never closed.".to_owned(),
        SqlAdvice::EndsTooEarly => "The statement ends here, but it is not complete.".to_owned(),
        SqlAdvice::Ambiguous => "Several tables have it: write the table's name and a dot before it.".to_owned(),
        SqlAdvice::Keyword { meant, word } => format!("Did you mean {meant} instead of {word}?"),
        SqlAdvice::Comma { word } => format!("A comma may be missing before {word}."),
        SqlAdvice::CommaBeforeFrom => "Delete the comma before FROM.".to_owned(),
        SqlAdvice::OrderWord { word } => format!("Write {word} after the column, not before it."),
        SqlAdvice::ClauseOrder { first, second } => format!("Write {first} before {second}."),
        SqlAdvice::Near { names } => format!("Did you mean {}?", names.join(" or ")),
        SqlAdvice::BuildFirst => "Press Build features first: that makes it.".to_owned(),
        SqlAdvice::SeeTables => "The list of tables shows what this database has.".to_owned(),
        SqlAdvice::SeeColumns => "The list of tables shows the columns of each.".to_owned(),
        SqlAdvice::Dropped { name } => format!("A statement before this one dropped or renamed {name}."),
        SqlAdvice::DroppedInLine { name, line } => {
            format!("The statement in line {line} of this script dropped {name}.")
        }
        SqlAdvice::RenamedInLine { name, to, line } => {
            format!("The statement in line {line} of this script renamed {name} to {to}.")
        }
        SqlAdvice::RolledBackInLine { line } => {
            format!("The ROLLBACK in line {line} of this script undid what made it.")
        }
        SqlAdvice::TextNeedsQuotes { word } => {
            format!("Text needs single quotes: without them {word} is a column.")
        }
        SqlAdvice::Instead { missing, write, purpose } => {
            let purpose = match purpose {
                Purpose::Same => "",
                Purpose::CountsDays => ", which counts days",
                Purpose::OrYear => ", or with 'start of year'",
                Purpose::AtTheEnd => " at the end of the query",
                Purpose::ListsTables => " to list them",
                Purpose::ShowsColumns => " to see its columns",
                Purpose::IgnoresCase => ", which takes a and A for the same",
                Purpose::DeletesRows => ", which deletes all rows",
                Purpose::OneDatabase => " to see the tables of the open database",
            };
            format!("SQLite has no {missing}: write {write}{purpose}.")
        }
        SqlAdvice::Interval => {
            "SQLite has no INTERVAL: write the step as text, as in date('now', '-7 days').".to_owned()
        }
        SqlAdvice::Prompt { prompt } => format!("{prompt} is the prompt of a shell: delete it."),
        SqlAdvice::CodeFence => {
            "The line with ``` marks code on a web page and is no SQL: delete it, also after the SQL.".to_owned()
        }
        SqlAdvice::OpenBracket { before: Some(word) } => format!("A ) is missing before {word}."),
        SqlAdvice::OpenBracket { before: None } => "A ) is missing at the end.".to_owned(),
        SqlAdvice::LooseBracket => "This ) closes no bracket: delete it, or write a ( before it.".to_owned(),
        SqlAdvice::Semicolon { word } => format!("A ; is missing before {word}: it ends the statement before."),
        SqlAdvice::QueryWithoutBrackets => {
            "A query inside of another needs brackets: write ( before SELECT and ) after the query.".to_owned()
        }
        SqlAdvice::Apostrophe { write } => format!("Inside of text a single quote is written twice: {write}."),
        SqlAdvice::ExtraComma => "Delete this comma.".to_owned(),
        SqlAdvice::MissingWord { word, before } if before.is_empty() => {
            format!("The word {word} is missing at the end.")
        }
        SqlAdvice::MissingWord { word, before } => format!("The word {word} is missing before {before}."),
        SqlAdvice::Write { found, write } => format!("Write {write} instead of {found}."),
        SqlAdvice::KeywordAsName { word } => {
            format!("{word} is a word of SQL. As a name it needs double quotes: \"{word}\".")
        }
        SqlAdvice::AggregateInWhere { name } => format!(
            "WHERE sees one row at a time, so {name} cannot be used there. A condition on groups belongs in HAVING, \
             after GROUP BY. A value of all rows needs a subquery."
        ),
        SqlAdvice::NestedAggregate => {
            "One aggregate function cannot take another. Compute the inner one in a subquery first.".to_owned()
        }
        SqlAdvice::WindowInWhere => {
            "WHERE runs before window functions. Compute the window function in a subquery, then filter its rows."
                .to_owned()
        }
        SqlAdvice::CalledAs { table, alias, write } => {
            format!("In this query {table} has the name {alias}: write {write}.")
        }
        SqlAdvice::HavingWithoutGroups => {
            "HAVING filters groups, and this query has none. Write WHERE, or add GROUP BY.".to_owned()
        }
        SqlAdvice::NotUnique { column } => {
            format!("A row with the same {column} exists already. Use another value, or UPDATE that row.")
        }
        SqlAdvice::NotNull { column } => format!("Every row needs a value in {column}."),
        SqlAdvice::ForeignKey => {
            "The row refers to a row that does not exist, or other rows still refer to it.".to_owned()
        }
        SqlAdvice::BreaksCheck => {
            "The table allows only values for which this condition is true. The command .schema shows it.".to_owned()
        }
        SqlAdvice::NameColumns { table } => format!(
            "Write one value for each column, or name the columns that you have values for: INSERT INTO {table} (…) VALUES (…)."
        ),
        SqlAdvice::ExistsAlready { kind, name } => format!(
            "Use another name, or run DROP {} {name} first, which deletes the old one.",
            kind.to_ascii_uppercase()
        ),
        SqlAdvice::UnionColumns => "Both queries need the same number of columns.".to_owned(),
        SqlAdvice::TransactionIsOpen => "A transaction is open already. End it first: COMMIT or ROLLBACK.".to_owned(),
        SqlAdvice::NoTransaction => "No transaction is open: BEGIN starts one.".to_owned(),
    }
}

fn odd_letter(code: u64, letter: &OddLetter, instead: &str) -> String {
    let name = match letter {
        OddLetter::NoBreakSpace => "no-break space",
        OddLetter::TypographicQuote => "typographic quote",
        OddLetter::WithoutWidth => "letter without width",
        OddLetter::OtherSpace => "space of another kind",
    };
    let instead = match instead {
        "" => "Delete it.",
        " " => "Type a plain space instead.",
        "'" => "Type ' instead.",
        _ => "Type ' around text, or \" around a name.",
    };
    format!("Here is a {name} (U+{code:04X}), as text from a web page or document has it. {instead}")
}
