//! WebAssembly's binary format, as far as a build changes it: sections, and the names of what a program imports and exports (WebAssembly
//! Core Specification, 5.5).

/// How every program begins: the magic number, and the version.
const PREAMBLE: &[u8] = b"\0asm\x01\0\0\0";

/// The numbers of sections.
const CUSTOM: u8 = 0;
const IMPORTS: u8 = 2;
const EXPORTS: u8 = 7;

/// What a program imports, by the name of the module and its name there, and what it exports, in its own order.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Names {
    pub imports: Vec<(String, String)>,
    pub exports: Vec<String>,
}

/// Reads what a program imports and exports.
///
/// # Errors
/// Words, where the bytes are no program, or one of a kind that is not known here.
pub fn names(program: &[u8]) -> Result<Names, String> {
    let mut names = Names::default();
    let import = |module: &str, name: &str| {
        names.imports.push((module.to_owned(), name.to_owned()));
        (module.to_owned(), name.to_owned())
    };
    let export = |name: &str| {
        names.exports.push(name.to_owned());
        name.to_owned()
    };
    renamed(program, import, export)?;
    Ok(names)
}

/// A program in which what it imports and exports has other names: `import` gives them for a module and a name in it, `export` for a name.
///
/// # Errors
/// As [`names`].
pub fn renamed(
    program: &[u8],
    import: impl FnMut(&str, &str) -> (String, String),
    export: impl FnMut(&str) -> String,
) -> Result<Vec<u8>, String> {
    rename(program, import, export).ok_or_else(|| "this is no WebAssembly program that the build knows how to read".to_owned())
}

fn rename(
    program: &[u8],
    mut import: impl FnMut(&str, &str) -> (String, String),
    mut export: impl FnMut(&str) -> String,
) -> Option<Vec<u8>> {
    let mut rest = Bytes(program.strip_prefix(PREAMBLE)?);
    let mut out = PREAMBLE.to_vec();
    while !rest.0.is_empty() {
        let id = rest.byte()?;
        let size = rest.number()?;
        let contents = rest.take(size)?;
        let mut body = Bytes(contents);
        let mut renamed = Vec::new();
        match id {
            IMPORTS => {
                let count = body.number()?;
                renamed.extend(leb128(count));
                for _ in 0..count {
                    let (module, name) = import(body.name()?, body.name()?);
                    put_name(&mut renamed, &module);
                    put_name(&mut renamed, &name);
                    renamed.extend(body.passed(Bytes::kind_of_import)?);
                }
            }
            EXPORTS => {
                let count = body.number()?;
                renamed.extend(leb128(count));
                for _ in 0..count {
                    put_name(&mut renamed, &export(body.name()?));
                    renamed.extend(body.passed(|body| body.byte().and(body.number()).map(drop))?);
                }
            }
            _ => renamed.extend(body.take(size)?),
        }
        if !body.0.is_empty() {
            return None;
        }
        out.push(id);
        out.extend(leb128(renamed.len()));
        out.extend(renamed);
    }
    Some(out)
}

/// A custom section: its id, its size, its name with its length, its contents.
pub fn custom_section(name: &str, contents: &[u8]) -> Vec<u8> {
    let mut body = Vec::new();
    put_name(&mut body, name);
    body.extend(contents);
    let mut section = vec![CUSTOM];
    section.extend(leb128(body.len()));
    section.extend(body);
    section
}

fn put_name(out: &mut Vec<u8>, name: &str) {
    out.extend(leb128(name.len()));
    out.extend(name.bytes());
}

/// A number in bytes of seven bits, the lowest first.
fn leb128(mut number: usize) -> Vec<u8> {
    let mut bytes = Vec::new();
    loop {
        let low = (number & 0x7f) as u8;
        number >>= 7;
        if number == 0 {
            bytes.push(low);
            return bytes;
        }
        bytes.push(low | 0x80);
    }
}

/// What is still to be read. Each of its parts is none where the bytes end before it, or are none of its kind.
#[derive(Clone, Copy)]
struct Bytes<'a>(&'a [u8]);

impl<'a> Bytes<'a> {
    fn byte(&mut self) -> Option<u8> {
        let (first, rest) = self.0.split_first()?;
        self.0 = rest;
        Some(*first)
    }

