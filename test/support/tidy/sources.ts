import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";

/** A file of the tree. `ast` is there for code only, and parsed once however many laws read it. */
export interface Source {
  readonly path: string;
  readonly text: string;
  readonly ast: ts.SourceFile | null;
}

const unread = /^(node_modules|dist|coverage|\..*)$/;
const readDotted = /^\.(ci|editorconfig|npmrc|gitignore|prettierignore)$/;
const written = /\.(ts|tsx|js|mjs|json|md|sql|graphql|ya?ml|css|html|csv|txt)$|^[^.]+$|^\.\w+$/;
const code = /\.tsx?$/;

/** Walks the tree without asking git, so that it also holds in an unpacked archive. */
export function readTree(root: string): Source[] {
  const found: Source[] = [];
  const walk = (folder: string): void => {
    for (const entry of readdirSync(join(root, folder), { withFileTypes: true })) {
      if (unread.test(entry.name) && !readDotted.test(entry.name)) continue;
      const path = folder === "" ? entry.name : `${folder}/${entry.name}`;
      if (entry.isDirectory()) walk(path);
      else if (entry.isFile() && written.test(entry.name))
        found.push(sourceOf(path, readFileSync(join(root, path), "utf8")));
    }
  };
  walk("");
  return found.toSorted((a, b) => (a.path < b.path ? -1 : 1));
}

export const sourceOf = (path: string, text: string): Source => ({
  path,
  text,
  ast: code.test(path)
    ? ts.createSourceFile(path, text, ts.ScriptTarget.ES2023, true, kindOf(path))
    : null,
});

const kindOf = (path: string): ts.ScriptKind =>
  path.endsWith(".tsx") ? ts.ScriptKind.TSX : ts.ScriptKind.TS;

/** Visits every node below and including the given one. */
export function visit(node: ts.Node, see: (node: ts.Node) => void): void {
  see(node);
  ts.forEachChild(node, (child) => visit(child, see));
}

export const lineOf = (ast: ts.SourceFile, node: ts.Node): number =>
  ast.getLineAndCharacterOfPosition(node.getStart(ast)).line + 1;
