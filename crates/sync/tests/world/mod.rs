//! A backend, a browser with several tabs, and the execution of effects, in a few lines.

mod effects;

use std::collections::{BTreeMap, VecDeque};

use sync::{Answer, Failure, Input, Leadership, Message, Request, State, StreamEvent, Sync, Token};

const PEOPLE: [&str; 2] = ["astrid", "daniel"];
/// The number of revisions in a view.
const VIEW: i64 = 1_000_000;
const LOCATIONS: [&str; 3] = ["l0", "l1", "l2"];

/// One step of a walk.
#[derive(Clone, Copy, Debug)]
pub struct Step {
    pub what: u8,
    pub tab: u8,
    pub which: u8,
}

/// The locations, each with the revision of its last change.
type Data = BTreeMap<&'static str, i64>;

/// What a response brings.
#[derive(Clone, Debug)]
enum Payload {
    None,
    All(Data),
    One(&'static str, i64),
}

/// A response on its way.
#[derive(Clone, Debug)]
struct Response {
    token: Token,
    answer: Answer,
    /// Whose data it has.
    user: Option<&'static str>,
    payload: Payload,
}

/// An open stream.
#[derive(Clone, Copy, Debug)]
struct Stream {
    /// The revision after which it goes on.
    after: i64,
    said_hello: bool,
    /// Whether nothing arrives any more, and nobody notices.
    is_dead: bool,
}

#[derive(Debug, Default)]
struct Tab {
    sync: Sync,
    responses: Vec<Response>,
    waits: Vec<(Token, f64)>,
    stream: Option<Stream>,
    messages: VecDeque<Message>,
    /// Whose data are shown, and which.
    shown: Option<(&'static str, Data)>,
    /// Who has typed something.
    typed: Option<&'static str>,
    is_waiting_for_lock: bool,
    is_suspended: bool,
}

#[derive(Debug)]
pub struct World {
    now: f64,
    has_locks: bool,
    is_up: bool,
    /// Whether streams are accepted, but deliver nothing.
    is_silent: bool,
    session: Option<&'static str>,
    /// The view that the revisions are of.
    view: i64,
    revision: i64,
    data: Data,
    changes: Vec<(i64, &'static str)>,
    tabs: Vec<Tab>,
    lock: Option<usize>,
    /// What the browser reports in its next turn.
    reports: VecDeque<(usize, Input)>,
}

impl World {
    pub fn new(tabs: usize, has_locks: bool) -> Self {
        let mut world = Self {
            now: 1e6,
            has_locks,
            is_up: true,
            is_silent: false,
            session: Some(PEOPLE[0]),
            view: 0,
            revision: 1,
            data: LOCATIONS.iter().map(|location| (*location, 1)).collect(),
            changes: Vec::new(),
            tabs: (0..tabs).map(|_| Tab::default()).collect(),
            lock: None,
            reports: VecDeque::new(),
        };
        for at in 0..tabs {
            let response = world.respond(at, Sync::FIRST_LOAD, &Request::Load);
            world.tabs[at].responses.push(response);
        }
        world
    }

    /// Does something that can happen.
    pub fn step(&mut self, Step { what, tab, which }: Step) {
        let at = usize::from(tab) % self.tabs.len();
        let pick = |length: usize| usize::from(which) % length.max(1);
        match what % 21 {
            0 => self.is_up = which % 3 != 0,
            1 | 2 => self.change(LOCATIONS[pick(LOCATIONS.len())]),
            3 => self.sign_in(at, PEOPLE[pick(2)]),
            4 => self.sign_out(at),
            5 => self.session = [None, Some(PEOPLE[0]), Some(PEOPLE[1])][pick(3)],
            6..=9 if !self.tabs[at].responses.is_empty() && !self.tabs[at].is_suspended => {
                let length = self.tabs[at].responses.len();
                let mut response = self.tabs[at].responses.remove(pick(length));
                if which % 7 == 0 {
                    (response.answer, response.payload) = (Answer::Failed(Failure::Transient), Payload::None);
                }
                self.deliver(at, response);
            }
            10 | 11 => drop(self.stream(at)),
            12 | 13 => self.message(at),
            14 => self.elapse(at),
            15 => self.input(at, Input::Visible(which % 2 == 0)),
            16 => {
                self.tabs[at].is_suspended = which % 2 == 0;
                self.input(at, if which % 2 == 0 { Input::Suspended } else { Input::Resumed });
            }
            17 => self.input(at, [Input::Retry, Input::Online(true), Input::Online(false)][pick(3)].clone()),
            18 => self.grant(),
            20 => self.change_view(),
            19 if which % 3 == 0 => self.is_silent = which % 6 == 0,
            19 if which % 3 == 1 => {
                if let Some(stream) = &mut self.tabs[at].stream {
                    stream.is_dead = true;
                }
            }
            19 if self.tabs[at].shown.is_some() => self.tabs[at].typed = self.tabs[at].shown.as_ref().map(|it| it.0),
            _ => {}
        }
        self.check();
    }

