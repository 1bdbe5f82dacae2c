//! The tests as `libtest` would run them, with those reported as ignored that this machine cannot run.

use std::collections::BTreeMap;
use std::process::ExitCode;

use libtest_mimic::{Arguments, Trial};

use super::{Database, postgres};

/// A test that receives a database of its own.
#[derive(Clone, Copy)]
pub struct Test {
    pub name: &'static str,
    pub run: fn(&Database),
}

/// Lists functions as tests.
macro_rules! tests {
    ($($test:ident),* $(,)?) => {
        &[$($crate::support::Test {
            name: concat!(module_path!(), "::", stringify!($test)),
            run: $test,
        }),*]
    };
}
pub(crate) use tests;

/// All tests.
#[derive(Default)]
pub struct Suite {
    trials: Vec<Trial>,
    /// The number of tests skipped for each reason.
    skipped: BTreeMap<&'static str, usize>,
}

impl Suite {
    /// Adds tests on SQLite and on PostgreSQL. `missing` says what the machine lacks to run them.
    pub fn on_each_database(&mut self, tests: &[Test], missing: Option<&'static str>) {
        self.on_sqlite(tests, missing);
        self.on_postgres(tests, missing.or_else(postgres::missing));
    }

    /// Adds tests on PostgreSQL.
    pub fn on_postgres(&mut self, tests: &[Test], missing: Option<&'static str>) {
        for test in tests {
            self.add(test, "postgres", missing, Database::postgres);
        }
    }

    /// Adds tests on SQLite.
    pub fn on_sqlite(&mut self, tests: &[Test], missing: Option<&'static str>) {
        for test in tests {
            self.add(test, "sqlite", missing, Database::sqlite);
        }
    }

    fn add(&mut self, test: &Test, database: &str, missing: Option<&'static str>, create: fn() -> Database) {
        let name = test.name.split_once("::").map_or(test.name, |(_, name)| name);
        let run = test.run;
        let trial = Trial::test(format!("{database}::{name}"), move || {
            run(&create());
            Ok(())
        });
        if let Some(reason) = missing {
            *self.skipped.entry(reason).or_default() += 1;
        }
        self.trials.push(trial.with_ignored_flag(missing.is_some()).with_kind(missing.unwrap_or_default()));
    }

    /// Runs the tests that the arguments select.
    pub fn run(self, args: &Arguments) -> ExitCode {
        let conclusion = libtest_mimic::run(args, self.trials);
        if conclusion.num_ignored > 0 && !args.list {
            println!("SKIPPED {} tests that cannot run on this machine:", conclusion.num_ignored);
            for (reason, count) in self.skipped {
                println!("  of all tests, {count}: {reason}");
            }
        }
        conclusion.exit_code()
    }
}
