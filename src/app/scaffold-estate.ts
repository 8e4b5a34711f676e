import type { InputFile } from '../domain/input-file.ts';
import { DEFAULT_LIMITS } from '../domain/limits.ts';
import { byText } from '../domain/order.ts';
import type { Report, ReportFinding } from '../domain/report.ts';
import type { WantedFact, WantedSubject } from '../domain/scaffold.ts';
import type { EntryKind, SubjectRef } from '../domain/subject.ts';
import { UserError, userError } from '../domain/user-error.ts';
import { type FactWords, inventoryWords } from '../load/fact-words.ts';
import { isOverlay, readDocuments } from '../load/read-documents.ts';
import { scaffold } from '../refresh/scaffold.ts';

/**
 * An overlay with the facts that a report misses, added to the one that is there. Throws a
 * `UserError` where that is no overlay.
 */
export async function scaffoldEstate(
  report: Report,
  before: InputFile | undefined,
): Promise<{ readonly text: string; readonly wanted: readonly WantedSubject[] }> {
  if (before !== undefined) await checkOverlay(before);
  const wanted = wantedFacts(report, await inventoryWords());
  const known = before === undefined ? undefined : Buffer.from(before.bytes).toString('utf8');
  return { text: scaffold(wanted, known), wanted };
}

async function checkOverlay(file: InputFile): Promise<void> {
  const { documents, problems } = await readDocuments(file, {
    ...DEFAULT_LIMITS,
    maxFileMiB: Number.POSITIVE_INFINITY,
  });
  if (problems.length > 0) throw new UserError(problems);
  const [first] = documents;
  if (first === undefined || first.value === undefined || isOverlay(first)) return;
  throw userError(
    'not-an-overlay',
    `${file.file} is there, and does not begin with overlay: true`,
    {
      hint: 'Name another file: a scaffold is an overlay.',
    },
  );
}

interface Wanted {
  readonly points: number;
  readonly rules: ReadonlySet<string>;
  /** What is missing of the items of a list. */
  readonly within: ReadonlySet<string>;
}

/** What findings wait for, by subject; the subjects and facts that release most points first. */
function wantedFacts(report: Report, words: FactWords): WantedSubject[] {
  const subjects = new Map<
    string,
    { readonly subject: SubjectRef; readonly facts: Map<string, Wanted> }
  >();
  for (const finding of report.findings) {
    for (const { subject, path } of missingOf(finding)) {
      const key = `${subject.kind} ${subject.id}`;
      const known = subjects.get(key) ?? { subject, facts: new Map() };
      subjects.set(key, known);
      addFact(known.facts, path, finding);
    }
  }
  return [...subjects.values()]
    .flatMap(({ subject, facts }) => wantedSubject(subject, facts, words))
    .sort((a, b) => b.points - a.points || byText(a.kind, b.kind) || byText(a.id, b.id));
}

/** Each fact once, as far as an overlay can record it. */
function missingOf({ outcome, missing }: ReportFinding): ReportFinding['missing'] {
  const isOpen = outcome === 'unknown' || outcome === 'fail' || outcome === 'warn';
  const seen = new Set<string>();
  return !isOpen
    ? []
    : missing.filter(({ subject, path }) => {
        const key = `${subject.kind} ${subject.id} ${path}`;
        const isNew = !seen.has(key);
        seen.add(key);
        return isNew && isWritable(subject, path);
      });
}

/** Not a whole subject, the estate's own sections, or instances, which are declared. */
function isWritable({ kind }: SubjectRef, path: string): boolean {
  return path !== '' && path !== 'instances' && kind !== 'estate';
}

function addFact(
  facts: Map<string, Wanted>,
  path: string,
  { rule, pointsLost }: ReportFinding,
): void {
  const [list = '', ...within] = path.split(/\[\d*\]\.?/);
  const { points = 0, rules = [], within: known = [] } = facts.get(list) ?? {};
  facts.set(list, {
    points: points + pointsLost,
    rules: new Set([...rules, rule]),
    within: new Set([...known, ...within.filter((part) => part !== '')]),
  });
}

function wantedSubject(
  { kind, id }: SubjectRef,
  facts: ReadonlyMap<string, Wanted>,
  words: FactWords,
): WantedSubject[] {
  const entryKind = (kind === 'host' ? 'server' : kind) as EntryKind; // the estate has no entry
  const listed: WantedFact[] = [...facts]
    .map(([path, { points, rules, within }]) => ({
      path: path.split('.'),
      points,
      rules: [...rules].sort(byText),
      about: [words(entryKind, path), ...[...within].map((part) => `${part} of each`)]
        .filter((part) => part !== '')
        .join(', '),
    }))
    .sort((a, b) => b.points - a.points || byText(a.path.join('.'), b.path.join('.')));
  const points = listed.reduce((sum, fact) => sum + fact.points, 0);
  return listed.length === 0 ? [] : [{ kind: entryKind, id, points, facts: listed }];
}
