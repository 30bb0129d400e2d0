import { createHash, randomBytes, timingSafeEqual } from "node:crypto";
import type { Written } from "../feed/write.ts";
import type { Outcome } from "../kernel/refusal.ts";
import { ok } from "../kernel/result.ts";
import { codeBytes, codeFrom, codeTyped } from "./slip.rules.ts";

/** A departure, or a code anew, as whoever sent hears of it. */
export interface Departed extends Written {
  /** Shown once, to the call that made it; only its SHA-256 is kept. */
  readonly arrivalCode: string | undefined;
}

/** What one attempt wrote, and the code that it made. */
export interface Coded {
  readonly written: Written;
  readonly code: string;
}

/**
 * An attempt that was lost may have made a code, too, and then the key may be found used by another
 * call: only the attempt that is answered tells its code.
 */
export const withCode = (outcome: Outcome<Written>, made: Coded | undefined): Outcome<Departed> =>
  outcome.ok
    ? ok({
        ...outcome.value,
        arrivalCode: made?.written === outcome.value ? made.code : undefined,
      })
    : outcome;

/** Shown once to whoever sends; afterwards only its SHA-256 is known. */
export const newCode = (): string => codeFrom(randomBytes(codeBytes));

/** Salted with the leg, so that equal codes of two legs do not look equal. */
export const codeHash = (legId: string, code: string): string =>
  createHash("sha256").update(`${legId}:${code}`).digest("hex");

export const codeFits = (legId: string, typed: string, hash: string): boolean =>
  timingSafeEqual(Buffer.from(codeHash(legId, codeTyped(typed)), "hex"), Buffer.from(hash, "hex"));
