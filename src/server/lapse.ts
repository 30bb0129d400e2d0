import type { Credential } from "../access/principal.model.ts";

const waitMinMs = 1_000;
const waitMaxMs = 3_600_000;

/**
 * In how many milliseconds the caller of a silent stream is to be looked at although no row of the
 * hub tells of it: what it showed ends by itself then, and a token's issuer may have taken it back.
 */
export function lapseMs(
  credential: Credential | undefined,
  { lookMs, skewMs }: { readonly lookMs: number; readonly skewMs: number },
): number {
  if (credential === undefined) return Infinity;
  const isToken = credential.means === "TOKEN";
  const endsAt = (credential.until?.getTime() ?? Infinity) + (isToken ? skewMs : 0);
  const left = Math.min(endsAt - Date.now(), isToken ? lookMs : waitMaxMs);
  return Math.max(left, waitMinMs);
}
