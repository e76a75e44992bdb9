//! Server-sent events, reading side: bytes in, events out, wherever the chunks are cut.

#[derive(Debug, PartialEq, Eq)]
pub(super) struct Event {
    pub name: String,
    pub data: String,
}

/// A line longer than this is not from our portal.
const LONGEST_LINE: usize = 64 * 1024;

#[derive(Debug, Default)]
pub(super) struct EventReader {
    line: Vec<u8>,
    name: String,
    data: String,
}

impl EventReader {
    pub fn push(&mut self, chunk: &[u8]) -> Vec<Event> {
        let mut events = Vec::new();
        for &byte in chunk {
            if byte != b'\n' {
                if self.line.len() < LONGEST_LINE {
                    self.line.push(byte);
                }
                continue;
            }
            let line = std::mem::take(&mut self.line);
            events.extend(self.take_line(String::from_utf8_lossy(&line).trim_end_matches('\r')));
        }
        events
    }

    fn take_line(&mut self, line: &str) -> Option<Event> {
        if line.is_empty() {
            let name = std::mem::take(&mut self.name);
            let data = std::mem::take(&mut self.data);
            return (!name.is_empty() || !data.is_empty()).then_some(Event { name, data });
        }
        let (field, value) = line.split_once(':').unwrap_or((line, ""));
        let value = value.strip_prefix(' ').unwrap_or(value);
        match field {
            "event" => value.clone_into(&mut self.name),
            "data" => {
                if !self.data.is_empty() {
                    self.data.push('\n');
                }
                self.data.push_str(value);
            }
            _ => {}
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn events_are_whole_wherever_the_chunks_are_cut() {
        let text = b": hello\nretry: 500\n\nevent: settings\r\ndata: {\"revision\": 4}\r\n\r\n";
        let whole = EventReader::default().push(text);

        assert_eq!(whole.len(), 1);
        assert_eq!(whole[0].name, "settings");
        assert_eq!(whole[0].data, r#"{"revision": 4}"#);
        for cut in 1..text.len() {
            let mut reader = EventReader::default();
            let mut events = reader.push(&text[..cut]);
            events.extend(reader.push(&text[cut..]));

            assert_eq!(events, whole, "cut at {cut}");
        }
    }
}
