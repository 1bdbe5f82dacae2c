// The service worker: the app without a network, and never half of one version and half of another.
//
// - The shell (page, wasm, script, stylesheet, icons) is one consistent set per version. It is fetched whole
//   or not at all, and replaces the old set only when the person agrees (`skip-waiting`) or no tab is open.
// - The data (config.json and the dataset it names) are asked of the network first, and of the cache after
//   two seconds or without a network.
// Every URL is relative to the scope, so the same file works below any path.

// `cargo xtask build` puts the real list here.
const BUILD = { version: "development", entry: "", files: [] };

const SCOPE = new URL(self.registration.scope);
const PREFIX = `mci ${SCOPE.pathname} `;
const SHELL = `${PREFIX}shell ${BUILD.version}`;
const DATA = `${PREFIX}data`;
const PAGE = SCOPE.href;
const PATIENCE_MS = 2000;

const inScope = (path) => new URL(path, SCOPE).href;
const shellUrls = new Set(BUILD.files.map(inScope));

self.addEventListener("install", (event) => event.waitUntil(install()));
self.addEventListener("activate", (event) => event.waitUntil(dropOldShells()));
self.addEventListener("message", (event) => {
  if (event.data && event.data.type === "skip-waiting") self.skipWaiting();
});
self.addEventListener("fetch", (event) => {
  const answer = route(event);
  if (answer) event.respondWith(answer);
});

async function install() {
  const shell = await caches.open(SHELL);
  try {
    await Promise.all([storePage(shell), ...BUILD.files.map((path) => store(shell, inScope(path)))]);
  } catch (error) {
    await caches.delete(SHELL);
    throw error;
  }
  await storeData();
}

// A name that holds a hash of its content has one content: what the page has just loaded need not come again. All
// else is asked of the host, which may answer that nothing has changed.
const isHashed = (url) => /-[0-9a-f]{8,16}(_bg)?\.[a-z]+$/.test(url);

async function fetchFresh(url) {
  const response = await fetch(url, { cache: isHashed(url) ? "default" : "no-cache", credentials: "same-origin" });
  if (!response.ok) throw new Error(`${url}: HTTP ${response.status}`);
  return response;
}

async function store(cache, url) {
  await cache.put(url, await fetchFresh(url));
}

// The page is asked for by its folder: hosts redirect `index.html`, and a redirected answer cannot serve a
// navigation. A page that names another build means that the host is in the middle of an update: try later.
async function storePage(cache) {
  const page = await (await fetchFresh(PAGE)).text();
  if (!page.includes(BUILD.entry)) throw new Error(`The page is not of version ${BUILD.version}`);
  await cache.put(PAGE, new Response(page, { headers: { "Content-Type": "text/html; charset=utf-8" } }));
}

// Data belong to the host, not to the build: a missing or broken file must not stop an update of the app.
async function storeData() {
  const data = await caches.open(DATA);
  try {
    const url = inScope("config.json");
    const response = await fetchFresh(url);
    const config = await response.clone().json();
    await data.put(url, response);
    if (config && typeof config.dataset === "string") {
      const dataset = new URL(config.dataset, SCOPE);
      if (isData(dataset)) await store(data, dataset.href);
    }
  } catch (error) {
    console.info(`Data are not available offline yet: ${error.message}`);
  }
}

async function dropOldShells() {
  const names = await caches.keys();
  const old = names.filter((name) => name.startsWith(PREFIX) && name !== SHELL && name !== DATA);
  await Promise.all(old.map((name) => caches.delete(name)));
}

// Undefined means: not ours, the browser does what it always does.
function route(event) {
  const { request } = event;
  if (request.method !== "GET") return undefined;
  const url = new URL(request.url);
  if (url.origin !== SCOPE.origin || !url.pathname.startsWith(SCOPE.pathname) || isApi(url)) return undefined;
  const plain = url.origin + url.pathname;
  if (shellUrls.has(plain)) return fromShell(plain, request);
  if (request.mode === "navigate" && !hasExtension(url)) return fromShell(PAGE, request);
  if (isData(url)) return networkFirst(event, plain);
  return undefined;
}

const isApi = (url) => url.pathname.slice(SCOPE.pathname.length - 1).startsWith("/api/") || url.pathname.startsWith("/api/");
const hasExtension = (url) => {
  const name = url.pathname.split("/").pop();
  return name.includes(".") && name !== "index.html";
};
const isData = (url) => url.origin === SCOPE.origin && url.pathname.startsWith(SCOPE.pathname) && url.pathname.endsWith(".json");

async function fromShell(url, request) {
  const shell = await caches.open(SHELL);
  // The browser may have evicted one entry: the network then is better than nothing.
  return (await shell.match(url, { ignoreVary: true })) || fetch(request);
}

async function networkFirst(event, url) {
  const data = await caches.open(DATA);
  const kept = () => data.match(url, { ignoreVary: true });
  const network = fetch(event.request).then((response) => {
    if (response.ok) event.waitUntil(data.put(url, response.clone()).catch(() => {}));
    return response;
  });
  // Kept alive, so that a late answer still renews the copy.
  event.waitUntil(network.catch(() => {}));
  const late = new Promise((resolve) => setTimeout(resolve, PATIENCE_MS, "late"));
  try {
    const first = await Promise.race([network, late]);
    if (first === "late") return (await kept()) || network;
    return first.status >= 500 ? (await kept()) || first : first;
  } catch (error) {
    const copy = await kept();
    if (copy) return copy;
    throw error;
  }
}
