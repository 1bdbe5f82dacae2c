// Loads the styles of what the lazy chunk draws, beside the chunk. Without them it is not usable: its load fails, and a
// further attempt loads both.
let styles;
async function withStyles(chunk) {
  styles ??= loadStyles();
  styles.catch(() => (styles = undefined));
  return (await Promise.all([chunk, styles]))[0];
}
async function loadStyles() {
  const { lazyStyles } = document.querySelector("script[data-lazy-styles]").dataset;
  const response = await fetchFile(new URL(lazyStyles, document.baseURI));
  // Adopted sheets come after those of the page: later rules override earlier ones.
  const sheet = await new CSSStyleSheet().replace(await response.text());
  document.adoptedStyleSheets.push(sheet);
}
