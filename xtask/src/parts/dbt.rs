//! dbt, which runs an export in a project of its own: packages of PyPI in a second environment, for dbt asks for other versions
//! of some packages than pandas.

use crate::Result;
use crate::parts::python::Requirements;
use crate::parts::{Part, State};

/// The packages, in the versions of the tests.
const REQUIREMENTS: Requirements =
    Requirements { environment: ".tools/dbt", file: "tests/python/dbt.txt", stamp: ".tools/dbt/installed.txt" };

const WHY: &str = "A test runs the worked example of dbt in docs/engines.md. A download of 27 MB, once.";

/// Looks whether the environment has these very packages.
pub(crate) fn look() -> Result<State> {
    Ok(if REQUIREMENTS.are_installed()? {
        State::Ready("dbt for PostgreSQL in .tools/dbt".to_owned())
    } else {
        State::missing("dbt for PostgreSQL in .tools/dbt", WHY)
    })
}

/// Makes the environment, after the Python that makes it.
pub(crate) fn install() -> Result<()> {
    if !matches!(Part::Python.look(), State::Ready(_)) {
        Part::Python.install()?;
    }
    REQUIREMENTS.install_anew()
}
