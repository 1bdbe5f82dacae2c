//! A disk that takes no data, and files that are damaged or gone.

use std::io::{Seek, SeekFrom, Write};
use std::process::Command;

use crate::durability::{locations, open_dataset, start_open, submit_all, submit_now};
use crate::support::{Database, Server, Test, refused, tests, wait_for};

/// Needs `prlimit`, which is part of util-linux.
pub const WITH_LIMITS: &[Test] = tests![reading_goes_on_when_the_disk_takes_no_data,];

/// Needs the right to mount.
pub const WITH_MOUNT: &[Test] = tests![a_full_disk_loses_no_answered_write,];

pub const ON_SQLITE: &[Test] = tests![
    notices_a_deleted_file,
    notices_a_replaced_file,
    notices_a_deleted_log,
    refuses_a_damaged_file,
    refuses_what_is_no_database_at_once,
    damaged_rows_are_errors_where_they_are_seen,
];

/// Returns what the machine lacks to limit the files of a process.
pub fn missing_limits() -> Option<&'static str> {
    let found = Command::new("prlimit").arg("--version").output().is_ok_and(|output| output.status.success());
    (!found).then_some("prlimit is not installed")
}

/// Returns what the machine lacks to mount a small disk.
pub fn missing_mount() -> Option<&'static str> {
    let mounts = ["-m", "mount", "-t", "tmpfs", "none", "/mnt"];
    let done = Command::new("unshare").args(mounts).output().is_ok_and(|output| output.status.success());
    (!done).then_some("a disk cannot be mounted")
}

fn a_full_disk_loses_no_answered_write(database: &Database) {
    let (file, locations) = (open_dataset(database), locations());
    let server = Server::start_on_small_disk(database, 8, &["--demo", "--import", &file]);
    let admin = server.signed_in("admin");
    let filler = server.on_its_disk(&database.directory.path().join("data/filler"));
    for round in 0..3 {
        let full = std::fs::write(&filler, vec![0; 9 << 20]).unwrap_err();
        assert_eq!(full.kind(), std::io::ErrorKind::StorageFull);
        // The log of SQLite has some room left.
        let mut count = 0;
        let refused = wait_for("the full disk", || {
            count += 1;
            let reply = admin.submit(&locations[0], "\"0\"", &format!("stale-{round}-{count}"));
            assert!([412, 507].contains(&reply.status), "{reply:?}");
            let reply = server.client().sign_in("admin", "demo-admin");
            (reply.status == 507).then(|| reply.code())
        });
        assert_eq!(refused, "storage-full");
        assert_eq!(admin.get("/dataset").status, 200);
        assert_eq!(ready(&server), (503, "storage-full".to_owned()));
        std::fs::remove_file(&filler).unwrap();
    }
    let answered = submit_all(&admin, &locations, "room");
    assert_eq!(ready(&server).0, 200);
    let stored = Database::location_changes_in(&server.on_its_disk(&database.sqlite_file()));
    assert!(answered.iter().all(|(location, changes)| stored[location] == *changes), "{answered:?} {stored:?}");
}

fn ready(server: &Server) -> (u16, String) {
    let reply = server.client().ask("GET", "/readyz", &[], b"");
    (reply.status, if reply.status == 200 { String::new() } else { reply.code() })
}

fn reading_goes_on_when_the_disk_takes_no_data(database: &Database) {
    let (server, mut admin, locations) = start_open(database);
    assert!(server.stop());
    // The next request must record that the session is in use.
    database.execute("UPDATE sessions SET seen = seen - 3600");
    let server = Server::start_limitable(database, &["--demo"]);
    admin.address.clone_from(&server.address);
    server.limit_files(true);
    for _ in 0..20 {
        for path in ["/session", "/dataset", "/locations"] {
            assert_eq!(admin.get(path).status, 200, "{path}");
        }
    }
    for (number, location) in locations.iter().enumerate() {
        let reply = submit_now(&admin, location, "bank", &format!("full-{number}"));
        assert_eq!((reply.status, reply.code().as_str()), (507, "storage-full"));
        let stale = admin.submit(location, "\"0\"", &format!("stale-{number}"));
        assert!([412, 507].contains(&stale.status), "{stale:?}");
    }
    assert_eq!(ready(&server), (503, "storage-full".to_owned()));
    let metrics = server.client().ask("GET", "/metrics", &[], b"").text();
    assert!(metrics.contains("mci_writable 0\n"), "{metrics}");
    let other = server.client().ask("GET", "/healthz", &[], b"");
    assert_eq!(other.status, 200);
    server.limit_files(false);
    let answered = submit_all(&admin, &locations, "room");
    assert_eq!(ready(&server).0, 200);
    let stored = database.location_changes();
    assert!(answered.iter().all(|(location, changes)| stored[location] == *changes), "{answered:?} {stored:?}");
    server.kill();
    let server = Server::start(database, &["--demo"]);
    admin.address.clone_from(&server.address);
    for (location, changes) in &answered {
        assert_eq!(admin.get(&format!("/locations/{location}")).changes(), *changes);
    }
}

