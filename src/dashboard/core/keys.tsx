import { useEffect, useRef } from "react";
import { storeOf, useStore } from "./store.ts";

export interface Shortcut {
  readonly key: string;
  readonly zh: string;
  readonly en: string;
  readonly act: () => void;
  /** How it is written in the help, where that is not the key itself. */
  readonly shown?: string;
}

const active = storeOf<readonly Shortcut[]>([]);
export const useActiveKeys = (): readonly Shortcut[] => useStore(active);

/** Keys are for the page: never while someone types, nor under an open dialog. */
const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  (target.closest("input, textarea, select, [contenteditable]") !== null ||
    document.querySelector("dialog[open]") !== null);

addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
  if (event.key !== "F1" && isTyping(event.target)) return;
  const found = active.now().find(({ key }) => key === event.key);
  if (found === undefined) return;
  event.preventDefault();
  found.act();
});

/** Shortcuts of a view, for as long as it is shown. The help lists exactly these. */
export function useKeys(shortcuts: readonly Shortcut[]): void {
  const latest = useRef(shortcuts);
  latest.current = shortcuts;
  const names = shortcuts.map(({ key }) => key).join(" ");
  useEffect(() => {
    const mine = latest.current.map((shortcut): Shortcut => ({
      ...shortcut,
      act: () => latest.current.find(({ key }) => key === shortcut.key)?.act(),
    }));
    active.set([...active.now(), ...mine]);
    return () => active.set(active.now().filter((one) => !mine.includes(one)));
  }, [names]);
}

/** ↑ and ↓ walk through the rows of a table; Enter follows the row's own link. */
export function walkRows(event: React.KeyboardEvent<HTMLElement>): void {
  if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
  if (event.target instanceof HTMLInputElement || event.target instanceof HTMLSelectElement) return;
  const stops = [...event.currentTarget.querySelectorAll<HTMLElement>("[data-row]")];
  const at = stops.findIndex((stop) => stop.contains(document.activeElement));
  const next = stops[Math.max(0, at + (event.key === "ArrowDown" ? 1 : -1))];
  if (next === undefined) return;
  event.preventDefault();
  next.focus();
  next.scrollIntoView({ block: "nearest" });
}
