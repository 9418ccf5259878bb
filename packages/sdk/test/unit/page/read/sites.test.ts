import { expect, test } from 'vitest'
import { findLists, readList } from '../../../../src/page/read/lists/list.ts'
import { readMetadata } from '../../../../src/page/read/metadata.ts'
import { BASE, parse } from '../../../cases/items.ts'
import { siteCases } from '../../../cases/sites.ts'
import type { Fixture } from '../../../pages/expectation.ts'

for (const [name, run] of siteCases) test(name, run)

/** Markup as themes write it, complete without scripts. */
const THEMES = [
  'blog-index',
  'clean-blog',
  'drupal-olivero',
  'generatepress',
  'ghost-casper',
  'ghost-source',
  'hacker-news',
  'hexo-next',
  'hugo-papermod',
  'hugo-stack',
  'jekyll-minima',
  'masonry-script',
  'pagination',
  'shopify-dawn',
  'woocommerce',
  'wordpress-block',
]

test.each(THEMES)('%s: ids and topics are read from its markup as it promises.', async (name) => {
  const { default: html }: { default: string } = await import(`../../../pages/fixtures/${name}.html?raw`)
  const { default: fixture }: { default: Fixture } = await import(`../../../pages/fixtures/${name}.ts`)
  const root = parse(html)
  const base = new URL(`/pages/${name}/`, BASE).href
  const lists = findLists(root).map((list) => readList(list, readMetadata(root, base), base))
  const promised = fixture.lists
  expect(lists.map(({ name }) => name)).toEqual(promised.map(({ name }) => name))
  for (const [at, { units }] of promised.entries()) {
    const items = lists[at]!.entries.map(({ item }) => item)
    expect(items.map(({ id, title }) => (title ? id : undefined))).toEqual(units.map(({ id }) => id))
    expect(items.map(({ topic }) => topic)).toEqual(units.map(({ topic }) => topic))
  }
})
