import { byText } from '../domain/order.ts';

/** As the schema of the inventory allows. */
const LONGEST_ID = 200;
const LONGEST_MARK = 80;

export interface NamedSubject {
  /** As `cleanName` gives it. */
  readonly name: string;
  /** What tells it from others of its name, the most lasting mark first. */
  readonly marks: readonly (string | undefined)[];
}

interface IdRequest<Subject extends NamedSubject> {
  /** Stands before an id that a subject of an earlier request has. */
  readonly prefix: string;
  readonly subjects: readonly Subject[];
}

export type IdChange = 'suffixed' | 'prefixed';

/** A name as an id may hold it: no control or invisible character, no white space around it. */
export function cleanName(name: string): string {
  const visible = name.replace(/\p{Cc}+/gu, ' ').replace(/\p{C}+/gu, '');
  return cut(visible.trim(), LONGEST_ID).trim();
}

/**
 * Gives each subject an id that is unique over all requests.
 * A name that one subject alone has is its id. Subjects of one request that share a name all get
 * a suffix, so that the order of the rows does not choose which one keeps it. A name that an
 * earlier request has used gets the prefix.
 */
export function assignIds<Subject extends NamedSubject>(
  requests: readonly IdRequest<Subject>[],
  onChange: (change: IdChange, id: string) => void,
): ReadonlyMap<Subject, string> {
  const ids = new Map<Subject, string>();
  const taken = new Set<string>();
  for (const { prefix, subjects } of requests) {
    for (const { subject, suffix } of distinguished(subjects)) {
      const id = freeId(subject.name, suffix, prefix, taken);
      taken.add(id);
      ids.set(subject, id);
      if (suffix !== '') onChange('suffixed', id);
      else if (id !== subject.name) onChange('prefixed', id);
    }
  }
  return ids;
}

interface Distinguished<Subject> {
  readonly subject: Subject;
  readonly suffix: string;
}

/** Single names first: a made-up id must not take the plain name of another subject. */
function distinguished<Subject extends NamedSubject>(
  subjects: readonly Subject[],
): Distinguished<Subject>[] {
  const groups = namesakes(subjects);
  const single = groups.filter((group) => group.length === 1).flat();
  const shared = groups.filter((group) => group.length > 1);
  return [...single.map((subject) => ({ subject, suffix: '' })), ...shared.flatMap(suffixed)];
}

function namesakes<Subject extends NamedSubject>(subjects: readonly Subject[]): Subject[][] {
  const groups = new Map<string, Subject[]>();
  for (const subject of subjects) {
    const group = groups.get(subject.name);
    if (group === undefined) groups.set(subject.name, [subject]);
    else group.push(subject);
  }
  return [...groups.values()];
}

/** The first mark that all members have and no two share; else their number, in order of rows. */
function suffixed<Subject extends NamedSubject>(
  group: readonly Subject[],
): Distinguished<Subject>[] {
  const positions = group[0]?.marks.keys() ?? [];
  for (const position of positions) {
    const marks = group.map(({ marks }) => cut(cleanName(marks[position] ?? ''), LONGEST_MARK));
    if (marks.includes('') || new Set(marks).size < marks.length) continue;
    return group
      .map((subject, i) => ({ subject, suffix: `@${marks[i]}` }))
      .sort((a, b) => byText(a.suffix, b.suffix));
  }
  return group.map((subject, i) => ({ subject, suffix: `#${i + 1}` }));
}

function freeId(name: string, suffix: string, prefix: string, taken: ReadonlySet<string>): string {
  const plain = composed('', name, suffix);
  if (!taken.has(plain)) return plain;
  const prefixed = composed(`${prefix}:`, name, suffix);
  for (let number = 2, id = prefixed; ; number++) {
    if (!taken.has(id)) return id;
    id = composed(`${prefix}:`, name, `${suffix}#${number}`);
  }
}

/** The name gives way where the whole would be too long. */
function composed(prefix: string, name: string, suffix: string): string {
  const room = LONGEST_ID - [...prefix].length - [...suffix].length;
  return `${prefix}${cut(name, Math.max(room, 1)).trim()}${suffix}`;
}

function cut(text: string, length: number): string {
  const characters = [...text];
  return characters.length <= length ? text : characters.slice(0, length).join('');
}
