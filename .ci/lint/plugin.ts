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

/** Roles are `agency_admin`, `client_admin`, `client_manager` …: known here by their shape, not by a list. */
const isRole = (value: unknown): boolean =>
  isNode(value) && typeof value['value'] === 'string' && /^(agency|client)_[a-z]+$/.test(value['value']);

/** Pages ask the policy with a capability. */
const noRoleComparison = {
  create(context: Context) {
    const look = (node: Node, values: readonly unknown[]) => {
      if (values.some(isRole))
        context.report({ node, message: 'Ask the policy with a capability; never compare roles.' });
    };
    return {
      BinaryExpression(node: Node) {
        if (/^[!=]==?$/.test(String(node['operator']))) look(node, [node['left'], node['right']]);
      },
      SwitchCase(node: Node) {
        look(node, [node['test']]);
      },
      CallExpression(node: Node) {
        const callee = node['callee'] as Node;
        if (callee.type !== 'MemberExpression' || (callee['property'] as Node)['name'] !== 'includes') return;
        const list = callee['object'] as Node;
        look(node, [...(node['arguments'] as Node[]), ...((list['elements'] as Node[] | undefined) ?? [])]);
      },
    };
  },
};

export default {
  meta: { name: 'foyer' },
  rules: { 'import-boundaries': importBoundaries, 'no-role-comparison': noRoleComparison },
};
