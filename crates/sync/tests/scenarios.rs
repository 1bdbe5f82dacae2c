//! What follows from single inputs, step by step.

use sync::{Answer, Effect, Failure, Forget, Input, Leadership, Message, Request, State, StreamEvent, Sync, Token};

/// A machine with a clock.
struct Machine {
    sync: Sync,
    now: f64,
    /// The wait after which silence is noticed.
    watch: Token,
}

impl Machine {
    fn new() -> Self {
        Self { sync: Sync::default(), now: 1e6, watch: Sync::FIRST_LOAD }
    }

    fn update(&mut self, input: Input) -> Vec<Effect> {
        self.sync.update(self.now, input)
    }

    /// Astrid's data of revision 5 are shown, and the stream of this tab is open.
    fn live() -> Self {
        let mut machine = Self::new();
        let effects = machine.update(Input::Answer(Sync::FIRST_LOAD, data("astrid", 5)));
        machine.watch = waits(&effects)[0].0;
        assert!(effects.contains(&Effect::Apply) && effects.contains(&Effect::AskForLock));
        let effects = machine.update(Input::Leads(Leadership::Granted));
        assert!(effects.contains(&Effect::OpenStream(5)));
        machine.update(hello("astrid"));
        assert_eq!(machine.sync.state(), State::Live);
        machine
    }
}

fn data(user: &str, revision: i64) -> Answer {
    Answer::Data { user: user.to_owned(), revision }
}

fn hello(user: &str) -> Input {
    Input::Stream(StreamEvent::Hello { user: user.to_owned() })
}

fn change(revision: i64, location: &str) -> Input {
    Input::Stream(StreamEvent::Change { revision, location: location.to_owned() })
}

#[track_caller]
fn request(effects: &[Effect]) -> (Token, Request) {
    let find = |effect: &Effect| match effect {
        Effect::Request(token, request) => Some((*token, request.clone())),
        _ => None,
    };
    effects.iter().find_map(find).unwrap_or_else(|| panic!("no request: {effects:?}"))
}

fn waits(effects: &[Effect]) -> Vec<(Token, f64)> {
    let wait = |effect: &Effect| match effect {
        Effect::Wait(token, time) => Some((*token, *time)),
        _ => None,
    };
    effects.iter().filter_map(wait).collect()
}

#[test]
fn next_change_is_read_at_once_while_a_failed_one_waits() {
    let mut machine = Machine::live();
    let (token, _) = request(&machine.update(change(6, "a")));
    let effects = machine.update(Input::Answer(token, Answer::Failed(Failure::Transient)));
    assert_eq!(machine.sync.state(), State::Behind { since: 1e6 });
    let [(retry, pause)] = waits(&effects)[..] else { panic!("{effects:?}") };
    assert!(pause.total_cmp(&2_000.0).is_eq(), "{pause}");
    let (token, next) = request(&machine.update(change(7, "b")));
    assert_eq!(next, Request::Location("b".to_owned()));
    assert_eq!(machine.update(Input::Answer(token, Answer::Location)), [Effect::Apply]);
    let (token, next) = request(&machine.update(Input::Elapsed(retry)));
    assert_eq!(next, Request::Refresh);
    machine.update(Input::Answer(token, data("astrid", 7)));
    assert_eq!(machine.sync.state(), State::Live);
}

#[test]
fn trying_again_ends_the_wait_and_abandons_a_stalled_request() {
    let mut machine = Machine::live();
    let (stalled, _) = request(&machine.update(change(6, "a")));
    let effects = machine.update(Input::Retry);
    let (token, next) = request(&effects);
    assert_eq!(next, Request::Refresh);
    assert!(effects.contains(&Effect::CloseStream) && effects.contains(&Effect::OpenStream(5)));
    assert_eq!(machine.update(Input::Answer(stalled, Answer::Location)), []);
    machine.update(Input::Answer(token, data("astrid", 6)));
    assert_eq!(
        machine.update(change(6, "a")),
        [Effect::Tell(Message::Stream(StreamEvent::Change { revision: 6, location: "a".to_owned() }))]
    );
}

#[test]
fn silent_stream_is_opened_again_and_the_data_are_read() {
    let mut machine = Machine::live();
    machine.now += 50_000.0;
    let effects = machine.update(Input::Visible(true));
    assert_eq!(request(&effects).1, Request::Refresh);
    assert!(effects.contains(&Effect::CloseStream) && effects.contains(&Effect::OpenStream(5)));
    let effects = machine.update(Input::Answer(request(&effects).0, Answer::Failed(Failure::Transient)));
    assert!(effects.contains(&Effect::Render(State::Offline { since: 1e6 })), "since it was last heard");
}

