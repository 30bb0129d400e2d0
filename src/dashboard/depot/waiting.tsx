import { useState } from "react";
import { useKeys, walkRows } from "../core/keys.tsx";
import { useName, useSay } from "../core/lang.ts";
import { Empty, Panel, Scroll } from "../core/panel.tsx";
import { useReading } from "../core/reading.tsx";
import { Link, useParam } from "../core/route.tsx";
import { Table } from "../core/table.tsx";
import { timeOf, useSpan } from "../core/time.ts";
import { useMe } from "../core/viewer.ts";
import { useWord } from "../core/words.ts";
import { useContents } from "../orders/contents.ts";
import { DashDepotDocument, type OrderState } from "../published/operations.ts";
import { OrderAct, type Act } from "./acts.tsx";
import { offersFor, offerText, type Offer } from "./order-acts.tsx";
import { openDifferences, stepsFor, type ListedOrder, type Step } from "./step.ts";

const states: OrderState[] = [
  "ISSUED",
  "ACKNOWLEDGED",
  "LOADING",
  "PARTLY_SHIPPED",
  "IN_TRANSIT",
  "PARTLY_RECEIVED",
  "RECEIVED_WITH_DIFFERENCE",
];

const order: readonly Step[] = ["ACKNOWLEDGE", "LOAD", "DEPART", "DIFFERENCE"];

const rowKeys: readonly (readonly [string, Step, string, string])[] = [
  ["j", "ACKNOWLEDGE", "接令所在行", "Acknowledge the row in focus"],
  ["l", "LOAD", "装载所在行", "Load the row in focus"],
  ["d", "DEPART", "启运所在行", "Depart the row in focus"],
  ["f", "DIFFERENCE", "确认差异", "Confirm a difference"],
];

interface Doing {
  readonly act: Act;
  readonly of: ListedOrder;
}

/** Orders with something to do for this duty: the earliest step first, then the earliest hour. */
export function Waiting() {
  const say = useSay();
  const me = useMe();
  const [only] = useParam("do");
  const [doing, setDoing] = useState<Doing | null>(null);
  const reading = useReading(DashDepotDocument, { first: 40, states }, { keep: true });
  const now = reading.data?.hub.now ?? "";
  const mine = (reading.data?.orders.edges ?? [])
    .map(({ node }) => ({ order: node, steps: stepsFor(me, node) }))
    .filter(({ steps }) => steps.length > 0);
  const shown = mine.filter(({ steps }) => only === null || steps.some((step) => step === only));
  const rows = shown.toSorted(
    (a, b) => rank(a.steps) - rank(b.steps) || (leaves(a.order) < leaves(b.order) ? -1 : 1),
  );
  const focused = (): ListedOrder | undefined => {
    const id = document.activeElement?.closest("tr")?.getAttribute("data-id");
    return (rows.find((row) => row.order.id === id) ?? rows[0])?.order;
  };
  const press = (act: Step) => (): void => {
    const of = focused();
    if (of !== undefined && stepsFor(me, of).includes(act)) setDoing({ act, of });
  };
  useKeys(rowKeys.map(([key, act, zh, en]) => ({ key, zh, en, act: press(act) })));
  return (
    <Panel
      title={say("等我办理的调拨单", "Orders that wait for me")}
      reading={reading}
      tools={<Chips all={mine} />}
    >
      {rows.length === 0 ? (
        <Empty>
          {say(
            "没有待接令、装载、启运或确认差异的调拨单。",
            "No order waits to be acknowledged, loaded, sent or confirmed.",
          )}
        </Empty>
      ) : (
        <Scroll label={say("待办调拨单", "Orders to do")} onKeyDown={walkRows}>
          <Rows rows={rows.map((row) => row.order)} now={now} begin={setDoing} />
        </Scroll>
      )}
      {doing === null ? null : (
        <OrderAct act={doing.act} orderId={doing.of.id} onClose={() => setDoing(null)} />
      )}
    </Panel>
  );
}

const rank = ([first]: readonly Step[]): number => (first === undefined ? 9 : order.indexOf(first));

const leaves = ({ lines }: ListedOrder): string =>
  lines.map(({ leavesAt }) => leavesAt).toSorted()[0] ?? "";

function Chips({ all }: { readonly all: readonly { readonly steps: readonly Step[] }[] }) {
  const say = useSay();
  const [only, setOnly] = useParam("do");
  const names: Readonly<Record<Step, string>> = {
    ACKNOWLEDGE: say("待接令", "acknowledge"),
    LOAD: say("待装车", "load"),
    DEPART: say("待启运", "depart"),
    DIFFERENCE: say("差异待确认", "difference"),
  };
  return order.map((step) => {
    const count = all.filter(({ steps }) => steps.includes(step)).length;
    return (
      <button
        key={step}
        type="button"
        className="chip"
        aria-pressed={only === step}
        onClick={() => setOnly(only === step ? null : step)}
      >
        {names[step]} {count}
      </button>
    );
  });
}

interface RowsProps {
  readonly rows: readonly ListedOrder[];
  readonly now: string;
  readonly begin: (doing: Doing) => void;
}

function Rows({ rows, now, begin }: RowsProps) {
  const say = useSay();
  return (
    <Table
      columns={[
        say("编号", "Number"),
        say("下一步", "Next"),
        say("内容", "Contents"),
        say("出发", "Leaves"),
        say("送达", "To"),
        say("状态", "State"),
        say("事件", "Incident"),
      ]}
    >
      {rows.map((one) => (
        <Row key={one.id} order={one} now={now} begin={begin} />
      ))}
    </Table>
  );
}

interface RowProps {
  readonly order: ListedOrder;
  readonly now: string;
  readonly begin: (doing: Doing) => void;
}

function Row({ order: of, now, begin }: RowProps) {
  const say = useSay();
  const name = useName();
  const word = useWord();
  const span = useSpan();
  const me = useMe();
  const contents = useContents(3);
  const at = leaves(of);
  const offered: Offer[] = offersFor(me, of);
  const gone = of.lines.every(({ departed }) => departed > 0);
  const left = at < now ? say("已过", "past") : say(`余 ${span(now, at)}`, `${span(now, at)} left`);
  const window = openDifferences(of)[0]?.differenceWindowEndsAt ?? null;
  return (
    <tr data-id={of.id}>
      <td>
        <Link href={`/orders/${of.id}`} className="code" data-row>
          {of.number}
        </Link>
      </td>
      <td>
        <span className="acts">
          {offered.map((offer, index) => (
            <button
              key={offer.act}
              type="button"
              className={index === 0 ? "primary" : ""}
              onClick={() => begin({ act: offer.act, of })}
            >
              {offerText(offer, say)}
            </button>
          ))}
        </span>
      </td>
      <td>{contents(of.lines)}</td>
      <td className={!gone && at < now ? "short" : ""}>
        {window !== null
          ? say(`差异期限 ${timeOf(window, now)}`, `confirm by ${timeOf(window, now)}`)
          : `${timeOf(at, now)} ${left}`}
      </td>
      <td>{name(of.destination)}</td>
      <td>{word("OrderState", of.state)}</td>
      <td>{name(of.incident)}</td>
    </tr>
  );
}
