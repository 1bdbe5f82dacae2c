//! The `PgBouncer` of Debian before the PostgreSQL of a test.

use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use tempfile::TempDir;

use super::postgres::{as_unprivileged, missing as missing_postgres};
use super::{Database, wait_for};

const PROGRAM: &str = "pgbouncer";

/// Returns what the machine lacks to run `PgBouncer` before PostgreSQL.
pub fn missing() -> Option<&'static str> {
    missing_postgres().or_else(|| program().is_none().then_some("PgBouncer is not installed"))
}

/// A running `PgBouncer`; ends with the test, or with the process.
pub struct PgBouncer {
    guard: Child,
    url: String,
}

impl PgBouncer {
    /// Starts it before the database of a test.
    pub fn start(database: &Database, mode: &str) -> Self {
        let url = database.url.as_deref().unwrap();
        let (server, name) = url.rsplit_once('/').unwrap();
        let (user, address) = server.strip_prefix("postgres://").unwrap().split_once('@').unwrap();
        let (host, port) = address.split_once(':').unwrap_or((address, "5432"));
        let own = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
        let directory = database.directory.path();
        // It reads the file as another user.
        std::fs::set_permissions(directory, std::os::unix::fs::PermissionsExt::from_mode(0o755)).unwrap();
        let settings = database.file(
            "pgbouncer.ini",
            format!(
                "[databases]\n* = host={host} port={port} user={user}\n[pgbouncer]\nlisten_addr = 127.0.0.1\n\
                 listen_port = {own}\nunix_socket_dir =\nauth_type = any\npool_mode = {mode}\n\
                 default_pool_size = 20\nmax_client_conn = 100\n\
                 ignore_startup_parameters = extra_float_digits,options\n"
            ),
        );
        let script = r#""$@" 2>/dev/null & read _; kill -INT $!; wait"#;
        let mut guard = Command::new("sh");
        guard.args(["-c", script, "sh"]).args(as_unprivileged()).arg(program().unwrap()).args(["-q", &settings]);
        let guard = guard.stdin(Stdio::piped()).spawn().unwrap();
        let pooler = Self { guard, url: format!("postgres://{user}@127.0.0.1:{own}/{name}?sslmode=disable") };
        wait_for("PgBouncer", || TcpStream::connect(("127.0.0.1", own)).ok());
        pooler
    }

    /// The same database through `PgBouncer`.
    pub fn database(&self) -> Database {
        Database { directory: TempDir::new().unwrap(), url: Some(self.url.clone()) }
    }
}

impl Drop for PgBouncer {
    fn drop(&mut self) {
        drop(self.guard.stdin.take());
        let _ = self.guard.wait();
    }
}

fn program() -> Option<PathBuf> {
    let path = std::env::var_os("PATH").unwrap_or_default();
    let directories = std::env::split_paths(&path).chain([Path::new("/usr/sbin").to_owned()]);
    directories.map(|directory| directory.join(PROGRAM)).find(|program| program.is_file())
}
