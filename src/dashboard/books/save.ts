/** A file for the reader to keep; made here, asked of nobody. */
export function saveAs(name: string, text: string): void {
  const url = URL.createObjectURL(new Blob([text], { type: "text/csv;charset=utf-8" }));
  const link = document.createElement("a");
  link.href = url;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 1000);
}

/** On plain http a page has no clipboard: a text box and the old command serve there. */
export function copyText(text: string): boolean {
  const box = document.createElement("textarea");
  box.value = text;
  box.setAttribute("aria-hidden", "true");
  document.body.append(box);
  box.select();
  // The one way that works without a secure context.
  const command = "copy";
  const done = (document as { execCommand(name: string): boolean }).execCommand(command);
  box.remove();
  return done;
}
