import { createHash } from 'node:crypto';
import { type DefaultTreeAdapterTypes, defaultTreeAdapter, parse } from 'parse5';
import { expect } from 'vitest';
import { subjectName } from '../../src/domain/subject.ts';
import { anchorOf } from '../../src/reporters/html/finding-groups.ts';
import { type PackedGroups, unpackGroups } from '../../src/reporters/html/packed-groups.ts';

type Node = DefaultTreeAdapterTypes.Node;
type Element = DefaultTreeAdapterTypes.Element;

/** A finding as a page shows it. */
export interface ShownFinding {
  readonly rule: string;
  readonly subject: string;
  readonly message: string;
}

/** What a browser reads from a page before any script runs, and what its script would add. */
export interface ReadPage {
  readonly elements: readonly Element[];
  /** Everything that a reader sees once all is open. */
  readonly text: string;
  readonly policy: string;
  readonly ids: readonly string[];
  readonly links: readonly string[];
  /** Those in the page’s text. */
  readonly written: readonly ShownFinding[];
  /** Those in its data, with the anchors that links may name. */
  readonly inData: readonly ShownFinding[];
  readonly anchorsInData: readonly string[];
}

export function readPage(html: string): ReadPage {
  const errors: string[] = [];
  const tree = parse(html, { onParseError: ({ code }) => errors.push(code) });
  expect(errors).toEqual([]);
  const elements = [...elementsBelow(tree)];
  const body = elements.find(({ tagName }) => tagName === 'body');
  const data = elements.find((one) => attribute(one, 'id') === 'findings-data');
  const groups =
    data === undefined ? [] : unpackGroups(JSON.parse(rawTextOf(data)) as PackedGroups);
  return {
    elements,
    text: body === undefined ? '' : textOf(body),
    policy: attribute(
      elements.find((one) => attribute(one, 'http-equiv') === 'Content-Security-Policy'),
      'content',
    ),
    ids: elements.map((one) => attribute(one, 'id')).filter((id) => id !== ''),
    links: elements.filter(({ tagName }) => tagName === 'a').map((one) => attribute(one, 'href')),
    written: elements.filter((one) => attribute(one, 'class') === 'finding').flatMap(findingsIn),
    inData: groups.flatMap(({ rule, kind, message, members }) =>
      members.map(({ id }) => ({ rule, subject: subjectName({ kind, id }), message })),
    ),
    anchorsInData: groups.flatMap(({ rule, kind, members }) =>
      members.map(({ id }) => anchorOf(rule, kind, id)),
    ),
  };
}

const TAGS = new Set(
  'html head meta title style body a header p h1 h2 h3 h4 h5 button nav ul ol li main section div span b svg rect line g defs pattern circle polygon path text use figure figcaption table caption thead tbody tr th td details summary code pre dl dt dd form label input select option noscript article script'.split(
    ' ',
  ),
);

/** Whatever its texts are: a page runs only what is ours, asks for nothing, and its links lead somewhere. */
export function expectTamePage(html: string): void {
  const { elements, policy, ids, links, anchorsInData } = readPage(html);
  for (const { tagName, attrs } of elements) {
    expect(TAGS).toContain(tagName);
    for (const { name, value } of attrs) {
      expect(name).not.toMatch(/^(?:on|style$|src|srcset$|action$|formaction$)/);
      if (name === 'href') expect(value).toMatch(/^(?:#|https?:\/\/)/);
    }
  }
  const hashes = (tag: string): string[] =>
    elements
      .filter((one) => one.tagName === tag && attribute(one, 'type') !== 'application/json')
      .map((one) => `'sha256-${createHash('sha256').update(rawTextOf(one)).digest('base64')}'`);
  const [style] = hashes('style');
  const scripts = hashes('script');
  expect(scripts.length).toBeLessThanOrEqual(1);
  expect(policy).toContain(`default-src 'none'; style-src ${style};`);
  for (const script of scripts) expect(policy).toContain(`script-src ${script};`);
  expect(ids).toEqual([...new Set(ids)]);
  const targets = new Set([...ids, ...anchorsInData]);
  const dangling = links.filter((link) => link.startsWith('#') && !targets.has(link.slice(1)));
  expect(dangling).toEqual([]);
}

function findingsIn(group: Element): ShownFinding[] {
  const below = [...elementsBelow(group)];
  const message = below.find((one) => attribute(one, 'class') === 'message');
  return below
    .filter((one) => attribute(one, 'class') === 'self')
    .map((link) => ({
      rule: attribute(group, 'data-rule'),
      subject: textOf(link),
      message: message === undefined ? '' : textOf(message),
    }));
}

function attribute(element: Element | undefined, name: string): string {
  return element?.attrs.find((one) => one.name === name)?.value ?? '';
}

function* elementsBelow(node: Node): Iterable<Element> {
  for (const child of childrenOf(node)) {
    if (defaultTreeAdapter.isElementNode(child)) yield child;
    yield* elementsBelow(child);
  }
}

/** Scripts and styles are no text that is read. */
function textOf(node: Node): string {
  if (defaultTreeAdapter.isTextNode(node)) return node.value;
  const isCode = 'tagName' in node && (node.tagName === 'script' || node.tagName === 'style');
  return isCode ? '' : childrenOf(node).map(textOf).join('');
}

function rawTextOf(node: Node): string {
  return defaultTreeAdapter.isTextNode(node)
    ? node.value
    : childrenOf(node).map(rawTextOf).join('');
}

function childrenOf(node: Node): readonly Node[] {
  return 'childNodes' in node ? node.childNodes : [];
}
