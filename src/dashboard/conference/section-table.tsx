import { useSay } from "../core/lang.ts";
import type { Section } from "./section-rows.ts";

interface SectionTableProps {
  readonly section: Pick<Section, "headings" | "rows">;
  /** Only so many rows; how many are left out is said. */
  readonly most?: number;
  readonly className?: string;
  /** What may be done about a row, by its key. */
  readonly act?: { readonly text: string; readonly run: (key: string) => void };
}

export function SectionTable({ section, most = Infinity, className, act }: SectionTableProps) {
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
            {act === undefined ? null : <th>{say("办理", "Act")}</th>}
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
              {act === undefined ? null : (
                <td>
                  <button type="button" onClick={() => act.run(key)}>
                    {act.text}
                  </button>
                </td>
              )}
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
