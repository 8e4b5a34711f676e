import type { ForeignFile } from '../importer.ts';
import { jsonHead } from '../json.ts';
import { headOf } from '../text-file.ts';

const HEAD_BYTES = 2 ** 14;
/** What a file is for; `path` names the group or host of a file of variables. */
export type FileKind = 'groups' | 'ini' | 'listing' | 'facts' | 'variables' | 'encrypted';

const VARIABLES = /^(.*?\/)?(group_vars|host_vars)\/([^/]+?)(?:\.(?:ya?ml|json))?(\/.*)?$/;
const NO_VARIABLES = /\.(?:md|rst|txt|j2|bak|orig|swp)$|~$/i;
const ENCRYPTED = /^\s*\$ANSIBLE_VAULT;/;
const BLANK = /^\s*(?:#.*)?$|^(?:---|\.\.\.)(?:\s|$)/;
const TOP_KEY = /^(["']?)[\w.-]+\1:\s*(?:#.*|\{\}|null|~)?$/;
const INNER_KEY = /^\s+(hosts|children|vars):(?:\s|$)/;
const SECTION = /^\[[^\]:=]+(?::(hosts|children|vars))?\]\s*(?:#.*)?$/;
const HOST = /^[\w.-]+(?:\[\w+:\w+(?::\d+)?\][\w.-]*)*(?::\d+)?(?:\s+\w+=\S.*|\s+#.*)?\s*$/;
/** Facts that no other tool writes under these names. */
const FACTS = [
  'ansible_all_ipv4_addresses',
  'ansible_architecture',
  'ansible_distribution',
  'ansible_fqdn',
  'ansible_hostname',
  'ansible_memtotal_mb',
  'ansible_processor_vcpus',
  'ansible_virtualization_role',
] as const;
const FEWEST_FACTS = 2;

/** What a file is for Ansible; undefined where it is nothing that is read. Never throws. */
export function fileKind(file: ForeignFile): FileKind | undefined {
  const head = headOf(file, HEAD_BYTES);
  if (variablesOf(file.file) !== undefined) {
    if (ENCRYPTED.test(head)) return 'encrypted';
    return !NO_VARIABLES.test(file.file) && holdsMapping(head) ? 'variables' : undefined;
  }
  if (/^\s*\{/.test(head)) return jsonKind(file);
  const lines = head.split(/\r?\n/);
  // The last line may be cut off.
  const whole = file.bytes.byteLength > HEAD_BYTES ? lines.slice(0, -1) : lines;
  if (isGroups(whole)) return 'groups';
  return isIni(whole) ? 'ini' : undefined;
}

/** The same for a file whose kind the user named: what nobody recognises is an inventory. */
export function readKind(file: ForeignFile): FileKind {
  return fileKind(file) ?? (/^\[[^\],]+\]/m.test(headOf(file, HEAD_BYTES)) ? 'ini' : 'groups');
}

/** Where the variables of a path belong: the folder beside them, and whom they are about. */
export function variablesOf(
  path: string,
): { readonly folder: string; readonly of: 'group' | 'host'; readonly name: string } | undefined {
  const [, before = '', kind, name] = VARIABLES.exec(path) ?? [];
  if (kind === undefined || name === undefined) return undefined;
  return { folder: before, of: kind === 'group_vars' ? 'group' : 'host', name };
}

function holdsMapping(head: string): boolean {
  const first = head.split(/\r?\n/).find((line) => !BLANK.test(line)) ?? '';
  return /^\{|^["']?[\w.-]+["']?\s*:(?:\s|$)/.test(first);
}

function jsonKind(file: ForeignFile): FileKind | undefined {
  const head = jsonHead(file);
  if (head.get('_meta.hostvars') === '{') return 'listing';
  const count = FACTS.filter((fact) => head.has(fact) || head.has(`ansible_facts.${fact}`)).length;
  return count >= FEWEST_FACTS ? 'facts' : undefined;
}

/** Nothing but groups stands at the top, and in them nothing but hosts, children and vars. */
function isGroups(lines: readonly string[]): boolean {
  let inner: number | undefined;
  let holdsHosts = false;
  for (const line of lines.filter((one) => !BLANK.test(one))) {
    const indent = line.search(/\S/);
    if (indent === 0) {
      if (!TOP_KEY.test(line)) return false;
      inner = undefined;
      continue;
    }
    inner ??= indent;
    if (indent > inner) continue;
    const [, section] = INNER_KEY.exec(line) ?? [];
    if (section === undefined) return false;
    holdsHosts ||= section !== 'vars';
  }
  return holdsHosts;
}

/** Sections of hosts, of children, and of settings in those for variables alone. */
function isIni(lines: readonly string[]): boolean {
  let kind: string | undefined;
  let entries = 0;
  let sections = 0;
  for (const line of lines) {
    if (/^\s*(?:[#;].*)?$/.test(line)) continue;
    const section = SECTION.exec(line);
    if (section !== null) {
      kind = section[1] ?? 'hosts';
      sections += 1;
      continue;
    }
    if (kind === 'vars') {
      if (!/^\w+\s*=/.test(line)) return false;
    } else if (!HOST.test(line)) return false;
    else entries += 1;
  }
  return sections > 0 && entries > 0;
}
