import { daysBetween, type IsoDate } from '../domain/calendar.ts';
import type { Ruling } from '../domain/finding.ts';
import { entryOf } from '../domain/memo.ts';
import { byText } from '../domain/order.ts';
import { type SubjectRef, subjectName } from '../domain/subject.ts';
import type { Waiver, WaiverState } from '../domain/waiver.ts';
import { type Column, Judgements } from './judgements.ts';

/** A waiver that ends within so many days is told of. */
const EXPIRING_DAYS = 30;

/**
 * How a waiver stands on a day: the one place where its end is decided. Days are UTC, and the last
 * day is included.
 */
export function waiverTerm(
  { until }: Waiver,
  asOf: IsoDate,
): { readonly state: Exclude<WaiverState, 'unused'>; readonly daysLeft: number } {
  const daysLeft = daysBetween(asOf, until);
  if (daysLeft < 0) return { state: 'expired', daysLeft };
  return { state: daysLeft <= EXPIRING_DAYS ? 'expiring' : 'active', daysLeft };
}

/**
 * Turns what failed or warned into `waived` where a waiver holds. A waiver that has expired is named
 * beside the judgement, and changes nothing. Of several that fit, the one that holds longest counts.
 */
export function waive(
  judgements: Judgements,
  waivers: readonly Waiver[],
  asOf: IsoDate,
): Judgements {
  if (waivers.length === 0) return judgements;
  const byRule = new Map<string, AimedWaiver[]>();
  for (const waiver of [...waivers].sort((a, b) => byText(b.until, a.until))) {
    const all = byRule.get(waiver.rule) ?? [];
    byRule.set(waiver.rule, all);
    all.push({ waiver, fits: subjectTest(waiver.subject) });
  }
  return new Judgements(
    judgements.columns.map((column) => {
      const own = byRule.get(column.rule.id);
      return own === undefined ? column : waiveIn(column, own, asOf);
    }),
  );
}

interface AimedWaiver {
  readonly waiver: Waiver;
  readonly fits: SubjectTest;
}

function waiveIn(column: Column, waivers: readonly AimedWaiver[], asOf: IsoDate): Column {
  const rulings = [...column.rulings];
  const numbers = column.numbers.slice();
  const waived = new Map<Ruling, Map<Waiver, number>>();
  for (const [row, number] of column.numbers.entries()) {
    const ruling = rulings[number];
    const subject = column.subjects[row];
    if (ruling === undefined || subject === undefined) continue;
    if (ruling.kind !== 'fail' && ruling.kind !== 'warn') continue;
    const waiver = waivers.find(({ fits }) => fits(subject))?.waiver;
    if (waiver === undefined) continue;
    const known = entryOf(waived, ruling, () => new Map<Waiver, number>());
    numbers[row] = entryOf(known, waiver, () => {
      const isExpired = waiverTerm(waiver, asOf).state === 'expired';
      return rulings.push({ ...ruling, waiver, kind: isExpired ? ruling.kind : 'waived' }) - 1;
    });
  }
  return { ...column, rulings, numbers };
}

type SubjectTest = (subject: SubjectRef) => boolean;

/**
 * Whether a subject is meant by `kind/id`, where `*` stands for any text and `?` for one character.
 * Ids may hold slashes and brackets, so these mean themselves.
 */
export function subjectTest(pattern: string): SubjectTest {
  if (!/[*?]/.test(pattern)) return (subject) => subjectName(subject) === pattern;
  const signs = [...pattern];
  return (subject) => matches([...subjectName(subject)], signs);
}

/**
 * Goes back to the last `*` only, which is enough, and takes no more than text times pattern: the
 * pattern may be a stranger's.
 */
function matches(text: readonly string[], pattern: readonly string[]): boolean {
  let at = 0;
  let star = -1;
  let resumeAt = 0;
  for (let i = 0; i < text.length; ) {
    if (pattern[at] === '*') {
      star = at++;
      resumeAt = i;
    } else if (pattern[at] === '?' || pattern[at] === text[i]) {
      at++;
      i++;
    } else if (star >= 0) {
      at = star + 1;
      i = ++resumeAt;
    } else {
      return false;
    }
  }
  return pattern.slice(at).every((sign) => sign === '*');
}
