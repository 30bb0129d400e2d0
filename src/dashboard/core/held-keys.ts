/**
 * The key of a call whose answer never came, by what was asked. It outlives the dialog and a
 * reload, so that the same thing asked again bears the same key and happens once.
 */
const where = "qipan.keys";
const most = 60;

type Keys = Readonly<Record<string, string>>;

function read(): Keys {
  try {
    return JSON.parse(localStorage.getItem(where) ?? "{}") as Keys;
  } catch {
    return {};
  }
}

const keep = (keys: Keys): void => {
  localStorage.setItem(where, JSON.stringify(keys));
};

export function keyFor(call: string): string {
  const keys = read();
  const known = keys[call];
  if (known !== undefined) return known;
  const key = freshKey();
  keep({ ...Object.fromEntries(Object.entries(keys).slice(-most)), [call]: key });
  return key;
}

export function forgetKey(call: string): void {
  keep(Object.fromEntries(Object.entries(read()).filter(([name]) => name !== call)));
}

/** Not `randomUUID`: on plain http a browser does not offer it. */
export function freshKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}
