import { expect } from 'vitest';
import type { InventoryDocument } from '../../src/domain/generated/inventory.ts';
import { byId } from '../../src/domain/order.ts';
import type { ImportResult } from '../../src/importers/importer.ts';
import { rvtools } from '../../src/importers/rvtools/rvtools.ts';
import * as validators from '../../src/load/generated/validators.js';
import { loadInventory } from '../../src/load/load-inventory.ts';
import { renderInventoryYaml } from '../../src/reporters/inventory-yaml.ts';
import { rowsOf, type SheetRows, type Value, workbookFile } from './workbook-file.ts';

export type Records = readonly Readonly<Record<string, Value>>[];

const SECTIONS = {
  platforms: validators.platform,
  clusters: validators.cluster,
  servers: validators.server,
  storage: validators.storage,
  applications: validators.application,
  instances: validators.instance,
} as const;

/** The import of a workbook with these rows; a machine is added where the sheets name none. */
export async function imported(sheets: Readonly<Record<string, Records>>): Promise<ImportResult> {
  return importedRows(
    Object.fromEntries(Object.entries(sheets).map(([name, records]) => [name, rowsOf(...records)])),
  );
}

/** The same, for sheets whose headings or rows are not records. */
export async function importedRows(
  sheets: Readonly<Record<string, SheetRows>>,
): Promise<ImportResult> {
  const result = await rvtools.read([await workbookFile({ vInfo: [['VM']], ...sheets })]);
  expectSound(result);
  return result;
}

/** Valid by the schema, no id twice, no reference into the void: whatever the workbook held. */
export function expectSound({ document, whereabouts }: ImportResult): void {
  const kindOf = new Map<string, string>();
  for (const [section, validate] of Object.entries(SECTIONS)) {
    for (const entry of document[section as keyof typeof SECTIONS] ?? []) {
      expect(validate(entry) ? [] : validate.errors).toEqual([]);
      expect(kindOf.has(entry.id), `${entry.id} twice`).toBe(false);
      kindOf.set(entry.id, section);
    }
  }
  expectReferences(document, kindOf);
  for (const id of whereabouts?.keys() ?? []) expect(kindOf.get(id), id).toBe('instances');
  if (document.assessment !== undefined) {
    expect(validators.assessment(document.assessment)).toBe(true);
  }
}

function expectReferences(
  {
    clusters = [],
    servers = [],
    storage = [],
    applications = [],
    instances = [],
  }: InventoryDocument,
  kindOf: ReadonlyMap<string, string>,
): void {
  const refer = (ids: readonly (string | undefined)[], ...sections: string[]) => {
    for (const id of ids) {
      if (id !== undefined) expect(sections, id).toContain(kindOf.get(id));
    }
  };
  const disks = instances.flatMap((instance) => instance.disks ?? []);
  const needed = applications.flatMap(({ dependsOn = [] }) => dependsOn);
  refer(
    [...clusters, ...servers].map(({ platform }) => platform),
    'platforms',
  );
  refer(
    [...servers, ...instances.flatMap(({ target = {} }) => target)].map(({ cluster }) => cluster),
    'clusters',
  );
  refer(
    storage.flatMap(({ reachableBy = [] }) => reachableBy),
    'servers',
    'clusters',
  );
  refer(
    disks.map((disk) => disk.storage),
    'storage',
  );
  refer(
    instances.flatMap(({ server, target }) => [server, target?.host]),
    'servers',
  );
  refer(
    instances.map(({ ftSecondaryOf }) => ftSecondaryOf),
    'instances',
  );
  refer(
    [...instances, ...needed].map(({ application }) => application),
    'applications',
  );
}

/** Message and count of one kind of note. */
export function noteIn({ notes }: ImportResult, code: string) {
  const found = notes.find((note) => note.code === code);
  return found === undefined ? undefined : { message: found.message, count: found.count };
}

/** Written as YAML and loaded, it is the inventory that was imported. */
export async function expectRoundTrip({ document }: ImportResult): Promise<void> {
  const bytes = Buffer.from(renderInventoryYaml(document));
  const { inventory } = await loadInventory([{ file: 'imported.yaml', bytes }]);
  const { schemaVersion: _version, assessment = {}, ...sections } = document;
  expect(inventory.assessment).toEqual(assessment);
  for (const [section, entries] of Object.entries(sections)) {
    const sorted = [...(entries as readonly { readonly id: string }[])].sort(byId);
    expect(inventory[section as keyof typeof inventory], section).toEqual(sorted);
  }
}
