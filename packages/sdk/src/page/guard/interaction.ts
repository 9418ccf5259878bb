import * as dom from '../../lib/dom.ts'
import type { WhyUnmoved } from '../../types.ts'

/** What the reader's pointer is doing. */
export interface Press {
  /** Where it is pressed, if it is. */
  readonly on: Node | undefined
  /** Something is being dragged, from wherever. */
  readonly dragging: boolean
  stop(): void
}

/** Follows presses and drags. Passive: nothing is prevented. */
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

/** Whether a node lies in an element, shadow roots on the way included. */
function within(element: Element, node: Node | null | undefined): boolean {
  for (let each = node; each; each = dom.parentNode(each) ?? dom.host(each as ShadowRoot))
    if (each === element) return true
  return false
}

/** Focus, or what a screen reader stands on: the focused element's active descendant may lie elsewhere than itself. */
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
  // In a shadow root it is Chromium's alone.
  const selection = dom.getSelection(dom.getRootNode(list) as Document) ?? dom.getSelection(dom.ownerDocument(list))
  return Boolean(selection?.rangeCount && !selection.isCollapsed && selection.getRangeAt(0).intersectsNode(list))
}

/** A silent film that runs in a circle is decoration; whatever else runs, the reader has started or hears. */
const isPlaying = (media: HTMLMediaElement) => !media.paused && !media.ended && !(media.muted && media.loop)

/** Takes milliseconds on a large page. */
export function hasDialog(document: Document): boolean {
  // Each by itself: browsers look for one thing ten times as fast as for one of several. What a browser doesn't know, `:is` passes over.
  const some = (selector: string, isOpen: (each: Element) => boolean) =>
    [...dom.querySelectorAll(document, selector)].some(isOpen)
  return (
    !!dom.fullscreenElement(document) ||
    some('dialog[open]', (each) => dom.matches(each, ':is(:modal)')) ||
    some('[popover]', (each) => dom.matches(each, ':is(:popover-open)')) ||
    some('[aria-modal=true]', (each) => dom.checkVisibility(each) ?? true)
  )
}

/** Why a list must not move now: the reader is doing something in it, or before it. Undefined when it may. */
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

/** Milliseconds for which an answer holds, while one piece of work goes on. */
const HOLDS = 250

/** Whether a dialog is open: on a large page the answer takes milliseconds, so it is asked for seldom, and beside no list. */
export interface OpenDialog {
  /** As it was when that was last asked. */
  isOpen(): boolean
  /** Another piece of work begins. */
  forget(): void
  /** Asks anew where the last answer no longer holds. */
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
