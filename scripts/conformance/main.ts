/** Asks the receivers' own programs whether they take the reports; needs the npm registry once. */
import { existsSync, mkdirSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { run } from '../../src/cli/run.ts';
import { lineHashesIn, Multitool, type Remark } from './multitool.ts';

const FOLDER = resolve('conformance');

/** What is rendered: the examples, the hostile estate, and inventories that cannot be assessed. */
const ESTATES = [
  'fixtures/inventories/hospital.yaml',
  'fixtures/inventories/hospital-ready.yaml',
  'fixtures/inventories/hostile.yaml',
  'fixtures/invalid/duplicate-ids.yaml',
  'fixtures/invalid/not-utf8.yaml',
].filter((file) => existsSync(file));

/** Advice that is not followed, and why. */
const ACCEPTED: Readonly<Record<string, string>> = {
  SARIF2002: 'messages are whole sentences, which no list of templates makes shorter',
  SARIF2003: 'the tool reads files and knows no version control',
  SARIF2005: 'the project has no address yet: informationUri',
  SARIF2006: 'the validator may stand behind a wall: addresses are for people',
  SARIF2010: 'the text of the inventory stays where it is: snippet',
  SARIF2011: 'the text of the inventory stays where it is: context region',
  SARIF2012: 'a rule without a text of others has no address: helpUri',
  SARIF2013: 'the text of the inventory stays where it is: embedded files',
};

mkdirSync(FOLDER, { recursive: true });
const multitool = new Multitool(FOLDER);
const failures = [];
for (const estate of ESTATES) failures.push(...(await judge(estate)));
console.log(failures.length === 0 ? '\nAll is well.' : `\n${failures.length} failed.`);
process.exitCode = failures.length === 0 ? 0 : 1;

async function judge(estate: string): Promise<string[]> {
  const file = join(FOLDER, `${basename(estate, '.yaml')}.sarif`);
  await run([estate, '-o', `sarif=${file}`, '--exit-zero']);
  const found = [...refused(multitool.validate(file)), ...wrongHashes(file)];
  console.log(`\n${estate}: ${found.length === 0 ? 'taken' : 'refused'}`);
  for (const line of found) console.log(`  ${line}`);
  return found;
}

/** The remarks that nobody has accepted; the others are counted. */
function refused(remarks: readonly Remark[]): string[] {
  const counts = new Map<string, number>();
  const found: string[] = [];
  for (const { rule, level, text } of remarks) {
    if (rule in ACCEPTED) counts.set(rule, (counts.get(rule) ?? 0) + 1);
    else found.push(`${level} ${rule}: ${text}`);
  }
  for (const [rule, number] of counts) console.log(`  ${rule} × ${number}: ${ACCEPTED[rule]}`);
  return found;
}

/** Where our hash of a line is not Microsoft's. */
function wrongHashes(file: string): string[] {
  const theirs = multitool.lineHashes(file);
  const ours = lineHashesIn(file);
  console.log(`  ${ours.length} hashes of lines compared`);
  return ours.flatMap((hash, i) =>
    hash === theirs[i] ? [] : [`line hash of result ${i}: ${hash}, should be ${theirs[i]}`],
  );
}
