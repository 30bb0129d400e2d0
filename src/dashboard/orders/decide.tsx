import { Refusals, useDeed } from "../core/deed.tsx";
import { Dialog } from "../core/dialog.tsx";
import { useDraft } from "../core/draft.ts";
import { figure, useUnit } from "../core/figures.ts";
import { useName, useSay } from "../core/lang.ts";
import { useWord } from "../core/words.ts";
import { DecideApprovalDocument } from "../published/operations.ts";
import type { ApprovalShown } from "./approvals.tsx";

export type Decision = "GRANT" | "REFUSE";

interface DecideProps {
  readonly approval: ApprovalShown;
  readonly decision: Decision;
  readonly onClose: () => void;
}

/** All that is asked for stands in the dialog: nobody approves a number. */
export function Decide({ approval, decision, onClose }: DecideProps) {
  const say = useSay();
  const name = useName();
  const word = useWord();
  const [reason, setReason, forget] = useDraft(`decide.${approval.id}`, "");
  const deed = useDeed(DecideApprovalDocument, (data) => data.decideApproval);
  const refuse = decision === "REFUSE";
  const decide = async (): Promise<void> => {
    const told = reason.trim() === "" ? {} : { reason };
    if ((await deed.run({ approvalId: approval.id, decision, ...told })) === null) return;
    forget();
    onClose();
  };
  return (
    <Dialog
      title={`${word("ApprovalKind", approval.kind)} · ${name(approval.organization)}`}
      confirm={refuse ? say("拒绝", "Refuse") : say("批准", "Grant")}
      danger={refuse}
      busy={deed.busy}
      onConfirm={() => void decide()}
      onClose={onClose}
    >
      <Refusals deed={deed} />
      <p>
        {approval.order?.number} · {name(approval.order?.requester)} →{" "}
        {name(approval.order?.lender)} · {name(approval.order?.incident)}
      </p>
      <AskedFor approval={approval} />
      <label className="field">
        {refuse ? say("理由(必填)", "Reason (required)") : say("理由(可不填)", "Reason (optional)")}
        <input
          required={refuse}
          {...(refuse ? { "data-first": true } : {})}
          value={reason}
          onChange={(event) => setReason(event.target.value)}
        />
      </label>
    </Dialog>
  );
}

function AskedFor({ approval }: { readonly approval: ApprovalShown }) {
  const name = useName();
  const unit = useUnit();
  const word = useWord();
  return (
    <ul className="asked">
      {(approval.order?.lines ?? []).map((line) => (
        <li key={line.id}>
          {name(line.item ?? line.team ?? line.equipment?.type)} {figure(line.ordered)}{" "}
          {unit(line.item)} · {word("Basis", line.basis)}
        </li>
      ))}
    </ul>
  );
}
