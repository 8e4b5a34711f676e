import { describe, expect, it } from 'vitest';
import { checkoutPath, pathUri } from '../../src/reporters/checkout-path.ts';

describe('the path that a receiver knows', () => {
  it.each([
    ['estate.yaml', '/repo', '/repo', 'estate.yaml'],
    ['a/./b//../estate.yaml', '/repo', '/repo', 'a/estate.yaml'],
    ['/repo/a/estate.yaml', '/repo/b', '/repo', 'a/estate.yaml'],
    ['estate.yaml', '/repo/ci', '/repo', 'ci/estate.yaml'],
    ['../estate.yaml', '/repo/ci', '/repo', 'estate.yaml'],
    ['../estate.yaml', '/repo', '/repo', '../estate.yaml'],
    ['/data/estate.yaml', '/home/me/repo', '/home/me/repo', '../../../data/estate.yaml'],
    ['/dev/fd/63', '/', '/', 'dev/fd/63'],
    ['estate.yaml', 'D:/a/repo', 'D:/a/repo/', 'estate.yaml'],
    ['C:/estate.yaml', 'D:/a/repo', 'D:/a/repo', 'C:/estate.yaml'],
    ['<stdin>', '/repo', '/repo', 'stdin.yaml'],
  ])('of %s in %s is from %s: %s', (file, folder, root, path) => {
    expect(checkoutPath(file, { folder, root })).toBe(path);
  });

  it('is encoded in a URI, segment by segment', () => {
    expect(pathUri('a b/ä?#:%/\ud800.yaml')).toBe('a%20b/%C3%A4%3F%23%3A%25/%EF%BF%BD.yaml');
  });
});
