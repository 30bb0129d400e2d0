import { useName, useSay } from "../core/lang.ts";
import { useWord } from "../core/words.ts";
import { usePrice } from "./liability.ts";
import type { OrderShown } from "./order.tsx";
import { SignatureBoxes } from "./signatures.tsx";

/** Who must refill what, and the terms, in the words of the agreement. */
export function Duty({ order }: { readonly order: OrderShown }) {
  const say = useSay();
  const name = useName();
  const carriers = order.legs.map(({ carrier }) => name(carrier)).join(say("、", ", "));
  const blank = say(
    "单位 __________ 车牌 __________ 驾驶员 __________ 电话 __________",
    "__________ plate __________ driver __________ phone __________",
  );
  return (
    <section className="sheet-duty">
      <Refill order={order} />
      <Terms order={order} />
      <p>
        <b>{say("承运:", "Carrier: ")}</b>
        {carriers === "" ? blank : carriers}
      </p>
    </section>
  );
}

function Refill({ order }: { readonly order: OrderShown }) {
  const say = useSay();
  const word = useWord();
  const payer = useName()(order.payer);
  const terms = order.agreement?.terms;
  const [regime, anchor] =
    terms === undefined
      ? ["", ""]
      : [word("Regime", terms.regime), word("DueAnchor", terms.dueAnchor)];
  const days = terms?.dueDays ?? 0;
  return (
    <p>
      <b>{say("补库责任:谁使用、谁投资、谁补库。", "Who uses pays and refills. ")}</b>
      {say(
        `本单物资消耗或灭失的,由${payer}负责补库或结清`,
        `What is used up or lost is refilled or settled by ${payer}`,
      )}
      {terms === undefined
        ? say(",按依据栏所列方式办理。", ", on the ground given for each line.")
        : say(`(${regime},${anchor} ${days} 日内)。`, ` (${regime}, ${days} d, ${anchor}).`)}
    </p>
  );
}

function Terms({ order }: { readonly order: OrderShown }) {
  const say = useSay();
  const word = useWord();
  const price = usePrice();
  const terms = order.agreement?.terms;
  if (terms === undefined) return null;
  const passes = word("RiskPassesAt", terms.riskPassesAt);
  const { differenceWindowHours: hours, refillShelfMonths: months } = terms;
  return (
    <p>
      <b>{say("条款:", "Terms: ")}</b>
      {say(`风险转移:${passes};`, `risk passes: ${passes}; `)}
      {say(
        `差异须在 ${hours} 小时内确认,逾期视为同意;`,
        `differences are confirmed within ${hours} h, else deemed agreed; `,
      )}
      {say(`损耗计价:${price(terms)};`, `losses are valued at ${price(terms)}; `)}
      {say(
        `补库物资剩余保质期不少于 ${months} 个月。`,
        `refill goods keep at least ${months} months.`,
      )}
    </p>
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
    <SignatureBoxes parties={parties}>
      {say("签字(章)", "Signature")}
      <br />
      <br />
      {say("    年  月  日  时  分", "date          time")}
    </SignatureBoxes>
  );
}
