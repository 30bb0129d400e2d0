import { format } from "prettier";
import type { ClassResult, Comparison, Result } from "./nearest-rows.ts";

type Locale = "zh" | "en";

const HEADS = {
  zh: {
    class: ["情景", "优先级", "需求数", "缺货需求", "缺口(万分)", "满足率"],
    whole: ["情景", "平均到达 分", "线路", "发货单位", "费用"],
    storm: ["飓风", "缺口(件)", "满足率", "平均到达 小时", "线路", "发货点", "费用"],
  },
  en: {
    class: ["exercise", "priority", "needs", "short", "missing, 10⁴ points", "fill rate"],
    whole: ["exercise", "mean arrival, min", "lanes", "senders", "cost"],
    storm: ["hurricane", "missing", "fill rate", "mean arrival, h", "lanes", "senders", "cost"],
  },
} as const;

/** Hurricanes in a land where every node holds so many of each item. */
export interface Storms {
  readonly stock: number;
  readonly rows: readonly Comparison[];
}

export interface Told {
  readonly exercises: readonly Comparison[];
  readonly storms: readonly Storms[];
  readonly verdict: string;
}

/** The page with its figures made anew; what stands between them is written by hand. */
export async function nearestPage(page: string, told: Told, locale: Locale): Promise<string> {
  const head = HEADS[locale];
  const parts = new Map<string, string>([
    ["class", table(head.class, told.exercises.flatMap(classRows))],
    ["whole", table(head.whole, told.exercises.map(wholeRow))],
    ...told.storms.map(
      ({ stock, rows }) => [String(stock), table(head.storm, rows.map(stormRow))] as const,
    ),
    ["verdict", told.verdict],
  ]);
  const text = page.replace(
    /(<!-- (\w+) -->)[^]*?(<!-- \/ -->)/g,
    (_, open: string, name: string, close: string) =>
      `${open}\n\n${parts.get(name) ?? ""}\n\n${close}`,
  );
  return format(text, { parser: "markdown", printWidth: 100 });
}

const table = (heads: readonly string[], rows: readonly (readonly string[])[]): string =>
  [heads, heads.map((_, at) => (at === 0 ? "---" : "---:")), ...rows]
    .map((cells) => `| ${cells.join(" | ")} |`)
    .join("\n");

const grouped = new Intl.NumberFormat("en-US", { maximumFractionDigits: 0 });
const tenths = (value: number) => value.toFixed(1);
const percent = (share: number) => `${(share * 100).toFixed(1)}%`;

const both = <T>(plan: T, nearest: T, say: (one: T) => string) => `${say(plan)} / ${say(nearest)}`;

const classRows = ({ name, plan, nearest }: Comparison): string[][] =>
  plan.classes.map((own, at) => {
    const other = nearest.classes[at]!;
    const cell = (say: (one: ClassResult) => string) => both(own, other, say);
    return [
      at === 0 ? name : "",
      String(own.priority),
      String(own.needs),
      cell(({ short }) => String(short)),
      cell(({ missing }) => tenths(missing / 10_000)),
      cell(({ fill }) => percent(fill)),
    ];
  });

function wholeRow({ name, plan, nearest }: Comparison): string[] {
  const cell = (say: (one: Result) => string) => both(plan, nearest, say);
  return [
    name,
    cell(({ meanArrival }) => grouped.format(meanArrival)),
    cell(({ lanes }) => String(lanes)),
    cell(({ senders }) => String(senders)),
    cell(({ cost }) => grouped.format(cost)),
  ];
}

function stormRow({ name, plan, nearest }: Comparison): string[] {
  const cell = (say: (one: Result) => string) => both(plan, nearest, say);
  return [
    name,
    cell(({ classes }) => grouped.format(classes.reduce((sum, { missing }) => sum + missing, 0))),
    cell(({ classes: [only] }) => percent(only?.fill ?? 1)),
    cell(({ meanArrival }) => tenths(meanArrival / 60)),
    cell(({ lanes }) => String(lanes)),
    cell(({ senders }) => String(senders)),
    cell(({ cost }) => grouped.format(cost)),
  ];
}
