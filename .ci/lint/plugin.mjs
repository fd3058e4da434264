import { relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { forbiddenImport } from './boundaries.mjs';
import { isRoleName } from './roles.mjs';

const root = fileURLToPath(new URL('../../', import.meta.url));

const importBoundaries = {
  create(context) {
    const file = relative(root, context.filename).replaceAll('\\', '/');
    const look = (source) => {
      if (source?.type !== 'Literal' || typeof source.value !== 'string') return;
      const message = forbiddenImport(file, source.value);
      if (message) context.report({ node: source, message });
    };
    return {
      ImportDeclaration: (node) => look(node.source),
      ExportNamedDeclaration: (node) => look(node.source),
      ExportAllDeclaration: (node) => look(node.source),
      ImportExpression: (node) => look(node.source),
      TSImportType: (node) => look(node.source ?? node.argument),
    };
  },
};

const noRoleComparison = {
  create(context) {
    const look = (node, value) => {
      if (value?.type === 'Literal' && isRoleName(value.value))
        context.report({ node, message: 'Ask the policy with a capability; never compare roles.' });
    };
    return {
      BinaryExpression(node) {
        if (!['===', '!==', '==', '!='].includes(node.operator)) return;
        look(node, node.left);
        look(node, node.right);
      },
      SwitchCase: (node) => look(node, node.test),
      CallExpression(node) {
        const { callee } = node;
        if (callee.type !== 'MemberExpression' || callee.property.name !== 'includes') return;
        for (const argument of node.arguments) look(node, argument);
        if (callee.object.type === 'ArrayExpression')
          for (const element of callee.object.elements) look(node, element);
      },
    };
  },
};

export default {
  meta: { name: 'foyer' },
  rules: { 'import-boundaries': importBoundaries, 'no-role-comparison': noRoleComparison },
};
