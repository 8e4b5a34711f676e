import type { SourceText } from '../source-text.ts';
import {
  CARRIAGE_RETURN,
  COMMA,
  DASH,
  DOUBLE_QUOTE,
  GREATER,
  LEFT_BRACE,
  LEFT_BRACKET,
  NEWLINE,
  PIPE,
  RIGHT_BRACE,
  RIGHT_BRACKET,
  SINGLE_QUOTE,
} from './bytes.ts';
import { emptyShape, type MappingShape, type SharedShape } from './mapping-shapes.ts';
import type { ChildSlots } from './node-places.ts';
import { OffsetTape, TAPE_FULL } from './offset-tape.ts';
import { FILE_REFUSED, ITEM_REFUSED, refuse, Scanner } from './scanner.ts';
import type { YamlLimits } from './yaml-document.ts';

/** A document, some items of which are still to be read by other means. */
export interface SubsetDocument {
  readonly value: unknown;
  readonly tape: OffsetTape;
  readonly childSlots: ReadonlyMap<object, ChildSlots>;
  readonly leftItems: readonly LeftItem[];
}

/** An item of a top-level sequence beyond the subset: whole lines of text, and the gap it left. */
export interface LeftItem {
  readonly from: number;
  readonly to: number;
  /** The collections around the item. */
  readonly depth: number;
  readonly items: unknown[];
  /** The places of the items' nodes in the tape. */
  readonly slots: number[];
  readonly index: number;
}

/** A text beyond the subset, or beyond a limit. */
export interface SubsetRefusal {
  readonly refusedAt: number;
  readonly limit?: keyof YamlLimits;
}

const TOO_DEEP = new Error('nested too deep');
const REFUSALS: readonly unknown[] = [ITEM_REFUSED, FILE_REFUSED, TOO_DEEP, TAPE_FULL];

/** The first byte of a byte-order mark; `yaml` passes over further marks. */
const MARK = 0xef;

/**
 * Reads the plain subset of YAML that inventories are written in, fast and from bytes, with the
 * place of every node. What it is not sure of, it refuses: one item of a top-level sequence where
 * it can, else the whole text.
 */
export function readSubset(source: SourceText, limits: YamlLimits): SubsetDocument | SubsetRefusal {
  const reader = new SubsetReader(withLineEnd(source.bytes), source.start, limits);
  try {
    return reader.readDocument();
  } catch (error) {
    if (!REFUSALS.includes(error)) throw error;
    const refusedAt = reader.scanner.at;
    if (error === TOO_DEEP) return { refusedAt, limit: 'maxDepth' };
    return error === TAPE_FULL ? { refusedAt, limit: 'maxNodes' } : { refusedAt };
  }
}

/** The scanner's loops end at line ends, so the text must end with one. */
function withLineEnd(bytes: Buffer): Buffer {
  const last = bytes[bytes.length - 1];
  if (last === NEWLINE || last === undefined) return bytes;
  // A lone carriage return must not become half of a line end.
  return Buffer.concat([bytes, Buffer.from(last === CARRIAGE_RETURN ? '\r\n' : '\n')]);
}

class SubsetReader {
  readonly scanner: Scanner;
  private readonly maxDepth: number;
  private readonly blockRoot = emptyShape();
  private readonly flowRoot = emptyShape();
  private readonly childSlots = new Map<object, ChildSlots>();
  private readonly leftItems: LeftItem[] = [];
  private rootIsMapping = false;
  /** The values of collections that are not complete yet. */
  private readonly values: unknown[] = [];
  private valueCount = 0;
  private readonly tape: OffsetTape;

  constructor(bytes: Buffer, start: number, limits: YamlLimits) {
    this.scanner = new Scanner(bytes, start);
    this.maxDepth = limits.maxDepth;
    // Inventories have a node in some 19 bytes.
    this.tape = new OffsetTape(Math.ceil(bytes.length / 16), limits.maxNodes);
  }

  readDocument(): SubsetDocument {
    const { scanner } = this;
    const start = scanner.at;
    scanner.toContent();
    const isEmpty = scanner.column < 0;
    if (!isEmpty) this.passDocumentStart();
    this.tape.push(isEmpty ? start : scanner.at);
    const value = isEmpty ? undefined : this.readRoot();
    if (scanner.column >= 0) refuse();
    return { value, tape: this.tape, childSlots: this.childSlots, leftItems: this.leftItems };
  }

