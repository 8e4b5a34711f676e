import { micromark } from 'micromark';
import { gfm, gfmHtml } from 'micromark-extension-gfm';
import { type DefaultTreeAdapterTypes, defaultTreeAdapter, parseFragment } from 'parse5';
import { expect } from 'vitest';

type Node = DefaultTreeAdapterTypes.Node;
type Element = DefaultTreeAdapterTypes.Element;

/** What a page shows of a Markdown document. */
export interface RenderedMarkdown {
  readonly elements: readonly Element[];
  /** Everything that a reader sees. */
  readonly text: string;
  /** Texts of all elements of a name. */
  textsOf(tag: string): string[];
  /** The cells of each row of each table, head included. */
  readonly tables: readonly (readonly (readonly string[])[])[];
  readonly links: readonly { readonly text: string; readonly href: string }[];
}

/** As GitHub renders it (tables, bare addresses as links, raw HTML), then as a browser reads that. */
export function renderMarkdown(markdown: string): RenderedMarkdown {
  const html = micromark(markdown, {
    allowDangerousHtml: true,
    extensions: [gfm()],
    htmlExtensions: [gfmHtml()],
  });
  const errors: string[] = [];
  const tree = parseFragment(html, {
    sourceCodeLocationInfo: true,
    onParseError: ({ code }) => errors.push(code),
  });
  expect(errors).toEqual([]);
  const elements = [...elementsBelow(tree)];
  for (const { tagName, sourceCodeLocation } of elements) {
    const isVoid = tagName === 'hr' || tagName === 'br' || tagName === 'input';
    expect(isVoid || sourceCodeLocation?.endTag !== undefined, `</${tagName}>`).toBe(true);
  }
  const named = (tag: string, below: Node = tree) =>
    [...elementsBelow(below)].filter(({ tagName }) => tagName === tag);
  const textsIn = (row: Element) =>
    [...elementsBelow(row)].filter(({ tagName }) => /^t[hd]$/.test(tagName)).map(textOf);
  return {
    elements,
    text: textOf(tree),
    textsOf: (tag) => named(tag).map(textOf),
    tables: named('table').map((table) => named('tr', table).map(textsIn)),
    links: named('a').map((link) => ({
      text: textOf(link),
      href: link.attrs.find(({ name }) => name === 'href')?.value ?? '',
    })),
  };
}

function* elementsBelow(node: Node): Iterable<Element> {
  for (const child of childrenOf(node)) {
    if (defaultTreeAdapter.isElementNode(child)) yield child;
    yield* elementsBelow(child);
  }
}

function textOf(node: Node): string {
  return defaultTreeAdapter.isTextNode(node) ? node.value : childrenOf(node).map(textOf).join('');
}

function childrenOf(node: Node): readonly Node[] {
  return 'childNodes' in node ? node.childNodes : [];
}

/** The only elements that a comment of ours has. */
const OURS = new Set(
  'a b code details em h2 h3 li p span strong sub summary table tbody td th thead tr ul'.split(' '),
);

/** Fails for what a text from outside could have made of a comment. */
export function expectTame(page: RenderedMarkdown): void {
  expect(page.elements.map(({ tagName }) => tagName).filter((tag) => !OURS.has(tag))).toEqual([]);
  const attributes = page.elements.flatMap(({ attrs }) => attrs.map(({ name }) => name));
  expect(attributes.filter((name) => name !== 'href' && name !== 'open')).toEqual([]);
  // Whatever GitHub would make a link of: people, issues, addresses, pictures of emoji.
  expect(page.text).not.toMatch(/@\w|#\w|\bGH-\d|:\/\/|\bwww\.|:[\w+-]+:/i);
  for (const { href } of page.links) expect(href).toMatch(/^(?![a-z]+:|\/)[^?]+#L\d+$/i);
}
