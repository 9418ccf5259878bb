// @vitest-environment node
// The file of texts: its columns by any of their names, and errors that say what to write.

import { expect, test } from 'vitest'
import { textsOf } from '../../src/texts/read-texts.ts'

const same = (id: string) => id
const read = (content: string, keyOf: (id: string) => string | undefined = same) => textsOf(content, 'texts', keyOf)

test.each([
  ['id,title\na,One bridge\nb,\n'],
  ['creative;headline\na;One bridge\nb;\n'],
  ['url\ttext\na\tOne bridge\nb\t\n'],
  ['{"id":"a","text":"One bridge"}\n{"id":"b"}\n'],
  ['[{"address":"a","title":"One bridge"},{"address":"b","title":""}]'],
])('%j: an id and a text', (content) => {
  const { texts, empty } = read(content)
  expect([...texts]).toEqual([['a', { text: 'One bridge', language: undefined }]])
  expect(empty).toBe(1)
})

test('Texts are put together as on pages, and languages shortened to subtags', () => {
  const { texts } = read('id,title,summary,topic,tags,lang\na,A bridge for £3,It opens,City,"one,two",de-AT\n')
  expect(texts.get('a')).toEqual({ text: 'City: A bridge for. It opens. one, two', language: 'de' })
})

test('Ids become the keys under which they are counted, or are skipped', () => {
  const keyOf = (id: string) => (id.startsWith('https://paper.example') ? id.slice(21) : undefined)
  const { texts } = read('url,title\nhttps://paper.example/a,A\nhttps://other.example/b,B\n', keyOf)
  expect([...texts.keys()]).toEqual(['/a'])
})

test.each([
  ['', 'is empty'],
  ['title\nOne\n', 'texts has no column of ids: call it id or creative or item'],
  ['id,words\na,One\n', 'texts has no column of titles: call it title or text or headline'],
  ['[1]', 'row 1 is not an object'],
])('%j is refused', (content, why) => {
  expect(() => read(content)).toThrow(why)
})
