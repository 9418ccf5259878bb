// Compiled, never run (`tsc --noEmit`): items keep their own type on the way through the store and the hook.

import { createElement, type ReactNode } from 'react'
import { InklingProvider, Ranked, useRanked } from '../../src/frameworks/react.ts'
import { createInkling, createRankedList, type Item, type RankedList, type Ranking } from '../../src/index.ts'

type Same<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false
function holds<_ extends true>() {}

interface Story extends Item {
  readonly picture: string
}
declare const stories: readonly Story[]
const inkling = createInkling()

const list = createRankedList(inkling, { list: 'shelf', items: stories, element: () => document.querySelector('ol') })
holds<Same<typeof list, RankedList<Story>>>()
holds<Same<ReturnType<typeof list.getSnapshot>['items'], readonly Story[]>>()
holds<Same<ReturnType<typeof list.getSnapshot>['ranking'], Ranking | undefined>>()
createRankedList(() => window.inkling, { list: 'shelf', items: stories, when: 'live', late: 'swap' })
// @ts-expect-error what the tag makes may not be there yet: a function finds it
createRankedList(window.inkling, { list: 'shelf', items: stories })
// @ts-expect-error one of two words
createRankedList(inkling, { list: 'shelf', items: stories, when: 'always' })
// @ts-expect-error a list has a name
createRankedList(inkling, { items: stories })
// @ts-expect-error an item has a title
createRankedList(inkling, { list: 'shelf', items: [{ id: '/a' }] })

export function Shelf(): ReactNode {
  const { items, ref, late, undo } = useRanked(stories, { list: 'shelf' })
  holds<Same<typeof items, readonly Story[]>>()
  // @ts-expect-error the hook has the element from its ref
  useRanked(stories, { list: 'shelf', element: () => null })
  const own = createElement('ol', { ref, onClick: () => undo(), hidden: late })
  const component = createElement(Ranked<Story>, {
    items: stories,
    list: 'shelf',
    as: 'ol',
    className: 'shelf',
    // biome-ignore lint/correctness/noChildrenProp: a function, which createElement takes in no other way
    children: ({ picture }, place: number) => createElement('li', {}, picture, place),
  })
  return createElement(InklingProvider, { inkling }, own, component)
}
