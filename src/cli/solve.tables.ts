import type { FragileLine, LossReport, Robustness } from "../solver/robustness.ts";
import type { LineChange, NeedChange, StageChange, WhatIf } from "../solver/what-if.ts";
import { table } from "./table.ts";

const changeWords = { KEPT: "不变", CHANGED: "改变", DROPPED: "取消", NEW: "新增" } as const;
const kindWords = { LANE: "道路 lane", SOURCE: "货源 source" } as const;
const none = "  —\n";

/** What a what-if changes: stages, needs and lines, each before and after. */
export function whatIfText({ plan, stages, churn, needs, lines, warnings }: WhatIf): string {
  const stopped = plan.stoppedBy === undefined ? "" : ` (${plan.stoppedBy})`;
  const { kept, changed, dropped, new: added, pieces } = churn;
  const counts =
    `不变 ${String(kept)},改变 ${String(changed)},取消 ${String(dropped)},` +
    `新增 ${String(added)};变动 ${String(pieces)} 件 / kept, changed, dropped, new lines; pieces moved`;
  const rows = lines.filter(({ change }) => change !== "KEPT");
  return [
    `${plan.status}${stopped}  ${plan.planHash}`,
    "目标,前后对照 / stages, before and after",
    table(stageColumns, stages),
    "得失 / what each need gains or loses",
    needs.length === 0 ? none : table(needColumns, needs),
    `调出变化:${counts}`,
    rows.length === 0 ? none : table(lineColumns, rows),
    ...(warnings.length === 0
      ? []
      : [
          `提示 / warnings: ${warnings
            .map(({ code, need, lot, unit }) =>
              [code, lot ?? unit, need].filter((word) => word !== undefined).join(" "),
            )
            .join(", ")}\n`,
        ]),
  ].join("\n");
}

/** What the loss of each road and depot would leave short, worst first. */
export function robustnessText({ candidates, tried, stoppedBy, losses, fragile }: Robustness) {
  const stopped = stoppedBy === undefined ? "" : ` (${stoppedBy})`;
  return [
    `试算 ${String(tried)} / ${String(candidates)}${stopped} 条道路与货源,逐一失去 / ` +
      "lanes and sources, lost one at a time",
    losses.length === 0 ? none : table(lossColumns, losses),
    "脆弱的调出行:失去即缺一、二级需求 / fragile lines, whose loss leaves priority 1–2 short",
    fragile.length === 0 ? none : table(fragileColumns, fragile),
  ].join("\n");
}

const stageColumns = [
  { title: "stage", cell: ({ name }: StageChange) => name },
  { title: "前 before", cell: ({ before }: StageChange) => before },
  { title: "后 after", cell: ({ after }: StageChange) => after },
];

const needColumns = [
  { title: "need", cell: ({ need }: NeedChange) => need },
  { title: "原缺 missing before", cell: ({ missingBefore }: NeedChange) => missingBefore },
  { title: "现缺 after", cell: ({ missingAfter }: NeedChange) => missingAfter },
  { title: "原到齐 min", cell: ({ lastBefore }: NeedChange) => lastBefore },
  { title: "现到齐 min", cell: ({ lastAfter }: NeedChange) => lastAfter },
];

const lineColumns = [
  { title: "变化 change", cell: ({ change }: LineChange) => `${changeWords[change]} ${change}` },
  { title: "source", cell: ({ source }: LineChange) => source },
  { title: "lot/unit", cell: ({ lot, unit }: LineChange) => lot ?? unit },
  { title: "need", cell: ({ need }: LineChange) => need },
  { title: "前 before", cell: ({ before }: LineChange) => before },
  { title: "后 after", cell: ({ after }: LineChange) => after },
];

const byPriority = (values: readonly number[]): string => values.join(" / ");

const lossColumns = [
  { title: "失去 lost", cell: ({ kind }: LossReport) => kindWords[kind] },
  { title: "source", cell: ({ source }: LossReport) => source },
  { title: "to", cell: ({ to }: LossReport) => to },
  { title: "lines", cell: ({ lines }: LossReport) => lines },
  {
    title: "缺 before 1…5",
    cell: ({ missingBefore }: LossReport) => byPriority(missingBefore),
  },
  { title: "缺 after 1…5", cell: ({ missingAfter }: LossReport) => byPriority(missingAfter) },
  {
    title: "needs",
    cell: ({ needs }: LossReport) =>
      needs.map(({ need, more }) => `${need} +${String(more)}`).join(", "),
  },
];

const fragileColumns = [
  { title: "source", cell: ({ source }: FragileLine) => source },
  { title: "lot/unit", cell: ({ lot, unit }: FragileLine) => lot ?? unit },
  { title: "need", cell: ({ need }: FragileLine) => need },
  { title: "quantity", cell: ({ quantity }: FragileLine) => quantity },
  { title: "失去 lost", cell: ({ lostWith }: FragileLine) => kindWords[lostWith] },
  { title: "多缺 missing more", cell: ({ missing }: FragileLine) => missing },
];
