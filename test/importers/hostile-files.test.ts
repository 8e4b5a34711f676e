import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { UserError } from '../../src/domain/user-error.ts';
import type { ForeignFile, Importer } from '../../src/importers/importer.ts';
import { IMPORTERS } from '../../src/importers/registry.ts';
import { filesOf, importOf, textFile } from './kinds.ts';
import { problemOf } from './problem-of.ts';

const RUNS = 80;
const XML = ['libvirt', 'ovf'];
const JSON_KINDS = ['govc', 'forklift', 'terraform', 'nutanix'];
const TEXT = ['proxmox', 'ansible'];

function importerOf(kind: string): Importer {
  const importer = IMPORTERS.find(({ id }) => id === kind);
  if (importer === undefined) throw new Error(`no importer ${kind}`);
  return importer;
}

/** A sound import, or a mistake that is told in plain words: nothing else. */
async function expectCare(importer: Importer, files: readonly ForeignFile[]): Promise<void> {
  for (const file of files) expect(importer.recognises(file)).toBeTypeOf('boolean');
  try {
    await importOf(importer, ...files);
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    for (const { code, message } of error.problems) expect([code, message]).not.toContain('');
  }
}

describe.each([...XML, ...JSON_KINDS, ...TEXT])('%s', (kind) => {
  const importer = importerOf(kind);
  const files = filesOf(kind);
  const aFile = fc.constantFrom(...files);

  it('bears files that are cut short', () =>
    fc.assert(
      fc.asyncProperty(aFile, fc.double({ min: 0, max: 1, noNaN: true }), (file, part) => {
        const bytes = file.bytes.subarray(0, Math.floor(file.bytes.byteLength * part));
        return expectCare(importer, [{ ...file, bytes }]);
      }),
      { numRuns: RUNS },
    ));

  it('bears bytes that were changed', () =>
    fc.assert(
      fc.asyncProperty(
        aFile,
        fc.array(fc.tuple(fc.nat(), fc.nat(255)), { minLength: 1, maxLength: 8 }),
        (file, changes) => {
          const bytes = Uint8Array.from(file.bytes);
          for (const [at, byte] of changes) bytes[at % bytes.byteLength] = byte;
          return expectCare(importer, [{ ...file, bytes }]);
        },
      ),
      { numRuns: RUNS },
    ));

  it('bears a file twice, under two names', async () => {
    const [file] = files;
    if (file === undefined) throw new Error('no file');
    await expectCare(importer, [file, { ...file, file: `again/${file.file}` }]);
  });
});

/** A value in whose tree one member was replaced. */
function mutated(value: unknown, path: readonly number[], replacement: unknown): unknown {
  const [first, ...rest] = path;
  if (first === undefined || typeof value !== 'object' || value === null) return replacement;
  const keys = Object.keys(value);
  const key = keys[first % Math.max(keys.length, 1)];
  if (key === undefined) return replacement;
  const member = mutated((value as Record<string, unknown>)[key], rest, replacement);
  if (Array.isArray(value)) return value.map((item, i) => (String(i) === key ? member : item));
  return { ...value, [key]: member };
}

describe.each(JSON_KINDS)('%s', (kind) => {
  const importer = importerOf(kind);
  const documents = filesOf(kind).map(
    ({ bytes }) => JSON.parse(Buffer.from(bytes).toString()) as unknown,
  );

  it('bears any value in the place of any other', () =>
    fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...documents),
        fc.array(fc.nat(40), { minLength: 1, maxLength: 9 }),
        fc.oneof(
          fc.constantFrom<unknown>(null, -1, 0, 1.5, 1e300, '', ' ', '-1', 'x', [], {}, true),
          fc.constantFrom<unknown>([[]], [null], [{}], { '': '' }, { name: {} }, '\u202e\u0007'),
          fc.jsonValue({ maxDepth: 2 }),
        ),
        (document, path, replacement) =>
          expectCare(importer, [textFile(JSON.stringify(mutated(document, path, replacement)))]),
      ),
      { numRuns: RUNS * 5 },
    ));

  it.each([
    [
      'a list',
      (deep: string) => `{"virtualMachines": ${deep}, "resources": ${deep}, "entities": ${deep}}`,
    ],
    ['an object', (deep: string) => `[{"selfLink": ${deep}, "name": ${deep}}]`],
  ])('bears what nests 100,000 deep, in %s', async (_where, text) => {
    const lists = `${'['.repeat(100_000)}${']'.repeat(100_000)}`;
    const objects = `${'{"a":'.repeat(100_000)}1${'}'.repeat(100_000)}`;
    await expectCare(importer, [textFile(text(lists))]);
    await expectCare(importer, [textFile(text(objects))]);
  });

  it('tells where a file stops being JSON', async () => {
    const file = textFile('{\n  "virtualMachines": [,]\n}');
    expect(await problemOf(importer.read([file]))).toEqual({
      code: 'json-damaged',
      message: 'export.txt:2:23: this is no JSON: a value should stand here',
      hint: 'Copy or export it again.',
    });
  });
});

