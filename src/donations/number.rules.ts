/** Crockford's digits: none looks like another, and a person can read them aloud. */
const digits = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/** A public number of twelve digits from sixty random bits of a UUID: it tells no order. */
export function numberOf(uuid: string): string {
  const hex = uuid.replaceAll("-", "");
  const bits = BigInt(`0x${hex.slice(0, 12)}${hex.slice(20, 23)}`);
  return Array.from({ length: 12 }, (_none, at) => {
    const digit = Number((bits >> BigInt(55 - at * 5)) & 31n);
    return digits[digit] ?? "0";
  }).join("");
}

/** As a person types it: small letters, spaces, and O for 0. */
export const plainNumber = (typed: string): string =>
  typed
    .normalize("NFKC")
    .toUpperCase()
    .replaceAll(/[\s-]/g, "")
    .replaceAll("O", "0")
    .replaceAll(/[IL]/g, "1");
