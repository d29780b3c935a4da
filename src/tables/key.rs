//! Keys of rows.

use crate::text::Span;

/// The list of entities in the export.
pub(crate) const ENTITIES: &str = "entities";

/// The key of an entity.
pub(crate) fn entity_key(id: &str) -> String {
    [ENTITIES, ":", id].concat()
}

/// The identifier of the entity whose key it is.
pub(crate) fn entity_id(key: &str) -> Option<&str> {
    key.strip_prefix(ENTITIES)?.strip_prefix(':')
}

/// The key of a fact by its place: `span` counts scalar values of the block's text, `text` is what stands there.
pub(crate) fn fact_key(list: &str, block: &str, span: Span, text: &str) -> String {
    [list, ":", block, ":", &span.start.to_string(), "-", &span.end.to_string(), ":", text].concat()
}

/// Keys of one list, made unique in the order of its facts.
#[derive(Default)]
pub(crate) struct Keys(std::collections::BTreeMap<String, usize>);

impl Keys {
    /// The key, with its number behind `~` where it was there before.
    pub(crate) fn unique(&mut self, key: String) -> String {
        let count = self.0.entry(key.clone()).or_insert(0);
        *count += 1;
        if *count == 1 { key } else { [&key, "~", &count.to_string()].concat() }
    }
}
