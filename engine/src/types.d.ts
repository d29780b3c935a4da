/** A unit of reading: a paragraph, a list item, a note. */
export interface Unit {
  /** Its name in the hits; any string. */
  id: string;
  /** Its own text; spans are places in it. */
  text: string;
  /** The headings over it, the innermost last. */
  headings?: string | string[];
  /** For a list item, the sentence that introduces the list. */
  leadIn?: string;
  /** What the filters `section:`, `page:`, `kind:`, `theme:` and `actor:` ask for. */
  tags?: Tags;
}

/** What is known of a unit beside its words. */
export interface Tags {
  /** Ids and numbers of the sections that hold it. */
  sections?: string[];
  /** Its printed page, or its first and its last. */
  pages?: number | [number, number];
  /** What it is and what it states. */
  kinds?: string[];
  /** Ids and names of its themes. */
  themes?: string[];
  /** Ids and names of who is named in it. */
  actors?: string[];
}

/** What is known of words beyond the units; all of it may be left out. */
export interface Knowledge {
  /** Groups of names, in each all names of one thing: each is found by every other. */
  names?: string[][];
  /** The same as a table: lines of `name<TAB>type<TAB>other name;~what stands for it<TAB>adjective;…<TAB>people;…`. */
  gazetteer?: string;
  /** Words that come near to those of the text: a table made by `cargo xtask synonyms`. */
  synonyms?: string;
}

/** How to search. */
export interface SearchOptions {
  /** How many hits are wanted; all unless said otherwise. */
  limit?: number;
  /** How many hits, from the first, get their spans; all unless said otherwise. */
  spans?: number;
  /** The reader is still typing: the last word may be half typed. */
  typing?: boolean;
  /** The best first, or as the units stand in the text. */
  order?: 'relevance' | 'reading';
  /** Expansions not wanted, by their `to`. */
  without?: string[];
}

/** What a search gives. */
export interface Results {
  /** The hits, in the order asked for. */
  hits: Hit[];
  /** How many there are, those beyond the limit included. With a limit, in texts of more than 10 MB, those that were looked at. */
  total: number;
  /** What else was searched, and found. */
  expansions: Expansion[];
  /** When there are no hits: the nearest words that the text has. */
  suggestions: string[];
  /** What of the query was not understood; the rest was searched. */
  problems: Problem[];
  /** The kind of answer that the query, as a question, asks for. */
  wanted?: 'figures' | 'dates' | 'names' | 'reasons' | 'advice';
}

/** A unit that fulfils the query. */
export interface Hit {
  id: string;
  /** Comparable within one search only. */
  score: number;
  /** What matched in its text, ascending; empty where only a heading or a filter matched. */
  spans: Span[];
}

/** A stretch of a text, in UTF-16 units as strings of JavaScript count: `text.slice(start, end)`. */
export interface Span {
  start: number;
  end: number;
}

/** Something that was searched beside the words typed. */
export interface Expansion {
  /** The words typed. */
  from: string;
  /** What was searched too; its name in `SearchOptions.without`. */
  to: string;
  reason: Reason;
  /** In how many units it stands. */
  units: number;
}

export type Reason = 'word' | 'prefix' | 'value' | 'joined' | 'variant' | 'acronym' | 'synonym' | 'related' | 'typo';

/** Something in a query that could not be understood, and where. */
export interface Problem extends Span {
  message: string;
}

/** Why a unit has its score: (sum of the parts) × coverage × answer + proximity. */
export interface Explanation {
  score: number;
  /** Each concept of the query that the unit has. */
  parts: Part[];
  /** The factor for how much of the query is there. */
  coverage: number;
  /** The factor for the kind of answer, and for a note (`footnote` among its kinds). */
  answer: number;
  /** What words that stand together add, and hits that stand beside it. */
  proximity: number;
}

/** What one concept of the query gives. */
export interface Part {
  /** The words typed. */
  typed: string;
  /** What was found for them. */
  found: string;
  reason: Reason;
  /** Its share of the exact word's weight. */
  weight: number;
  /** Units that have it. */
  units: number;
  /** Its inverse document frequency. */
  rarity: number;
  /** Its occurrences, weighted by field and length. */
  frequency: number;
  score: number;
}
