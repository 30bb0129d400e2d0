import ts from "typescript";
import {
  edges,
  emptyNames,
  generated,
  headings,
  limits,
  silenced,
  surroundings,
  unsaid,
} from "./law.ts";
import { lineOf, visit, type Source } from "./sources.ts";

type Law = (source: Source, ast: ts.SourceFile) => string[];

const overCode =
  (law: Law) =>
  (sources: readonly Source[]): string[] =>
    sources.flatMap((source) => (source.ast === null ? [] : law(source, source.ast)));

const product = /^(src|schema|seeds)\//;

/** Files, functions and lines longer than a reader holds in view. */
export const lengthFindings = overCode(({ path, text }, ast) => {
  if (generated.test(path)) return [];
  const lines = text.split("\n");
  if (lines.at(-1) === "") lines.pop();
  const long = lines.length > limits.fileLines ? [`${path} has ${String(lines.length)} lines`] : [];
  const wide = lines.flatMap((line, at) =>
    Array.from(line).length > limits.width ? [`${path}:${String(at + 1)} is too wide`] : [],
  );
  return [...long, ...wide, ...longFunctions(path, ast)];
});

function longFunctions(path: string, ast: ts.SourceFile): string[] {
  const found: string[] = [];
  visit(ast, (node) => {
    if (!ts.isFunctionLike(node) || isHeaded(node)) return;
    const last = ast.getLineAndCharacterOfPosition(node.getEnd()).line + 1;
    const lines = last - lineOf(ast, node) + 1;
    if (lines > limits.functionLines)
      found.push(`${path}:${String(lineOf(ast, node))} is a function of ${String(lines)} lines`);
  });
  return found;
}

const isHeaded = ({ parent }: ts.Node): boolean =>
  ts.isCallExpression(parent) && headings.test(parent.expression.getText());

/** Folders and files named for nothing, and files that only pass on what others hold. */
export const nameFindings = overCode(({ path }, ast) => {
  const empty = path.split(/[/.]/).filter((part) => emptyNames.test(part));
  const barrel = ast.statements.some((node) => ts.isExportDeclaration(node) && !node.exportClause);
  return [
    ...empty.map((part) => `${path} is named "${part}"`),
    ...(barrel ? [`${path} passes on a whole file`] : []),
  ];
});

/** Tests that would pass by not running. */
export const skippedFindings = overCode(({ path }, ast) => {
  const found: string[] = [];
  visit(ast, (node) => {
    if (!ts.isCallExpression(node)) return;
    const called = node.expression.getText(ast);
    if (/^(x|f)(it|test|describe)$/.test(called) || unrun.test(called))
      found.push(`${path}:${String(lineOf(ast, node))} calls ${called.slice(0, 40)}`);
  });
  return found;
});

const unrun = /^(it|test|describe|suite|bench)\b.*\.(skip|only|todo|skipIf|runIf|fails)\b/s;

/** Time, chance and settings that were taken instead of handed in. */
export const strayFindings = overCode(({ path }, ast) => {
  if (!product.test(path) || edges.test(path)) return [];
  const found: string[] = [];
  visit(ast, (node) => {
    const read = surroundingsIn(node, ast);
    if (read !== null) found.push(`${path}:${String(lineOf(ast, node))} reads ${read}`);
  });
  return found;
});

function surroundingsIn(node: ts.Node, ast: ts.SourceFile): string | null {
  if (ts.isPropertyAccessExpression(node)) {
    const read = node.getText(ast).replace(/^globalThis\./, "");
    return surroundings.includes(read) ? read : null;
  }
  const dated = (ts.isNewExpression(node) || ts.isCallExpression(node)) && node.expression;
  if (!dated || dated.getText(ast) !== "Date") return null;
  return node.arguments?.length ? null : "the clock by Date()";
}

/** Types given up, and checks switched off. */
export const looseFindings = overCode(({ path, text }, ast) => {
  if (!product.test(path)) return [];
  const found = text
    .split("\n")
    .flatMap((line, at) => (silenced.test(line) ? [`${path}:${String(at + 1)} is silenced`] : []));
  visit(ast, (node) => {
    if (node.kind === ts.SyntaxKind.AnyKeyword)
      found.push(`${path}:${String(lineOf(ast, node))} gives up its type`);
  });
  return found;
});

/** Words that belong in no committed file. The lock file is npm's, and has a law of its own. */
export const wordFindings = (sources: readonly Source[]): string[] =>
  sources.flatMap(({ path, text }) =>
    path.endsWith("package-lock.json")
      ? lockFindings(path, text)
      : text
          .split("\n")
          .flatMap((line, at) =>
            unsaid
              .filter(({ pattern }) => pattern.test(line))
              .map(({ what }) => `${path}:${String(at + 1)} holds ${what}`),
          ),
  );

/** A lock that records where it was made installs nowhere else. */
const lockFindings = (path: string, text: string): string[] =>
  text.includes('"resolved": "http') ? [`${path} records a registry's address`] : [];
