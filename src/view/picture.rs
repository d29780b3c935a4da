//! Pictures as paths of rectangles: one element, however much is drawn.

/// Adds a rectangle to a path (the `d` of an SVG path): its left and upper edge, its width and height, in whole units.
pub fn rectangle(path: &mut String, x: usize, y: usize, width: usize, height: usize) {
    let [x, y, width, height] = [x, y, width, height].map(|number| number.to_string());
    for piece in ["M", &x, " ", &y, "h", &width, "v", &height, "h-", &width, "z"] {
        path.push_str(piece);
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn a_rectangle() {
        let mut path = String::new();
        super::rectangle(&mut path, 1, 20, 3, 4);
        assert_eq!(path, "M1 20h3v4h-3z");
    }
}
