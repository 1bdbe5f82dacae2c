#!/usr/bin/env bash
# Runs all checks of schemathesis (PyPI) against a separate server: valid and invalid requests by the OpenAPI document.
# Installs schemathesis into target/ if it is missing. More requests: MAX_EXAMPLES=500 crates/server/schemathesis.sh
set -euo pipefail
cd "$(dirname "$0")/../.."
tool=target/schemathesis/bin/schemathesis
if [ ! -x "$tool" ]; then
    python3 -m venv target/schemathesis
    target/schemathesis/bin/pip install --quiet schemathesis
fi
# `cargo xtask test` has built the server already and names it.
if [ -z "${MCI_SERVER:-}" ]; then
    cargo build --quiet -p mci-engagements-server
    MCI_SERVER="${CARGO_TARGET_DIR:-target}/debug/mci-engagements-server"
fi
data=$(mktemp -d)
MCI_LOG=error "$MCI_SERVER" --data "$data" --listen 127.0.0.1:0 --demo --import demo/contoso.json >"$data/out" &
server=$!
trap 'kill $server; rm -rf "$data"' EXIT
until url=$(grep -o 'http://[^ ]*' "$data/out"); do
    kill -0 "$server" 2>/dev/null || { echo "The server did not start" >&2; exit 1; }
    sleep 0.1
done
api="${url}api/v1"
curl --silent --fail --output /dev/null --cookie-jar "$data/jar" -H 'Sec-Fetch-Site: same-origin' \
    -H 'Content-Type: application/json' --data '{"username":"admin","password":"demo-admin"}' "$api/session"
MCI_SESSION=$(awk '/mci_session/ { print $7 }' "$data/jar")
export MCI_SESSION
# The document has the name of the cookie at the default port.
curl --silent --fail "$api/openapi.json" |
    sed "s/\"mci_session\"/\"$(awk '/mci_session/ { print $6 }' "$data/jar")\"/" >"$data/openapi.json"
run() {
    # Events never end.
    "$tool" --config-file crates/server/schemathesis.toml run "$data/openapi.json" --url "$api" --checks all \
        --max-examples "${MAX_EXAMPLES:-50}" --exclude-path /events "$@"
}
echo "Signed in:"
run --exclude-path /sessions --exclude-path /session "$@"
echo "A session that there is not:"
MCI_SESSION=none
run "$@"
