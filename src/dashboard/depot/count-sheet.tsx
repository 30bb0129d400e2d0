import { useState, type SubmitEvent } from "react";
import { Refusals, useDeed } from "../core/deed.tsx";
import { useDraft } from "../core/draft.ts";
import { figure, useUnit } from "../core/figures.ts";
import { whole, type Values } from "../core/form.tsx";
import { useName, useSay } from "../core/lang.ts";
import { Panel, Scroll } from "../core/panel.tsx";
import { useReading } from "../core/reading.tsx";
import { Table } from "../core/table.tsx";
import { useWord } from "../core/words.ts";
import {
  DashStocktakeDocument,
  RecordCountsDocument,
  type DashStocktakeQuery,
} from "../published/operations.ts";
import { Cancel, Close } from "./count-end.tsx";
import { ReasonSelect } from "./reason-select.tsx";

export type Count = Extract<DashStocktakeQuery["node"], { readonly lines: unknown }>;
const isCount = (node: DashStocktakeQuery["node"] | undefined): node is Count =>
  node !== null && node !== undefined && "lines" in node;

type Line = Count["lines"][number];

const toCount = ({ stage }: Line): boolean => stage === "UNCOUNTED" || stage === "RECOUNT";

/** One blind sheet: figures go in first, differences come out, each with a reason. */
export function CountSheet({ id }: { readonly id: string }) {
  const say = useSay();
  const name = useName();
  const reading = useReading(DashStocktakeDocument, { id });
  const node = reading.data?.node;
  const count = isCount(node) ? node : undefined;
  return (
    <Panel
      title={say(`盘点表 · ${name(count?.depot)}`, `Count sheet · ${name(count?.depot)}`)}
      reading={reading}
    >
      {count === undefined ? null : <Sheet count={count} now={reading.data?.hub.now ?? ""} />}
    </Panel>
  );
}

export interface SheetProps {
  readonly count: Count;
  readonly now: string;
}

function Sheet({ count, now }: SheetProps) {
  const say = useSay();
  const [typed, setTyped] = useDraft<Values>(`count.${count.id}`, {});
  const [ending, setEnding] = useState<Ending | null>(null);
  const deed = useDeed(RecordCountsDocument, (data) => data.recordCounts);
  const counts = count.lines.filter(toCount).flatMap(({ lotId }) => {
    const counted = whole(typed[lotId]);
    return counted === null ? [] : [{ lotId, counted }];
  });
  const record = async (): Promise<void> => {
    if (counts.length === 0) return;
    if ((await deed.run({ stocktakeId: count.id, counts })) === null) return;
    setTyped(Object.fromEntries(Object.entries(typed).filter(([key]) => key.endsWith(".why"))));
  };
  const submit = (event: SubmitEvent): void => {
    event.preventDefault();
    void record();
  };
  const close = (): void => setEnding(null);
  return (
    <>
      <form onSubmit={submit}>
        <Refusals deed={deed} />
        <Scroll label={say("盘点行", "Lines of the count")}>
          <Lines {...{ count, typed }} set={(key, value) => setTyped({ ...typed, [key]: value })} />
        </Scroll>
        {count.state === "OPEN" ? <Foot lines={counts.length} end={setEnding} /> : null}
      </form>
      {ending === "cancel" ? <Cancel {...{ count, now }} onClose={close} /> : null}
      {ending === "close" ? <Close {...{ count, typed, now }} onClose={close} /> : null}
    </>
  );
}

type Ending = "close" | "cancel";

interface FootProps {
  readonly lines: number;
  readonly end: (ending: Ending) => void;
}

function Foot({ lines, end }: FootProps) {
  const say = useSay();
  return (
    <footer className="form-foot">
      <button type="button" onClick={() => end("cancel")}>
        {say("取消盘点", "Cancel the count")}
      </button>
      <button type="button" onClick={() => end("close")}>
        {say("结束盘点", "Close the count")}
      </button>
      <button type="submit" className="primary" aria-disabled={lines === 0}>
        {say(`登记 ${lines} 行点数`, `Record ${lines} counts`)}
      </button>
    </footer>
  );
}

interface LinesProps {
  readonly count: Count;
  readonly typed: Values;
  readonly set: (key: string, value: string) => void;
}

function Lines({ count, typed, set }: LinesProps) {
  const say = useSay();
  return (
    <Table
      columns={[
        say("货位 · 批号", "Bin · batch"),
        say("物资", "Item"),
        say("单位", "Unit"),
        say("实点", "Counted"),
        { number: say("账面", "Booked") },
        { number: say("差异", "Difference") },
        say("状态", "Stage"),
        say("原因", "Reason"),
      ]}
    >
      {count.lines.map((line) => (
        <Row key={line.lotId} line={line} open={count.state === "OPEN"} {...{ typed, set }} />
      ))}
    </Table>
  );
}

interface RowProps extends Omit<LinesProps, "count"> {
  readonly line: Line;
  readonly open: boolean;
}

function Row({ line, open, typed, set }: RowProps) {
  const say = useSay();
  const name = useName();
  const unit = useUnit();
  const word = useWord();
  const at = `${line.bin ?? "—"} · ${line.batch}`;
  const asksWhy = open && line.stage === "DIFFERS";
  const why = asksWhy ? say(",须说明原因", ", needs a reason") : "";
  return (
    <tr>
      <td>{at}</td>
      <td>{name(line.item)}</td>
      <td>{unit(line.item)}</td>
      <td>
        {open && toCount(line) ? (
          <input
            type="number"
            inputMode="numeric"
            min={0}
            aria-label={say(`${name(line.item)} ${at} 实点`, `${name(line.item)} ${at}, counted`)}
            value={typed[line.lotId] ?? ""}
            onChange={(event) => set(line.lotId, event.target.value)}
          />
        ) : (
          figure(line.counted)
        )}
      </td>
      <td className="number">{figure(line.booked)}</td>
      <td className={`number ${line.difference === 0 ? "" : "short"}`}>
        {figure(line.difference)}
      </td>
      <td>{word("StocktakeStage", line.stage) + why}</td>
      <td>
        {asksWhy ? (
          <ReasonSelect
            kind="StocktakeReason"
            label={say(`${name(line.item)} ${at} 原因`, `${name(line.item)} ${at}, reason`)}
            value={typed[`${line.lotId}.why`] ?? ""}
            set={(value) => set(`${line.lotId}.why`, value)}
          />
        ) : line.reason === null ? (
          "—"
        ) : (
          word("StocktakeReason", line.reason)
        )}
      </td>
    </tr>
  );
}
