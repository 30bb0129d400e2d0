import type { ReactNode } from "react";

/** The title of a column; that of figures stands to the right, over them. */
export type Column = string | { readonly number: string };

interface TableProps {
  readonly columns: readonly Column[];
  readonly className?: string;
  /** The rows. */
  readonly children: ReactNode;
}

export function Table({ columns, className, children }: TableProps) {
  return (
    <table className={className}>
      <thead>
        <tr>
          {columns.map((column, at) =>
            typeof column === "string" ? (
              <th key={at}>{column}</th>
            ) : (
              <th key={at} className="number">
                {column.number}
              </th>
            ),
          )}
        </tr>
      </thead>
      <tbody>{children}</tbody>
    </table>
  );
}
