import { relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { forbiddenImport } from './boundaries.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));

/** What these rules look at in a node of the syntax tree. */
interface Node {
  readonly type: string;
  readonly [property: string]: unknown;
}

interface Context {
  readonly filename: string;
  report(finding: { node: Node; message: string }): void;
}

const isNode = (value: unknown): value is Node =>
  typeof value === 'object' && value !== null && 'type' in value;

/** Imports go one way: see boundaries.ts. */
const importBoundaries = {
  create(context: Context) {
    const file = relative(root, context.filename).replaceAll('\\', '/');
    const look = (source: unknown) => {
      if (!isNode(source) || typeof source['value'] !== 'string') return;
      const message = forbiddenImport(file, source['value']);
      if (message) context.report({ node: source, message });
    };
    const lookAtSource = (node: Node) => look(node['source']);
    return {
      ImportDeclaration: lookAtSource,
      ExportNamedDeclaration: lookAtSource,
      ExportAllDeclaration: lookAtSource,
      ImportExpression: lookAtSource,
      TSImportType: lookAtSource,
    };
  },
};

/** What stands behind `x as Role`, `x!`, `(x)` and `a?.b`. */
function bare(value: unknown): Node | undefined {
  if (!isNode(value)) return undefined;
  const wraps = /^TS(As|Satisfies|NonNull)Expression$|^(Parenthesized|Chain)Expression$/.test(value.type);
  return wraps ? bare(value['expression']) : value;
}

/** The text of a literal, or of a template without anything in it. */
function textOf(value: unknown): string | undefined {
  const node = bare(value);
  if (node?.type !== 'TemplateLiteral')
    return typeof node?.['value'] === 'string' ? node['value'] : undefined;
  const [only, ...more] = node['quasis'] as Node[];
  return more.length === 0 ? (only?.['value'] as { cooked?: string } | undefined)?.cooked : undefined;
}

/** Roles are `agency_admin`, `client_admin`, `client_manager` …: known here by their shape, not by a list. */
const isRole = (value: unknown): boolean => /^(agency|client)_[a-z]+$/.test(textOf(value) ?? '');

/** The last name of `role`, `session.role`, `session?.['role']`. */
function nameOf(value: unknown): string | undefined {
  const node = bare(value);
  if (node?.type === 'Identifier') return String(node['name']);
  if (node?.type !== 'MemberExpression') return undefined;
  return node['computed'] === true ? textOf(node['property']) : nameOf(node['property']);
}

/** Where a role is held: `role`, `session.role`, `member.clientRole`. */
const holdsRole = (value: unknown): boolean => /^role$|Role$/.test(nameOf(value) ?? '');

/** A constant that a role was given to, to be compared with: `session.role === ADMIN`. */
const isConstant = (value: unknown): boolean => /^[A-Z][A-Z0-9_]*$/.test(nameOf(value) ?? '');

/** What is made of a list: `new Set([…])`. */
function elementsOf(value: unknown): readonly unknown[] {
  const node = bare(value);
  if (node?.type === 'ArrayExpression') return node['elements'] as unknown[];
  return node?.type === 'NewExpression' ? (node['arguments'] as unknown[]).flatMap(elementsOf) : [];
}

const OF_LISTS: readonly string[] = ['includes', 'has', 'indexOf'];
const OF_TEXTS: readonly string[] = ['startsWith', 'endsWith', 'match', 'localeCompare'];

/** Pages and handlers ask the policy with a capability. */
const noRoleComparison = {
  create(context: Context) {
    const report = (node: Node) =>
      context.report({ node, message: 'Ask the policy with a capability; never compare roles.' });
    const look = (node: Node, values: readonly unknown[]) => {
      if (values.some(isRole)) report(node);
    };
    return {
      BinaryExpression(node: Node) {
        const sides = [node['left'], node['right']];
        if (!/^[!=]==?$/.test(String(node['operator']))) return;
        if (sides.some(holdsRole) && sides.some(isConstant)) report(node);
        else look(node, sides);
      },
      SwitchCase(node: Node) {
        look(node, [node['test']]);
      },
      CallExpression(node: Node) {
        const callee = bare(node['callee']);
        if (callee?.type !== 'MemberExpression') return;
        const name = nameOf(callee) ?? '';
        if (OF_LISTS.includes(name))
          look(node, [...(node['arguments'] as Node[]), ...elementsOf(callee['object'])]);
        else if (OF_TEXTS.includes(name) && holdsRole(callee['object'])) report(node);
      },
    };
  },
};

export default {
  meta: { name: 'foyer' },
  rules: { 'import-boundaries': importBoundaries, 'no-role-comparison': noRoleComparison },
};
