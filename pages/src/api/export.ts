// A file that the browser keeps.
export const save = (text: string, name: string, type = "text/csv") =>
  save_blob(new Blob([text], { type }), name);

export function save_blob(blob: Blob, name: string) {
  const url = URL.createObjectURL(blob);
  const link = Object.assign(document.createElement("a"), { href: url, download: name });
  link.click();
  URL.revokeObjectURL(url);
}
