/** `inkling/react`: lists that hydrate in the server's order and are then ordered for the reader. React 18 or later. */
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
import { LIST_RULES } from '../lib/scoring/list-rules.ts'
import { siteInkling } from '../lib/site-inkling.ts'
import type { Item, Ranking } from '../types.ts'
import {
  createRankedList,
  type InklingSource,
  type RankedList,
  type RankedListOptions,
  rulesOf,
} from './ranked-list.ts'
import { inOrder } from './ranked-view.ts'

/** Without a provider: the script tag's object, once the tag has loaded. */
const Source = createContext<InklingSource>(() => siteInkling())

/** Passes the result of `createInkling` to the lists inside it. Not needed with the script tag. */
export function InklingProvider({
  inkling,
  children,
}: {
  readonly inkling: InklingSource
  readonly children?: ReactNode
}): ReactNode {
  return createElement(Source.Provider, { value: inkling }, children)
}

/** The options of `createRankedList`. Changing `list`, `when`, `late` or a rule creates a new list. */
export interface UseRankedOptions extends Omit<RankedListOptions, 'items' | 'element' | 'start'> {
  /** @default the provider's Inkling */
  readonly inkling?: InklingSource
}

export interface Ranked<T extends Item> {
  /** The items in the order in which they should be rendered; use the id as the key. */
  readonly items: readonly T[]
  /** A ref for the element whose children are the items. Without it, all items count as seen and keep their order. */
  readonly ref: (element: Element | null) => void
  /** The latest ranking; undefined before the first one. */
  readonly ranking: Ranking | undefined
  /** Whether some items aren't where the ranking would put them, because they or other items had already been shown. */
  readonly late: boolean
  /** Restores the server's order for this page view. Returns false if the list was already in that order. */
  readonly undo: () => boolean
  /** Ranks the list again and applies the whole order, even to items in view. It reverts `undo`. */
  readonly redo: () => Promise<void>
}

/** On a server, layout effects do nothing, and React 18 warns about them. */
const useBeforePaint = typeof document === 'undefined' ? useEffect : useLayoutEffect

/**
 * Ranks a list and re-renders when its order is known. Items are identified by their ids; when the ids change, new
 * items are ranked.
 *
 * @param items the items, in the server's order
 * @throws InklingMisuse if options are invalid
 */
export function useRanked<T extends Item>(
  items: readonly T[],
  { list, when, late, ranking, inkling, ...others }: UseRankedOptions,
): Ranked<T> {
  // An object of options is usually new on every render, with the same rules.
  const rules = JSON.stringify(rulesOf(others))
  const provided = useContext(Source)
  const source = inkling ?? provided
  // An inline function is new on every render, but still returns the same object.
  const find = useRef(source)
  const made = typeof source === 'function' ? undefined : source
  const element = useRef<Element | null>(null)
  const ref = useRef((found: Element | null) => {
    element.current = found
  })
  // The list starts with the items and ranking of the first render; later items are passed to setItems.
  // biome-ignore lint/correctness/useExhaustiveDependencies: see above
  const ranked: RankedList<T> = useMemo(
    () =>
      createRankedList(made ?? (() => (find.current as () => unknown)()), {
        list,
        items,
        element: () => element.current,
        // React requests the server snapshot when it hydrates.
        start: 'reader',
        ...(when && { when }),
        ...(late && { late }),
        ...(ranking && { ranking }),
        ...JSON.parse(rules),
      }),
    [made, list, when, late, rules],
  )
  const view = useSyncExternalStore(ranked.subscribe, ranked.getSnapshot, ranked.getServerSnapshot)
  const ids = JSON.stringify(items.map(({ id }) => id))
  // An array recreated on every render counts as the same list as long as its ids are the same.
  useBeforePaint(() => ranked.setItems(items), [ranked, ids])
  useBeforePaint(() => {
    find.current = source
  })
  // Don't use the store's items: while React renders new ones, the store may still contain the old ones.
  const shown = useMemo(() => inOrder(items, view.places), [items, view.places])
  const { undo, redo } = ranked
  return { items: shown, ref: ref.current, ranking: view.ranking, late: view.late, undo, redo }
}

export interface RankedProps<T extends Item> extends UseRankedOptions, Omit<HTMLAttributes<HTMLElement>, 'children'> {
  readonly items: readonly T[]
  /** The tag name of the element that contains the items. @default 'ul' */
  readonly as?: string
  /** Renders an item as a single element, whose key is the item's id. */
  readonly children: (item: T, place: number) => ReactNode
}

/** The attribute by which the head snippet recognises the item. */
const markOf = ({ id }: Item): object => ({ 'data-inkling-item': id })

/** The component form of {@link useRanked}: `<Ranked list="shelf" items={items}>{(item) => <li>…</li>}</Ranked>`. */
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
    ...rulesOf(rest),
  })
  const attributes = Object.entries(rest).filter(([name]) => !(LIST_RULES as readonly string[]).includes(name))
  return createElement(
    as,
    { 'data-inkling-ranked': list, ...Object.fromEntries(attributes), ref: ranked.ref },
    ranked.items.map((item, place) => {
      const child = children(item, place)
      const marked = isValidElement(child) ? cloneElement(child, markOf(item)) : child
      return createElement(Fragment, { key: item.id }, marked)
    }),
  )
}
