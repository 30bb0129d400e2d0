import { useSay } from "../core/lang.ts";
import { useWord } from "../core/words.ts";
import type { BriefingShown, Names } from "./names.ts";
import { amountOf, useUnitWord } from "./names.ts";

interface Key {
  readonly href: string;
  readonly name: string;
  readonly now: number | null;
  readonly before: number | null | undefined;
  readonly unit: string;
  readonly of?: string;
}

/** A share as per cent with one decimal; null: nothing could be counted. */
const percent = (basisPoints: number | null): number | null =>
  basisPoints === null ? null : Math.round(basisPoints / 10) / 10;

function useKeyFigures(briefing: BriefingShown): readonly Key[] {
  const say = useSay();
  const word = useWord();
  const { gaps, incidents, overdue, decisions, kpis, previous } = briefing;
  const items = say("项", "");
  return [
    {
      ...{ href: "#GAPS", name: say("定额缺口", "Gaps against norms"), unit: items },
      ...{ now: gaps.short, before: previous?.gaps.short },
      of: say(`另 ${gaps.unknown} 项存量未知`, `${gaps.unknown} more unknown`),
    },
    {
      ...{ href: "#OVERDUE", name: say("逾期往来与补库", "Overdue"), unit: say("笔", "") },
      ...{ now: overdue.length, before: previous?.overdue.length },
    },
    {
      ...{ href: "#DECISIONS", name: say("待决事项", "Decisions due"), unit: say("件", "") },
      ...{ now: decisions.length, before: previous?.decisions.length },
    },
    {
      ...{ href: "#INCIDENTS", name: say("未办结事件", "Open incidents"), unit: say("起", "") },
      ...{ now: incidents.length, before: previous?.incidents.length },
    },
    ...kpis.map(({ kind, numerator, denominator, shareBasisPoints }) => ({
      href: "#INCIDENTS",
      name: word("KpiKind", kind),
      now: percent(shareBasisPoints),
      before: percent(previous?.kpis.find((one) => one.kind === kind)?.shareBasisPoints ?? null),
      unit: "%",
      of: denominator === 0 ? say("无可计", "nothing to count") : `${numerator}/${denominator}`,
    })),
  ];
}

/** How a figure stands to the briefing before; where either is unknown, there is no difference. */
function useChange(): (key: Key) => string {
  const say = useSay();
  return ({ now, before }) => {
    if (before === undefined) return say("首期", "first");
    if (before === null || now === null) return say("较上期 —", "since last —");
    const by = Math.round((now - before) * 10) / 10;
    if (by === 0) return say("与上期持平", "as last");
    return say(`较上期 ${by > 0 ? "+" : ""}${by}`, `${by > 0 ? "+" : ""}${by} since last`);
  };
}

export function KeyFigures({ briefing }: { readonly briefing: BriefingShown }) {
  const say = useSay();
  const change = useChange();
  const first = briefing.previous === null;
  return (
    <ul className="figures briefed" aria-label={say("要数", "Key figures")}>
      {useKeyFigures(briefing).map((key) => (
        <li key={key.name}>
          <a href={key.href}>
            <span>{key.name}</span>
            <b>
              {key.now ?? "—"} <small>{key.now === null ? "" : key.unit}</small>
            </b>
            <em>
              {change(first ? { ...key, before: undefined } : key)}
              {key.of === undefined ? null : (
                <>
                  <br />
                  {key.of}
                </>
              )}
            </em>
          </a>
        </li>
      ))}
    </ul>
  );
}

/** What a chair reads aloud: the gap, who must refill, what is to be decided. */
export function Sentences({ briefing, names }: Told) {
  const say = useSay();
  const { gaps, overdue, incidents, onTheWay, decisions, supervision } = briefing;
  const late = supervision.filter(({ daysOverdue }) => daysOverdue > 0).length;
  return (
    <ol className="sentences">
      <li>
        {say(
          `定额缺口 ${gaps.short} 项,另有 ${gaps.unknown} 项存量未知`,
          `${gaps.short} gaps against norms, and ${gaps.unknown} norms whose stock is unknown`,
        )}
        <WorstGap briefing={briefing} names={names} />
        {say("。", ".")}
      </li>
      <li>
        {say(`逾期往来与补库 ${overdue.length} 笔`, `${overdue.length} claims and refills overdue`)}
        <LatestDuty briefing={briefing} names={names} />
        {say("。", ".")}
      </li>
      <li>
        {say(
          `未办结事件 ${incidents.length} 起,在途 ${onTheWay.length} 行;` +
            `待决 ${decisions.length} 件,督办 ${supervision.length} 件,其中逾期 ${late} 件。`,
          `${incidents.length} open incidents, ${onTheWay.length} lines on the way; ` +
            `${decisions.length} decisions due, ${supervision.length} under supervision, ` +
            `${late} of them late.`,
        )}
      </li>
    </ol>
  );
}

interface Told {
  readonly briefing: BriefingShown;
  readonly names: Names;
}

function WorstGap({ briefing: { gaps }, names: { depot } }: Told) {
  const say = useSay();
  const [worst] = gaps.top;
  if (worst === undefined) return null;
  const usable = amountOf(worst.usable, worst.unit);
  return say(
    `;最缺的是${depot(worst.depot)}的${worst.nameZh}:可用 ${usable},` +
      `定额 ${worst.target} ${worst.unit}`,
    `; the worst: ${worst.nameZh} at ${depot(worst.depot)}, ` +
      `${usable} of ${worst.target} ${worst.unit}`,
  );
}

function LatestDuty({ briefing: { overdue }, names: { org } }: Told) {
  const say = useSay();
  const unit = useUnitWord();
  const [latest] = overdue;
  if (latest === undefined) return null;
  const owes = amountOf(latest.outstanding, latest.unit);
  return say(
    `;最久的是${org(latest.debtor)}应向${org(latest.creditor)}清 ` +
      `${latest.nameZh} ${owes} ${unit(latest.unit)},已逾期 ${latest.daysOverdue} 天`,
    `; the oldest: ${org(latest.debtor)} to ${org(latest.creditor)}, ` +
      `${latest.nameZh} ${owes} ${unit(latest.unit)}, ${latest.daysOverdue} days late`,
  );
}
