import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { rowsOf, workbookFile } from '../importers/workbook-file.ts';
import { run } from '../support/fake-host.ts';
import { expectGolden } from '../support/golden.ts';

const HOSPITAL = 'fixtures/inventories/hospital.yaml';

async function workbook(name = 'web-1'): Promise<Record<string, Uint8Array>> {
  const { bytes } = await workbookFile({
    vInfo: rowsOf({ VM: name, Powerstate: 'poweredOn', CPUs: 2, 'Memory MiB': 4096 }),
  });
  return { 'a/export.xlsx': bytes };
}

describe('import', () => {
  it('writes an inventory that says where it is from, and notes on standard error', async () => {
    const { exitCode, stdout, stderr } = await run(['import', 'rvtools', 'a/export.xlsx'], {
      files: await workbook(),
    });
    expect(exitCode).toBe(0);
    expect(stdout.split('\n', 1)[0]).toBe('# virtready-import: rvtools by virtready 0.0.0-test');
    expect(parse(stdout)).toEqual({
      schemaVersion: 1,
      instances: [{ id: 'web-1', form: 'virtual', vcpu: 2, memoryGiB: 4, powerState: 'on' }],
    });
    expect(stderr).toMatch(/^note: .*\[sheet-absent\]$/m);
    expect(stderr).toMatch(/^\d+ notes\n$/m);
  });

  it('writes to a file, and with -q says nothing', async () => {
    const files = await workbook();
    const args = ['import', 'rvtools', 'a/export.xlsx', '-o', 'imported.yaml'];
    const { written, stdout, stderr } = await run(args, { files });
    expect(parse(written['imported.yaml'] ?? '')).toMatchObject({ schemaVersion: 1 });
    expect(stdout).toBe('');
    expect(stderr).toMatch(/^wrote imported\.yaml, \d+ notes\n$/m);
    expect((await run([...args, '-q'], { files })).stderr).toBe('');
  });

  it('lets no name reach the terminal as it is', async () => {
    const files = await workbook('web\u001b[31m-1');
    const { stdout, stderr } = await run(['import', 'rvtools', 'a/export.xlsx'], { files });
    expect(stdout + stderr).not.toContain('\u001b');
  });

  it.each([
    ['an unknown kind', ['import', 'rvtool', 'a/export.xlsx'], 'rvtool: there is no such file'],
    [
      'a missing file',
      ['import', 'rvtools', 'nowhere.xlsx'],
      'nowhere.xlsx: there is no such file',
    ],
    ['a file of another kind', ['import', 'rvtools', HOSPITAL], 'hospital.yaml'],
  ])('refuses %s', async (_what, args, message) => {
    const { exitCode, stdout, stderr } = await run(args, { files: await workbook() });
    expect([exitCode, stdout]).toEqual([2, '']);
    expect(stderr).toContain(message);
  });
});

describe('explain', () => {
  const handles = async (rule: string): Promise<string[]> => {
    const { stdout } = await run([HOSPITAL, '-o', 'json', '--exit-zero']);
    return JSON.parse(stdout)
      .findings.filter((finding: { rule: string }) => finding.rule === rule)
      .map(({ fingerprint }: { fingerprint: string }) => fingerprint);
  };

  it('follows a failed finding to its facts, thresholds, sources and points', async () => {
    const [failed = ''] = await handles('AVL-004');
    const { stdout } = await run(['explain', failed.slice(0, 8), HOSPITAL]);
    expectGolden(stdout, 'fixtures/reports/explain-restart.txt');
  });

  it('follows an unknown one to what is missing', async () => {
    const handle = (await handles('PLT-006')).at(0) ?? '';
    const { stdout } = await run(['explain', handle, HOSPITAL]);
    expectGolden(stdout, 'fixtures/reports/explain-unknown.txt');
  });
});
