import { useState } from "react";
import { useKeys, walkRows } from "../core/keys.tsx";
import { useSay } from "../core/lang.ts";
import { Empty, Panel, Scroll } from "../core/panel.tsx";
import { useReading } from "../core/reading.tsx";
import { useParam } from "../core/route.tsx";
import { useMe } from "../core/viewer.ts";
import { DashApprovalsDocument, type DashApprovalsQuery } from "../published/operations.ts";
import { ApprovalRow } from "./approval-row.tsx";
import { Decide, type Decision } from "./decide.tsx";

export type ApprovalShown = DashApprovalsQuery["approvals"]["edges"][number]["node"];

interface Asked {
  readonly approval: ApprovalShown;
  readonly decision: Decision;
}

/** What waits for a decision: mine first, then what others are asked. */
export function Approvals() {
  const say = useSay();
  const me = useMe();
  const [done] = useParam("done");
  const [asked, setAsked] = useState<Asked | null>(null);
  const states = done === null ? (["PENDING", "DEEMED"] as const) : null;
  const reading = useReading(DashApprovalsDocument, {
    first: 50,
    states: states === null ? null : [...states],
  });
  const all = reading.data?.approvals.edges.map(({ node }) => node) ?? [];
  const isMine = ({ organization }: ApprovalShown): boolean =>
    me.may("approval:decide", [organization.id]);
  const mine = all.filter(isMine);
  const decide = (decision: Decision) => (): void => {
    const approval = focused(mine) ?? mine.find(isOpen);
    if (approval !== undefined && isOpen(approval)) setAsked({ approval, decision });
  };
  useKeys([
    { key: "y", zh: "批准所在行", en: "Grant the row in focus", act: decide("GRANT") },
    { key: "x", zh: "拒绝所在行", en: "Refuse the row in focus", act: decide("REFUSE") },
  ]);
  const list = (approvals: readonly ApprovalShown[], ours: boolean) => (
    <Scroll label={say("审批表", "Approvals")} onKeyDown={walkRows}>
      <Rows approvals={approvals} now={reading.data?.hub.now ?? ""} ours={ours} ask={setAsked} />
    </Scroll>
  );
  return (
    <div className="page">
      <h1>{say("审批", "Approvals")}</h1>
      <Panel title={say("待我审批", "For me to decide")} reading={reading} tools={<WithDone />}>
        {mine.length > 0 ? list(mine, true) : <Nothing signedIn={me.viewer !== null} />}
      </Panel>
      {all.length > mine.length ? (
        <Panel title={say("其他审批", "Other approvals")} reading={reading}>
          {list(
            all.filter((approval) => !isMine(approval)),
            false,
          )}
        </Panel>
      ) : null}
      {asked === null ? null : (
        <Decide key={asked.approval.id} {...asked} onClose={() => setAsked(null)} />
      )}
    </div>
  );
}

function WithDone() {
  const say = useSay();
  const [done, setDone] = useParam("done");
  return (
    <label>
      <input
        type="checkbox"
        checked={done !== null}
        onChange={(event) => setDone(event.target.checked ? "1" : null)}
      />
      {say("含已办", "with decided ones")}
    </label>
  );
}

export const isOpen = ({ state }: ApprovalShown): boolean =>
  state === "PENDING" || state === "DEEMED";

const focused = (approvals: readonly ApprovalShown[]): ApprovalShown | undefined => {
  const id = document.activeElement?.closest("tr")?.getAttribute("data-id");
  return approvals.find((approval) => approval.id === id);
};

function Nothing({ signedIn }: { readonly signedIn: boolean }) {
  const say = useSay();
  return (
    <Empty>
      {signedIn
        ? say("没有待您审批的事项。", "Nothing waits for your decision.")
        : say("登录后查看(按 S)。", "Sign in to see (press S).")}
    </Empty>
  );
}

interface RowsProps {
  readonly approvals: readonly ApprovalShown[];
  readonly now: string;
  readonly ours: boolean;
  readonly ask: (asked: Asked) => void;
}

function Rows({ approvals, now, ours, ask }: RowsProps) {
  const say = useSay();
  return (
    <table>
      <thead>
        <tr>
          <th>{say("调拨单", "Order")}</th>
          <th>{say("审批种类 · 单位", "Kind · of whom")}</th>
          <th>{say("申请 → 调出", "Requester → lender")}</th>
          <th>{say("内容", "Contents")}</th>
          <th>{say("事由", "For")}</th>
          <th>{say("状态", "State")}</th>
          <th>{say("失效", "Lapses")}</th>
          {ours ? <th>{say("办理", "Decide")}</th> : null}
        </tr>
      </thead>
      <tbody>
        {approvals.map((approval) => (
          <ApprovalRow
            key={approval.id}
            approval={approval}
            now={now}
            {...(ours ? { decide: (decision: Decision) => ask({ approval, decision }) } : {})}
          />
        ))}
      </tbody>
    </table>
  );
}
