import { useState, type RefObject } from "react";
import { useSay } from "../core/lang.ts";
import { copyText } from "./save.ts";
import { cellsOf, saveCsv, tsvOf } from "./table-out.ts";

interface ExportsProps {
  readonly box: RefObject<HTMLDivElement | null>;
  readonly name: string;
}

/** The table as it stands on the page: into a file, or into a spreadsheet by paste. */
export function Exports({ box, name }: ExportsProps) {
  const say = useSay();
  const [copied, setCopied] = useState(false);
  const table = (): HTMLTableElement | null => box.current?.querySelector("table") ?? null;
  const save = (): void => {
    const shown = table();
    if (shown !== null) saveCsv(shown, name);
  };
  const copy = (): void => {
    const shown = table();
    setCopied(shown !== null && copyText(tsvOf(cellsOf(shown))));
  };
  return (
    <>
      <button type="button" onClick={save}>
        {say("导出 CSV", "Export CSV")}
      </button>
      <button type="button" onClick={copy}>
        {copied ? say("已复制", "Copied") : say("复制表格", "Copy the table")}
      </button>
    </>
  );
}
