// Workers, whose addresses the browser takes from nobody else (Trusted Types).

const policy = globalThis.trustedTypes?.createPolicy("depliant", { createScriptURL: (url) => url });

/** The address of a script that stands beside this one. */
export function scriptAt(name) {
  const { href } = new URL(name, import.meta.url);
  return policy ? policy.createScriptURL(href) : href;
}
