import { createHash, randomBytes, timingSafeEqual } from "node:crypto";
import { codeBytes, codeFrom, codeTyped } from "./slip.rules.ts";

/** Shown once to whoever sends; afterwards only its SHA-256 is known. */
export const newCode = (): string => codeFrom(randomBytes(codeBytes));

/** Salted with the leg, so that equal codes of two legs do not look equal. */
export const codeHash = (legId: string, code: string): string =>
  createHash("sha256").update(`${legId}:${code}`).digest("hex");

export const codeFits = (legId: string, typed: string, hash: string): boolean =>
  timingSafeEqual(Buffer.from(codeHash(legId, codeTyped(typed)), "hex"), Buffer.from(hash, "hex"));
