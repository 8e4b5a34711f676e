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
import { beside, placed, wrapped } from './layout.ts';
import { ruleText, sourcesText } from './rule-text.ts';
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
  const { width } = look;
  const style = styleFor(look);
  const { rule } = explanation;
  const text = beside(
    width,
    (room) => judgedText(explanation, room, style),
    (room) => ruleText(rule, room, style),
  );
  return safeLines(`${text}\n\n${sourcesText(rule, width, style)}\n`);
}

/** The finding with its place, and all that it was judged by. */
function judgedText(explanation: Explanation, width: number, style: Style): string {
  const { finding, facts, derived, missing } = explanation;
  const values = (of: Readonly<Record<string, unknown>>): string[] =>
    Object.entries(of).map(([name, value]) =>
      wrapped('  ', `${style.accent(name)} = ${shown(value)}`, width),
    );
  const blocks = [
    [...headLines(finding, width, style), renderFrame(finding.location, width, style)],
    titled(
      'Facts judged',
      facts.map(({ path, value, location }) => factLine(path, value, location, width, style)),
      style,
    ),
    titled('Derived', values(derived), style),
    titled('Thresholds', values(finding.options), style),
    titled(
      'Would settle it',
      missing.map(({ fact, location }) => {
        const name = `${subjectName(fact.subject)} ${fact.path}`;
        return placed('  ', safeText(name), style.dim(style.place(location)), width);
      }),
      style,
    ),
  ];
  return blocks
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n');
}

function titled(title: string, lines: readonly string[], style: Style): readonly string[] {
  return lines.length === 0 ? [] : [style.bold(title), ...lines];
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
  return placed('  ', `${style.accent(path)} = ${text}`, style.dim(style.place(location)), width);
}

function shown(value: unknown): string {
  return safeText(typeof value === 'string' ? value : JSON.stringify(value));
}
