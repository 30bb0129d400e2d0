import { useSay } from "../core/lang.ts";
import type { Section } from "./section-rows.ts";

interface SectionTableProps {
  readonly section: Pick<Section, "headings" | "rows">;
  /** Only so many rows; how many are left out is said. */
  readonly most?: number;
  readonly className?: string;
}

export function SectionTable({ section, most = Infinity, className }: SectionTableProps) {
  const say = useSay();
  const { headings, rows } = section;
  if (rows.length === 0) return <p className="empty">{say("无。", "None.")}</p>;
  const left = rows.length - most;
  const classOf = (at: number): string => (headings[at]?.number === true ? "number" : "");
  return (
    <>
      <table className={className}>
        <thead>
          <tr>
            {headings.map(({ text }, at) => (
              <th key={text} className={classOf(at)}>
                {text}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.slice(0, most).map(({ key, cells, late = false }) => (
            <tr key={key} className={late ? "late" : ""}>
              {cells.map((cell, at) => (
                <td key={at} className={classOf(at)}>
                  {cell}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      {left > 0 ? (
        <p className="more">
          {say(`另有 ${left} 行见简报原件。`, `${left} more in the briefing.`)}
        </p>
      ) : null}
    </>
  );
}
