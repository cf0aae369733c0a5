//! The history of the SQL box: scripts that were run, recalled one by one.

/// The number of scripts that are kept.
const LONGEST: usize = 50;

/// The longest script that is kept, in bytes.
const LARGEST: usize = 20_000;

/// The separator between scripts in the stored text: a character that no script has.
const BETWEEN: char = '\u{1e}';

/// Scripts, the last one last, and the position of the recalled one.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct History {
    scripts: Vec<String>,
    /// The position of the recalled script, counted from the end; 0 is the draft.
    back: usize,
    /// The text of the box before a script was recalled.
    draft: String,
}

impl History {
    /// Reads what [`Self::write`] wrote.
    pub fn read(text: &str) -> Self {
        let scripts = text.split(BETWEEN).filter(|script| !script.is_empty()).map(str::to_owned).collect();
        let mut history = Self { scripts, ..Self::default() };
        history.cut();
        history
    }

    /// Writes the scripts as one text.
    pub fn write(&self) -> String {
        self.scripts.join(&BETWEEN.to_string())
    }

    /// Adds a script that was run. One that was run before moves to the end.
    pub fn add(&mut self, script: &str) {
        let script = script.trim();
        self.back = 0;
        if script.is_empty() || script.len() > LARGEST || script.contains(BETWEEN) {
            return;
        }
        self.scripts.retain(|known| known != script);
        self.scripts.push(script.to_owned());
        self.cut();
    }

    /// The scripts, the one that ran last first.
    pub fn scripts(&self) -> impl Iterator<Item = &String> {
        self.scripts.iter().rev()
    }

    fn cut(&mut self) {
        self.scripts.drain(..self.scripts.len().saturating_sub(LONGEST));
    }

    /// Returns the script before the one shown; `shown` is the text of the box. `None` if there is none before.
    pub fn earlier(&mut self, shown: &str) -> Option<String> {
        if self.back == 0 {
            shown.clone_into(&mut self.draft);
        }
        let at = self.scripts.len().checked_sub(self.back + 1)?;
        let script = self.scripts.get(at)?.clone();
        self.back += 1;
        // The script that ran last is still in the box.
        if script == shown.trim() && self.back == 1 { self.earlier(shown) } else { Some(script) }
    }

    /// Returns the script after the one shown, and after the last the draft. `None` if no script was recalled.
    pub fn later(&mut self) -> Option<String> {
        self.back = self.back.checked_sub(1)?;
        if self.back == 0 {
            return Some(std::mem::take(&mut self.draft));
        }
        self.scripts.get(self.scripts.len().checked_sub(self.back)?).cloned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scripts_come_back_one_by_one_and_the_draft_at_the_end() {
        let mut history = History::default();
        for script in ["one", "two", "one", " three ", ""] {
            history.add(script);
        }
        assert_eq!(History::read(&history.write()), history);
        assert_eq!(history.earlier("draft").as_deref(), Some("three"));
        assert_eq!(history.earlier("three").as_deref(), Some("one"));
        assert_eq!(history.earlier("one").as_deref(), Some("two"));
        assert_eq!(history.earlier("two"), None);
        assert_eq!(history.later().as_deref(), Some("one"));
        assert_eq!(history.later().as_deref(), Some("three"));
        assert_eq!(history.later().as_deref(), Some("draft"));
        assert_eq!(history.later(), None);
    }

    #[test]
    fn what_was_just_run_is_not_brought_back_to_itself() {
        let mut history = History::default();
        assert_eq!((history.earlier(""), history.later()), (None, None));
        history.add("one");
        history.add("two");
        assert_eq!(history.earlier("two").as_deref(), Some("one"));
    }

    #[test]
    fn only_the_last_fifty_stay() {
        let mut history = History::default();
        (0..60).for_each(|n| history.add(&n.to_string()));
        assert_eq!(history.write().split(BETWEEN).count(), LONGEST);
        assert_eq!(history.earlier("").as_deref(), Some("59"));
    }
}
