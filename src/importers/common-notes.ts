import type { Sentences } from './note-book.ts';
import type { OnMisfit } from './value.ts';

/** What importers of structured text (XML, JSON, YAML) say alike, in the order of the notes. */
export const COMMON_SENTENCES = {
  'entry-without-name': 'Entries without a name are left out',
  'entry-repeated':
    'Machines, hosts and datastores that the files list again are left out: the first is read',
  'template-left-out': 'Templates are left out: a template does not run',

  'value-not-read': 'Values that are not what should stand there: the fact is absent',
  'key-not-used':
    'Kinds of entries that are not read: the inventory has no field for them, or another says it better',
  'name-cleaned': 'Names are given without control and invisible characters, and end after 200',
  'id-suffixed':
    'Names that several have: each id ends with what tells it apart (UUID, number, place, …)',
  'id-prefixed': 'Names that things of another kind have too: the id begins with its kind',

  'guest-os-from-configuration':
    'Guest operating systems as configured, not as the guest reports: may be out of date',
  'guest-os-not-read': 'Guest operating systems whose names say no product that is known here',
  'guest-os-version-absent':
    'Guest operating systems whose names say no version, several, or only a lower bound: it is absent',

  'cluster-versions-differ':
    'Clusters whose hosts have different versions, or one that is not known: each host has its platform, the cluster has none',
  'as-of-absent': 'The files do not say when they were written: assessment.asOf is absent',
} as const satisfies Sentences<string>;

type CommonCode = keyof typeof COMMON_SENTENCES;

/** Notes that know at least what all importers say. */
export interface Noter {
  add(code: CommonCode, example?: string): void;
}

/** Notes each value that is not what should stand in its place, once; secrets by their place alone. */
export function misfitNoter(
  notes: Noter,
  { showsValues }: { readonly showsValues: boolean } = { showsValues: true },
): OnMisfit {
  const seen = new Set<string>();
  return (place, shown) => {
    if (!seen.has(place)) notes.add('value-not-read', showsValues ? `${place}: ${shown}` : place);
    seen.add(place);
  };
}

/** Notes each kind of entry that nothing was read from, once for all documents. */
export function noteUnused(
  documents: readonly { unused(): readonly string[] }[],
  notes: Noter,
): void {
  const kinds = new Set(documents.flatMap((document) => document.unused()));
  for (const kind of kinds) notes.add('key-not-used', kind);
}
