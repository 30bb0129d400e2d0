import { useKeys } from "../core/keys.tsx";
import { useName, useSay } from "../core/lang.ts";
import { go } from "../core/route.tsx";
import { stampOf } from "../core/time.ts";
import { useWord } from "../core/words.ts";
import { KeyFigures, Sentences } from "./key-figures.tsx";
import type { BriefingShown, Names } from "./names.ts";
import { SectionTable } from "./section-table.tsx";
import type { Section } from "./section-rows.ts";
import { useSections } from "./sections.ts";

interface WallProps {
  readonly briefing: BriefingShown;
  readonly names: Names;
}

/** Which columns a wall has room for, part by part. */
const shown: Readonly<Partial<Record<Section["code"], readonly number[]>>> = {
  GAPS: [0, 1, 4, 5, 6],
  OVERDUE: [0, 2, 3, 4, 5],
  DECISIONS: [0, 1, 2, 4],
};

const most = 3;

/** The briefing from across the room: no controls, one screen, Esc leaves. */
export function Wall({ briefing, names }: WallProps) {
  const say = useSay();
  const name = useName();
  const word = useWord();
  const { number, titleZh, digest, exercise, issuer, recordedAt } = briefing;
  const leave = (): void => go(`/briefing/${number}`);
  useKeys([{ key: "Escape", zh: "离开大屏", en: "Leave the wall screen", act: leave }]);
  return (
    <article className="wall">
      <h1>
        {exercise ? <strong>{say("演练", "EXERCISE")}</strong> : null} {titleZh}{" "}
        <span>
          {number} · {say("冻结于", "frozen")} {stampOf(recordedAt)}
        </span>
      </h1>
      <Sentences briefing={briefing} names={names} />
      <KeyFigures briefing={briefing} />
      <div className="wall-parts">
        {useSections(briefing, names)
          .filter(({ code }) => code in shown)
          .map((section) => (
            <section key={section.code} id={section.code}>
              <h2>{word("BriefingSection", section.code)}</h2>
              <SectionTable section={narrow(section)} most={most} />
            </section>
          ))}
      </div>
      <p>
        {name(issuer)} · {say("来源:枢纽台账与动态", "Source: the hub's books and feed")} ·{" "}
        {say("数据截至", "data as of")} {stampOf(recordedAt)} (UTC+8) · SHA-256{" "}
        {digest.slice(0, 16)}…
      </p>
    </article>
  );
}

function narrow(section: Section): Section {
  const kept = shown[section.code] ?? [];
  return {
    ...section,
    headings: section.headings.filter((_, at) => kept.includes(at)),
    rows: section.rows.map((row) => ({
      ...row,
      cells: row.cells.filter((_, at) => kept.includes(at)),
    })),
  };
}
