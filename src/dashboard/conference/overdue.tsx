import { useState } from "react";
import { walkRows } from "../core/keys.tsx";
import { useName, useSay } from "../core/lang.ts";
import { Empty, Panel, Scroll } from "../core/panel.tsx";
import { useReading } from "../core/reading.tsx";
import { Table } from "../core/table.tsx";
import { useWord } from "../core/words.ts";
import { DashLateDocument, type DashLateQuery } from "../published/operations.ts";
import { amountOf, useUnitWord } from "./names.ts";
import { SuperviseLate, type Late } from "./supervise-late.tsx";

interface OverdueProps {
  readonly now: string;
  /** Sources that are under supervision and not closed. */
  readonly supervised: readonly string[];
}

/** 逾期事项: what the secretary's organization sees overdue, each of which may be supervised. */
export function Overdue({ now, supervised }: OverdueProps) {
  const say = useSay();
  const reading = useReading(DashLateDocument, { first: 50 }, { keep: true });
  const [late, setLate] = useState<Late | null>(null);
  const rows = useLate(reading.data);
  const title = say("逾期事项", "Overdue");
  return (
    <Panel title={title} reading={reading}>
      {reading.data !== undefined && rows.length === 0 ? (
        <Empty>{say("没有逾期的往来、补库或公示。", "Nothing is overdue.")}</Empty>
      ) : (
        <Scroll label={title} onKeyDown={walkRows}>
          <Rows rows={rows} supervised={supervised} supervise={setLate} />
          {hasMore(reading.data) ? (
            <Empty>{say("还有更多,未列出。", "There are more, not listed.")}</Empty>
          ) : null}
        </Scroll>
      )}
      {late === null ? null : (
        <SuperviseLate key={late.id} late={late} now={now} onClose={() => setLate(null)} />
      )}
    </Panel>
  );
}

const hasMore = (data: DashLateQuery | undefined): boolean =>
  data !== undefined &&
  [data.claims, data.refillTasks, data.disclosuresDue].some(({ pageInfo }) => pageInfo.hasNextPage);

function useLate(data: DashLateQuery | undefined): readonly Late[] {
  const say = useSay();
  const name = useName();
  const word = useWord();
  const unitWord = useUnitWord();
  if (data === undefined) return [];
  type Named = Parameters<typeof name>[0];
  const sum = (item: Named, quantity: number, unit: string): string =>
    `${item ? name(item) : ""} ${amountOf(quantity, unit)} ${unitWord(unit)}`.trim();
  const claims = data.claims.edges.map(({ node }): Late => {
    const { id, kind, item, outstanding, unit, dueOn, debtor } = node;
    const what = `${word("ClaimKind", kind)} ${sum(item, outstanding, unit)}`;
    return { sourceKind: "CLAIM", id, who: name(debtor), what, dueOn: dueOn ?? "—" };
  });
  const tasks = data.refillTasks.edges.map(({ node }): Late => {
    const { id, item, quantity, done, unit, dueOn, performer } = node;
    const what = `${say("补库任务", "refill task")} ${sum(item, quantity - done, unit)}`;
    return { sourceKind: "REFILL_TASK", id, who: name(performer), what, dueOn: dueOn ?? "—" };
  });
  const disclosures = data.disclosuresDue.edges.flatMap(({ node }): Late[] => {
    const { id, number, titleZh, due, organization } = node;
    if (due?.overdue !== true) return [];
    const what = `${say("捐赠公示", "disclosure")} ${number} ${titleZh}`;
    const { dueOn } = due;
    return [{ sourceKind: "DISCLOSURE", id, who: name(organization), what, dueOn }];
  });
  return [...claims, ...tasks, ...disclosures].toSorted((a, b) => (a.dueOn < b.dueOn ? -1 : 1));
}

interface RowsProps extends Pick<OverdueProps, "supervised"> {
  readonly rows: readonly Late[];
  readonly supervise: (late: Late) => void;
}

function Rows({ rows, supervised, supervise }: RowsProps) {
  const say = useSay();
  return (
    <Table
      columns={[
        say("到期", "Due"),
        say("事项", "What"),
        say("责任单位", "Who must do it"),
        say("办理", "Act"),
      ]}
    >
      {rows.map((late) => (
        <tr key={late.id}>
          <td className="short">{late.dueOn}</td>
          <td>{late.what}</td>
          <td>{late.who}</td>
          <td>
            {supervised.includes(late.id) ? (
              say("已在督办", "under supervision")
            ) : (
              <button type="button" data-row onClick={() => supervise(late)}>
                {say("督办立项", "Supervise")}
              </button>
            )}
          </td>
        </tr>
      ))}
    </Table>
  );
}
