import { useState } from "react";
import { useDeed } from "../core/deed.tsx";
import { useSay, type Say } from "../core/lang.ts";
import { timeOf, useNow, useSpan } from "../core/time.ts";
import { useWord } from "../core/words.ts";
import { CancelProposalDocument } from "../published/operations.ts";
import { isShortOf, presets, type Plan } from "./plan.ts";

interface CardsProps {
  readonly plans: readonly Plan[];
  readonly chosen: string | undefined;
  readonly choose: (id: string) => void;
  readonly now: string;
}

export function Cards({ plans, chosen, choose, now }: CardsProps) {
  return (
    <div className="plan-cards">
      {plans.map((plan) => (
        <Card
          key={plan.id}
          plan={plan}
          now={now}
          chosen={plan.id === chosen}
          choose={() => choose(plan.id)}
        />
      ))}
    </div>
  );
}

interface CardProps {
  readonly plan: Plan;
  readonly now: string;
  readonly chosen: boolean;
  readonly choose: () => void;
}

function Card({ plan, now, chosen, choose }: CardProps) {
  const say = useSay();
  const word = useWord();
  const at = presets.findIndex(({ preset }) => preset === plan.preset);
  const words = presets[at];
  const isReady = plan.state === "READY";
  return (
    <section className={chosen ? "plan-card chosen" : "plan-card"}>
      <button type="button" aria-pressed={chosen} onClick={choose}>
        <kbd>{at + 1}</kbd> {words === undefined ? "" : say(words.zh, words.en)}
      </button>
      <p>
        <b className={isReady ? "" : "amber"}>{word("ProposalState", plan.state)}</b>{" "}
        <Proof plan={plan} />
      </p>
      {plan.state === "SOLVING" ? <Solving plan={plan} /> : <Sum plan={plan} now={now} />}
      {plan.failure === null ? null : <p className="short">{plan.failure}</p>}
    </section>
  );
}

/** Never an unproved “best”: proven optimal, or feasible with its gap. */
function Proof({ plan }: { readonly plan: Plan }) {
  const say = useSay();
  if (plan.status === "OPTIMAL") return <>{say("已证最优", "proven optimal")}</>;
  if (plan.status !== "FEASIBLE") return null;
  const gap = Math.max(0, ...plan.stages.map((stage) => stage.gap));
  return <>{say(`可行,差距 ${percent(gap)}`, `feasible, gap ${percent(gap)}`)}</>;
}

const percent = (share: number): string => `${(share * 100).toFixed(1)}%`;

function Sum({ plan, now }: { readonly plan: Plan; readonly now: string }) {
  const say = useSay();
  const short = plan.coverage.filter(isShortOf).length;
  const nearest = plan.coverage.filter(({ nearestFirst }) => nearestFirst.missing > 0).length;
  const last = plan.coverage.flatMap(({ plan: { lastArrivesAt } }) => lastArrivesAt ?? []);
  return (
    <ul>
      <li>
        {say("时限内有缺口的需求 ", "needs short at the deadline ")}
        <b className={short > 0 ? "short" : ""}>{short}</b>/{plan.coverage.length}
        {say(`(就近调拨 ${nearest})`, ` (nearest-first ${nearest})`)}
      </li>
      <li>
        {say("最晚到达 ", "last arrival ")}
        {timeOf(last.toSorted().at(-1), now)}
      </li>
      {plan.stages.filter(isTold).map(({ name, value, baseline }) => (
        <li key={name}>{stageText(name, value, baseline, say)}</li>
      ))}
      <li>
        {say("零时 ", "counted from ")}
        {timeOf(plan.zeroAt, now)}
      </li>
    </ul>
  );
}

const told: Readonly<Record<string, readonly [string, string]>> = {
  arrival: ["加权到达时间", "weighted arrival"],
  breadth: ["线路数", "lanes"],
  cost: ["费用", "cost"],
};

const isTold = ({ name, baseline }: Plan["stages"][number]): boolean =>
  name in told && baseline !== null;

/** Scores have no unit of their own: they are told against nearest-first only. */
function stageText(name: string, value: number, baseline: number | null, say: Say): string {
  const [zh, en] = told[name] ?? [name, name];
  if (baseline === null) return "";
  if (name === "breadth")
    return say(`${zh} ${value}(就近 ${baseline})`, `${en} ${value} (nearest ${baseline})`);
  if (baseline === 0) return say(`${zh}:就近为零`, `${en}: nearest is zero`);
  const change = ((value - baseline) / Math.abs(baseline)) * 100;
  const text = `${change > 0 ? "+" : ""}${change.toFixed(1)}%`;
  return say(`${zh}较就近 ${text}`, `${en} against nearest ${text}`);
}

/** What a solve improves just now, in the order of the stages. */
const improved: Readonly<Record<string, readonly [string, string]>> = {
  unmet: ["缺口", "shortage"],
  fairness: ["均衡", "fairness"],
  arrival: ["到达时间", "arrival"],
  order: ["调用顺序", "legal order"],
  breadth: ["线路数", "lanes"],
  cost: ["费用", "cost"],
};

function Stage({ plan: { progress } }: { readonly plan: Plan }) {
  const say = useSay();
  if (progress === null) return <>{say("排队中", "queued")}</>;
  const [zh, en] = improved[progress.stage] ?? [progress.stage, progress.stage];
  const gap = percent(progress.gap);
  return <>{say(`正在优化${zh},差距 ${gap}`, `improving ${en}, gap ${gap}`)}</>;
}

function Solving({ plan }: { readonly plan: Plan }) {
  const say = useSay();
  const span = useSpan();
  const [began] = useState(() => Date.now());
  const now = useNow();
  const deed = useDeed(CancelProposalDocument, (data) => data.cancelProposal);
  const seconds = Math.floor((now - began) / 1000);
  const elapsed =
    seconds < 60
      ? say(`${seconds} 秒`, `${seconds} s`)
      : span(new Date(began).toISOString(), new Date(now).toISOString());
  return (
    <p role="status">
      {say("求解中", "solving")} {elapsed} <Stage plan={plan} />{" "}
      <button
        type="button"
        disabled={deed.busy}
        onClick={() => void deed.run({ proposalId: plan.id })}
      >
        {say("取消", "Cancel")}
      </button>
    </p>
  );
}
