import { SOURCE_WORDS } from '../../domain/citation.ts';
import { type FindingSketch, sketchesOf } from '../../domain/lazy-findings.ts';
import type { Report, ReportFinding } from '../../domain/report.ts';
import type { GroupBy } from '../../domain/report-format.ts';
import { SEVERITIES } from '../../domain/severity.ts';
import { count } from '../../domain/wording.ts';
import type { ReporterOptions } from '../reporter.ts';
import { safeText } from '../safe-text.ts';
import { formatPoints } from '../words.ts';
import { borneWords, findingHeads, handleOf, renderAlike } from './finding.ts';
import { wrapped } from './layout.ts';
import type { Style } from './style.ts';

interface Group {
  readonly key: string;
  readonly findings: readonly ReportFinding[];
}

/** Every finding that is not met or not known, in groups; passes are counted. */
export function renderFindings(report: Report, options: ReporterOptions, style: Style): string {
  const open: ReportFinding[] = [];
  const folded: string[] = [];
  for (const finding of sketchesOf(report.findings)) {
    if (isShown(finding, options.showPasses)) open.push(finding.whole());
    else if (isFoldedUnknown(finding)) folded.push(finding.rule);
  }
  const groups = groupFindings(open, options.groupBy);
  const blocks = groups.map((group) => renderGroup(group, report, options, style));
  if (!options.showPasses) {
    blocks.push(
      foldedUnknowns(folded, options.width, style),
      foldedPasses(report, options.width, style),
    );
  }
  blocks.push(followHint(open, options.width, style));
  if (open.length > 0) blocks.unshift(findingHeads(options.width, style));
  return blocks.filter((block) => block !== '').join('\n\n');
}

function isShown(finding: FindingSketch, showPasses: boolean): boolean {
  if (showPasses) return true;
  const { outcome } = finding;
  if (outcome === 'pass') return isAdvice(finding);
  return outcome !== 'not-applicable' && !isFoldedUnknown(finding);
}

/** A check of no weight that says what could be won: it is shown whatever it answers. */
function isAdvice({ category, severity }: FindingSketch): boolean {
  return category === 'opportunity' && severity === 'info';
}

/** Nobody who writes an inventory by hand records all that exports bring and that weighs nothing. */
function isFoldedUnknown(finding: FindingSketch): boolean {
  return finding.outcome === 'unknown' && finding.severity === 'info' && !isAdvice(finding);
}

function groupFindings(findings: readonly ReportFinding[], groupBy: GroupBy): Group[] {
  const groups = new Map<string, ReportFinding[]>();
  for (const finding of findings) {
    for (const key of keysOf(finding, groupBy)) append(groups, key, finding);
  }
  const list = [...groups].map(([key, group]) => ({ key, findings: group }));
  if (groupBy !== 'severity') return list;
  const order: readonly string[] = SEVERITIES;
  return list.sort((a, b) => order.indexOf(a.key) - order.indexOf(b.key));
}

function keysOf({ rule, severity, applications }: ReportFinding, by: GroupBy): readonly string[] {
  if (by === 'rule') return [rule];
  if (by === 'severity') return [severity];
  return applications.length === 0 ? ['(no application)'] : applications;
}

function append<T>(groups: Map<string, T[]>, key: string, item: T): void {
  const group = groups.get(key);
  if (group === undefined) groups.set(key, [item]);
  else group.push(item);
}

function renderGroup(
  { key, findings }: Group,
  report: Report,
  options: ReporterOptions,
  style: Style,
): string {
  const byRule = options.groupBy === 'rule';
  const alike = [...groupAlike(findings)];
  const shown = options.limit === 0 ? alike : alike.slice(0, options.limit);
  const lines = byRule
    ? ruleHead(findings, options.width, style)
    : [wrapped('', style.bold(safeText(key)), options.width)];
  let remedy: string | null = null;
  for (const same of shown) {
    const [first] = same;
    if (first === undefined) continue;
    // The same advice twice in a row is read once.
    const isNew = first.remedy !== remedy;
    lines.push(renderAlike(same, first, isNew, options, style));
    if (first.remedy !== null) remedy = first.remedy;
  }
  const rest = alike.slice(shown.length).reduce((sum, same) => sum + same.length, 0);
  if (rest > 0) lines.push(style.dim(`  ${style.dash} ${rest} more (--limit 0 shows all)`));
  if (byRule) lines.push(...ruleFoot(findings, report, options.width, style));
  return lines.join('\n');
}

/** Findings that say the same of several subjects stand together. */
function groupAlike(findings: readonly ReportFinding[]): Iterable<readonly ReportFinding[]> {
  const groups = new Map<string, ReportFinding[]>();
  for (const finding of findings) {
    const { rule, outcome, severity, message, remedy, subject, waiver, baseline } = finding;
    const said = [rule, outcome, severity, subject.kind, message, remedy, borneWords(waiver)];
    append(groups, [...said, baseline].join('\n'), finding);
  }
  return groups.values();
}

/** The rule once, above all that it found. */
function ruleHead(findings: readonly ReportFinding[], width: number, style: Style): string[] {
  const [first] = findings;
  if (first === undefined) return [];
  const { severity, rule, title } = first;
  const lost = findings.reduce((sum, { pointsLost }) => sum + pointsLost, 0);
  const points = lost > 0 ? style.dim(` ${style.minus}${formatPoints(lost)}`) : '';
  const id = style.severity[severity](style.bold(rule));
  return [wrapped('', `${id} ${style.bold(safeText(title))}${points}`, width)];
}

/** Why the rule is there and from where, once, below all that it found. */
function ruleFoot(
  findings: readonly ReportFinding[],
  { rules }: Report,
  width: number,
  style: Style,
): string[] {
  const [first] = findings;
  const rule = rules.find(({ id }) => id === first?.rule);
  if (first === undefined || rule === undefined) return [];
  const [lead] = first.source;
  const from = lead === undefined ? '' : `${SOURCE_WORDS[lead.kind]}, ${lead.reference}`;
  return [
    wrapped('  why   ', style.dim(safeText(rule.why)), width),
    ...(from === '' ? [] : [wrapped('  from  ', style.dim(safeText(from)), width)]),
  ];
}

/** What is not known and weighs nothing: the rule of each check. */
function foldedUnknowns(rules: readonly string[], width: number, style: Style): string {
  const number = rules.length;
  if (number === 0) return '';
  const checks = `${count(number, 'check')} of ${count(new Set(rules).size, 'rule')}`;
  const told = `${checks} ${number === 1 ? 'weighs' : 'weigh'} nothing and ${number === 1 ? 'waits' : 'wait'} for facts`;
  const symbol = style.outcome.unknown(style.symbol.unknown);
  return wrapped(`${symbol} `, `${told}${style.dim(' (--show-passes lists them)')}`, width);
}

function foldedPasses({ counts }: Report, width: number, style: Style): string {
  const { pass, 'not-applicable': not } = counts.outcomes;
  const passed = style.outcome.pass(`${count(pass, 'check')} passed`);
  const told = `${passed}${style.dim(`, ${not} not applicable (--show-passes lists them)`)}`;
  return wrapped(`${style.outcome.pass(style.symbol.pass)} `, told, width);
}

/** How to come from a finding to its facts, sources and points. */
function followHint(findings: readonly ReportFinding[], width: number, style: Style): string {
  const open = findings.find(({ outcome }) => outcome === 'fail' || outcome === 'warn');
  if (open === undefined) return '';
  const told = `To follow a finding: virtready explain ${handleOf(open)} <inventory>`;
  return style.dim(wrapped('', told, width));
}
