//! Modules without files: what one exports, as the value of an expression, so that a script can hold it. They are as wasm-bindgen writes
//! them, minified or not.

/// A module as an expression, whose value has what it exports under its names there (`default` among them).
///
/// # Errors
/// Words, where it does not end with the list of what it exports.
pub fn expression(module: &str) -> Result<String, String> {
    let unknown = || "a module does not end with its exports".to_owned();
    let (code, list) = module.rsplit_once("export").ok_or_else(unknown)?;
    let list = list.trim().strip_prefix('{').and_then(|list| list.trim_end_matches(';').strip_suffix('}')).ok_or_else(unknown)?;
    let mut fields = Vec::new();
    // not minified, what it exports may be marked where it stands
    let mut lines = Vec::new();
    for line in code.lines() {
        let marked = line.strip_prefix("export ");
        if let Some(name) = marked.and_then(|line| line.strip_prefix("class ")).and_then(|line| line.split(' ').next()) {
            fields.push(name.to_owned());
        } else if marked.is_some() {
            return Err(format!("a module exports what is no class: {line}"));
        }
        lines.push(marked.unwrap_or(line));
    }
    for (own, name) in clause(list) {
        fields.push([name, ": ", own].concat());
    }
    Ok(["(() => {\n", &lines.join("\n"), "\nreturn { ", &fields.join(", "), " };\n})()"].concat())
}

/// A script that imports of a module, by the name of its file, with that module in it.
///
/// # Errors
/// Words, where it does not import it in the way that is known here, or as [`expression`].
pub fn with(script: &str, file: &str, module: &str) -> Result<String, String> {
    let unknown = || format!("a script does not import {file} as it should");
    let mut quoted = ['\'', '"'].into_iter().filter_map(|quote| script.split_once(&format!("from{quote}./{file}{quote};")));
    let mut spaced = ['\'', '"'].into_iter().filter_map(|quote| script.split_once(&format!("from {quote}./{file}{quote};")));
    let (before, after) = quoted.next().or_else(|| spaced.next()).ok_or_else(unknown)?;
    let (before, names) = before.rsplit_once("import ").ok_or_else(unknown)?;
    let (default, list) = names.split_once('{').ok_or_else(unknown)?;
    let list = list.trim().strip_suffix('}').ok_or_else(unknown)?;
    let mut fields = Vec::new();
    if let Some(default) = default.trim().strip_suffix(',') {
        fields.push(["default: ", default.trim()].concat());
    }
    for (name, own) in clause(list) {
        fields.push([name, ": ", own].concat());
    }
    Ok([before, "const { ", &fields.join(", "), " } = ", &expression(module)?, ";", after].concat())
}

/// The pairs of a list `a, b as c`: what stands before `as` and behind it.
fn clause(list: &str) -> impl Iterator<Item = (&str, &str)> {
    list.split(',').map(str::trim).filter(|name| !name.is_empty()).map(|name| name.split_once(" as ").unwrap_or((name, name)))
}

#[cfg(test)]
mod tests {
    use super::{expression, with};

    const LONG: &str = "export class A {}\nfunction f() {}\n\nexport { g, f as default };\n";
    const SHORT: &str = "class a{}function f(){}export{a as A,f as default};";

    #[test]
    fn a_module_becomes_an_expression() {
        for (module, code, value) in [
            (LONG, "class A {}\nfunction f() {}\n", "return { A, g: g, default: f };"),
            (SHORT, "class a{}function f(){}\n", "return { A: a, default: f };"),
        ] {
            let expression = expression(module).expect(module);
            assert!(expression.starts_with(&["(() => {\n", code].concat()), "{expression}");
            assert!(expression.ends_with(&[value, "\n})()"].concat()), "{expression}");
        }
        for other in ["const a = 1;", "export const a = 1;\nexport { b };", "export default f;", "export * from './a.js';"] {
            assert!(expression(other).is_err(), "{other}");
        }
    }

    #[test]
    fn an_import_becomes_a_value() {
        for (script, before, after) in [
            (
                "// import it\nimport init, { A } from './a.js';\ninit();",
                "// import it\nconst { default: init, A: A } = (() =>",
                "})();\ninit();",
            ),
            ("import i,{A as b}from\"./a.js\";i()", "const { default: i, A: b } = (() =>", "})();i()"),
        ] {
            let whole = with(script, "a.js", SHORT).expect(script);
            assert!(whole.starts_with(before) && whole.ends_with(after), "{whole}");
        }
        for script in ["import './a.js';", "import init from './a.js';", "import init, { A } from './b.js';", "const a = 1;"] {
            assert!(with(script, "a.js", SHORT).is_err(), "{script}");
        }
    }
}
