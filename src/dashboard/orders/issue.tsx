import { useState } from "react";
import { Refusals, useDeed } from "../core/deed.tsx";
import { Dialog } from "../core/dialog.tsx";
import { useName, useSay } from "../core/lang.ts";
import { IssueOrderDocument } from "../published/operations.ts";
import type { OrderRow } from "./orders.tsx";

const useIssue = () => useDeed(IssueOrderDocument, (data) => data.issueOrder);

interface IssueProps {
  readonly orderId: string;
  readonly number: string;
  readonly onClose: () => void;
}

export function Issue({ orderId, number, onClose }: IssueProps) {
  const say = useSay();
  const deed = useIssue();
  const issue = async (): Promise<void> => {
    if ((await deed.run({ orderId })) !== null) onClose();
  };
  return (
    <Dialog
      title={say("下达调拨单", "Issue the order")}
      confirm={say("下达", "Issue")}
      busy={deed.busy}
      onConfirm={() => void issue()}
      onClose={onClose}
    >
      <Refusals deed={deed} />
      <p>
        {say(
          `下达 ${number} 后,调出单位即应接令、拣货、启运。`,
          `Once ${number} is issued the lender acknowledges, picks and sends.`,
        )}
      </p>
    </Dialog>
  );
}

interface IssueAllProps {
  readonly orders: readonly OrderRow[];
  readonly onClose: () => void;
}

/** One after the other; the first that is refused stops the row and says why. */
export function IssueAll({ orders, onClose }: IssueAllProps) {
  const say = useSay();
  const name = useName();
  const deed = useIssue();
  const [todo, setTodo] = useState(orders);
  const issue = async (): Promise<void> => {
    const inputs = todo.map(({ id }) => ({ orderId: id }));
    const issued = await deed.runAll(inputs, ({ orderId }) =>
      setTodo((rest) => rest.filter(({ id }) => id !== orderId)),
    );
    if (issued.length === inputs.length) onClose();
  };
  return (
    <Dialog
      title={say("下达调拨单", "Issue orders")}
      confirm={say(`下达 ${todo.length} 张`, `Issue ${todo.length}`)}
      busy={deed.busy}
      onConfirm={() => void issue()}
      onClose={onClose}
    >
      <Refusals deed={deed} />
      <ul className="asked">
        {todo.map(({ id, number, lender }) => (
          <li key={id}>
            {number} · {name(lender)}
          </li>
        ))}
      </ul>
    </Dialog>
  );
}
