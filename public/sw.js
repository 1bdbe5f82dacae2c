// The service worker: offline use, without mixing the files of two versions.
//
// - The shell (page, wasm, script, stylesheet, icons) is one consistent set per version. It is cached as a
//   whole or not at all, each file verified by its hash, and replaces the old set only when the person agrees
//   (`skip-waiting`) or no tab is open. Files that few people need (`onDemand`) are cached at their first use; a new
//   version then brings its own.
// - The data (config.json and the dataset it names) pass by the worker: they come from the network through the HTTP
//   cache. The worker keeps a copy of each for the app, which asks for it where the network fails or is late. Copies
//   are written while the page is idle, and only when their entity tag has changed. Only whole JSON replaces a copy: a
//   captive portal answers with a page of its own.
// - Where the browser has static routes, it answers the frequent requests itself, without starting the worker. They
//   follow the same rules as the fetch handler, which answers the rest, and everything in other browsers.
// Every URL is relative to the scope, so the same file works below any path.

// `cargo xtask build` replaces this line.
const BUILD = { version: "development", entry: "", files: {}, onDemand: {} };

const SCOPE = new URL(self.registration.scope);
const PREFIX = `mci ${SCOPE.pathname} `;
const SHELL = `${PREFIX}shell ${BUILD.version}`;
const DATA = `${PREFIX}data`;
const PAGE = SCOPE.href;
// The app adds it to the query of a data file to ask for the copy.
const COPY = "offline-copy";
const DRAFT = "?draft=";
// Addresses whose page a static route finds: it compares whole URLs. The fetch handler answers all others.
const ROUTED_PAGES = ["", "engagements", "actions"];
const BOM = [0xef, 0xbb, 0xbf];
// A file that stalls must not stop updates for ever.
const INSTALL_TIMEOUT_MS = 120_000;

const inScope = (path) => new URL(path, SCOPE).href;
const shellUrls = new Set(Object.keys(BUILD.files).map(inScope));
const onDemand = new Map(Object.keys(BUILD.onDemand).map((file) => [inScope(file), file]));

self.addEventListener("install", (event) => event.waitUntil(Promise.all([install(), addRoutes(event)])));
self.addEventListener("activate", (event) => event.waitUntil(Promise.all([dropOldShells(0), dropDrafts()])));
self.addEventListener("message", (event) => {
  const type = event.data?.type;
  if (type === "skip-waiting") self.skipWaiting();
  // The page has its data now: they are in the HTTP cache, unless that has no room for them.
  if (type === "started") event.waitUntil(Promise.all([dropOldShells(1), storeData("force-cache")]));
});
self.addEventListener("fetch", (event) => {
  const response = route(event);
  if (response) event.respondWith(response);
});

async function install() {
  const shell = await caches.open(SHELL);
  try {
    const files = { ...BUILD.files, ...((await usesOnDemand()) && BUILD.onDemand) };
    await Promise.all([storePage(shell), ...Object.entries(files).map((file) => storeFile(shell, ...file))]);
  } catch (error) {
    await caches.delete(SHELL);
    throw error;
  }
  await storeData("no-cache");
}

// Whether the version before has cached files at their first use: what worked offline must do so after an update.
async function usesOnDemand() {
  const kinds = Object.keys(BUILD.onDemand).map(withoutHash);
  for (const name of await caches.keys()) {
    if (!name.startsWith(PREFIX) || name === DATA) continue;
    const cached = await (await caches.open(name)).keys();
    if (cached.some(({ url }) => kinds.includes(withoutHash(url.slice(SCOPE.href.length))))) return true;
  }
  return false;
}

