import { useSay } from "../core/lang.ts";
import { useWord } from "../core/words.ts";
import type { Section } from "./section-rows.ts";
import { amountOf, useUnitWord, type BriefingShown, type Names } from "./names.ts";

type Change = NonNullable<BriefingShown["changes"]>[number];
type Word = ReturnType<typeof useWord>;

const fieldWords: Readonly<Record<string, readonly [string, string]>> = {
  onHand: ["在库未预占", "on hand, free"],
  held: ["已预占", "held"],
  out: ["在外", "out"],
  target: ["定额", "norm"],
  short: ["缺口", "short"],
  unknown: ["存量未知", "unknown"],
  state: ["状态", "state"],
  responseLevel: ["响应级别", "response level"],
  asked: ["申报", "asked"],
  promised: ["承诺", "promised"],
  received: ["收到", "received"],
  onTheWay: ["在途", "on the way"],
  outstanding: ["未清", "open"],
  overdue: ["逾期", "overdue"],
  disputed: ["争议", "disputed"],
  numerator: ["达成", "reached"],
  denominator: ["总数", "of"],
  version: ["版本", "version"],
  dueOn: ["期限", "due"],
};

const states = {
  INCIDENTS: "IncidentState",
  RESOLUTIONS: "ResolutionState",
  SUPERVISION: "SupervisionState",
} as const;

/** A code as the SDL calls it; figures with thousands, money in 元. */
function said({ section, field, unit }: Change, value: string | null, word: Word): string {
  if (value === null) return "—";
  if (field === "responseLevel") return word("ResponseLevel", value as "LEVEL_1");
  if (field === "state" && section in states)
    return word(states[section as keyof typeof states], value as never);
  return /^-?\d+$/.test(value) && unit !== null ? amountOf(Number(value), unit) : value;
}

function aboutOf({ section, key, nameZh }: Change, word: Word, { region }: Names): string {
  if (section === "KPIS") return word("KpiKind", key as "FILL");
  if (section === "GAPS") return word("BriefingSection", section);
  if (section !== "OWED") return nameZh;
  const [debtor = "", creditor = "", kind = "", item = ""] = key.split(" ");
  return `${region(debtor)} → ${region(creditor)} ${word("ClaimKind", kind as "REFILL")} ${item}`;
}

/** What differs from the earlier briefing; null: this is the first. */
export function useChanges(
  { changes }: BriefingShown,
  names: Names,
): Pick<Section, "headings" | "rows"> | null {
  const say = useSay();
  const word = useWord();
  const unitWord = useUnitWord();
  if (changes === null) return null;
  return {
    headings: [
      { text: say("部分", "Part") },
      { text: say("事项", "About") },
      { text: say("哪个数", "Which") },
      { text: say("变化", "How") },
      { text: say("该期", "Before"), number: true },
      { text: say("本期", "Now"), number: true },
      { text: say("增减", "By"), number: true },
      { text: say("单位", "Unit") },
    ],
    rows: changes.map((change) => ({
      key: `${change.section} ${change.key} ${change.field}`,
      cells: [
        word("BriefingSection", change.section),
        aboutOf(change, word, names),
        say(...(fieldWords[change.field] ?? [change.field, change.field])),
        word("BriefingChangeKind", change.kind),
        said(change, change.before, word),
        said(change, change.after, word),
        amountOf(change.difference, change.unit),
        unitWord(change.unit),
      ],
    })),
  };
}
