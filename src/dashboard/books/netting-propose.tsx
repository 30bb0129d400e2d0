import { useState } from "react";
import { Refusals, useDeed } from "../core/deed.tsx";
import { whole } from "../core/form.tsx";
import { useName, useSay } from "../core/lang.ts";
import { useWord } from "../core/words.ts";
import { ProposeNettingDocument, type NettingMode } from "../published/operations.ts";
import type { Group } from "./group.ts";

const modes: readonly NettingMode[] = ["CYCLES", "NOVATION", "VALUE"];

type Thing = ReturnType<typeof thingsOf>[number];

/** Of one kind and thing, or of several things at one price list, which every party agrees to. */
export function Propose({ groups }: { readonly groups: readonly Group[] }) {
  const say = useSay();
  const word = useWord();
  const deed = useDeed(ProposeNettingDocument, (data) => data.proposeNetting);
  const open = thingsOf(groups);
  const [at, choose] = useState(0);
  const [mode, setMode] = useState<NettingMode>("CYCLES");
  const [typed, type] = useState<Readonly<Record<string, string>>>({});
  const group = open[at] ?? open[0];
  if (group === undefined) return null;
  const { kind, code: item } = group;
  const prices = pricesOf(open, typed);
  const input = mode === "VALUE" ? { mode, prices } : { mode, kind, item };
  return (
    <div className="netting-ask">
      {mode === "VALUE" ? null : <What open={open} at={at} choose={choose} />}
      <select
        aria-label={say("互抵方式", "Mode")}
        value={mode}
        onChange={(event) => setMode(modes.find((one) => one === event.target.value) ?? "CYCLES")}
      >
        {modes.map((one) => (
          <option key={one} value={one}>
            {word("NettingMode", one)}
          </option>
        ))}
      </select>
      {mode === "VALUE" ? <Prices open={open} typed={typed} type={type} /> : null}
      <button
        type="button"
        disabled={deed.busy || (mode === "VALUE" && prices.length === 0)}
        onClick={() => void deed.run(input)}
      >
        {say("提出互抵", "Propose")}
      </button>
      <Refusals deed={deed} />
    </div>
  );
}

interface WhatProps {
  readonly open: readonly Thing[];
  readonly at: number;
  readonly choose: (at: number) => void;
}

function What({ open, at, choose }: WhatProps) {
  const say = useSay();
  const name = useName();
  const word = useWord();
  return (
    <select
      aria-label={say("互抵什么", "What is netted")}
      value={at}
      onChange={(event) => choose(Number(event.target.value))}
    >
      {open.map((one, index) => (
        <option key={`${one.kind} ${one.code}`} value={index}>
          {word("ClaimKind", one.kind)} ·{" "}
          {one.item === null ? say("金额", "money") : name(one.item)}
        </option>
      ))}
    </select>
  );
}

interface PricesProps {
  readonly open: readonly Thing[];
  readonly typed: Readonly<Record<string, string>>;
  readonly type: (typed: Readonly<Record<string, string>>) => void;
}

/** 价目: one price for each item; what has none is left out of the round. */
function Prices({ open, typed, type }: PricesProps) {
  const say = useSay();
  const name = useName();
  return itemsOf(open).map(({ code, item, unit }) => (
    <label key={code}>
      {item === null ? code : name(item)} {say(`分/${unit}`, `fen a ${unit}`)}{" "}
      <input
        type="number"
        min={1}
        step={1}
        value={typed[code] ?? ""}
        onChange={(event) => type({ ...typed, [code]: event.target.value })}
      />
    </label>
  ));
}

/** Money is worth itself. */
const itemsOf = (open: readonly Thing[]): readonly Thing[] =>
  open.filter(
    ({ code, item }, at) => item !== null && open.findIndex((one) => one.code === code) === at,
  );

const pricesOf = (open: readonly Thing[], typed: Readonly<Record<string, string>>) =>
  itemsOf(open).flatMap(({ code: item }) => {
    const fen = whole(typed[item]) ?? 0;
    return fen === 0 ? [] : [{ item, fen }];
  });

/** Goods that are still out are not netted, nor what the firm at fault owes. */
function thingsOf(groups: readonly Group[]) {
  const things = groups
    .filter(({ kind }) => kind !== "RETURN" && kind !== "RECOURSE")
    .map(({ kind, item, itemCode, unit }) => ({ kind, item, unit, code: itemCode ?? "CNY" }));
  return things.filter(
    ({ kind, code }, at) =>
      things.findIndex((other) => other.kind === kind && other.code === code) === at,
  );
}