#[test]
fn heartbeats_keep_the_stream() {
    let mut machine = Machine::live();
    for _ in 0..10 {
        machine.now += 15_000.0;
        machine.update(Input::Stream(StreamEvent::Heartbeat));
        assert_eq!(machine.update(Input::Visible(true)), [Effect::ReadClock]);
        assert_eq!(machine.update(Input::Online(true)), []);
    }
}

#[test]
fn stream_of_another_person_forgets_everything_before_it_loads() {
    let mut machine = Machine::live();
    let effects = machine.update(hello("daniel"));
    let forget = effects.iter().position(|effect| *effect == Effect::Forget(Forget::OtherPerson)).unwrap();
    assert!(effects[..forget].contains(&Effect::CloseStream));
    let (token, load) = request(&effects[forget..]);
    assert_eq!((load, machine.sync.state()), (Request::Load, State::Loading));
    let effects = machine.update(Input::Answer(token, data("daniel", 9)));
    assert!(effects.contains(&Effect::Tell(Message::SignedIn("daniel".to_owned()))));
}

#[test]
fn load_that_began_before_another_person_signed_in_is_not_shown() {
    let mut machine = Machine::new();
    machine.update(Input::Tab(Message::SignedIn("daniel".to_owned())));
    let effects = machine.update(Input::Answer(Sync::FIRST_LOAD, data("astrid", 5)));
    assert!(!effects.contains(&Effect::Apply));
    assert_eq!(request(&effects).1, Request::Load);
}

#[test]
fn expired_data_are_forgotten_after_minutes_and_only_the_same_person_continues() {
    let mut machine = Machine::live();
    let effects = machine.update(Input::Failed(Failure::NotSignedIn));
    assert!(effects.contains(&Effect::CloseStream) && effects.contains(&Effect::ReleaseLock));
    let (forget, _) = waits(&effects).into_iter().find(|(_, time)| time.total_cmp(&300_000.0).is_eq()).unwrap();
    assert!(machine.update(Input::Elapsed(forget)).contains(&Effect::Forget(Forget::Data)));
    let mut other = Machine { sync: machine.sync.clone(), now: 2e6, ..Machine::new() };
    let effects = machine.update(Input::SignedIn("astrid".to_owned()));
    assert!(!effects.iter().any(|effect| matches!(effect, Effect::Forget(_))), "what was typed stays");
    assert!(other.update(Input::SignedIn("daniel".to_owned())).contains(&Effect::Forget(Forget::SignedOut)));
}

#[test]
fn suspended_tab_gives_the_stream_to_another() {
    let mut machine = Machine::live();
    assert_eq!(machine.update(Input::Suspended), [Effect::CloseStream, Effect::ReleaseLock]);
    let effects = machine.update(Input::Resumed);
    assert!(effects.contains(&Effect::AskForLock));
    assert_eq!(request(&effects).1, Request::Refresh);
}

#[test]
fn follower_reads_what_was_passed_on_before_it_listened() {
    let mut machine = Machine::new();
    machine.update(Input::Answer(Sync::FIRST_LOAD, data("astrid", 5)));
    let position = |after| Input::Tab(Message::Position { user: "astrid".to_owned(), after });
    assert_eq!(machine.update(position(5)), []);
    assert_eq!(request(&machine.update(position(6))).1, Request::Refresh);
}

#[test]
fn day_is_read_again_at_midnight_and_when_the_page_is_shown() {
    let mut machine = Machine::live();
    let effects = machine.update(Input::Clock { day: 7, rest: 1000.0 * 3600.0 });
    let [Effect::SetDay(7), Effect::Wait(midnight, _)] = effects[..] else { panic!("{effects:?}") };
    assert_eq!(machine.update(Input::Elapsed(midnight)), [Effect::ReadClock]);
    let effects = machine.update(Input::Clock { day: 7, rest: 0.0 });
    assert!(matches!(effects[..], [Effect::Wait(_, 1000.0)]), "early by a moment: {effects:?}");
}

#[test]
fn stream_that_was_ended_for_a_newer_one_is_not_fought_for() {
    let mut machine = Machine::live();
    let effects = machine.update(Input::Stream(StreamEvent::Replaced));
    assert!(effects.contains(&Effect::CloseStream));
    let (token, next) = request(&effects);
    assert_eq!(next, Request::Refresh);
    machine.update(Input::Answer(token, data("astrid", 5)));
    // Silence makes the page read the data, and leaves the stream to the newer one.
    let mut watch = machine.watch;
    for _ in 0..5 {
        machine.now += 46_000.0;
        let effects = machine.update(Input::Elapsed(watch));
        assert!(!effects.iter().any(|effect| matches!(effect, Effect::OpenStream(_))), "{effects:?}");
        let (token, next) = request(&effects);
        assert_eq!(next, Request::Refresh);
        watch = waits(&effects)[0].0;
        machine.update(Input::Answer(token, data("astrid", 5)));
    }
}