describe.each(XML)('%s', (kind) => {
  const importer = importerOf(kind);
  const refused = (text: string) => problemOf(importer.read([textFile(text, 'a.xml')]));

  it('bears elements and attributes that are not there', () =>
    fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...filesOf(kind).filter(({ file }) => !file.endsWith('.ova'))),
        fc.nat(200),
        (file, which) => {
          let seen = 0;
          const text = Buffer.from(file.bytes)
            .toString()
            .replace(/ [\w:]+=(["'])[^"']*\1|>[^<>]+</g, (part) => {
              seen += 1;
              return seen === which ? (part.startsWith('>') ? '>-1<' : '') : part;
            });
          return expectCare(importer, [textFile(text)]);
        },
      ),
      { numRuns: RUNS },
    ));

  it('refuses a document type, and so entities of its own', async () => {
    const bomb = '<!DOCTYPE d [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]>\n<domain>&b;</domain>';
    expect(await refused(bomb)).toEqual({
      code: 'xml-doctype',
      message: expect.stringMatching(/^a\.xml:1:\d+: a document type \(DOCTYPE\) is not read$/),
      hint: 'No export writes one; take it out if you trust the file.',
    });
    expect(await refused('<domain><name>&nbsp;</name></domain>')).toMatchObject({
      code: 'xml-damaged',
      message: 'a.xml:1:20: this is no XML: invalid character entity',
    });
  });

  it('refuses what nests too deep, does not end, or is no XML at all', async () => {
    expect(await refused('<a>'.repeat(200))).toMatchObject({
      code: 'xml-too-deep',
      message: 'a.xml:1:303: it nests more than 100 deep',
    });
    expect(await refused('<domain>\n<name>a')).toMatchObject({
      code: 'xml-damaged',
      message: expect.stringMatching(/^a\.xml:2:\d+: this is no XML: unclosed root tag$/),
    });
    expect(await refused('plain words')).toMatchObject({ code: 'xml-damaged' });
    expect(await refused(' \n ')).toMatchObject({
      code: 'file-empty',
      message: 'a.xml is empty',
    });
  });

  it('reads the encoding that a file names, and refuses one that it does not keep to', async () => {
    const latin = Buffer.from("<?xml version='1.0' encoding='latin1'?><a n='\u00e9'/>", 'latin1');
    await expectCare(importer, [{ file: 'a.xml', bytes: latin }]);
    const broken = Buffer.from([0x3c, 0x61, 0x3e, 0xff, 0x3c, 0x2f, 0x61, 0x3e]);
    expect(await problemOf(importer.read([{ file: 'a.xml', bytes: broken }]))).toEqual({
      code: 'encoding-unreadable',
      message: 'a.xml is not text in UTF-8',
      hint: 'Save it as UTF-8, then import it again.',
    });
  });
});

it('asks about any bytes without harm', () => {
  fc.assert(
    fc.property(
      fc.oneof(
        fc.uint8Array({ maxLength: 600 }),
        fc.string().map((text) => Buffer.from(text)),
      ),
      fc.constantFrom(
        'a.json',
        '100.conf',
        'a.ova',
        'storage.cfg',
        'resources.cfg',
        'a.xml',
        'group_vars/a',
        'hosts',
      ),
      (bytes, file) => {
        for (const one of IMPORTERS) expect(one.recognises({ file, bytes })).toBeTypeOf('boolean');
      },
    ),
    { numRuns: RUNS * 5 },
  );
});