    /// Shows every tab, and reports a network.
    pub fn wake(&mut self) {
        (self.is_up, self.is_silent) = (true, false);
        for at in 0..self.tabs.len() {
            self.tabs[at].is_suspended = false;
            for input in [Input::Resumed, Input::Visible(true), Input::Online(true)] {
                self.input(at, input);
            }
        }
    }

    /// Brings the network back, and expects that every tab follows within some minutes.
    pub fn recover(&mut self) {
        (self.is_up, self.is_silent) = (true, false);
        for at in 0..self.tabs.len() {
            if std::mem::take(&mut self.tabs[at].is_suspended) {
                self.input(at, Input::Resumed);
            }
        }
        self.settle();
        if self.session.is_none() {
            for tab in &self.tabs {
                let state = tab.sync.state();
                assert!(state == State::SignedOut || state.is_expired(), "nobody is signed in: {state:?}");
            }
            self.sign_in(0, PEOPLE[0]);
            self.settle();
        }
        self.expect_live();
        // The next change is shown by all.
        self.change(LOCATIONS[0]);
        self.settle();
        self.expect_live();
    }

    fn expect_live(&self) {
        for tab in &self.tabs {
            assert_eq!(tab.sync.state(), State::Live, "{self:#?}");
            let Some((user, data)) = &tab.shown else { panic!("no data: {self:#?}") };
            assert_eq!((Some(*user), data), (self.session, &self.data), "{self:#?}");
        }
    }

    /// Lets some minutes pass, in which everything arrives.
    fn settle(&mut self) {
        let end = self.now + 240_000.0;
        loop {
            let mut is_quiet = true;
            self.grant();
            for at in 0..self.tabs.len() {
                while !self.tabs[at].messages.is_empty() {
                    self.message(at);
                    is_quiet = false;
                }
                while !self.tabs[at].responses.is_empty() {
                    let response = self.tabs[at].responses.remove(0);
                    self.deliver(at, response);
                    is_quiet = false;
                }
                is_quiet &= !self.stream(at);
            }
            self.check();
            if is_quiet {
                let next = self.tabs.iter().flat_map(|tab| tab.waits.iter().map(|(_, due)| *due)).reduce(f64::min);
                let Some(next) = next.filter(|next| *next < end) else { return };
                self.now = self.now.max(next.min(self.now + 15_000.0));
                for at in 0..self.tabs.len() {
                    if self.tabs[at].stream.is_some_and(|stream| stream.said_hello && !stream.is_dead) {
                        self.input(at, Input::Stream(StreamEvent::Heartbeat));
                    }
                    if self.tabs[at].waits.iter().any(|(_, due)| *due <= self.now) {
                        self.elapse(at);
                    }
                }
            }
        }
    }

    fn check(&self) {
        if self.has_locks {
            let streams = self.tabs.iter().filter(|tab| tab.stream.is_some()).count();
            assert!(streams <= 1, "one stream for each browser");
        }
        for tab in &self.tabs {
            assert!(tab.responses.len() < 50, "requests without end");
            if matches!(tab.sync.state(), State::SignedOut | State::Loading) {
                assert!(tab.shown.is_none(), "data without a session: {tab:?}");
            }
            if let (Some((shown, _)), Some(typed)) = (&tab.shown, tab.typed) {
                assert_eq!(*shown, typed, "what one person typed is not shown to another");
            }
        }
    }

    fn change(&mut self, location: &'static str) {
        self.revision += 1;
        self.data.insert(location, self.revision);
        self.changes.push((self.revision, location));
    }

