//! Every state and every input: the next state, and what is done. The table is `table.txt`; this test compares.

use std::fmt::Write as _;

use sync::{Answer, Effect, Failure, Input, Leadership, Message, StreamEvent, Sync};

const NOW: f64 = 1e6;

fn user(name: &str) -> String {
    name.to_owned()
}

fn states() -> Vec<(&'static str, Sync)> {
    let after = |inputs: &[Input]| {
        let mut sync = Sync::default();
        for input in inputs {
            sync.update(NOW, input.clone());
        }
        sync
    };
    let answer = |answer| Input::Answer(Sync::FIRST_LOAD, answer);
    let loaded = || answer(Answer::Data { user: user("astrid"), revision: 5 });
    let leads = Input::Leads(Leadership::Granted);
    let hello = Input::Stream(StreamEvent::Hello { user: user("astrid") });
    let live = [loaded(), leads, hello];
    // A request that fails: a change could not be read, or the stream was lost.
    let failed = |input: StreamEvent| {
        let mut sync = after(&live);
        for effect in sync.update(NOW, Input::Stream(input)) {
            if let Effect::Request(token, _) = effect {
                sync.update(NOW, Input::Answer(token, Answer::Failed(Failure::Transient)));
            }
        }
        sync
    };
    vec![
        ("file", after(&[answer(Answer::File)])),
        ("signed out", after(&[answer(Answer::NoSession)])),
        ("loading", Sync::default()),
        ("live", after(&live)),
        ("behind", failed(StreamEvent::Reset { revision: 5 })),
        ("offline", failed(StreamEvent::Lost)),
        ("expired", after(&[&live[..], &[Input::Failed(Failure::NotSignedIn)]].concat())),
    ]
}

fn inputs() -> Vec<Input> {
    let hello = |name| StreamEvent::Hello { user: user(name) };
    let change = StreamEvent::Change { revision: 6, location: "l".to_owned() };
    let stream = [hello("astrid"), hello("daniel"), change, StreamEvent::Reset { revision: 2 }];
    let stream = stream.into_iter().chain([StreamEvent::Heartbeat, StreamEvent::Lost, StreamEvent::Replaced]);
    let messages = [
        Message::SignedIn(user("astrid")),
        Message::SignedIn(user("daniel")),
        Message::SignedOut,
        Message::Ask,
        Message::Position { user: user("astrid"), after: 6 },
        Message::Stream(StreamEvent::Lost),
    ];
    let failures = [Failure::Transient, Failure::Permanent, Failure::NotSignedIn, Failure::OtherUser];
    let leadership = [Leadership::Granted, Leadership::Lost, Leadership::Unavailable];
    let mut inputs: Vec<Input> = stream.map(Input::Stream).collect();
    inputs.extend(messages.map(Input::Tab));
    inputs.extend(failures.map(Input::Failed));
    inputs.extend(failures.map(|failure| Input::Answer(Sync::FIRST_LOAD, Answer::Failed(failure))));
    inputs.extend([Answer::File, Answer::NoSession].map(|answer| Input::Answer(Sync::FIRST_LOAD, answer)));
    inputs.push(Input::Answer(Sync::FIRST_LOAD, Answer::Data { user: user("daniel"), revision: 7 }));
    inputs.extend(leadership.map(Input::Leads));
    inputs.extend([true, false].map(Input::Online));
    inputs.extend([true, false].map(Input::Visible));
    inputs.extend([Input::Suspended, Input::Resumed, Input::Retry, Input::SignedOut]);
    inputs.extend(["astrid", "daniel"].map(|name| Input::SignedIn(user(name))));
    inputs.push(Input::Elapsed(Sync::FIRST_LOAD));
    inputs.push(Input::Clock { day: 1, rest: 1e7 });
    inputs
}

#[test]
fn every_state_with_every_input_is_in_the_table() {
    let mut table = String::new();
    for (name, sync) in states() {
        let _ = writeln!(table, "{name}: {:?}", sync.state());
        for input in inputs() {
            let mut sync = sync.clone();
            let effects = sync.update(NOW + 1000.0, input.clone());
            let _ = writeln!(table, "  {input:?} -> {:?}", sync.state());
            for effect in effects {
                let _ = writeln!(table, "    {effect:?}");
            }
        }
    }
    let expected = include_str!("table.txt");
    let new = std::path::Path::new(env!("CARGO_TARGET_TMPDIR")).join("table.txt");
    if table != expected {
        std::fs::write(&new, &table).unwrap();
        let differs = table.lines().zip(expected.lines()).position(|(new, old)| new != old);
        panic!("the table differs from line {differs:?} on: compare {}", new.display());
    }
}
