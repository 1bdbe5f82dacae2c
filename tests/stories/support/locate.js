// Locates visible elements by role and accessible name, as assistive technology does.
// Called with steps [{role, name, how, nth}], each within the elements of the one before; returns [elements, states].
// A story compares these names with the accessibility tree of the browser.
const steps = arguments[0];

const INPUT_ROLES = {
  checkbox: "checkbox", radio: "radio", search: "searchbox", text: "textbox", email: "textbox", date: "date",
  number: "spinbutton", range: "slider", button: "button", submit: "button", reset: "button",
};
const ROLES = {
  A: (e) => (e.hasAttribute("href") ? "link" : "generic"), ARTICLE: () => "article", ASIDE: () => "complementary",
  BUTTON: () => "button", DIALOG: () => "dialog", FIELDSET: () => "group", FORM: () => "form",
  H1: () => "heading", H2: () => "heading", H3: () => "heading", H4: () => "heading",
  HEADER: (e) => (e.closest("main, article, section") ? "generic" : "banner"),
  INPUT: (e) => INPUT_ROLES[e.type] ?? "textbox", LI: () => "listitem", MAIN: () => "main", NAV: () => "navigation",
  OL: () => "list", UL: () => "list", OPTION: () => "option", PROGRESS: () => "progressbar",
  SECTION: (e) => (e.hasAttribute("aria-label") || e.hasAttribute("aria-labelledby") ? "region" : "generic"),
  SELECT: () => "combobox", SUMMARY: () => "button", TABLE: () => "table", TBODY: () => "rowgroup",
  THEAD: () => "rowgroup", TD: () => "cell", TH: (e) => (e.scope.startsWith("row") ? "rowheader" : "columnheader"),
  TR: () => "row", TEXTAREA: () => "textbox", DT: () => "term", DD: () => "definition",
};
const NAMED_BY_CONTENT = new Set([
  "button", "cell", "checkbox", "columnheader", "heading", "link", "option", "radio", "row", "rowheader", "switch",
  "tab",
]);

const squeeze = (text) => text.replace(/\s+/g, " ").trim();
const roleOf = (element) => element.getAttribute("role") ?? ROLES[element.tagName]?.(element) ?? "generic";
const isShown = (element) =>
  element.checkVisibility({ visibilityProperty: true }) && !element.closest("[aria-hidden=true], [inert], [hidden]") &&
  (!document.querySelector("dialog:modal") || element.closest("dialog:modal"));

// The text of a node for an accessible name.
function words(node, self) {
  if (node.nodeType === Node.TEXT_NODE) return node.data;
  if (node.nodeType !== Node.ELEMENT_NODE || node === self) return "";
  if (node.getAttribute("aria-hidden") === "true" || !node.checkVisibility({ visibilityProperty: true })) return "";
  const label = node.getAttribute("aria-label");
  if (label) return ` ${label} `;
  if (node.tagName === "SELECT" || node.tagName === "INPUT") return "";
  const inner = [...node.childNodes].map((child) => words(child, self)).join("");
  return getComputedStyle(node).display.startsWith("inline") ? inner : ` ${inner} `;
}

function nameOf(element) {
  const by = element.getAttribute("aria-labelledby");
  if (by) {
    const labels = by.split(/\s+/).map((id) => document.getElementById(id)).filter(Boolean);
    return squeeze(labels.map((label) => words(label)).join(" "));
  }
  const own = element.getAttribute("aria-label");
  if (own) return squeeze(own);
  if (element.labels?.length) return squeeze([...element.labels].map((label) => words(label, element)).join(" "));
  const titled = { FIELDSET: "legend", TABLE: "caption" }[element.tagName];
  const title = titled && element.querySelector(`:scope > ${titled}`);
  if (title) return squeeze(words(title));
  if (NAMED_BY_CONTENT.has(roleOf(element))) {
    const content = squeeze([...element.childNodes].map((child) => words(child)).join(""));
    if (content) return content;
  }
  return squeeze(element.getAttribute("title") ?? element.getAttribute("placeholder") ?? "");
}

const MATCHES = {
  any: () => true,
  is: (name, wanted) => name === wanted,
  starts: (name, wanted) => name.startsWith(wanted),
  has: (name, wanted) => name.includes(wanted),
};

let found = [document.documentElement];
for (const { role, name, how, nth } of steps) {
  found = found.flatMap((scope) => {
    const below = [...scope.querySelectorAll("*")];
    const matching = below.filter((e) => roleOf(e) === role && isShown(e) && MATCHES[how](nameOf(e), name));
    return nth === null ? matching : matching.slice(nth, nth + 1);
  });
}
found = [...new Set(found)];

const states = found.map((element) => ({
  name: nameOf(element),
  text: squeeze(element.innerText ?? element.textContent),
  attributes: Object.fromEntries([...element.attributes].map(({ name, value }) => [name, value])),
  checked: element.checked === true,
  focused: element === document.activeElement,
  value: element.value === undefined ? "" : String(element.value),
}));
return [found, states];