    /// Gives the person other roles: revisions begin again elsewhere, which may be lower.
    fn change_view(&mut self) {
        self.view = (self.view * 5 + 3) % 16;
        self.revision = self.view * VIEW + 1;
        for revision in self.data.values_mut() {
            *revision = self.revision;
        }
        self.changes.clear();
    }

    /// Signs in at a tab whose sign-in form is shown.
    fn sign_in(&mut self, at: usize, user: &'static str) {
        let state = self.tabs[at].sync.state();
        if self.is_up && !self.tabs[at].is_suspended && (state == State::SignedOut || state.is_expired()) {
            self.session = Some(user);
            self.input(at, Input::SignedIn(user.to_owned()));
        }
    }

    fn sign_out(&mut self, at: usize) {
        // The server refuses to end the session of another person.
        let user = self.tabs[at].shown.as_ref().map(|it| it.0);
        if self.is_up && !self.tabs[at].is_suspended && user.is_some() && self.session == user {
            self.session = None;
            self.input(at, Input::SignedOut);
            assert!(self.tabs[at].shown.is_none(), "signed out");
        }
    }

    /// Grants the lock to the first tab that waits for it.
    fn grant(&mut self) {
        let next = self.tabs.iter().position(|tab| tab.is_waiting_for_lock && !tab.is_suspended);
        if let Some(at) = next.filter(|_| self.lock.is_none()) {
            self.tabs[at].is_waiting_for_lock = false;
            self.lock = Some(at);
            self.input(at, Input::Leads(Leadership::Granted));
        }
    }

    /// Delivers the next event of the stream of a tab; returns whether there was one.
    fn stream(&mut self, at: usize) -> bool {
        let tab = &mut self.tabs[at];
        let Some(stream) = tab.stream.as_mut().filter(|stream| !stream.is_dead && !tab.is_suspended) else {
            return false;
        };
        let Some(user) = self.session.filter(|_| self.is_up) else {
            tab.stream = None;
            self.input(at, Input::Stream(StreamEvent::Lost));
            return true;
        };
        if self.is_silent {
            return false;
        }
        if !std::mem::replace(&mut stream.said_hello, true) {
            self.input(at, Input::Stream(StreamEvent::Hello { user: user.to_owned() }));
            return true;
        }
        if stream.after / VIEW != self.view {
            stream.after = self.revision;
            self.input(at, Input::Stream(StreamEvent::Reset { revision: self.revision }));
            return true;
        }
        let next = self.changes.iter().find(|(revision, _)| *revision > stream.after);
        let Some((revision, location)) = next.copied() else { return false };
        stream.after = revision;
        self.input(at, Input::Stream(StreamEvent::Change { revision, location: location.to_owned() }));
        true
    }

    fn message(&mut self, at: usize) {
        if self.tabs[at].is_suspended {
            return;
        }
        if let Some(message) = self.tabs[at].messages.pop_front() {
            let is_sign_out = message == Message::SignedOut;
            self.input(at, Input::Tab(message));
            assert!(!is_sign_out || self.tabs[at].shown.is_none(), "signed out in another tab");
        }
    }

    fn elapse(&mut self, at: usize) {
        if self.tabs[at].is_suspended {
            return;
        }
        let waits = &mut self.tabs[at].waits;
        let first = (0..waits.len()).min_by(|a, b| waits[*a].1.total_cmp(&waits[*b].1));
        if let Some(first) = first {
            let (token, due) = waits.remove(first);
            self.now = self.now.max(due);
            self.input(at, Input::Elapsed(token));
        }
    }

    fn deliver(&mut self, at: usize, Response { token, answer, user, payload }: Response) {
        self.update(at, Input::Answer(token, answer), user, payload);
    }

    fn input(&mut self, at: usize, input: Input) {
        // A suspended page receives nothing.
        if !self.tabs[at].is_suspended || input == Input::Suspended {
            self.update(at, input, None, Payload::None);
        }
    }

    fn update(&mut self, at: usize, input: Input, user: Option<&'static str>, mut payload: Payload) {
        let effects = self.tabs[at].sync.update(self.now, input);
        for effect in effects {
            self.execute(at, effect, user, &mut payload);
        }
        while let Some((at, input)) = self.reports.pop_front() {
            self.input(at, input);
        }
    }
}
