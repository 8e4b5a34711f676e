import { readFileSync } from 'node:fs';
import { createTar } from 'nanotar';
import { describe, expect, it } from 'vitest';
import { unitOf } from '../../src/importers/ovf/allocation-units.ts';
import { ovf } from '../../src/importers/ovf/ovf.ts';
import { Value } from '../../src/importers/value.ts';
import { importOf } from './kinds.ts';
import { problemOf } from './problem-of.ts';

const OVA = readFileSync('fixtures/imports/ovf/appliance.ova');

describe('allocation units', () => {
  const bytesOf = (text: string) => unitOf(new Value(text, 'here', () => {}));

  it.each([
    ['byte', 1],
    ['byte * 2^20', 2 ** 20],
    ['byte*2^30', 2 ** 30],
    ['byte * 10^6', 1e6],
    ['byte * 512', 512],
    ['byte * 2^10 * 4', 4096],
    ['MegaBytes', 2 ** 20],
    ['MB', undefined],
    ['hertz * 10^6', undefined],
    ['byte * 9^999', undefined],
    ['byte * 0', undefined],
  ])('%s are %s bytes', (text, bytes) => {
    expect(bytesOf(text)).toBe(bytes);
  });
});

describe('an archive', () => {
  it('is read by its head: its disks need not be there', async () => {
    const head = { file: 'a.ova', bytes: OVA.subarray(0, 1536) };
    expect(ovf.recognises(head)).toBe(true);
    expect((await importOf(ovf, head)).document.instances?.map(({ id }) => id)).toEqual([
      'Appliance',
    ]);
  });

  it('is read as others write it, with another file before the descriptor', async () => {
    const envelope =
      '<Envelope xmlns="http://schemas.dmtf.org/ovf/envelope/1"><VirtualSystem id="web"/></Envelope>';
    const bytes = createTar([
      { name: 'manifest.mf', data: 'x'.repeat(1000) },
      { name: 'web.OVF', data: envelope },
      { name: 'web.vmdk', data: new Uint8Array(700) },
    ]);
    const { document } = await importOf(ovf, { file: 'web.ova', bytes });
    expect(document.instances).toEqual([{ id: 'web', form: 'virtual' }]);
  });

  it('is refused where its descriptor is cut', async () => {
    const cut = { file: 'a.ova', bytes: OVA.subarray(0, 600) };
    expect(ovf.recognises(cut)).toBe(true);
    expect(await problemOf(ovf.read([cut]))).toEqual({
      code: 'ova-cut',
      message: 'a.ova: what was read ends within the descriptor appliance.ovf',
      hint: 'Copy the archive again, or take the .ovf out and import it by itself.',
    });
  });

  it('is refused where it holds no descriptor, and never walked backwards', async () => {
    const renamed = Uint8Array.from(OVA);
    renamed.set(Buffer.from('appliance.txt'), 0);
    const file = { file: 'a.ova', bytes: renamed };
    expect(ovf.recognises(file)).toBe(false);
    expect(await problemOf(ovf.read([file]))).toMatchObject({ code: 'ova-without-descriptor' });
    renamed.set(Buffer.from('-0000001000\0'), 124);
    expect(ovf.recognises(file)).toBe(false);
  });
});