fn notices_a_deleted_file(database: &Database) {
    let (server, admin, locations) = start_open(database);
    assert_eq!(ready(&server).0, 200);
    std::fs::remove_file(database.sqlite_file()).unwrap();
    let reply = submit_now(&admin, &locations[0], "bank", "k");
    assert_eq!((reply.status, reply.code().as_str()), (503, "unavailable"), "it would be lost at a restart");
    assert_eq!(ready(&server), (503, "unavailable".to_owned()));
    server.kill();
    let message = refused(database, &["--demo"], "");
    assert!(message.contains("is missing, but") && message.contains("-wal"), "{message}");
    assert!(!database.sqlite_file().exists(), "no empty database in its place");
}

fn notices_a_replaced_file(database: &Database) {
    let (server, admin, locations) = start_open(database);
    let (file, copy) = (database.sqlite_file(), database.directory.path().join("copy.db"));
    std::fs::copy(&file, &copy).unwrap();
    std::fs::rename(&copy, &file).unwrap();
    assert_eq!(ready(&server), (503, "unavailable".to_owned()));
    assert_eq!(submit_now(&admin, &locations[0], "bank", "k").status, 503);
}

fn notices_a_deleted_log(database: &Database) {
    let (server, admin, locations) = start_open(database);
    assert_eq!((ready(&server).0, submit_now(&admin, &locations[0], "bank", "k").status), (200, 200));
    std::fs::remove_file(database.sqlite_file().with_extension("db-wal")).unwrap();
    assert_eq!(ready(&server), (503, "unavailable".to_owned()));
    assert_eq!(submit_now(&admin, &locations[1], "bank", "l").code(), "unavailable", "a restart would lose it");
    assert_eq!(admin.get("/dataset").status, 200);
}

fn refuses_a_damaged_file(database: &Database) {
    let (server, ..) = start_open(database);
    assert!(server.stop());
    let mut file = std::fs::OpenOptions::new().write(true).open(database.sqlite_file()).unwrap();
    let size = file.metadata().unwrap().len();
    // All but the first pages, which hold the schema.
    for page in (40..size / 4096).step_by(3) {
        file.seek(SeekFrom::Start(page * 4096)).unwrap();
        file.write_all(&[0xAA; 4096]).unwrap();
    }
    drop(file);
    let message = refused(database, &["--demo"], "");
    assert!(message.contains("damaged") && message.contains("backup"), "{message}");
}

fn damaged_rows_are_errors_where_they_are_seen(database: &Database) {
    let (server, _, locations) = start_open(database);
    assert!(server.stop());
    // `some` sees the first three locations.
    let hidden = &locations[5];
    database.execute(&format!(
        "UPDATE resources SET body = substr(body, 1, 40) WHERE kind = 'location' AND id = '{hidden}'"
    ));
    let (server, log) = Server::start_logging(database, &["--demo"], "error");
    let (admin, some) = (server.signed_in("admin"), server.signed_in("some"));
    for path in ["/dataset".to_owned(), "/locations".to_owned(), format!("/locations/{hidden}")] {
        let reply = admin.get(&path);
        assert_eq!((reply.status, reply.code().as_str()), (500, "damaged"), "{path}");
    }
    assert_eq!(admin.get(&format!("/locations/{}", locations[0])).status, 200);
    assert_eq!(admin.get("/engagements").status, 200);
    assert_eq!((some.get("/dataset").status, some.get("/locations").status), (200, 200));
    assert!(server.stop());
    let log = log.join().unwrap();
    assert!(log.contains("is damaged") && log.contains(hidden.as_str()), "{log}");
}

fn refuses_what_is_no_database_at_once(database: &Database) {
    std::fs::create_dir(database.directory.path().join("data")).unwrap();
    std::fs::write(database.sqlite_file(), "This is a text and not a database. ".repeat(100)).unwrap();
    let start = std::time::Instant::now();
    let message = refused(database, &["--demo"], "");
    assert!(message.contains("file is not a database"), "the first error is the message: {message}");
    // Five seconds are for a busy machine; a pool would repeat for longer.
    assert!(start.elapsed() < std::time::Duration::from_secs(5), "{:?}", start.elapsed());
    std::fs::write(database.sqlite_file(), "").unwrap();
    drop(Server::start(database, &["--demo"]));
    wait_for("the database", || database.sqlite_file().metadata().is_ok_and(|file| file.len() > 0).then_some(()));
}
