import { storeOf } from "./store.ts";

/** LIVE: the feed pushes. POLLING: the hub answers when asked. OFFLINE: it does not answer. */
export type LineState = "LIVE" | "POLLING" | "OFFLINE";

const state = storeOf<LineState>("POLLING");
let pushed = false;
let answers = true;

const settle = (): void => state.set(!answers ? "OFFLINE" : pushed ? "LIVE" : "POLLING");

/** How the page and the hub are connected, told by everyone who talks to it. */
export const line = {
  state,
  answered: (good: boolean): void => {
    answers = good;
    settle();
  },
  pushing: (good: boolean): void => {
    pushed = good;
    if (good) answers = true;
    settle();
  },
};

/** How often a page asks again by itself, in milliseconds. */
export const pollMs: Readonly<Record<LineState, number>> = {
  LIVE: 60_000,
  POLLING: 15_000,
  OFFLINE: 5_000,
};
