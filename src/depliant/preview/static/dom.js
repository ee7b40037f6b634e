// Elements made without any text being read as markup.

const SVG = "http://www.w3.org/2000/svg";

/** An element: `h("button", { class: "x", on: { click } }, "text", child)`. */
export function h(tag, attributes = {}, ...kids) {
  return dressed(document.createElement(tag), attributes, kids);
}

/** An element of SVG. */
export function s(tag, attributes = {}, ...kids) {
  return dressed(document.createElementNS(SVG, tag), attributes, kids);
}

function dressed(element, attributes, kids) {
  for (const [name, value] of Object.entries(attributes)) {
    if (name === "on") {
      for (const [event, listener] of Object.entries(value)) element.addEventListener(event, listener);
    } else if (value === true) {
      element.setAttribute(name, "");
    } else if (value !== false && value !== null && value !== undefined) {
      element.setAttribute(name, value);
    }
  }
  element.append(...kids.flat().filter((kid) => kid !== null && kid !== undefined && kid !== false));
  return element;
}

const ICONS = {
  all: "M3 6V3h3M10 3h3v3M13 10v3h-3M6 13H3v-3",
  width: "M1.5 8h13M4 5.5 1.5 8 4 10.5M12 5.5 14.5 8 12 10.5",
  page: "M4.5 1.5h7v13h-7zM4.5 1.5v13",
  plus: "M8 3v10M3 8h10",
  minus: "M3 8h10",
  help: "M6 6.2a2 2 0 1 1 2.9 1.8c-.6.3-.9.7-.9 1.4v.4M8 12.2v.1",
  theme: "M8 2.5v11a5.5 5.5 0 0 0 0-11zM8 2.5a5.5 5.5 0 0 0 0 11",
  list: "M5.5 4h8M5.5 8h8M5.5 12h8M2.5 4h.1M2.5 8h.1M2.5 12h.1",
  layers: "M8 2 14 5.5 8 9 2 5.5zM2 8.2 8 11.7l6-3.5M2 10.9 8 14.4l6-3.5",
  down: "M8 2.5v8M4.5 7.5 8 11l3.5-3.5M3 13.5h10",
  error: "M8 4.5v4.2M8 11.2v.1M8 1.8 14.5 13.5h-13z",
  warning: "M8 4.5v4.2M8 11.2v.1M8 1.8a6.2 6.2 0 1 1 0 12.4A6.2 6.2 0 0 1 8 1.8z",
  advice: "M6 12.5h4M6.5 14.5h3M8 1.5a4.2 4.2 0 0 0-2.4 7.6c.4.3.6.8.6 1.2h3.6c0-.4.2-.9.6-1.2A4.2 4.2 0 0 0 8 1.5z",
  info: "M8 7.3v4M8 4.8v.1M8 1.8a6.2 6.2 0 1 1 0 12.4A6.2 6.2 0 0 1 8 1.8z",
  back: "M10 3 5 8l5 5",
  forward: "M6 3l5 5-5 5",
  copy: "M5.5 5.5h7v8h-7zM3.5 10.5v-8h7",
  up: "M8 13V3.5M4 7l4-4 4 4",
  below: "M8 3v9.5M4 9l4 4 4-4",
  close: "M4 4l8 8M12 4l-8 8",
  only: "M8 3.2a4.8 4.8 0 1 1 0 9.6 4.8 4.8 0 0 1 0-9.6zM8 6.6a1.4 1.4 0 1 1 0 2.8 1.4 1.4 0 0 1 0-2.8z",
  side: "M2 3h5v10H2zM9 3h5v10H9z",
  wipe: "M8 1.5v13M5.5 5.5 3 8l2.5 2.5M10.5 5.5 13 8l-2.5 2.5",
  blink: "M1.5 8c1.7-2.8 3.9-4.2 6.5-4.2s4.8 1.4 6.5 4.2c-1.7 2.8-3.9 4.2-6.5 4.2S3.2 10.8 1.5 8zM8 6a2 2 0 1 1 0 4 2 2 0 0 1 0-4z",
  lay: "M2 2h8.500v8.500H2zM5.5 5.500H14V14H5.500z",
  sheet: "M1.5 3.500h13v9h-13zM5.8 3.500v9M10.2 3.500v9",
  panels: "M1.5 3.500h3.500v9H1.500zM6.3 3.500h3.500v9H6.300zM11.1 3.500h3.500v9h-3.500z",
  marker: "M2.5 13.500h11M4.5 10.500l1-3 5-5 2 2-5 5z",
  figure: "M6 2.5 4.5 13.500M11.5 2.5 10 13.500M2.5 6h11.500M2 10h11.5",
  words: "M2.5 4h11M2.5 8h7M2.5 12h9.5",
  moved: "M3 5.500h8.500M9 3l2.5 2.500L9 8M13 10.500H4.500M7 8l-2.5 2.500L7 13",
  drawn: "M2 3h12v10H2zM2 11l3.5-3.5 3 3L11 8l3 3",
  strip: "M1.5 4h13v8h-13zM5.8 4v8M10.2 4v8M2.8 10h1.700M7.2 8.500h1.700M11.5 10h1.7",
  note: "M2.5 3h11v8h-6L4.5 13.5V11h-2z",
  news: "M2.5 2.5v11M6 4.5h7.5M6 8h7.5M6 11.5h5",
  check: "M3 8.5 6.5 12 13 4.5",
};

/** A small picture that a name stands beside. */
export function icon(name) {
  return s(
    "svg",
    { class: `icon icon-${name}`, viewBox: "0 0 16 16", "aria-hidden": "true" },
    s("path", { d: ICONS[name] }),
  );
}
