import { listParts, unpackPart, type ZipPart } from '../zip.ts';
import { XmlScanner } from './xml-scanner.ts';

/** How one part names another. */
interface Relation {
  readonly id: string;
  /** The last word of its type. */
  readonly kind: string;
  /** The part that it leads to. */
  readonly target: string;
}

interface SheetPart {
  readonly name: string;
  /** Absent for a sheet without cells, such as one that is a chart alone. */
  readonly part: string | undefined;
}

/** What stands in a workbook and where, without what stands in its sheets. */
interface Frame {
  readonly sheets: readonly SheetPart[];
  readonly dateSystem: '1900' | '1904';
  readonly sharedTexts: string | undefined;
  readonly styles: string | undefined;
}

/** What only names sheets has some kilobytes; any file that may be a workbook is asked for it. */
const MAX_BYTES = 4 * 2 ** 20;

/** The parts of an .xlsx, unpacked one at a time. Their names know no upper case. */
export class Package {
  readonly #bytes: Uint8Array;
  readonly #parts: ReadonlyMap<string, ZipPart>;

  constructor(bytes: Uint8Array, parts: readonly ZipPart[] = listParts(bytes)) {
    this.#bytes = bytes;
    this.#parts = new Map(parts.map((part) => [part.name.toLowerCase(), part]));
  }

  has(name: string): boolean {
    return this.#parts.has(name.toLowerCase());
  }

  /** The content of a part. Throws where it is missing, damaged, or longer than `most` bytes. */
  unpack(name: string, most = Number.POSITIVE_INFINITY): Uint8Array {
    const part = this.#parts.get(name.toLowerCase());
    if (part === undefined) throw new Error(`the part ${name} is missing`);
    if (part.unpackedBytes > most) throw new Error(`the part ${name} is too large`);
    return unpackPart(this.#bytes, part);
  }
}

/** Reads which sheets a workbook has, and where. Throws where a part that says so is damaged. */
export function readFrame(archive: Package): Frame {
  const workbook = relationsOf(archive, '').find(({ kind }) => kind === 'officeDocument')?.target;
  if (workbook === undefined) throw new Error('it names no workbook');
  const relations = relationsOf(archive, workbook);
  const targetOf = (kind: string) => relations.find((one) => one.kind === kind)?.target;
  const { sheets, dateSystem } = readDirectory(archive.unpack(workbook, MAX_BYTES));
  return {
    sheets: sheets.map(({ name, id }) => {
      const relation = relations.find((one) => one.id === id);
      if (relation === undefined) throw new Error(`the sheet ${name} is missing`);
      return { name, part: relation.kind === 'worksheet' ? relation.target : undefined };
    }),
    dateSystem,
    sharedTexts: targetOf('sharedStrings'),
    styles: targetOf('styles'),
  };
}

/** The relations of a part; of the whole, where the part has no name. */
function relationsOf(archive: Package, part: string): Relation[] {
  const folder = part.slice(0, part.lastIndexOf('/') + 1);
  const scanner = new XmlScanner(
    archive.unpack(`${folder}_rels/${part.slice(folder.length)}.rels`, MAX_BYTES),
  );
  const relations: Relation[] = [];
  scanner.nextChild();
  while (scanner.nextChild()) {
    const target = scanner.attribute('Target') ?? '';
    relations.push({
      id: scanner.attribute('Id') ?? '',
      kind: scanner.attribute('Type')?.split('/').at(-1) ?? '',
      target: resolved(folder, target),
    });
    scanner.skip();
  }
  return relations;
}

function resolved(folder: string, target: string): string {
  const path: string[] = [];
  for (const step of `${target.startsWith('/') ? '' : folder}${target}`.split('/')) {
    if (step === '..') path.pop();
    else if (step !== '' && step !== '.') path.push(step);
  }
  return path.join('/');
}

function readDirectory(bytes: Uint8Array) {
  const sheets: { readonly name: string; readonly id: string }[] = [];
  let dateSystem: Frame['dateSystem'] = '1900';
  const scanner = new XmlScanner(bytes);
  scanner.nextChild();
  while (scanner.nextChild()) {
    if (scanner.name === 'workbookPr') {
      if (/^(1|true)$/.test(scanner.attribute('date1904') ?? '')) dateSystem = '1904';
    } else if (scanner.name === 'sheets') {
      while (scanner.nextChild()) {
        sheets.push({ name: scanner.attribute('name') ?? '', id: scanner.attribute('id') ?? '' });
        scanner.skip();
      }
      continue;
    }
    scanner.skip();
  }
  return { sheets, dateSystem };
}
