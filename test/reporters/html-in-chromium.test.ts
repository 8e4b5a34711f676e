import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import axe from 'axe-core';
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { anchorOf } from '../../src/reporters/html/finding-groups.ts';
import { CHROMIUM, inChromium, WITHOUT_BROWSER } from '../support/chromium.ts';
import { type JsonReport, run } from '../support/fake-host.ts';

const HOSPITAL = 'fixtures/inventories/hospital.yaml';
const HOSTILE = 'fixtures/inventories/hostile.yaml';

const PICTURES = [
  'scores',
  'heat-map',
  'recovery',
  'blast-radius',
  'topology',
  'capacity',
  'calendar',
  'mend-first',
  'record-first',
];

/** It looks at every element of two long pages, with all of them open. */
const AXE_MS = 240_000;

/** A page with everything that it did beyond being shown. */
interface Shown {
  readonly page: Page;
  /** Addresses that it asked for, messages of its console, mistakes and dialogs. */
  readonly deeds: readonly string[];
}

describe.skipIf(WITHOUT_BROWSER)(inChromium('the page in a browser'), () => {
  const folder = mkdtempSync(join(tmpdir(), 'virtready-'));
  let browser: Browser;
  let report: JsonReport;

  const addressOf = (name: string): string => pathToFileURL(join(folder, `${name}.html`)).href;

  async function save(name: string, ...args: string[]): Promise<string> {
    const { stdout, written } = await run([...args, '-o', 'html', '-o', 'json=a.json']);
    writeFileSync(join(folder, `${name}.html`), stdout);
    return written['a.json'] ?? '';
  }

  async function show(
    name: string,
    options: BrowserContextOptions = {},
    anchor = '',
  ): Promise<Shown> {
    const page = await browser.newPage({ viewport: { width: 1280, height: 900 }, ...options });
    const deeds: string[] = [];
    const address = addressOf(name);
    page.on('request', (request) => {
      if (request.url().split('#')[0] !== address) deeds.push(`asks for ${request.url()}`);
    });
    page.on('console', (message) => deeds.push(`${message.type()}: ${message.text()}`));
    page.on('pageerror', (error) => deeds.push(error.message));
    page.on('dialog', (dialog) => {
      deeds.push(`dialog: ${dialog.message()}`);
      void dialog.dismiss();
    });
    await page.goto(anchor === '' ? address : `${address}#${anchor}`);
    return { page, deeds };
  }

  beforeAll(async () => {
    if (CHROMIUM === undefined) throw new Error('no Chromium is installed: CI needs one');
    browser = await chromium.launch({ executablePath: CHROMIUM, args: ['--no-sandbox'] });
    report = JSON.parse(await save('hospital', HOSPITAL));
    await save('hostile', HOSTILE);
    await save('ready', 'fixtures/inventories/hospital-ready.yaml');
  });

  afterAll(async () => {
    await browser?.close();
  });

  it.each([390, 1280, 1920])(
    'draws every picture at %s px, and scrolls to no side',
    async (width) => {
      const { page, deeds } = await show('hospital', { viewport: { width, height: 900 } });
      for (const id of PICTURES) {
        const figure = page.locator(`#${id}`);
        const box = await figure.boundingBox();
        expect([id, (box?.width ?? 0) > width / 4, (box?.height ?? 0) > 100]).toEqual([
          id,
          true,
          true,
        ]);
      }
      const narrow = await page.evaluate(
        `[...document.querySelectorAll('svg.drawing')].filter((one) => one.checkVisibility() && one.getBoundingClientRect().width < 60).length`,
      );
      expect(narrow).toBe(0);
      expect(await page.evaluate('document.documentElement.scrollWidth - innerWidth')).toBe(0);
      expect(deeds).toEqual([]);
      await page.close();
    },
  );

  it('has its answer on one screen', async () => {
    const { page } = await show('hospital');
    const risks = await page.locator('.risks').boundingBox();
    expect((risks?.y ?? 900) + (risks?.height ?? 900)).toBeLessThan(900);
    await page.close();
  });

  it('filters by what the report says, also where findings stand in the data', async () => {
    const { page, deeds } = await show('hospital');
    const found = page.locator('#found');
    expect(await found.textContent()).toContain(`${report.findings.length} findings in `);
    const form = page.locator('#filters');
    const count = async (field: string, value: string): Promise<string | null> => {
      await form.locator(`[name=${field}]`).selectOption(value);
      const text = await found.textContent();
      await form.locator('button').click();
      await page.locator('#found', { hasText: `${report.findings.length} findings` }).waitFor();
      return text;
    };
    const number = (of: (finding: JsonReport['findings'][number]) => boolean): string =>
      `${report.findings.filter(of).length} findings in `;
    expect(await count('outcome', 'pass')).toContain(number((one) => one.outcome === 'pass'));
    expect(await count('severity', 'high')).toContain(number((one) => one.severity === 'high'));
    expect(await count('category', 'continuity')).toContain(
      number((one) => one.category === 'continuity'),
    );
    expect(await count('application', 'pacs')).toContain(
      number((one) => one.applications.includes('pacs')),
    );
    await form.locator('[name=text]').fill('TOLERABLE outage of 2 min');
    expect(await page.locator('details.finding').allTextContents()).toEqual([
      expect.stringContaining('monitoring-station has no protection'),
    ]);
    await page.locator('#findings a[data-filter=machine]', { hasText: 'esx-c4' }).click();
    expect(await found.textContent()).toMatch(/^\d+ findings in \d+ groups$/);
    expect(await form.locator('[name=machine]').inputValue()).toBe('esx-c4');
    expect(deeds).toEqual([]);
    await page.close();
  });

  it('follows a link into any finding, rule or picture, and opens what hides it', async () => {
    const last = report.findings.filter(({ outcome }) => outcome === 'pass').at(-1);
    if (last === undefined) throw new Error('something passed');
    const anchor = anchorOf(last.rule, last.subject.kind, last.subject.id);
    const { page } = await show('hospital', {}, anchor);
    const target = page.locator(`[id="${anchor}"]`);
    await target.waitFor();
    expect(await page.locator('#finding-pages').textContent()).not.toContain('Page 1 of');
    await page.evaluate(`location.hash = 'rule-AVL-003'`);
    await page.locator('#rule-AVL-003[open]').waitFor();
    await page.locator('.risk a').first().click();
    await page.locator('details.finding[open]').first().waitFor();
    await page.close();
  });

  it('turns its pages, and shows the failure that is chosen', async () => {
    const { page, deeds } = await show('hospital');
    await page.locator('#finding-pages button', { hasText: 'Next' }).click();
    expect(await page.locator('#finding-pages').textContent()).toContain('Page 2 of');
    const views = page.locator('#recovery-views > .view');
    expect(await views.first().isVisible()).toBe(true);
    await page.locator('#recovery-domain').selectOption('recovery-2');
    expect(await views.first().isVisible()).toBe(false);
    expect(await page.locator('#recovery-2 .chart').first().isVisible()).toBe(true);
    expect(deeds).toEqual([]);
    await page.close();
  });

  it('can be used by the keyboard alone', async () => {
    const { page } = await show('hospital');
    await page.keyboard.press('Tab');
    expect(await page.evaluate('document.activeElement.textContent')).toContain('Skip');
    await page.keyboard.press('Enter');
    expect(await page.evaluate('location.hash')).toBe('#summary');
    await page.locator('#filters [name=severity]').focus();
    await page.keyboard.press('b');
    expect(await page.locator('#filters [name=severity]').inputValue()).toBe('blocker');
    for (let i = 0; i < 5; i++) await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await page.locator('details.finding[open]').waitFor();
    await page.keyboard.press('Tab');
    expect(await page.evaluate('document.activeElement.getAttribute("href")')).toMatch(/^#rule-/);
    await page.keyboard.press('Enter');
    await page.locator('.rule-entry[open]').waitFor();
    await page.close();
  });

  it('copies a snippet', async () => {
    const { page } = await show('hospital', { permissions: ['clipboard-write'] });
    const finding = page.locator('details.finding', { has: page.locator('pre') }).first();
    await finding.locator('summary').click();
    await finding.locator('button.copy').click();
    await finding.locator('button.copy', { hasText: /Copied|Selected/ }).waitFor();
    await page.close();
  });

  it('goes dark and back', async () => {
    const { page } = await show('hospital');
    const ground = () => page.evaluate('getComputedStyle(document.body).backgroundColor');
    const light = await ground();
    await page.locator('#theme').click();
    expect(await ground()).not.toBe(light);
    await page.locator('#theme').click();
    expect(await ground()).toBe(light);
    await page.close();
  });

  it('prints everything that stands in its text, and no navigation', async () => {
    const { page } = await show('hospital');
    const written = await page.evaluate(`document.querySelectorAll('details.finding').length`);
    await page.emulateMedia({ media: 'print' });
    const pdf = await page.pdf({ format: 'A4', preferCSSPageSize: true });
    expect(pdf.subarray(0, 5).toString()).toBe('%PDF-');
    expect(pdf.toString('latin1').match(/\/Type \/Page\b/g)?.length).toBeGreaterThan(20);
    expect(await page.locator('nav.sections').isVisible()).toBe(false);
    expect(await page.locator('#filters').isVisible()).toBe(false);
    await page.evaluate(`dispatchEvent(new Event('beforeprint'))`);
    expect(await page.locator('.member:not([hidden])').count()).toBeGreaterThan(Number(written));
    expect(await page.locator('details:not([open])').count()).toBe(0);
    await page.evaluate(`dispatchEvent(new Event('afterprint'))`);
    expect(await page.locator('details.finding[open]').count()).toBe(0);
    await page.close();
  });

  it('works without a script for everything but filtering', async () => {
    const { page } = await show('hospital', { javaScriptEnabled: false });
    expect(await page.locator('.scripted:visible').count()).toBe(0);
    expect(await page.locator('noscript').count()).toBeGreaterThan(0);
    const findings = page.locator('details.finding');
    expect(await findings.count()).toBeGreaterThan(80);
    await findings.first().locator('summary').click();
    expect(await findings.first().locator('.finding-body').isVisible()).toBe(true);
    expect(await page.locator('#recovery-views > .view').count()).toBeGreaterThan(1);
    await page.close();
  });

  it.each(['light', 'dark'] as const)(
    'has nothing that axe objects to when it is %s',
    async (scheme) => {
      for (const name of ['hospital', 'ready']) {
        const { page } = await show(name, { colorScheme: scheme, reducedMotion: 'reduce' });
        await page.evaluate(
          `for (const one of document.querySelectorAll('details:not(.view)')) one.open = true`,
        );
        await page.evaluate(axe.source);
        const { violations } = (await page.evaluate('axe.run()')) as axe.AxeResults;
        expect(
          violations.map(({ id, nodes }) => [id, nodes.slice(0, 3).map(({ html }) => html)]),
        ).toEqual([]);
        await page.close();
      }
    },
    AXE_MS,
  );

  it('of a hostile estate runs nothing of it', async () => {
    for (const javaScriptEnabled of [true, false]) {
      const { page, deeds } = await show('hostile', { javaScriptEnabled });
      expect(await page.locator('img, iframe, object, embed, link').count()).toBe(0);
      expect(deeds).toEqual([]);
      await page.close();
    }
  });
});
