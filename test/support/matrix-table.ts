/** What one operation answered to each asker. */
export interface Row {
  readonly operation: string;
  readonly cells: Readonly<Record<string, string>>;
}

const denied = ["NOT_ALLOWED", "NOT_FOUND", "SIGN_IN_REQUIRED"];
export const isDenied = (cell: string): boolean => denied.includes(cell);

/** Roles of the own organization by what they were answered, those that are let through first. */
function own(cells: Row["cells"], roles: readonly string[]): string {
  const answers = new Map<string, string[]>();
  for (const role of roles) {
    const cell = cells[`own-${role}`] ?? "";
    answers.set(cell, [...(answers.get(cell) ?? []), role]);
  }
  const told = [...answers].toSorted(([a], [b]) => Number(isDenied(a)) - Number(isDenied(b)));
  if (told.length === 1) return `every role: ${shown(told[0]?.[0] ?? "")}`;
  return told
    .map(([cell, held], nth) =>
      nth === told.length - 1 && held.length > 2
        ? `others: ${shown(cell)}`
        : `${held.join(", ")}: ${shown(cell)}`,
    )
    .join(" · ");
}

const shown = (cell: string): string => (/^[A-Z_]+$/.test(cell) ? `\`${cell}\`` : cell);

export function tableOf(title: string, rows: readonly Row[], roles: readonly string[]): string {
  const head = [
    "operation",
    "own organization, by role",
    "partner",
    "stranger",
    "nobody",
    "narrow key",
  ];
  const lines = rows.map(({ operation, cells }) => [
    `\`${operation}\``,
    own(cells, roles),
    ...["pal", "far", "public", "key"].map((asker) => shown(cells[asker] ?? "")),
  ]);
  const text = [head, head.map(() => "---"), ...lines].map((line) => `| ${line.join(" | ")} |`);
  return [`## ${title}`, "", ...text, ""].join("\n");
}
