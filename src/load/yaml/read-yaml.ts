import type { Problem } from '../../domain/user-error.ts';
import type { SourceText } from '../source-text.ts';
import { tooDeep, tooManyNodes } from './limit-problems.ts';
import { placedDocument } from './node-places.ts';
import { readSubset, type SubsetDocument, type SubsetRefusal } from './subset-reader.ts';
import { DEFAULT_YAML_LIMITS, type YamlLimits, type YamlStream } from './yaml-document.ts';

const MEGABYTE = 1_000_000;
/** The slow reader takes 80 times as much memory, and half a second for each megabyte. */
const LARGEST_FOR_SLOW_READER = 16 * MEGABYTE;

/**
 * Reads a YAML file as plain data, with the place of every node. The plain subset that inventories
 * are written in is read fast; single items beyond it, or else the whole file, are left to the
 * package `yaml`, which has the last word on what is YAML and what it means.
 */
export async function readYaml(
  source: SourceText,
  limits: YamlLimits = DEFAULT_YAML_LIMITS,
): Promise<YamlStream> {
  const read = readSubset(source, limits);
  const isRefused = 'refusedAt' in read;
  const problems = isRefused
    ? [refusalProblem(read, source, limits)]
    : await fillGaps(read, source, limits);
  if (!isRefused && problems.length === 0) {
    const places = { tape: read.tape.offsets(), childSlots: read.childSlots };
    return { documents: [placedDocument(read.value, places)], problems };
  }
  if (isLarge(source.bytes.length)) return { documents: [], problems };
  const { readStream } = await import('./ast-reader.ts');
  return readStream(source, limits);
}

function isLarge(byteLength: number): boolean {
  return byteLength > LARGEST_FOR_SLOW_READER;
}

/** Reads the items that the subset reader left; with problems, the document is not to be used. */
async function fillGaps(
  { tape, leftItems }: SubsetDocument,
  source: SourceText,
  limits: YamlLimits,
): Promise<readonly Problem[]> {
  if (leftItems.length === 0) return [];
  const { readItem } = await import('./ast-reader.ts');
  const problems: (readonly Problem[])[] = [];
  for (const left of leftItems) {
    const slot = tape.length;
    const isReadable = !isLarge(left.to - left.from);
    const reading = isReadable ? readItem(source, left, limits, tape) : { problems: [] };
    if (reading.item !== undefined) {
      left.items[left.index] = reading.item.value;
      left.slots[left.index] = slot;
      continue;
    }
    problems.push(
      reading.problems.length > 0 ? reading.problems : [beyondSubset(source, left.from)],
    );
    // A smaller file is read again as a whole, for what its items have to do with each other.
    if (!isLarge(source.bytes.length)) break;
  }
  return problems.flat();
}

function refusalProblem(
  { refusedAt, limit }: SubsetRefusal,
  source: SourceText,
  { maxDepth, maxNodes }: YamlLimits,
): Problem {
  if (limit === undefined) return beyondSubset(source, refusedAt);
  const words = limit === 'maxDepth' ? tooDeep(maxDepth) : tooManyNodes(maxNodes);
  return { ...words, location: source.locate(refusedAt) };
}

function beyondSubset(source: SourceText, offset: number): Problem {
  const size = Math.ceil(source.bytes.length / MEGABYTE);
  const largest = LARGEST_FOR_SLOW_READER / MEGABYTE;
  return {
    code: 'too-large',
    message: `a mistake, or YAML that only files of up to ${largest} MB may use; this file has ${size} MB`,
    location: source.locate(offset),
    hint: 'Write it without anchors, aliases, tags and further documents, or split the file.',
  };
}