    fn take(&mut self, length: usize) -> Option<&'a [u8]> {
        let (taken, rest) = self.0.split_at_checked(length)?;
        self.0 = rest;
        Some(taken)
    }

    fn number(&mut self) -> Option<usize> {
        let mut number = 0;
        for shift in (0..).step_by(7) {
            let byte = self.byte()?;
            let low = usize::from(byte & 0x7f);
            // what does not fit is no size of anything here
            number |= low.checked_shl(shift).filter(|high| high >> shift == low)?;
            if byte < 0x80 {
                return Some(number);
            }
        }
        None
    }

    fn name(&mut self) -> Option<&'a str> {
        let length = self.number()?;
        std::str::from_utf8(self.take(length)?).ok()
    }

    /// The bytes that `read` reads.
    fn passed(&mut self, read: impl FnOnce(&mut Self) -> Option<()>) -> Option<&'a [u8]> {
        let before = self.0;
        read(self)?;
        before.get(..before.len() - self.0.len())
    }

    /// Of what kind an import is: a function, a table, a memory, a global, a tag (5.5.5).
    fn kind_of_import(&mut self) -> Option<()> {
        match self.byte()? {
            0 => self.number().map(drop),
            1 => self.short_type().and_then(|()| self.limits()),
            2 => self.limits(),
            3 => self.short_type().and(self.byte()).map(drop),
            4 => self.byte().and(self.number()).map(drop),
            _ => None,
        }
    }

    /// A type of one byte: a number, a vector, `funcref`, `externref`.
    fn short_type(&mut self) -> Option<()> {
        self.byte().filter(|byte| matches!(byte, 0x6f | 0x70 | 0x7b..=0x7f)).map(drop)
    }

    fn limits(&mut self) -> Option<()> {
        let has_most = self.byte()? & 1 == 1;
        self.number()?;
        if has_most {
            self.number()?;
        }
        Some(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// One import of each kind, two exports, and a section that is nobody's business.
    fn program() -> Vec<u8> {
        let mut program = PREAMBLE.to_vec();
        program.extend([1, 4, 1, 0x60, 0, 0]);
        let mut imports = vec![5];
        let kinds: [&[u8]; 5] = [&[0, 0], &[1, 0x70, 1, 1, 0x80, 2], &[2, 0, 17], &[3, 0x7f, 0], &[4, 0, 0]];
        for (name, kind) in ["f", "t", "m", "g", "e"].into_iter().zip(kinds) {
            put_name(&mut imports, "./long_bg.js");
            put_name(&mut imports, &[name, "_0123456789abcdef"].concat());
            imports.extend(kind);
        }
        program.push(IMPORTS);
        program.extend(leb128(imports.len()));
        program.extend(imports);
        program.extend([EXPORTS, 14, 2, 6]);
        program.extend(b"memory\x02\x00\x01s\x00\x01");
        program.extend(custom_section("own", b"as it was"));
        program
    }

    #[test]
    fn what_is_imported_and_exported() {
        let names = names(&program()).expect("a program");
        let all: Vec<&str> = names.imports.iter().map(|(_, name)| name.get(..1).unwrap_or_default()).collect();
        assert_eq!(all, ["f", "t", "m", "g", "e"]);
        assert!(names.imports.iter().all(|(module, _)| module == "./long_bg.js"));
        assert_eq!(names.exports, ["memory", "s"]);
    }

    #[test]
    fn names_change_and_nothing_else() {
        let program = program();
        let same = renamed(&program, |module, name| (module.to_owned(), name.to_owned()), str::to_owned);
        assert_eq!(same.as_ref(), Ok(&program));
        let short =
            renamed(&program, |_, name| ("a".to_owned(), name[..1].to_owned()), |name| name.repeat(90)).expect("a program");
        let found = names(&short).expect("a program");
        assert_eq!(found.imports[2], ("a".to_owned(), "m".to_owned()));
        assert_eq!(found.exports[1], "s".repeat(90));
        let back = renamed(
            &short,
            |_, name| ("./long_bg.js".to_owned(), [name, "_0123456789abcdef"].concat()),
            |name| if name.starts_with('s') { "s".to_owned() } else { "memory".to_owned() },
        );
        assert_eq!(back, Ok(program));
    }

    #[test]
    fn what_is_no_program_is_refused() {
        let program = program();
        for end in 0..program.len() {
            // where a section ends, a program may end
            let ends: Vec<usize> = [8, 14]
                .into_iter()
                .chain((15..program.len()).filter(|at| program[*at] == EXPORTS || program[*at] == CUSTOM))
                .collect();
            let part = names(&program[..end]);
            assert!(part.is_err() || ends.contains(&end), "{end}: {part:?}");
        }
        assert!(names(b"\0asm\x02\0\0\0").is_err());
        // a kind of import that is not known; a type of two bytes; a name that is no UTF-8; a number without an end
        for import in [
            &b"\x02\x07\x01\x01a\x01b\x09\x00"[..],
            b"\x02\x09\x01\x01a\x01b\x01\x63\x00\x00",
            b"\x02\x07\x01\x01\xff\x01b\x00\x00",
            &[2, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 1],
        ] {
            assert!(names(&[PREAMBLE, import].concat()).is_err(), "{import:?}");
        }
    }

    #[test]
    fn sections() {
        assert_eq!(custom_section("ab", b"xyz"), b"\x00\x06\x02abxyz");
        assert_eq!(leb128(300), [0xac, 0x02]);
        assert_eq!(Bytes(&[0xac, 0x02]).number(), Some(300));
        assert_eq!(custom_section("n", &[7; 200]).get(..4), Some(&[0, 0xca, 0x01, 1][..]));
    }
}
