import type { FindingGroup, FindingMember, FindingPlace } from './finding-groups.ts';

/**
 * Groups of findings as data in a page: each text and each list stands once and is named by its number,
 * because thousands of findings share rules, messages, subjects, files and facts.
 */
export interface PackedGroups {
  readonly texts: readonly string[];
  /** Lists of numbers, mostly those of texts and of other lists. */
  readonly lists: readonly (readonly number[])[];
  readonly groups: readonly PackedGroup[];
}

type PackedGroup = readonly [head: number, members: readonly PackedMember[]];

type PackedMember = readonly [
  subject: number,
  points: number,
  place: number,
  details: number,
  handle: string,
];

/** What a group says of itself, in the order in which its list has it. */
const HEAD = [
  'rule',
  'title',
  'category',
  'outcome',
  'severity',
  'kind',
  'message',
  'remedy',
  'effort',
  'snippet',
  'borne',
  'baseline',
] as const satisfies readonly (keyof FindingGroup)[];

/** What stands for a text that is not there. */
const NONE = -1;

/** As many groups, in their order, as stay within so many characters. */
export function packGroups(groups: readonly FindingGroup[], room: number): PackedGroups {
  const packer = new Packer();
  const packed: PackedGroup[] = [];
  for (const group of groups) {
    if (packer.size > room) break;
    packed.push(packer.group(group));
  }
  return { texts: packer.texts, lists: packer.lists, groups: packed };
}

export function unpackGroups({ texts, lists, groups }: PackedGroups): FindingGroup[] {
  const text = (index = NONE): string => texts[index] ?? '';
  const textsOf = (index = NONE): string[] => (lists[index] ?? []).map(text);
  const memberOf = ([subject, points, place, details, handle]: PackedMember): FindingMember => {
    const [id, applications, machine = NONE] = lists[subject] ?? [];
    const [file, line = 0, column = 0, excerpt] = lists[place] ?? [];
    const [facts, options, missing, moreMissing = 0, assumed] = lists[details] ?? [];
    return {
      id: text(id),
      applications: textsOf(applications),
      machine: machine === NONE ? null : text(machine),
      points,
      place: { file: text(file), line, column, excerpt: text(excerpt) },
      facts: textsOf(facts),
      options: textsOf(options),
      missing: textsOf(missing),
      moreMissing,
      assumed: textsOf(assumed),
      handle,
    };
  };
  return groups.map(([head, members]) => {
    const said = (lists[head] ?? []).map((index) => (index === NONE ? null : text(index)));
    const entries = HEAD.map((name, i) => [name, said[i] ?? null]);
    // What was packed from a group is a group again.
    const group = Object.fromEntries(entries) as unknown as Omit<FindingGroup, 'members'>;
    return { ...group, members: members.map(memberOf) };
  });
}

class Packer {
  readonly texts: string[] = [];
  readonly lists: number[][] = [];
  /** Characters so far, nearly. */
  size = 0;
  readonly #textIndex = new Map<string, number>();
  readonly #listIndex = new Map<string, number>();

  group(group: FindingGroup): PackedGroup {
    const head = HEAD.map((name) => this.#maybe(group[name]));
    return [this.#list(head), group.members.map((member) => this.#member(member))];
  }

  #member(member: FindingMember): PackedMember {
    const { id, applications, machine, points, facts, options, missing, assumed } = member;
    const subject = [this.#text(id), this.#texts(applications), this.#maybe(machine)];
    const details = [
      this.#texts(facts),
      this.#texts(options),
      this.#texts(missing),
      member.moreMissing,
      this.#texts(assumed),
    ];
    const packed: PackedMember = [
      this.#list(subject),
      points,
      this.#place(member.place),
      this.#list(details),
      member.handle,
    ];
    this.size += JSON.stringify(packed).length + 1;
    return packed;
  }

  #place({ file, line, column, excerpt }: FindingPlace): number {
    return this.#list([this.#text(file), line, column, this.#text(excerpt)]);
  }

  #texts(texts: readonly string[]): number {
    return this.#list(texts.map((text) => this.#text(text)));
  }

  #maybe(text: string | null): number {
    return text === null ? NONE : this.#text(text);
  }

  #text(text: string): number {
    const known = this.#textIndex.get(text);
    if (known !== undefined) return known;
    const index = this.texts.push(text) - 1;
    this.#textIndex.set(text, index);
    this.size += JSON.stringify(text).length + 1;
    return index;
  }

  #list(numbers: number[]): number {
    const key = numbers.join();
    const known = this.#listIndex.get(key);
    if (known !== undefined) return known;
    const index = this.lists.push(numbers) - 1;
    this.#listIndex.set(key, index);
    this.size += key.length + 3;
    return index;
  }
}
