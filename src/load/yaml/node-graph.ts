import { distance } from 'fastest-levenshtein';
import {
  type Alias,
  isAlias,
  isMap,
  isScalar,
  isSeq,
  type ParsedNode,
  Scalar,
  type YAMLMap,
  type YAMLSeq,
} from 'yaml';
import {
  type GraphNode,
  mappingNode,
  type PlacedNode,
  type ScalarNode,
  scalarNode,
  sequenceNode,
} from './graph-node.ts';
import { tooDeep } from './limit-problems.ts';
import { shortened, type TextProblem } from './text-problem.ts';

/** An anchor whose node has been begun; an alias needs one that is complete. */
interface Anchor {
  node: GraphNode | undefined;
}

const NULL = scalarNode(null, '');
/** Stands for what an alias fails to name; that is reported once. */
const NOTHING = scalarNode(null, '');
const MERGE_KEY = '<<';
/** For a hostile file, the comparison of all names with all would take for ever. */
const MOST_SPELLINGS_SOUGHT = 20;
const LONGEST_SPELLING = 60;
const INTEGER = /^(?:[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+)$/;

/** Follows the aliases and merge keys of one document, and finds what is wrong with its nodes. */
export class NodeGraph {
  readonly problems: TextProblem[] = [];
  /** The alias that stands for the largest node. */
  largestAlias: { readonly at: number; readonly size: number } | undefined;
  private readonly text: string;
  private readonly maxDepth: number;
  private readonly anchors = new Map<string, Anchor>();
  private isTooDeep = false;
  private readonly unresolved: { readonly name: string; readonly at: number }[] = [];

  constructor(text: string, maxDepth: number) {
    this.text = text;
    this.maxDepth = maxDepth;
  }

  build(root: ParsedNode | null): GraphNode {
    const node = this.node(root, 0);
    // Only now is it known which anchors stand below.
    this.reportUnresolved();
    return node;
  }

  /** `level` is the number of collections around the node. */
  private node(node: ParsedNode | null, level: number): GraphNode {
    if (node === null) return NULL;
    if (isAlias(node)) return this.target(node, level);
    if (node.anchor === undefined) return this.content(node, level);
    const anchor: Anchor = { node: undefined };
    this.anchors.set(node.anchor, anchor);
    anchor.node = this.content(node, level);
    return anchor.node;
  }

  private content(node: Exclude<ParsedNode, Alias.Parsed>, level: number): GraphNode {
    if (isMap(node)) return this.mapping(node, level + 1);
    if (isSeq(node)) return this.sequence(node, level + 1);
    this.checkScalar(node);
    return scalarOf(node);
  }

  private target(alias: Alias.Parsed, level: number): GraphNode {
    const name = shortened(alias.source);
    const [at] = alias.range;
    const anchor = this.anchors.get(alias.source);
    if (anchor === undefined) this.unresolved.push({ name: alias.source, at });
    else if (anchor.node === undefined) {
      this.problems.push({
        code: 'recursive-alias',
        at,
        message: `the alias *${name} stands within its own anchor &${name}; a value cannot hold itself`,
      });
    }
    const node = anchor?.node ?? NOTHING;
    this.checkDepth(level + node.depth, at);
    if (node.size > (this.largestAlias?.size ?? 0)) this.largestAlias = { at, size: node.size };
    return node;
  }

  /** Only once: whatever holds such an alias is too deep as well. */
  private checkDepth(depth: number, at: number): void {
    if (depth <= this.maxDepth || this.isTooDeep) return;
    this.isTooDeep = true;
    this.problems.push({ ...tooDeep(this.maxDepth), at });
  }

  private sequence(node: YAMLSeq.Parsed, level: number): GraphNode {
    return sequenceNode(
      node.items.map((item) => ({ at: this.placeOfItem(item), node: this.node(item, level) })),
    );
  }

  /** Where an item is empty, `yaml` gives the place after the dash. */
  private placeOfItem(item: ParsedNode): number {
    const [at, end] = item.range;
    if (at < end) return at;
    let before = at - 1;
    while (this.text[before] === ' ' || this.text[before] === '\t') before--;
    return this.text[before] === '-' ? before : at;
  }

  private mapping(node: YAMLMap.Parsed, level: number): GraphNode {
    const entries = new Map<string, PlacedNode>();
    const written = new Map<unknown, number>();
    for (const { key, value } of node.items) {
      if (isMergeKey(key)) this.merge(entries, key.range[0], this.node(value, level - 1));
      else {
        const keyNode = this.key(key, level);
        const child = this.node(value, level);
        if (keyNode !== undefined) {
          this.checkDuplicate(written, keyNode, key.range[0]);
          entries.set(keyNode.text, { at: key.range[0], node: child });
        }
      }
    }
    return mappingNode(entries);
  }

  /** Keys are texts: what is no text otherwise is one here, as it is written. */
  private key(key: ParsedNode, level: number): ScalarNode | undefined {
    if (isScalar(key)) {
      const node = scalarOf(key);
      if (key.anchor !== undefined) this.anchors.set(key.anchor, { node });
      return node;
    }
    const node = this.node(key, level);
    if (node.kind === 'scalar') return node;
    const kind = node.kind === 'sequence' ? 'list' : 'mapping';
    this.problems.push({
      code: 'complex-key',
      at: key.range[0],
      message: `a ${kind} stands as a key; a key is a text`,
      hint: 'Quote it if it is meant as a text.',
    });
    return undefined;
  }

  /** `yaml` takes 1 and 1.0 for the same key, and so do texts that are written alike. */
  private checkDuplicate(written: Map<unknown, number>, key: ScalarNode, at: number): void {
    const first = written.get(key.text) ?? written.get(key.value);
    written.set(key.text, first ?? at);
    if (typeof key.value !== 'string') written.set(key.value, first ?? at);
    if (first === undefined) return;
    this.problems.push({
      code: 'duplicate-key',
      at,
      message: `the key ${JSON.stringify(shortened(key.text))} stands twice in one mapping; it may stand once`,
      related: { note: 'first here', at: first },
    });
  }

  /** Keys of the mapping itself win wherever they stand, then those that were merged first. */
  private merge(entries: Map<string, PlacedNode>, at: number, source: GraphNode): void {
    const nodes = source.kind === 'sequence' ? source.items.map(({ node }) => node) : [source];
    for (const node of nodes) {
      if (node.kind === 'mapping') {
        for (const [name, child] of node.entries) {
          if (!entries.has(name)) entries.set(name, child);
        }
      } else if (node !== NOTHING) {
        this.problems.push({
          code: 'bad-merge',
          at,
          message: `the merge key << has ${node.kind === 'scalar' ? 'a single value' : 'a list of lists'}; it takes a mapping or a list of mappings`,
        });
      }
    }
  }

  private checkScalar({ source, value, range: [at] }: Scalar.Parsed): void {
    if (typeof value !== 'number') return;
    if (INTEGER.test(source)) {
      if (Number.isSafeInteger(value)) return;
      this.problems.push({
        code: 'big-integer',
        at,
        message: `the integer ${shortened(source)} would lose digits; integers reach to ±${Number.MAX_SAFE_INTEGER}`,
        hint: `Quote it if it is an identifier: "${shortened(source)}".`,
      });
    } else if (!Number.isFinite(value)) {
      this.problems.push({
        code: 'not-a-number',
        at,
        message: `${shortened(source)} is no finite number`,
        hint: 'Leave out what is not recorded, or quote what is meant as a text.',
      });
    }
  }

  private reportUnresolved(): void {
    for (const [index, { name, at }] of this.unresolved.entries()) {
      const near = index < MOST_SPELLINGS_SOUGHT ? nearest(name, this.anchors.keys()) : undefined;
      const shown = shortened(name);
      const hint = this.anchors.has(name)
        ? `Move the value with the anchor &${shown} above the alias.`
        : near === undefined
          ? `Quote it if it is meant as a text: "*${shown}".`
          : `Did you mean *${near}?`;
      const message = `the alias *${shown} has no anchor &${shown} above it`;
      this.problems.push({ code: 'unresolved-alias', at, message, hint });
    }
  }
}

/** The name that is most like a misspelt one, if any is much like it. */
function nearest(name: string, candidates: Iterable<string>): string | undefined {
  if (name.length > LONGEST_SPELLING) return undefined;
  let best: string | undefined;
  let fewestEdits = Math.max(1, Math.floor(name.length / 3)) + 1;
  for (const candidate of candidates) {
    if (candidate.length > LONGEST_SPELLING) continue;
    const edits = distance(name, candidate);
    if (edits < fewestEdits) [best, fewestEdits] = [candidate, edits];
  }
  return best;
}

/** As `yaml` has it: only without quotes. */
function isMergeKey(key: ParsedNode): boolean {
  if (!isScalar(key)) return false;
  return typeof key.value === 'symbol' || (key.type === Scalar.PLAIN && key.value === MERGE_KEY);
}

function scalarOf({ value, source }: Scalar.Parsed): ScalarNode {
  const isPlainData = typeof value === 'number' || typeof value === 'boolean' || value === null;
  return scalarNode(isPlainData ? value : source, source);
}
