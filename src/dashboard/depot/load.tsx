import { Refusals, useDeed } from "../core/deed.tsx";
import { Dialog } from "../core/dialog.tsx";
import { useDraft } from "../core/draft.ts";
import { figure, useUnit } from "../core/figures.ts";
import { whole, type Values } from "../core/form.tsx";
import { useName, useSay } from "../core/lang.ts";
import { Table } from "../core/table.tsx";
import { LoadOrderDocument, type ShortReason } from "../published/operations.ts";
import { ReasonSelect, shortReasons } from "./reason-select.tsx";
import { byExpiry, toLoad, type DepotLine, type DepotOrder } from "./step.ts";

const isReason = (text: string | undefined): text is ShortReason =>
  shortReasons.some((reason) => reason === text);

interface Counted {
  readonly line: DepotLine;
  readonly loaded: number | null;
  readonly rest: number;
  readonly reason: ShortReason | null;
  readonly sound: boolean;
}

/** What was typed for one line; a rest is either for a later vehicle or short for a reason. */
function countedOf(line: DepotLine, typed: Values): Counted {
  const most = toLoad(line);
  const loaded = whole(typed[line.id] ?? String(most));
  const rest = most - (loaded ?? 0);
  const why = typed[`${line.id}.why`];
  const reason = rest > 0 && isReason(why) ? why : null;
  const answered = rest === 0 || reason !== null || why === "later";
  return { line, loaded, rest, reason, sound: loaded !== null && rest >= 0 && answered };
}

/** The draft of a count, and what it comes to. */
function useLoad(order: DepotOrder, onClose: () => void) {
  const [typed, setTyped, forget] = useDraft<Values>(`load.${order.id}`, {});
  const deed = useDeed(LoadOrderDocument, (data) => data.loadOrder);
  const open = byExpiry(order.lines.filter((line) => toLoad(line) > 0));
  const counted = open.map((line) => countedOf(line, typed));
  const lines = counted
    .filter(({ loaded, reason }) => (loaded ?? 0) > 0 || reason !== null)
    .map(({ line, loaded, reason }) => ({
      lineId: line.id,
      loaded: loaded ?? 0,
      ...(reason === null ? {} : { shortReason: reason }),
    }));
  const sound = counted.every((one) => one.sound) && lines.length > 0;
  const load = async (): Promise<void> => {
    if (!sound || (await deed.run({ orderId: order.id, lines })) === null) return;
    forget();
    onClose();
  };
  return { typed, setTyped, counted, sound, load, deed };
}

interface LoadProps {
  readonly order: DepotOrder;
  readonly onClose: () => void;
}

/** 装载: every line counted; what is short says why, and the dialog says what becomes of it. */
export function Load({ order, onClose }: LoadProps) {
  const say = useSay();
  const { typed, setTyped, counted, sound, load, deed } = useLoad(order, onClose);
  return (
    <Dialog
      title={say(`装载 ${order.number}`, `Load ${order.number}`)}
      confirm={say("确认装载", "Confirm the load")}
      busy={deed.busy}
      onConfirm={() => void load()}
      onClose={onClose}
    >
      <Refusals deed={deed} />
      <Table
        className="count"
        columns={[
          say("货位 · 批次", "Bin · batch"),
          say("物资", "Goods"),
          { number: say("应装", "To load") },
          say("实装", "Loaded"),
          say("少装原因", "Why short"),
        ]}
      >
        {counted.map((one, at) => (
          <LoadRow
            key={one.line.id}
            counted={one}
            typed={typed}
            first={at === 0}
            set={(name, value) => setTyped({ ...typed, [name]: value })}
          />
        ))}
      </Table>
      <Effects counted={counted} />
      {sound ? null : (
        <p className="short" role="status">
          {say(
            "实装不超过应装;少装的选原因,或选“余下随后车装”。",
            "Not more than is to be loaded; what is short needs a reason, or a later vehicle.",
          )}
        </p>
      )}
    </Dialog>
  );
}

interface RowProps {
  readonly counted: Counted;
  readonly typed: Values;
  readonly first: boolean;
  readonly set: (name: string, value: string) => void;
}

function LoadRow({ counted, typed, first, set }: RowProps) {
  const say = useSay();
  const name = useName();
  const unit = useUnit();
  const { line, rest } = counted;
  const thing = name(line.item ?? line.team ?? line.equipment?.type);
  return (
    <tr>
      <td>
        {line.lot === null ? "—" : `${line.lot.bin ?? "—"} · ${line.lot.batch}`}
        {line.lot?.expiresOn == null
          ? ""
          : say(` 至 ${line.lot.expiresOn}`, ` to ${line.lot.expiresOn}`)}
      </td>
      <td>{thing}</td>
      <td className="number">
        {figure(toLoad(line))} {unit(line.item)}
      </td>
      <td>
        <input
          type="number"
          inputMode="numeric"
          min={0}
          max={toLoad(line)}
          aria-label={say(`${thing} 实装`, `${thing}, loaded`)}
          aria-invalid={!counted.sound}
          value={typed[line.id] ?? String(toLoad(line))}
          onChange={(event) => set(line.id, event.target.value)}
          onFocus={(event) => event.target.select()}
          {...(first ? { "data-first": true } : {})}
        />
      </td>
      <td>
        {rest <= 0 ? (
          "—"
        ) : (
          <ReasonSelect
            kind="ShortReason"
            label={say(`${thing} 少装原因`, `${thing}, why short`)}
            value={typed[`${line.id}.why`] ?? ""}
            set={(value) => set(`${line.id}.why`, value)}
          >
            <option value="later">{say("余下随后车装", "the rest on a later vehicle")}</option>
          </ReasonSelect>
        )}
      </td>
    </tr>
  );
}

/** “预占 400 → 装 390 + 缺 10”, and where the ten go. */
function Effects({ counted }: { readonly counted: readonly Counted[] }) {
  const say = useSay();
  const name = useName();
  const unit = useUnit();
  const fate: Readonly<Record<ShortReason, string>> = {
    DAMAGED: say("封存待处置", "blocked"),
    NOT_FOUND: say("记盘亏", "booked as a shortage"),
    NO_ROOM: say("退回可用库存", "free stock again"),
  };
  return (
    <ul className="effect" aria-live="polite">
      {counted.map(({ line, loaded, rest, reason }) => (
        <li key={line.id}>
          {name(line.item ?? line.team ?? line.equipment?.type)} {say("预占", "held")}{" "}
          {figure(toLoad(line))} → {say("装", "loaded")} <b>{figure(loaded)}</b>
          {rest > 0 ? (
            <>
              {" "}
              + {reason === null ? say("待装", "to come") : say("缺", "short")}{" "}
              <b className={reason === null ? "" : "short"}>{figure(rest)}</b>
            </>
          ) : null}{" "}
          {unit(line.item)}
          {reason === null
            ? ""
            : say(`(${fate[reason]};需求按缺额重新待办)`, ` (${fate[reason]}; the need reopens)`)}
        </li>
      ))}
    </ul>
  );
}
