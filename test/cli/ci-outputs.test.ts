import { describe, expect, it } from 'vitest';
import { run } from '../support/fake-host.ts';

const HOSPITAL = 'fixtures/inventories/hospital.yaml';
const CI_FORMATS = ['sarif', 'gitlab', 'junit', 'github'];

describe('the formats that CI reads', () => {
  it('are written several at once, each as it is alone', async () => {
    const outputs = CI_FORMATS.flatMap((format) => ['-o', `${format}=report.${format}`]);
    const together = await run([HOSPITAL, ...outputs, '-o', 'json']);
    expect([together.exitCode, together.stderr]).toEqual([1, '']);
    for (const format of CI_FORMATS) {
      const alone = await run([HOSPITAL, '-o', format]);
      expect([alone.exitCode, alone.stdout]).toEqual([1, together.written[`report.${format}`]]);
    }
  });

  it('come without the hashes of lines where the text is not at hand', async () => {
    const files = { 'report.json': (await run([HOSPITAL, '-o', 'json'])).stdout };
    const fresh = (await run([HOSPITAL, '-o', 'sarif'])).stdout;
    const saved = (await run(['convert', 'report.json', '-o', 'sarif'], { files })).stdout;
    expect(saved).toBe(fresh.replace(/,"primaryLocationLineHash":"[^"]*"/g, ''));
  });

  it('count their paths from the checkout of a CI run', async () => {
    const files = { '/checkout/ci/estate.yaml': 'applications: [{ id: ehr, tier: 1 }]\n' };
    const world = { files, cwd: '/checkout/ci' };
    for (const variable of ['GITHUB_WORKSPACE', 'CI_PROJECT_DIR']) {
      const env = { [variable]: '/checkout' };
      const args = ['/checkout/ci/estate.yaml', '-o', 'gitlab'];
      const { stdout } = await run(args, { ...world, env });
      expect(new Set(JSON.parse(stdout).map(pathOf))).toEqual(new Set(['ci/estate.yaml']));
    }
  });

  it('are for reports alone', async () => {
    const { exitCode, stdout, stderr } = await run(['validate', HOSPITAL, '-o', 'sarif']);
    expect([exitCode, stdout]).toEqual([2, '']);
    expect(stderr).toContain('Formats: terminal, json.');
  });
});

function pathOf({ location }: { readonly location: { readonly path: string } }): string {
  return location.path;
}
