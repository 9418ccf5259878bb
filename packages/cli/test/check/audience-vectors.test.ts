// @vitest-environment node
import { expect, test, vi } from 'vitest'
import { checkPage } from '../../../sdk/src/developers/check/check-page.ts'
import { openNodeEngine } from '../../../sdk/src/engine/node.ts'
import { audienceVectors } from '../../src/check/audience-vectors.ts'
import { pageDocument } from '../../src/pages/page-document.ts'

const page = (...audiences: readonly string[]) =>
  pageDocument(
    `<!doctype html><html lang="en-GB"><title>x</title>${audiences
      .map(
        (audience, i) =>
          `<div data-inkling-slot="s${i}"><template data-inkling-creative="c" data-inkling-audience="${audience}">X</template></div>`,
      )
      .join('')}`,
    'https://paper.example/',
  )

const refused = ({ findings }: ReturnType<typeof checkPage>) =>
  findings.flatMap(({ code, message }) => (code === 'audience' ? [message.match(/'(.*?)' is refused/i)?.[1]] : []))

test('A group that no word gives away is recognised by its vector.', async () => {
  const engine = await openNodeEngine('models/encoder-en', '', 0)
  const languages: string[] = []
  const embed = (texts: readonly string[], language: string) => {
    languages.push(language)
    return engine.embed(texts)
  }
  const document = page(
    'supporters of the opposition',
    'trail runners; home brewers',
    'people with diabetes',
    'read topic science',
  )
  expect(refused(checkPage(document))).toEqual(['people with diabetes'])
  const vectors = await audienceVectors(document, embed)
  expect(languages).toEqual(['en'])
  expect(refused(checkPage(document, { audienceVectors: vectors }))).toEqual([
    'supporters of the opposition',
    'people with diabetes',
  ])
})

test('Without a model for the page’s language, words alone decide.', async () => {
  const document = page('supporters of the opposition', 'people with diabetes')
  const vectors = await audienceVectors(document, async () => undefined)
  expect(refused(checkPage(document, { audienceVectors: vectors }))).toEqual(['people with diabetes'])
})

test('A page without audiences loads no model.', async () => {
  const embed = vi.fn()
  expect(await audienceVectors(page(), embed)).toEqual(new Map())
  expect(embed).not.toHaveBeenCalled()
})
