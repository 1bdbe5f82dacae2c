//! The state machine.

mod answers;
mod session;
mod settle;
mod stream;

use std::collections::VecDeque;

use crate::backoff::Backoff;
use crate::{Effect, Forget, Input, Leadership, Message, Millis, Request, State, Token};

/// How often the backend sends a heartbeat.
const HEARTBEAT: Millis = 15_000.0;
/// After this much silence the stream is considered dead: three heartbeats.
const SILENCE: Millis = 3.0 * HEARTBEAT;
/// How long the data of an expired session are kept.
const FORGET_AFTER: Millis = 5.0 * 60_000.0;
/// When a failed load is repeated without the person asking for it.
const LOAD_PAUSE: Millis = 30_000.0;
/// When a stream that was ended for a newer one is opened again. Until then the data are read at each silence.
const REPLACED_PAUSE: Millis = 10.0 * 60_000.0;
/// With more changed locations than this, all data are read.
const MAX_QUEUE: usize = 20;

/// The stream, as far as this tab knows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Link {
    Closed,
    /// Opened, and nothing has arrived.
    Opening,
    Open,
}

/// Whether this tab has the stream.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Lead {
    No,
    /// It follows the tab that has it, and waits for the lock.
    Waiting,
    Yes,
    /// The browser has no locks: every tab has a stream of its own while it is shown.
    Alone,
}

/// The connection.
#[derive(Clone, Debug)]
pub struct Sync {
    state: State,
    /// Whose data are shown, or who has typed something.
    user: Option<String>,
    /// Who has signed in elsewhere during a load.
    expected: Option<String>,
    /// Every change up to this revision is in the data.
    position: i64,
    /// The newest revision that is known: no response may be older.
    known: i64,
    /// Every change after this revision was passed on to the other tabs.
    passed_on: i64,
    /// Changed locations to read, with the revision of the change.
    queue: VecDeque<(i64, String)>,
    /// Whether all data have to be read.
    is_due: bool,
    pending: Option<(Token, Request)>,
    /// The revision of the location that is being read.
    reading: i64,
    lead: Lead,
    link: Link,
    /// When the backend was last heard.
    heard: Millis,
    is_visible: bool,
    is_suspended: bool,
    /// Until it ends, nothing is read again that could not be read.
    retry: Option<Token>,
    retries: Backoff,
    /// Until it ends, the stream is not opened again.
    reconnect: Option<Token>,
    reconnects: Backoff,
    watch: Option<Token>,
    forget: Option<Token>,
    midnight: Option<Token>,
    day: Option<i32>,
    last_token: u32,
    now: Millis,
    effects: Vec<Effect>,
}

impl Default for Sync {
    fn default() -> Self {
        Self {
            state: State::Loading,
            user: None,
            expected: None,
            position: 0,
            known: 0,
            passed_on: 0,
            queue: VecDeque::new(),
            is_due: false,
            pending: Some((Self::FIRST_LOAD, Request::Load)),
            reading: 0,
            lead: Lead::No,
            link: Link::Closed,
            heard: 0.0,
            is_visible: true,
            is_suspended: false,
            retry: None,
            retries: Backoff::default(),
            reconnect: None,
            reconnects: Backoff::default(),
            watch: None,
            forget: None,
            midnight: None,
            day: None,
            last_token: 0,
            now: 0.0,
            effects: Vec::new(),
        }
    }
}

impl Sync {
    /// The token of the first load, which begins before the machine exists.
    pub const FIRST_LOAD: Token = Token(0);

    /// Returns the state.
    pub const fn state(&self) -> State {
        self.state
    }

    /// Returns the newest known revision: no response may be older.
    pub const fn known_revision(&self) -> i64 {
        self.known
    }

