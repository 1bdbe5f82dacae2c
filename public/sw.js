// The service worker: offline use, without mixing the files of two versions.
//
// - The shell (page, wasm, script, stylesheet, icons) is one consistent set per version. It is cached as a
//   whole or not at all, each file verified by its hash, and replaces the old set only when the person agrees
//   (`skip-waiting`) or no tab is open.
// - The data (config.json and the dataset it names) are network first, with the cache after two seconds or
//   without a network. Only whole JSON replaces the cached copy: a captive portal answers with a page of its own.
// Every URL is relative to the scope, so the same file works below any path.

// `cargo xtask build` replaces this line.
const BUILD = { version: "development", entry: "", files: {} };

const SCOPE = new URL(self.registration.scope);
const PREFIX = `mci ${SCOPE.pathname} `;
const SHELL = `${PREFIX}shell ${BUILD.version}`;
const DATA = `${PREFIX}data`;
const PAGE = SCOPE.href;
const TIMEOUT_MS = 2000;
const DRAFT = "?draft=";
const BOM = [0xef, 0xbb, 0xbf];
// A file that stalls must not stop updates for ever.
const INSTALL_TIMEOUT_MS = 120_000;

const inScope = (path) => new URL(path, SCOPE).href;
const shellUrls = new Set(Object.keys(BUILD.files).map(inScope));

self.addEventListener("install", (event) => event.waitUntil(install()));
self.addEventListener("activate", (event) => event.waitUntil(Promise.all([dropOldShells(0), dropDrafts()])));
self.addEventListener("message", (event) => {
  const type = event.data?.type;
  if (type === "skip-waiting") self.skipWaiting();
  if (type === "started") event.waitUntil(dropOldShells(1));
});
self.addEventListener("fetch", (event) => {
  const response = route(event);
  if (response) event.respondWith(response);
});

async function install() {
  const shell = await caches.open(SHELL);
  try {
    await Promise.all([storePage(shell), ...Object.entries(BUILD.files).map((file) => storeFile(shell, ...file))]);
  } catch (error) {
    await caches.delete(SHELL);
    throw error;
  }
  await storeData();
}

// A file with a content hash in its name never changes: what the page has just loaded can come from the HTTP cache.
// Other files are revalidated.
const isHashed = (url) => /-[0-9a-f]{8,16}(_bg)?\.[a-z]+$/.test(url);

async function fetchFresh(url, options) {
  const cache = isHashed(url) ? "default" : "no-cache";
  const signal = AbortSignal.timeout(INSTALL_TIMEOUT_MS);
  const response = await fetch(url, { cache, credentials: "same-origin", signal, ...options });
  if (!response.ok) throw new Error(`${url}: HTTP ${response.status}`);
  return response;
}

// The browser rejects a file whose content has another hash. Loads it again then: the HTTP cache may hold a bad copy.
async function storeFile(cache, path, integrity) {
  const url = inScope(path);
  const response = await fetchFresh(url, { integrity }).catch(() => fetchFresh(url, { integrity, cache: "reload" }));
  await cache.put(url, response);
}

// The page is requested by its directory: hosts redirect `index.html`, and a redirected response cannot serve a
// navigation. It has no hash, because hosts change its base. A page that names another build, or is cut, means that the
// host is being updated: the install fails and is retried.
async function storePage(cache) {
  const page = await (await fetchFresh(PAGE)).text();
  const isWhole = page.includes(BUILD.entry) && page.trimEnd().endsWith("</html>");
  if (!isWhole) throw new Error(`The page is not of version ${BUILD.version}`);
  await cache.put(PAGE, new Response(page, { headers: { "Content-Type": "text/html; charset=utf-8" } }));
}

// The data are not part of the build: a missing or broken file must not stop an update of the app.
async function storeData() {
  const data = await caches.open(DATA);
  try {
    const url = inScope("config.json");
    await keep(data, url, await fetchFresh(url));
    const config = await (await data.match(url)).json();
    if (typeof config?.dataset === "string") {
      const dataset = new URL(config.dataset, SCOPE);
      if (isData(dataset)) await keep(data, dataset.href, await fetchFresh(dataset.href));
    }
  } catch (error) {
    console.info(`Data are not available offline yet: ${error.message}`);
  }
}

