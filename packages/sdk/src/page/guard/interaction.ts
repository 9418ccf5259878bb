import * as dom from '../../lib/dom.ts'
import type { WhyUnmoved } from '../../types.ts'

/** The state of the reader's pointer. */
export interface Press {
  /** The node on which the pointer is pressed, if any. */
  readonly on: Node | undefined
  /** Whether anything on the page is being dragged. */
  readonly dragging: boolean
  stop(): void
}

/** Tracks presses and drags. The listeners are passive. */
export function watchPress(document: Document): Press {
  const ended = new AbortController()
  const press = { on: undefined as Node | undefined, dragging: false, stop: () => ended.abort() }
  const on = (names: string, listener: (event: Event) => void) => {
    for (const name of names.split(' '))
      dom.addEventListener(document, name, listener, { capture: true, passive: true, signal: ended.signal })
  }
  on('pointerdown', (event) => {
    press.on = event.composedPath()[0] as Node
  })
  on('pointerup pointercancel', () => {
    press.on = undefined
  })
  on('dragstart dragend drop', ({ type }) => {
    press.dragging = type === 'dragstart'
  })
  return press
}

/** Whether an element contains a node, even across shadow roots. */
function within(element: Element, node: Node | null | undefined): boolean {
  for (let each = node; each; each = dom.parentNode(each) ?? dom.host(each as ShadowRoot))
    if (each === element) return true
  return false
}

/**
 * Whether the list contains the focused element or its active descendant, which is where a screen reader's cursor is.
 */
function holdsFocus(list: Element): boolean {
  let active = dom.activeElement(dom.ownerDocument(list))
  for (let inner: Element | null | undefined = active; inner; inner = dom.activeElement(dom.shadowRoot(active)))
    active = inner
  const id = dom.getAttribute(active, 'aria-activedescendant')
  const current = id
    ? dom.getElementById(dom.getRootNode(active!) as Document, id)
    : dom.ariaActiveDescendantElement(active)
  return within(list, active) || within(list, current)
}

function isSelected(list: Element): boolean {
  // Only Chromium has `getSelection` on a shadow root.
  const selection = dom.getSelection(dom.getRootNode(list) as Document) ?? dom.getSelection(dom.ownerDocument(list))
  return Boolean(selection?.rangeCount && !selection.isCollapsed && selection.getRangeAt(0).intersectsNode(list))
}

/** Whether media is playing for the reader. Muted, looping media counts as decoration. */
const isPlaying = (media: HTMLMediaElement) => !media.paused && !media.ended && !(media.muted && media.loop)

/** Whether a dialog, popover or full-screen element is open. This takes milliseconds on a large page. */
export function hasDialog(document: Document): boolean {
  // Use separate queries, because browsers run a simple selector ten times as fast as a list of several. `:is` ignores
  // pseudo-classes that a browser doesn't know.
  const some = (selector: string, isOpen: (each: Element) => boolean) =>
    [...dom.querySelectorAll(document, selector)].some(isOpen)
  return (
    !!dom.fullscreenElement(document) ||
    some('dialog[open]', (each) => dom.matches(each, ':is(:modal)')) ||
    some('[popover]', (each) => dom.matches(each, ':is(:popover-open)')) ||
    some('[aria-modal=true]', (each) => dom.checkVisibility(each) ?? true)
  )
}

/**
 * Why a list must not move now, because of what the reader is doing in it or in front of it; undefined if it may move.
 */
export function interactionIn(
  list: Element,
  press?: Press,
  dialog = () => hasDialog(dom.ownerDocument(list)),
): WhyUnmoved | undefined {
  if (holdsFocus(list)) return 'focus'
  if (isSelected(list)) return 'selection'
  if (press?.dragging) return 'drag'
  if (within(list, press?.on) || dom.matches(list, ':active')) return 'press'
  if ([...dom.querySelectorAll<HTMLMediaElement>(list, 'video,audio')].some(isPlaying)) return 'media'
  if (dialog()) return 'dialog'
  return undefined
}

/** Time in milliseconds for which a cached answer may be reused. */
const HOLDS = 250

/**
 * Caches the result of {@link hasDialog}, which takes milliseconds on a large page, so that the query isn't repeated
 * for every list.
 */
export interface OpenDialog {
  /** Whether a dialog was open at the last query. */
  isOpen(): boolean
  /** Drops the cached answer. Called before each piece of work. */
  forget(): void
  /** Repeats the query if the cached answer has expired. */
  renew(): void
}

export function watchDialog(document: Document): OpenDialog {
  let isOpen: boolean | undefined
  let asked = 0
  const ask = () => {
    asked = performance.now()
    isOpen = hasDialog(document)
    return isOpen
  }
  return {
    isOpen: () => isOpen ?? ask(),
    forget() {
      isOpen = undefined
    },
    renew() {
      if (isOpen === undefined || performance.now() - asked > HOLDS) ask()
    },
  }
}
