// Runs in the page before its own scripts: records the first row, and measures on request. `benchSelectors` says where
// the parts of the page are.
(() => {
  const at = window.benchSelectors;
  const bench = { memory: null, compiled: null, inDom: null, painted: null, answered: null, longTasks: [], keys: [] };
  window.bench = bench;

  const observe = (type, note) => {
    try {
      new PerformanceObserver((list) => list.getEntries().forEach(note)).observe({ type, buffered: true });
    } catch {}
  };
  observe("longtask", (it) => bench.longTasks.push([it.startTime, it.duration]));

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
  // The task after the next frame: by then the frame is handed to the compositor.
  const painted = async () => {
    await frame();
    await task();
    return performance.now();
  };
  const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
  const everything = { subtree: true, childList: true, characterData: true };

  const first = new MutationObserver(async () => {
    if (!document.querySelector(at.row)?.textContent.trim()) return;
    bench.inDom = performance.now();
    first.disconnect();
    bench.painted = await painted();
  });
  first.observe(document, everything);

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
      dataHere: data?.responseEnd ?? null,
      inDom: bench.inDom,
      painted: bench.painted,
    };
  };

  // A step: from an input until the end of the frame that shows its last change of count or rows. What begins 50 ms
  // after the first change belongs to something else: the address follows typing after a pause.
  let step = null;
  const begin = (start) => (step = { start, first: null, dom: null, painted: null });
  // Rows outside the viewport, as of the last frames. Asking for the place of a row would lay out the page.
  const outside = new WeakSet();
  const places = new IntersectionObserver((rows) => {
    for (const { isIntersecting, target } of rows) isIntersecting ? outside.delete(target) : outside.add(target);
  });
  const watchRows = () => document.querySelectorAll(at.row).forEach((row) => places.observe(row));
  const isShown = ({ target, addedNodes }) => {
    const element = target.nodeType === Node.ELEMENT_NODE ? target : target.parentElement;
    if (element?.closest(at.count) || [...addedNodes].some((node) => node.matches?.(at.row))) return true;
    const row = element?.closest(at.row);
    return !!row && !outside.has(row);
  };
  const watchSteps = () => new MutationObserver((records) => {
    const [now, mine] = [performance.now(), step];
    if (mine === null || now > (mine.first ?? now) + 50 || !records.some(isShown)) return;
    mine.first ??= now;
    mine.dom = now;
    painted().then((end) => (mine.painted = end));
  }).observe(document.body, everything);
  addEventListener("DOMContentLoaded", watchSteps);
  const isTyped = (key) => key.length === 1 || key === "Backspace";
  addEventListener("keydown", (event) => isTyped(event.key) && bench.keys.push(begin(event.timeStamp)), true);

  bench.focus = async () => {
    document.querySelector(at.search)?.focus();
    watchRows();
    await frame();
    await frame();
  };
  const result = ({ start, dom, painted }) =>
    painted === null ? null : { dom: dom - start, painted: painted - start };
  // Resolves to the keys since the last call that changed something.
  bench.typed = async () => {
    await pause(300);
    return bench.keys.splice(0).map(result).filter((key) => key !== null);
  };

  // Performs an action at any moment between two frames. Besides the step: the time to the last DOM change of its own
  // handlers and their microtasks, of the layout after it, and the number of changes after the next frame.
  async function act(action) {
    let last = null;
    let late = 0;
    let counting = true;
    const observer = new MutationObserver((records) => {
      if (counting) last = performance.now();
      else late += records.filter(isShown).length;
    });
    observer.observe(document.body, { ...everything, attributes: true });
    watchRows();
    await frame();
    await frame();
    await pause(Math.random() * 16);
    requestAnimationFrame(() => (counting = false));
    const start = performance.now();
    const mine = begin(start);
    action();
    await task();
    counting = false;
    for (let frames = 0; frames < 3 || (mine.painted === null && frames < 40); frames++) await frame();
    await task();
    observer.disconnect();
    return { ms: last === null ? null : last - start, late, painted: result(mine)?.painted ?? null };
  }

  // A page may follow the property instead of the event: the setter of the element itself is called.
  const setValue = (element, value, type) => {
    Object.getOwnPropertyDescriptor(Object.getPrototypeOf(element), "value").set.call(element, value);
    element.dispatchEvent(new Event(type, { bubbles: true }));
  };

  // With `benchTypes`: types from the first paint on, a letter every 50 ms, until the count says that fewer rows match.
  const typeEarly = () => {
    let length = 0;
    const timer = setInterval(() => {
      const box = document.querySelector(at.search);
      length = (length % window.benchTypes.length) + 1;
      if (box) setValue(box, window.benchTypes.slice(0, length), "input");
    }, 50);
    const observer = new MutationObserver(async () => {
      const numbers = document.querySelector(at.count)?.textContent.match(/\d[\d.,\s]*/g) ?? [];
      const [found, all] = numbers.map((number) => Number(number.replace(/\D/g, "")));
      if (!(found < all)) return;
      observer.disconnect();
      clearInterval(timer);
      bench.answered = await painted();
    });
    observer.observe(document.body, everything);
  };
  observe("paint", (it) => it.name === "first-contentful-paint" && window.benchTypes && typeEarly());
  bench.firstAnswer = async (timeout) => {
    const end = performance.now() + timeout;
    while (bench.answered === null && performance.now() < end) await pause(5);
    return bench.answered;
  };

  // Resolves when the page has been idle for a while; on a busy machine after some seconds at the latest.
  bench.idle = async () => {
    const end = performance.now() + 8000;
    for (let quiet = 0; quiet < 15 && performance.now() < end; ) {
      const start = performance.now();
      await pause(10);
      quiet = performance.now() - start < 20 ? quiet + 1 : 0;
    }
  };

  const since = (start) => bench.longTasks.filter(([begun]) => begun >= start).map(([, duration]) => duration);

  // The actions that toggle values: of a select, or of the checkboxes of a popover, whose button is `control`.
  async function toggles(control, most) {
    if (control instanceof HTMLSelectElement) {
      const values = [...control.options].slice(1, most + 1).map((option) => option.value);
      return values.flatMap((value) => [value, control.options[0].value]).map((value) => () =>
        setValue(control, value, "change"));
    }
    control.click();
    await pause(100);
    const id = control.getAttribute("popovertarget") ?? control.getAttribute("aria-controls");
    const boxes = document.querySelectorAll(`#${id} input[type=checkbox]`);
    return [...boxes].slice(0, most).flatMap((box) => [() => box.click(), () => box.click()]);
  }

  bench.toggle = async (selector, most) => {
    const start = performance.now();
    const steps = [];
    const control = document.querySelector(selector);
    if (control === null) return { steps, longTasks: [] };
    for (const action of await toggles(control, most)) {
      steps.push(await act(action));
      // Browsers limit how often the address may change.
      await pause(80);
    }
    if (!(control instanceof HTMLSelectElement)) control.click();
    await pause(100);
    return { steps, longTasks: since(start) };
  };

  bench.sort = async () => {
    const start = performance.now();
    const steps = [];
    for (const button of document.querySelectorAll(at.sort)) {
      for (let turn = 0; turn < 3; turn++) {
        steps.push(await act(() => button.click()));
        await pause(80);
      }
    }
    return { steps, longTasks: since(start) };
  };

  const scroller = () => document.querySelector(at.scroll) ?? document.scrollingElement;
  // Whether the next frame shows rows in the middle and near the lower edge.
  const isBlank = () => {
    const bottom = Math.min(innerHeight, scroller() === document.scrollingElement
      ? innerHeight : scroller().getBoundingClientRect().bottom);
    const isRow = (y) => !!document.elementFromPoint(innerWidth / 2, y)?.closest(at.row);
    return !isRow(bottom / 2) || !isRow(bottom - 40);
  };
  // The percentage of frames of a 60 Hz screen without an animation frame of the page.
  const dropped = (gaps) => {
    const frames = gaps.map((gap) => Math.max(1, Math.round((gap * 60) / 1000)));
    const all = frames.reduce((sum, count) => sum + count, 0);
    return (100 * (all - gaps.length)) / all;
  };

  bench.scroll = async (step, frames) => {
    const element = scroller();
    element.scrollTo({ top: 0, behavior: "instant" });
    await pause(100);
    let [blank, done, before] = [0, 0, await frame()];
    const begun = before;
    const gaps = [];
    while (done < frames && element.scrollTop + element.clientHeight + step < element.scrollHeight - 100) {
      element.scrollBy({ top: step, behavior: "instant" });
      if (isBlank()) blank++;
      const now = await frame();
      gaps.push(now - before);
      before = now;
      done++;
    }
    element.scrollTo({ top: 0, behavior: "instant" });
    await pause(100);
    return { frames: done, fps: (1000 * done) / (before - begun), blank, dropped: dropped(gaps) };
  };

  // The same while the browser itself scrolls, as a wheel does: watches until it stands still.
  bench.watch = async () => {
    const element = scroller();
    const from = element.scrollTop;
    let [blank, still, y, last] = [0, 0, from, performance.now()];
    const end = last + 8000;
    let gaps = null;
    while (still < 30 && performance.now() < end) {
      const now = await frame();
      if (element.scrollTop !== y) {
        gaps ??= [];
        still = 0;
        y = element.scrollTop;
        if (isBlank()) blank++;
      } else if (gaps !== null) still++;
      gaps?.push(now - last);
      last = now;
    }
    gaps ??= [];
    const ms = gaps.reduce((sum, gap) => sum + gap, 0);
    return { fps: (1000 * gaps.length) / ms, blank, dropped: dropped(gaps), pixels: y - from };
  };

  bench.navigate = async (times) => {
    const until = async (test) => {
      while (!test()) await frame();
    };
    for (let time = 0; time < times; time++) {
      const path = location.pathname;
      document.querySelector(`${at.row} a`).click();
      await until(() => location.pathname !== path && !document.querySelector(at.count));
      history.back();
      await until(() => location.pathname === path && document.querySelector(`${at.row} a`)?.textContent);
      // Browsers limit how often the address may change.
      await pause(100);
    }
  };

  bench.wasmBytes = () => bench.memory?.buffer.byteLength ?? null;
})();
