const letters = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/** Bytes of chance that one code takes. */
export const codeBytes = 10;

/**
 * A one-time code that is read aloud over a bad line: ten of Crockford's 32 letters, 50 bits, in
 * two groups. No I, L, O or U.
 */
export function codeFrom(chance: Uint8Array): string {
  const code = Array.from(chance, (byte) => letters[byte % letters.length]).join("");
  return `${code.slice(0, 5)}-${code.slice(5)}`;
}

/** What was typed, as it was meant: case, blanks and look-alike letters do not matter. */
export const codeTyped = (typed: string): string => {
  const plain = typed.toUpperCase().replace(/[\s-]/g, "").replace(/[IL]/g, "1").replace(/O/g, "0");
  return `${plain.slice(0, 5)}-${plain.slice(5)}`;
};
