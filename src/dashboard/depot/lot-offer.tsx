import { useDeed } from "../core/deed.tsx";
import { figure, useUnit } from "../core/figures.ts";
import { ActForm, whole, type FieldSpec } from "../core/form.tsx";
import { useName, useSay } from "../core/lang.ts";
import { useReading } from "../core/reading.tsx";
import { useWord } from "../core/words.ts";
import {
  DashSwapsDocument,
  OfferRotationDocument,
  type DashSwapsQuery,
  type RotationMode,
} from "../published/operations.ts";
import { Facts, type LotActProps } from "./lot-acts.tsx";

type Owed = DashSwapsQuery["claims"]["edges"][number]["node"];

/** 发布轮换: to neighbours, or to whoever owes a refill of the same goods, to be swapped with it. */
export function Offer({ lot, now, onClose }: LotActProps) {
  const say = useSay();
  const unit = useUnit();
  const deed = useDeed(OfferRotationDocument, (data) => data.offerRotation);
  const reading = useReading(DashSwapsDocument, { first: 100 }, { keep: true });
  const claims = (reading.data?.claims.edges ?? []).map(({ node }) => node);
  const owed = claims.filter(({ itemCode }) => itemCode === lot.item.sku);
  return (
    <ActForm
      title={say("发布轮换", "Offer for rotation")}
      confirm={say("发布", "Offer")}
      draft={`offer.${lot.id}`}
      deed={deed}
      start={{ quantity: String(lot.onHand ?? 0) }}
      fields={useFields(owed)}
      effect={({ quantity, mode }) =>
        (mode === "SWAP"
          ? say(
              "补库方多带来的,一件换一件;在库至多减少",
              "what comes beyond what is owed goes one for one; on hand shrinks by at most",
            )
          : say("协议方可见;承接后在库减少", "partners see it; once taken, on hand shrinks by")) +
        ` ${figure(whole(quantity))} ${unit(lot.item)}`
      }
      inputOf={({ quantity, mode, untilOn = "", refillDays, claimId = "" }) => ({
        lotId: lot.id,
        quantity: whole(quantity) ?? 0,
        mode: mode as RotationMode,
        untilOn,
        ...(whole(refillDays) === null ? {} : { refillDays: whole(refillDays) ?? 0 }),
        ...(mode === "SWAP" && claimId !== "" ? { claimId } : {}),
      })}
      {...{ now, onClose }}
    >
      <Facts lot={lot} />
    </ActForm>
  );
}

function useFields(owed: readonly Owed[]): readonly FieldSpec[] {
  const say = useSay();
  const name = useName();
  const word = useWord();
  // Nobody owes a refill of these goods, so there is none to swap them with.
  const modes: readonly RotationMode[] =
    owed.length === 0 ? ["GIFT", "EXCHANGE"] : ["GIFT", "EXCHANGE", "SWAP"];
  const whom = ({ id, debtor, depot, outstanding, unit }: Owed) =>
    [id, `${name(debtor)} ${figure(outstanding)} ${unit} ${depot ? name(depot) : ""}`] as const;
  const swapped: FieldSpec = {
    ...{ name: "claimId", label: say("随哪笔补库互换", "With which refill (swap only)") },
    ...{ kind: "choice", choices: owed.map(whom), optional: true },
  };
  const days = say("以新换旧的归还天数(其他方式不填)", "Days to give fresh goods (exchange only)");
  return [
    { name: "quantity", label: say("数量", "Quantity"), kind: "whole" },
    {
      ...{ name: "mode", label: say("方式", "Terms"), kind: "choice" },
      choices: modes.map((code) => [code, word("RotationMode", code)] as const),
    },
    ...(owed.length === 0 ? [] : [swapped]),
    { name: "untilOn", label: say("承接截止日", "Open until"), kind: "day" },
    { name: "refillDays", label: days, kind: "whole", optional: true },
  ];
}
