import { stringify } from 'yaml';

/** An inventory document as YAML text. */
export function renderInventoryYaml(document: object): string {
  return stringify(document, { lineWidth: 0, aliasDuplicateObjects: false });
}
