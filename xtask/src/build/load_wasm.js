// Loads a file. Aborts when nothing arrives for 15 seconds, so that the person can try again. A further attempt
// does not wait for a cache entry that the first may still be writing.
let cache = "default";
async function fetchFile(url) {
  const stall = new AbortController();
  let timer;
  const wait = () => {
    clearTimeout(timer);
    timer = setTimeout(() => stall.abort(new Error(`${url} stalled`)), 15000);
  };
  wait();
  try {
    const response = await fetch(url, { cache, signal: stall.signal });
    if (!response.ok) throw new Error(`${url}: HTTP ${response.status}`);
    const pieces = response.clone().body.getReader();
    const watch = async () => {
      while (!(await pieces.read()).done) wait();
    };
    watch().catch(() => {}).finally(() => clearTimeout(timer));
    return response;
  } catch (error) {
    clearTimeout(timer);
    throw error;
  } finally {
    cache = "reload";
  }
}
// Hosts that do not know wasm send another media type, which `instantiateStreaming` rejects.
async function instantiateWasm(source, imports) {
  const response = await source;
  const isWasm = response.headers.get("Content-Type") === "application/wasm";
  if (isWasm) return WebAssembly.instantiateStreaming(response, imports);
  return WebAssembly.instantiate(await response.arrayBuffer(), imports);
}
