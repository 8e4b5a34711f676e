import type {
  Notification,
  PhysicalLocation,
  PropertyBag,
  ReportingDescriptor,
  Result,
  Run,
  Suppression,
  ToolComponent,
} from 'sarif';
import { SOURCE_WORDS } from '../domain/citation.ts';
import { type FindingSketch, sketchesOf } from '../domain/lazy-findings.ts';
import type { Location } from '../domain/location.ts';
import type {
  BaselineState,
  Report,
  ReportFinding,
  ReportProblem,
  Tool,
} from '../domain/report.ts';
import type { RuleDescription } from '../domain/rule-description.ts';
import { subjectName } from '../domain/subject.ts';
import { count } from '../domain/wording.ts';
import { checkoutPath, pathUri, type Workspace } from './checkout-path.ts';
import { inChunks } from './chunks.ts';
import { findingText, levelOf, sentence, waiverText } from './finding-text.ts';
import { lineHashes } from './line-hash.ts';
import type { ErrorReporter, OutputNote, Reporter, ReporterOptions } from './reporter.ts';
import { safeJson } from './safe-text.ts';

const SCHEMA =
  'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json';

/** GitHub reads 25,000 results and shows 5,000 of them. */
const SHOWN_RESULTS = 5000;

/** GitHub's limit for each text of a rule. */
const LONGEST_RULE_TEXT = 1024;

/**
 * The report as SARIF 2.1.0, by the rules of GitHub code scanning: what failed, warned, is waived or is
 * not known. What is not known is `open`, as the standard calls too little information.
 */
export const sarif: Reporter = (report, options) => inChunks(document(report, options));

/** A run that could not assess. */
export const sarifErrors: ErrorReporter = ({ tool, error }, workspace) => {
  const problems = error.problems.map((problem) => notification('error', problem, workspace));
  const more: Notification = {
    level: 'error',
    message: { text: `${count(error.more, 'more problem')} not listed.` },
  };
  const notifications = error.more > 0 ? [...problems, more] : problems;
  const run: Run = {
    tool: { driver: { ...toolNames(tool), rules: [] } },
    automationDetails: { id: 'virtready/' },
    invocations: [{ executionSuccessful: false, toolExecutionNotifications: notifications }],
    columnKind: 'utf16CodeUnits',
    results: [],
  };
  return `${safeJson({ $schema: SCHEMA, version: '2.1.0', runs: [run] }, 2)}\n`;
};

/** The results are written one by one; what the run says of itself stands behind them. */
function* document(report: Report, options: ReporterOptions): Iterable<string> {
  const { workspace } = options;
  const { tool, rules, inputs } = report;
  const before: Run = {
    tool: { driver: { ...toolNames(tool), rules: rules.map(describe) } },
    automationDetails: { id: automationId(report) },
    columnKind: 'utf16CodeUnits',
    artifacts: inputs.map(({ file, sha256 }) => ({
      location: { uri: uriOf(file, workspace) },
      hashes: { 'sha-256': sha256 },
    })),
  };
  yield `{\n  "$schema": ${safeJson(SCHEMA)},\n  "version": "2.1.0",\n  "runs": [\n    {`;
  yield* members(before);
  yield '\n      "results": [';
  const crashed: ReportFinding[] = [];
  const toResult = resultMaker(report, options);
  let written = 0;
  let dropped = 0;
  for (const finding of sketchesOf(report.findings)) {
    if (finding.outcome === 'error') crashed.push(finding.whole());
    if (!isResult(finding)) continue;
    if (written === SHOWN_RESULTS) dropped++;
    else yield `${written++ === 0 ? '' : ','}\n        ${safeJson(toResult(finding.whole()))}`;
  }
  yield `${written === 0 ? '' : '\n      '}],`;
  yield* members(after(report, crashed, workspace), '');
  yield '\n    }\n  ]\n}\n';
  if (dropped > 0) options.note(droppedNote(dropped));
}

