import { useDeed } from "../core/deed.tsx";
import { ActForm } from "../core/form.tsx";
import { useName, useSay } from "../core/lang.ts";
import { useReading } from "../core/reading.tsx";
import { useContents } from "../orders/contents.ts";
import {
  AcknowledgeOrderDocument,
  DashDepotOrderDocument,
  ObjectToOrderDocument,
  TurnBackLegDocument,
} from "../published/operations.ts";
import { Depart } from "./depart.tsx";
import { Load } from "./load.tsx";
import { Deny, Difference, legChoices } from "./difference.tsx";
import { onTheRoad, type DepotOrder, type Step } from "./step.ts";

export type Act = Step | "DENY" | "OBJECT" | "TURN_BACK";

export interface ActProps {
  readonly order: DepotOrder;
  readonly now: string;
  readonly onClose: () => void;
}

interface OrderActProps {
  readonly act: Act;
  readonly orderId: string;
  readonly onClose: () => void;
}

/** The dialog of one act about an order, which is read whole and anew for it. */
export function OrderAct({ act, orderId, onClose }: OrderActProps) {
  const { data } = useReading(DashDepotOrderDocument, { id: orderId });
  if (data === undefined || data.order === null) return null;
  const props: ActProps = { order: data.order, now: data.hub.now, onClose };
  if (act === "ACKNOWLEDGE") return <Acknowledge {...props} />;
  if (act === "LOAD") return <Load {...props} />;
  if (act === "DEPART") return <Depart {...props} />;
  if (act === "OBJECT") return <ObjectTo {...props} />;
  if (act === "DIFFERENCE") return <Difference {...props} />;
  if (act === "DENY") return <Deny {...props} />;
  return <TurnBack {...props} />;
}

function Acknowledge({ order, now, onClose }: ActProps) {
  const say = useSay();
  const contents = useContents(12);
  const deed = useDeed(AcknowledgeOrderDocument, (data) => data.acknowledgeOrder);
  return (
    <ActForm
      title={say(`接令 ${order.number}`, `Acknowledge ${order.number}`)}
      confirm={say("接令", "Acknowledge")}
      draft={`acknowledge.${order.id}`}
      deed={deed}
      fields={[]}
      inputOf={() => ({ orderId: order.id })}
      effect={() => say("记下接令时间,可以拣货装载。", "the time is kept; picking may begin.")}
      {...{ now, onClose }}
    >
      <p>{contents(order.lines)}</p>
    </ActForm>
  );
}

function ObjectTo({ order, now, onClose }: ActProps) {
  const say = useSay();
  const deed = useDeed(ObjectToOrderDocument, (data) => data.objectToOrder);
  return (
    <ActForm
      title={say(`对调令 ${order.number} 提出异议`, `Object to ${order.number}`)}
      confirm={say("提出异议", "Object")}
      draft={`object.${order.id}`}
      deed={deed}
      fields={[{ name: "reason", label: say("理由", "Reason") }]}
      inputOf={({ reason = "" }) => ({ orderId: order.id, reason })}
      effect={() =>
        say("异议记入调拨单;调令仍须执行。", "it stands on the order; the command still binds.")
      }
      {...{ now, onClose }}
    />
  );
}

function TurnBack({ order, now, onClose }: ActProps) {
  const say = useSay();
  const name = useName();
  const deed = useDeed(TurnBackLegDocument, (data) => data.turnBackLeg);
  return (
    <ActForm
      title={say(`折返 ${order.number}`, `Turn back ${order.number}`)}
      confirm={say("折返", "Turn back")}
      danger
      draft={`turn-back.${order.id}`}
      deed={deed}
      fields={[
        {
          name: "legId",
          label: say("哪一程", "Which leg"),
          kind: "choice",
          choices: legChoices(onTheRoad(order), name),
        },
        { name: "reason", label: say("理由", "Reason") },
      ]}
      inputOf={({ legId = "", reason = "" }) => ({ legId, reason })}
      effect={() =>
        say(
          "整车返回出库地点,到库后验收;需求重新待办。",
          "all of it comes home to be inspected; the need reopens.",
        )
      }
      {...{ now, onClose }}
    />
  );
}
