import type {
  GateAssertion,
  Report,
  ReportApplication,
  ReportFinding,
  ReportProblem,
} from '../domain/report.ts';
import { subjectName } from '../domain/subject.ts';
import { inChunks } from './chunks.ts';
import { findingLine, sentence, waiverText } from './finding-text.ts';
import type { ErrorReporter, Reporter } from './reporter.ts';

/** Cases that are kept at a time: a suite says how many it has before it tells them. */
const KEPT_CASES = 250_000;

const GATE = 'gate';
const SHARED = 'shared';
const UNASSIGNED = 'unassigned';

/** What is counted of a suite. */
interface Tally {
  tests: number;
  failures: number;
  errors: number;
  skipped: number;
}

type Counted = Exclude<keyof Tally, 'tests'>;

/**
 * The report as test results. Each check is one case and stands once: in the suite of its application, or
 * in `shared` where it counts for several. A warning has passed, so that only what has failed is red.
 */
export const junit: Reporter = (report) => inChunks(document(report));

function* document(report: Report): Iterable<string> {
  const suites = tallySuites(report.findings);
  const gate = tallyGate(report.gate.assertions);
  const all = sumOf([gate, ...suites.values()]);
  yield head(all);
  if (gate.tests > 0) {
    yield* suite(GATE, gate, [], report.gate.assertions.map(gateCase));
  }
  for (const batch of batches(suites)) yield* suitesOf(batch, suites, report);
  yield '</testsuites>\n';
}

/** The run as one case, which says what is wrong. */
export const junitErrors: ErrorReporter = ({ error }) => {
  const tally = { tests: 1, failures: 0, errors: 1, skipped: 0 };
  const more = error.more > 0 ? [`and ${error.more} more`] : [];
  const details = [...error.problems.map(problemText), ...more].join('\n\n');
  const result = element('error', { type: error.code, message: error.message }, details);
  const lines = [testcase('assess', 'virtready', result)];
  return [head(tally), ...suite('virtready', tally, [], lines), '</testsuites>\n'].join('');
};

function head({ tests, failures, errors }: Tally): string {
  const totals = attributes({ name: 'virtready', tests, failures, errors, time: 0 });
  return `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites${totals}>\n`;
}

/** The names of the suites, in their order: applications by id, then what several or none stand on. */
function tallySuites(findings: Iterable<ReportFinding>): ReadonlyMap<string, Tally> {
  const tallies = new Map<string, Tally>();
  for (const finding of findings) {
    const name = suiteOf(finding);
    const tally = tallies.get(name) ?? emptyTally();
    tallies.set(name, tally);
    count(tally, countedAs(finding));
  }
  return new Map([...tallies].sort(([a], [b]) => rankOf(a) - rankOf(b) || (a < b ? -1 : 1)));
}

function suiteOf({ applications }: ReportFinding): string {
  const [only] = applications;
  if (only === undefined) return UNASSIGNED;
  return applications.length === 1 ? `application/${only}` : SHARED;
}

function rankOf(suite: string): number {
  return [SHARED, UNASSIGNED].indexOf(suite);
}

function countedAs({ outcome }: ReportFinding): Counted | undefined {
  switch (outcome) {
    case 'fail':
      return 'failures';
    case 'error':
      return 'errors';
    case 'unknown':
    case 'not-applicable':
    case 'waived':
      return 'skipped';
    default:
      return undefined;
  }
}

function tallyGate(assertions: readonly GateAssertion[]): Tally {
  const tally = emptyTally();
  for (const { passed } of assertions) count(tally, passed ? undefined : 'failures');
  return tally;
}

function emptyTally(): Tally {
  return { tests: 0, failures: 0, errors: 0, skipped: 0 };
}

function count(tally: Tally, as: Counted | undefined): void {
  tally.tests++;
  if (as !== undefined) tally[as]++;
}

function sumOf(tallies: readonly Tally[]): Tally {
  const sum = emptyTally();
  for (const { tests, failures, errors, skipped } of tallies) {
    sum.tests += tests;
    sum.failures += failures;
    sum.errors += errors;
    sum.skipped += skipped;
  }
  return sum;
}

/** Suites that are read together, each as many as may be kept, and at least one. */
function* batches(suites: ReadonlyMap<string, Tally>): Iterable<readonly string[]> {
  let batch: string[] = [];
  let cases = 0;
  for (const [name, { tests }] of suites) {
    if (batch.length > 0 && cases + tests > KEPT_CASES) {
      yield batch;
      batch = [];
      cases = 0;
    }
    batch.push(name);
    cases += tests;
  }
  if (batch.length > 0) yield batch;
}

function* suitesOf(
  names: readonly string[],
  suites: ReadonlyMap<string, Tally>,
  { findings, applications }: Report,
): Iterable<string> {
  const cases = new Map<string, string[]>(names.map((name) => [name, []]));
  for (const finding of findings) {
    const name = suiteOf(finding);
    cases.get(name)?.push(findingCase(finding, name));
  }
  const byName = new Map(applications.map((one) => [`application/${one.id}`, one]));
  for (const [name, lines] of cases) {
    yield* suite(name, suites.get(name) ?? emptyTally(), propertiesOf(byName.get(name)), lines);
  }
}

