//! The names by which a program and its script call each other: wasm-bindgen makes them long, some kilobytes in both. Here they become
//! short, the same in the one as in the other.

use std::collections::{HashMap, HashSet};

use crate::wasm::{self, Names};

/// Shortens the names. Takes a program and its script as wasm-bindgen writes them; gives both anew.
///
/// # Errors
/// Words, where the one is no program, or the script does not define what the program imports, each once.
pub fn shorten(program: &[u8], script: &str) -> Result<(Vec<u8>, String), String> {
    let Names { imports, exports } = wasm::names(program)?;
    let modules: Vec<&str> = distinct(imports.iter().map(|(module, _)| module.as_str()));
    let [module] = modules.as_slice() else {
        return Err(format!("the program imports of {} modules, not of its script alone", modules.len()));
    };

    let words = words(script);
    let count = |is: &dyn Fn(&Word<'_>) -> bool| words.iter().filter(|word| is(word)).count();
    // as exports may be called what the program does not export by itself: such names stay
    let (short, long): (Vec<&str>, Vec<&str>) = distinct(exports.iter().map(String::as_str)).into_iter().partition(|name| {
        let all = count(&|word| word.text == *name);
        all > 0 && all == count(&|word| word.text == *name && word.is_export())
    });
    let exported = abbreviated(&short, &long.into_iter().collect());

    let names: Vec<&str> = distinct(imports.iter().map(|(_, name)| name.as_str()));
    for name in &names {
        if count(&|word| word.text == *name) != 1 || count(&|word| word.text == *name && word.is_defined()) != 1 {
            return Err(format!("the script does not define `{name}`, which its program imports, or not once"));
        }
    }
    let imported = abbreviated(&names, &HashSet::new());
    let (quoted, short_module) = (format!("\"{module}\""), "a");
    if script.matches(&quoted).count() != 1 {
        return Err(format!("the script does not name {quoted}, of which its program imports, or not once"));
    }

    let mut out = String::new();
    for Word { before, text, .. } in words.iter() {
        out += before;
        let name = imported.get(text).or_else(|| exported.get(text));
        out += name.map_or(text, String::as_str);
    }
    let script = out.replacen(&quoted, &format!("\"{short_module}\""), 1);
    let name_of = |names: &HashMap<&str, String>, name: &str| names.get(name).cloned().unwrap_or_else(|| name.to_owned());
    let import = |_: &str, name: &str| (short_module.to_owned(), name_of(&imported, name));
    let program = wasm::renamed(program, import, |name| name_of(&exported, name))?;
    Ok((program, script))
}

/// A word of a script, with what stands before it.
struct Word<'a> {
    /// All that stands between it and the word before.
    before: &'a str,
    text: &'a str,
    /// The sign behind it.
    next: Option<char>,
    /// Whether it is the name of a part of `wasm`, by which the script calls what the program exports.
    is_of_program: bool,
}

impl Word<'_> {
    /// Whether the script defines this, among what the program imports.
    fn is_defined(&self) -> bool {
        self.next == Some(':')
    }

    fn is_export(&self) -> bool {
        self.is_of_program
    }
}

/// The words of a script, in strings too; the last one may be empty, so that nothing is left out.
fn words(script: &str) -> Vec<Word<'_>> {
    let is_word = |sign: char| sign.is_ascii_alphanumeric() || sign == '_' || sign == '$';
    let mut words: Vec<Word<'_>> = Vec::new();
    let mut rest = script;
    while !rest.is_empty() {
        let (before, from) = rest.split_at(rest.find(is_word).unwrap_or(rest.len()));
        let (text, after) = from.split_at(from.find(|sign| !is_word(sign)).unwrap_or(from.len()));
        let is_of_program = before == "." && words.last().is_some_and(|word| word.text == "wasm");
        words.push(Word { before, text, next: after.chars().next(), is_of_program });
        rest = after;
    }
    words
}

/// Short names for these, none of them among those that are `taken`.
fn abbreviated<'a>(names: &[&'a str], taken: &HashSet<&str>) -> HashMap<&'a str, String> {
    let free = (0..).map(abbreviation).filter(|short| !taken.contains(short.as_str()));
    names.iter().copied().zip(free).collect()
}

/// The names a, b, … z, aa, ab, …, by their number.
fn abbreviation(number: usize) -> String {
    let last = char::from(b'a' + (number % 26) as u8);
    match number / 26 {
        0 => last.to_string(),
        more => abbreviation(more - 1) + &last.to_string(),
    }
}

fn distinct<'a>(names: impl Iterator<Item = &'a str>) -> Vec<&'a str> {
    let mut seen = HashSet::new();
    names.filter(|name| seen.insert(*name)).collect()
}

#[cfg(test)]
pub mod tests {
    use super::*;

    /// A program that imports two functions, one of them twice, and exports its memory and three functions.
    pub fn program() -> Vec<u8> {
        let mut program = b"\0asm\x01\0\0\0".to_vec();
        let mut imports = vec![3];
        for name in [&b"\x05get_1"[..], b"\x05get_1", b"\x05set_2"] {
            imports.extend(b"\x09./a_bg.js");
            imports.extend(name);
            imports.extend([0, 0]);
        }
        program.extend([2, imports.len() as u8]);
        program.extend(imports);
        let exports = b"\x04\x06memory\x02\x00\x04call\x00\x01\x04main\x00\x01\x05start\x00\x01";
        program.extend([7, exports.len() as u8]);
        program.extend(exports);
        program
    }

    /// The script of that program.
    pub const SCRIPT: &str = "function imports() {
    const import0 = {
        get_1: function(arg0) { return arg0.get_1x; },
        set_2: function() { wasm.call(wasm.memory.buffer); },
    };
    return { \"./a_bg.js\": import0 };
}
// the start
wasm.start();
";

    #[test]
    fn the_same_in_both() {
        let (program, script) = shorten(&program(), SCRIPT).expect("both");
        let names = wasm::names(&program).expect("a program");
        let all: Vec<_> = names.imports.iter().map(|(module, name)| [module, ".", name].concat()).collect();
        assert_eq!(all, ["a.a", "a.a", "a.b"]);
        // of `start` a comment speaks, too: it stays, as does what the script does not call
        assert_eq!(names.exports, ["a", "b", "main", "start"]);
        for part in [
            "  a: function(arg0) { return arg0.get_1x; }",
            "  b: function() { wasm.b(wasm.a.buffer); }",
            "{ \"a\": import0 }",
            "\nwasm.start();\n",
        ] {
            assert!(script.contains(part), "{part}: {script}");
        }
    }

    #[test]
    fn a_script_of_another_program_is_refused() {
        for (is, other) in [
            ("get_1:", "got_1:"),
            ("get_1:", "get_1 :"),
            ("set_2:", "get_1:"),
            ("./a_bg.js", "./b_bg.js"),
            ("return", "return get_1,"),
        ] {
            assert!(shorten(&program(), &SCRIPT.replace(is, other)).is_err(), "{other}");
        }
        assert!(shorten(b"nothing", SCRIPT).is_err());
    }

    #[test]
    fn short_names() {
        let names: Vec<_> = [0, 25, 26, 27, 701, 702].map(abbreviation).to_vec();
        assert_eq!(names, ["a", "z", "aa", "ab", "zz", "aaa"]);
        let taken = ["a"].into_iter().collect();
        assert_eq!(abbreviated(&["long"], &taken).get("long").map(String::as_str), Some("b"));
    }
}
