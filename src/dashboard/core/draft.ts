import { useState } from "react";

/** What someone typed outlives a reload, a lost line and a refusal, until it is done with. */
export function useDraft<T>(name: string, empty: T): readonly [T, (value: T) => void, () => void] {
  const key = `qipan.draft.${name}`;
  const [value, setValue] = useState<T>(() => read(key, empty));
  const set = (next: T): void => {
    localStorage.setItem(key, JSON.stringify(next));
    setValue(next);
  };
  const forget = (): void => {
    localStorage.removeItem(key);
    setValue(empty);
  };
  return [value, set, forget];
}

function read<T>(key: string, empty: T): T {
  try {
    const text = localStorage.getItem(key);
    return text === null ? empty : (JSON.parse(text) as T);
  } catch {
    return empty;
  }
}
