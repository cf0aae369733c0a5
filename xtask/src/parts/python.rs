//! Python with pandas, which the tests and the benchmark hold the lab against: an environment inside the project. Other parts
//! add packages to it, or make an environment of their own.

use std::path::PathBuf;

use crate::parts::{State, apt};
use crate::version::Version;
use crate::{Result, child, project, search};

/// A file of packages, each in one version, for an environment.
pub(crate) struct Requirements {
    /// The folder of the environment.
    pub(crate) environment: &'static str,
    /// The file.
    pub(crate) file: &'static str,
    /// A copy of it, which lies in the environment once the packages are installed.
    pub(crate) stamp: &'static str,
}

/// The folder of the environment with pandas.
pub(crate) const ENVIRONMENT: &str = ".tools/python";

/// The packages, in the versions of the tests.
const REQUIREMENTS: Requirements = Requirements {
    environment: ENVIRONMENT,
    file: "tests/python/requirements.txt",
    stamp: ".tools/python/installed.txt",
};

/// The variable that names the environment's Python, for tests that start it.
pub(crate) const VARIABLE: &str = "LAB_PYTHON";

/// The lowest Python that has these packages.
const LOWEST: &str = "3.11";

const WHY: &str = "The tests compare the lab with pandas, in an environment inside the project.";

/// The environment's own Python.
pub(crate) fn program() -> PathBuf {
    program_of(ENVIRONMENT)
}

/// The Python of an environment.
fn program_of(environment: &str) -> PathBuf {
    project::path(environment).join(if cfg!(windows) { "Scripts/python.exe" } else { "bin/python" })
}

/// A Python that can make the environment.
fn base() -> Option<PathBuf> {
    let names = ["python3", "python"].into_iter().filter_map(search::program);
    let places = ["/usr/bin/python3"].into_iter().map(PathBuf::from).filter(|file| file.is_file());
    names.chain(places).find(|file| {
        let version = child::output(file, &["--version"]).as_deref().and_then(Version::find);
        let recent = version.is_some_and(|version| Version::find(LOWEST).is_some_and(|lowest| version >= lowest));
        // Debian keeps what fills a new environment in a package of its own.
        recent && child::succeeds(&mut child::program(file, &["-c", "import venv, ensurepip"]))
    })
}

impl Requirements {
    /// Says whether the environment has these very packages.
    pub(crate) fn are_installed(&self) -> Result<bool> {
        let wanted = project::read(self.file)?;
        Ok(program_of(self.environment).is_file()
            && project::read(self.stamp).is_ok_and(|installed| installed == wanted))
    }

    /// Makes the environment and installs the packages.
    pub(crate) fn install_anew(&self) -> Result<()> {
        let base = base().ok_or_else(|| format!("{WHY} It needs Python {LOWEST} or later with venv."))?;
        child::run(child::program(base, &["-m", "venv", "--clear"]).arg(project::path(self.environment)))?;
        self.install()
    }

    /// Installs the packages into the environment.
    pub(crate) fn install(&self) -> Result<()> {
        let arguments = ["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--requirement", self.file];
        child::run(&mut child::program(program_of(self.environment), &arguments))?;
        let stamp = project::path(self.stamp);
        std::fs::write(&stamp, project::read(self.file)?).map_err(|error| format!("{}: {error}", stamp.display()))
    }
}

/// Looks whether the environment has these very packages.
pub(crate) fn look() -> Result<State> {
    if REQUIREMENTS.are_installed()? {
        return Ok(State::Ready(format!("pandas in {}", project::path(ENVIRONMENT).display())));
    }
    if base().is_some() {
        return Ok(State::missing("a Python environment with pandas in .tools/python", WHY));
    }
    if apt::is_here() {
        return Ok(State::missing(
            format!("apt-get install {}, then an environment with pandas", packages().join(" ")),
            WHY,
        ));
    }
    Err(format!("{WHY} Install Python {} or later (python.org), then run this again.", LOWEST))
}

/// Makes the environment and installs the packages.
pub(crate) fn install() -> Result<()> {
    if base().is_none() {
        apt::install(&packages())?;
    }
    REQUIREMENTS.install_anew()
}

fn packages() -> Vec<String> {
    ["python3", "python3-venv"].map(str::to_owned).to_vec()
}
