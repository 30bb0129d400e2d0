import type { ResponseLevel, WarningLevel } from "../published/operations.ts";
import { useSay } from "./lang.ts";

const numerals = { LEVEL_1: "Ⅰ", LEVEL_2: "Ⅱ", LEVEL_3: "Ⅲ", LEVEL_4: "Ⅳ" } as const;
const ofWarning = {
  RED: "LEVEL_1",
  ORANGE: "LEVEL_2",
  YELLOW: "LEVEL_3",
  BLUE: "LEVEL_4",
} as const;

/** The four colours are kept for levels, and the Roman numeral always stands with them. */
export function Level({ level }: { readonly level: ResponseLevel | null }) {
  const say = useSay();
  if (level === null) return <span className="level none">{say("未启动响应", "no response")}</span>;
  return (
    <span className={`level ${level}`}>
      {say(`${numerals[level]}级响应`, `Level ${numerals[level]}`)}
    </span>
  );
}

export function Warning({ level }: { readonly level: WarningLevel | null }) {
  const say = useSay();
  if (level === null) return null;
  const as = ofWarning[level];
  return (
    <span className={`level ${as}`}>{say(`${numerals[as]}级预警`, `Warning ${numerals[as]}`)}</span>
  );
}
