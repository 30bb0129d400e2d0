import { useState } from "react";
import { Refusals, useDeed } from "../core/deed.tsx";
import { Dialog } from "../core/dialog.tsx";
import { useKeys } from "../core/keys.tsx";
import { useLang, useName, useSay } from "../core/lang.ts";
import { Empty, Panel, Scroll } from "../core/panel.tsx";
import { Trouble, useReading } from "../core/reading.tsx";
import { go } from "../core/route.tsx";
import { stampOf } from "../core/time.ts";
import { useMe } from "../core/viewer.ts";
import {
  CountersignStatementDocument,
  DashStatementDocument,
  type DashStatementQuery,
} from "../published/operations.ts";
import { PartTable, type StatementShown } from "./part.tsx";

const isStatement = (node: DashStatementQuery["node"] | undefined): node is StatementShown =>
  node !== null && node !== undefined && "page" in node;

export function useStatement(id: string) {
  const english = useLang() === "en";
  const reading = useReading(DashStatementDocument, { id, english }, { keep: true });
  const node = reading.data?.node;
  const statement = isStatement(node) ? node : null;
  return { reading, statement };
}

export function Statement({ id }: { readonly id: string }) {
  const say = useSay();
  const { reading, statement } = useStatement(id);
  if (reading.data === undefined) return <Trouble reading={reading} />;
  if (statement === null)
    return (
      <Empty>{say("没有这份对账单,或您无权查看。", "No such statement, or not yours.")}</Empty>
    );
  return <Whole statement={statement} reading={reading} />;
}

interface WholeProps {
  readonly statement: StatementShown;
  readonly reading: ReturnType<typeof useStatement>["reading"];
}

function Whole({ statement, reading }: WholeProps) {
  const say = useSay();
  const me = useMe();
  const [signing, setSigning] = useState(false);
  const { page, counterparty, countersignedAt, id } = statement;
  const open = counterparty !== null && countersignedAt === null;
  const maySign = open && me.may("statement:issue", [counterparty.id]);
  const print = (): void => go(`/statements/${id}/print`);
  useKeys([
    ...(maySign ? [{ key: "c", zh: "签认", en: "Countersign", act: () => setSigning(true) }] : []),
    { key: "p", zh: "打印对账单", en: "Print the statement", act: print },
  ]);
  return (
    <div className="page">
      <h1>
        {page.title} {page.number}
        <span className="acts">
          {maySign ? (
            <button type="button" className="primary" onClick={() => setSigning(true)}>
              {say("签认", "Countersign")} <kbd>C</kbd>
            </button>
          ) : null}
          <Files id={id} />
          <button type="button" onClick={print}>
            {say("打印", "Print")} <kbd>P</kbd>
          </button>
        </span>
      </h1>
      <Panel title={say("要素", "The statement")} reading={reading}>
        <dl className="facts">
          {page.facts.map(({ term, text }) => (
            <div key={term}>
              <dt>{term}</dt>
              <dd>{text}</dd>
            </div>
          ))}
        </dl>
      </Panel>
      {page.sections.map((part) => (
        <Panel key={part.code} title={part.title} reading={reading}>
          <Scroll label={part.title}>
            <PartTable part={part} />
          </Scroll>
        </Panel>
      ))}
      {signing ? <Countersign statement={statement} onClose={() => setSigning(false)} /> : null}
    </div>
  );
}

function Files({ id }: { readonly id: string }) {
  const locale = useLang();
  return (
    <>
      {(["csv", "xlsx"] as const).map((form) => (
        <a key={form} href={`/statements/${id}.${form}?lang=${locale}`} download>
          {form.toUpperCase()}
        </a>
      ))}
    </>
  );
}

function Countersign({
  statement: { id, page, organization, issuedAt },
  onClose,
}: {
  readonly statement: StatementShown;
  readonly onClose: () => void;
}) {
  const say = useSay();
  const name = useName();
  const deed = useDeed(CountersignStatementDocument, (data) => data.countersignStatement);
  const sign = async (): Promise<void> => {
    if ((await deed.run({ statementId: id })) !== null) onClose();
  };
  const head = page.facts.slice(-4, -3)[0];
  return (
    <Dialog
      title={say("签认对账单", "Countersign the statement")}
      confirm={say("签认", "Countersign")}
      busy={deed.busy}
      onConfirm={() => void sign()}
      onClose={onClose}
    >
      <Refusals deed={deed} />
      <p>
        {page.number} · {name(organization)} · {stampOf(issuedAt)}
      </p>
      <p>
        {head?.term} <code>{head?.text}</code>
      </p>
      <ul className="asked">
        {page.sections.map(({ code, title, rows }) => (
          <li key={code}>
            {title}: {say(`${rows.length} 行`, `${rows.length} lines`)}
          </li>
        ))}
      </ul>
      <p>
        {say(
          "签认后数字不再变化;不同意某笔的,请对该笔提出异议。",
          "What is signed never changes; whoever disagrees disputes the claim instead.",
        )}
      </p>
    </Dialog>
  );
}
