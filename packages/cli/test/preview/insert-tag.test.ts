// @vitest-environment node
import { expect, test } from 'vitest'
import { insertTag } from '../../src/preview/insert-tag.ts'

const BASE = 'http://127.0.0.1:1/__inkling/'
const TAG = `<script>S</script><script async src="${BASE}inkling.js" data-model="${BASE}models/encoder-en/"></script>`
const insert = (page: string, origin?: string) => insertTag(page, { snippet: 'S', base: BASE, origin })

test.each([
  [
    '<!doctype html><html><head><title>A</title></head><body>b',
    '<!doctype html><html><head>',
    '<title>A</title></head><body>b',
  ],
  ['<!DOCTYPE html>\n<title>A</title><p>b', '<!DOCTYPE html>', '\n<title>A</title><p>b'],
  ['<html lang=en><body>b', '<html lang=en>', '<body>b'],
  ['<p>b', '', '<p>b'],
  ['', '', ''],
  // A head in a comment or in a script's text doesn't count.
  ['<!-- <head> --><head ><script>"<head>"</script>', '<!-- <head> --><head >', '<script>"<head>"</script>'],
])('In %j it is inserted first, and nothing else changes.', (page, before, after) => {
  expect(insert(page)).toEqual({ html: before + TAG + after, replaced: false })
})

test('The page’s own tag, snippet and policy are removed; the tag’s attributes are kept, except those that the preview sets.', () => {
  const own =
    '<script>localStorage["inkling.snapshot"]</script><script async src="/inkling/1.0.0/inkling.js" integrity="sha384-x" data-model="/m/" data-consent="tcf" data-max-run="2" data-popularity="/p.json?a=1&amp;b=2"></script>'
  const policy = '<meta http-equiv="Content-Security-Policy" content="script-src \'none\'">'
  const { html, replaced } = insert(`<head>${own}${policy}<script src="/site.js"></script></head>`)
  const tag = TAG.replace(/><\/script>$/, ' data-max-run="2" data-popularity="/p.json?a=1&amp;b=2"></script>')
  expect([html, replaced]).toEqual([`<head>${tag}<script src="/site.js"></script></head>`, true])
})

test('The site’s absolute links stay in the preview; links to other sites don’t.', () => {
  const page =
    '<a class=x href="https://paper.example/a?b=1&amp;c=2#d">1</a><a href="https://other.example/">2</a><a href="/e">3</a>'
  expect(insert(page, 'https://paper.example').html).toBe(
    `${TAG}<a class=x href="/a?b=1&amp;c=2#d">1</a><a href="https://other.example/">2</a><a href="/e">3</a>`,
  )
})
