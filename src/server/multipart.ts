import { Buffer } from "node:buffer";

/** Fields of a `multipart/form-data` body by their names, as bytes; undefined: not one. */
export function multipartFields(
  contentType: string,
  body: Buffer,
): ReadonlyMap<string, Buffer> | undefined {
  const [, quoted, bare] = /\bboundary=(?:"([^"]{1,70})"|([^\s;]{1,70}))/.exec(contentType) ?? [];
  const name = quoted ?? bare;
  if (name === undefined) return undefined;
  const boundary = Buffer.from(`\r\n--${name}`, "latin1");
  const whole = Buffer.concat([Buffer.from("\r\n", "latin1"), body]);
  const fields = new Map<string, Buffer>();
  let from = whole.indexOf(boundary);
  while (from >= 0) {
    const start = from + boundary.length;
    const end = whole.indexOf(boundary, start);
    if (end < 0) break;
    addField(fields, whole.subarray(start, end));
    from = end;
  }
  return fields;
}

function addField(fields: Map<string, Buffer>, part: Buffer): void {
  const gap = part.indexOf("\r\n\r\n");
  if (gap < 0) return;
  const head = part.subarray(0, gap).toString("utf8");
  const [, name] = /^content-disposition:[^\r\n]*?\bname="([^"]*)"/im.exec(head) ?? [];
  const value = part.subarray(gap + 4);
  // A form sends an empty file field where nothing was chosen.
  if (name !== undefined && value.length > 0) fields.set(name, value);
}
