// News from the server. All pages of this browser share one connection an edition: a browser opens
// few of them to one server, and ten pages would wait for one another.

import { scriptAt } from "./workers.js";

const LOOK = 4000; // ms between two looks at whether the connection lives
const ASLEEP = 20000; // ms after which nobody looked because the machine slept
const SILENT = 40000; // ms: the server says something every 15 seconds

/**
 * Listen to an edition. `on.state`, `on.building`, `on.edits`, `on.files` (something in the folder
 * changed, pages or not) and `on.link` ("open", "lost", "ended") are called; what is returned has
 * `close()`.
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

/**
 * One connection: what it tells is given to `hear`. The server gives a sign of life now and then: a
 * connection that is silent for longer, or that a sleeping machine has slept through, may be gone
 * without anybody having been told, and is opened anew.
 */
export function source(address, edition, hear) {
  const url = new URL(address);
  if (edition) url.searchParams.set("edition", edition);
  const link = (value) => hear({ name: "link", value });
  let events = null;
  let heard = Date.now();
  let looked = Date.now();

  function close() {
    clearInterval(looking);
    events.close();
  }

  function open() {
    events?.close();
    heard = Date.now();
    events = new EventSource(url);
    const mine = events;
    const alive = (run) => (event) => {
      if (mine !== events) return;
      heard = Date.now();
      run(event);
    };
    events.onopen = alive(() => link("open"));
    events.onerror = alive(() => link(mine.readyState === EventSource.CLOSED ? "ended" : "lost"));
    for (const name of ["state", "building", "edits", "files"]) {
      events.addEventListener(
        name,
        alive(({ data }) => hear({ name, value: JSON.parse(data) })),
      );
    }
    events.addEventListener("beat", alive(() => {}));
    events.addEventListener(
      "end",
      alive(() => {
        close();
        link("ended");
      }),
    );
  }

  const looking = setInterval(() => {
    const now = Date.now();
    const hasSlept = now - looked > ASLEEP;
    looked = now;
    if (hasSlept || now - heard > SILENT) open();
  }, LOOK);
  open();
  return { close };
}
