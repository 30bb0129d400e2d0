import { figure, yuan } from "../core/figures.ts";
import { useName, useSay } from "../core/lang.ts";
import { Empty } from "../core/panel.tsx";
import { Link } from "../core/route.tsx";
import { stampOf } from "../core/time.ts";
import { useWord } from "../core/words.ts";
import type { ClaimShown } from "./claim.tsx";

/** What became of a claim after it was opened: who was told, what each side says, who decided. */
export function ClaimLife({ claim }: { readonly claim: ClaimShown }) {
  const say = useSay();
  const { figures, decision, attribution, reminders, supervision } = claim;
  const empty =
    figures.length + reminders.length + supervision.length === 0 &&
    decision === null &&
    attribution === null;
  if (empty)
    return <Empty>{say("没有提醒、督办、争议或认定。", "Nothing was told or disputed.")}</Empty>;
  return (
    <ul className="vouchers life">
      <Dispute claim={claim} />
      <Decided claim={claim} />
      <Reminded claim={claim} />
    </ul>
  );
}

function useSum({ unit }: ClaimShown): (quantity: number) => string {
  const say = useSay();
  return (quantity) =>
    unit === "分" ? `${yuan(quantity)} ${say("元", "CNY")}` : `${figure(quantity)} ${unit}`;
}

type Side = ClaimShown["figures"][number]["side"];

/** Both figures, always: a side that said none lets the book speak for it. */
function Dispute({ claim }: { readonly claim: ClaimShown }) {
  const say = useSay();
  const name = useName();
  const word = useWord();
  const sum = useSum(claim);
  if (claim.figures.length === 0) return null;
  const last = (side: Side) => claim.figures.findLast((one) => one.side === side);
  const sides: readonly Side[] = ["DEBTOR", "CREDITOR"];
  return sides.map((side) => {
    const said = last(side);
    return (
      <li key={side}>
        {word("ClaimSide", side)}
        {say("主张:", " says: ")}
        {said === undefined ? (
          `${sum(claim.outstanding)} ${say("(未陈述,以账面数为准)", "(as booked; said nothing)")}`
        ) : (
          <>
            <b>{sum(said.quantity)}</b> · {said.reason} · {name(said.organization)}{" "}
            {stampOf(said.saidAt)}
          </>
        )}
      </li>
    );
  });
}

function Decided({ claim }: { readonly claim: ClaimShown }) {
  const say = useSay();
  const name = useName();
  const sum = useSum(claim);
  const { decision, attribution } = claim;
  return (
    <>
      {decision === null ? null : (
        <li>
          {say("决议裁决:", "Decided: ")}
          {decision.resolution === null
            ? "—"
            : `${decision.resolution.number ?? ""} ${decision.resolution.titleZh}`}
          {" · "}
          {say("支持 ", "upheld ")}
          <b>{sum(decision.upheld)}</b>
          {say(",不予支持 ", ", not upheld ")}
          {sum(decision.denied)} · {name(decision.organization)} {stampOf(decision.decidedAt)}
        </li>
      )}
      {attribution === null ? null : (
        <li>
          {say("调查报告认定:", "By the report: ")}
          {attribution.report === null
            ? "—"
            : `${attribution.report.number} ${attribution.report.issuedBy}`}
          {" · "}
          {say("本单位 ", "this party ")}
          <b>{sum(attribution.upheld)}</b>
          {say(",其他责任方 ", ", others ")}
          {sum(attribution.elsewhere)}
          {say(",冲销 ", ", taken off ")}
          {sum(attribution.denied)}
        </li>
      )}
    </>
  );
}

function Reminded({ claim }: { readonly claim: ClaimShown }) {
  const say = useSay();
  const word = useWord();
  return (
    <>
      {claim.reminders.map(({ dueOn, daysBefore, toldAt }) => (
        <li key={`${dueOn}.${String(daysBefore)}`}>
          {daysBefore === null
            ? say(`已发逾期提醒(应于 ${dueOn})`, `told that it is overdue (due ${dueOn})`)
            : say(
                `已提前 ${String(daysBefore)} 天提醒(应于 ${dueOn})`,
                `told ${String(daysBefore)} days before ${dueOn}`,
              )}
          {" · "}
          {stampOf(toldAt)}
        </li>
      ))}
      {claim.supervision.map(({ id, state, dueOn }) => (
        <li key={id}>
          <Link href="/conference">{say("督办", "Supervision")}</Link>{" "}
          {word("SupervisionState", state)} · {say(`期限 ${dueOn}`, `due ${dueOn}`)}
        </li>
      ))}
    </>
  );
}
