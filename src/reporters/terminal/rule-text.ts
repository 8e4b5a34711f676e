import { cite, SOURCE_WORDS } from '../../domain/citation.ts';
import type { Source } from '../../domain/rule.ts';
import type { RuleDescription } from '../../domain/rule-description.ts';
import type { RuleOption } from '../../domain/rule-option.ts';
import { formatNumber } from '../../domain/wording.ts';
import type { Look } from '../reporter.ts';
import { safeLines } from '../safe-text.ts';
import { padded, wrapped } from './layout.ts';
import { type Style, styleFor } from './style.ts';

/** Everything that a rule's page says, for a terminal. */
export function renderRuleText(rule: RuleDescription, look: Look): string {
  return safeLines(`${ruleText(rule, look.width, styleFor(look)).join('\n')}\n`);
}

export function ruleText(rule: RuleDescription, width: number, style: Style): string[] {
  const { id, name, title, severity, severityBelow, effort, subjects, category } = rule;
  const below = severityBelow === severity ? '' : `, ${severityBelow} for tiers 2 to 4`;
  const lines = [
    `${style.bold(id)} ${style.bold(title)}`,
    style.dim(`${name}; ${category}; judges: ${subjects.join(', ')}`),
    `${style.severity[severity](severity)}${style.dim(below)}${style.dim(`; effort to mend: ${effort}`)}`,
    '',
    wrapped('', rule.why, width),
    '',
    ...conditions(rule, width, style),
    '',
    wrapped(label('mend', style), rule.remedy, width),
  ];
  const reads = [...rule.needs, ...rule.reads.map((path) => `${path} (where recorded)`)];
  if (reads.length > 0) lines.push(wrapped(label('reads', style), reads.join(', '), width));
  const options = Object.entries(rule.options);
  if (options.length > 0) {
    lines.push('', style.bold('Options'));
    for (const [option, about] of options) lines.push(optionLine(option, about, width, style));
  }
  lines.push(
    '',
    style.bold('Sources'),
    ...rule.sources.map((source) => sourceLine(source, width, style)),
  );
  return lines;
}

function label(word: string, style: Style): string {
  return style.dim(padded(word, 'not applicable  '.length));
}

function conditions(
  { condition, evidence }: RuleDescription,
  width: number,
  style: Style,
): string[] {
  const { fail, warn, unknown, notApplicable } = condition;
  const never = evidence
    ? 'Never: it asks whether something has been done, so a missing fact fails.'
    : undefined;
  const told = [
    ['fails', fail],
    ['warns', warn],
    ['unknown', unknown ?? never],
    ['not applicable', notApplicable],
  ] as const;
  return told.flatMap(([word, text]) =>
    text === undefined ? [] : wrapped(label(word, style), text, width),
  );
}

function optionLine(name: string, option: RuleOption, width: number, style: Style): string {
  const value =
    option.type === 'number'
      ? `${formatNumber(option.default, 2)} ${option.unit}`
      : option.default.join(', ');
  return wrapped('  ', `${style.accent(name)} = ${value}  ${style.dim(option.about)}`, width);
}

const CONFIDENCE = { read: '', opening: ' (only its opening was read)', unread: ' (from memory)' };

/** The address stands on a line of its own and is never broken, so that it can be followed. */
function sourceLine(source: Source, width: number, style: Style): string {
  const { kind, reference, url } = cite(source);
  const says = 'title' in source ? `: ${source.says}${CONFIDENCE[source.confidence]}` : '';
  const text = `${style.dim(`${SOURCE_WORDS[kind]}:`)} ${reference}${says}`;
  return [
    wrapped('  ', text, width),
    ...(url === null ? [] : [`  ${style.accent(style.address(url))}`]),
  ].join('\n');
}
