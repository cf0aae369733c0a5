//! Shows the profile of a table.

use crate::base::schema::Table;
use crate::protocol::Query;
use crate::sqlite::sql::profile;
use crate::sqlite::sql::statements::select_all;
use crate::ui::shell::actions::Actions;
use crate::ui::shell::areas::Area;
use crate::ui::shell::results_state::Shown;
use crate::words;

/// The number of first rows beside a table's profile: as many as pandas' `head` gives.
const HEAD: u64 = 5;

impl Actions {
    /// Shows a table's profile: for each column its types, the number of missing values, the minimum, mean and maximum;
    /// and the table's first rows.
    pub(crate) fn show_profile(self, table: &Table) {
        let sql = format!("{}\n{}", select_all(&table.name, HEAD), profile::sql(table));
        self.state.shell.areas.show(Area::Explore);
        let title = words::show_profile_of(&table.name);
        let place = Shown { results: self.state.explore.results, title, tabs: words::PROFILE_TABS, titles: Vec::new() };
        self.run_script(Query::of_lab(sql), place, None);
    }
}
