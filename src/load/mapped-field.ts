import { isIsoDate } from '../domain/calendar.ts';
import { type PathSegment, pathSegments } from '../domain/fact-path.ts';
import type { FieldType, MappedField, MappedSubject } from '../domain/mapping.ts';
import { unitInHeading, unitsLike } from '../domain/units.ts';
import type { Problem } from '../domain/user-error.ts';
import { listWords } from '../domain/wording.ts';
import { MAPPING_FIELDS } from './generated/mapping-fields.ts';
import { nearestWord } from './nearest-word.ts';

/** More columns than that for one list are none that a person wrote. */
const MOST_ENTRIES = 200;

type Unplaced = Omit<Problem, 'location'>;

/** The field of a subject that a mapping names, or what is wrong with the name. */
export function fieldAt(
  subject: MappedSubject,
  text: string,
  isSplit: boolean,
): { readonly field?: MappedField; readonly problem?: Unplaced } {
  const fields = MAPPING_FIELDS[subject];
  const plain = text.replace(/\[\d*\]/g, '[]');
  const name = [plain, `${plain}[]`].find((one) => Object.hasOwn(fields, one));
  const type = name === undefined ? undefined : fields[name];
  if (name === undefined || type === undefined) {
    return { problem: unknownField(subject, text, Object.keys(fields)) };
  }
  // A list of plain values may leave its brackets out.
  const path = pathOf(name === plain ? text : `${text}[]`);
  if (path.some((segment) => typeof segment === 'number' && segment >= MOST_ENTRIES)) {
    const message = `${text}: the places of a list are 0 to ${MOST_ENTRIES - 1}`;
    return { problem: { code: 'field-unclear', message } };
  }
  const open = path.filter((segment) => segment === '*').length;
  const listHint = `Say which one, for example ${text.replace('[]', '[0]')}, or give split.`;
  if (open > 1 || (open === 1 && path.at(-1) !== '*' && !isSplit)) {
    const message = `${text} does not say which entry of the list is filled`;
    return { problem: { code: 'field-unclear', message, hint: listHint } };
  }
  if (open === 0 && isSplit) {
    const message = `${text} holds one value, split is for lists`;
    return { problem: { code: 'field-no-list', message } };
  }
  return { field: { name, type, path } };
}

function pathOf(text: string): (PathSegment | '*')[] {
  return pathSegments(text.replaceAll('[]', '[-1]')).map((part) => (part === -1 ? '*' : part));
}

/** Paths of the fields without which an entry of the field's list is nothing. */
export function requiredBeside(subject: MappedSubject, { name, path }: MappedField): string[] {
  const end = name.lastIndexOf('[].');
  if (end < 0) return [];
  const entry = name.slice(0, end + 3);
  const place = path.slice(0, path.length - name.slice(entry.length).split('.').length);
  return Object.entries(MAPPING_FIELDS[subject])
    .filter(([other, { required }]) => required && other.startsWith(entry))
    .map(([other]) => [...place, other.slice(entry.length)].join('.'));
}

function unknownField(subject: string, text: string, fields: readonly string[]): Unplaced {
  const near = nearestWord(text, fields) ?? fields.find((field) => field.endsWith(`.${text}`));
  const message = `a subject of the kind ${subject} has no field "${text}"`;
  if (near !== undefined)
    return { code: 'field-unknown', message, hint: `Did you mean "${near}"?` };
  const hint =
    text === 'id' ? 'The key id names its column.' : 'docs/inventory.md lists the fields.';
  return { code: 'field-unknown', message, hint };
}

/**
 * What is wrong with the unit of a column. A heading that names another unit than the field's is no
 * answer: many write MB over what is counted in MiB.
 */
export function unitProblem(
  heading: string,
  type: FieldType,
  unit: string | undefined,
): Unplaced | undefined {
  if (unit === undefined) return headingProblem(heading, type);
  if (type.unit === undefined) {
    return { code: 'unit-unknown', message: `${heading}: its field has no unit` };
  }
  const allowed = unitsLike(type.unit);
  if (allowed.includes(unit)) return undefined;
  // Between single letters any two words are near.
  const near = unit.length > 1 ? nearestWord(unit, allowed) : undefined;
  return {
    code: 'unit-unknown',
    message: `${heading}: the unit must be ${listWords(allowed)}, found "${unit}"`,
    ...(near !== undefined && { hint: `Did you mean "${near}"?` }),
  };
}

function headingProblem(heading: string, { unit }: FieldType): Unplaced | undefined {
  const said = unitInHeading(heading);
  if (said === undefined || unit === undefined || said === unit) return undefined;
  const allowed = unitsLike(unit);
  if (!allowed.includes(said)) return undefined;
  const binary = said.replace(/^([KMGTP])B$/, '$1iB');
  const words = binary !== said && allowed.includes(binary) ? [said, binary] : [said];
  return {
    code: 'unit-unclear',
    message: `${heading}: the heading says ${said}, the field counts ${unit}`,
    hint: `Say what the column counts: ${listWords(words.map((word) => `unit: ${word}`))}.`,
  };
}

/** What is wrong with a value that a mapping gives to a field. */
export function valueProblem(type: FieldType, name: string, value: unknown): Unplaced | undefined {
  const must = demandOf(type, value);
  if (must === undefined) return undefined;
  const words = type.words?.map(String) ?? [];
  const near = typeof value === 'string' ? nearestWord(value, words) : undefined;
  const quotes =
    type.kind === 'text' && typeof value === 'number' ? 'Write it in quotes.' : undefined;
  const hint = near === undefined ? quotes : `Did you mean "${near}"?`;
  return {
    code: 'wrong-value',
    message: `${name} must be ${must}, found ${JSON.stringify(value) ?? 'nothing'}`,
    ...(hint !== undefined && { hint }),
  };
}

/** What the value should be, or undefined where it is that. */
function demandOf(type: FieldType, value: unknown): string | undefined {
  switch (type.kind) {
    case 'flag':
      return typeof value === 'boolean' ? undefined : 'true or false';
    case 'word':
      return type.words?.includes(value as string)
        ? undefined
        : listWords((type.words ?? []).map(String));
    case 'day':
      return isIsoDate(String(value)) ? undefined : 'a day that exists, written YYYY-MM-DD';
    case 'whole':
    case 'number':
      return numberDemand(type, value);
    case 'text':
    case 'system':
      return typeof value === 'string' && isTextOf(type, value) ? undefined : textDemand(type);
  }
}

function textDemand({ longest }: FieldType): string {
  return longest === undefined ? 'text' : `text of 1 to ${longest} characters`;
}

function isTextOf(
  { longest = Number.POSITIVE_INFINITY, pattern }: FieldType,
  value: string,
): boolean {
  const fits = value !== '' && [...value].length <= longest;
  return fits && (pattern === undefined || new RegExp(pattern, 'u').test(value));
}

function numberDemand(type: FieldType, value: unknown): string | undefined {
  const { kind, minimum, above, maximum, words } = type;
  const fits =
    typeof value === 'number' &&
    (kind === 'number' || Number.isInteger(value)) &&
    value >= (minimum ?? value) &&
    (above === undefined || value > above) &&
    value <= (maximum ?? value) &&
    (words === undefined || words.includes(value));
  if (fits) return undefined;
  if (words !== undefined) return listWords(words.map(String));
  const noun = kind === 'whole' ? 'a whole number' : 'a number';
  if (above !== undefined) return `${noun} above ${above}`;
  return maximum === undefined
    ? `${noun} from ${minimum ?? 0}`
    : `${noun} from ${minimum ?? 0} to ${maximum}`;
}