function droppedNote(dropped: number): OutputNote {
  return {
    code: 'results-dropped',
    message: `SARIF holds the ${SHOWN_RESULTS} gravest results, as many as GitHub shows; ${dropped} more are left out`,
  };
}

/** Members of the run, each followed by a comma; by `end` after the last. */
function* members(values: Partial<Run>, end = ','): Iterable<string> {
  const entries = Object.entries(values);
  for (const [i, [key, value]] of entries.entries()) {
    const text = safeJson(value, 2).replaceAll('\n', '\n      ');
    yield `\n      ${safeJson(key)}: ${text}${i === entries.length - 1 ? end : ','}`;
  }
}

/** Whether the run could assess, what it wants to be known, and its answer. */
function after(
  report: Report,
  crashed: readonly ReportFinding[],
  workspace: Workspace,
): Partial<Run> {
  const { verdict, score, counts, gate, asOf, notices } = report;
  const notifications = [
    ...crashed.map((finding) => crashNotification(finding, workspace)),
    ...notices.map((notice) => notification('warning', notice, workspace)),
  ];
  return {
    invocations: [
      {
        executionSuccessful: counts.outcomes.error === 0,
        ...(notifications.length > 0 && { toolExecutionNotifications: notifications }),
      },
    ],
    properties: { asOf, verdict, score, outcomes: counts.outcomes, gate },
  };
}

function toolNames({ name, version }: Tool): ToolComponent {
  return { name, version, semanticVersion: version };
}

/** Two estates of one repository must not replace each other, so the name of the estate is in it. */
function automationId({ estate }: Report): string {
  const name = (estate.name ?? '').replace(/\p{Surrogate}/gu, '\ufffd');
  return name === '' ? 'virtready/' : `virtready/${encodeURIComponent(name)}/`;
}

function describe(rule: RuleDescription): ReportingDescriptor {
  const { id, name, title, why, category, severity, sources } = rule;
  const link = sources.map((source) => ('url' in source ? source.url : undefined)).find(Boolean);
  const level = levelOf('fail', severity);
  return {
    id,
    name: pascalCase(name),
    shortDescription: { text: shortened(sentence(title)) },
    fullDescription: { text: shortened(sentence(why)) },
    help: {
      text: shortened(helpLines(rule).join('\n')),
      markdown: shortened(helpLines(rule, '**').join('\n\n')),
    },
    ...(link !== undefined && { helpUri: link }),
    defaultConfiguration: { level },
    properties: {
      tags: [category],
      precision: 'very-high',
      'problem.severity': level === 'note' ? 'recommendation' : level,
    },
  };
}

/** What to do first, because the text may be cut at its end. */
function helpLines({ remedy, why, condition, sources }: RuleDescription, bold = ''): string[] {
  const line = (label: string, text: string | undefined): string[] =>
    text === undefined ? [] : [`${bold}${label}${bold} ${text}`];
  return [
    ...line('Mend:', remedy),
    ...line('Why:', why),
    ...line('Fails:', condition.fail),
    ...line('Warns:', condition.warn),
    ...line('From:', sources[0] === undefined ? undefined : SOURCE_WORDS[sources[0].kind]),
  ];
}

function shortened(text: string): string {
  if (text.length <= LONGEST_RULE_TEXT) return text;
  // Half of a pair of surrogates would be no character.
  return `${text.slice(0, LONGEST_RULE_TEXT - 1).replace(/[\ud800-\udbff]$/, '')}…`;
}

function pascalCase(name: string): string {
  return name.replace(/(?:^|-)(\w)/g, (_, letter: string) => letter.toUpperCase());
}

function isResult({ outcome }: FindingSketch): boolean {
  return outcome === 'fail' || outcome === 'warn' || outcome === 'waived' || outcome === 'unknown';
}

const BASELINE_STATES = {
  new: 'new',
  worse: 'updated',
  known: 'unchanged',
} as const satisfies Record<BaselineState, string>;

