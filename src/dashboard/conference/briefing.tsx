import { useState } from "react";
import { useKeys } from "../core/keys.tsx";
import { useLang, useName, useSay } from "../core/lang.ts";
import { Empty, Panel, Scroll } from "../core/panel.tsx";
import { Trouble, useReading } from "../core/reading.tsx";
import { go, Link, useParam, usePlace } from "../core/route.tsx";
import { stampOf } from "../core/time.ts";
import { useMe } from "../core/viewer.ts";
import { useWord } from "../core/words.ts";
import { DashBriefingDocument } from "../published/operations.ts";
import { useChanges } from "./changes.ts";
import { KeyFigures, Sentences } from "./key-figures.tsx";
import { amountOf, useNames, useUnitWord, type BriefingShown, type Names } from "./names.ts";
import { SectionTable } from "./section-table.tsx";
import { useSections } from "./sections.ts";
import { SuperviseLate, type Late } from "./supervise-late.tsx";
import { Wall } from "./wall.tsx";

export function useBriefing(number: string, since: string | null = null) {
  const reading = useReading(DashBriefingDocument, { number, since }, { keep: true });
  const names = useNames(reading.data);
  return { reading, names, briefing: reading.data?.briefing ?? null };
}

export type BriefingReading = ReturnType<typeof useBriefing>["reading"];

/** What stands instead of a briefing that is not there, or not yet. */
export function NoBriefing({ reading }: { readonly reading: BriefingReading }) {
  const say = useSay();
  if (reading.data === undefined) return <Trouble reading={reading} />;
  return (
    <section className="panel">
      <h2 className="unseen">{say("简报", "Briefing")}</h2>
      <Empty>{say("没有这份简报,或您无权查看。", "No such briefing, or not yours.")}</Empty>
    </section>
  );
}

/** One frozen briefing; `?screen=1` shows it as a wall does. */
export function Briefing({ number }: { readonly number: string }) {
  const { query } = usePlace();
  const { reading, names, briefing } = useBriefing(number, query.get("since"));
  if (briefing === null) return <NoBriefing reading={reading} />;
  if (query.get("screen") === "1") return <Wall briefing={briefing} names={names} />;
  return <Whole briefing={briefing} names={names} reading={reading} />;
}

interface WholeProps {
  readonly briefing: BriefingShown;
  readonly names: Names;
  readonly reading: BriefingReading;
}

function Whole({ briefing, names, reading }: WholeProps) {
  const say = useSay();
  const { number, titleZh } = briefing;
  const address = `/briefing/${number}`;
  const print = (): void => go(`${address}/print`);
  const wall = (): void => go(`${address}?screen=1`);
  useKeys([
    { key: "p", zh: "打印简报", en: "Print the briefing", act: print },
    { key: "w", zh: "大屏(Esc 返回)", en: "Wall screen (Esc leaves)", act: wall },
  ]);
  return (
    <div className="page briefing">
      <h1>
        {titleZh} {number}
        <span className="acts">
          <button type="button" onClick={wall}>
            {say("大屏", "Wall screen")} <kbd>W</kbd>
          </button>
          <button type="button" onClick={print}>
            {say("打印", "Print")} <kbd>P</kbd>
          </button>
          <Link href="/conference">{say("决议与督办", "Resolutions")}</Link>
        </span>
      </h1>
      <Panel title={say("要点", "In three sentences")} tools={<FrozenAt briefing={briefing} />}>
        <Sentences briefing={briefing} names={names} />
      </Panel>
      <KeyFigures briefing={briefing} />
      <Parts briefing={briefing} names={names} now={reading.data?.hub.now ?? ""} />
      <Changes briefing={briefing} names={names} />
      <Cited briefing={briefing} reading={reading} />
    </div>
  );
}

interface PartsProps extends Omit<WholeProps, "reading"> {
  readonly now: string;
}

function Parts({ briefing, names, now }: PartsProps) {
  const word = useWord();
  const [late, setLate] = useState<Late | null>(null);
  const supervise = useSupervise(briefing, names, setLate);
  return (
    <>
      {useSections(briefing, names).map((section) => (
        <div key={section.code} id={section.code}>
          <Panel
            title={word("BriefingSection", section.code)}
            tools={<Sourced source={section.source} briefing={briefing} />}
          >
            <Scroll label={word("BriefingSection", section.code)}>
              <SectionTable
                section={section}
                {...(section.code === "OVERDUE" && supervise !== null ? { act: supervise } : {})}
              />
            </Scroll>
          </Panel>
        </div>
      ))}
      {late === null ? null : <SuperviseLate late={late} now={now} onClose={() => setLate(null)} />}
    </>
  );
}

