import { useDeed } from "../core/deed.tsx";
import { countedAt, figure } from "../core/figures.ts";
import { ActForm, whole, type FieldSpec, type Values } from "../core/form.tsx";
import { useSay } from "../core/lang.ts";
import { giftOf, useGiftField } from "../depot/refill-gift.ts";
import { useReading } from "../core/reading.tsx";
import {
  AcceptRefillDocument,
  ConfirmClaimDocument,
  DashComingDocument,
  DisputeClaimDocument,
  SettleInCashDocument,
  WaiveClaimDocument,
} from "../published/operations.ts";
import type { ClaimShown } from "./claim.tsx";
import { ClaimLifeAct, type LifeDeed } from "./claim-life-acts.tsx";

export type ClaimDeed = "CONFIRM" | "DISPUTE" | "AGREE" | "CASH" | "REFILL" | "WAIVE" | LifeDeed;

export interface ActProps {
  readonly claim: ClaimShown;
  readonly now: string;
  readonly onClose: () => void;
}

export function ClaimAct({ deed, ...props }: ActProps & { readonly deed: ClaimDeed }) {
  if (deed === "CONFIRM") return <Confirm {...props} />;
  if (deed === "DISPUTE") return <Dispute {...props} disputed />;
  if (deed === "AGREE") return <Dispute {...props} disputed={false} />;
  if (deed === "CASH") return <Cash {...props} />;
  if (deed === "WAIVE") return <Waive {...props} />;
  if (deed === "REFILL") return <Refill {...props} />;
  return <ClaimLifeAct deed={deed} {...props} />;
}

/** How the open figure changes; money stands in 分, as the book has it. */
const left = ({ outstanding, unit }: ClaimShown, quantity: string | undefined): string =>
  `${figure(outstanding)} → ${figure(outstanding - (whole(quantity) ?? 0))} ${unit}`;

export function useQuantity({ outstanding, unit }: ClaimShown): FieldSpec {
  const say = useSay();
  const label = say(`数量(${unit})`, `Quantity (${unit})`);
  return { name: "quantity", label, kind: "whole", max: outstanding };
}

function Confirm({ claim, now, onClose }: ActProps) {
  const say = useSay();
  const deed = useDeed(ConfirmClaimDocument, (data) => data.confirmClaim);
  return (
    <ActForm
      title={say("确认往来", "Confirm the claim")}
      confirm={say("确认签认", "Sign")}
      draft={`confirm.${claim.id}`}
      deed={deed}
      fields={[]}
      effect={() => say("双方均确认后,数额不再变动", "once both have signed, the figure stands")}
      inputOf={() => ({ claimId: claim.id })}
      {...{ now, onClose }}
    />
  );
}

function Dispute({ claim, now, onClose, disputed }: ActProps & { readonly disputed: boolean }) {
  const say = useSay();
  const quantity = useQuantity(claim);
  const reason = say("理由", "Reason");
  const says: FieldSpec = {
    ...{ name: "says", kind: "whole", optional: true },
    label: say(`其中本方认可(${claim.unit},可不填)`, `Of it we hold owed (${claim.unit})`),
  };
  const deed = useDeed(DisputeClaimDocument, (data) => data.disputeClaim);
  return (
    <ActForm
      title={disputed ? say("提出争议", "Dispute") : say("撤回争议", "End the dispute")}
      confirm={disputed ? say("提出", "Dispute") : say("撤回", "End it")}
      danger={disputed}
      draft={`dispute.${claim.id}.${String(disputed)}`}
      deed={deed}
      start={{ quantity: String(claim.outstanding) }}
      fields={[...(disputed ? [quantity, says] : []), { name: "reason", label: reason }]}
      effect={(values) =>
        disputed
          ? say(
              `争议 ${figure(whole(values.quantity))} ${claim.unit} 单独挂账,其余照常清偿`,
              `${figure(whole(values.quantity))} ${claim.unit} stand apart; the rest goes on`,
            )
          : say("恢复为待确认", "it waits to be signed again")
      }
      inputOf={({ quantity: typed, says: said, reason: why = "" }) => ({
        ...{ claimId: claim.id, disputed, reason: why },
        ...(disputed ? { quantity: whole(typed) ?? 0 } : {}),
        ...(disputed && whole(said) !== null ? { says: whole(said) ?? 0 } : {}),
      })}
      {...{ now, onClose }}
    />
  );
}

