import { figure } from "../core/figures.ts";
import { useSay } from "../core/lang.ts";
import { dayOf, stampOf } from "../core/time.ts";
import { useWord } from "../core/words.ts";
import type { BriefingSection } from "../published/operations.ts";
import { amountOf, useCounted, useUnitWord, type BriefingShown, type Names } from "./names.ts";

/** A column of figures is set to the right. */
export interface Heading {
  readonly text: string;
  readonly number?: boolean;
}

export interface Row {
  readonly key: string;
  readonly cells: readonly string[];
  /** Late: said in words in its cells too. */
  readonly late?: boolean;
}

/** One part of a briefing as a table: the page, the paper and the wall show the same rows. */
export interface Section {
  readonly code: BriefingSection;
  /** From which of the hub's books its figures are. */
  readonly source: string;
  readonly headings: readonly Heading[];
  readonly rows: readonly Row[];
}

export function useSections(briefing: BriefingShown, names: Names): readonly Section[] {
  return [
    useGaps(briefing, names),
    useOverdue(briefing, names),
    useOwed(briefing, names),
    useDecisions(briefing, names),
    usePosition(briefing),
    useIncidents(briefing),
    useOnTheWay(briefing, names),
    useSupervision(briefing, names),
    useResolutions(briefing),
  ];
}

const number = (text: string): Heading => ({ text, number: true });

function useGaps({ gaps }: BriefingShown, { depot }: Names): Section {
  const say = useSay();
  const counted = useCounted();
  return {
    code: "GAPS",
    source: say("库存台账与储备定额,按缺口比例", "stock book and norms, worst share first"),
    headings: [
      { text: say("库", "Depot") },
      { text: say("物资", "Item") },
      number(say("可用", "Usable")),
      number(say("定额", "Norm")),
      number(say("缺口", "Gap")),
      { text: say("单位", "Unit") },
      { text: say("最早盘点", "Oldest count") },
    ],
    rows: gaps.top.map((row) => ({
      key: `${row.depot} ${row.item}`,
      cells: [
        ...[depot(row.depot), row.nameZh, figure(row.usable), figure(row.target)],
        ...[figure(row.gap), row.unit, counted(row)],
      ],
    })),
  };
}

function usePosition({ position }: BriefingShown): Section {
  const say = useSay();
  const counted = useCounted();
  const share = ({ onHand, target }: BriefingShown["position"][number]): number =>
    onHand === null || target === null ? Infinity : onHand / Math.max(1, target);
  return {
    code: "POSITION",
    source: say("库存台账与储备定额,按占定额比例", "stock book and norms, lowest share first"),
    headings: [
      { text: say("物资", "Item") },
      number(say("在库未预占", "On hand, free")),
      number(say("已预占", "Held")),
      number(say("在外", "Out")),
      number(say("定额", "Norm")),
      { text: say("单位", "Unit") },
      { text: say("最早盘点", "Oldest count") },
    ],
    // Infinity less itself is no number, and no order: equal shares keep the frozen one.
    rows: position
      .toSorted((a, b) => (share(a) === share(b) ? 0 : share(a) - share(b)))
      .map((row) => ({
        key: row.item,
        cells: [
          ...[row.nameZh, figure(row.onHand), figure(row.held), figure(row.out)],
          ...[figure(row.target), row.unit, counted(row)],
        ],
      })),
  };
}

function useOwed({ owed }: BriefingShown, { region }: Names): Section {
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

function useOverdue({ overdue }: BriefingShown, { org }: Names): Section {
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

function useDecisions({ decisions }: BriefingShown, { org }: Names): Section {
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

function useIncidents({ incidents }: BriefingShown): Section {
  const say = useSay();
  const word = useWord();
  const none = { code: "", nameZh: "—", unit: "", asked: null, promised: null, received: null };
  return {
    code: "INCIDENTS",
    source: say("事件与需求登记", "reported incidents and declared needs"),
    headings: [
      { text: say("事件", "Incident") },
      { text: say("状态", "State") },
      { text: say("需求", "Need") },
      number(say("申报", "Asked")),
      number(say("承诺", "Promised")),
      number(say("收到", "Received")),
      { text: say("单位", "Unit") },
    ],
    rows: incidents.flatMap(({ id, nameZh, state, needs }) =>
      (needs.length === 0 ? [none] : needs).map((need) => ({
        key: `${id} ${need.code}`,
        cells: [
          ...[nameZh, word("IncidentState", state), need.nameZh, figure(need.asked)],
          ...[figure(need.promised), figure(need.received), need.unit],
        ],
      })),
    ),
  };
}

function useOnTheWay({ onTheWay }: BriefingShown, { org }: Names): Section {
  const say = useSay();
  return {
    code: "ON_THE_WAY",
    source: say("调拨单", "dispatch orders"),
    headings: [
      { text: say("调拨单", "Order") },
      { text: say("调出 → 调入", "Lender → requester") },
      { text: say("物资", "Item") },
      number(say("在途", "On the way")),
      { text: say("单位", "Unit") },
      { text: say("预计到达", "Expected") },
    ],
    rows: onTheWay.map((row) => ({
      key: `${row.orderId} ${row.item}`,
      cells: [
        ...[row.number, `${org(row.lender)} → ${org(row.requester)}`, row.nameZh],
        ...[figure(row.onTheWay), row.unit, stampOf(row.arrivesAt)],
      ],
    })),
  };
}

function useSupervision({ supervision }: BriefingShown, { org }: Names): Section {
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

function useResolutions({ resolutions }: BriefingShown): Section {
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
