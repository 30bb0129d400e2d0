import type { ReactNode } from "react";

interface SignatureBoxesProps {
  readonly parties: readonly string[];
  /** What stands in each box; absent: nothing. */
  readonly children?: ReactNode;
}

/** A box for each who signs at the foot of a printed sheet. */
export const SignatureBoxes = ({ parties, children }: SignatureBoxesProps) => (
  <table className="sheet-signs">
    <thead>
      <tr>
        {parties.map((party) => (
          <th key={party}>{party}</th>
        ))}
      </tr>
    </thead>
    <tbody>
      <tr>
        {parties.map((party) => (
          <td key={party}>{children}</td>
        ))}
      </tr>
    </tbody>
  </table>
);
