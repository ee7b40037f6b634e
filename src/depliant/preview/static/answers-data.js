// What a proof holds that opens from the disk: what it shows, and its pictures.

const text = document.getElementById("proof").textContent;

/** { proof, language, words, editions }; see rounds/exporting.py. */
export const given = JSON.parse(text);

const addresses = new Map();

/** The address of the picture of a part of the pages. */
export function pictureOf(digest) {
  if (!addresses.has(digest)) {
    const data = document.querySelector(`script[data-picture="${CSS.escape(digest)}"]`)?.textContent ?? "";
    const bytes = Uint8Array.from(atob(data), (sign) => sign.charCodeAt(0));
    addresses.set(digest, URL.createObjectURL(new Blob([bytes], { type: "image/webp" })));
  }
  return addresses.get(digest);
}
