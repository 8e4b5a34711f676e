import { describe, expect, it } from 'vitest';
import type { SubjectPage } from '../../src/domain/subject-page.ts';
import { run } from '../support/fake-host.ts';
import { expectGolden } from '../support/golden.ts';

const HOSPITAL = 'fixtures/inventories/hospital.yaml';

async function pageOf(name: string): Promise<SubjectPage> {
  const { stdout, stderr, exitCode } = await run(['show', name, HOSPITAL, '-o', 'json']);
  expect(exitCode, stderr).toBe(0);
  return JSON.parse(stdout) as SubjectPage;
}

describe('virtready show', () => {
  it.each([
    ['application/monitoring', 'show-application.txt'],
    ['host/esx-g2', 'show-host.txt'],
  ])('%s is a page', async (name, file) => {
    const { stdout } = await run(['show', name, HOSPITAL, '--limit', '3']);
    expectGolden(stdout, `fixtures/reports/${file}`);
  });

  it('says of an application what the assessment and each failure say', async () => {
    const page = await pageOf('application/ehr');
    const report = JSON.parse((await run([HOSPITAL, '-o', 'json', '--exit-zero'])).stdout) as {
      applications: { id: string }[];
      findings: SubjectPage['findings'];
    };
    expect(page.unit).toEqual(report.applications.find(({ id }) => id === 'ehr'));
    const ids = page.instances.map(({ id }) => id);
    expect(page.findings).toEqual(
      report.findings.filter(
        ({ subject: { kind, id }, outcome }) =>
          outcome !== 'pass' &&
          outcome !== 'not-applicable' &&
          ((kind === 'application' && id === 'ehr') || (kind === 'instance' && ids.includes(id))),
      ),
    );
    for (const { domain, ...failure } of page.failures) {
      const loss = JSON.parse(
        (await run(['show', 'failure', domain, HOSPITAL, '-o', 'json'])).stdout,
      ) as NonNullable<SubjectPage['loss']>;
      const outage = loss.applications.find(({ id }) => id === 'ehr');
      expect(outage?.certain, domain).toBe(true);
      expect(failure.outage.fromMinutes).toBe(outage?.outage.fromMinutes);
    }
    expect(page.failures.length).toBeGreaterThan(0);
  });

  it('says of a machine what its loss means', async () => {
    const { loss, instances } = await pageOf('server/monitoring-server');
    const { stdout } = await run([
      'show',
      'failure',
      'server/monitoring-server',
      HOSPITAL,
      '-o',
      'json',
    ]);
    expect(loss).toEqual(JSON.parse(stdout));
    expect(instances.map(({ id, application }) => [id, application])).toEqual([
      ['monitoring-station', 'monitoring'],
    ]);
  });

  it.each([
    ['server/esxg2', 'Did you mean "host/esx-g2"?'],
    ['monitorin', 'Did you mean "application/monitoring"?'],
    ['application/zzzzzzzz', 'Name application/<id>, host/<id>, server/<id>, or failure.'],
  ])('%s is not there', async (name, hint) => {
    const { exitCode, stderr } = await run(['show', name, HOSPITAL]);
    expect(exitCode).toBe(2);
    expect(stderr).toBe(`✖ there is no "${name}"\n  ${hint}\n`);
  });
});
