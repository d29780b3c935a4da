//! The miner: Trunk builds it under names without a hash, and starts it nowhere.

use std::fs;
use std::path::Path;

use crate::integrity;
use crate::placeholder::fill;

/// Gives the miner's files names made of their contents, and writes the script that runs it in a worker, from its template. Returns
/// the script's name.
///
/// # Errors
/// Words, when a file is missing or cannot be written, or the template lacks a placeholder.
pub fn finish(built: &Path, template: &Path) -> Result<String, String> {
    let wasm = crate::bytes(&built.join("miner_bg.wasm"))?;
    let program = crate::bytes(&built.join("miner.js"))?;
    let wasm_name = integrity::named("miner", &wasm, "_bg.wasm");
    let program_name = integrity::named("miner", &[&program[..], &wasm].concat(), ".js");
    let script = crate::read(template)?;
    let script = fill(&script, "@program@", &program_name, "miner.js")?;
    let script = fill(&script, "@wasm@", &wasm_name, "miner.js")?;
    let script = fill(&script, "@wasm-integrity@", &integrity::of(&wasm), "miner.js")?;
    let script_name = integrity::named("mine", script.as_bytes(), ".js");
    rename(built, "miner_bg.wasm", &wasm_name)?;
    rename(built, "miner.js", &program_name)?;
    crate::write(&built.join(&script_name), &script)?;
    Ok(script_name)
}

fn rename(built: &Path, from: &str, to: &str) -> Result<(), String> {
    fs::rename(built.join(from), built.join(to)).map_err(|error| format!("cannot rename {from} to {to}: {error}"))
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::finish;

    #[test]
    fn names_follow_contents() {
        let built = std::env::temp_dir().join(format!("lectern-miner-{}", std::process::id()));
        let name_of = |wasm: &str| {
            fs::create_dir_all(&built).expect("a folder");
            let write = |name: &str, text: &str| fs::write(built.join(name), text).expect("a file");
            write("miner_bg.wasm", wasm);
            write("miner.js", "export default 1;");
            write("template.js", "'./@program@' './@wasm@' '@wasm-integrity@'");
            let name = finish(&built, &built.join("template.js")).expect("a script");
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
