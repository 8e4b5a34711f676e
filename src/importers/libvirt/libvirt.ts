import { misfitNoter, noteUnused } from '../common-notes.ts';
import { assembled } from '../draft.ts';
import type { ForeignFile, Importer, ImportResult } from '../importer.ts';
import { withoutRepeats } from '../machine-facts.ts';
import { readXml, type XmlElement, xmlRoot } from '../xml.ts';
import { type Domain, domainOf } from './domain.ts';
import { type Notes, newNotes } from './notes.ts';

/** One domain, many in one file, and what libvirt keeps below /run of a domain that runs. */
const ROOTS: ReadonlySet<string> = new Set(['domain', 'domains', 'domstatus']);

/** Domains of libvirt, as `virsh dumpxml` writes them. */
export const libvirt: Importer = {
  id: 'libvirt',
  about: 'libvirt domains (virsh dumpxml): virtual machines of KVM, QEMU and Xen',
  recognises: (file) => {
    const root = xmlRoot(file);
    return root !== undefined && root.namespace === '' && ROOTS.has(root.name);
  },
  read: async (files) => read(files),
};

function read(files: readonly ForeignFile[]): ImportResult {
  const notes = newNotes();
  const onMisfit = misfitNoter(notes);
  const roots = files.flatMap((file) => readXml(file, onMisfit));
  const machines = withoutRepeats(
    roots.flatMap((root) => machinesOf(root, notes)),
    notes,
  );
  if (machines.length > 0) notes.add('platform-not-named');
  noteUnused(roots, notes);
  return { ...assembled({ machines }, notes), notes: notes.notes() };
}

function machinesOf(root: XmlElement, notes: Notes): Domain[] {
  const state = root.name === 'domstatus' ? root.attribute('state') : undefined;
  const domains = root.name === 'domain' ? [root] : root.all('domain');
  return domains.flatMap((domain) => domainOf(domain, state, notes) ?? []);
}
