import { useQuery } from "@tanstack/react-query";
import { useId, useState, type KeyboardEvent } from "react";
import { useName, useSay } from "../core/lang.ts";
import type { NeedDraft, Thing } from "./need-draft.ts";
import { findThings } from "./things.ts";

interface ThingFieldProps {
  readonly row: NeedDraft;
  readonly label: string;
  readonly autoFocus: boolean;
  readonly onChange: (change: Partial<NeedDraft>) => void;
}

/** Finds an item as it is typed: names, pinyin, initials; ↑ ↓ and Enter choose. */
export function ThingField({ row, label, autoFocus, onChange }: ThingFieldProps) {
  const name = useName();
  const list = useId();
  const [open, setOpen] = useState(false);
  const [at, setAt] = useState(0);
  const { data = [] } = useQuery({
    queryKey: ["things", row.text],
    queryFn: () => findThings(row.text),
    enabled: open && row.thing === null && row.text.trim() !== "",
    staleTime: 300_000,
  });
  const shown = open && row.thing === null ? data : [];
  const choose = (thing: Thing | undefined): void => {
    if (thing === undefined) return;
    onChange({ thing, text: name(thing) });
    setOpen(false);
  };
  const onKey = (event: KeyboardEvent): void => {
    const step = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
    if (step !== 0) setAt(Math.max(0, Math.min(shown.length - 1, at + step)));
    else if ((event.key === "Enter" && !event.ctrlKey) || event.key === "Tab") choose(shown[at]);
    else if (event.key === "Escape") setOpen(false);
    if (step !== 0 || (event.key === "Enter" && !event.ctrlKey)) event.preventDefault();
  };
  return (
    <div className="combo">
      <input
        role="combobox"
        aria-label={label}
        aria-expanded={shown.length > 0}
        aria-controls={list}
        aria-activedescendant={shown.length > 0 ? `${list}-${String(at)}` : undefined}
        autoFocus={autoFocus}
        autoComplete="off"
        value={row.text}
        onChange={(event) => {
          onChange({ text: event.target.value, thing: null });
          setOpen(true);
          setAt(0);
        }}
        onBlur={() => setOpen(false)}
        onKeyDown={onKey}
      />
      <Choices id={list} things={shown} at={at} choose={choose} />
    </div>
  );
}

interface ChoicesProps {
  readonly id: string;
  readonly things: readonly Thing[];
  readonly at: number;
  readonly choose: (thing: Thing) => void;
}

function Choices({ id, things, at, choose }: ChoicesProps) {
  const say = useSay();
  const name = useName();
  return (
    <ul id={id} role="listbox" aria-label={say("候选", "Choices")} hidden={things.length === 0}>
      {things.map((thing, index) => (
        <li
          key={thing.code}
          id={`${id}-${String(index)}`}
          role="option"
          aria-selected={index === at}
          onMouseDown={(event) => {
            event.preventDefault();
            choose(thing);
          }}
        >
          {name(thing)} <small>{thing.code}</small>
        </li>
      ))}
    </ul>
  );
}
