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
            };
            format!("SQLite has no {missing}: write {write}{purpose}.")
        }
        SqlAdvice::Interval => {
            "SQLite has no INTERVAL: write the step as text, as in date('now', '-7 days').".to_owned()
        }
        SqlAdvice::Prompt => "sqlite> is the prompt of the sqlite3 shell: leave it out.".to_owned(),
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
