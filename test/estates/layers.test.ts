import fc from 'fast-check';
import { expect, it } from 'vitest';
import { stringify } from 'yaml';
import { arbitraryEstate, type Document } from '../support/arbitrary-estate.ts';
import { run } from '../support/fake-host.ts';

const RUNS = Number(process.env['VIRTREADY_RUNS'] ?? 60);

type Item = Readonly<Record<string, unknown>>;

/** The document in parts: each subject in one of them, every other section in the first. */
function split(document: Document, parts: number, pick: () => number): Document[] {
  const documents: Record<string, unknown[] | unknown>[] = Array.from(
    { length: parts },
    () => ({}),
  );
  const into = (section: string, item: unknown) => {
    const part = documents[pick() % parts] as Record<string, unknown[]>;
    part[section] = [...(part[section] ?? []), item];
  };
  for (const [section, value] of Object.entries(document)) {
    if (Array.isArray(value)) for (const item of value) into(section, item);
    else Object.assign(documents[0] as Document, { [section]: value });
  }
  return documents;
}

/** Some facts of each subject in the declaration, the others in an overlay. */
function layered(document: Document, pick: () => number): Document[] {
  const declared: Document = {};
  const overlay: Document = { overlay: true };
  for (const [section, value] of Object.entries(document)) {
    if (!Array.isArray(value)) declared[section] = value;
    else {
      const halves = value.map((item: Item) => halve(item, pick));
      declared[section] = halves.map(([first]) => first);
      overlay[section] = halves.map(([, second]) => second);
    }
  }
  return [overlay, declared];
}

/** Keys without which an entry is not valid stay, and so do instances, which have ids of their own. */
const STAY = new Set(['id', 'role', 'instances', 'application']);

function halve(item: Item, pick: () => number): [Document, Document] {
  const first: Document = {};
  const second: Document = { id: item['id'] };
  for (const [key, value] of Object.entries(item)) {
    if (STAY.has(key) || pick() % 2 === 0) first[key] = value;
    else second[key] = value;
  }
  return [first, second];
}

async function findingsOf(documents: readonly Document[]): Promise<unknown> {
  const files = Object.fromEntries(
    documents.map((document, i) => [
      `${i}.yaml`,
      stringify(document, { aliasDuplicateObjects: false }),
    ]),
  );
  const { stdout } = await run([...Object.keys(files), '-o', 'json', '--allow-empty'], { files });
  const { inputs: _, ...report } = JSON.parse(stdout);
  if (report.findings === undefined) return report;
  return {
    ...report,
    findings: report.findings.map(({ location: _place, ...rest }: Item) => rest),
  };
}

function picker(seeds: readonly number[]): () => number {
  let at = 0;
  return () => seeds[at++ % seeds.length] ?? 0;
}

const seeds = fc.array(fc.nat(), { minLength: 30, maxLength: 30 });

it('an estate has the same report however its subjects are spread over files', async () => {
  await fc.assert(
    fc.asyncProperty(
      arbitraryEstate,
      seeds,
      fc.integer({ min: 2, max: 4 }),
      async (d, s, parts) => {
        expect(await findingsOf(split(d, parts, picker(s)))).toEqual(await findingsOf([d]));
      },
    ),
    { numRuns: RUNS },
  );
}, 600_000);

it('an estate has the same report however its facts are spread over layers', async () => {
  await fc.assert(
    fc.asyncProperty(arbitraryEstate, seeds, async (d, s) => {
      expect(await findingsOf(layered(d, picker(s)))).toEqual(await findingsOf([d]));
    }),
    { numRuns: RUNS },
  );
}, 600_000);
