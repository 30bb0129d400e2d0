/** What a caller shows. Its secret is compared by hash and never stored or logged. */
export interface KeyText {
  readonly id: string;
  readonly secret: string;
}

const keyShape = /^qk_([0-9a-f]{16})_([A-Za-z0-9_-]{43})$/;

/** Takes `qk_<id>_<secret>` apart; the id finds the row, so that no secret is ever searched. */
export function keyParts(text: string): KeyText | undefined {
  const [, id, secret] = keyShape.exec(text) ?? [];
  return id === undefined || secret === undefined ? undefined : { id, secret };
}

export const keyText = ({ id, secret }: KeyText): string => `qk_${id}_${secret}`;

/** A session's cookie holds 256 random bits in base64url, as a key's secret does. */
export const isSessionToken = (text: string): boolean => /^[A-Za-z0-9_-]{43}$/.test(text);

/** How long a person stays signed in: a duty, and no longer. */
export const sessionHours = 12;
