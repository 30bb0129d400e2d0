import { useDeed } from "../core/deed.tsx";
import { figure, useUnit } from "../core/figures.ts";
import { ActForm, whole, type FieldSpec } from "../core/form.tsx";
import { useName, useSay } from "../core/lang.ts";
import { stampOf } from "../core/time.ts";
import { ConfirmDifferenceDocument, DenyDifferenceDocument } from "../published/operations.ts";
import type { ActProps } from "./acts.tsx";
import { deniable, openDifferences, type DepotLeg, type DepotOrder } from "./step.ts";

export const legChoices = (legs: readonly DepotLeg[], name: ReturnType<typeof useName>) =>
  legs.map(({ id, position, carrier }) => [id, `#${String(position)} · ${name(carrier)}`] as const);

export function Difference({ order, now, onClose }: ActProps) {
  const say = useSay();
  const name = useName();
  const deed = useDeed(ConfirmDifferenceDocument, (data) => data.confirmDifference);
  const legs = openDifferences(order);
  return (
    <ActForm
      title={say(`确认差异 ${order.number}`, `Confirm the difference ${order.number}`)}
      confirm={say("确认差异", "Confirm")}
      danger
      draft={`difference.${order.id}`}
      deed={deed}
      fields={[
        {
          name: "legId",
          label: say("哪一程", "Which leg"),
          kind: "choice",
          choices: legChoices(legs, name),
        },
      ]}
      inputOf={({ legId = "" }) => ({ legId })}
      effect={() =>
        say(
          "缺失的记为灭失:承担风险的一方应补,承运人应赔。有异议的,以对方数字为准。",
          "what is missing is lost: whoever bears the risk refills, the carrier owes damages. " +
            "A contested one is settled at the other side's figures.",
        )
      }
      {...{ now, onClose }}
    >
      {legs.map((leg) => (
        <Missing key={leg.id} order={order} leg={leg} />
      ))}
    </ActForm>
  );
}

function Missing({ order, leg }: { readonly order: DepotOrder; readonly leg: DepotLeg }) {
  const say = useSay();
  const name = useName();
  const unit = useUnit();
  return (
    <ul className="asked">
      {leg.lines.map(({ orderLineId, departed, accepted, rejected, missing, deniedMissing }) => {
        const line = order.lines.find(({ id }) => id === orderLineId);
        return (
          <li key={orderLineId}>
            #{leg.position} {name(line?.item ?? line?.team)} {say("启运", "sent")}{" "}
            {figure(departed)} = {say("合格", "accepted")} {figure(accepted)} +{" "}
            {say("拒收", "rejected")} {figure(rejected)} +{" "}
            <b className="short">
              {say("缺失", "missing")} {figure(missing)}
            </b>{" "}
            {unit(line?.item)}
            {deniedMissing === null
              ? ""
              : say(
                  `(发货方否认:认为缺失 ${figure(deniedMissing)})`,
                  ` (the sender says ${figure(deniedMissing)})`,
                )}
          </li>
        );
      })}
      <li>
        {leg.differenceState === "CONTESTED"
          ? say(
              `发货方异议:${leg.differenceDeniedReason ?? ""}。不再逾期视同确认。`,
              `contested by the sender: ${leg.differenceDeniedReason ?? ""}. No window settles it.`,
            )
          : say("逾期视同确认:", "deemed agreed after ") + stampOf(leg.differenceWindowEndsAt)}
      </li>
    </ul>
  );
}

const figureField = (orderLineId: string): string => `missing.${orderLineId}`;

const missed = (leg: DepotLeg) => leg.lines.filter(({ missing }) => missing > 0);

/** A field for each line that the receiver missed something of. */
function useOwnCounts(order: DepotOrder): (leg: DepotLeg) => FieldSpec[] {
  const say = useSay();
  const name = useName();
  const unit = useUnit();
  return (leg) =>
    missed(leg).map(({ orderLineId, missing }, at, all) => {
      const line = order.lines.find(({ id }) => id === orderLineId);
      const counted = `${figure(missing)} ${unit(line?.item)}`;
      const what = name(line?.item ?? line?.team);
      return {
        name: figureField(orderLineId),
        label: say(
          `${what}:收货方记缺失 ${counted},本方认为缺失`,
          `${what}: the receiver misses ${counted}; by our count missing`,
        ),
        kind: "whole",
        max: missing - 1,
        optional: all.length > 1,
        path: `lines.${String(at)}.missing`,
      };
    });
}

/** The sender's own count, line by line; what it leaves as it was counted it does not deny. */
export function Deny({ order, now, onClose }: ActProps) {
  const say = useSay();
  const fields = useOwnCounts(order);
  const deed = useDeed(DenyDifferenceDocument, (data) => data.denyDifference);
  const [leg] = deniable(order);
  if (leg === undefined) return null;
  const lines = missed(leg);
  return (
    <ActForm
      title={say(`否认差异 ${order.number}`, `Deny the difference ${order.number}`)}
      confirm={say("否认差异", "Deny")}
      danger
      draft={`deny.${leg.id}`}
      deed={deed}
      fields={[...fields(leg), { name: "reason", label: say("理由", "Reason") }]}
      inputOf={(values) => ({
        legId: leg.id,
        reason: values["reason"] ?? "",
        lines: lines.flatMap(({ orderLineId }) => {
          const missing = whole(values[figureField(orderLineId)]);
          return missing === null ? [] : [{ orderLineId, missing }];
        }),
      })}
      effect={() =>
        say(
          "缺失的物资仍记在途,任何一方认可对方数字前不产生往来。",
          "it stays in transit; nobody owes until one side accepts the other's figures.",
        )
      }
      {...{ now, onClose }}
    >
      <Missing order={order} leg={leg} />
    </ActForm>
  );
}
