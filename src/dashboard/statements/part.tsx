import { useSay } from "../core/lang.ts";
import type { DashStatementQuery } from "../published/operations.ts";

export type StatementShown = Extract<
  NonNullable<DashStatementQuery["node"]>,
  { readonly page: object }
>;
type Part = StatementShown["page"]["sections"][number];

/** Lines as the hub wrote them: the files have the same cells. */
export function PartTable({
  part,
  className,
}: {
  readonly part: Part;
  readonly className?: string;
}) {
  const say = useSay();
  if (part.rows.length === 0) return <p className="empty">{say("本期无。", "None.")}</p>;
  return (
    <table className={className}>
      <thead>
        <tr>
          {part.headings.map(({ text, number }) => (
            <th key={text} className={number ? "number" : ""}>
              {text}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {part.rows.map((cells, row) => (
          <tr key={row}>
            {cells.map((cell, at) => (
              <td key={at} className={part.headings[at]?.number === true ? "number" : ""}>
                {cell}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
