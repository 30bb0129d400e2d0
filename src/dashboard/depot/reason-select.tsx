import type { ReactNode } from "react";
import { useSay } from "../core/lang.ts";
import { useWord } from "../core/words.ts";
import type { ShortReason, StocktakeReason } from "../published/operations.ts";
import { words } from "../published/words.ts";

export const shortReasons = Object.keys(words.ShortReason) as ShortReason[];
export const stocktakeReasons = Object.keys(words.StocktakeReason) as StocktakeReason[];

const codes = { ShortReason: shortReasons, StocktakeReason: stocktakeReasons } as const;

interface ReasonSelectProps {
  readonly kind: keyof typeof codes;
  readonly label: string;
  readonly value: string;
  readonly set: (value: string) => void;
  /** Options beyond the reasons. */
  readonly children?: ReactNode;
}

/** Why a count is not what the book says; nothing is chosen before the keeper chooses. */
export function ReasonSelect({ kind, label, value, set, children }: ReasonSelectProps) {
  const say = useSay();
  const word = useWord();
  return (
    <select aria-label={label} value={value} onChange={(event) => set(event.target.value)}>
      <option value="">{say("请选择", "choose")}</option>
      {codes[kind].map((reason) => (
        <option key={reason} value={reason}>
          {word(kind, reason as never)}
        </option>
      ))}
      {children}
    </select>
  );
}