/** What the secretary may do about an overdue row; null for whoever may not. */
function useSupervise({ overdue }: BriefingShown, { org }: Names, open: (late: Late) => void) {
  const say = useSay();
  const word = useWord();
  const unit = useUnitWord();
  const me = useMe();
  if (!me.may("supervision:manage")) return null;
  const run = (key: string): void => {
    const row = overdue.find(({ id }) => id === key);
    if (row === undefined) return;
    const { source, id, dueOn, outstanding } = row;
    const kind = row.kind === null ? say("补库任务", "refill task") : word("ClaimKind", row.kind);
    const what = `${kind} ${row.nameZh} ${amountOf(outstanding, row.unit)} ${unit(row.unit)}`;
    open({ sourceKind: source, id, who: org(row.debtor), what, dueOn });
  };
  return { text: say("督办立项", "Supervise"), run };
}

export function FrozenAt({ briefing }: { readonly briefing: BriefingShown }) {
  const say = useSay();
  return (
    <span className="as-of">
      {say("冻结于", "frozen")} {stampOf(briefing.recordedAt)} (UTC+8)
    </span>
  );
}

function Sourced({
  source,
  briefing,
}: {
  readonly source: string;
  readonly briefing: BriefingShown;
}) {
  const say = useSay();
  return (
    <span className="as-of">
      {say("来源:", "Source: ")}
      {source} · {say("数据截至", "data as of")} {stampOf(briefing.recordedAt)}
    </span>
  );
}

function Changes({ briefing, names }: Omit<WholeProps, "reading">) {
  const say = useSay();
  const changes = useChanges(briefing, names);
  const title = say("与更早一期相比的变化", "What changed since an earlier one");
  return (
    <Panel title={title} tools={<Since briefing={briefing} />}>
      {changes === null ? (
        <Empty>
          {say("这是首期,没有可比的上期。", "This is the first: there is none before.")}
        </Empty>
      ) : (
        <Scroll label={title}>
          <SectionTable section={changes} />
        </Scroll>
      )}
    </Panel>
  );
}

/** Which earlier briefing this one is laid beside: the last, until another is chosen. */
function Since({ briefing: { earlier, previous } }: { readonly briefing: BriefingShown }) {
  const say = useSay();
  const [since, setSince] = useParam("since");
  if (previous === null) return null;
  const chosen = since ?? previous.number;
  return (
    <span className="as-of">
      <label>
        {say("与哪一期比较 ", "Compared with ")}
        <select value={chosen} onChange={({ target }) => setSince(target.value)}>
          {earlier.map(({ number, titleZh, recordedAt }) => (
            <option key={number} value={number}>
              {`${number} ${titleZh} · ${stampOf(recordedAt)}`}
            </option>
          ))}
        </select>
      </label>{" "}
      <Link href={`/briefing/${chosen}`}>{say("看该期", "Open it")}</Link>
    </span>
  );
}

function Cited({ briefing, reading }: Omit<WholeProps, "names">) {
  const say = useSay();
  const name = useName();
  const english = useLang() === "en";
  const { number, digest, feedSeq, ledgerHead, issuer, subjectZh } = briefing;
  const facts: readonly (readonly [string, string])[] = [
    [say("编号", "Number"), number],
    [say("范围", "On"), subjectZh],
    [say("出具单位", "Issued by"), name(issuer)],
    [say("动态序号", "Feed"), String(feedSeq)],
    [
      say("账头", "Sealed head"),
      ledgerHead === null
        ? say("尚无封存", "none sealed yet")
        : `${ledgerHead.hash.slice(0, 16)}… · ${stampOf(ledgerHead.sealedAt)}`,
    ],
  ];
  return (
    <Panel title={say("引用与重开", "To cite and open again")} reading={reading}>
      <dl className="facts">
        {facts.map(([term, text]) => (
          <div key={term}>
            <dt>{term}</dt>
            <dd>{text}</dd>
          </div>
        ))}
      </dl>
      <p className="cited">
        SHA-256 <code>{digest}</code>
        <br />
        {english ? briefing.citationEn : briefing.citationZh}
      </p>
    </Panel>
  );
}
