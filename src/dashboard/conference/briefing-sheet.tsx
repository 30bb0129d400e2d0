import { useKeys } from "../core/keys.tsx";
import { useLang, useName, useSay } from "../core/lang.ts";
import { Trouble } from "../core/reading.tsx";
import { Link } from "../core/route.tsx";
import { stampOf } from "../core/time.ts";
import { useWord } from "../core/words.ts";
import { SignatureBoxes } from "../orders/signatures.tsx";
import type { BriefingSection } from "../published/operations.ts";
import { NoBriefing, useBriefing } from "./briefing.tsx";
import { KeyFigures, Sentences } from "./key-figures.tsx";
import type { BriefingShown, Names } from "./names.ts";
import { SectionTable } from "./section-table.tsx";
import { useSections } from "./sections.ts";

/** Rows of each part that two pages hold; the rest is read in the briefing by its number. */
const most: Readonly<Partial<Record<BriefingSection, number>>> = {
  GAPS: 5,
  OVERDUE: 6,
  OWED: 6,
  DECISIONS: 6,
  POSITION: 8,
  INCIDENTS: 5,
  SUPERVISION: 4,
};

/** The briefing as paper, A4, at most two pages. */
export function BriefingSheet({ number }: { readonly number: string }) {
  const say = useSay();
  const { reading, names, briefing } = useBriefing(number);
  useKeys([{ key: "p", zh: "打印", en: "Print", act: () => print() }]);
  if (briefing === null) return <NoBriefing reading={reading} />;
  return (
    <>
      <p className="sheet-tools">
        <button type="button" className="primary" onClick={() => print()}>
          {say("打印 A4", "Print A4")} <kbd>P</kbd>
        </button>{" "}
        <Link href={`/briefing/${number}`}>{say("返回简报", "Back to the briefing")}</Link>
      </p>
      <Trouble reading={reading} />
      <Paper briefing={briefing} names={names} />
    </>
  );
}

interface PaperProps {
  readonly briefing: BriefingShown;
  readonly names: Names;
}

function Paper({ briefing, names }: PaperProps) {
  const say = useSay();
  const name = useName();
  const word = useWord();
  const english = useLang() === "en";
  const parts = useSections(briefing, names).filter(({ code }) => code in most);
  const { number, titleZh, subjectZh, issuer, recordedAt, exercise } = briefing;
  return (
    <article className="sheet briefing-sheet">
      {exercise ? (
        <p className="sheet-drill">{say("演练 · 不作实战依据", "EXERCISE · not for real use")}</p>
      ) : null}
      <header>
        <div>
          <h1>{say("联席会议简报", "Joint conference briefing")}</h1>
          <p>
            <b>{titleZh}</b> {say("编号", "No.")} <b>{number}</b>
            {` · ${subjectZh} · ${name(issuer)} · `}
            {say("数据截至", "data as of")} {stampOf(recordedAt)} (UTC+8)
          </p>
        </div>
      </header>
      <Sentences briefing={briefing} names={names} />
      <KeyFigures briefing={briefing} />
      {parts.map((section, at) => (
        <section key={section.code} id={section.code}>
          <h2>
            {at + 1}. {word("BriefingSection", section.code)} <small>({section.source})</small>
          </h2>
          <SectionTable section={section} className="sheet-lines" most={most[section.code] ?? 0} />
        </section>
      ))}
      <SignatureBoxes
        parties={[
          say("出具(秘书)", "Issued by (secretary)"),
          say("主持人", "Chair"),
          say("成员单位(一)", "Member 1"),
          say("成员单位(二)", "Member 2"),
        ]}
      >
        {say("签字(章)", "Signature")}
        <br />
        <br />
        {say("    年  月  日", "date")}
      </SignatureBoxes>
      <footer>{english ? briefing.citationEn : briefing.citationZh}</footer>
    </article>
  );
}