  private passDocumentStart(): void {
    const { scanner } = this;
    const { bytes, at } = scanner;
    if (bytes[at] === MARK) refuse();
    if (scanner.column > 0 || bytes[at] !== DASH) return;
    if (bytes[at + 1] !== DASH || bytes[at + 2] !== DASH) return;
    scanner.at += 3;
    scanner.endLine();
    if (scanner.column < 0) refuse();
  }

  private readRoot(): unknown {
    const { scanner } = this;
    const first = scanner.bytes[scanner.at];
    this.rootIsMapping = first !== LEFT_BRACKET && !scanner.atDash();
    if (first === LEFT_BRACKET || first === LEFT_BRACE) {
      const value = this.readFlow(-1, 1, true);
      scanner.endLine();
      return value;
    }
    if (scanner.column > 0) refuse();
    return scanner.atDash() ? this.readTopSequence(0, 1) : this.readMapping(0, 1);
  }

  private readMapping(indent: number, depth: number): object {
    this.checkDepth(depth);
    const { scanner } = this;
    const slots = this.slotsToKeep(depth);
    const first = this.valueCount;
    let shape: MappingShape = this.blockRoot;
    do {
      slots?.push(this.tape.length);
      this.tape.push(scanner.at);
      shape = this.readKey(shape, false);
      this.pushEntry(this.readEntryValue(indent, depth));
    } while (scanner.column === indent);
    return this.completeMapping(shape, first, slots);
  }

  /** The value after a key; its lines are indented more, but the dashes of a sequence need not. */
  private readEntryValue(indent: number, depth: number): unknown {
    const { scanner } = this;
    if (scanner.toValue()) return this.readInline(indent, depth);
    scanner.endLine();
    if (scanner.column > indent) return this.readNode(indent, depth);
    return scanner.column === indent && scanner.atDash() ? this.readSequence(indent, depth) : null;
  }

  /** A value that starts a line of its own. */
  private readNode(parentIndent: number, depth: number): unknown {
    const { scanner } = this;
    if (scanner.atDash()) return this.readSequence(scanner.column, depth);
    if (scanner.findKey(false)) return this.readMapping(scanner.column, depth + 1);
    return this.readInline(parentIndent, depth);
  }

  /** A value that is no block collection, and the rest of its line. */
  private readInline(parentIndent: number, depth: number): unknown {
    const { scanner } = this;
    const first = scanner.bytes[scanner.at];
    if (first === PIPE || first === GREATER) return scanner.blockText(parentIndent);
    const value =
      first === LEFT_BRACE || first === LEFT_BRACKET
        ? this.readFlow(parentIndent, depth + 1, true)
        : this.readScalar(false);
    scanner.endLine();
    return value;
  }

  private readScalar(inFlow: boolean): unknown {
    const { scanner } = this;
    const first = scanner.bytes[scanner.at];
    const isQuoted = first === DOUBLE_QUOTE || first === SINGLE_QUOTE;
    return isQuoted ? scanner.quoted() : scanner.plain(inFlow);
  }

  private readSequence(indent: number, parentDepth: number): unknown[] {
    const depth = parentDepth + 1;
    if (depth === 2 && this.rootIsMapping) return this.readTopSequence(indent, depth);
    this.checkDepth(depth);
    const { scanner } = this;
    const first = this.valueCount;
    do this.push(this.readItem(indent, depth));
    while (scanner.column === indent && scanner.atDash());
    return this.completeSequence(first, undefined);
  }

  /** A sequence whose items can be left out one by one. */
  private readTopSequence(indent: number, depth: number): unknown[] {
    this.checkDepth(depth);
    const { scanner } = this;
    const items: unknown[] = [];
    const slots: number[] = [];
    const first = this.valueCount;
    do {
      const from = scanner.at - indent;
      const slot = this.tape.length;
      slots.push(slot);
      try {
        items.push(this.readItem(indent, depth));
      } catch (error) {
        if (error !== ITEM_REFUSED) throw error;
        this.valueCount = first;
        this.tape.length = slot;
        const to = scanner.passItem(from, indent);
        const index = items.length;
        this.leftItems.push({ from, to, depth, items, slots, index });
        items.push(undefined);
        scanner.toContent();
      }
    } while (scanner.column === indent && scanner.atDash());
    this.childSlots.set(items, slots);
    return items;
  }

  /** From the dash to the next content after the item. */
  private readItem(indent: number, depth: number): unknown {
    const { scanner } = this;
    const dashAt = scanner.at;
    const slot = this.tape.length;
    this.tape.push(dashAt);
    scanner.at++;
    if (scanner.toValue()) scanner.column = indent + scanner.at - dashAt;
    else scanner.endLine();
    if (scanner.column <= indent) return null;
    this.tape.put(slot, scanner.at);
    const value = this.readNode(indent, depth);
    if (scanner.column > indent) refuse();
    return value;
  }

