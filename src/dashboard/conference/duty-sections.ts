import { useSay } from "../core/lang.ts";
import { dayOf } from "../core/time.ts";
import { useWord } from "../core/words.ts";
import { amountOf, useUnitWord, type BriefingShown, type Names } from "./names.ts";
import { number, type Section } from "./section-rows.ts";

export function useOwed({ owed }: BriefingShown, { region }: Names): Section {
  const say = useSay();
  const word = useWord();
  const unit = useUnitWord();
  return {
    code: "OWED",
    source: say("往来台账", "the book of claims"),
    headings: [
      { text: say("应办 → 应收", "Owes → is owed") },
      { text: say("应做", "Duty") },
      { text: say("物资", "Item") },
      number(say("未清", "Open")),
      number(say("逾期", "Overdue")),
      number(say("争议", "Disputed")),
      { text: say("单位", "Unit") },
    ],
    rows: owed.map((row) => ({
      key: [row.debtorRegion, row.creditorRegion, row.kind, row.item].join(" "),
      late: row.overdue > 0,
      cells: [
        `${region(row.debtorRegion)} → ${region(row.creditorRegion)}`,
        `${word("Duty", row.duty)} (${word("ClaimKind", row.kind)})`,
        row.item ?? say("金额", "money"),
        amountOf(row.outstanding, row.unit),
        amountOf(row.overdue, row.unit),
        amountOf(row.disputed, row.unit),
        unit(row.unit),
      ],
    })),
  };
}

export function useOverdue({ overdue }: BriefingShown, { org }: Names): Section {
  const say = useSay();
  const word = useWord();
  const unit = useUnitWord();
  return {
    code: "OVERDUE",
    source: say("往来台账与补库任务", "the book of claims and refill tasks"),
    headings: [
      { text: say("应办 → 应收", "Must do → for") },
      { text: say("事项", "What") },
      { text: say("物资", "Item") },
      number(say("未清", "Open")),
      { text: say("单位", "Unit") },
      { text: say("到期", "Due") },
    ],
    rows: overdue.map((row) => ({
      key: row.id,
      late: true,
      cells: [
        `${org(row.debtor)} → ${org(row.creditor)}`,
        row.kind === null ? say("补库任务", "refill task") : word("ClaimKind", row.kind),
        row.nameZh,
        amountOf(row.outstanding, row.unit),
        unit(row.unit),
        say(
          `${row.dueOn} 已逾期 ${row.daysOverdue} 天`,
          `${row.dueOn}, overdue ${row.daysOverdue} d`,
        ),
      ],
    })),
  };
}

export function useDecisions({ decisions }: BriefingShown, { org }: Names): Section {
  const say = useSay();
  const word = useWord();
  return {
    code: "DECISIONS",
    source: say("审批、往来、协议与决议", "approvals, claims, agreements, resolutions"),
    headings: [
      { text: say("待决", "To decide") },
      { text: say("事项", "About") },
      { text: say("由谁决定", "By whom") },
      { text: say("自", "Since") },
      { text: say("期限", "Until") },
    ],
    rows: decisions.map((row) => ({
      key: row.id,
      cells: [
        word("DecisionKind", row.kind),
        row.titleZh,
        row.org === null ? say("共同决定", "all together") : org(row.org),
        dayOf(row.since),
        row.dueOn ?? "—",
      ],
    })),
  };
}

export function useSupervision({ supervision }: BriefingShown, { org }: Names): Section {
  const say = useSay();
  const word = useWord();
  return {
    code: "SUPERVISION",
    source: say("督办登记", "supervision items"),
    headings: [
      { text: say("事项", "What") },
      { text: say("责任单位", "Who must do it") },
      { text: say("状态", "State") },
      { text: say("期限", "Due") },
    ],
    rows: supervision.map((row) => ({
      key: row.id,
      late: row.daysOverdue > 0,
      cells: [
        ...[row.titleZh, org(row.responsible), word("SupervisionState", row.state)],
        row.daysOverdue > 0
          ? say(
              `${row.dueOn} 已逾期 ${row.daysOverdue} 天`,
              `${row.dueOn}, overdue ${row.daysOverdue} d`,
            )
          : row.dueOn,
      ],
    })),
  };
}

export function useResolutions({ resolutions }: BriefingShown): Section {
  const say = useSay();
  const word = useWord();
  return {
    code: "RESOLUTIONS",
    source: say("会议决议", "the conference's resolutions"),
    headings: [
      { text: say("决议", "Resolution") },
      { text: say("状态", "State") },
      { text: say("办结期限", "To be done by") },
    ],
    rows: resolutions.map((row) => ({
      key: row.id,
      cells: [row.titleZh, word("ResolutionState", row.state), row.dueOn ?? "—"],
    })),
  };
}
