import { storeOf } from "../core/store.ts";

/**
 * One-time codes by leg, for as long as this page lives: the hub keeps only their hash, so that
 * a slip whose code is gone is printed with a new one.
 */
export const codes = storeOf<Readonly<Record<string, string>>>({});

export const keepCode = (legId: string, code: string | null): void => {
  if (code !== null) codes.set({ ...codes.now(), [legId]: code });
};

/** What the receiver's phone opens; the code stands behind the #, where no log sees it. */
export const arrivalAddress = (legId: string, code: string): string =>
  `${location.origin}/arrivals/${legId}#${code}`;
