/**
 * A Stryker plugin that leaves out what explains a rule to its reader and decides nothing: title,
 * why, remedy, conditions, sources, and what an option is about. `npm run stale` holds all of it
 * against the committed pages. The words of an answer are no such prose: fixtures assert them.
 */
const PROSE = new Set(['title', 'why', 'remedy', 'source']);

/** The key, where a path is a property of a rule's definition itself. */
function definitionKey({ node, parentPath }) {
  const isDefinition = parentPath?.parent?.callee?.name === 'defineRule';
  return isDefinition && node.type === 'ObjectProperty' ? node.key.name : undefined;
}

function isCondition({ node, parentPath }) {
  const outer = parentPath?.parentPath;
  return node.type === 'ObjectProperty' && outer && definitionKey(outer) === 'condition';
}

/** `about: '…'`, or the last argument of `minutesOption(5, '…')` and its like. */
function isAboutAnOption({ node, parent }) {
  if (node.type === 'ObjectProperty') return node.key.name === 'about';
  return (
    node.type === 'StringLiteral' &&
    /Option$/.test(parent?.callee?.name) &&
    parent.arguments.at(-1) === node
  );
}

function shouldIgnore(path) {
  const isProse = PROSE.has(definitionKey(path)) || isCondition(path) || isAboutAnOption(path);
  return isProse ? 'explains the rule, decides nothing' : undefined;
}

export const strykerPlugins = [{ kind: 'Ignore', name: 'prose', value: { shouldIgnore } }];
