//! Where things are.

use std::path::{Path, PathBuf};
use std::{env, fs};

/// The project's folders.
pub struct Project {
    /// The repository.
    pub root: PathBuf,
    /// Tools that the set-up installs; git ignores it, and to delete it is safe.
    pub tools: PathBuf,
    /// The built page.
    pub dist: PathBuf,
}

impl Project {
    /// The project that this program was built from.
    pub fn here() -> Self {
        let package = env::var_os("CARGO_MANIFEST_DIR").map_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")), PathBuf::from);
        let root = package.parent().unwrap_or(Path::new(".")).to_path_buf();
        Self { tools: root.join(".tools"), dist: root.join("dist"), root }
    }

    /// The folder for the wasm build, apart from the host's: two compilers that share one would rebuild each other's work.
    pub fn wasm_target(&self) -> PathBuf {
        self.root.join("target/wasm")
    }

    /// The version of a package in `Cargo.lock`.
    ///
    /// # Errors
    /// Words, when there is no such file or package.
    pub fn locked(&self, package: &str) -> Result<String, String> {
        let lock = self.root.join("Cargo.lock");
        let text = fs::read_to_string(&lock).map_err(|error| format!("cannot read {}: {error}", lock.display()))?;
        locked_version(&text, package)
            .ok_or_else(|| format!("Cargo.lock names no version of {package}; `git checkout Cargo.lock`"))
    }

    /// Whether the workspace has this package, by its folder.
    pub fn has(&self, folder: &str) -> bool {
        self.root.join(folder).join("Cargo.toml").is_file()
    }
}

fn locked_version(lock: &str, package: &str) -> Option<String> {
    let (_, after) = lock.split_once(&format!("name = \"{package}\"\nversion = \""))?;
    after.split_once('"').map(|(version, _)| version.to_owned())
}

#[cfg(test)]
mod tests {
    use super::locked_version;

    #[test]
    fn version_of_the_very_package() {
        let lock = "[[package]]\nname = \"a-b\"\nversion = \"1.0.0\"\n\n[[package]]\nname = \"a\"\nversion = \"2.0.0\"\n";
        assert_eq!(locked_version(lock, "a").as_deref(), Some("2.0.0"));
        assert_eq!(locked_version(lock, "a-b").as_deref(), Some("1.0.0"));
        assert_eq!(locked_version(lock, "b"), None);
    }
}
