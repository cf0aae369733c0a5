//! The place on the page that the address follows: the lesson, the exercise and the tab on show.

/// A lesson, an exercise and a tab, as a link names them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Place {
    /// `lesson=`; empty for no lesson.
    pub lesson: String,
    /// `step=`, from 1; `None` without a lesson.
    pub step: Option<usize>,
    /// `tab=`; `None` for the tab that the exercise opens by itself.
    pub tab: Option<&'static str>,
}

impl Place {
    /// Writes this place into a fragment (without its `#`) in place of the one that it names. All else stays, unknown
    /// parameters too, but `sql=` goes with the exercise that it was for.
    #[inline(never)]
    pub fn write_into(&self, fragment: &str) -> String {
        let pairs: Vec<_> = form_urlencoded::parse(fragment.trim_start_matches('#').as_bytes()).collect();
        let value = |name: &str| pairs.iter().rev().find(|(known, _)| known == name).map(|(_, value)| &**value);
        let step = self.step.map(|step| step.to_string());
        let is_same = value("lesson").unwrap_or_default() == self.lesson && value("step") == step.as_deref();
        let stays = |name: &str| match name {
            "lesson" | "step" | "tab" => false,
            "sql" => is_same,
            _ => true,
        };
        let mut written = form_urlencoded::Serializer::new(String::new());
        // `data=` is the last one, see [`super::Link::write`].
        let (data, rest): (Vec<_>, Vec<_>) =
            pairs.iter().filter(|(name, _)| stays(name)).partition(|(name, _)| name == "data");
        written.extend_pairs(rest);
        // A frame without a lesson has no place for one.
        if !self.lesson.is_empty() || value("embed") != Some("1") {
            written.append_pair("lesson", &self.lesson);
        }
        if let Some(step) = &step {
            written.append_pair("step", step);
        }
        if let Some(tab) = self.tab {
            written.append_pair("tab", tab);
        }
        written.extend_pairs(data);
        written.finish()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn place(lesson: &str, step: usize, tab: Option<&'static str>) -> Place {
        Place { lesson: lesson.to_owned(), step: Some(step), tab }
    }

    #[test]
    fn the_place_is_replaced_and_all_else_stays() {
        let before = "#sample=tiny&lesson=a&step=2&new=thing&tab=build&data.name=x.db&data=AAA";
        let after = "sample=tiny&new=thing&data.name=x.db&lesson=b&step=1&data=AAA";
        assert_eq!(place("b", 1, None).write_into(before), after);
        assert_eq!(place("b", 1, Some("explore")).write_into(""), "lesson=b&step=1&tab=explore");
    }

    #[test]
    fn sql_stays_with_its_exercise_only() {
        let before = "sql=SELECT+1&lesson=a&step=2";
        assert_eq!(place("a", 2, Some("build")).write_into(before), "sql=SELECT+1&lesson=a&step=2&tab=build");
        assert_eq!(place("a", 3, None).write_into(before), "lesson=a&step=3");
        assert_eq!(Place::default().write_into(before), "lesson=");
        assert_eq!(Place::default().write_into("embed=1"), "embed=1");
    }
}
