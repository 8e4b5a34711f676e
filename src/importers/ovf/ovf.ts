import { userError } from '../../domain/user-error.ts';
import { misfitNoter, noteUnused } from '../common-notes.ts';
import { assembled } from '../draft.ts';
import type { ForeignFile, Importer, ImportResult } from '../importer.ts';
import { readXml, type XmlElement, xmlRoot } from '../xml.ts';
import { systemsOf } from './envelope.ts';
import { newNotes } from './notes.ts';
import { isTar, type TarEntry, tarEntries } from './tar.ts';

/** Of DMTF (versions 1 and 2), and of VMware before it. */
const NAMESPACE = /\/ovf\//;

/** Descriptors of the Open Virtualization Format (DSP0243), by themselves or in an archive. */
export const ovf: Importer = {
  id: 'ovf',
  about: 'OVF descriptors (.ovf, .ova): virtual machines that were exported or shall be deployed',
  recognises: (file) => {
    if (isTar(file.bytes)) return descriptorIn(file) !== undefined;
    const root = xmlRoot(file);
    return root?.name === 'Envelope' && NAMESPACE.test(root.namespace);
  },
  read: async (files) => read(files),
};

function read(files: readonly ForeignFile[]): ImportResult {
  const notes = newNotes();
  const onMisfit = misfitNoter(notes);
  const envelopes: XmlElement[] = [];
  const machines = files.flatMap((file) => {
    const roots = readXml(descriptorOf(file), onMisfit);
    envelopes.push(...roots);
    return roots.flatMap((root) => systemsOf(root, file.file, notes));
  });
  if (machines.length > 0) notes.add('platform-not-running');
  noteUnused(envelopes, notes);
  return { ...assembled({ machines }, notes), notes: notes.notes() };
}

function descriptorOf(file: ForeignFile): ForeignFile {
  if (!isTar(file.bytes)) return file;
  const descriptor = descriptorIn(file);
  if (descriptor === undefined) {
    throw userError('ova-without-descriptor', `${file.file}: no .ovf begins the archive`, {
      hint: 'Take the .ovf out, and import it by itself.',
    });
  }
  const { name, size, bytes } = descriptor;
  if (bytes.byteLength === size) return { file: `${file.file}/${name}`, bytes };
  throw userError('ova-cut', `${file.file}: what was read ends within the descriptor ${name}`, {
    hint: 'Copy the archive again, or take the .ovf out and import it by itself.',
  });
}

/** The descriptor is to be the first entry (DSP0243); some tools write another before it. */
function descriptorIn({ bytes }: ForeignFile): TarEntry | undefined {
  for (const entry of tarEntries(bytes)) if (/\.ovf$/i.test(entry.name)) return entry;
  return undefined;
}
