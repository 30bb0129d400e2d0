import { useKeys } from "../core/keys.tsx";
import { useName, useSay } from "../core/lang.ts";
import { Empty } from "../core/panel.tsx";
import { Trouble } from "../core/reading.tsx";
import { Link } from "../core/route.tsx";
import { stampOf } from "../core/time.ts";
import type { HubKind } from "../published/operations.ts";
import { PartTable, type StatementShown } from "./part.tsx";
import { useStatement } from "./statement.tsx";

/** The statement as paper, A4, with room for both sides' signatures and seals. */
export function StatementSheet({ id }: { readonly id: string }) {
  const say = useSay();
  const { reading, statement } = useStatement(id);
  useKeys([{ key: "p", zh: "打印", en: "Print", act: () => print() }]);
  if (reading.data === undefined) return <Trouble reading={reading} />;
  if (statement === null)
    return (
      <Empty>{say("没有这份对账单,或您无权查看。", "No such statement, or not yours.")}</Empty>
    );
  return (
    <>
      <p className="sheet-tools">
        <button type="button" className="primary" onClick={() => print()}>
          {say("打印 A4", "Print A4")} <kbd>P</kbd>
        </button>{" "}
        <Link href={`/statements/${id}`}>{say("返回对账单", "Back to the statement")}</Link>
      </p>
      <Trouble reading={reading} />
      <Paper statement={statement} kind={reading.data.hub.kind} />
    </>
  );
}

interface PaperProps {
  readonly statement: StatementShown;
  readonly kind: HubKind;
}

function Paper({ statement, kind }: PaperProps) {
  const say = useSay();
  const { page } = statement;
  return (
    <article className="sheet statement-sheet">
      {kind === "EXERCISE" ? (
        <p className="sheet-drill">{say("演练 · 不作实战依据", "EXERCISE · not for real use")}</p>
      ) : null}
      <header>
        <h1>{page.title}</h1>
      </header>
      <table className="sheet-facts">
        <tbody>
          {page.facts.map(({ term, text }) => (
            <tr key={term}>
              <th scope="row">{term}</th>
              <td>{text}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {page.sections.map((part, at) => (
        <section key={part.code} data-part={part.code}>
          <h2>
            {at + 1}. {part.title}
          </h2>
          <PartTable part={part} className="sheet-lines" />
        </section>
      ))}
      <Signs statement={statement} />
      <footer>
        {say("各行单位不同,不合计。", "Units differ: no sums.")}{" "}
        {statement.counterparty === null
          ? null
          : say("一式两份,双方各执一份。", "In two copies, one for each side.")}
      </footer>
    </article>
  );
}

function Signs({ statement }: { readonly statement: StatementShown }) {
  const say = useSay();
  const name = useName();
  const { organization, counterparty, issuedAt, countersignedAt } = statement;
  const sides = [
    { role: say("出具单位", "Issued by"), side: name(organization), at: issuedAt },
    ...(counterparty === null
      ? []
      : [{ role: say("对方单位", "Other side"), side: name(counterparty), at: countersignedAt }]),
  ];
  return (
    <table className="sheet-signs">
      <thead>
        <tr>
          {sides.map(({ role, side }) => (
            <th key={role}>
              {role} {side}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        <tr>
          {sides.map(({ role, at }) => (
            <td key={role}>
              {say("系统签认", "Signed in the hub")} {stampOf(at)}
              <br />
              {say("经办人签字(盖章)", "Signature and seal")}
              <br />
              <br />
              {say("    年  月  日", "date")}
            </td>
          ))}
        </tr>
      </tbody>
    </table>
  );
}
