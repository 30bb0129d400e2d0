import { useState } from "react";
import { useKeys } from "../core/keys.tsx";
import { useName, useSay } from "../core/lang.ts";
import { Empty, Panel } from "../core/panel.tsx";
import { Trouble, useReading } from "../core/reading.tsx";
import { Link, useParam } from "../core/route.tsx";
import { useMe } from "../core/viewer.ts";
import { DashPlansDocument, type DashPlansQuery } from "../published/operations.ts";
import { Adopt } from "./adopt.tsx";
import { Cards } from "./cards.tsx";
import { Compare } from "./compare.tsx";
import { Detail } from "./detail.tsx";
import { latestOf, presets, type Plan } from "./plan.ts";
import { Propose, usePropose } from "./propose.tsx";

const solvingMs = 1500;

/** Up to three plans beside each other and beside nearest-first; one of them is chosen. */
export function Plans({ incidentId }: { readonly incidentId: string }) {
  const [solving, setSolving] = useState(false);
  const reading = useReading(
    DashPlansDocument,
    { incidentId, first: 12 },
    { everyMs: solving ? solvingMs : undefined },
  );
  const plans = latestOf(reading.data);
  const busy = plans.some(({ state }) => state === "SOLVING");
  if (busy !== solving) setSolving(busy);
  if (reading.data === undefined) return <Trouble reading={reading} />;
  return <Shown reading={reading} data={reading.data} plans={plans} incidentId={incidentId} />;
}

interface ShownProps {
  readonly reading: ReturnType<typeof useReading<DashPlansQuery, unknown>>;
  readonly data: DashPlansQuery;
  readonly plans: readonly Plan[];
  readonly incidentId: string;
}

function Shown({ reading, data, plans, incidentId }: ShownProps) {
  const say = useSay();
  const me = useMe();
  const [chosen, choose] = useParam("plan");
  const [adopting, setAdopting] = useState(false);
  const propose = usePropose(incidentId);
  const plan = plans.find(({ id }) => id === chosen) ?? plans.find(isReady) ?? plans[0];
  const mayAdopt = me.may("proposal:adopt") && plan !== undefined && isReady(plan);
  const mayPropose = me.may("proposal:request");
  useKeys([
    ...presets.map(({ preset, zh, en }, at) => ({
      key: String(at + 1),
      zh: `看方案:${zh}`,
      en: `Show plan: ${en}`,
      act: () => choose(plans.find((one) => one.preset === preset)?.id ?? chosen),
    })),
    ...(mayPropose
      ? [{ key: "p", zh: "求解三种取向", en: "Solve all three", act: propose.all }]
      : []),
    ...(mayAdopt
      ? [{ key: "a", zh: "采纳所选方案", en: "Adopt this plan", act: () => setAdopting(true) }]
      : []),
  ]);
  return (
    <div className="page">
      <Heading data={data} />
      <Propose propose={propose} may={mayPropose} any={plans.length > 0} />
      {plans.length === 0 ? null : (
        <Panel
          title={say("比选(按 1、2、3 选择)", "Compare (1, 2, 3 choose)")}
          reading={reading}
          tools={
            mayAdopt ? (
              <button type="button" className="primary" onClick={() => setAdopting(true)}>
                {say("采纳所选", "Adopt this")} <kbd>A</kbd>
              </button>
            ) : null
          }
        >
          <Cards plans={plans} chosen={plan?.id} choose={choose} now={data.hub.now} />
          <Compare plans={plans} chosen={plan} now={data.hub.now} />
        </Panel>
      )}
      {plan === undefined || plan.state === "SOLVING" ? null : <Detail key={plan.id} plan={plan} />}
      {adopting && plan !== undefined ? (
        <Adopt plan={plan} incidentId={incidentId} onClose={() => setAdopting(false)} />
      ) : null}
    </div>
  );
}

const isReady = ({ state }: Plan): boolean => state === "READY";

function Heading({ data }: { readonly data: DashPlansQuery }) {
  const say = useSay();
  const name = useName();
  if (data.incident === null)
    return <Empty>{say("没有这个事件,或您无权查看。", "No such incident, or not yours.")}</Empty>;
  return (
    <h1>
      {say("方案比选:", "Plans for ")}
      <Link href={`/events/${data.incident.id}`}>{name(data.incident)}</Link>
    </h1>
  );
}
