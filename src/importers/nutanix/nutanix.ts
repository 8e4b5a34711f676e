import { misfitNoter, noteUnused } from '../common-notes.ts';
import { assembled } from '../draft.ts';
import type { ForeignFile, Importer, ImportResult } from '../importer.ts';
import { jsonHead, readJson } from '../json.ts';
import { withoutRepeats } from '../machine-facts.ts';
import { entitiesIn, isList } from './entities.ts';
import { Estate } from './estate.ts';
import { machineOf } from './machines.ts';
import { newNotes } from './notes.ts';

/** JSON of the lists of Nutanix Prism, in the versions 3 and 4 of its API. */
export const nutanix: Importer = {
  id: 'nutanix',
  about: 'Nutanix Prism (JSON of its API, v3 or v4): lists of machines, hosts and clusters',
  recognises: (file) => isList(jsonHead(file)),
  read: async (files) => read(files),
};

function read(files: readonly ForeignFile[]): ImportResult {
  const notes = newNotes();
  const onMisfit = misfitNoter(notes);
  const roots = files.map((file) => readJson(file, { onMisfit }));
  const entities = entitiesIn(roots, notes);
  const estate = new Estate(entities, notes);
  const found = entities
    .filter(({ kind }) => kind === 'vm')
    .flatMap((entity) => machineOf(entity, estate, notes) ?? []);
  const machines = withoutRepeats(found, notes);
  noteUnused(roots, notes);
  const { hosts, clusters, datastores } = estate;
  return { ...assembled({ machines, hosts, clusters, datastores }, notes), notes: notes.notes() };
}
