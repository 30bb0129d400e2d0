import { figure, yuan } from "../core/figures.ts";
import { useName, useSay } from "../core/lang.ts";
import { Scroll } from "../core/panel.tsx";
import type { Cell, Group } from "./group.ts";

type Region = Cell["debtor"];

const distinct = (regions: readonly Region[]): Region[] => [
  ...new Map(regions.map((region) => [region.code, region])).values(),
];

/** Rows owe, columns are owed. An empty cell is no claim that one may see, not a zero. */
export function Matrix({ group }: { readonly group: Group }) {
  const say = useSay();
  const name = useName();
  const debtors = distinct(group.cells.map(({ debtor }) => debtor));
  const creditors = distinct(group.cells.map(({ creditor }) => creditor));
  return (
    <Scroll label={say("往来矩阵", "Matrix")}>
      <table className="matrix">
        <caption>
          {say("行:应办一方;列:应收一方;单位:", "Rows owe, columns are owed; unit: ")}
          {group.unit === "分" ? say("元", "CNY") : group.unit}
        </caption>
        <thead>
          <tr>
            <th>{say("应办 ↓ 应收 →", "owes ↓ is owed →")}</th>
            {creditors.map((region) => (
              <th key={region.code} scope="col">
                {name(region)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {debtors.map((debtor) => (
            <tr key={debtor.code}>
              <th scope="row">{name(debtor)}</th>
              {creditors.map((creditor) => (
                <td key={creditor.code} className="number">
                  <Amount
                    cell={group.cells.find(
                      (one) =>
                        one.debtor.code === debtor.code && one.creditor.code === creditor.code,
                    )}
                  />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </Scroll>
  );
}

function Amount({ cell }: { readonly cell: Cell | undefined }) {
  const say = useSay();
  if (cell === undefined) return <>·</>;
  const said = (value: number): string => (cell.unit === "分" ? yuan(value) : figure(value));
  return (
    <>
      <b>{said(cell.outstanding)}</b>
      {cell.overdue > 0 ? (
        <span className="short">
          {" "}
          {say(`逾期 ${said(cell.overdue)}`, `overdue ${said(cell.overdue)}`)}
        </span>
      ) : null}
      {cell.disputed > 0 ? (
        <span className="amber">
          {" "}
          {say(`争议 ${said(cell.disputed)}`, `disputed ${said(cell.disputed)}`)}
        </span>
      ) : null}
    </>
  );
}
