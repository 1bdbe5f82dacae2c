// The web worker of the workbook module: `src/browser/workbook.rs` starts it for one call and ends it after the answer.
import init, * as workbook from "./workbook.js";

const isLoaded = init({ module_or_path: fetchFile(new URL("./workbook_bg.wasm", import.meta.url)) }).then(
  () => true,
  () => false,
);

// Takes the name of a function and its argument; answers "loaded", and then with `value`, `error` or `isMissing`.
addEventListener("message", async ({ data: [name, argument] }) => {
  if (!(await isLoaded)) return postMessage({ isMissing: true });
  postMessage("loaded");
  try {
    const value = workbook[name](argument);
    postMessage({ value }, value instanceof Uint8Array ? [value.buffer] : []);
  } catch (error) {
    postMessage({ error: String(error?.message ?? error) });
  }
});
