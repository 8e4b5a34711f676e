import { readdirSync, readFileSync } from 'node:fs';
import type { Metafile } from 'esbuild';

/** What generated files of the source hold of packages: the metafile shows the files alone. */
const WITHIN_GENERATED = ['ajv', 'ajv-formats', 'preact'];

const LICENCE_FILE = /^(licen[cs]e|copying)/i;

/**
 * The licences of everything that is bundled, whole, with the data that the source holds. Throws for a
 * package whose licence is nowhere to be read.
 */
export function noticesOf({ outputs }: Metafile): string {
  const names = new Set([...WITHIN_GENERATED, ...bundledPackages({ outputs })]);
  const data = readFileSync('THIRD-PARTY-NOTICES.md', 'utf8').trimEnd();
  return `${[data, ...[...names].sort().map(notice)].join('\n\n')}\n`;
}

/** Names of the packages of which anything is left in an output. */
function bundledPackages({ outputs }: Pick<Metafile, 'outputs'>): string[] {
  return Object.values(outputs)
    .flatMap(({ inputs }) => Object.entries(inputs))
    .filter(([, { bytesInOutput }]) => bytesInOutput > 0)
    .flatMap(([path]) => /.*node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(path)?.[1] ?? []);
}

function notice(name: string): string {
  const folder = `node_modules/${name}`;
  const { version, license, homepage, author } = JSON.parse(
    readFileSync(`${folder}/package.json`, 'utf8'),
  );
  const where = homepage === undefined ? '' : ` (${homepage})`;
  const file = readdirSync(folder).find((one) => LICENCE_FILE.test(one));
  const text =
    file === undefined
      ? declaredLicence(name, license, author)
      : readFileSync(`${folder}/${file}`, 'utf8');
  const quoted = text
    .trim()
    .split(/\r?\n/)
    .map((line) => (line === '' ? '>' : `> ${line}`));
  return [`## ${name} ${version}`, '', `${license}${where}`, '', ...quoted].join('\n');
}

/** The terms of a licence that a manifest names and whose text the package does not hold. */
function declaredLicence(name: string, license: unknown, author: unknown): string {
  if (license !== 'MIT' || typeof author !== 'string') {
    throw new Error(`${name} is bundled, and the text of its licence is nowhere`);
  }
  const [, terms] = readFileSync('LICENSE', 'utf8').split(/^Copyright.*\n/m);
  return `Copyright (c) ${author}\n${terms}`;
}
