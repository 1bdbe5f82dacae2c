//! What tabs of one browser tell each other.

use crate::StreamEvent;

/// A message to all other tabs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Message {
    /// A person has signed in, or has opened the app with a session: the username.
    SignedIn(String),
    /// The person has signed out.
    SignedOut,
    /// A tab begins to follow, and asks the tab with the stream where that is.
    Ask,
    /// Answers [`Message::Ask`], and is sent when the stream opens.
    Position {
        /// The username of the session of the stream.
        user: String,
        /// Every change after this revision is passed on; a tab with data of another one reads them again.
        after: i64,
    },
    /// An event of the stream, passed on.
    Stream(StreamEvent),
}

impl Message {
    /// Returns the message as text: a word, and its arguments on lines of their own.
    pub fn encode(&self) -> String {
        match self {
            Self::SignedIn(user) => format!("signed-in\n{user}"),
            Self::SignedOut => "signed-out".to_owned(),
            Self::Ask => "ask".to_owned(),
            Self::Position { user, after } => format!("position\n{after}\n{user}"),
            Self::Stream(StreamEvent::Hello { user }) => format!("hello\n{user}"),
            Self::Stream(StreamEvent::Change { revision, location }) => format!("change\n{revision}\n{location}"),
            Self::Stream(StreamEvent::Reset { revision }) => format!("reset\n{revision}"),
            Self::Stream(StreamEvent::Heartbeat) => "heartbeat".to_owned(),
            Self::Stream(StreamEvent::Lost) => "lost".to_owned(),
            Self::Stream(StreamEvent::Replaced) => "replaced".to_owned(),
        }
    }

    /// Reads a message. Returns `None` for any other text: tabs may run different versions of the app.
    pub fn decode(text: &str) -> Option<Self> {
        let (word, rest) = text.split_once('\n').unwrap_or((text, ""));
        let numbered =
            || rest.split_once('\n').and_then(|(number, rest)| Some((number.parse().ok()?, rest.to_owned())));
        Some(match word {
            "signed-in" => Self::SignedIn(rest.to_owned()),
            "signed-out" => Self::SignedOut,
            "ask" => Self::Ask,
            "position" => numbered().map(|(after, user)| Self::Position { user, after })?,
            "hello" => Self::Stream(StreamEvent::Hello { user: rest.to_owned() }),
            "change" => {
                numbered().map(|(revision, location)| StreamEvent::Change { revision, location }).map(Self::Stream)?
            }
            "reset" => Self::Stream(StreamEvent::Reset { revision: rest.parse().ok()? }),
            "heartbeat" => Self::Stream(StreamEvent::Heartbeat),
            "lost" => Self::Stream(StreamEvent::Lost),
            "replaced" => Self::Stream(StreamEvent::Replaced),
            _ => return None,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn decodes_what_it_encodes() {
        let user = || "åsa\nvon b".to_owned();
        let stream = [
            StreamEvent::Hello { user: user() },
            StreamEvent::Change { revision: 7, location: "5213406".to_owned() },
            StreamEvent::Reset { revision: -1 },
            StreamEvent::Heartbeat,
            StreamEvent::Lost,
            StreamEvent::Replaced,
        ];
        let others = [
            Message::SignedIn(user()),
            Message::SignedOut,
            Message::Ask,
            Message::Position { user: user(), after: i64::MAX },
        ];
        for message in stream.map(Message::Stream).into_iter().chain(others) {
            assert_eq!(Message::decode(&message.encode()), Some(message));
        }
    }

    #[test]
    fn ignores_what_it_does_not_know() {
        for text in ["", "new\nword", "change\nx\nl", "change\n7", "position\n\na", "reset", "signed"] {
            assert_eq!(Message::decode(text), None, "{text:?}");
        }
    }
}
