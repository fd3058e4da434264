import {
  OperationNodeTransformer,
  RawNode,
  type BinaryOperationNode,
  type KyselyPlugin,
  type OperationNode,
} from 'kysely';

const isAgencyOf = (node: OperationNode): boolean =>
  node.kind === 'ReferenceNode' && JSON.stringify(node).includes('"name":"agency_id"');

/** Compares an agency's id with itself wherever a query compares it with the caller's. */
class AgencyForgotten extends OperationNodeTransformer {
  protected override transformBinaryOperation(node: BinaryOperationNode): BinaryOperationNode {
    const open = isAgencyOf(node.leftOperand) ? { ...node, rightOperand: node.leftOperand } : node;
    return super.transformBinaryOperation(open);
  }

  protected override transformRaw(node: RawNode): RawNode {
    const [before = ''] = node.sqlFragments;
    const named = /^(\w+\.agency_id) = $/.exec(before)?.[1];
    return super.transformRaw(named ? RawNode.createWithSql(`${named} = ${named}`) : node);
  }
}

const transformer = new AgencyForgotten();

/** Takes the first wall between agencies out of every query: for tests of what the second does alone. */
export const withoutAgencyCheck: KyselyPlugin = {
  transformQuery: ({ node }) => transformer.transformNode(node),
  transformResult: async ({ result }) => result,
};
