import type { Mapping } from '../../domain/mapping.ts';
import { userError } from '../../domain/user-error.ts';
import type { Importer } from '../importer.ts';
import { readMapped } from './read-mapped.ts';

/** Any table, as a mapping says; without one it is not read. */
export const mapped: Importer = {
  id: 'mapped',
  about: 'any CSV file or sheet (.xlsx), with a mapping of its columns',
  recognises: () => false,
  read: async () => {
    throw userError('mapping-missing', 'no mapping says what the columns of the table hold', {
      hint: 'Name one with --mapping <file>; --suggest-mapping proposes one from the headings.',
    });
  },
};

/** The same with its mapping. */
export function mappedBy(mapping: Mapping): Importer {
  return { ...mapped, recognises: () => true, read: (files) => readMapped(files, mapping) };
}
