//! The nginx of Debian with the example of `packaging/`, and requests through it with curl: TLS and HTTP/2.

use std::io::Write;
use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use super::client::{Reply, head};
use super::{Database, wait_for};

const EXAMPLE: &str = include_str!("../../../../../packaging/nginx.conf");
const HOST: &str = "engagements.example.com";

/// Returns what the machine lacks to run nginx.
pub fn missing() -> Option<&'static str> {
    let complete = program().is_some() && ["curl", "openssl"].iter().all(|name| on_path(name).is_some());
    (!complete).then_some("nginx, curl or openssl is not installed")
}

/// A running nginx; ends with the test, or with the process.
pub struct Nginx {
    guard: Child,
    /// The ports of http and https.
    pub ports: [u16; 2],
    directory: PathBuf,
}

impl Nginx {
    /// Starts the example before a server, with gzip for JSON.
    pub fn start(database: &Database, server: &str) -> Self {
        let directory = database.directory.path().join("nginx");
        std::fs::create_dir(&directory).unwrap();
        let [certificate, key] = certificate(&directory);
        let ports = [(); 2].map(|()| TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port());
        let site = [
            ("server 127.0.0.1:8080;", format!("server {server};")),
            ("listen 80;", format!("listen 127.0.0.1:{};", ports[0])),
            ("listen 443 ssl http2;", format!("listen 127.0.0.1:{} ssl http2;", ports[1])),
            ("/etc/letsencrypt/live/engagements.example.com/fullchain.pem", certificate),
            ("/etc/letsencrypt/live/engagements.example.com/privkey.pem", key),
        ]
        .iter()
        .fold(EXAMPLE.to_owned(), |site, (of_example, of_test)| {
            assert_eq!(site.matches(of_example).count(), 1, "{of_example}");
            site.replacen(of_example, of_test, 1)
        });
        // What Debian's nginx.conf sets, and gzip for everything.
        let temporary: String = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"]
            .map(|name| format!("{name}_temp_path {name};\n"))
            .concat();
        let main = format!(
            "daemon off; master_process off; pid nginx.pid; error_log stderr;\nevents {{}}\nhttp {{\naccess_log off;\n\
             {temporary}gzip on; gzip_types application/json; gzip_proxied any;\n{site}}}\n"
        );
        std::fs::write(directory.join("nginx.conf"), main).unwrap();
        let script = r#"cd "$1"; shift; "$@" 2>log & read _; kill -INT $!; wait"#;
        let arguments = ["-p", directory.to_str().unwrap(), "-c", "nginx.conf"];
        let mut guard = Command::new("sh");
        guard.args(["-c", script, "sh"]).arg(&directory).arg(program().unwrap()).args(arguments).stdin(Stdio::piped());
        let nginx = Self { guard: guard.spawn().unwrap(), ports, directory };
        wait_for("nginx", || {
            let log = std::fs::read_to_string(nginx.directory.join("log")).unwrap_or_default();
            assert!(!log.contains("[emerg]"), "{log}");
            TcpStream::connect(("127.0.0.1", ports[1])).ok()
        });
        nginx
    }

    /// A command that requests a path, with its response on standard output; cookies are kept.
    pub fn curl(&self, path: &str, arguments: &[&str]) -> Command {
        let mut command = Command::new("curl");
        let cookies = self.directory.join("cookies");
        command.args(["--silent", "--show-error", "--include", "--http2", "--no-buffer", "--max-time", "120"]);
        command.arg("--cacert").arg(self.directory.join("certificate.pem"));
        command.args(["--resolve", &format!("{HOST}:{}:127.0.0.1", self.ports[1])]);
        command.arg("--cookie").arg(&cookies).arg("--cookie-jar").arg(&cookies);
        command.args(["--header", "Sec-Fetch-Site: same-origin", "--header", "Content-Type: application/json"]);
        command.args(arguments).arg(format!("https://{HOST}:{}{path}", self.ports[1]));
        command
    }

    /// Requests a path and returns the response.
    pub fn ask(&self, path: &str, arguments: &[&str]) -> Reply {
        let output = self.curl(path, arguments).output().unwrap();
        assert!(output.status.success(), "{path}: {}", String::from_utf8_lossy(&output.stderr));
        let mut rest = output.stdout.as_slice();
        let (status, headers) = head(&mut rest).unwrap();
        Reply { status, headers, body: rest.to_vec() }
    }
}

impl Drop for Nginx {
    fn drop(&mut self) {
        // The end of its input stops nginx.
        let _ = self.guard.stdin.take().map(|mut input| input.write_all(b"\n"));
        let _ = self.guard.wait();
    }
}

/// Creates a certificate for the host of the example, and its key; returns their paths.
fn certificate(directory: &Path) -> [String; 2] {
    let paths = ["certificate.pem", "key.pem"].map(|name| directory.join(name).to_str().unwrap().to_owned());
    let mut openssl = Command::new("openssl");
    openssl.args("req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2 -subj /CN=test".split(' '));
    openssl.args(["-addext", &format!("subjectAltName=DNS:{HOST}"), "-out", &paths[0], "-keyout", &paths[1]]);
    let made = openssl.output().unwrap();
    assert!(made.status.success(), "{}", String::from_utf8_lossy(&made.stderr));
    paths
}

fn program() -> Option<PathBuf> {
    let installed = PathBuf::from("/usr/sbin/nginx");
    if installed.is_file() { Some(installed) } else { on_path("nginx") }
}

fn on_path(name: &str) -> Option<PathBuf> {
    let path = std::env::var_os("PATH").unwrap_or_default();
    std::env::split_paths(&path).map(|directory| directory.join(name)).find(|file| file.is_file())
}
