import { formatPath, type PathSegment } from '../domain/fact-path.ts';
import type { InputFile } from '../domain/input-file.ts';
import type { Location } from '../domain/location.ts';
import type {
  MappedColumn,
  MappedField,
  MappedSubject,
  Mapping,
  SkippedRows,
} from '../domain/mapping.ts';
import { type Problem, UserError } from '../domain/user-error.ts';
import { isMapping } from './facts.ts';
import { mapping } from './generated/mapping-validators.js';
import { fieldAt, requiredBeside, unitProblem, valueProblem } from './mapped-field.ts';
import { type Form, readValid } from './read-valid.ts';
import type { InventorySchema } from './schema-problems.ts';

const FORM: Form = {
  definition: 'mapping',
  name: 'mapping',
  empty: {},
  validate: mapping,
  schema: loadSchema,
};

/** Read only when there is something to explain. */
async function loadSchema(): Promise<InventorySchema> {
  const schema = await import('../../schemas/mapping.schema.json', { with: { type: 'json' } });
  return schema.default as unknown as InventorySchema;
}

/** A mapping as it is written, valid by its schema. */
interface WrittenMapping {
  readonly subject: MappedSubject;
  readonly id: string;
  readonly sheet?: string | null;
  readonly columns: Readonly<Record<string, string | WrittenColumn>>;
  readonly constants?: Readonly<Record<string, unknown>> | null;
  readonly skip?: readonly WrittenSkip[] | null;
  readonly ignore?: readonly string[] | null;
  readonly empty?: readonly string[] | null;
  readonly decimalMark?: Mapping['decimalMark'] | null;
  readonly dayOrder?: Mapping['dayOrder'] | null;
  readonly elsewhere?: readonly string[] | null;
}

interface WrittenColumn {
  readonly field: string;
  readonly unit?: string | null;
  readonly values?: Readonly<Record<string, unknown>> | null;
  readonly split?: string | null;
}

interface WrittenSkip {
  readonly column: string;
  readonly is?: readonly string[] | null;
  readonly isNot?: readonly string[] | null;
}

type Locate = (path: readonly PathSegment[]) => Location;

/** Reads a mapping. Throws a `UserError` with every problem of its syntax, schema and fields. */
export async function loadMapping(file: InputFile): Promise<Mapping> {
  const { value, locate } = await readValid(file, FORM);
  const reader = new MappingReader(value as WrittenMapping, locate);
  const result = reader.read();
  if (reader.problems.length > 0) throw new UserError(reader.problems);
  return result;
}

/** Resolves the fields of a mapping, and gathers what is wrong with them. */
class MappingReader {
  readonly problems: Problem[] = [];
  readonly #written: WrittenMapping;
  readonly #locate: Locate;
  /** Where each field is filled, so that none is filled twice. */
  readonly #filled = new Map<string, Location>();

  constructor(written: WrittenMapping, locate: Locate) {
    this.#written = written;
    this.#locate = locate;
  }

