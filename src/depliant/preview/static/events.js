// News from the server. All pages of this browser share one connection an edition: a browser opens
// few of them to one server, and ten pages would wait for one another.

import { scriptAt } from "./workers.js";

/**
 * Listen to an edition. `on.state`, `on.building`, `on.edits` and `on.link` ("open", "lost",
 * "ended") are called; what is returned has `close()`.
 */
export function listen(edition, on) {
  const hear = ({ name, value }) => on[name]?.(value);
  return globalThis.SharedWorker ? shared(edition, hear) : alone(edition, hear);
}

function shared(edition, hear) {
  const address = scriptAt("events-worker.js");
  const worker = new SharedWorker(address, { name: `depliant ${address}`, type: "module" });
  const { port } = worker;
  port.onmessage = (message) => hear(message.data);
  port.postMessage({ ask: "join", edition });
  const beat = setInterval(() => port.postMessage({ ask: "beat" }), 20000);
  const close = () => {
    clearInterval(beat);
    port.postMessage({ ask: "leave" });
    port.close();
  };
  addEventListener("pagehide", (event) => event.persisted || close(), { once: true });
  return { close };
}

function alone(edition, hear) {
  return source(new URL("events", document.baseURI), edition, hear);
}

/** One connection: what it tells is given to `hear`. */
export function source(address, edition, hear) {
  const url = new URL(address);
  if (edition) url.searchParams.set("edition", edition);
  const events = new EventSource(url);
  const link = (value) => hear({ name: "link", value });
  events.onopen = () => link("open");
  events.onerror = () => link(events.readyState === EventSource.CLOSED ? "ended" : "lost");
  for (const name of ["state", "building", "edits"]) {
    events.addEventListener(name, (event) => hear({ name, value: JSON.parse(event.data) }));
  }
  events.addEventListener("end", () => {
    events.close();
    link("ended");
  });
  return { close: () => events.close() };
}
