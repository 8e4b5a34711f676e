import { SOURCE_WORDS } from '../../domain/citation.ts';
import type { Report, ReportFinding } from '../../domain/report.ts';
import type { GroupBy } from '../../domain/report-format.ts';
import { SEVERITIES } from '../../domain/severity.ts';
import { subjectName } from '../../domain/subject.ts';
import { count, formatNumber } from '../../domain/wording.ts';
import type { ReporterOptions } from '../reporter.ts';
import { renderFrame } from './frame.ts';
import { spread, wrapped } from './layout.ts';
import { safeText } from './safe-text.ts';
import type { Style } from './style.ts';

interface Group {
  readonly key: string;
  readonly findings: readonly ReportFinding[];
}

/** Every finding that is not met or not known, in groups; passes are counted. */
export function renderFindings(report: Report, options: ReporterOptions, style: Style): string {
  const open = report.findings.filter((finding) => isOpen(finding, options.showPasses));
  const groups = groupFindings(open, options.groupBy);
  const blocks = groups.map((group) => renderGroup(group, report, options, style));
  if (!options.showPasses) blocks.push(foldedPasses(report, style));
  return blocks.filter((block) => block !== '').join('\n\n');
}

function isOpen({ outcome, severity }: ReportFinding, showPasses: boolean): boolean {
  if (showPasses) return true;
  return outcome === 'pass' ? severity === 'info' : outcome !== 'not-applicable';
}

function groupFindings(findings: readonly ReportFinding[], groupBy: GroupBy): Group[] {
  const groups = new Map<string, ReportFinding[]>();
  for (const finding of findings) {
    for (const key of keysOf(finding, groupBy)) {
      const group = groups.get(key);
      if (group === undefined) groups.set(key, [finding]);
      else group.push(finding);
    }
  }
  const list = [...groups].map(([key, group]) => ({ key, findings: group }));
  if (groupBy !== 'severity') return list;
  const order: readonly string[] = SEVERITIES;
  return list.sort((a, b) => order.indexOf(a.key) - order.indexOf(b.key));
}

function keysOf(
  { rule, severity, applications }: ReportFinding,
  groupBy: GroupBy,
): readonly string[] {
  if (groupBy === 'rule') return [rule];
  if (groupBy === 'severity') return [severity];
  return applications.length === 0 ? ['(no application)'] : applications;
}

function renderGroup(
  { key, findings }: Group,
  report: Report,
  options: ReporterOptions,
  style: Style,
): string {
  const shown = options.limit === 0 ? findings : findings.slice(0, options.limit);
  const byRule = options.groupBy === 'rule';
  const head = byRule ? ruleHead(findings, options.width, style) : style.bold(safeText(key));
  const blocks = shown.map((finding) => renderFinding(finding, !byRule, options, style));
  const rest = findings.length - shown.length;
  if (rest > 0) {
    blocks.push(style.dim(`  ${style.dash} ${rest} more (--limit 0 shows all)`));
  }
  if (byRule) blocks.push(ruleFoot(findings, report, options.width, style));
  return [head, ...blocks.filter((block) => block !== '')].join('\n');
}

/** The rule once, above all that it found. */
function ruleHead(findings: readonly ReportFinding[], width: number, style: Style): string {
  const [first] = findings;
  if (first === undefined) return '';
  const points = findings.reduce((sum, { pointsLost }) => sum + pointsLost, 0);
  const left = `${style.severity[first.severity](first.severity)} ${style.bold(first.rule)} ${first.title}`;
  const right = points > 0 ? style.dim(`${style.dash}${formatNumber(points)} points`) : '';
  return spread(left, right, width).trimEnd();
}

/** Why the rule is there and from where, once, below all that it found. */
function ruleFoot(
  findings: readonly ReportFinding[],
  { rules }: Report,
  width: number,
  style: Style,
): string {
  const [first] = findings;
  const rule = rules.find(({ id }) => id === first?.rule);
  if (first === undefined || rule === undefined) return '';
  const lead = first.source[0];
  return [
    wrapped('  why   ', style.dim(rule.why), width),
    ...(lead === undefined
      ? []
      : [wrapped('  from  ', style.dim(`${SOURCE_WORDS[lead.kind]}, ${lead.reference}`), width)]),
  ].join('\n');
}

function renderFinding(
  finding: ReportFinding,
  withRule: boolean,
  options: ReporterOptions,
  style: Style,
): string {
  const { outcome, severity, subject, message, remedy, effort, snippet } = finding;
  const symbol = style.outcome[outcome](style.symbol[outcome]);
  const rule = withRule ? `${style.severity[severity](severity)} ${style.bold(finding.rule)} ` : '';
  const name = style.bold(safeText(subjectName(subject)));
  const lines = [wrapped(`${symbol} `, `${rule}${name} ${safeText(message)}`, options.width)];
  if (outcome === 'fail' || outcome === 'warn' || outcome === 'error') {
    lines.push(renderFrame(finding.location, '  ', style));
  }
  if (remedy !== null) {
    const end = effort === null ? '' : style.dim(` (${effort} effort)`);
    lines.push(wrapped('  mend  ', safeText(remedy) + end, options.width));
  }
  if (snippet !== null && outcome === 'fail' && options.groupBy !== 'severity') {
    lines.push(
      snippet
        .split('\n')
        .map((line) => style.dim(`        ${line}`))
        .join('\n'),
    );
  }
  return lines.join('\n');
}

function foldedPasses({ counts }: Report, style: Style): string {
  const { pass, 'not-applicable': not } = counts.outcomes;
  const passed = style.outcome.pass(`${style.symbol.pass} ${count(pass, 'check')} passed`);
  return `${passed}${style.dim(`, ${not} not applicable (--show-passes lists them)`)}`;
}