function Cash({ claim, now, onClose }: ActProps) {
  const say = useSay();
  const quantity = useQuantity(claim);
  const deed = useDeed(SettleInCashDocument, (data) => data.settleInCash);
  const price = say("单价(分,金额往来不填)", "Unit price in fen (not for money)");
  return (
    <ActForm
      title={say("货币结清", "Settle in cash")}
      confirm={say("结清", "Settle")}
      draft={`cash.${claim.id}`}
      deed={deed}
      start={{ quantity: String(claim.outstanding) }}
      fields={[
        quantity,
        ...(claim.unit === "分"
          ? []
          : [{ name: "unitPriceFen", label: price, kind: "whole" as const }]),
        { name: "voucher", label: say("付款凭证号", "Number of the payment voucher") },
      ]}
      effect={(values) =>
        `${left(claim, values.quantity)}; ` + say("补库任务不因此消除", "the refill task stays")
      }
      inputOf={(values, occurredAt) => ({
        ...{ claimId: claim.id, quantity: whole(values.quantity) ?? 0, occurredAt },
        voucher: values.voucher ?? "",
        ...(whole(values.unitPriceFen) === null
          ? {}
          : { unitPriceFen: whole(values.unitPriceFen) ?? 0 }),
      })}
      {...{ now, onClose }}
    />
  );
}

function Waive({ claim, now, onClose }: ActProps) {
  const say = useSay();
  const quantity = useQuantity(claim);
  const deed = useDeed(WaiveClaimDocument, (data) => data.waiveClaim);
  return (
    <ActForm
      title={say("豁免", "Waive")}
      confirm={say("豁免", "Waive")}
      danger
      draft={`waive.${claim.id}`}
      deed={deed}
      fields={[quantity, { name: "reason", label: say("批准文号与理由", "Approval and reason") }]}
      effect={(values) =>
        `${left(claim, values.quantity)}; ` +
        say("补库任务转由物权单位承担", "the owner takes over the refill task")
      }
      inputOf={(values, occurredAt) => ({
        ...{ claimId: claim.id, quantity: whole(values.quantity) ?? 0, occurredAt },
        reason: values.reason ?? "",
      })}
      {...{ now, onClose }}
    />
  );
}

function Refill({ claim, now, onClose }: ActProps) {
  const say = useSay();
  const deed = useDeed(AcceptRefillDocument, (data) => data.acceptRefill);
  const gift = useGiftField();
  return (
    <ActForm
      title={say("验收补库", "Accept a refill")}
      confirm={say("验收", "Accept")}
      draft={`accept.${claim.id}`}
      deed={deed}
      start={{ passed: String(claim.outstanding), rejected: "0", missing: "0" }}
      fields={[
        { name: "shipmentId", label: say("补库运单号", "Number of the shipment") },
        { name: "passed", label: say("合格", "Passed"), kind: "whole" },
        gift,
        { name: "rejected", label: say("不合格", "Rejected"), kind: "whole" },
        { name: "missing", label: say("缺失", "Missing"), kind: "whole" },
      ]}
      effect={(values) => <Coming {...{ claim, values }} />}
      inputOf={({ shipmentId = "", passed, gift: given, rejected, missing }, occurredAt) => ({
        ...{ claimId: claim.id, shipmentId, occurredAt },
        passed: whole(passed) ?? 0,
        ...giftOf(given),
        rejected: whole(rejected) ?? 0,
        missing: whole(missing) ?? 0,
      })}
      {...{ now, onClose }}
    />
  );
}

const uuid = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i;

interface ComingProps {
  readonly claim: ClaimShown;
  readonly values: Values;
}

/** What comes under the number that was typed, and what of the claim it settles at its ratio. */
function Coming({ claim, values: { shipmentId = "", passed, gift } }: ComingProps) {
  const say = useSay();
  const number = shipmentId.trim();
  const asked = { claimId: claim.id, number };
  const { data } = useReading(DashComingDocument, asked, { enabled: uuid.test(number) });
  const node = data?.node;
  const coming = node && "shipment" in node ? node.shipment : null;
  if (coming === null)
    return data === undefined
      ? say("填写完整运单号后显示", "shown once the number is typed whole")
      : say("没有这张运单的在途物资", "nothing is on the road under this number");
  const kept = Math.max(0, (whole(passed) ?? 0) - (whole(gift) ?? 0));
  const counted = countedAt(coming.ratio, kept);
  const { itemCode, quantity, ratio, offerId } = coming;
  const more = offerId === null ? 0 : Math.max(0, counted - claim.outstanding);
  const { give, counts } = ratio ?? { give: 1, counts: 1 };
  return (
    <>
      {itemCode} {say("途中", "on the road")} {figure(quantity)}
      {ratio === null
        ? ""
        : say(
            `(每 ${figure(give)} 折合 ${figure(counts)} ${claim.unit})`,
            ` (${figure(give)} count as ${figure(counts)} ${claim.unit})`,
          )}
      ; {say("未清", "open")} {left(claim, String(counted - more))}
      {more === 0
        ? ""
        : say(
            `;换出临期物资 ${figure(more)} ${claim.unit}`,
            `; ${figure(more)} ${claim.unit} of ageing goods go over for the rest`,
          )}
    </>
  );
}
