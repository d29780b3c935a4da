//! The miner: Trunk builds it under names without a hash, and starts it nowhere.

use std::path::Path;

use crate::minify::{Kind, Minifier};
use crate::placeholder::fill;
use crate::{Profile, integrity, names};

/// Gives the miner's files names made of their contents, and writes the script that runs it in a worker, from its template; to be published,
/// all of it is made small first. Returns the script's name.
///
/// # Errors
/// Words, when a file is missing or cannot be written, the template lacks a placeholder, or something cannot be made small.
pub fn finish(built: &Path, template: &Path, profile: Profile, minifier: &Minifier) -> Result<String, String> {
    let (mut wasm, mut program) = (crate::bytes(&built.join("miner_bg.wasm"))?, crate::read(&built.join("miner.js"))?);
    if profile == Profile::Release {
        (wasm, program) = names::shorten(&wasm, &program)?;
        program = minifier.minified(&program, Kind::Module, "miner.js")?;
    }
    let wasm_name = integrity::named("miner", &wasm, "_bg.wasm");
    let program_name = integrity::named("miner", &[program.as_bytes(), &wasm].concat(), ".js");
    let script = crate::read(template)?;
    let script = fill(&script, "@program@", &program_name, "miner.js")?;
    let script = fill(&script, "@wasm@", &wasm_name, "miner.js")?;
    let script = fill(&script, "@wasm-integrity@", &integrity::of(&wasm), "miner.js")?;
    let script = minifier.minified(&script, Kind::Module, "miner.js")?;
    let script_name = integrity::named("mine", script.as_bytes(), ".js");
    for (old, name, contents) in [("miner_bg.wasm", &wasm_name, &wasm[..]), ("miner.js", &program_name, program.as_bytes())] {
        crate::replace(built, old, name, contents)?;
    }
    crate::write(&built.join(&script_name), &script)?;
    Ok(script_name)
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::finish;
    use crate::Profile;
    use crate::minify::Minifier;

    #[test]
    fn names_follow_contents() {
        let built = std::env::temp_dir().join(format!("lectern-miner-{}", std::process::id()));
        let name_of = |wasm: &str| {
            fs::create_dir_all(&built).expect("a folder");
            let write = |name: &str, text: &str| fs::write(built.join(name), text).expect("a file");
            write("miner_bg.wasm", wasm);
            write("miner.js", "export default 1;");
            write("template.js", "'./@program@' './@wasm@' '@wasm-integrity@'");
            let name = finish(&built, &built.join("template.js"), Profile::Debug, &Minifier::none()).expect("a script");
            let script = fs::read_to_string(built.join(&name)).expect("the script");
            let wasm_name = script.split('\'').nth(3).expect("a name").to_owned();
            assert!(built.join(wasm_name.trim_start_matches("./")).is_file(), "{script}");
            assert!(script.contains("'sha384-"), "{script}");
            fs::remove_dir_all(&built).expect("the folder");
            name
        };
        let one = name_of("a");
        assert_eq!(one, name_of("a"));
        assert_ne!(one, name_of("b"));
    }
}
