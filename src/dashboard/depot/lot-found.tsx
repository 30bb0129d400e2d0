import { useDeed } from "../core/deed.tsx";
import { figure, useUnit } from "../core/figures.ts";
import { ActForm, whole, type FieldSpec } from "../core/form.tsx";
import { useSay } from "../core/lang.ts";
import { useReading } from "../core/reading.tsx";
import { stampOf } from "../core/time.ts";
import { useWord } from "../core/words.ts";
import {
  DashLossesDocument,
  RecordFoundDocument,
  type DashLossesQuery,
} from "../published/operations.ts";
import { Facts, type LotActProps } from "./lot-acts.tsx";

type Node = NonNullable<DashLossesQuery["node"]>;
type Loss = Extract<Node, { readonly losses: unknown }>["losses"][number];

/** 登记找回: a loss of this lot, on its shelf or on an order, that is there after all. */
export function Found(props: LotActProps) {
  const { lot } = props;
  const reading = useReading(DashLossesDocument, { id: lot.id }, { keep: true });
  if (reading.data === undefined) return null;
  const { node } = reading.data;
  const losses = node && "losses" in node ? node.losses : [];
  return <FoundForm {...props} losses={losses.filter(({ foundAt }) => foundAt === null)} />;
}

/** Goods of an order are found as one; of a shelf also in part. */
const onShelf = ({ place }: Loss): boolean => place === "ON_HAND" || place === "BLOCKED";

function FoundForm({ lot, losses, now, onClose }: LotActProps & { losses: readonly Loss[] }) {
  const say = useSay();
  const unit = useUnit();
  const deed = useDeed(RecordFoundDocument, (data) => data.recordFound);
  const fields = useFields(losses);
  const [first] = losses;
  return (
    <ActForm
      title={say("登记找回", "Found again")}
      confirm={say("登记", "Record")}
      draft={`found.${lot.id}`}
      deed={deed}
      start={
        first === undefined
          ? {}
          : { transferId: first.transferId, quantity: String(first.quantity) }
      }
      fields={fields}
      effect={({ transferId, quantity }) => {
        const loss = losses.find((one) => one.transferId === transferId);
        const rest = (loss?.quantity ?? 0) - (whole(quantity) ?? 0);
        const missing = `${figure(rest)} ${unit(lot.item)}`;
        return rest > 0
          ? say(`仍缺 ${missing},重新登记为盘亏`, `${missing} are missing still, and booked so`)
          : say("往来与补库任务一并冲销", "what was owed and to be refilled is taken back");
      }}
      check={({ transferId, quantity }) => {
        const loss = losses.find((one) => one.transferId === transferId);
        return loss === undefined || onShelf(loss) || whole(quantity) === loss.quantity
          ? null
          : say("调拨中灭失的须全数找回", "what an order lost is found again as a whole");
      }}
      inputOf={({ transferId = "", quantity, reason = "" }, occurredAt) => ({
        ...{ transferId, lotId: lot.id, quantity: whole(quantity) ?? 0, reason, occurredAt },
      })}
      {...{ now, onClose }}
    >
      <Facts lot={lot} />
      {first === undefined ? (
        <p>{say("本批没有未找回的盘亏或灭失。", "No loss of this lot is still missing.")}</p>
      ) : null}
    </ActForm>
  );
}

function useFields(losses: readonly Loss[]): readonly FieldSpec[] {
  const say = useSay();
  const word = useWord();
  const choices = losses.map((one) => {
    const where = `${word("AccountKind", one.place)} → ${word("AccountKind", one.kind)}`;
    return [
      one.transferId,
      `${stampOf(one.recordedAt)} · ${where} · ${figure(one.quantity)}`,
    ] as const;
  });
  return [
    { name: "transferId", label: say("哪笔", "Which loss"), kind: "choice", choices },
    { name: "quantity", label: say("找回数量", "Quantity found"), kind: "whole" },
    { name: "reason", label: say("何处、如何找回", "Where and how"), kind: "long" },
  ];
}
