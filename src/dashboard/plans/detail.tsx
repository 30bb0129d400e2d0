import { figure } from "../core/figures.ts";
import { useLang, useSay } from "../core/lang.ts";
import { Empty, Panel, Scroll } from "../core/panel.tsx";
import { useReading } from "../core/reading.tsx";
import { Table } from "../core/table.tsx";
import { timeOf } from "../core/time.ts";
import { useUnitOfNeed, useWanted } from "../core/wanted.ts";
import { useWord } from "../core/words.ts";
import { DashPlanDocument, type DashPlanQuery } from "../published/operations.ts";
import { Lines } from "./lines.tsx";
import type { Plan } from "./plan.ts";

type Shortage = NonNullable<DashPlanQuery["proposal"]>["shortages"][number];

/** The chosen plan: first what is short and why, then who sends what. */
export function Detail({ plan }: { readonly plan: Plan }) {
  const say = useSay();
  const locale = useLang();
  const word = useWord();
  const reading = useReading(DashPlanDocument, { id: plan.id });
  const proposal = reading.data?.proposal;
  const now = reading.data?.hub.now ?? plan.zeroAt;
  return (
    <>
      <Panel
        title={say("缺口:原因与可选措施", "What is short: why, and what would cure it")}
        reading={reading}
      >
        {plan.state === "STALE" || plan.state === "SUPERSEDED" ? (
          <p className="trouble" role="alert">
            {word("ProposalState", plan.state)}:
            {say("货源已变化,请重新求解。", "its sources have changed; solve again.")}
          </p>
        ) : null}
        {(proposal?.warnings ?? []).map((warning) => (
          <p key={warning.code} className="amber">
            {warning[locale]}
          </p>
        ))}
        {proposal?.shortages.length === 0 ? (
          <Empty>{say("全部需求在时限内满足。", "Every need is met by its deadline.")}</Empty>
        ) : (
          <Shortages shortages={proposal?.shortages ?? []} />
        )}
      </Panel>
      <Panel
        title={say(
          `调拨各行(零时 ${timeOf(plan.zeroAt, now)})`,
          `Lines (from ${timeOf(plan.zeroAt, now)})`,
        )}
        reading={reading}
      >
        <Lines lines={proposal?.allocations ?? []} now={now} />
      </Panel>
    </>
  );
}

function Shortages({ shortages }: { readonly shortages: readonly Shortage[] }) {
  const say = useSay();
  return (
    <Scroll label={say("缺口", "Shortages")}>
      <Table
        className="shortages"
        columns={[
          say("需求", "Need"),
          { number: say("时限内缺", "Missing") },
          { number: say("其中晚到", "Comes late") },
          say("单位", "Unit"),
          say("原因", "Why"),
          say("可选措施(已试算)", "Measures, each tried"),
        ]}
      >
        {shortages.map((shortage, at) => (
          <ShortageRow key={at} shortage={shortage} />
        ))}
      </Table>
    </Scroll>
  );
}

function ShortageRow({ shortage }: { readonly shortage: Shortage }) {
  const say = useSay();
  const locale = useLang();
  const wanted = useWanted();
  const unit = useUnitOfNeed();
  const { need, missing, arrivesLate, limits, limitsBeyond, measures, certificate } = shortage;
  return (
    <tr>
      <td>{wanted(need)}</td>
      <td className="number short">↓ {figure(missing)}</td>
      <td className="number">{figure(arrivesLate)}</td>
      <td>{unit(need)}</td>
      <td>
        <ul>
          {limits.map((limit, at) => (
            <li key={at}>{limit[locale]}</li>
          ))}
          {limitsBeyond === null ? null : <li>{limitsBeyond[locale]}</li>}
        </ul>
        <small>
          {say("证明:", "proof: ")}
          {certificate[locale]}
        </small>
      </td>
      <td>
        {measures.length === 0 ? say("无单项措施可补", "no single measure helps") : null}
        <ul>
          {measures.map((measure, at) => (
            <li key={at}>{measure[locale]}</li>
          ))}
        </ul>
      </td>
    </tr>
  );
}
