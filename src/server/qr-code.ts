import qrcode from "qrcode-generator";

/** Drawn here as SVG: the page asks nothing of any other place. */
export function qrOf(text: string): string {
  const code = qrcode(0, "M");
  code.addData(text);
  code.make();
  const size = code.getModuleCount();
  const rows = Array.from({ length: size }, (_, y) => y);
  const cells = rows.flatMap((y) =>
    rows.flatMap((x) => (code.isDark(y, x) ? [`M${x} ${y}h1v1h-1z`] : [])),
  );
  const box = `-2 -2 ${size + 4} ${size + 4}`;
  return `<svg role="img" aria-label="QR" width="180" height="180" viewBox="${box}">
<path d="${cells.join("")}"/></svg>`;
}
