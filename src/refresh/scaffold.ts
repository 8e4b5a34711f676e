import type { Section } from '../domain/inventory.ts';
import type { WantedFact, WantedSubject } from '../domain/scaffold.ts';
import { formatNumber } from '../domain/wording.ts';
import { SECTION_KINDS } from '../load/entry.ts';
import { ScaffoldText } from './scaffold-text.ts';

/** In the order in which people know them. */
const SECTION_ORDER: readonly Section[] = [
  'applications',
  'instances',
  'servers',
  'clusters',
  'storage',
  'platforms',
  'sites',
];

const BEGIN = `# Facts that nobody has recorded, those that release most points first (virtready scaffold).
# Take the "# " before a key away and write its value; what stays a comment says nothing.
overlay: true
`;

/**
 * An overlay with an entry for each subject and a comment for each fact that is not recorded. Of a
 * text that is there, every line stays as it is: subjects and facts that it does not mention yet are
 * added between them, also where the fact stands there as a comment only.
 */
export function scaffold(wanted: readonly WantedSubject[], before: string | undefined): string {
  const text = new ScaffoldText(before === undefined || before.trim() === '' ? BEGIN : before);
  for (const section of SECTION_ORDER) {
    for (const subject of wanted) {
      if (SECTION_KINDS[section] !== subject.kind) continue;
      const entry = text.entry(section, subject.id);
      for (const { path, line } of linesOf(subject.facts)) text.mention(entry, path, line);
    }
  }
  return text.toString();
}

interface FactLine {
  readonly path: readonly string[];
  /** What stands behind the key. */
  readonly line: string;
}

/** The lines of facts, each behind those of the groups that it stands in; groups stay together. */
function linesOf(facts: readonly WantedFact[]): FactLine[] {
  const groups = new Map<string, WantedFact[]>();
  for (const fact of facts) {
    const [head = ''] = fact.path;
    groups.set(head, [...(groups.get(head) ?? []), fact]);
  }
  return [...groups.values()].flat().map((fact) => ({ path: fact.path, line: remark(fact) }));
}

function remark({ about, points, rules }: WantedFact): string {
  const number = formatNumber(points);
  const worth = `${number} ${number === '1' ? 'point' : 'points'}, ${rules.join(' ')}`;
  return about === '' ? worth : `${about}; ${worth}`;
}
