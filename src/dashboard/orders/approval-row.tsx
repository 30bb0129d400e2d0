import { useName, useSay } from "../core/lang.ts";
import { Level } from "../core/level.tsx";
import { Link } from "../core/route.tsx";
import { timeOf, useSpan } from "../core/time.ts";
import { useWord } from "../core/words.ts";
import { isOpen, type ApprovalShown } from "./approvals.tsx";
import { useContents } from "./contents.ts";
import type { Decision } from "./decide.tsx";

interface ApprovalRowProps {
  readonly approval: ApprovalShown;
  readonly now: string;
  readonly decide?: (decision: Decision) => void;
}

export function ApprovalRow({ approval, now, decide }: ApprovalRowProps) {
  const name = useName();
  const word = useWord();
  const contents = useContents(3);
  const { order } = approval;
  return (
    <tr data-id={approval.id}>
      <td>
        {order === null ? (
          "—"
        ) : (
          <Link href={`/orders/${order.id}`} className="code" data-row>
            {order.number}
          </Link>
        )}
      </td>
      <td>
        {word("ApprovalKind", approval.kind)} · {name(approval.organization)}
      </td>
      <td>{order === null ? "—" : `${name(order.requester)} → ${name(order.lender)}`}</td>
      <td>{order === null ? "—" : contents(order.lines)}</td>
      <td>
        {order === null ? (
          "—"
        ) : (
          <>
            <Level level={order.incident.responseLevel} /> {name(order.incident)}
          </>
        )}
      </td>
      <td>
        {word("ApprovalState", approval.state)}
        {approval.reason === null ? "" : `:${approval.reason}`}
      </td>
      <td>
        <Lapse approval={approval} now={now} />
      </td>
      {decide === undefined ? null : (
        <td>{isOpen(approval) ? <Buttons decide={decide} /> : timeOf(approval.decidedAt, now)}</td>
      )}
    </tr>
  );
}

function Lapse({ approval, now }: { readonly approval: ApprovalShown; readonly now: string }) {
  const say = useSay();
  const span = useSpan();
  if (!isOpen(approval)) return <>—</>;
  const { lapsesAt } = approval;
  return (
    <span className={lapsesAt < now ? "short" : ""}>
      {timeOf(lapsesAt, now)}{" "}
      {lapsesAt < now
        ? say("已过", "past")
        : say(`余 ${span(now, lapsesAt)}`, `${span(now, lapsesAt)} left`)}
    </span>
  );
}

function Buttons({ decide }: { readonly decide: (decision: Decision) => void }) {
  const say = useSay();
  return (
    <span className="acts">
      <button type="button" className="primary" onClick={() => decide("GRANT")}>
        {say("批准", "Grant")} <kbd>Y</kbd>
      </button>
      <button type="button" onClick={() => decide("REFUSE")}>
        {say("拒绝", "Refuse")} <kbd>X</kbd>
      </button>
    </span>
  );
}
