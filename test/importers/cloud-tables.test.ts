import { existsSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { awsMigrationHub } from '../../src/importers/aws-migration-hub/aws-migration-hub.ts';
import { azureMigrate } from '../../src/importers/azure-migrate/azure-migrate.ts';
import { googleMigrationCenter } from '../../src/importers/google-migration-center/google-migration-center.ts';
import { IMPORTERS } from '../../src/importers/registry.ts';
import { expectSound, noteIn } from './imported.ts';
import { csv, filesOf } from './kinds.ts';
import { problemOf } from './problem-of.ts';

const CLOUDS = [azureMigrate, awsMigrationHub, googleMigrationCenter];
const SHARED = new URL('../../../shared/data/headers/', import.meta.url);
const missing = !existsSync(SHARED);
if (missing) process.stderr.write(`skipped: no headings in ${SHARED.pathname}\n`);

const HEADERS = [
  ['azure-migrate-import.header.csv', azureMigrate],
  ['azure-migrate-dependency-export-sample.csv', azureMigrate],
  ['aws-migration-hub-import.header.csv', awsMigrationHub],
  ['google-migration-center-vmInfo.header.csv', googleMigrationCenter],
  ['google-migration-center-diskInfo.header.csv', googleMigrationCenter],
  ['google-migration-center-tagInfo.header.csv', googleMigrationCenter],
] as const;

describe.each(CLOUDS)('$id', (importer) => {
  const files = filesOf(importer.id);

  it('gives the same for rows in another order', async () => {
    const turned = files.map(({ file, bytes }) => {
      const [head = '', ...rows] = Buffer.from(bytes).toString().trim().split('\n');
      return { file, bytes: Buffer.from([head, ...rows.filter(isFirst).reverse()].join('\n')) };
    });
    const straight = files.map(({ file, bytes }) => {
      const lines = Buffer.from(bytes).toString().trim().split('\n');
      return { file, bytes: Buffer.from(lines.filter(isFirst).join('\n')) };
    });
    const back = await importer.read(turned);
    const forth = await importer.read(straight);
    // The order of the disks of a machine is a fact; that of everything else is none.
    expect(withSortedDisks(back)).toEqual(withSortedDisks(forth));
  });

  it('reads whatever its tables hold into a sound inventory', async () => {
    const cell = fc.oneof(
      fc.constantFrom('', 'a', 'b', '1', '0', '2.5', '1,5', 'x y', '"', '\u0000', '=1+1', 'true'),
      fc.constantFrom('Physical', 'Virtual', 'VMware', 'Windows Server 2019', '4096', '-3', '1e9'),
      fc.string({ maxLength: 5 }),
    );
    const tables = files.map(({ file, bytes }) => {
      const [head = ''] = Buffer.from(bytes).toString().split('\n');
      const width = head.split(',').length;
      const row = fc.array(cell, { minLength: width, maxLength: width });
      return fc.array(row, { maxLength: 4 }).map((rows) => {
        const lines = rows.map((cells) => cells.map(quoted).join(','));
        return { file, bytes: Buffer.from([head, ...lines].join('\n')) };
      });
    });
    await fc.assert(
      fc.asyncProperty(fc.tuple(...tables), async (made) => {
        if (made.some(({ bytes }) => bytes.includes(0))) return;
        expectSound(await importer.read(made));
      }),
    );
  });
});

/** Rows that say again what another row has said count by their order. */
function isFirst(line: string): boolean {
  return !line.startsWith('id-2,,192.0.2.22,,');
}

function withSortedDisks({ document, notes }: Awaited<ReturnType<typeof azureMigrate.read>>) {
  const instances = document.instances?.map(({ disks, ...facts }) => ({
    ...facts,
    disks: disks?.map((disk) => JSON.stringify(disk)).sort(),
  }));
  const messages = notes.map(({ code, count }) => [code, count]);
  return { ...document, instances, messages };
}

function quoted(text: string): string {
  return `"${text.replaceAll('"', '""').replaceAll('\u0000', '')}"`;
}

describe('the headings of the vendors', () => {
  it.skipIf(missing).each(HEADERS)('%s are known', async (name, importer) => {
    const file = { file: name, bytes: readFileSync(new URL(name, SHARED)) };
    expect(IMPORTERS.filter((one) => one.recognises(file))).toEqual([importer]);
    const result = await importer.read([file]);
    expectSound(result);
    expect(noteIn(result, 'column-absent')).toBeUndefined();
  });
});

describe('a table of another kind', () => {
  it.each([
    [azureMigrate, '"*Server name" or "Server name"'],
    [awsMigrationHub, '"HostName"'],
    [googleMigrationCenter, '"MachineId"'],
  ])('is refused by $id', async (importer, wanted) => {
    expect(await problemOf(importer.read([csv('a,b', '1,2')]))).toMatchObject({
      code: 'column-missing',
      message: `table.csv, row 1: no column is headed ${wanted}`,
    });
  });
});

describe('an Azure flow', () => {
  const HEAD =
    'Source server name,Source application,Source process,Destination server name,Destination application,Destination process,Destination port';
  const applications = async (...rows: string[]) =>
    (await azureMigrate.read([csv(HEAD, ...rows)])).document.applications;

  it.each([
    ['a,A,x,b,B,y,22'],
    ['a,A,x,b,B,y,3389'],
    ['a,A,x,b,B,y,5986'],
    ['a,A,mstsc.exe,b,B,y,9000'],
    ['a,A,x,b,B,sshd,2222'],
  ])('%s is for administration', async (row) => {
    expect(await applications(row)).toBeUndefined();
  });

  it('between two applications makes each need the other where both begin one', async () => {
    expect(await applications('a,A,x,b,B,y,80', 'b,B,x,a,A,y,80')).toEqual([
      { id: 'A', name: 'A', dependsOn: [{ application: 'B' }] },
      { id: 'B', name: 'B', dependsOn: [{ application: 'A' }] },
    ]);
  });

  it('gives an application that has the name of a machine an id of its own', async () => {
    expect(await applications('a,b,x,b,a,y,80')).toEqual([
      { id: 'application:a', name: 'a' },
      { id: 'application:b', name: 'b', dependsOn: [{ application: 'application:a' }] },
    ]);
  });
});
