// Loads the styles of what the lazy chunk draws, beside the chunk. Without them it is not usable: its load fails, and a
// further attempt loads both.
let styles;
async function withStyles(chunk) {
  styles ??= loadStyles();
  styles.catch(() => (styles = undefined));
  return (await Promise.all([chunk, styles]))[0];
}
function loadStyles() {
  const { lazyStyles } = document.querySelector("script[data-lazy-styles]").dataset;
  const link = document.createElement("link");
  Object.assign(link, { rel: "stylesheet", href: new URL(lazyStyles, document.baseURI).href });
  return new Promise((resolve, reject) => {
    link.onload = resolve;
    link.onerror = () => reject(new Error(`${lazyStyles} could not be loaded`));
    setTimeout(() => reject(new Error(`${lazyStyles} stalled`)), 15000);
    // Later rules override earlier ones.
    document.querySelector("body > link[rel=stylesheet]").after(link);
  }).catch((error) => {
    link.remove();
    throw error;
  });
}
