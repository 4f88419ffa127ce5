//! Which characters make words, gaps and stops.

/// True for characters that stand between words and belong to none: spaces, controls, invisible marks.
pub(crate) fn is_gap(c: char) -> bool {
    match c {
        ' ' | '\n' | '\t' | '\r' | '\u{a0}' => true,
        '!'..='~' => false,
        c => {
            c.is_whitespace()
                || c.is_control()
                || matches!(c, '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2064}' | '\u{feff}')
        }
    }
}

/// True for letters, digits and what is written on them.
pub(crate) fn is_word(c: char) -> bool {
    match c {
        'a'..='z' | 'A'..='Z' | '0'..='9' | '_' => true,
        c if c.is_ascii() => false,
        c => c.is_alphanumeric() || is_mark(c),
    }
}

/// True for combining marks, joiners and the soft hyphen: they never begin a word but may continue one.
pub(crate) fn is_mark(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{300}'..='\u{36f}' | '\u{483}'..='\u{487}' | '\u{591}'..='\u{5c7}' | '\u{610}'..='\u{61a}'
        | '\u{64b}'..='\u{65f}' | '\u{670}' | '\u{93c}'..='\u{94d}' | '\u{200c}' | '\u{200d}' | '\u{fe0f}' | '\u{20dd}'..='\u{20e3}')
}

/// Apostrophes, straight and curled.
pub(crate) fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’' | 'ʼ' | '`' | '´' | '‘')
}

/// Hyphens that join parts of a word.
pub(crate) fn is_hyphen(c: char) -> bool {
    matches!(c, '-' | '\u{2010}' | '\u{2011}')
}

/// Dashes and hyphens that stand between words.
pub(crate) fn is_dash(text: &str) -> bool {
    !text.is_empty() && text.chars().all(|c| matches!(c, '-' | '\u{2010}'..='\u{2015}' | '\u{2212}'))
}

/// What ends a sentence.
pub(crate) fn is_stop(c: char) -> bool {
    matches!(c, '.' | '!' | '?' | '…' | '։' | '؟' | '۔' | '。' | '！' | '？' | '।')
}

/// What opens a bracket or a quotation and nothing else.
pub(crate) fn is_opener(c: char) -> bool {
    matches!(c, '(' | '[' | '{' | '«' | '“' | '„' | '‹' | '‘' | '‚')
}

/// What closes a bracket or a quotation.
pub(crate) fn is_closer(c: char) -> bool {
    matches!(c, ')' | ']' | '}' | '»' | '”' | '›' | '’' | '“' | '"' | '\'')
}

/// Marks that begin an item of a list.
pub(crate) fn is_bullet(c: char) -> bool {
    matches!(c, '•' | '·' | '▪' | '●' | '◦' | '‣' | '■' | '□' | '►' | '▶' | '➤' | '✓' | '*' | '○' | '▸' | '❖' | '◆')
}

/// The first character in upper case.
pub(crate) fn begins_upper(text: &str) -> bool {
    text.chars().next().is_some_and(char::is_uppercase)
}

/// True when it has letters and all of them are in upper case.
pub(crate) fn all_upper(text: &str) -> bool {
    let mut any = false;
    for c in text.chars() {
        if c.is_lowercase() {
            return false;
        }
        any |= c.is_uppercase();
    }
    any
}
