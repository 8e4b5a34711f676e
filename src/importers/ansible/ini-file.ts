import type { ForeignFile } from '../importer.ts';
import { type JsonNode, jsonNodeOf } from '../json.ts';
import { textOf } from '../text-file.ts';
import type { OnMisfit } from '../value.ts';
import { expandHosts } from './host-range.ts';
import type { Inventory, Variables } from './inventory.ts';
import type { Notes } from './notes.ts';

const MAX_MIB = 16;
const SECTION = /^\[([^\]:]+)(?::(hosts|children|vars))?\]\s*(?:#.*)?$/;
const ASSIGNMENT = /^([A-Za-z_]\w*)\s*=\s*(.*)$/;
/** Words with quotes around all of them or a part, as a shell splits them. */
const WORD = /(?:[^\s"']|"[^"]*"|'[^']*')+/g;
const COMMENT = /^\s*(?:[#;].*)?$/;
const PORT = /^([^:]+):\d+$/;

/** Reads an inventory in Ansible's INI form. */
export function readIni(
  foreign: ForeignFile,
  inventory: Inventory,
  { notes, onMisfit }: { readonly notes: Notes; readonly onMisfit: OnMisfit },
): void {
  let group = 'ungrouped';
  let kind = 'hosts';
  for (const [i, line] of textOf(foreign, { maxMiB: MAX_MIB }).split(/\r?\n/).entries()) {
    if (COMMENT.test(line)) continue;
    const place = `${foreign.file}:${i + 1}`;
    const text = withoutComment(line).trim();
    const section = SECTION.exec(text);
    if (section !== null) {
      [, group = '', kind = 'hosts'] = section;
      inventory.addGroup(group, new Map());
    } else if (!addLine(text, place)) notes.add('line-not-read', place);
  }

  function addLine(text: string, place: string): boolean {
    if (kind === 'children') return addChild(text);
    if (kind === 'vars') return addVariable(text, place);
    const [pattern = '', ...assignments] = (text.match(WORD) ?? []).map(unquoted);
    const parts = assignments.map((one) => ASSIGNMENT.exec(one));
    if (pattern === '' || pattern.includes('=') || parts.includes(null)) return false;
    const variables: Variables = new Map(
      parts.map((part) => [part?.[1] ?? '', valueAt(part?.[2] ?? '', place, onMisfit)]),
    );
    for (const host of expandHosts(pattern, place)) {
      inventory.addHost(PORT.exec(host)?.[1] ?? host, group, variables);
    }
    return true;
  }

  function addChild(text: string): boolean {
    const [child = '', ...others] = text.split(/\s+/);
    if (others.length > 0) return false;
    inventory.addChild(group, child);
    return true;
  }

  function addVariable(text: string, place: string): boolean {
    const [, name, value = ''] = ASSIGNMENT.exec(text) ?? [];
    if (name === undefined) return false;
    inventory.addGroup(group, new Map([[name, valueAt(unquoted(value), place, onMisfit)]]));
    return true;
  }
}

function valueAt(text: string, place: string, onMisfit: OnMisfit): JsonNode {
  return jsonNodeOf(text, place, { onMisfit });
}

function unquoted(text: string): string {
  return text.replace(/"([^"]*)"|'([^']*)'/g, (_, double, single) => double ?? single ?? '');
}

/** A sign in quotes, or before one, begins no comment. */
function withoutComment(line: string): string {
  const from = Math.max(line.lastIndexOf('"'), line.lastIndexOf("'")) + 1;
  const at = line.slice(from).search(/\s#/);
  return at === -1 ? line : line.slice(0, from + at);
}
