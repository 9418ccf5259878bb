import { expect, test } from 'vitest'
import { pageDocument } from '../../../../../cli/src/pages/page-document.ts'
import { audienceVectors } from '../../../../src/developers/check/audience-vectors.ts'
import { checkPage } from '../../../../src/developers/check/check-page.ts'
import { SENSITIVE_VECTOR } from '../../../cases/audiences.ts'

const pageOf = (audience: string) =>
  pageDocument(
    `<html lang="en"><div data-inkling-slot="a"><template data-inkling-creative="x" data-inkling-audience="${audience}">X</template></div>`,
    'https://paper.example/',
  )

/** The findings about audiences, when every embedded text has the vector of a sensitive group. */
async function findings(audience: string) {
  const document = pageOf(audience)
  const embedded: string[] = []
  const vectors = await audienceVectors(document, async (texts) => {
    embedded.push(...texts)
    return texts.map(() => Float32Array.from(SENSITIVE_VECTOR))
  })
  const report = checkPage(document, { audienceVectors: vectors })
  return { embedded, refused: report.findings.filter(({ code }) => code === 'audience') }
}

test('A phrase is refused by its vector, and its words alone say nothing.', async () => {
  const { embedded, refused } = await findings('people who flinch at loud noises')
  expect(embedded).toEqual(['people who flinch at loud noises'])
  expect(refused).toHaveLength(1)
  expect(checkPage(pageOf('people who flinch at loud noises')).findings.map(({ code }) => code)).not.toContain(
    'audience',
  )
})

test('Rules are judged by words only, and so are phrases with a known false positive, as on a page.', async () => {
  expect(await findings('opened topic shoes in 3 days')).toEqual({ embedded: [], refused: [] })
  expect((await findings('fans of gospel music')).refused).toEqual([])
})

test('What words refuse is not embedded.', async () => {
  const { embedded, refused } = await findings('people with diabetes')
  expect(embedded).toEqual([])
  expect(refused).toHaveLength(1)
})
