// The state of the page: one value that is replaced, never changed, and those who are told of it.

/** A store: `get()`, `set(patch)`, `subscribe(listener)`; listeners get (state, former). */
export function createStore(initial) {
  let state = Object.freeze({ ...initial });
  const listeners = new Set();
  return {
    get: () => state,
    set(patch) {
      const former = state;
      state = Object.freeze({ ...state, ...patch });
      for (const listener of listeners) listener(state, former);
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

/** What is kept in this browser, by a name; it may be switched off there. */
export const kept = {
  read(name, otherwise) {
    try {
      const text = localStorage.getItem(`depliant.${name}`);
      return text === null ? otherwise : JSON.parse(text);
    } catch {
      return otherwise;
    }
  },
  write(name, value) {
    try {
      localStorage.setItem(`depliant.${name}`, JSON.stringify(value));
    } catch {
      // A browser that keeps nothing shows the pages all the same.
    }
  },
};