// A route from a cache reads only that of its own version: pages of an older version are left to the fetch handler.
async function addRoutes(event) {
  if (!event.addRoutes) return;
  const route = (pathname, rest) => ({
    urlPattern: new URLPattern({ pathname, search: "", baseURL: SCOPE.origin }),
    requestMethod: "GET",
    ...rest,
  });
  const { pathname: base } = SCOPE;
  const shell = { cacheName: SHELL };
  const files = Object.keys(BUILD.files).map((file) => route(base + file));
  const pages = ROUTED_PAGES.map((page) => route(base + page, { requestMode: "navigate" }));
  const api = ["/api/*", `${base}api/*`].map((pathname) => ({
    urlPattern: new URLPattern({ pathname, baseURL: SCOPE.origin }),
  }));
  try {
    await event.addRoutes([
      { condition: { or: [...files, ...pages] }, source: shell },
      { condition: { or: [...api, route(`${base}*.json`)] }, source: "network" },
    ]);
  } catch (error) {
    console.info(`No static routes: ${error.message}`);
  }
}

// A file with a content hash in its name never changes: what the page has just loaded can come from the HTTP cache.
// Other files are revalidated.
const isHashed = (url) => /-[0-9a-f]{8,16}(_bg)?\.[a-z]+$/.test(url);
const withoutHash = (file) => file.replace(/-[0-9a-f]{8,16}(?=(_bg)?\.[a-z]+$)/, "");

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
  const headers = { "Content-Type": "text/html; charset=utf-8" };
  await Promise.all(ROUTED_PAGES.map((path) => cache.put(inScope(path), new Response(page, { headers }))));
}

// The data are not part of the build: a missing or broken file must not stop an update of the app.
async function storeData(mode) {
  const data = await caches.open(DATA);
  try {
    const url = inScope("config.json");
    await refresh(data, url, mode);
    const config = await (await data.match(url)).json();
    if (typeof config?.dataset === "string") {
      const dataset = new URL(config.dataset, SCOPE);
      if (isData(dataset)) await refresh(data, dataset.href, mode);
    }
  } catch (error) {
    console.info(`Data are not available offline yet: ${error.message}`);
  }
}

// Replaces the copy of a file unless it is the same version. Without an entity tag it is replaced each time.
async function refresh(cache, url, mode) {
  const response = await fetchFresh(url, { cache: mode });
  const tag = response.headers.get("ETag");
  const copy = await cache.match(url);
  if (tag && copy?.headers.get("ETag") === tag) return response.body?.cancel();
  return keep(cache, url, response, tag);
}

// Caches a response that is whole JSON. Throws and keeps the old copy otherwise.
async function keep(cache, url, response, tag) {
  const draft = `${url}${DRAFT}${crypto.randomUUID()}`;
  const body = response.body.pipeThrough(wholeJson());
  const headers = { "Content-Type": "application/json", ...(tag && { ETag: tag }) };
  try {
    await cache.put(draft, new Response(body, { headers }));
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
  if (shellUrls.has(plain) || isHashed(plain)) return fromShell(event, plain);
  if (request.mode === "navigate" && !hasExtension(url)) return fromShell(event, PAGE);
  if (isData(url) && url.searchParams.has(COPY)) return offlineCopy(event, plain);
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

async function fromShell(event, url) {
  const shell = await caches.open(SHELL);
  const found = (await shell.match(url, { ignoreVary: true })) || (isHashed(url) && (await caches.match(url)));
  if (found) return found;
  const file = onDemand.get(url);
  // The browser may have evicted the entry.
  if (!file) return fetch(event.request);
  // By its address: WebKit applies the policy of this worker to the request for the script of a web worker.
  const response = await fetchFresh(url);
  // The HTTP cache has the file now; where it has not, it is loaded twice, this once.
  event.waitUntil(storeFile(shell, file, BUILD.onDemand[file]).catch(() => {}));
  return response;
}

// An empty response where there is no copy: an error would be one of the page in the console.
async function offlineCopy(event, url) {
  const data = await caches.open(DATA);
  // The network may only be slow: the next visit has what it delivers.
  event.waitUntil(refresh(data, url, "no-cache").catch(() => {}));
  return (await data.match(url)) || new Response(null, { status: 204 });
}
