//! The simplest reader of SIE files there could be, shared with nothing that the library does:
//! it takes letters one at a time and knows no label.

/// One item: its label and its fields, an object list as one field, `1=3001 6=VILJA`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Item {
    /// The label, with its `#`.
    pub(crate) label: String,
    /// The fields.
    pub(crate) fields: Vec<String>,
    /// The label and the content of every field, in bytes, as the checksum counts them.
    pub(crate) counted: Vec<u8>,
}

impl Item {
    /// A field, empty if there is none.
    pub(crate) fn field(&self, index: usize) -> &str {
        self.fields.get(index).map_or("", String::as_str)
    }
}

/// Every item of a file, in order; braces around vouchers are passed over.
pub(crate) fn items(file: &[u8], letter: impl Fn(u8) -> char) -> Vec<Item> {
    let lines = file.split(|byte| *byte == b'\n').map(|line| line.strip_suffix(b"\r").unwrap_or(line));
    let mut found = Vec::new();
    for line in lines.filter(|line| !line.is_empty() && *line != b"{" && *line != b"}") {
        let (mut fields, mut counted) = (Vec::new(), Vec::new());
        let mut list: Option<Vec<String>> = None;
        let mut at = 0;
        while at < line.len() {
            match line[at] {
                b' ' | b'\t' => at += 1,
                b'{' => {
                    list = Some(Vec::new());
                    at += 1;
                }
                b'}' => {
                    let pairs = list.take().expect("a list that was opened");
                    let pairs: Vec<String> = pairs.chunks(2).map(|pair| pair.join("=")).collect();
                    fields.push(pairs.join(" "));
                    at += 1;
                }
                _ => {
                    let content = field(line, &mut at);
                    counted.extend(&content);
                    let text = content.iter().map(|byte| letter(*byte)).collect();
                    list.as_mut().unwrap_or(&mut fields).push(text);
                }
            }
        }
        let label = fields.remove(0);
        assert!(label.starts_with('#'), "{label} is no label");
        found.push(Item { label, fields, counted });
    }
    found
}

fn field(line: &[u8], at: &mut usize) -> Vec<u8> {
    let mut content = Vec::new();
    let quoted = line[*at] == b'"';
    *at += usize::from(quoted);
    while let Some(byte) = line.get(*at) {
        match (quoted, byte) {
            (true, b'"') => {
                *at += 1;
                return content;
            }
            (true, b'\\') if line.get(*at + 1) == Some(&b'"') => {
                content.push(b'"');
                *at += 1;
            }
            (false, b' ' | b'\t' | b'}') => return content,
            _ => content.push(*byte),
        }
        *at += 1;
    }
    assert!(!quoted, "a field without its end: {}", String::from_utf8_lossy(line));
    content
}

/// The checksum of these items, bit by bit.
pub(crate) fn crc_32(items: &[Item]) -> u32 {
    let mut crc = u32::MAX;
    for byte in items.iter().flat_map(|item| &item.counted) {
        crc ^= u32::from(*byte);
        for _ in 0..8 {
            crc = (crc >> 1) ^ if crc & 1 == 1 { 0xedb8_8320 } else { 0 };
        }
    }
    !crc
}
