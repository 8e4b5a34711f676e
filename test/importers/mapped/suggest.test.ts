import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { suggestMappingFor } from '../../../src/app/suggest-mapping.ts';
import { SUGGESTED_KINDS, SYNONYMS } from '../../../src/importers/mapped/synonyms.ts';
import { loadMapping } from '../../../src/load/load-mapping.ts';
import { fieldAt } from '../../../src/load/mapped-field.ts';
import { csv } from '../kinds.ts';
import { problemOf } from '../problem-of.ts';
import { workbookFile } from '../workbook-file.ts';

const load = (text: string) => loadMapping({ file: 'm.yaml', bytes: Buffer.from(text) });

describe('a mapping is proposed', () => {
  it('for a table of machines', async () => {
    const head = 'Hostname;RAM (GB);CPU count;Power State;OS;Cluster;Comment;Comment';
    expect(await suggestMappingFor([csv(head, 'secret;1;2;3;4;5;6;7')], undefined)).toBe(
      [
        '# Proposed from the headings of table.csv alone: read every line, then import with',
        '# virtready import mapped <table> --mapping <this file>',
        'subject: instance # what a row is: site, platform, cluster, server, storage, application or instance',
        'id: "Hostname"',
        'columns:',
        '  "Hostname": hostName',
        '  "RAM (GB)": { field: "memoryGiB", unit: "GiB" } # the heading says GB: is it GiB (powers of 1024) or GB (powers of 1000)?',
        '  "CPU count": vcpu',
        '  "Power State": powerState # on, off or suspended; else give values:',
        '  "OS": guestOs',
        '  "Cluster": target.cluster # names the cluster',
        '# Nothing is proposed for these: give them a field above, or leave them out.',
        'ignore:',
        '  - "Comment"',
        '',
      ].join('\n'),
    );
  });

  it('for servers, whose role no heading says', async () => {
    const text = await suggestMappingFor([csv('Asset name,Rack,Model,Sockets')], undefined);
    expect(text).toContain('subject: server');
    expect(text).toContain('# constants: { role: … } # every row needs it\n');
  });

  it('for applications, in the units of the headings', async () => {
    const text = await suggestMappingFor([csv('App ID,Name,RTO (hours),RPO,Tier')], undefined);
    const { subject, id, columns } = await load(text);
    expect([subject, id.heading]).toEqual(['application', 'App ID']);
    expect(columns.map(({ heading, field, unit }) => [heading, field.name, unit])).toEqual([
      ['Name', 'name', undefined],
      ['RTO (hours)', 'availability.rtoMinutes', 'h'],
      ['RPO', 'availability.rpoMinutes', undefined],
      ['Tier', 'tier', undefined],
    ]);
  });

  it('with a question where no heading names the subject', async () => {
    const text = await suggestMappingFor([csv('Colour,RAM')], undefined);
    expect(text).toContain('id: "Colour" # which column names the subject, and no other one?\n');
  });

  it('for the sheet that is named', async () => {
    const file = await workbookFile({ One: [['VM']], Two: [['VM', 'vCPU']] });
    expect(await suggestMappingFor([file], 'Two')).toContain(
      'sheet: "Two"\ncolumns:\n  "vCPU": vcpu',
    );
  });

  it('for one table only', async () => {
    const refused = await problemOf(suggestMappingFor([csv('A'), csv('A')], undefined));
    expect(refused?.code).toBe('one-table');
  });

  it('that can be loaded as it is, whatever the headings are', async () => {
    const words = Object.values(SYNONYMS).flatMap(({ id, fields }) => [
      ...id,
      ...Object.values(fields).flat(),
    ]);
    const units = ['', ' (GB)', ' MB', ' [hours]', ' %', '_MHz', ' (TB)', ' size'];
    const heading = fc.oneof(
      fc.tuple(fc.constantFrom(...words), fc.constantFrom(...units)).map((parts) => parts.join('')),
      fc.string({ minLength: 1, maxLength: 12 }).filter((text) => !text.includes('"')),
    );
    const headings = fc.uniqueArray(heading, {
      minLength: 1,
      maxLength: 8,
      selector: (text) => text.trim().toLowerCase(),
    });
    await fc.assert(
      fc.asyncProperty(headings, async (titles) => {
        if (titles.every((title) => title.trim() === '')) return;
        const file = csv(titles.map((title) => `"${title}"`).join(','));
        const text = await suggestMappingFor([file], undefined);
        const completed = text.replace('# constants: { role: … }', 'constants: { role: host }');
        await load(completed);
      }),
    );
  });
});

it('every field that a heading can mean is one of the inventory', () => {
  for (const kind of SUGGESTED_KINDS) {
    for (const field of Object.keys(SYNONYMS[kind].fields)) {
      expect(fieldAt(kind, field, false).field, `${kind} ${field}`).toBeDefined();
    }
  }
});
