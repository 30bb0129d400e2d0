import { useDeed } from "../core/deed.tsx";
import { figure, useUnit } from "../core/figures.ts";
import { ActForm, whole } from "../core/form.tsx";
import { useName, useSay, type Named } from "../core/lang.ts";
import { useWord } from "../core/words.ts";
import {
  BlockLotDocument,
  RecallLotDocument,
  ReleaseLotDocument,
  WriteOffLotDocument,
  type WriteOffOutcome,
} from "../published/operations.ts";
import { Found } from "./lot-found.tsx";
import { Offer } from "./lot-offer.tsx";

export type LotDeed = "BLOCK" | "RECALL" | "RELEASE" | "FIND" | "WRITE_OFF" | "OFFER";

/** A lot as far as its keeper acts on it. */
export interface LotFacts {
  readonly id: string;
  readonly batch: string;
  readonly bin: string | null;
  readonly version: number;
  readonly onHand: number | null;
  readonly blocked: number | null;
  readonly held: number | null;
  readonly expiresOn: string | null;
  readonly item: Named & {
    readonly sku: string;
    readonly unit: string;
    readonly unitZh: string;
  };
}

/** What lies on the shelf and no order holds, in any condition; null: unknown. */
export const onShelf = ({ onHand, blocked }: Pick<LotFacts, "onHand" | "blocked">) =>
  onHand === null ? null : onHand + (blocked ?? 0);

export interface LotActProps {
  readonly lot: LotFacts;
  readonly now: string;
  readonly onClose: () => void;
}

export function LotAct({ deed, ...props }: LotActProps & { readonly deed: LotDeed }) {
  if (deed === "WRITE_OFF") return <WriteOff {...props} />;
  if (deed === "OFFER") return <Offer {...props} />;
  if (deed === "FIND") return <Found {...props} />;
  if (deed === "BLOCK") return <Block {...props} />;
  if (deed === "RECALL") return <Recall {...props} />;
  return <Release {...props} />;
}

export function Facts({ lot }: { readonly lot: LotFacts }) {
  const say = useSay();
  const name = useName();
  const unit = useUnit();
  return (
    <p>
      {name(lot.item)} · {lot.bin ?? "—"} · {lot.batch} · {say("在库", "on hand")}{" "}
      {figure(onShelf(lot))} ({say("其中封存", "set aside of it")} {figure(lot.blocked)}) +{" "}
      {say("预占", "held")} {figure(lot.held)} {unit(lot.item)}
    </p>
  );
}

const useReason = () => {
  const say = useSay();
  return [{ name: "reason", label: say("理由", "Reason") }] as const;
};

function Block({ lot, now, onClose }: LotActProps) {
  const say = useSay();
  const deed = useDeed(BlockLotDocument, (data) => data.blockLot);
  return (
    <ActForm
      title={say("封存本批", "Block this lot")}
      confirm={say("封存", "Block")}
      danger
      draft={`block.${lot.id}`}
      deed={deed}
      fields={useReason()}
      effect={() =>
        say(
          `在库 ${figure(lot.onHand)} 转为封存,检验放行前不再分配`,
          `${figure(lot.onHand)} on hand become blocked, and are not allocated`,
        )
      }
      inputOf={({ reason = "" }) => ({ lotId: lot.id, reason, version: lot.version })}
      {...{ now, onClose }}
    >
      <Facts lot={lot} />
    </ActForm>
  );
}

function Recall({ lot, now, onClose }: LotActProps) {
  const say = useSay();
  const deed = useDeed(RecallLotDocument, (data) => data.recallLot);
  return (
    <ActForm
      title={say("召回本批", "Recall this lot")}
      confirm={say("召回", "Recall")}
      danger
      draft={`recall.${lot.id}`}
      deed={deed}
      fields={useReason()}
      effect={() =>
        say(
          `在库 ${figure(lot.onHand)} 转为召回,不再分配;在外的另行追回`,
          `${figure(lot.onHand)} on hand become recalled; what is out is called back apart`,
        )
      }
      inputOf={({ reason = "" }) => ({ lotId: lot.id, reason, version: lot.version })}
      {...{ now, onClose }}
    >
      <Facts lot={lot} />
    </ActForm>
  );
}

function Release({ lot, now, onClose }: LotActProps) {
  const say = useSay();
  const deed = useDeed(ReleaseLotDocument, (data) => data.releaseLot);
  return (
    <ActForm
      title={say("检验放行", "Inspect and release")}
      confirm={say("放行", "Release")}
      draft={`release.${lot.id}`}
      deed={deed}
      fields={useReason()}
      effect={() =>
        say(
          `封存的 ${figure(lot.blocked)} 转回可用在库`,
          `${figure(lot.blocked)} set aside become free stock again`,
        )
      }
      inputOf={({ reason = "" }) => ({ lotId: lot.id, reason, version: lot.version })}
      {...{ now, onClose }}
    >
      <Facts lot={lot} />
    </ActForm>
  );
}

function WriteOff({ lot, now, onClose }: LotActProps) {
  const say = useSay();
  const word = useWord();
  const deed = useDeed(WriteOffLotDocument, (data) => data.writeOffLot);
  const most = onShelf(lot) ?? 0;
  const outcomes: readonly WriteOffOutcome[] = ["SCRAPPED", "ROTATED_OUT"];
  return (
    <ActForm
      title={say("报废或轮出", "Scrap or rotate out")}
      confirm={say("核销", "Write off")}
      danger
      draft={`write-off.${lot.id}`}
      deed={deed}
      fields={[
        { name: "quantity", label: say("数量", "Quantity"), kind: "whole", max: most },
        {
          name: "outcome",
          label: say("去向", "Outcome"),
          kind: "choice",
          choices: outcomes.map((code) => [code, word("WriteOffOutcome", code)] as const),
        },
        { name: "reason", label: say("理由", "Reason") },
      ]}
      effect={({ quantity }) =>
        `${figure(most)} → ${figure(Math.max(0, most - (whole(quantity) ?? 0)))}; ` +
        say("定额内的自动生成补库任务", "a refill task opens under a norm")
      }
      inputOf={({ quantity, outcome, reason = "" }) => ({
        lotId: lot.id,
        quantity: whole(quantity) ?? 0,
        outcome: outcome as WriteOffOutcome,
        reason,
        version: lot.version,
      })}
      {...{ now, onClose }}
    >
      <Facts lot={lot} />
    </ActForm>
  );
}
