import type { MappedSubject } from '../../domain/mapping.ts';
import { unitInHeading } from '../../domain/units.ts';
import type { ForeignFile } from '../importer.ts';
import { SUGGESTED_KINDS, SYNONYMS } from './synonyms.ts';
import { readPlainSheet, titlesOf } from './tables.ts';

/** A proposal for a mapping, from headings alone: no cell is looked at. */
export interface SuggestedMapping {
  readonly subject: MappedSubject;
  readonly id: string;
  /** The heading is one that names subjects; else the first one stands in. */
  readonly idIsLikely: boolean;
  readonly sheet: string | undefined;
  readonly columns: readonly SuggestedColumn[];
  /** Headings for which nothing is proposed. */
  readonly others: readonly string[];
}

export interface SuggestedColumn {
  readonly heading: string;
  readonly field: string;
  /** As the heading says it. */
  readonly unit: string | undefined;
}

/**
 * Proposes a mapping for the table of a file. Throws a `UserError` for a file that is no table, and
 * where it is not said which of several sheets is meant.
 */
export async function suggestMapping(
  file: ForeignFile,
  sheetName: string | undefined,
): Promise<SuggestedMapping> {
  const { sheet } = await readPlainSheet(file, sheetName);
  const titles = [...new Set(titlesOf(sheet).filter((title) => title !== ''))];
  const subject = subjectOf(titles);
  const { id, fields } = SYNONYMS[subject];
  const idHeading = id.flatMap((name) => titles.filter((title) => key(title) === joined(name)))[0];
  const filled = new Set<string>();
  const columns = titles.flatMap((heading) => {
    const field = fieldOf(heading, fields);
    if (field === undefined || filled.has(field)) return [];
    filled.add(field);
    return [{ heading, field, unit: unitInHeading(heading) }];
  });
  const used = new Set([idHeading, ...columns.map(({ heading }) => heading)]);
  return {
    subject,
    id: idHeading ?? titles[0] ?? '',
    idIsLikely: idHeading !== undefined,
    sheet: sheetName,
    columns,
    others: titles.filter((title) => !used.has(title)),
  };
}

type Fields = Readonly<Record<string, readonly string[]>>;

/** The kind of subject of whose fields the headings name most. */
function subjectOf(titles: readonly string[]): (typeof SUGGESTED_KINDS)[number] {
  const known = (kind: keyof typeof SYNONYMS) =>
    titles.filter((title) => fieldOf(title, SYNONYMS[kind].fields) !== undefined).length;
  const [best = 'instance'] = SUGGESTED_KINDS.toSorted((a, b) => known(b) - known(a));
  return best;
}

function fieldOf(heading: string, fields: Fields): string | undefined {
  const name = key(heading);
  return Object.keys(fields).find((field) => fields[field]?.some((word) => joined(word) === name));
}

/** Without a unit, marks, spaces and words that add nothing: `RAM size (GB)` and `ram_gb` are `ram`. */
function key(heading: string): string {
  const unit = unitInHeading(heading);
  const bare = unit === undefined ? heading : heading.replace(/[^\s([_-]+[\s)\]]*$/, '') || heading;
  return joined(bare.replace(/[\s([_-]+(size|total|in)?[\s([_-]*$/i, ''));
}

function joined(words: string): string {
  return words.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '');
}
