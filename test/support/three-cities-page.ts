import { format } from "prettier";
import { claimKind, claimState, settlementMeans } from "../../schema/words/ledger.ts";
import { drug, tent } from "./three-cities-world.ts";
import type { Call, Chapter, StatementTold } from "./three-cities-books.ts";

export interface Told {
  readonly told: Readonly<Record<string, Chapter>>;
  readonly statements: readonly StatementTold[];
  readonly verdict: readonly string[];
}
export type PageLocale = "en" | "zh";

/** In the order of the story; a page marks where each stands. */
const parts = ["accident", "floods", "disputed", "netted", "stated", "proved"] as const;

const heads = {
  en: {
    claims: ["who → whom", "kind", "item", "outstanding", "state"],
    tasks: ["shelf of", "refilled by", "item", "to refill"],
    lines: ["statement", "side", "kind", "item", "opened", "settled", "closing", "disputed"],
    owes: ["due to", "due from"],
  },
  zh: {
    claims: ["谁 → 谁", "种类", "物资", "未清", "状态"],
    tasks: ["谁的货架", "由谁补", "物资", "应补"],
    lines: "对账单 方向 种类 物资 新增 清偿 期末 其中有异议".split(" "),
    owes: ["应收", "应办"],
  },
} as const;

const nouns: Readonly<Record<string, { readonly en: string; readonly zh: string }>> = {
  [tent]: { en: "tent", zh: "救灾帐篷" },
  [drug]: { en: "antidote", zh: "解毒药" },
};

const table = (headings: readonly string[], rows: readonly (readonly string[])[]): string =>
  [headings, headings.map(() => "---"), ...rows].map((row) => `| ${row.join(" | ")} |`).join("\n");

/** `{"a":1}` as one line of a call. */
const callLine = ({ who, operation, variables }: Call): string => {
  const asked = variables as { readonly input?: unknown };
  return `${who}  ${operation}  ${JSON.stringify(asked.input ?? asked)}`;
};

const calls = (chapter: Chapter): string =>
  ["```text", ...chapter.calls.map(callLine), "```"].join("\n");

function books({ books: { claims, tasks } }: Chapter, locale: PageLocale): string {
  const said = (code: string): string => {
    const [outer = "", inner] = code.split(/ \(|\)/);
    const word = (one: string): string => claimKind[one as keyof typeof claimKind][locale];
    return inner ? `${word(outer)} (${word(inner)})` : word(outer);
  };
  const claimRows = claims.map(([pair = "", kind = "", item = "", quantity = "", state = ""]) => [
    ...[pair, said(kind), nouns[item]?.[locale] ?? item, quantity],
    claimState[state as keyof typeof claimState][locale],
  ]);
  const taskRows = tasks.map(([owner = "", performer = "", item = "", quantity = ""]) => [
    ...[owner, performer, nouns[item]?.[locale] ?? item, quantity],
  ]);
  return [table(heads[locale].claims, claimRows), table(heads[locale].tasks, taskRows)].join(
    "\n\n",
  );
}

function statementTable(statements: readonly StatementTold[], locale: PageLocale): string {
  const [dueTo, dueFrom] = heads[locale].owes;
  const rows = statements.flatMap(({ who, other, lines }) =>
    lines.map((line) => [
      ...[`${who} – ${other}`, line.collects ? dueTo : dueFrom],
      claimKind[line.kind as keyof typeof claimKind][locale],
      nouns[line.itemCode]?.[locale] ?? line.itemCode,
      String(line.opened),
      line.settled
        .map(({ means, quantity }) => {
          return `${settlementMeans[means as keyof typeof settlementMeans][locale]} ${quantity}`;
        })
        .join(", "),
      ...[String(line.closing), String(line.disputed)],
    ]),
  );
  return table(heads[locale].lines, rows);
}

/** The page as it is written, with what is told between its marks, as prettier would leave it. */
export async function threeCitiesPage(
  written: string,
  { told, statements, verdict }: Told,
  locale: PageLocale,
): Promise<string> {
  const shown = (name: (typeof parts)[number], chapter: Chapter): string => {
    if (name === "stated") return statementTable(statements, locale);
    return name === "proved" ? proof(verdict) : books(chapter, locale);
  };
  const text = parts.reduce((page, name) => {
    const chapter = told[name];
    const [before, rest] = page.split(`<!-- ${name} -->`);
    const after = rest?.slice(rest.indexOf("<!-- end -->"));
    if (chapter === undefined || after === undefined) throw new Error(`nothing of ${name}`);
    const body = [`<!-- ${name} -->`, calls(chapter), shown(name, chapter), after];
    return `${before ?? ""}${body.join("\n\n")}`;
  }, written);
  return format(text, { parser: "markdown", printWidth: 100 });
}

const proof = (verdict: readonly string[]): string =>
  [
    "```sh",
    "node docs/examples/verify-proof.mjs HEADS.json 0.json 1.json",
    "```",
    "",
    "```text",
    ...verdict.map((line) => line.replace(/\d+ heads/, "… heads")),
    "```",
  ].join("\n");