    /// Takes in what happened at a time, and returns what to do.
    pub fn update(&mut self, now: Millis, input: Input) -> Vec<Effect> {
        let before = self.state;
        self.now = now;
        match input {
            Input::Answer(token, answer) => self.on_answer(token, answer),
            Input::Stream(event) => self.on_own_stream(event),
            Input::Tab(message) => self.on_message(message),
            Input::Leads(leadership) => self.on_leadership(leadership),
            Input::Elapsed(token) => self.on_elapsed(token),
            Input::Online(is_online) => self.on_online(is_online),
            Input::Visible(is_visible) => self.on_visible(is_visible),
            Input::Suspended => self.is_suspended = true,
            Input::Resumed => self.on_resumed(),
            Input::Clock { day, rest } => self.on_clock(day, rest),
            Input::Retry => self.on_retry(),
            Input::SignedIn(user) => {
                self.effects.push(Effect::Tell(Message::SignedIn(user.clone())));
                self.on_signed_in(&user, Forget::SignedOut);
            }
            Input::SignedOut => {
                self.effects.push(Effect::Tell(Message::SignedOut));
                self.on_signed_out(Forget::SignedOut);
            }
            Input::Failed(failure) => self.on_identity_failure(failure),
        }
        self.settle();
        if self.state != before {
            self.effects.push(Effect::Render(self.state));
        }
        std::mem::take(&mut self.effects)
    }

    fn on_leadership(&mut self, leadership: Leadership) {
        match leadership {
            // The lock may arrive after it was given up.
            Leadership::Granted if matches!(self.lead, Lead::No | Lead::Alone) => {
                self.effects.push(Effect::ReleaseLock);
            }
            Leadership::Granted => {
                self.lead = Lead::Yes;
                self.link = Link::Closed;
                self.reconnect = None;
            }
            Leadership::Lost if self.lead == Lead::Alone => {}
            Leadership::Lost | Leadership::Unavailable => {
                self.close_stream();
                self.lead = if leadership == Leadership::Lost { Lead::No } else { Lead::Alone };
            }
        }
    }

    fn on_elapsed(&mut self, token: Token) {
        let ends = |timer: &mut Option<Token>| timer.take_if(|timer| *timer == token).is_some();
        if ends(&mut self.retry) || ends(&mut self.reconnect) {
            // What waited is begun when the machine settles.
        } else if ends(&mut self.watch) {
            self.check_silence();
        } else if ends(&mut self.forget) {
            self.forget_expired();
        } else if ends(&mut self.midnight) {
            self.effects.push(Effect::ReadClock);
        }
    }

    /// What a browser says about its network is often wrong: only the end of an outage is worth a try.
    fn on_online(&mut self, is_online: bool) {
        let is_silent = self.now - self.heard > HEARTBEAT + HEARTBEAT / 2.0;
        if is_online && self.state != State::File && (self.state != State::Live || is_silent) {
            self.wake();
        }
    }

    fn on_visible(&mut self, is_visible: bool) {
        self.is_visible = is_visible;
        if is_visible {
            self.effects.push(Effect::ReadClock);
            let is_worth_it = match self.state {
                State::File => false,
                State::Loading => self.retry.is_some(),
                State::Live => self.is_silent(),
                // Someone may have signed in while this page received no message.
                State::SignedOut | State::Expired { .. } | State::Behind { .. } | State::Offline { .. } => true,
            };
            if is_worth_it {
                self.wake();
            }
        }
    }

    fn on_resumed(&mut self) {
        self.is_suspended = false;
        self.effects.push(Effect::ReadClock);
        if self.state != State::File {
            self.wake();
        }
    }

    fn on_clock(&mut self, day: i32, rest: Millis) {
        if self.day.replace(day) != Some(day) {
            self.effects.push(Effect::SetDay(day));
        }
        // A timer may fire early.
        self.midnight = Some(self.wait(rest.max(1000.0)));
    }

    fn on_retry(&mut self) {
        if matches!(self.state, State::File | State::Loading) {
            self.state = State::Loading;
            self.effects.push(Effect::ShowLoading);
        }
        self.wake();
    }

    /// Reads everything and reconnects, now: whatever was waited for is no longer.
    fn wake(&mut self) {
        self.pending = None;
        self.is_due = true;
        self.retry = None;
        self.reconnect = None;
        self.retries = Backoff::default();
        self.reconnects = Backoff::default();
        if self.has_stream() {
            self.close_stream();
        } else if self.state.is_connected() {
            self.follow();
        }
    }

    fn token(&mut self) -> Token {
        self.last_token = self.last_token.wrapping_add(1);
        Token(self.last_token)
    }

    fn wait(&mut self, time: Millis) -> Token {
        let token = self.token();
        self.effects.push(Effect::Wait(token, time));
        token
    }
}
