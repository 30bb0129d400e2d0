import { figure } from "../core/figures.ts";
import { walkRows } from "../core/keys.tsx";
import { useName, useSay } from "../core/lang.ts";
import { Empty, Panel, Scroll } from "../core/panel.tsx";
import type { Reading } from "../core/reading.tsx";
import { Link } from "../core/route.tsx";
import { dayOf } from "../core/time.ts";
import { useMe } from "../core/viewer.ts";
import { useWord } from "../core/words.ts";
import type { DashConferenceQuery } from "../published/operations.ts";
import type { ResolutionShown } from "./conference.tsx";
import type { ResolutionStep } from "./resolution-acts.tsx";

interface ResolutionsProps {
  readonly reading: Reading<DashConferenceQuery>;
  readonly act: (step: ResolutionStep, resolution: ResolutionShown) => void;
}

export function Resolutions({ reading, act }: ResolutionsProps) {
  const say = useSay();
  const page = reading.data?.resolutions;
  return (
    <Panel title={say("会议决议", "Resolutions")} reading={reading}>
      {page?.edges.length === 0 ? (
        <Empty>{say("没有可查看的决议。", "No resolution that you may read.")}</Empty>
      ) : (
        <Scroll label={say("决议表", "Resolutions")} onKeyDown={walkRows}>
          <table>
            <thead>
              <tr>
                <th>{say("状态", "State")}</th>
                <th>{say("决议", "Resolution")}</th>
                <th>{say("提出单位 · 时间", "Proposed by · at")}</th>
                <th>{say("同意的单位", "Agreed")}</th>
                <th>{say("办结期限", "To be done by")}</th>
                <th>{say("说明", "Note")}</th>
                <th>{say("办理", "Act")}</th>
              </tr>
            </thead>
            <tbody>
              {page?.edges.map(({ node }) => (
                <Row key={node.id} one={node} today={reading.data?.hub.today ?? ""} act={act} />
              ))}
            </tbody>
          </table>
          {page?.pageInfo.hasNextPage === true ? (
            <Empty>{say("还有更多,未列出。", "There are more, not listed.")}</Empty>
          ) : null}
        </Scroll>
      )}
    </Panel>
  );
}

interface RowProps {
  readonly one: ResolutionShown;
  readonly today: string;
  readonly act: ResolutionsProps["act"];
}

function Row({ one, today, act }: RowProps) {
  const say = useSay();
  const name = useName();
  const word = useWord();
  const me = useMe();
  const steps = one.may.filter((step) =>
    step === "SUPERVISE"
      ? me.may("supervision:manage")
      : me.may("resolution:manage", [one.proposer.id]),
  );
  const late = one.state === "ADOPTED" && one.dueOn !== null && one.dueOn < today;
  return (
    <tr>
      <td>{word("ResolutionState", one.state)}</td>
      <td>
        {one.number === null ? "" : `${one.number} `}
        <b>{one.titleZh}</b> <small>{say(`第 ${one.version} 稿`, `version ${one.version}`)}</small>
        <p className="said">{one.textZh}</p>
        <Decides one={one} />
      </td>
      <td>
        {name(one.proposer)} · {dayOf(one.proposedAt)}
      </td>
      <td>{one.agreed.length === 0 ? "—" : one.agreed.map(name).join(say("、", ", "))}</td>
      <td className={late ? "short" : ""}>
        {one.dueOn ?? "—"}
        {late ? say(" 已逾期", " overdue") : ""}
      </td>
      <td className="said">{one.note ?? "—"}</td>
      <td>
        {steps.map((step) => (
          <button key={step} type="button" data-row onClick={() => act(step, one)}>
            {word("ResolutionAction", step)}
          </button>
        ))}
        {one.decidedQuantity !== null &&
        one.state === "ADOPTED" &&
        one.decision === null &&
        me.may("claim:arbitrate") ? (
          <button type="button" data-row onClick={() => act("ARBITRATE", one)}>
            {say("办理裁决", "Carry out")}
          </button>
        ) : null}
        <SetDueButton one={one} act={act} />
      </td>
    </tr>
  );
}

/** A resolution that names no claim may set when debtors are told. */
function SetDueButton({ one, act }: Pick<RowProps, "one" | "act">) {
  const say = useSay();
  const me = useMe();
  if (one.state !== "ADOPTED" || one.decidedQuantity !== null) return null;
  if (!me.may("resolution:manage", [one.proposer.id])) return null;
  return (
    <button type="button" data-row onClick={() => act("SET_DUE", one)}>
      {say("设定到期规则", "Set due policy")}
    </button>
  );
}

/** What it says of a disputed claim, and what came of that. */
function Decides({ one }: { readonly one: ResolutionShown }) {
  const say = useSay();
  const { decidedQuantity: decided, decision, reference } = one;
  if (decided === null) return null;
  return (
    <p>
      {reference === null ? null : <Link href={`/books/${reference}`}>{say("往来", "Claim")}</Link>}
      {say(" 裁定数额 ", " decided figure ")}
      <b>{figure(decided)}</b>
      {decision === null
        ? say(",未办理", ", not carried out")
        : say(
            `,已办理:支持 ${figure(decision.upheld)},不予支持 ${figure(decision.denied)}`,
            `, carried out: ${figure(decision.upheld)} upheld, ${figure(decision.denied)} not`,
          )}
    </p>
  );
}