// Caches a response that is whole JSON. Throws and keeps the old copy otherwise.
async function keep(cache, url, response) {
  const draft = `${url}${DRAFT}${crypto.randomUUID()}`;
  const body = response.body.pipeThrough(wholeJson());
  try {
    await cache.put(draft, new Response(body, { headers: { "Content-Type": "application/json" } }));
    await cache.put(url, await cache.match(draft));
  } finally {
    await cache.delete(draft);
  }
}

// Passes on the bytes of one JSON object or array, and fails at any other byte and at an early end. Piece by piece:
// parsing a dataset of 60 MB would take 280 MB.
function wholeJson() {
  let [depth, isString, isEscaped, isWhole, start] = [0, false, false, false, 0];
  const scan = (byte) => {
    if (isString) {
      if (isEscaped) isEscaped = false;
      else if (byte === 0x5c) isEscaped = true;
      else if (byte === 0x22) isString = false;
    } else if (byte === 0x7b || byte === 0x5b) {
      if (isWhole) throw new Error("More follows the JSON");
      depth += 1;
    } else if (byte === 0x7d || byte === 0x5d) {
      depth -= 1;
      isWhole = depth === 0;
    } else if (depth > 0) {
      isString = byte === 0x22;
    } else if (byte > 0x20 && !(start < BOM.length && byte === BOM[start++])) {
      throw new Error("Not JSON");
    }
  };
  return new TransformStream({
    transform(chunk, controller) {
      for (let at = 0; at < chunk.length; at += 1) scan(chunk[at]);
      controller.enqueue(chunk);
    },
    flush() {
      if (!isWhole) throw new Error("The JSON ends early");
    },
  });
}

// A worker that was stopped may have left copies that it was writing.
async function dropDrafts() {
  const data = await caches.open(DATA);
  const drafts = (await data.keys()).filter(({ url }) => url.includes(DRAFT));
  await Promise.all(drafts.map((draft) => data.delete(draft)));
}

// Pages of the previous version may still need its lazy chunk: its files stay until at most `most` pages are open, or
// another version follows.
async function dropOldShells(most) {
  const names = await caches.keys();
  const old = names.filter((name) => name.startsWith(PREFIX) && name !== SHELL && name !== DATA);
  const clients = await self.clients.matchAll({ type: "window", includeUncontrolled: true });
  const pages = clients.filter(({ url }) => url.startsWith(PAGE));
  if (pages.length > most) old.pop();
  await Promise.all(old.map((name) => caches.delete(name)));
}

// Returns undefined for requests that the browser handles itself.
function route(event) {
  const { request } = event;
  if (request.method !== "GET") return undefined;
  const url = new URL(request.url);
  if (url.origin !== SCOPE.origin || !url.pathname.startsWith(SCOPE.pathname) || isApi(url)) return undefined;
  const plain = url.origin + url.pathname;
  if (shellUrls.has(plain) || isHashed(plain)) return fromShell(plain, request);
  if (request.mode === "navigate" && !hasExtension(url)) return fromShell(PAGE, request);
  if (isData(url)) return networkFirst(event, plain);
  return undefined;
}

const isApi = (url) =>
  url.pathname.slice(SCOPE.pathname.length - 1).startsWith("/api/") || url.pathname.startsWith("/api/");
const hasExtension = (url) => {
  const name = url.pathname.split("/").pop();
  return name.includes(".") && name !== "index.html";
};
const isData = (url) =>
  url.origin === SCOPE.origin && url.pathname.startsWith(SCOPE.pathname) && url.pathname.endsWith(".json");

const isPage = (response) => /text\/html/.test(response.headers.get("Content-Type"));

async function fromShell(url, request) {
  const shell = await caches.open(SHELL);
  const found = (await shell.match(url, { ignoreVary: true })) || (isHashed(url) && (await caches.match(url)));
  // The browser may have evicted the entry.
  return found || fetch(request);
}

async function networkFirst(event, url) {
  const data = await caches.open(DATA);
  const cached = () => data.match(url, { ignoreVary: true });
  const network = fetch(event.request).then((response) => {
    if (response.ok) event.waitUntil(keep(data, url, response.clone()).catch(() => {}));
    return response;
  });
  // Keeps the worker alive, so that a late response still updates the cache.
  event.waitUntil(network.catch(() => {}));
  const late = new Promise((resolve) => setTimeout(resolve, TIMEOUT_MS, "late"));
  try {
    const first = await Promise.race([network, late]);
    if (first === "late") return (await cached()) || network;
    return first.status >= 500 || isPage(first) ? (await cached()) || first : first;
  } catch (error) {
    const copy = await cached();
    if (copy) return copy;
    throw error;
  }
}
