//! The tabs of the SQL box: several texts with names. The first one belongs to the open work and its exercise; the others stay
//! in this browser.

/// The largest number of tabs.
pub const MOST: usize = 12;

/// The separators of the stored text: between tabs, and between a name and its text. No SQL has them.
const BETWEEN: char = '\u{1e}';
const WITHIN: char = '\u{1f}';

/// A tab.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tab {
    /// The name that the person gave it; empty if the lab numbers it.
    pub name: String,
    /// The number that names it otherwise.
    pub number: usize,
    /// Its text; of the open tab as it was when it was opened.
    pub text: String,
}

/// The tabs in their order, and which one is open.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tabs {
    tabs: Vec<Tab>,
    open: usize,
}

impl Default for Tabs {
    fn default() -> Self {
        Self { tabs: vec![Tab { number: 1, ..Tab::default() }], open: 0 }
    }
}

impl Tabs {
    /// Reads the tabs after the first one, as [`Self::write`] wrote them.
    pub fn read(text: &str) -> Self {
        let mut tabs = Self::default();
        for one in text.split(BETWEEN).filter(|one| !one.is_empty()).take(MOST - 1) {
            let (name, text) = one.split_once(WITHIN).unwrap_or(("", one));
            let number = tabs.tabs.len() + 1;
            tabs.tabs.push(Tab { name: name.to_owned(), number, text: text.to_owned() });
        }
        tabs
    }

    /// Writes the tabs after the first one. `shown` is the text of the open tab.
    pub fn write(&self, shown: &str) -> String {
        let text = |(at, tab): (usize, &Tab)| {
            let text = if at == self.open { shown } else { &tab.text };
            format!("{}{WITHIN}{}", tab.name, text.replace([BETWEEN, WITHIN], " "))
        };
        let texts: Vec<String> = self.tabs.iter().enumerate().skip(1).map(text).collect();
        texts.join(&BETWEEN.to_string())
    }

    /// The tabs in their order.
    pub fn all(&self) -> &[Tab] {
        &self.tabs
    }

    /// The position of the open tab.
    pub fn open(&self) -> usize {
        self.open
    }

    /// Returns `true` while the first tab is open.
    pub fn is_first(&self) -> bool {
        self.open == 0
    }

    /// The text of the first tab if another one is open.
    pub fn first(&self) -> Option<&str> {
        self.tabs.first().filter(|_| self.open > 0).map(|tab| tab.text.as_str())
    }

    /// Opens another tab, and keeps the text of the open one (`shown`). Returns the text of the other one; `None` if it is
    /// open already, or if there is none.
    pub fn choose(&mut self, at: usize, shown: &str) -> Option<String> {
        if at == self.open {
            return None;
        }
        let text = self.tabs.get(at)?.text.clone();
        if let Some(tab) = self.tabs.get_mut(self.open) {
            shown.clone_into(&mut tab.text);
        }
        self.open = at;
        Some(text)
    }

    /// Adds an empty tab after the others and opens it; `false` if there are as many as there may be.
    pub fn add(&mut self, shown: &str) -> bool {
        if self.tabs.len() >= MOST {
            return false;
        }
        let number = self.tabs.iter().map(|tab| tab.number).max().unwrap_or_default() + 1;
        self.tabs.push(Tab { number, ..Tab::default() });
        self.choose(self.tabs.len() - 1, shown).is_some()
    }

    /// Closes the open tab and opens the one before it; returns that one's text. The first tab stays.
    pub fn close(&mut self) -> Option<String> {
        if self.open == 0 {
            return None;
        }
        self.tabs.remove(self.open);
        self.open -= 1;
        self.tabs.get(self.open).map(|tab| tab.text.clone())
    }

    /// Gives the open tab a name. With an empty one, the lab numbers it.
    pub fn rename(&mut self, name: &str) {
        let name = name.replace([BETWEEN, WITHIN], " ");
        if let Some(tab) = self.tabs.get_mut(self.open) {
            name.trim().clone_into(&mut tab.name);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_tab_keeps_its_text() {
        let mut tabs = Tabs::default();
        assert_eq!((tabs.choose(0, "one"), tabs.choose(1, "one"), tabs.first()), (None, None, None));
        assert!(tabs.add("one"));
        tabs.rename(" mine ");
        assert_eq!((tabs.open(), tabs.first()), (1, Some("one")));
        assert_eq!(tabs.choose(0, "two").as_deref(), Some("one"));
        assert_eq!(tabs.choose(1, "one, changed").as_deref(), Some("two"));
        assert_eq!(tabs.close().as_deref(), Some("one, changed"));
        assert_eq!((tabs.close(), tabs.is_first()), (None, true));
        assert!(tabs.add("") && tabs.all().len() == 2);
    }

    #[test]
    fn the_tabs_after_the_first_are_read_as_they_are_written() {
        let mut tabs = Tabs::default();
        tabs.add("first");
        tabs.rename("a");
        tabs.add("SELECT 1;\n");
        let read = Tabs::read(&tabs.write("SELECT\u{1f} 2"));
        let texts: Vec<_> = read.all().iter().map(|tab| (tab.name.as_str(), tab.text.as_str())).collect();
        assert_eq!(texts, [("", ""), ("a", "SELECT 1;\n"), ("", "SELECT  2")]);
        assert_eq!((read.open(), Tabs::read(""), Tabs::default().write("x")), (0, Tabs::default(), String::new()));
    }

    #[test]
    fn there_are_not_too_many() {
        let mut tabs = Tabs::default();
        assert_eq!((0..20).filter(|_| tabs.add("")).count(), MOST - 1);
    }
}
