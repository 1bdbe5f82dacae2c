//! A PostgreSQL server: the one of `MCI_TEST_DATABASE_URL`, or one that runs as long as the tests.

use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::OnceLock;
use std::sync::atomic::{AtomicU32, Ordering};

use super::wait_for;

struct Cluster {
    tools: PathBuf,
    /// An existing database, to connect to when others are created.
    url: String,
    /// Ends the server when its standard input closes, which it does with this process.
    _guard: Option<Child>,
}

/// Creates a database and returns its URL.
pub fn new_database() -> String {
    static CLUSTER: OnceLock<Cluster> = OnceLock::new();
    static COUNT: AtomicU32 = AtomicU32::new(0);
    let cluster = CLUSTER.get_or_init(start);
    let name = format!("mci_test_{}_{}", std::process::id(), COUNT.fetch_add(1, Ordering::Relaxed));
    let mut create = Command::new(cluster.tools.join("createdb"));
    let created = create.arg(format!("--maintenance-db={}", cluster.url)).arg(&name).output().unwrap();
    assert!(created.status.success(), "{}", String::from_utf8_lossy(&created.stderr));
    let (server, _) = cluster.url.rsplit_once('/').unwrap();
    format!("{server}/{name}")
}

/// Returns what the machine lacks to run tests on PostgreSQL.
pub fn missing() -> Option<&'static str> {
    if tools().is_none() {
        return Some("PostgreSQL is not installed");
    }
    let usable = std::env::var_os("MCI_TEST_DATABASE_URL").is_some() || !is_root() || unprivileged_user().is_some();
    (!usable).then_some("PostgreSQL does not run as root, and there is no user postgres")
}

fn is_root() -> bool {
    run("id", &["-u"]) == "0"
}

/// Returns a user to run PostgreSQL as.
fn unprivileged_user() -> Option<&'static str> {
    let exists = |user: &&str| Command::new("id").arg(user).output().is_ok_and(|found| found.status.success());
    ["postgres", "nobody"].into_iter().find(exists)
}

/// Returns the beginning of a command that runs a program which refuses to run as root; empty for others than root.
pub fn as_unprivileged() -> Vec<String> {
    if !is_root() {
        return Vec::new();
    }
    let user = unprivileged_user().expect("a user to run PostgreSQL");
    let (uid, gid) = (run("id", &["-u", user]), run("id", &["-g", user]));
    ["setpriv", "--reuid", &uid, "--regid", &gid, "--clear-groups"].map(str::to_owned).to_vec()
}

fn start() -> Cluster {
    let tools = tools().expect("PostgreSQL");
    if let Ok(url) = std::env::var("MCI_TEST_DATABASE_URL") {
        return Cluster { tools, url, _guard: None };
    }
    let port = TcpListener::bind(("127.0.0.1", 0)).unwrap().local_addr().unwrap().port();
    // PostgreSQL refuses to run as root.
    let user = is_root().then(|| unprivileged_user().expect("a user to run PostgreSQL"));
    let directory = std::env::temp_dir().join(format!("mci-postgres-{}", std::process::id()));
    std::fs::create_dir(&directory).unwrap();
    let directory = directory.to_str().unwrap();
    if let Some(user) = user {
        run("chown", &[user, directory]);
    }
    let as_user = as_unprivileged();
    let program = |name: &str, args: &[&str]| {
        let program = tools.join(name).to_str().unwrap().to_owned();
        let args = args.iter().map(|arg| (*arg).to_owned());
        as_user.iter().cloned().chain([program]).chain(args).collect::<Vec<_>>()
    };
    let data = format!("{directory}/data");
    let init = program("initdb", &["-D", &data, "-U", "postgres", "-A", "trust", "-E", "UTF8"]);
    let made = Command::new(&init[0]).args(&init[1..]).current_dir(directory).output().unwrap();
    assert!(made.status.success(), "{}", String::from_utf8_lossy(&made.stderr));
    // Speed instead of durability: these data are temporary.
    let listen = format!("port={port}");
    let serve = ["-D", &data, "-c", &listen, "-c", "listen_addresses=127.0.0.1", "-c", "unix_socket_directories="];
    let serve = program("postgres", &[&serve[..], &["-c", "fsync=off", "-c", "max_connections=500"]].concat());
    let script = r#"cd "$1"; shift; "$@" >log 2>&1 & read _; kill -INT $!; wait; rm -rf "$PWD""#;
    let mut guard = Command::new("sh");
    guard.args(["-c", script, "sh", directory]).args(serve).stdin(Stdio::piped());
    let guard = guard.spawn().unwrap();
    let url = format!("postgres://postgres@127.0.0.1:{port}/postgres");
    let ready = || Command::new(tools.join("pg_isready")).arg("-d").arg(&url).output().unwrap().status.success();
    wait_for("PostgreSQL", || ready().then_some(()));
    Cluster { tools, url, _guard: Some(guard) }
}

/// Finds the directory of the PostgreSQL programs.
fn tools() -> Option<PathBuf> {
    let installed = std::fs::read_dir("/usr/lib/postgresql").into_iter().flatten().flatten();
    let installed = installed.map(|entry| entry.path().join("bin"));
    let on_path = std::env::var_os("PATH").unwrap_or_default();
    let candidates: Vec<_> = installed.chain(std::env::split_paths(&on_path)).collect();
    let complete =
        |directory: &Path| ["initdb", "postgres", "createdb"].iter().all(|name| directory.join(name).is_file());
    candidates.into_iter().find(|directory| complete(directory))
}

fn run(program: &str, args: &[&str]) -> String {
    let output = Command::new(program).args(args).output().unwrap();
    assert!(output.status.success(), "{program}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap().trim().to_owned()
}
