import { format } from "prettier";
import type { Row, Section } from "./explained-rows.ts";

const HEADS: Readonly<Record<Section["id"], { readonly zh: string; readonly en: string }>> = {
  reasons: { zh: "为什么是它:每一行的理由", en: "Why this one: the reasons of a line" },
  exclusions: { zh: "为什么不是它:未采用的货源", en: "Why not that one: the exclusion ledger" },
  limits: { zh: "为什么缺:缺口的原因", en: "Why something is short: the limits" },
  proofs: { zh: "缺口的证明", en: "That no plan could miss less: the proofs" },
  measures: { zh: "怎么补:试算过的措施", en: "What would cure it: measures, each tried" },
  warnings: { zh: "提示", en: "Warnings" },
};

const MARK = "<!-- below: written by a test -->";

/** The page with its examples made anew; what stands above the mark is written by hand. */
export async function explanationsPage(
  page: string,
  sections: readonly Section[],
  locale: "zh" | "en",
): Promise<string> {
  const parts = sections.map(
    ({ id, rows }) =>
      `## ${HEADS[id][locale]}\n\n${rows.map((row) => rowText(row, locale)).join("\n\n")}`,
  );
  const [opening = ""] = page.split(MARK);
  const text = `${opening.trimEnd()}\n\n${MARK}\n\n${parts.join("\n\n")}\n`;
  return format(text, { parser: "markdown", printWidth: 100 });
}

const rowText = ({ code, from, data, said }: Row, locale: "zh" | "en"): string =>
  [
    `### \`${code}\``,
    from[locale],
    `\`\`\`json\n${JSON.stringify(data)}\n\`\`\``,
    `> ${said.zh}\n>\n> ${said.en}`,
  ].join("\n\n");
