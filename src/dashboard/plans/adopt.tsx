import { Refusals, useDeed } from "../core/deed.tsx";
import { Dialog } from "../core/dialog.tsx";
import { useName, useSay } from "../core/lang.ts";
import { Trouble, useReading } from "../core/reading.tsx";
import { go } from "../core/route.tsx";
import { AdoptProposalDocument, DashPlanDocument } from "../published/operations.ts";
import type { Plan } from "./plan.ts";

interface AdoptProps {
  readonly plan: Plan;
  readonly incidentId: string;
  readonly onClose: () => void;
}

/** What adoption will do, said before it is done: who is asked, and what stays short. */
export function Adopt({ plan, incidentId, onClose }: AdoptProps) {
  const say = useSay();
  const name = useName();
  const reading = useReading(DashPlanDocument, { id: plan.id });
  const deed = useDeed(AdoptProposalDocument, (data) => data.adoptProposal);
  const proposal = reading.data?.proposal;
  const count = proposal?.allocations.length ?? 0;
  const lenders = [...new Set((proposal?.allocations ?? []).map(({ lender }) => name(lender)))];
  const adopt = async (): Promise<void> => {
    if ((await deed.run({ proposalId: plan.id })) !== null) go(`/orders?incident=${incidentId}`);
  };
  return (
    <Dialog
      title={say("采纳方案", "Adopt the plan")}
      confirm={say("采纳并预占", "Adopt and hold")}
      busy={deed.busy}
      onConfirm={() => void adopt()}
      onClose={onClose}
    >
      <Refusals deed={deed} />
      <Trouble reading={reading} />
      {proposal === null || proposal === undefined ? null : (
        <>
          <p>
            {say(
              `共 ${count} 行,向 ${lenders.length} 家单位各拟一张调拨单;全部预占才生效。`,
              `${count} lines, an order for each of ${lenders.length} lenders; all held or none.`,
            )}
          </p>
          <p className="lenders">{lenders.join(say("、", ", "))}</p>
          <p className={proposal.shortages.length > 0 ? "short" : ""}>
            {proposal.shortages.length > 0
              ? say(
                  `仍有 ${proposal.shortages.length} 项需求在时限内不足。`,
                  `${proposal.shortages.length} needs stay short at their deadline.`,
                )
              : say("全部需求在时限内满足。", "Every need is met by its deadline.")}
          </p>
        </>
      )}
    </Dialog>
  );
}
