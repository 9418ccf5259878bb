/** `inkling/react`: lists that hydrate as the server sent them, and follow the reader afterwards. React 18 or later. */
import {
  cloneElement,
  createContext,
  createElement,
  Fragment,
  type HTMLAttributes,
  isValidElement,
  type ReactNode,
  useContext,
  useEffect,
  useLayoutEffect,
  useMemo,
  useRef,
  useSyncExternalStore,
} from 'react'
import { siteInkling } from '../lib/site-inkling.ts'
import type { Item, Ranking } from '../types.ts'
import {
  createRankedList,
  type InklingSource,
  inOrder,
  type RankedList,
  type RankedListOptions,
} from './ranked-list.ts'

/** Without a provider: what the script tag makes, as soon as it is there. */
const Source = createContext<InklingSource>(() => siteInkling())

/** Gives what `createInkling` made to the lists inside. Not needed with the script tag. */
export function InklingProvider({
  inkling,
  children,
}: {
  readonly inkling: InklingSource
  readonly children?: ReactNode
}): ReactNode {
  return createElement(Source.Provider, { value: inkling }, children)
}

/** As for `createRankedList`; `list`, `when` and `late` may change, which begins anew. */
export interface UseRankedOptions extends Omit<RankedListOptions, 'items' | 'element' | 'start'> {
  /** @default the provider's */
  readonly inkling?: InklingSource
}

export interface Ranked<T extends Item> {
  /** In the order in which to render them, each with its id as the key. */
  readonly items: readonly T[]
  /** For the element whose children are the items. Without it the list counts as seen, and keeps its order. */
  readonly ref: (element: Element | null) => void
  /** Undefined until there is one. */
  readonly ranking: Ranking | undefined
  /** Whether the ranking would have had it otherwise, but for what stood there already. */
  readonly late: boolean
  /** Gives the list the server's order back, for this page view. False when it had it already. */
  readonly undo: () => boolean
}

/** React 18 warns of layout effects on a server, where they do nothing. */
const useBeforePaint = typeof document === 'undefined' ? useEffect : useLayoutEffect

/**
 * Ranks a list, and renders again when its order is known. Items are distinguished by their ids: when these change, what is
 * new is ranked.
 *
 * @param items in the server's order
 * @throws InklingMisuse on wrong options
 */
export function useRanked<T extends Item>(
  items: readonly T[],
  { list, when, late, ranking, inkling }: UseRankedOptions,
): Ranked<T> {
  const provided = useContext(Source)
  const source = inkling ?? provided
  // Written anew in every render, it is still the same place to look.
  const find = useRef(source)
  const made = typeof source === 'function' ? undefined : source
  const element = useRef<Element | null>(null)
  const ref = useRef((found: Element | null) => {
    element.current = found
  })
  // The items of the first render, and the ranking made for them, are where it begins: later ones come by setItems.
  // biome-ignore lint/correctness/useExhaustiveDependencies: see above
  const ranked: RankedList<T> = useMemo(
    () =>
      createRankedList(made ?? (() => (find.current as () => unknown)()), {
        list,
        items,
        element: () => element.current,
        // React asks for the server's snapshot where it hydrates.
        start: 'reader',
        ...(when && { when }),
        ...(late && { late }),
        ...(ranking && { ranking }),
      }),
    [made, list, when, late],
  )
  const view = useSyncExternalStore(ranked.subscribe, ranked.getSnapshot, ranked.getServerSnapshot)
  const ids = JSON.stringify(items.map(({ id }) => id))
  // Arrays made anew in every render are the same list as long as the ids are.
  useBeforePaint(() => ranked.setItems(items), [ranked, ids])
  useBeforePaint(() => {
    find.current = source
  })
  // Not the store's items: while React renders new ones, the store may still hold the old.
  const shown = useMemo(() => inOrder(items, view.places), [items, view.places])
  return { items: shown, ref: ref.current, ranking: view.ranking, late: view.late, undo: ranked.undo }
}

export interface RankedProps<T extends Item> extends UseRankedOptions, Omit<HTMLAttributes<HTMLElement>, 'children'> {
  readonly items: readonly T[]
  /** The element around the items. @default 'ul' */
  readonly as?: string
  /** Renders one item as one element; its key is the item's id. */
  readonly children: (item: T, place: number) => ReactNode
}

/** By what the head snippet knows the item. */
const markOf = ({ id }: Item): object => ({ 'data-inkling-item': id })

/** The same as a component: `<Ranked list="shelf" items={items}>{(item) => <li>…</li>}</Ranked>`. */
export function Ranked<T extends Item>({
  items,
  list,
  when,
  late,
  ranking,
  inkling,
  as = 'ul',
  children,
  ...rest
}: RankedProps<T>): ReactNode {
  const ranked = useRanked(items, {
    list,
    ...(when && { when }),
    ...(late && { late }),
    ...(ranking && { ranking }),
    ...(inkling && { inkling }),
  })
  return createElement(
    as,
    { 'data-inkling-ranked': list, ...rest, ref: ranked.ref },
    ranked.items.map((item, place) => {
      const child = children(item, place)
      const marked = isValidElement(child) ? cloneElement(child, markOf(item)) : child
      return createElement(Fragment, { key: item.id }, marked)
    }),
  )
}
