import type { Pseudonyms } from './pseudonyms.ts';

/** What the schema says about a text: how it is replaced. */
export type RedactWord =
  | 'keep'
  | 'text'
  | 'person'
  | 'tag'
  | 'group'
  | 'rack'
  | 'switch'
  | 'network'
  | 'host-name'
  | 'path'
  | 'mac'
  | 'address'
  | 'placement';

type Replace = (text: string, names: Pseudonyms, idOf: (id: string) => string) => string;

/** Names that a system gives by itself: they tell of nobody, and rules know them. */
const DEFAULT_HOST = /^localhost(\.localdomain)?$/i;
/** Where systems mount what they cannot do without. */
const USUAL_PATH = /^(\/|\/boot(\/efi)?|\/home|\/opt|\/srv|\/tmp|\/usr|\/var|[A-Z]:\\?)$/i;
/** Addresses that every network has. */
const COMMON_ADDRESS = /^(127\.|169\.254\.|0\.0\.0\.0$|::1?$|fe80:)/i;

/** How each kind of text is replaced. Equal texts of a kind stay equal. */
export const REPLACERS: Readonly<Record<RedactWord, Replace>> = {
  keep: (text) => text,
  text: (text, names) => names.of('text', text),
  person: (text, names) => names.of('person', text),
  tag: (text, names) => names.of('tag', text),
  group: (text, names) => names.of('group', text),
  rack: (text, names) => names.of('rack', text),
  switch: (text, names) => names.of('switch', text),
  network: (text, names) => names.of('network', text),
  'host-name': (text, names) => (DEFAULT_HOST.test(text) ? text : names.of('host', text)),
  path: (text, names) => (USUAL_PATH.test(text) ? text : `/${names.of('path', text)}`),
  mac: (text, names) => {
    const digits = names.bytes('mac', text.toLowerCase()).toString('hex', 0, 5);
    // 02 is for addresses that no maker has given.
    return `02:${digits.match(/../g)?.join(':')}`;
  },
  address: (text, names) => (COMMON_ADDRESS.test(text) ? text : addressFor(text, names)),
  placement: (text, names, idOf) => {
    const [, word, name = ''] = /^([^:]*):(.*)$/s.exec(text) ?? [];
    return `${word}:${word === 'pin' ? idOf(name) : names.of('group', name)}`;
  },
};

/** A private address of the same family; a network's length stays. */
function addressFor(text: string, names: Pseudonyms): string {
  const [address = '', length] = text.split('/', 2);
  const bytes = names.bytes('address', address.toLowerCase());
  const replaced = address.includes(':')
    ? `fd${bytes.toString('hex', 0, 1)}:${bytes.toString('hex', 1, 15).match(/.{4}/g)?.join(':')}`
    : `10.${[...bytes.subarray(0, 3)].join('.')}`;
  return length === undefined ? replaced : `${replaced}/${length}`;
}
