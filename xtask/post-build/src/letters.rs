//! The standard library's table of small letters, which the page's program brings along and has no use for.
//!
//! Yew names an element in small letters where a page that it takes over is another than it expects; for that, `str::to_lowercase` brings a
//! table of more than 1,400 letters, an eighth of what the program's data weigh as sent. The program as it is published ends there without
//! a word, and everything of ours goes by `lectern::text::small_letters`. So the table is emptied: what is looked up in it is not
//! found, and then is its own small letter, as digits are.

/// An entry: a letter and its small letter, or a place among those that become several letters.
const ENTRY: usize = 8;

/// The first entry: À and à.
const FIRST: [u8; ENTRY] = [0xc0, 0, 0, 0, 0xe0, 0, 0, 0];

/// What has fewer entries is not the table.
const LEAST: usize = 1000;

/// A program without the table; as it is where it has none.
pub fn emptied(mut program: Vec<u8>) -> Vec<u8> {
    let starts: Vec<usize> = program.windows(ENTRY).enumerate().filter(|(_, bytes)| **bytes == FIRST).map(|(at, _)| at).collect();
    for start in starts {
        let table = program.get_mut(start..).unwrap_or_default();
        let length = table.chunks_exact(ENTRY).scan(0, follows).count() * ENTRY;
        if length >= LEAST * ENTRY
            && let Some(table) = table.get_mut(..length)
        {
            table.fill(0);
        }
    }
    program
}

/// Whether an entry belongs to the table, behind the letter `last`: a greater letter, and what becomes of it.
fn follows(last: &mut u32, entry: &[u8]) -> Option<()> {
    let (letter, small) = entry.split_first_chunk::<4>()?;
    let (letter, small) = (u32::from_le_bytes(*letter), u32::from_le_bytes(small.try_into().ok()?));
    let lowered: Vec<char> = char::from_u32(letter)?.to_lowercase().collect();
    let is_it = match lowered.as_slice() {
        [one] => *one as u32 == small && small != letter,
        // no letter has so great a number
        several => several.len() > 1 && char::from_u32(small).is_none(),
    };
    let is_next = letter > *last;
    *last = letter;
    (is_it && is_next).then_some(())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The table, as the standard library has it.
    fn table() -> Vec<u8> {
        let entry = |letter: char| -> Option<[u32; 2]> {
            let lowered: Vec<char> = letter.to_lowercase().collect();
            match lowered.as_slice() {
                [one] if *one == letter => None,
                [one] => Some([letter as u32, *one as u32]),
                _ => Some([letter as u32, 0x0040_0000]),
            }
        };
        let letters = (0xc0..=0x0010_ffff).filter_map(char::from_u32);
        letters.filter_map(entry).flatten().flat_map(u32::to_le_bytes).collect()
    }

    #[test]
    fn the_table_goes_and_nothing_else() {
        let program = [b"before".to_vec(), table(), b"behind".to_vec()].concat();
        let emptied = emptied(program.clone());
        assert_eq!(emptied.len(), program.len());
        assert_eq!(emptied, [b"before".to_vec(), vec![0; table().len()], b"behind".to_vec()].concat());
    }

    #[test]
    fn what_only_begins_like_it_stays() {
        let mut broken = table();
        if let Some(letter) = broken.get_mut(ENTRY * 20 + 4) {
            *letter += 1;
        }
        for program in [broken, FIRST.to_vec(), Vec::new(), table().iter().take(ENTRY * 900).copied().collect()] {
            assert_eq!(emptied(program.clone()), program);
        }
    }
}
