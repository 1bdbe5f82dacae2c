// Runs in the page before its own scripts: records the first row, and measures on request.
(() => {
  const FIRST = "tr.table__row .table__link";
  const bench = { memory: null, compiled: null, inDom: null, painted: null, longTasks: [] };
  window.bench = bench;

  const observeTasks = () => {
    const note = (list) => list.getEntries().forEach((it) => bench.longTasks.push([it.startTime, it.duration]));
    try {
      new PerformanceObserver(note).observe({ type: "longtask", buffered: true });
    } catch {}
  };
  observeTasks();

  // The wasm memory, for both ways to instantiate.
  for (const name of ["instantiate", "instantiateStreaming"]) {
    const original = WebAssembly[name];
    WebAssembly[name] = async function (...args) {
      const result = await original.apply(WebAssembly, args);
      // The lazy chunk shares the memory of the main module.
      bench.compiled ??= performance.now();
      bench.memory ??= (result.instance ?? result).exports.memory;
      return result;
    };
  }

  const task = () => new Promise((resolve) => {
    const channel = new MessageChannel();
    channel.port1.onmessage = resolve;
    channel.port2.postMessage(0);
  });
  const frame = () => new Promise(requestAnimationFrame);
  const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
  const quantile = (values, q) => values.toSorted((a, b) => a - b)[Math.ceil(values.length * q) - 1] ?? 0;

  const first = new MutationObserver(() => {
    if (!document.querySelector(FIRST)?.textContent.trim()) return;
    bench.inDom = performance.now();
    first.disconnect();
    // The task after the next frame: by then the frame is handed to the compositor.
    frame().then(task).then(() => (bench.painted = performance.now()));
  });
  first.observe(document, { subtree: true, childList: true, characterData: true });

  bench.started = async (timeout) => {
    const end = performance.now() + timeout;
    while (bench.painted === null && performance.now() < end) await pause(5);
    const resource = (test) => performance.getEntriesByType("resource").find((it) => test(it.name));
    const wasm = resource((name) => name.endsWith(".wasm"));
    const data = resource((name) => name.endsWith(".json") && !name.endsWith("/config.json"));
    const contentful = performance.getEntriesByName("first-contentful-paint")[0];
    return {
      contentful: contentful?.startTime ?? null,
      wasmHere: wasm?.responseEnd ?? null,
      compiled: bench.compiled,
      dataStart: data?.requestStart ?? null,
      dataHere: data?.responseEnd ?? null,
      inDom: bench.inDom,
      painted: bench.painted,
      inDomLongTasks: bench.longTasks.filter(([start]) => start < bench.inDom),
    };
  };

  // Performs an action and resolves to the milliseconds until its last DOM change: by event handlers and their
  // microtasks, before the next frame. Changes after that frame are counted as late.
  async function act(action) {
    let last = null;
    let late = 0;
    let counting = true;
    const observer = new MutationObserver((records) => {
      if (counting) last = performance.now();
      else late += records.length;
    });
    observer.observe(document.body, { subtree: true, childList: true, characterData: true, attributes: true });
    const before = document.querySelector(".results__count")?.textContent;
    // Starts right after a frame, so that a whole frame is left and work the app defers to the next frame is late.
    await frame();
    await task();
    requestAnimationFrame(() => (counting = false));
    const start = performance.now();
    action();
    await task();
    counting = false;
    const layoutStart = performance.now();
    document.body.offsetHeight;
    const layout = performance.now() - layoutStart;
    await frame();
    await frame();
    await task();
    observer.disconnect();
    const changed = document.querySelector(".results__count")?.textContent !== before;
    return { ms: last === null ? null : last - start, layout, late, changed };
  }

  function type(text) {
    const box = document.querySelector("[role=search] input");
    box.value = text;
    box.dispatchEvent(new InputEvent("input", { bubbles: true, inputType: "insertText" }));
  }

  // One key press right after the first row, while the app may still build indexes.
  bench.firstKey = (letter) => act(() => type(letter));

  // Resolves when the page has been idle for a while; on a busy machine after some seconds at the latest.
  bench.idle = async () => {
    const end = performance.now() + 8000;
    for (let quiet = 0; quiet < 15 && performance.now() < end; ) {
      const start = performance.now();
      await pause(10);
      quiet = performance.now() - start < 20 ? quiet + 1 : 0;
    }
  };

  const since = (start) => bench.longTasks.filter(([at]) => at >= start).map(([, duration]) => duration);

  bench.search = async (words) => {
    const keys = [];
    const start = performance.now();
    for (const word of words) {
      for (let length = 1; length <= word.length; length++) {
        keys.push(await act(() => type(word.slice(0, length))));
        await pause(20);
      }
      keys.push(await act(() => type("")));
      // Longer than the pause after which the address follows typing.
      await pause(260);
    }
    return { keys, longTasks: since(start) };
  };

  bench.toggle = async (id, most) => {
    const start = performance.now();
    const button = document.querySelector(`[aria-controls=${id}]`);
    button.click();
    await pause(100);
    const steps = [];
    for (const box of [...document.querySelectorAll(`#${id} input[type=checkbox]`)].slice(0, most)) {
      for (let turn = 0; turn < 2; turn++) {
        steps.push(await act(() => box.click()));
        // Browsers limit how often the address may change.
        await pause(80);
      }
    }
    button.click();
    await pause(100);
    return { steps, longTasks: since(start) };
  };

  bench.sort = async () => {
    const start = performance.now();
    const steps = [];
    for (const button of document.querySelectorAll(".table__sort")) {
      for (let turn = 0; turn < 3; turn++) {
        steps.push(await act(() => button.click()));
        await pause(80);
      }
    }
    return { steps, longTasks: since(start) };
  };

  // Looks, in each frame, at what that frame will show: rows in the middle and near the lower edge?
  bench.scroll = async (step, frames) => {
    scrollTo({ top: 0, behavior: "instant" });
    await pause(100);
    const start = performance.now();
    const isRow = (y) => !!document.elementFromPoint(innerWidth / 2, y)?.closest("tr.table__row");
    let blank = 0;
    let before = await frame();
    const begin = before;
    const gaps = [];
    let done = 0;
    while (done < frames && scrollY + innerHeight + step < document.documentElement.scrollHeight - 100) {
      scrollBy({ top: step, behavior: "instant" });
      if (!isRow(innerHeight / 2) || !isRow(innerHeight - 40)) blank++;
      const now = await frame();
      gaps.push(now - before);
      before = now;
      done++;
    }
    const pixels = scrollY;
    scrollTo({ top: 0, behavior: "instant" });
    await pause(100);
    const seconds = (before - begin) / 1000;
    return { frames: done, fps: done / seconds, slowest: quantile(gaps, 0.99), blank, pixels, longTasks: since(start) };
  };

  // The same while the browser itself scrolls, as a wheel does: watches until it stands still.
  bench.watch = async () => {
    const isRow = (y) => !!document.elementFromPoint(innerWidth / 2, y)?.closest("tr.table__row");
    let [frames, blank, still, from, begin] = [0, 0, 0, scrollY, performance.now()];
    let [y, last, moved] = [scrollY, begin, null];
    while (still < 30 && performance.now() - begin < 8000) {
      const now = await frame();
      if (scrollY !== y) {
        moved ??= last;
        still = 0;
        y = scrollY;
        if (!isRow(innerHeight / 2) || !isRow(innerHeight - 40)) blank++;
      } else if (moved !== null) still++;
      if (moved !== null) frames++;
      last = now;
    }
    const seconds = (last - (moved ?? begin)) / 1000;
    return { frames, fps: frames / seconds, blank, pixels: y - from };
  };

  bench.wasmBytes = () => bench.memory?.buffer.byteLength ?? null;
})();
