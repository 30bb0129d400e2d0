import { figure } from "../core/figures.ts";
import { useSay } from "../core/lang.ts";
import { Scroll } from "../core/panel.tsx";
import { timeOf } from "../core/time.ts";
import { useUnitOfNeed, useWanted } from "../core/wanted.ts";
import { presets, type Coverage, type Plan } from "./plan.ts";

interface CompareProps {
  readonly plans: readonly Plan[];
  readonly chosen: Plan | undefined;
  readonly now: string;
}

/** Need by need: how much is there in time and how much is missing, plan beside plan. */
export function Compare({ plans, chosen, now }: CompareProps) {
  const say = useSay();
  const solved = plans.filter(({ coverage }) => coverage.length > 0);
  const rows = rowsOf(chosen ?? solved[0]);
  if (rows.length === 0) return null;
  return (
    <Scroll label={say("逐项比较", "Need by need")}>
      <table className="compare">
        <thead>
          <tr>
            <th className="number">{say("优先", "Pr.")}</th>
            <th>{say("需求", "Need")}</th>
            <th className="number">{say("需要", "Wanted")}</th>
            <th>{say("单位", "Unit")}</th>
            {solved.map((plan) => (
              <PlanHead key={plan.id} plan={plan} chosen={plan.id === chosen?.id} />
            ))}
            <th>{say("就近调拨:到 / 缺 · 最晚", "Nearest-first: in time / missing · last")}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <Row key={keyOf(row)} row={row} plans={solved} chosen={chosen} now={now} />
          ))}
        </tbody>
      </table>
    </Scroll>
  );
}

const keyOf = ({ need }: Coverage): string => need?.id ?? "";

/** Most urgent first, and among those what is short first. */
const rowsOf = (plan: Plan | undefined): Coverage[] =>
  (plan?.coverage ?? []).toSorted(
    (a, b) =>
      (a.need?.priority ?? 9) - (b.need?.priority ?? 9) ||
      Number(b.plan.missing > 0) - Number(a.plan.missing > 0) ||
      (keyOf(a) < keyOf(b) ? -1 : 1),
  );

function PlanHead({ plan, chosen }: { readonly plan: Plan; readonly chosen: boolean }) {
  const say = useSay();
  const words = presets.find(({ preset }) => preset === plan.preset);
  return (
    <th className={chosen ? "chosen" : ""}>
      {words === undefined ? "" : say(words.zh, words.en)}
      {say(":到 / 缺 · 最晚", ": in time / missing · last")}
    </th>
  );
}

interface RowProps {
  readonly row: Coverage;
  readonly plans: readonly Plan[];
  readonly chosen: Plan | undefined;
  readonly now: string;
}

function Row({ row, plans, chosen, now }: RowProps) {
  const wanted = useWanted();
  const unit = useUnitOfNeed();
  return (
    <tr>
      <td className="number">{row.need?.priority ?? "—"}</td>
      <td>{wanted(row.need)}</td>
      <td className="number">{figure(row.wanted)}</td>
      <td>{unit(row.need)}</td>
      {plans.map((plan) => {
        const same = plan.coverage.find((one) => keyOf(one) === keyOf(row));
        return (
          <td key={plan.id} className={plan.id === chosen?.id ? "chosen" : ""}>
            {same === undefined ? "—" : <Reached reached={same.plan} now={now} />}
            {same === undefined ? null : <Better row={same} />}
          </td>
        );
      })}
      <td className="nearest">
        <Reached reached={row.nearestFirst} now={now} />
      </td>
    </tr>
  );
}

/** Where nearest-first would leave more missing, or less: the plan is not always ahead. */
function Better({ row }: { readonly row: Coverage }) {
  const say = useSay();
  const less = row.nearestFirst.missing - row.plan.missing;
  if (less === 0) return null;
  return less > 0 ? (
    <b className="good"> {say(`比就近少缺 ${figure(less)}`, `${figure(less)} less short`)}</b>
  ) : (
    <b className="amber"> {say(`比就近多缺 ${figure(-less)}`, `${figure(-less)} more short`)}</b>
  );
}

function Reached({ reached, now }: { readonly reached: Coverage["plan"]; readonly now: string }) {
  const say = useSay();
  const { inTime, missing, late, lastArrivesAt } = reached;
  return (
    <>
      <span className="reached">{figure(inTime)}</span> /{" "}
      <span className={missing > 0 ? "short reached" : "reached"}>
        {missing > 0 ? `↓${figure(missing)}` : "0"}
      </span>{" "}
      · {timeOf(lastArrivesAt, now)}
      {late > 0 ? say(`(晚到 ${figure(late)})`, ` (${figure(late)} late)`) : ""}
    </>
  );
}
