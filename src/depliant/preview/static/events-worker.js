// The connections that all pages of a browser share: one for each edition that any of them shows.

import { source } from "./events.js";

const SILENT = 180000; // ms: a page that nobody closed says something every minute, even if hidden
const LOOK = 60000; // ms between two looks at which pages are silent
const ADDRESS = new URL("../../events", self.location.href);
const editions = new Map();

self.onconnect = ({ ports: [port] }) => {
  const page = { port, edition: null, heard: Date.now() };
  port.onmessage = ({ data }) => {
    page.heard = Date.now();
    if (data.ask === "join") join(page, data.edition);
    if (data.ask === "leave") leave(page);
    // Who was taken for gone while the machine slept is there after all.
    if (data.ask === "beat" && !editions.get(page.edition)?.pages.has(page)) join(page, page.edition);
  };
};

function join(page, edition) {
  leave(page);
  page.edition = edition;
  if (!editions.has(edition)) {
    const pages = new Set();
    const last = new Map();
    const hear = (news) => {
      last.set(news.name, news);
      for (const each of pages) each.port.postMessage(news);
    };
    editions.set(edition, { pages, last, connection: source(ADDRESS, edition, hear) });
  }
  const { pages, last } = editions.get(edition);
  pages.add(page);
  for (const news of last.values()) page.port.postMessage(news);
}

function leave(page) {
  const shown = editions.get(page.edition);
  if (!shown) return;
  shown.pages.delete(page);
  if (shown.pages.size === 0) {
    shown.connection.close();
    editions.delete(page.edition);
  }
}

setInterval(() => {
  for (const { pages } of editions.values()) {
    for (const page of pages) if (Date.now() - page.heard > SILENT) leave(page);
  }
}, LOOK);