type Property = readonly [name: string, value: string | number];

function propertiesOf(application: ReportApplication | undefined): readonly Property[] {
  if (application === undefined) return [];
  const { name, owner, tier, verdict, score } = application;
  const all = { name, owner, tier, verdict, ...score };
  return Object.entries(all).filter((property): property is [string, string | number] => {
    const [, value] = property;
    return value !== null && value !== '';
  });
}

function* suite(
  name: string,
  tally: Tally,
  properties: readonly Property[],
  cases: readonly string[],
): Iterable<string> {
  yield `  <testsuite${attributes({ name, ...tally, time: 0 })}>\n`;
  if (properties.length > 0) {
    const lines = properties.map(
      ([key, value]) => `      <property${attributes({ name: key, value })}/>\n`,
    );
    yield `    <properties>\n${lines.join('')}    </properties>\n`;
  }
  yield* cases;
  yield '  </testsuite>\n';
}

function findingCase(finding: ReportFinding, suiteName: string): string {
  const { rule, name, subject } = finding;
  return testcase(`${rule} ${name}: ${subjectName(subject)}`, suiteName, resultOf(finding));
}

function gateCase({ name, scope, passed, required, actual, message }: GateAssertion): string {
  const title = `${name} ${required}: ${scope}`;
  const result = passed
    ? element('system-out', {}, message)
    : element('failure', { type: name, message }, `required ${required}, found ${actual}`);
  return testcase(title, GATE, result);
}

function testcase(name: string, classname: string, result: string): string {
  const head = `    <testcase${attributes({ name, classname, time: 0 })}`;
  return result === '' ? `${head}/>\n` : `${head}>\n${result}    </testcase>\n`;
}

/** A pass says nothing where it has nothing to advise. */
function resultOf(finding: ReportFinding): string {
  const { outcome, severity, message, waiver } = finding;
  switch (outcome) {
    case 'fail':
      return element('failure', { type: severity, message }, details(finding));
    case 'error':
      return element('error', { type: 'rule-crashed', message }, details(finding));
    case 'warn':
      return element('system-out', {}, details(finding));
    case 'unknown':
      return element('skipped', { message: `unknown: ${message}` });
    case 'not-applicable':
      return element('skipped', { message: `not applicable: ${message}` });
    case 'waived': {
      const borne = waiver === null ? '' : ` ${waiverText(waiver)}`;
      return element('skipped', { message: `waived: ${sentence(message)}${borne}` });
    }
    default:
      return element('system-out', {}, message);
  }
}

/** What a reader of a test result needs to follow it. */
function details(finding: ReportFinding): string {
  const { title, severity, remedy, pointsLost, location, source, fingerprint } = finding;
  const { file, line, column } = location;
  return [
    findingLine(finding),
    `at ${file}:${line}:${column}`,
    `rule: ${title} (${severity})`,
    ...(remedy === null ? [] : [`mend: ${remedy}`]),
    `points lost: ${pointsLost}`,
    ...source.map(({ kind, reference }) => `from: ${kind}, ${reference}`),
    `fingerprint: ${fingerprint}`,
  ].join('\n');
}

function problemText({ code, message, location, hint }: ReportProblem): string {
  const place =
    location === null ? [] : [`at ${location.file}:${location.line}:${location.column}`];
  return [`${message} [${code}]`, ...place, ...(hint === null ? [] : [hint])].join('\n');
}

function element(
  name: string,
  attrs: Readonly<Record<string, string | number>>,
  content = '',
): string {
  const open = `      <${name}${attributes(attrs)}`;
  return content === '' ? `${open}/>\n` : `${open}>${xmlText(content)}</${name}>\n`;
}

function attributes(values: Readonly<Record<string, string | number>>): string {
  return Object.entries(values)
    .map(([key, value]) => ` ${key}="${xmlAttribute(String(value))}"`)
    .join('');
}

/** A parser would read the white space of an attribute as spaces, and `\r` as a line end. */
function xmlAttribute(text: string): string {
  return xmlText(text).replace(/["\t\n]/g, reference);
}

/**
 * Text without what XML 1.0 cannot write. What a terminal would obey, and what starts a command in the log
 * of a CI run (`::` at the begin of a line, `##[` anywhere), stands as references, and reads as it was.
 */
function xmlText(text: string): string {
  return text
    .replace(XML_FORBIDS, '')
    .replace(/[&<>]/g, (character) => ENTITIES[character] ?? '')
    .replace(NOT_SHOWN, reference)
    .replace(/^([^\S\n]*):(?=:)/gm, (_, spaces: string) => spaces + reference(':'));
}

function reference(character: string): string {
  return `&#${character.charCodeAt(0)};`;
}

/** `>` also in text, where `]]>` may not stand. */
const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };

// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const XML_FORBIDS = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|\p{Surrogate}/gu;

const NOT_SHOWN =
  /[\r\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]|(?<=#)#(?=\[|vso\[)/g;
