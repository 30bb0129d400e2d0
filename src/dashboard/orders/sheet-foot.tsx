import { useName, useSay } from "../core/lang.ts";
import { useWord } from "../core/words.ts";
import type { OrderShown } from "./order.tsx";

/** Who must refill what, and the terms, in the words of the agreement. */
export function Duty({ order }: { readonly order: OrderShown }) {
  const say = useSay();
  const name = useName();
  const word = useWord();
  const terms = order.agreement?.terms;
  const carriers = order.legs.map(({ carrier }) => name(carrier)).join(say("、", ", "));
  return (
    <section className="sheet-duty">
      <p>
        <b>{say("补库责任:", "Who refills: ")}</b>
        {say(
          `谁使用、谁投资、谁补库。本单物资消耗或灭失的,由${name(order.payer)}负责补库或结清`,
          `whoever uses it pays for it and refills it. What is used up or lost is refilled or settled by ${name(order.payer)}`,
        )}
        {terms === undefined
          ? say(",按依据栏所列方式办理。", ", on the ground given for each line.")
          : say(
              `(${word("Regime", terms.regime)},${word("DueAnchor", terms.dueAnchor)}起 ${terms.dueDays} 日内)。`,
              ` (${word("Regime", terms.regime)}, ${terms.dueDays} days, ${word("DueAnchor", terms.dueAnchor)}).`,
            )}
      </p>
      {terms === undefined ? null : (
        <p>
          <b>{say("条款:", "Terms: ")}</b>
          {say(
            `风险转移:${word("RiskPassesAt", terms.riskPassesAt)};差异须在 ${terms.differenceWindowHours} 小时内确认,逾期视为同意;补库物资剩余保质期不少于 ${terms.refillShelfMonths} 个月。`,
            `risk passes: ${word("RiskPassesAt", terms.riskPassesAt)}; differences are confirmed within ${terms.differenceWindowHours} h, else deemed agreed; refill goods keep at least ${terms.refillShelfMonths} months.`,
          )}
        </p>
      )}
      <p>
        <b>{say("承运:", "Carrier: ")}</b>
        {carriers === ""
          ? say(
              "单位 ____________ 车牌 ____________ 驾驶员 ____________ 电话 ____________",
              "____________ plate ____________ driver ____________ phone ____________",
            )
          : carriers}
      </p>
    </section>
  );
}

export function Signatures() {
  const say = useSay();
  const parties = [
    say("调出单位(保管)", "Lender (keeper)"),
    say("承运人", "Carrier"),
    say("接收单位", "Receiver"),
    say("应急管理部门", "Emergency bureau"),
  ];
  return (
    <table className="sheet-signs">
      <thead>
        <tr>
          {parties.map((party) => (
            <th key={party}>{party}</th>
          ))}
        </tr>
      </thead>
      <tbody>
        <tr>
          {parties.map((party) => (
            <td key={party}>
              {say("签字(章)", "Signature")}
              <br />
              <br />
              {say("    年  月  日  时  分", "date          time")}
            </td>
          ))}
        </tr>
      </tbody>
    </table>
  );
}