  read(): Mapping {
    const written = this.#written;
    const columns = Object.entries(written.columns).flatMap(([heading, column]) =>
      this.#column(heading, typeof column === 'string' ? { field: column } : column),
    );
    const constants = Object.entries(written.constants ?? {}).flatMap(([field, value]) =>
      this.#constant(field, value),
    );
    this.#requireRole();
    this.#requireWholeEntries([...columns, ...constants].map(({ field }) => field));
    return {
      subject: written.subject,
      id: { heading: written.id, location: this.#locate(['id']) },
      sheet: written.sheet ?? undefined,
      columns,
      constants,
      ignored: (written.ignore ?? []).map((heading, index) => ({
        heading,
        location: this.#locate(['ignore', index]),
      })),
      skipped: (written.skip ?? []).flatMap((skip, index) => this.#skipped(skip, index)),
      empty: new Set((written.empty ?? []).map((text) => text.trim().toLowerCase())),
      decimalMark: written.decimalMark ?? undefined,
      dayOrder: written.dayOrder ?? undefined,
      elsewhere: written.elsewhere ?? [],
    };
  }

  #column(heading: string, column: WrittenColumn): MappedColumn[] {
    const at = ['columns', heading] as const;
    const short = typeof this.#written.columns[heading] === 'string';
    const fieldPlace = short ? at : [...at, 'field'];
    const field = this.#field(column.field, column.split ?? undefined, fieldPlace);
    if (field === undefined) return [];
    const unit = column.unit ?? undefined;
    const unitPlace = unit === undefined ? at : [...at, 'unit'];
    this.#report(unitProblem(heading, field.type, unit), unitPlace);
    const values = this.#values(column.values ?? undefined, field, at);
    const split = column.split ?? undefined;
    return [{ heading, field, unit, values, split, location: this.#locate(at) }];
  }

  #field(
    text: string,
    split: string | undefined,
    place: readonly PathSegment[],
  ): MappedField | undefined {
    const { field, problem } = fieldAt(this.#written.subject, text, split !== undefined);
    this.#report(problem, place);
    if (field === undefined) return undefined;
    this.#fill(field, place);
    return field;
  }

  /** Several columns may add to one list. */
  #fill({ path, name }: MappedField, place: readonly PathSegment[]): void {
    if (path.at(-1) === '*') return;
    const key = path.join('.');
    const first = this.#filled.get(key);
    const location = this.#locate(place);
    if (first === undefined) this.#filled.set(key, location);
    else {
      const related = [{ note: 'it is first filled here', location: first }];
      this.problems.push({
        code: 'field-twice',
        message: `${name} is filled twice`,
        location,
        related,
      });
    }
  }

  #values(
    values: Readonly<Record<string, unknown>> | undefined,
    { type, name }: MappedField,
    at: readonly PathSegment[],
  ): MappedColumn['values'] {
    if (values === undefined) return undefined;
    const known = new Map<string, unknown>();
    for (const [text, value] of Object.entries(values)) {
      const recorded = value ?? undefined;
      if (recorded !== undefined) {
        this.#report(valueProblem(type, name, recorded), [...at, 'values', text]);
      }
      known.set(text.trim().toLowerCase(), recorded);
    }
    return known;
  }

  #constant(text: string, value: unknown): Mapping['constants'] {
    const at = ['constants', text] as const;
    const field = this.#field(text, Array.isArray(value) ? ',' : undefined, at);
    if (field === undefined) return [];
    for (const item of [value].flat()) this.#report(valueProblem(field.type, field.name, item), at);
    return [{ field, value }];
  }

  #skipped({ column: heading, is, isNot }: WrittenSkip, index: number): SkippedRows[] {
    const location = this.#locate(['skip', index]);
    const rows = (texts: readonly string[] | null | undefined, unless: boolean) =>
      texts === null || texts === undefined
        ? []
        : [{ heading, texts: new Set(texts.map(plainText)), unless, location }];
    const skipped = [...rows(is, false), ...rows(isNot, true)];
    if (skipped.length === 0) {
      const hint = 'Name the texts: is: [retired]';
      const message = `skip[${index}] says neither is nor isNot`;
      this.problems.push({ code: 'missing-key', message, location, hint });
    }
    return skipped;
  }

  /** The inventory takes no server without it, and no table can be guessed to hold hosts. */
  #requireRole(): void {
    if (this.#written.subject !== 'server' || this.#filled.has('role')) return;
    const constants = isMapping(this.#written.constants) ? ['constants'] : ['subject'];
    this.problems.push({
      code: 'missing-key',
      message: 'a server needs the field role: host or standalone',
      location: this.#locate(constants),
      hint: 'For example constants: { role: standalone }',
    });
  }

  #requireWholeEntries(fields: readonly MappedField[]): void {
    const told = new Set<string>();
    for (const field of fields) {
      const needed = requiredBeside(this.#written.subject, field);
      const missing = needed.find((path) => !fields.some((other) => other.path.join('.') === path));
      if (missing === undefined || told.has(missing)) continue;
      told.add(missing);
      const entry = formatPath(field.path.slice(0, -1)).replaceAll('.*', '[]');
      this.problems.push({
        code: 'entry-incomplete',
        message: `${entry} needs its field ${missing.split('.').at(-1)} as well`,
        location: this.#filled.get(field.path.join('.')) ?? this.#locate(['columns']),
      });
    }
  }

  #report(problem: Omit<Problem, 'location'> | undefined, place: readonly PathSegment[]): void {
    if (problem !== undefined) this.problems.push({ ...problem, location: this.#locate(place) });
  }
}

function plainText(text: string): string | undefined {
  return text.trim() === '' ? undefined : text.trim().toLowerCase();
}