  private readFlow(parentIndent: number, depth: number, isOutermost: boolean): unknown {
    this.checkDepth(depth);
    const { scanner } = this;
    const isMapping = scanner.bytes[scanner.at] === LEFT_BRACE;
    scanner.at++;
    scanner.toFlowContent(parentIndent, isOutermost);
    return isMapping
      ? this.readFlowMapping(parentIndent, depth, isOutermost)
      : this.readFlowSequence(parentIndent, depth, isOutermost);
  }

  private readFlowMapping(parentIndent: number, depth: number, isOutermost: boolean): object {
    const { scanner } = this;
    const slots = this.slotsToKeep(depth);
    const first = this.valueCount;
    let shape: MappingShape = this.flowRoot;
    while (scanner.bytes[scanner.at] !== RIGHT_BRACE) {
      slots?.push(this.tape.length);
      this.tape.push(scanner.at);
      shape = this.readKey(shape, true);
      scanner.toFlowContent(parentIndent, isOutermost);
      this.pushEntry(this.readFlowValue(parentIndent, depth));
      this.endFlowEntry(parentIndent, isOutermost, RIGHT_BRACE);
    }
    scanner.at++;
    return this.completeMapping(shape, first, slots);
  }

  private readFlowSequence(parentIndent: number, depth: number, isOutermost: boolean): unknown[] {
    const { scanner } = this;
    const slots = this.slotsToKeep(depth);
    const first = this.valueCount;
    while (scanner.bytes[scanner.at] !== RIGHT_BRACKET) {
      slots?.push(this.tape.length);
      this.tape.push(scanner.at);
      this.push(this.readFlowValue(parentIndent, depth));
      this.endFlowEntry(parentIndent, isOutermost, RIGHT_BRACKET);
    }
    scanner.at++;
    return this.completeSequence(first, slots);
  }

  private readFlowValue(parentIndent: number, depth: number): unknown {
    const first = this.scanner.bytes[this.scanner.at];
    const isCollection = first === LEFT_BRACE || first === LEFT_BRACKET;
    return isCollection ? this.readFlow(parentIndent, depth + 1, false) : this.readScalar(true);
  }

  private endFlowEntry(parentIndent: number, isOutermost: boolean, close: number): void {
    const { scanner } = this;
    scanner.toFlowContent(parentIndent, isOutermost);
    const byte = scanner.bytes[scanner.at];
    if (byte === COMMA) {
      scanner.at++;
      scanner.toFlowContent(parentIndent, isOutermost);
    } else if (byte !== close) refuse();
  }

  /** Tries the keys that followed in earlier mappings before it looks for another one. */
  private readKey(shape: MappingShape, inFlow: boolean): MappingShape {
    const { scanner } = this;
    const { followers } = shape;
    for (let i = 0; i < followers.length; i++) {
      const follower = followers[i] as SharedShape; // `i` is within.
      if (!scanner.passKey(follower.lastKey, inFlow)) continue;
      if (i > 0) shape.prefer(i);
      return follower;
    }
    if (!scanner.findKey(inFlow)) refuse();
    const written = scanner.bytes.toString('utf8', scanner.at, scanner.keyEnd);
    const extended = shape.with(scanner.keyName(), written) ?? refuse();
    scanner.at = scanner.keyEnd + 1;
    return extended;
  }

  private completeMapping(shape: MappingShape, first: number, slots: number[] | undefined): object {
    const mapping = shape.build(this.values, first);
    this.valueCount = first;
    if (slots !== undefined) {
      const named = Object.keys(mapping).map((key, i): [string, number] => [
        key,
        slots[i] as number,
      ]);
      this.childSlots.set(mapping, new Map(named));
    }
    return mapping;
  }

  private completeSequence(first: number, slots: number[] | undefined): unknown[] {
    const items = this.values.slice(first, this.valueCount);
    this.valueCount = first;
    if (slots !== undefined) this.childSlots.set(items, slots);
    return items;
  }

  /** Null in a mapping says that a fact is not recorded. */
  private pushEntry(value: unknown): void {
    this.push(value ?? undefined);
  }

  private push(value: unknown): void {
    this.values[this.valueCount++] = value;
  }

  /** Collections at the root and directly below may be too wide for counting. */
  private slotsToKeep(depth: number): number[] | undefined {
    return depth === 1 || (depth === 2 && this.rootIsMapping) ? [] : undefined;
  }

  private checkDepth(depth: number): void {
    if (depth > this.maxDepth) throw TOO_DEEP;
  }
}
