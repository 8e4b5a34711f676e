import { cite, SOURCE_WORDS } from '../../domain/citation.ts';
import type { Source } from '../../domain/rule.ts';
import type { RuleDescription } from '../../domain/rule-description.ts';
import type { RuleOption } from '../../domain/rule-option.ts';
import { formatNumber } from '../../domain/wording.ts';
import type { Look } from '../reporter.ts';
import { safeLines } from '../safe-text.ts';
import { beside, layoutOf, padded, wrapped } from './layout.ts';
import { type Style, styleFor } from './style.ts';

/** Everything that a rule's page says, for a terminal. */
export function renderRuleText(rule: RuleDescription, look: Look): string {
  const { width } = look;
  const style = styleFor(look);
  return safeLines(`${ruleText(rule, width, style)}\n\n${sourcesText(rule, width, style)}\n`);
}

/** What it says but for its sources. */
export function ruleText(rule: RuleDescription, width: number, style: Style): string {
  const { id, name, title, severity, severityBelow, effort, subjects, category } = rule;
  const below = severityBelow === severity ? '' : `, ${severityBelow} for tiers 2 to 4`;
  const grade = `${style.severity[severity](severity)}${style.dim(`${below}; effort to mend: ${effort}`)}`;
  return [
    wrapped('', `${style.bold(id)} ${style.bold(title)}`, width),
    wrapped('', style.dim(`${name}; ${category}; judges: ${subjects.join(', ')}`), width),
    wrapped('', grade, width),
    '',
    beside(
      width,
      (room) => judgedText(rule, room, style),
      (room) => optionsText(rule, room, style),
    ),
  ].join('\n');
}

/** Why it is there, what it answers when, and how to mend it. */
function judgedText(rule: RuleDescription, width: number, style: Style): string {
  const reads = [...rule.needs, ...rule.reads.map((path) => `${path} (where recorded)`)];
  return [
    wrapped('', rule.why, width),
    '',
    ...conditions(rule, width, style),
    '',
    wrapped(label('mend', width, style), rule.remedy, width),
    ...(reads.length > 0 ? [wrapped(label('reads', width, style), reads.join(', '), width)] : []),
  ].join('\n');
}

function optionsText({ options }: RuleDescription, width: number, style: Style): string {
  const settings = Object.entries(options).map(([name, about]) =>
    optionLine(name, about, width, style),
  );
  return settings.length === 0 ? '' : [style.bold('Options'), ...settings].join('\n');
}

/** What it rests on: over the whole width, because addresses are long. */
export function sourcesText({ sources }: RuleDescription, width: number, style: Style): string {
  return [style.bold('Sources'), ...sources.map((source) => sourceLine(source, width, style))].join(
    '\n',
  );
}

function label(word: string, width: number, style: Style): string {
  const room = layoutOf(width) === 'narrow' ? 0 : 'not applicable'.length;
  return `${style.dim(padded(word, room))}  `;
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
    text === undefined ? [] : wrapped(label(word, width, style), text, width),
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
