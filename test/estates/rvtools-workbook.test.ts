import { existsSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { type JsonReport, run } from '../support/fake-host.ts';

const WORKBOOK = '../shared/data/rvtools/SizingWorkshop-RVTools.xlsx';

describe.skipIf(!existsSync(WORKBOOK))('a real export, skipped where it is missing', () => {
  it('is imported, valid and assessed', { timeout: 30_000 }, async () => {
    const imported = await run(['import', 'rvtools', WORKBOOK]);
    expect(imported.exitCode).toBe(0);
    expect(imported.stderr).toContain('[cluster-version-incomplete]');
    const files = { 'imported.yaml': imported.stdout };
    expect(await run(['validate', 'imported.yaml'], { files })).toMatchObject({
      exitCode: 0,
      stderr: '',
    });

    const { exitCode, stdout } = await run(['imported.yaml', '-o', 'json'], { files });
    expect(exitCode).toBe(1);
    const { findings, verdict }: JsonReport = JSON.parse(stdout);
    expect(verdict).toBe('not-ready');
    const hypervisor = findings.filter(({ rule }) => rule === 'PLT-002');
    expect(hypervisor).toEqual([
      expect.objectContaining({
        outcome: 'fail',
        severity: 'blocker',
        message: expect.stringMatching(/^general support of esxi 6\.0\.0 ended on 2020-03-12/),
        location: expect.objectContaining({ file: 'imported.yaml' }),
      }),
    ]);
    const old = findings.filter(
      ({ rule, message }) => rule === 'DEP-001' && message.includes('windows-server 2003'),
    );
    // The workbook has 67 such machines that are no templates.
    expect(old.map(({ outcome }) => outcome)).toEqual(Array.from(old, () => 'unknown'));
    expect(old).toHaveLength(67);
    for (const { message, missing } of old) {
      expect(message).toContain('legacy');
      expect(missing).toContainEqual({
        subject: { kind: 'cluster', id: expect.any(String) },
        path: 'platform',
      });
    }
  });
});
