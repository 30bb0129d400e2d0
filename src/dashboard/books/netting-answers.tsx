import { useState } from "react";
import { Refusals, useDeed } from "../core/deed.tsx";
import { ActForm } from "../core/form.tsx";
import { useName, useSay } from "../core/lang.ts";
import { useMe } from "../core/viewer.ts";
import { AnswerNettingDocument, WithdrawNettingDocument } from "../published/operations.ts";
import type { Round } from "./netting.tsx";

interface AnswersProps {
  readonly round: Round;
  readonly now: string;
}

/** Each party's word; one's own is given here. */
export function Answers({ round, now }: AnswersProps) {
  const say = useSay();
  const me = useMe();
  const [giving, give] = useState<boolean | null>(null);
  const withdraw = useDeed(WithdrawNettingDocument, (data) => data.withdrawNetting);
  const { id, state, parties, proposedBy } = round;
  const isOpen = state === "PROPOSED";
  const mine = parties.some(
    ({ accepts, organization }) => accepts === null && me.may("netting:decide", [organization.id]),
  );
  return (
    <div>
      <Parties parties={parties} />
      {isOpen && mine ? (
        <p>
          <button type="button" className="primary" onClick={() => give(true)}>
            {say("同意互抵", "Accept")}
          </button>{" "}
          <button type="button" onClick={() => give(false)}>
            {say("不同意", "Refuse")}
          </button>
        </p>
      ) : null}
      {isOpen && me.may("netting:decide", [proposedBy.id]) ? (
        <button
          type="button"
          disabled={withdraw.busy}
          onClick={() => void withdraw.run({ roundId: id })}
        >
          {say("撤回", "Withdraw")}
        </button>
      ) : null}
      {giving === null ? null : (
        <Answer round={round} now={now} accepts={giving} onClose={() => give(null)} />
      )}
      <Refusals deed={withdraw} />
    </div>
  );
}

function Parties({ parties }: Pick<Round, "parties">) {
  const say = useSay();
  const name = useName();
  return (
    <ul className="netting-parties">
      {parties.map(({ organization, accepts }) => (
        <li key={organization.id}>
          {name(organization)}{" "}
          <b className={accepts === null ? "amber" : ""}>
            {accepts === null
              ? say("未答复", "no answer yet")
              : accepts
                ? say("同意", "accepts")
                : say("不同意", "refuses")}
          </b>
        </li>
      ))}
    </ul>
  );
}

interface AnswerProps extends AnswersProps {
  readonly accepts: boolean;
  readonly onClose: () => void;
}

/** A word is given once: it says before what follows from it. */
function Answer({ round: { id, parties }, now, accepts, onClose }: AnswerProps) {
  const say = useSay();
  const deed = useDeed(AnswerNettingDocument, (data) => data.answerNetting);
  const isLast = parties.filter((party) => party.accepts === null).length === 1;
  return (
    <ActForm
      title={accepts ? say("同意互抵", "Accept the round") : say("不同意互抵", "Refuse the round")}
      confirm={accepts ? say("同意", "Accept") : say("不同意", "Refuse")}
      danger={!accepts}
      draft={`netting.${id}.${String(accepts)}`}
      deed={deed}
      fields={accepts ? [] : [{ name: "reason", label: say("理由", "Reason") }]}
      effect={() => {
        if (!accepts) return say("本次互抵终止,往来不变", "the round ends; nothing changes");
        return isLast
          ? say("各方均已同意,立即销账;补库任务不变", "all have agreed: it is booked at once")
          : say("其余各方同意后一并销账", "it is booked once the others have agreed");
      }}
      inputOf={({ reason }) => ({
        roundId: id,
        accepts,
        ...(reason === undefined || reason === "" ? {} : { reason }),
      })}
      {...{ now, onClose }}
    />
  );
}