/** By the standard, either all results of a run say whether they are suppressed, or none. */
function resultMaker(report: Report, options: ReporterOptions): (finding: ReportFinding) => Result {
  const ruleIndex = new Map(report.rules.map(({ id }, i) => [id, i]));
  const hashOf = lineHasher(options);
  const saysSuppressed = report.waivers.length > 0;
  return (finding) => {
    const { rule, subject, location, fingerprint, baseline } = finding;
    const lineHash = hashOf(location);
    return {
      ruleId: rule,
      ruleIndex: ruleIndex.get(rule) ?? -1,
      ...kindAndLevel(finding),
      message: { text: withoutLinks(findingText(finding)) },
      locations: [
        {
          physicalLocation: place(location, options.workspace),
          logicalLocations: [{ fullyQualifiedName: subjectName(subject), kind: subject.kind }],
        },
      ],
      partialFingerprints: {
        'virtreadyFingerprint/v1': fingerprint,
        ...(lineHash !== undefined && { primaryLocationLineHash: lineHash }),
      },
      ...(baseline !== null && { baselineState: BASELINE_STATES[baseline] }),
      ...(saysSuppressed && { suppressions: suppressions(finding) }),
      properties: properties(finding),
    };
  };
}

function kindAndLevel({
  outcome,
  severity,
  waiver,
}: ReportFinding): Pick<Result, 'kind' | 'level'> {
  if (outcome === 'unknown') return { kind: 'open', level: 'none' };
  const answer = outcome === 'waived' ? waiver?.outcome : outcome;
  return { kind: 'fail', level: levelOf(answer === 'warn' ? 'warn' : 'fail', severity) };
}

function suppressions({ waiver }: ReportFinding): Suppression[] {
  if (waiver === null) return [];
  const status = waiver.state === 'expired' ? 'rejected' : 'accepted';
  return [{ kind: 'external', status, justification: waiverText(waiver) }];
}

function properties(finding: ReportFinding): PropertyBag {
  const { outcome, severity, pointsLost, effort, applications, facts } = finding;
  return {
    outcome,
    severity,
    pointsLost,
    ...(effort !== null && { effort }),
    applications,
    facts,
  };
}

/** GitHub's hashes of lines, where the text is at hand: exactly, or not at all. */
function lineHasher({ inputs }: ReporterOptions): (location: Location) => string | undefined {
  const bytesOf = new Map(inputs.map(({ file, bytes }) => [file, bytes]));
  const known = new Map<string, readonly string[]>();
  return ({ file, line }) => {
    const bytes = bytesOf.get(file);
    if (bytes === undefined) return undefined;
    const hashes = known.get(file) ?? lineHashes(Buffer.from(bytes).toString('utf8'));
    known.set(file, hashes);
    return hashes[line - 1];
  };
}

function place({ file, line, column }: Location, workspace: Workspace): PhysicalLocation {
  return {
    artifactLocation: { uri: uriOf(file, workspace) },
    region: { startLine: line, startColumn: column },
  };
}

function uriOf(file: string, workspace: Workspace): string {
  return pathUri(checkoutPath(file, workspace));
}

function crashNotification(finding: ReportFinding, workspace: Workspace): Notification {
  return {
    level: 'error',
    message: { text: withoutLinks(findingText(finding)) },
    associatedRule: { id: finding.rule },
    locations: [{ physicalLocation: place(finding.location, workspace) }],
  };
}

function notification(
  level: 'error' | 'warning',
  { code, message, hint, location }: ReportProblem,
  workspace: Workspace,
): Notification {
  const advice = hint === null ? '' : ` ${sentence(hint)}`;
  return {
    level,
    message: { text: withoutLinks(`${sentence(message)}${advice}`) },
    descriptor: { id: code },
    ...(location !== null && {
      locations: [{ physicalLocation: place(location, workspace) }],
    }),
  };
}

/** SARIF reads `[text](target)` in a message as a link; a text of the inventory is none. */
function withoutLinks(text: string): string {
  return text.replace(/\[(?=[^\]]*\]\()/g, '\\[');
}
