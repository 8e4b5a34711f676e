interface LimitWords {
  readonly code: string;
  readonly message: string;
  readonly hint: string;
}

export function tooDeep(maxDepth: number): LimitWords {
  return {
    code: 'too-deep',
    message: `lists and mappings are nested more than ${maxDepth} deep; the limit is ${maxDepth}`,
    hint: 'Flatten the structure, or raise the limit with --max-depth.',
  };
}

export function tooManyNodes(maxNodes: number): LimitWords {
  const limit = maxNodes.toLocaleString('en');
  return {
    code: 'too-many-nodes',
    message: `the file holds more than ${limit} values, those of aliases included; the limit is ${limit}`,
    hint: 'Split the file, use fewer aliases, or raise the limit with --max-nodes.',
  };
}
