#!/usr/bin/env bash
# Load figures of the server with 10,000 engagements and 200 locations: see docs/benchmarks-server.md.
# Needs wrk (apt) and curl. Builds the release server unless SERVER names one.
set -euo pipefail
cd "$(dirname "$0")/../../.."
seconds=${SECONDS_EACH:-10}
if [ -z "${SERVER:-}" ]; then
    cargo build --quiet --release -p mci-engagements-server
    SERVER=target/release/mci-engagements-server
fi
data=$(mktemp -d)
trap 'kill $server 2>/dev/null || true; rm -rf "$data"' EXIT
cargo xtask dataset --engagements 10000 --locations 200 --customers 5000 --seed 1 --out "$data/big.json" >/dev/null 2>&1

start() { # directory dataset
    local from
    from=$(date +%s%N)
    MCI_LOG=error "$SERVER" --data "$data/$1" --listen 127.0.0.1:0 --demo --import "$2" >"$data/out" &
    server=$!
    until url=$(grep -o 'http://[^ ]*' "$data/out"); do sleep 0.002; done
    curl --silent --fail --output /dev/null "${url}readyz"
    started=$((($(date +%s%N) - from) / 1000000))
}
stop() { kill $server; wait $server 2>/dev/null || true; rm -f "$data/out"; }
memory() { awk '/VmRSS/ { printf "%.0f MB", $2 / 1024 }' "/proc/$server/status"; }

start demo demo/contoso.json
echo "demo, first start (import, accounts) to first answer: $started ms"
stop
start demo demo/contoso.json
echo "demo, start to first answer: $started ms"
sleep 2
echo "demo, idle memory: $(memory)"
stop
start big "$data/big.json"
echo "10,000 x 200, first start: $started ms"
stop
start big "$data/big.json"
echo "10,000 x 200, start: $started ms"

sign_in() {
    curl --silent --fail --output /dev/null --cookie-jar "$data/jar" -H 'Sec-Fetch-Site: same-origin' \
        -H 'Content-Type: application/json' --data '{"username":"admin","password":"demo-admin"}' "${url}api/v1/session"
    cookie=$(awk '/mci_session/ { print $6 "=" $7 }' "$data/jar")
}
sign_in
api="${url}api/v1"
# Time to the last byte: the median of 31 requests on one connection.
median() { # path header…
    local path=$1
    shift
    for _ in $(seq 31); do echo "url = \"$api$path\""; echo 'output = /dev/null'; done >"$data/urls"
    curl --silent --config "$data/urls" -H "Cookie: $cookie" "$@" --write-out '%{time_total}\n' | sort -n |
        awk '{ all[NR] = $1 } END { printf "%.2f ms", all[int(NR / 2) + 1] * 1000 }'
}
# Requests a path in brotli and discards the body.
read_api() { # path option…
    local path=$1
    shift
    curl --silent -H "Cookie: $cookie" -H 'Accept-Encoding: br' --output /dev/null "$@" "$api$path"
}
for path in /engagements /locations /dataset; do
    size=$(read_api "$path" --write-out '%{size_download}')
    tag=$(read_api "$path" --dump-header - | tr -d '\r' | awk 'tolower($1) == "etag:" { print $2 }')
    warm=$(median "$path" -H 'Accept-Encoding: br')
    unchanged=$(median "$path" -H 'Accept-Encoding: br' -H "If-None-Match: $tag")
    echo "$path: $size bytes in brotli; warm $warm; 304 $unchanged"
    load() { # header…
        wrk -t2 -c200 -d"$seconds" --latency -H "Cookie: $cookie" -H 'Accept-Encoding: br' "$@" "$api$path" |
            grep -E '^ +(50|99)%|Requests/sec|Non-2xx|Socket errors'
    }
    echo "--- 200 readers of $path, whole"
    load
    echo "--- 200 readers of $path, 304"
    load -H "If-None-Match: $tag"
done
# A change compresses lists and datasets again: how long the first reader waits afterwards.
location=$(curl --silent -H "Cookie: $cookie" "$api/session" | sed 's/.*"roles":{"//; s/".*//')
MCI_LOG=error "$SERVER" --data "$data/big" payee reject --location "$location" --profile bank ||
    MCI_LOG=error "$SERVER" --data "$data/big" payee approve --location "$location" --profile bank
sleep 1
for path in /locations /dataset; do
    echo "$path, first after a change: $(read_api "$path" --write-out '%{time_total}') s"
done
echo "10,000 x 200, memory after all of it: $(memory)"
