// What a reviewer has said: kept in this browser as far as it keeps anything, and saved as a file.

import { kept } from "./store.js";

const KIND = "proof answers 1";
const CONTROLS = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/g;

/** Answers to a proof { project, number, digest }; `changed()` is called after every change. */
export class Answers {
  constructor(proof, changed) {
    Object.assign(this, { proof, changed });
    this.place = `answers.${proof.digest}`;
    const empty = { id: made(), name: "", decisions: [], notes: [], isSaved: true };
    this.now = { ...empty, ...kept.read(this.place, {}) };
    this.keep(false);
  }

  /** Whether anything was said. */
  get isEmpty() {
    return !this.now.notes.length && !this.now.decisions.length;
  }

  /** The notes on a panel, from its head to its foot. */
  notesOn(edition, panel) {
    return this.now.notes
      .filter((note) => note.edition === edition && note.panel === panel)
      .sort((one, other) => one.y - other.y || one.x - other.x);
  }

  /** What was decided of a panel; null: nothing yet. */
  decided(edition, panel) {
    return this.now.decisions.find((one) => one.edition === edition && one.panel === panel) ?? null;
  }

  /** The number that a note has on the pages. */
  numberOf(id) {
    return this.now.notes.findIndex((note) => note.id === id) + 1;
  }

  /** Say who answers. */
  rename(name) {
    this.put({ name: clean(name).replace(/\s+/g, " ").trim().slice(0, 120) });
  }

  /** Put a note on a panel, or another one in its place; its id. */
  note(note) {
    const id = note.id ?? made();
    const one = {
      ...note,
      id,
      date: today(),
      text: clean(note.text).slice(0, 8000),
      new: note.new === null ? null : clean(note.new).slice(0, 20000),
    };
    const { notes } = this.now;
    const isThere = notes.some((other) => other.id === id);
    this.put({ notes: isThere ? notes.map((other) => (other.id === id ? one : other)) : [...notes, one] });
    return id;
  }

  /** Take a note away; what puts it back. */
  drop(id) {
    const former = this.now.notes;
    this.put({ notes: former.filter((note) => note.id !== id) });
    return () => this.put({ notes: former });
  }

  /** Decide on a panel: "approved", "refused", or null for nothing. */
  decide(edition, panel, decision, reason = "") {
    const others = this.now.decisions.filter((one) => one.edition !== edition || one.panel !== panel);
    const one = { edition, panel, decision, date: today(), reason: clean(reason).slice(0, 8000) };
    this.put({ decisions: decision ? [...others, one] : others });
  }

  /** The file to send back: its name and its text. */
  file() {
    const { project, number, digest } = this.proof;
    const { id, name, decisions, notes } = this.now;
    const saved = new Date().toISOString().replace(/\.\d+Z$/, "Z");
    const told = { depliant: KIND, proof: { project, number, digest }, reviewer: { id, name }, saved, decisions, notes };
    const plain = (words) => words.normalize("NFKD").replace(/[^A-Za-z0-9]+/g, "-").replace(/^-|-$/g, "").toLowerCase();
    const parts = [plain(project) || "proof", number, plain(name) || "answers"];
    return { name: `${parts.join("-")}.json`, text: `${JSON.stringify(told, null, 1)}\n` };
  }

  /** All of it is in a file now. */
  saved() {
    this.put({}, true);
  }

  put(patch, isSaved = false) {
    this.now = { ...this.now, ...patch, isSaved };
    this.keep();
  }

  keep(isTold = true) {
    kept.write(this.place, this.now);
    this.isKept = kept.read(this.place, null)?.id === this.now.id;
    if (isTold) this.changed();
  }
}

/** Text without what no one types. */
function clean(text) {
  return text.replace(/\r\n?/g, "\n").replace(CONTROLS, "").toWellFormed?.() ?? text;
}

/** Sixteen hexadecimal digits that nobody else has. */
function made() {
  return [...crypto.getRandomValues(new Uint8Array(8))].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** The day, where the reviewer is. */
function today() {
  const now = new Date();
  const two = (value) => String(value).padStart(2, "0");
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
}
