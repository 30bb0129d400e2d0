import { useState } from "react";
import { useDeed } from "../core/deed.tsx";
import { figure, useUnit } from "../core/figures.ts";
import { ActForm, whole } from "../core/form.tsx";
import { walkRows } from "../core/keys.tsx";
import { useName, useSay } from "../core/lang.ts";
import { Empty, Panel, Scroll } from "../core/panel.tsx";
import { Table } from "../core/table.tsx";
import { useMe } from "../core/viewer.ts";
import { useWord } from "../core/words.ts";
import {
  TakeOfferDocument,
  WithdrawOfferDocument,
  type DashKeepingQuery,
} from "../published/operations.ts";
import { useKeeping } from "./keeping.ts";

type Offered = DashKeepingQuery["rotationOffers"]["edges"][number]["node"];

/** 轮换: what is offered, to be taken or withdrawn. */
export function Offers() {
  const say = useSay();
  const keeping = useKeeping();
  const [taking, setTaking] = useState<Offered | null>(null);
  const { reading } = keeping;
  const offers = (reading.data?.rotationOffers.edges ?? []).map(({ node }) => node);
  return (
    <Panel title={say("轮换信息", "Rotation offers")} reading={reading}>
      {offers.length === 0 ? (
        <Empty>{say("没有待承接的轮换。", "Nothing is offered.")}</Empty>
      ) : (
        <Scroll label={say("轮换信息表", "Offers")} onKeyDown={walkRows}>
          <OfferRows offers={offers} begin={setTaking} />
        </Scroll>
      )}
      {taking === null ? null : (
        <OfferAct
          offer={taking}
          now={reading.data?.hub.now ?? ""}
          onClose={() => setTaking(null)}
        />
      )}
    </Panel>
  );
}

interface OfferRowsProps {
  readonly offers: readonly Offered[];
  readonly begin: (offer: Offered) => void;
}

function OfferRows({ offers, begin }: OfferRowsProps) {
  const say = useSay();
  const name = useName();
  const unit = useUnit();
  const word = useWord();
  return (
    <Table
      columns={[
        say("物资", "Item"),
        { number: say("余量", "Left") },
        say("单位", "Unit"),
        say("物权单位", "Owner"),
        say("方式", "Terms"),
        say("有效期至", "Expires"),
        say("截止", "Until"),
        say("办理", "Act"),
      ]}
    >
      {offers.map((offer) => (
        <tr key={offer.id}>
          <td>{name(offer.item)}</td>
          <td className="number">{figure(offer.quantity - offer.taken)}</td>
          <td>{unit(offer.item)}</td>
          <td>{name(offer.owner)}</td>
          <td>{word("RotationMode", offer.mode)}</td>
          <td>{offer.expiresOn ?? "—"}</td>
          <td>{offer.untilOn}</td>
          <td>
            <OfferButton offer={offer} begin={begin} />
          </td>
        </tr>
      ))}
    </Table>
  );
}

function OfferButton({ offer, begin }: Pick<OfferRowsProps, "begin"> & OfferOf) {
  const say = useSay();
  const me = useMe();
  const own = me.may("stock:dispose", [offer.owner.id]);
  if (!me.may("stock:dispose")) return say("由审批人承接", "an approver takes it");
  if (offer.mode === "SWAP" && !own) return say("以库存补库时换回", "goes over with the refill");
  return (
    <button type="button" data-row onClick={() => begin(offer)}>
      {own ? say("撤回", "Withdraw") : say("承接", "Take")}
    </button>
  );
}

interface OfferOf {
  readonly offer: Offered;
}

interface OfferActProps {
  readonly offer: Offered;
  readonly now: string;
  readonly onClose: () => void;
}

function OfferAct({ offer, now, onClose }: OfferActProps) {
  const say = useSay();
  const name = useName();
  const me = useMe();
  const take = useDeed(TakeOfferDocument, (data) => data.takeOffer);
  const withdraw = useDeed(WithdrawOfferDocument, (data) => data.withdrawOffer);
  const left = offer.quantity - offer.taken;
  if (me.may("stock:dispose", [offer.owner.id]))
    return (
      <ActForm
        title={say(`撤回轮换 · ${name(offer.item)}`, `Withdraw · ${name(offer.item)}`)}
        confirm={say("撤回", "Withdraw")}
        draft={`withdraw.${offer.id}`}
        deed={withdraw}
        fields={[]}
        effect={() => say("未承接的数量不再提供", "what is not taken is no longer offered")}
        inputOf={() => ({ offerId: offer.id })}
        {...{ now, onClose }}
      />
    );
  return (
    <ActForm
      title={say(`承接轮换 · ${name(offer.item)}`, `Take · ${name(offer.item)}`)}
      confirm={say("承接", "Take")}
      draft={`take.${offer.id}`}
      deed={take}
      start={{ quantity: String(left) }}
      fields={[
        { name: "quantity", label: say("数量", "Quantity"), kind: "whole", max: left },
        {
          name: "depot",
          label: say("存入库代码(可不填)", "Into depot (code, optional)"),
          optional: true,
        },
      ]}
      effect={({ quantity }) =>
        say(
          `余量 ${figure(left)} → ${figure(left - (whole(quantity) ?? 0))}`,
          `left ${figure(left)} → ${figure(left - (whole(quantity) ?? 0))}`,
        )
      }
      inputOf={({ quantity, depot = "" }) => ({
        offerId: offer.id,
        quantity: whole(quantity) ?? 0,
        ...(depot === "" ? {} : { depot }),
      })}
      {...{ now, onClose }}
    />
  );
}
