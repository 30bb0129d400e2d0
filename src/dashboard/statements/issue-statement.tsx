import { useState } from "react";
import { Refusals, useDeed } from "../core/deed.tsx";
import { Dialog } from "../core/dialog.tsx";
import { useName, useSay } from "../core/lang.ts";
import { useReading } from "../core/reading.tsx";
import { go } from "../core/route.tsx";
import { useMe } from "../core/viewer.ts";
import { DashCounterpartiesDocument, IssueStatementDocument } from "../published/operations.ts";

/** The period is from the last statement on the same subject to the last sealed head. */
export function IssueStatement({ onClose }: { readonly onClose: () => void }) {
  const say = useSay();
  const me = useMe();
  const deed = useDeed(IssueStatementDocument, (data) => data.issueStatement);
  const [counterpartyId, setCounterparty] = useState("");
  const own = (me.viewer?.memberships ?? []).find(({ mayDo }) => mayDo.includes("statement:issue"));
  const organizationId = own?.organizationId ?? "";
  const issue = async (): Promise<void> => {
    const to = counterpartyId === "" ? {} : { counterpartyId };
    const done = await deed.run({ organizationId, ...to });
    if (done === null) return;
    onClose();
    go(`/statements/${done.id}`);
  };
  return (
    <Dialog
      title={say("出具对账单", "Issue a statement")}
      confirm={say("出具", "Issue")}
      busy={deed.busy}
      onConfirm={() => void issue()}
      onClose={onClose}
    >
      <Refusals deed={deed} />
      <OtherSide chosen={counterpartyId} choose={setCounterparty} than={organizationId} />
      <p>
        {say(
          "期间:自上期截止至最近封存的账头;其后入账的列入下期补记。",
          "Period: from the last cut to the last sealed head; what is booked later is in the next.",
        )}
      </p>
    </Dialog>
  );
}

interface OtherSideProps {
  readonly chosen: string;
  readonly choose: (id: string) => void;
  /** Who issues. */
  readonly than: string;
}

function OtherSide({ chosen, choose, than }: OtherSideProps) {
  const say = useSay();
  const name = useName();
  const reading = useReading(DashCounterpartiesDocument, { first: 100 });
  const all = reading.data?.organizations.edges.map(({ node }) => node) ?? [];
  return (
    <label>
      {say("对方单位", "Other side")}{" "}
      <select data-first value={chosen} onChange={(event) => choose(event.target.value)}>
        <option value="">{say("全部往来单位", "everyone")}</option>
        {all
          .filter(({ id }) => id !== than)
          .map((one) => (
            <option key={one.id} value={one.id}>
              {name(one)}
            </option>
          ))}
      </select>
    </label>
  );
}
