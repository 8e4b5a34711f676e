import type { FactRef } from '../../domain/fact-path.ts';
import type { Location } from '../../domain/location.ts';
import type { ReportFinding } from '../../domain/report.ts';
import type { RuleDescription } from '../../domain/rule-description.ts';
import { subjectName } from '../../domain/subject.ts';
import { formatNumber } from '../../domain/wording.ts';
import type { Look } from '../reporter.ts';
import { safeLines, safeText } from '../safe-text.ts';
import { borneWords } from './finding.ts';
import { renderFrame } from './frame.ts';
import { wrapped } from './layout.ts';
import { ruleText } from './rule-text.ts';
import { type Style, styleFor } from './style.ts';

interface Explanation {
  readonly finding: ReportFinding;
  readonly rule: RuleDescription;
  readonly facts: readonly {
    readonly path: string;
    readonly value: unknown;
    readonly location: Location;
  }[];
  readonly derived: Readonly<Record<string, unknown>>;
  readonly missing: readonly { readonly fact: FactRef; readonly location: Location }[];
}

/** One finding: what was judged, by which thresholds, at what cost, and the rule behind it. */
export function renderExplanation(explanation: Explanation, look: Look): string {
  const { finding, rule, facts, derived, missing } = explanation;
  const { width } = look;
  const style = styleFor(look);
  const lines = [...headLines(finding, width, style), renderFrame(finding.location, width, style)];
  if (facts.length > 0) {
    lines.push('', style.bold('Facts judged'));
    for (const { path, value, location } of facts) {
      lines.push(factLine(path, value, location, width, style));
    }
  }
  const values = Object.entries(derived);
  if (values.length > 0) {
    lines.push('', style.bold('Derived'));
    for (const [name, value] of values)
      lines.push(wrapped('  ', `${style.accent(name)} = ${shown(value)}`, width));
  }
  const options = Object.entries(finding.options);
  if (options.length > 0) {
    lines.push('', style.bold('Thresholds'));
    for (const [name, value] of options)
      lines.push(wrapped('  ', `${style.accent(name)} = ${shown(value)}`, width));
  }
  if (missing.length > 0) {
    lines.push('', style.bold('Would settle it'));
    for (const { fact, location } of missing) {
      const name = `${subjectName(fact.subject)} ${fact.path}`;
      lines.push(wrapped('  ', `${safeText(name)} ${style.dim(style.place(location))}`, width));
    }
  }
  lines.push('', ...ruleText(rule, width, style));
  return safeLines(`${lines.join('\n')}\n`);
}

function headLines(finding: ReportFinding, width: number, style: Style): string[] {
  const { outcome, severity, subject, message, remedy, weight, pointsLost, applications } = finding;
  const symbol = style.outcome[outcome](style.symbol[outcome]);
  const name = style.bold(safeText(subjectName(subject)));
  const counts =
    applications.length === 0 ? 'no application' : applications.map(safeText).join(', ');
  return [
    wrapped(
      `${symbol} `,
      `${style.severity[severity](severity)} ${style.bold(finding.rule)} ${name} ${safeText(message)}`,
      width,
    ),
    ...(remedy === null ? [] : [wrapped('  mend  ', safeText(remedy), width)]),
    ...(finding.waiver === null
      ? []
      : [wrapped('  borne ', safeText(borneWords(finding.waiver)), width)]),
    wrapped(
      '  ',
      style.dim(
        `weight ${weight}, costs ${formatNumber(pointsLost, 2)} points of the estate's score; counts in ${counts}`,
      ),
      width,
    ),
    wrapped('  ', style.dim(`fingerprint ${finding.fingerprint}`), width),
  ];
}

function factLine(
  path: string,
  value: unknown,
  location: Location,
  width: number,
  style: Style,
): string {
  const text = value === undefined ? style.outcome.unknown('not recorded') : shown(value);
  return wrapped(
    '  ',
    `${style.accent(path)} = ${text}  ${style.dim(style.place(location))}`,
    width,
  );
}

function shown(value: unknown): string {
  return safeText(typeof value === 'string' ? value : JSON.stringify(value));
}
