import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { packageRoot } from "../kernel/root.ts";

/** Published operations that a partner needs first, in the order of the page. */
const names = [
  "viewer",
  "words-items",
  "reserves-stock",
  "reserves-depots",
  "as-of-reserves",
  "forces-teams",
  "incidents-list",
  "words-agreements",
  "changes",
] as const;

export interface Example {
  readonly name: string;
  /** What it is for, as its first line says. */
  readonly zh: string;
  readonly en: string;
  readonly query: string;
  readonly variables: Readonly<Record<string, unknown>>;
}

const at = (name: string): string => join(packageRoot, "schema", "operations", name);
const file = (name: string): string => readFileSync(at(name), "utf8");

export const examples: readonly Example[] = names.map((name) => {
  const [first = "", ...lines] = file(`${name}.graphql`).split("\n");
  const [zh = "", en = ""] = first.replace(/^# /, "").split(" / ");
  const given = existsSync(at(`${name}.json`)) ? file(`${name}.json`) : "{}";
  const variables = JSON.parse(given) as Record<string, unknown>;
  return { name, zh, en, query: lines.join("\n").trim(), variables };
});

export const languages = ["curl", "typescript", "python"] as const;
export type Language = (typeof languages)[number];

/** The example as a program that runs as it stands, with `HUB` and `KEY` in the environment. */
export const programOf: Readonly<Record<Language, (example: Example) => string>> = {
  curl: ({ query, variables }) => {
    const body = JSON.stringify({ query: query.replaceAll(/\s+/g, " "), variables });
    return `curl -s "$HUB/graphql" -H "authorization: Bearer $KEY" \\
  -H 'content-type: application/json' -d '${body.replaceAll("'", "'\\''")}'`;
  },
  typescript: ({ query, variables }) => `const { HUB, KEY } = process.env;
const query = \`
${indented(query)}
\`;
const variables = ${JSON.stringify(variables)};
const response = await fetch(\`\${HUB}/graphql\`, {
  method: "POST",
  headers: { authorization: \`Bearer \${KEY}\`, "content-type": "application/json" },
  body: JSON.stringify({ query, variables }),
});
const { data, errors } = await response.json();
if (errors) throw new Error(JSON.stringify(errors));
console.log(JSON.stringify(data, null, 2));`,
  python: ({ query, variables }) => `import json, os, urllib.request

query = """
${indented(query)}
"""
variables = json.loads('${JSON.stringify(variables)}')
request = urllib.request.Request(
    os.environ["HUB"] + "/graphql",
    json.dumps({"query": query, "variables": variables}).encode(),
    {"authorization": "Bearer " + os.environ["KEY"], "content-type": "application/json"},
)
answer = json.load(urllib.request.urlopen(request))
if "errors" in answer:
    raise SystemExit(answer["errors"])
print(json.dumps(answer["data"], ensure_ascii=False, indent=2))`,
};

const indented = (text: string): string => text.replaceAll(/^(?=.)/gm, "  ");
