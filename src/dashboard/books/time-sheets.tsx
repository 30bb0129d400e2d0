import { figure, yuan } from "../core/figures.ts";
import { useSay } from "../core/lang.ts";
import { Scroll } from "../core/panel.tsx";
import { Link } from "../core/route.tsx";
import { Table } from "../core/table.tsx";
import { stampOf } from "../core/time.ts";
import { useWord } from "../core/words.ts";
import type { DashOrderQuery } from "../published/operations.ts";

export type SheetShown = NonNullable<
  DashOrderQuery["order"]
>["lines"][number]["timeSheets"][number];

/** 工时单 as it was booked, with room for both to sign the print. */
export function TimeSheets({ sheets }: { readonly sheets: readonly SheetShown[] }) {
  return sheets.map((sheet, at) => <Sheet key={at} sheet={sheet} />);
}

function Sheet({ sheet }: { readonly sheet: SheetShown }) {
  const say = useSay();
  const word = useWord();
  return (
    <section className="time-sheet">
      <p>
        <b>
          {say("工时单 ", "Time sheet ")}
          {sheet.sheetNumber}
        </b>
        {` · ${sheet.rateTable} · ${say("登记", "recorded")} ${stampOf(sheet.recordedAt)}`}
        {sheet.claims.map(({ id, kind, state }) => (
          <span key={id}>
            {" · "}
            <Link href={`/books/${id}`}>{word("ClaimKind", kind)}</Link> {word("ClaimState", state)}
          </span>
        ))}
      </p>
      <Days sheet={sheet} />
      <p className="signs">
        <span>
          {say("队伍签认:", "For the team: ")}
          {sheet.signedForTeam} ________
        </span>
        <span>
          {say("接收方签认:", "For the receiver: ")}
          {sheet.signedForReceiver} ________
        </span>
      </p>
    </section>
  );
}

function Days({ sheet }: { readonly sheet: SheetShown }) {
  const say = useSay();
  const word = useWord();
  return (
    <Scroll label={say(`工时单 ${sheet.sheetNumber}`, `Time sheet ${sheet.sheetNumber}`)}>
      <Table
        columns={[
          say("日期", "Day"),
          say("计量", "Counted in"),
          { number: say("数量", "Quantity") },
          { number: say("费率(元)", "Rate (CNY)") },
          { number: say("金额(元)", "Amount (CNY)") },
          say("说明", "Note"),
        ]}
      >
        {sheet.days.map(({ day, unit, quantity, rateFen, amountFen, note }, at) => (
          <tr key={at}>
            <td>{day}</td>
            <td>{word("ServiceUnit", unit)}</td>
            <td className="number">{figure(quantity)}</td>
            <td className="number">{yuan(rateFen)}</td>
            <td className="number">{yuan(amountFen)}</td>
            <td>{note ?? "—"}</td>
          </tr>
        ))}
        <tr>
          <th colSpan={4}>{say("合计", "Total")}</th>
          <th className="number">{yuan(sheet.totalFen)}</th>
          <th />
        </tr>
      </Table>
    </Scroll>
  );
}
