import { stringify } from 'yaml';

/**
 * Texts that stand for themselves without quotes: they begin with a letter, hold no mark that YAML
 * could take for its own, and are no word for a truth value or for nothing, also by YAML 1.1.
 */
const PLAIN = /^(?!(?:true|false|null|yes|no|on|off|y|n)$)[A-Za-z][\w./()+-]*(?: [\w./()+-]+)*$/i;
const QUOTED = { lineWidth: 0, blockQuote: false } as const;

/**
 * An inventory document as YAML text, in block style: what the package `yaml` would write, in a
 * tenth of its time, since an import may hold a million facts. What needs quotes is left to it.
 */
export function renderInventoryYaml(document: object): string {
  const lines: string[] = [];
  addMapping(lines, document, '', '');
  return `${lines.join('\n')}\n`;
}

/** `begin` stands before the first line in place of the indent: the dash of an item. */
function addMapping(lines: string[], mapping: object, indent: string, begin: string): void {
  let lead = begin;
  for (const [key, value] of Object.entries(mapping)) {
    addValue(lines, value, indent, `${lead}${text(key)}:`);
    lead = indent;
  }
}

function addList(lines: string[], list: readonly unknown[], indent: string): void {
  for (const item of list) {
    const dash = `${indent}- `;
    if (isFilled(item) && !Array.isArray(item)) addMapping(lines, item, `${indent}  `, dash);
    else addValue(lines, item, `${indent}  `, `${indent}-`);
  }
}

/** A value behind a key or a dash. */
function addValue(lines: string[], value: unknown, indent: string, begin: string): void {
  if (!isFilled(value)) lines.push(`${begin} ${scalar(value)}`);
  else {
    lines.push(begin);
    const deeper = `${indent}  `;
    if (Array.isArray(value)) addList(lines, value, deeper);
    else addMapping(lines, value, deeper, deeper);
  }
}

/** Whether it has children, which stand on lines of their own. */
function isFilled(value: unknown): value is object {
  return value !== null && typeof value === 'object' && Object.keys(value).length > 0;
}

function scalar(value: unknown): string {
  if (typeof value === 'string') return text(value);
  if (typeof value === 'boolean' || isPlainNumber(value)) return String(value);
  return Array.isArray(value) ? '[]' : stringify(value, QUOTED).trimEnd();
}

function isPlainNumber(value: unknown): value is number {
  return Number.isFinite(value) && !Object.is(value, -0);
}

function text(value: string): string {
  return PLAIN.test(value) ? value : stringify(value, QUOTED).trimEnd();
}
