// What has to work when the app does not: the service worker, an error page, and text that a browser has translated.
"use strict";
(() => {
  const script = document.currentScript;
  const base = document.baseURI;
  let started = false;
  let isShown = false;

  // The languages of the browser that Intl accepts: some systems report "C", "en-US@posix" or "sv_SE".
  const tags = [...(navigator.languages || []), navigator.language]
    .map((tag) => String(tag).replace(/[.@].*/, "").replaceAll("_", "-"))
    .filter((tag) => {
      try {
        return Intl.getCanonicalLocales(tag);
      } catch {
        return false;
      }
    });

  // In both languages: the app, which knows the language, is what failed.
  const messages = {
    start: {
      en: [
        "The app could not start",
        "A file may be missing or the connection may have broken. Your data are safe. Reload the page; if that does " +
          "not help, send the report below to the administrator of this site.",
      ],
      sv: [
        "Appen kunde inte starta",
        "En fil kan saknas eller anslutningen kan ha brutits. Dina data är i säkerhet. Läs in sidan igen; om det " +
          "inte hjälper, skicka rapporten nedan till den som driver webbplatsen.",
      ],
    },
    stop: {
      en: [
        "The app has stopped",
        "Something went wrong that should not have. Your data are safe. Reload the page to go on; please send the " +
          "report below to the administrator of this site.",
      ],
      sv: [
        "Appen har stannat",
        "Något gick fel som inte borde ha gjort det. Dina data är i säkerhet. Läs in sidan igen för att fortsätta; " +
          "skicka gärna rapporten nedan till den som driver webbplatsen.",
      ],
    },
    reload: { en: "Reload", sv: "Läs in igen" },
    copy: { en: "Copy report", sv: "Kopiera rapport" },
    copied: { en: "Copied", sv: "Kopierad" },
  };

  function element(name, text, lang) {
    const node = document.createElement(name);
    if (text) node.textContent = text;
    if (lang) node.lang = lang;
    return node;
  }

  // A label in both languages, the page's own first.
  function label(name, text) {
    const node = element(name);
    const [first, second] = languages();
    node.append(element("span", text[first], first), " / ", element("span", text[second], second));
    return node;
  }

  function languages() {
    const own = started ? document.documentElement.lang : tags.find((tag) => /^(en|sv)\b/i.test(tag)) || "en";
    return /^sv/i.test(own) ? ["sv", "en"] : ["en", "sv"];
  }

  function report(error) {
    const stack = error && error.stack ? error.stack : "";
    const message = String((error && error.message) || error || "unknown");
    return [
      stack.includes(message) ? stack : `${message}\n${stack}`.trim(),
      `${started ? "stopped" : "not started"} ${new Date().toISOString()}`,
      location.href,
      navigator.userAgent,
    ].join("\n");
  }

  function show(error) {
    // The app may have reported it already, in more detail.
    if (isShown || document.getElementById("panic")) return;
    isShown = true;
    const [first, second] = languages();
    const kind = started ? messages.stop : messages.start;
    const section = element("main");
    section.id = "boot-error";
    section.setAttribute("role", "alert");
    section.append(
      element("h1", kind[first][0], first),
      element("p", kind[first][1], first),
      element("h2", kind[second][0], second),
      element("p", kind[second][1], second),
    );
    const text = report(error);
    const reload = label("button", messages.reload);
    const copy = label("button", messages.copy);
    const pre = element("pre", text);
    pre.tabIndex = 0;
    reload.type = copy.type = "button";
    reload.addEventListener("click", restart);
    copy.addEventListener("click", () => copyText(text, pre, copy));
    section.append(reload, copy, pre);
    document.getElementById("frame")?.remove();
    // The elements of the app no longer respond.
    for (const node of [...document.body.children]) {
      if (node.tagName !== "SCRIPT" && node.tagName !== "LINK") node.remove();
    }
    document.body.append(section);
    reload.focus();
  }

  async function copyText(text, pre, button) {
    try {
      await navigator.clipboard.writeText(text);
      button.replaceChildren(...label("span", messages.copied).childNodes);
    } catch {
      getSelection().selectAllChildren(pre);
    }
  }

  // A cached app that cannot start would fail again after a reload: when the host is reachable, the service worker is
  // removed first. The data are stored elsewhere and stay.
  async function restart() {
    try {
      if (!started && navigator.serviceWorker) {
        const options = { cache: "no-store", signal: AbortSignal.timeout(3000) };
        const registration = await navigator.serviceWorker.getRegistration(base);
        const worker = registration && (await fetch(new URL("sw.js", base), options));
        // A captive portal answers with a page of its own.
        const isWorker = worker?.ok && /javascript/.test(worker.headers.get("Content-Type"));
        if (isWorker) await registration.unregister();
      }
    } catch {}
    location.reload();
  }

  // A file that a module script cannot load fires an error event at the script element, which does not bubble but can
  // be captured. An exception during the start is an uncaught error of the window.
  addEventListener("error", (event) => {
    const target = event.target;
    if (target instanceof HTMLScriptElement) show(new Error(`Could not load ${target.src || "the app script"}`));
    // A failed preload is not an error: the code that needs the file reports it.
    else if (event instanceof ErrorEvent && (!started || isCrash(event.error))) show(event.error || event.message);
  }, true);
  addEventListener("unhandledrejection", (event) => {
    if (!started || isCrash(event.reason)) show(event.reason);
  });
  // A panic caught by the app: its message says more than the trap that follows.
  addEventListener("mci:panic", (event) => {
    show(event.detail);
  });
  addEventListener("mci:started", () => {
    started = true;
  });

  // A trap of the wasm: the app cannot continue. Other errors may come from browser extensions.
  function isCrash(error) {
    return error instanceof WebAssembly.RuntimeError;
  }

  // Every other page needs the lazy chunk at once, and so does a list that is searched or sorted by name. A test of
  // src/app/page_table.rs compares the list with the table.
  const firstPaintPaths = ["", "engagements"];
  const { lazy, lazyStyles } = script.dataset;
  const path = location.pathname.slice(new URL(base).pathname.length).replace(/(\/|index\.html)$/, "");
  if (lazy && (!firstPaintPaths.includes(path) || /[?&](q|sort)=/.test(location.search))) {
    for (const file of [lazy, lazyStyles]) {
      const link = element("link");
      Object.assign(link, { rel: "preload", as: "fetch", crossOrigin: "anonymous", href: new URL(file, base).href });
      document.head.append(link);
    }
  }

  // The first use of a locale loads its data, which takes tens of milliseconds; at this point the page waits anyway.
  setTimeout(() => {
    try {
      const language = tags[0];
      new Intl.DateTimeFormat(language, { year: "numeric", month: "short", day: "numeric" }).formatRange(0, 1e9);
      new Intl.NumberFormat(language).format(1e4);
      new Intl.PluralRules(language).select(1);
      new Intl.RelativeTimeFormat(language).format(1, "day");
      new Intl.DisplayNames(language, { type: "region" }).of("SE");
    } catch {}
  });

  // A browser that translates the page replaces text nodes by <font> elements, but the app goes on writing to its
  // nodes. Each replaced node is kept inside its translation, hidden, and takes its place again when it changes.
  const changed = new MutationObserver((records) => {
    for (const { target } of records) {
      const holder = target.nodeType === Node.TEXT_NODE ? target.parentNode : target;
      if (holder?.hidden) holder.parentNode?.replaceWith(...holder.childNodes);
    }
  });
  new MutationObserver((records) => {
    for (const { addedNodes, removedNodes, previousSibling, nextSibling } of records) {
      const [text] = removedNodes;
      if (text?.nodeType !== Node.TEXT_NODE || text.isConnected) continue;
      const near = [...addedNodes, previousSibling, nextSibling];
      const font = near.find((node) => node?.nodeName === "FONT" && node.isConnected);
      if (!font || font.querySelector("[hidden]")) continue;
      const holder = element("span");
      holder.hidden = true;
      holder.translate = false;
      holder.append(text);
      font.append(holder);
      changed.observe(holder, { childList: true, characterData: true, subtree: true });
    }
  }).observe(document.body || document.documentElement, { childList: true, subtree: true });

  // Only a build has a precache list; under `trunk serve` there is no service worker.
  if (script.dataset.worker && navigator.serviceWorker) {
    const workers = navigator.serviceWorker;
    let accepted = false;
    addEventListener("mci:update-accepted", () => {
      accepted = true;
    });
    // Reload when a newer version takes over, not when the very first one does. What is typed here is not lost when
    // another tab accepts the update: the app asks.
    if (workers.controller) {
      workers.addEventListener("controllerchange", () => {
        if (accepted || !isTyped()) location.reload();
        else dispatchEvent(new Event("mci:update-elsewhere"));
      });
    }
    const isTyped = () =>
      [...document.querySelectorAll("input, textarea")].some(
        ({ type, value, defaultValue }) => /^(text|email|password)/.test(type) && value !== defaultValue,
      );
    // Register the service worker after first render: precaching competes for CPU and network.
    addEventListener("mci:ready", () => (self.requestIdleCallback ?? setTimeout)(register), { once: true });
    const register = async () => {
      try {
        const url = new URL(script.dataset.worker, base);
        const registration = await workers.register(url, { scope: new URL("./", base).href, updateViaCache: "none" });
        workers.controller?.postMessage({ type: "started" });
        document.addEventListener("visibilitychange", () => {
          if (document.visibilityState === "visible") registration.update().catch(() => {});
        });
      } catch (error) {
        console.info(`Offline use is not available: ${error.message}`);
      }
    };
  }
})();
