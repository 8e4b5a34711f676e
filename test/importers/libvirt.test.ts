import { describe, expect, it } from 'vitest';
import { libvirt } from '../../src/importers/libvirt/libvirt.ts';
import { osNameOf } from '../../src/importers/libvirt/os-id.ts';
import { noteIn } from './imported.ts';
import { importOf, textFile } from './kinds.ts';

/** The one machine of a domain with this content. */
async function machineOf(content: string, attributes = '') {
  const text = `<domain type='kvm' ${attributes}><name>a</name>${content}</domain>`;
  const result = await importOf(libvirt, textFile(text));
  const [machine] = result.document.instances ?? [];
  return { ...machine, result };
}

describe('memory', () => {
  it.each([
    ['<memory>1048576</memory>', 1],
    ["<memory unit='KiB'>1048576</memory>", 1],
    ["<memory unit='b'>1073741824</memory>", 1],
    ["<memory unit='KB'>1000000</memory>", 0.931],
    ["<memory unit='MB'>1000</memory>", 0.931],
    ["<memory unit='M'>1024</memory>", 1],
    ["<memory unit='G'>3</memory>", 3],
    ["<memory unit='TiB'>1</memory>", 1024],
    ["<memory unit='pages'>5</memory>", undefined],
    ['<memory>0</memory>', undefined],
    ['<memory>-1</memory>', undefined],
    ['', undefined],
  ])('%s is %s GiB', async (content, GiB) => {
    expect((await machineOf(content)).memoryGiB).toBe(GiB);
  });

  it('is limited below what is configured, and by no largest number', async () => {
    const limits = async (KiB: string) =>
      (await machineOf(`<memory>2048</memory><memtune><hard_limit>${KiB}</hard_limit></memtune>`))
        .limits?.memory;
    expect(await limits('1024')).toBe(true);
    expect(await limits('9007199254740991')).toBe(false);
  });
});

describe('secure boot', () => {
  const os = (content: string) =>
    `<os firmware='efi'><type arch='x86_64'>hvm</type>${content}</os>`;
  const feature = (name: string, enabled: string) =>
    `<feature name='${name}' enabled='${enabled}'/>`;

  it.each([
    ['both', feature('secure-boot', 'yes') + feature('enrolled-keys', 'yes'), true],
    ['no keys', feature('secure-boot', 'yes') + feature('enrolled-keys', 'no'), false],
    ['no word on keys', feature('secure-boot', 'yes'), undefined],
    ['no secure boot', feature('secure-boot', 'no'), false],
    ['nothing', '', undefined],
  ])('with %s', async (_case, features, expected) => {
    const { secureBoot } = await machineOf(os(`<firmware>${features}</firmware>`));
    expect(secureBoot).toBe(expected);
  });
});

describe('numbers of vCPUs', () => {
  it('are those that are there now, on dies and clusters as well', async () => {
    const cpu = "<cpu><topology sockets='1' dies='2' clusters='1' cores='3' threads='2'/></cpu>";
    const machine = await machineOf(`<vcpu current='6'>12</vcpu>${cpu}`);
    expect([machine.vcpu, machine.coresPerSocket, machine.hotAdd]).toEqual([6, 6, { cpu: true }]);
    expect(noteIn(machine.result, 'vcpu-below-maximum')?.count).toBe(1);
  });
});

describe('a power state', () => {
  const state = async (word: string) => {
    const text = `<domstatus state='${word}'><domain><name>a</name></domain></domstatus>`;
    return (await importOf(libvirt, textFile(text))).document.instances?.[0]?.powerState;
  };

  it('is what libvirt kept of it', async () => {
    expect(await Promise.all(['running', 'shutoff', 'paused', 'asleep'].map(state))).toEqual([
      'on',
      'off',
      undefined,
      undefined,
    ]);
  });

  it('is on for a domain with an id, and absent without', async () => {
    expect((await machineOf('', "id='1'")).powerState).toBe('on');
    expect((await machineOf('')).powerState).toBeUndefined();
  });
});

it('numbers machines of one name that nothing tells apart', async () => {
  const domain = '<domain><name>a</name></domain>';
  const result = await importOf(libvirt, textFile(`<domains>${domain}${domain}</domains>`));
  expect(result.document.instances?.map(({ id }) => id)).toEqual(['a#1', 'a#2']);
});

it('reads a machine that two files hold once', async () => {
  const text = '<domain><name>a</name><uuid>AB</uuid></domain>';
  const result = await importOf(libvirt, textFile(text, '1'), textFile(text.toLowerCase(), '2'));
  expect(result.document.instances).toHaveLength(1);
  expect(noteIn(result, 'entry-repeated')?.count).toBe(1);
});

it.each([
  ['http://redhat.com/rhel/9.2', 'Red Hat Enterprise Linux 9.2'],
  ['http://microsoft.com/win/2k12r2', 'Windows Server 2012 R2'],
  ['http://suse.com/sles/15.5', 'SUSE Linux Enterprise Server 15 SP5'],
  ['http://fedoraproject.org/fedora/rawhide', 'Fedora'],
  ['http://example.com/own/1', 'http://example.com/own/1'],
])('%s is %s', (id, name) => {
  expect(osNameOf(id)).toBe(name);
});
