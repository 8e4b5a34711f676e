import { Composer, CST, type Document, Lexer, Parser } from 'yaml';
import type { Problem } from '../../domain/user-error.ts';
import type { SourceText } from '../source-text.ts';
import { type DecodedText, decodedText } from './decoded-text.ts';
import type { PlacedNode } from './graph-node.ts';
import { tooDeep, tooManyNodes } from './limit-problems.ts';
import { NodeGraph } from './node-graph.ts';
import { type ChildSlots, placedDocument } from './node-places.ts';
import { OffsetTape } from './offset-tape.ts';
import type { LeftItem } from './subset-reader.ts';
import { syntaxProblems } from './syntax-problems.ts';
import { placedProblem, type TextProblem } from './text-problem.ts';
import { growTree } from './tree.ts';
import type { YamlDocument, YamlLimits, YamlStream } from './yaml-document.ts';

const OPTIONS = {
  version: '1.2',
  merge: true,
  // Duplicate keys are found in the graph, with both places and without comparing all pairs.
  uniqueKeys: false,
  prettyErrors: false,
  resolveKnownTags: false,
  logLevel: 'silent',
} as const;

/** Reads whatever YAML there is, with the package `yaml`, which is the judge of what YAML means. */
export function readStream(source: SourceText, limits: YamlLimits): YamlStream {
  const decoded = decodedText(source.bytes, source.start, source.bytes.length);
  const { roots, problems } = examine(decoded.text, limits);
  if (problems.length > 0) return { documents: [], problems: placed(problems, source, decoded) };
  return { documents: roots.map((root) => documentOf(root, decoded)), problems: [] };
}

function documentOf(root: PlacedNode, { toByte }: DecodedText): YamlDocument {
  const tape = new OffsetTape(root.node.size, Number.POSITIVE_INFINITY);
  const childSlots = new Map<object, ChildSlots>();
  const levels = root.node.kind === 'mapping' ? 2 : 1;
  const value = growTree(root, { tape, childSlots, toByte }, levels) ?? undefined;
  return placedDocument(value, { tape: tape.offsets(), childSlots });
}

/** An item on its own; without a value where it concerns the rest of the file. */
export interface ItemReading {
  readonly item?: { readonly value: unknown };
  readonly problems: readonly Problem[];
}

/** Reads an item of a top-level sequence by itself and adds its places to the tape. */
export function readItem(
  source: SourceText,
  { from, to, depth }: LeftItem,
  { maxDepth, maxNodes }: YamlLimits,
  tape: OffsetTape,
): ItemReading {
  const decoded = decodedText(source.bytes, from, Math.min(to, source.bytes.length));
  const limits = { maxDepth: maxDepth - depth + 1, maxNodes };
  const { roots, problems } = examine(decoded.text, limits);
  const only = roots.length === 1 ? onlyItem(roots[0]) : undefined;
  if (only !== undefined && tape.length + only.node.size > maxNodes) {
    problems.push({ ...tooManyNodes(maxNodes), at: only.at });
  }
  if (problems.length > 0 || only === undefined) {
    return { problems: placed(problems, source, decoded) };
  }
  const places = { tape, childSlots: new Map<object, ChildSlots>(), toByte: decoded.toByte };
  return { item: { value: growTree(only, places, 0) }, problems: [] };
}

function onlyItem(root: PlacedNode | undefined): PlacedNode | undefined {
  return root?.node.kind === 'sequence' && root.node.items.length === 1
    ? root.node.items[0]
    : undefined;
}

function placed(problems: TextProblem[], source: SourceText, { toByte }: DecodedText): Problem[] {
  return problems
    .toSorted((a, b) => a.at - b.at)
    .map((problem) => placedProblem(problem, source, toByte));
}

interface Examination {
  readonly roots: readonly PlacedNode[];
  readonly problems: TextProblem[];
}

function examine(text: string, limits: YamlLimits): Examination {
  const { documents, problems: streamProblems } = parse(text, limits.maxDepth);
  const problems = [streamProblems];
  const roots: PlacedNode[] = [];
  const graphs: NodeGraph[] = [];
  for (const document of documents) {
    problems.push(syntaxProblems(document, text));
    // What looks like a duplicate key may be no key at all where the syntax is wrong.
    if (document.errors.length > 0) continue;
    const graph = new NodeGraph(text, limits.maxDepth);
    roots.push({ at: document.contents?.range[0] ?? 0, node: graph.build(document.contents) });
    problems.push(graph.problems);
    graphs.push(graph);
  }
  problems.push(sizeProblems(roots, graphs, limits.maxNodes));
  return { roots, problems: problems.flat() };
}

function sizeProblems(
  roots: readonly PlacedNode[],
  graphs: readonly NodeGraph[],
  maxNodes: number,
): TextProblem[] {
  const size = roots.reduce((sum, { node }) => sum + node.size, 0);
  if (size <= maxNodes) return [];
  const aliases = graphs.flatMap(({ largestAlias }) => largestAlias ?? []);
  const largest = aliases.toSorted((a, b) => b.size - a.size)[0];
  return [{ ...tooManyNodes(maxNodes), at: largest?.at ?? 0 }];
}

interface Parsed {
  readonly documents: readonly Document.Parsed[];
  readonly problems: TextProblem[];
}

/**
 * Stops at what is nested too deep: composing it would overflow the stack, from where the engine
 * may end the process.
 */
function parse(text: string, maxDepth: number): Parsed {
  const parser = new Parser();
  const composer = new Composer(OPTIONS);
  const documents: Document.Parsed[] = [];
  const problems: TextProblem[] = [];
  const compose = (tokens: Iterable<CST.Token>): void => {
    for (const token of tokens) {
      if (token.type === 'directive') problems.push(...versionProblems(token));
      documents.push(...composer.next(token));
    }
  };
  for (const lexeme of new Lexer().lex(text)) {
    compose(parser.next(lexeme));
    // The document itself is at the bottom of the stack.
    const deepest = parser.stack[maxDepth + 1];
    if (deepest !== undefined && CST.isCollection(deepest)) {
      problems.push({ ...tooDeep(maxDepth), at: deepest.offset });
      return { documents, problems };
    }
  }
  compose(parser.end());
  documents.push(...composer.end(true, text.length));
  return { documents, problems };
}

function versionProblems({ source, offset }: CST.Directive): TextProblem[] {
  const version = /^%YAML[ \t]+(\S+)/.exec(source)?.[1];
  if (version === undefined || version === '1.2') return [];
  return [
    {
      code: 'yaml-version',
      at: offset,
      message: `the directive %YAML ${version} stands here; YAML 1.2 is read`,
      hint: `${version === '1.1' ? 'YAML 1.1 reads no and on as booleans; remove' : 'Remove'} the directive.`,
    },
  ];
}
