/**
 * `<inkling-profile>`: shows and edits what a site's Inkling knows about the reader. Loads its data when the element is
 * connected, and again whenever the profile changes.
 */
import type { Inkling } from '../../../sdk/src/client/inkling-api.ts'
import * as dom from '../../../sdk/src/lib/dom.ts'
import { defineComponent, type Mount } from '../component.ts'
import { type Inner, piece } from '../piece.ts'
import { control, erased, outcome } from './control.ts'
import { interests } from './interests.ts'
import { keepFocus } from './keep-focus.ts'
import { loadProfileData, type ProfileData } from './known.ts'
import { ROWS, rows } from './rows.ts'
import type { Action, Scene, View } from './scene.ts'
import { shelves } from './shelves.ts'
import { STYLE } from './style.ts'
import { TEXTS } from './texts.ts'

/**
 * Defines `<inkling-profile>`. The attribute `topics` gives the display names of topics as JSON: `{"space": "Space"}`.
 *
 * @param inkling an instance from `createInkling`. Default: the instance created by the page's tag
 */
export const define = (inkling?: Inkling): void => defineComponent('inkling-profile', { style: STYLE, start }, inkling)

/**
 * If the JSON is invalid or a value isn't a string, no display names are used, and topics appear as written in the
 * items.
 */
function namesOf(json: string | null): ReadonlyMap<string, string> {
  try {
    const names = Object.entries(JSON.parse(json || '{}'))
    return new Map(names.flatMap(([topic, name]) => (typeof name === 'string' ? [[topic.toLowerCase(), name]] : [])))
  } catch {
    return new Map()
  }
}

const FRESH: View = { search: '', withSeen: false, rows: ROWS }

function start(mount: Mount): (may: boolean, erased: boolean) => void {
  const { element, root, inkling, speech, show, asking, signal } = mount
  const texts = TEXTS[speech.language]
  const names = namesOf(dom.getAttribute(element, 'topics'))
  let may = false
  /** Undefined while loading; false: loading failed. */
  let known: ProfileData | false | undefined
  let view = FRESH
  /** Replaced when access to the reader's data ends, so that pending actions report nothing. */
  let epoch = {}
  const draw = () => keepFocus(root, () => show(page()))
  const page = (): Inner => {
    if (!may) return inkling() && piece('p', { className: 'told', tabIndex: -1 }, texts.nothing)
    if (!known) return piece('p', { role: 'status' }, known === false ? texts.failed : texts.looking)
    const scene: Scene = { known, view, texts, speech, names, set, act: (said, action) => void act(said, action) }
    return piece(
      'div',
      { className: 'all', lang: speech.tag, dir: 'ltr' },
      piece('p', {}, texts.local),
      interests(scene),
      ...shelves(scene),
      rows(scene),
      control(scene),
      outcome(scene),
    )
  }
  const set = (more: Partial<View>) => {
    view = { ...view, ...more }
    draw()
  }
  const look = async () => {
    const api = inkling()
    if (!api || !may) return
    const counts = asking()
    const found = await loadProfileData(api).catch(() => undefined)
    if (!counts()) return
    known = found ?? (known || false)
    draw()
  }
  const act = async (said: string, action: Action) => {
    const api = inkling()
    if (!api) return
    const before = epoch
    const focused = dom.activeElement(root)
    const answer = await action(api).then(
      (undo) => ({ text: said, undo }),
      () => ({ text: `${texts.did.failed}.` }),
    )
    if (signal.aborted) return
    // Don't report on an action if its data has been deleted.
    if (may && (before === epoch || said === erased(texts))) {
      view = { ...view, confirming: undefined, said: answer }
      await look()
    }
    if (focused && !dom.activeElement(root)) dom.querySelector<HTMLElement>(root, '.told')?.focus()
  }
  // Keep clicks in the profile from being tracked as clicks on a surrounding item.
  dom.setAttribute(element, 'data-inkling-ignore', '')
  return (now, isErased) => {
    may = now
    if (!may || isErased) {
      known = undefined
      view = FRESH
      epoch = {}
    }
    draw()
    void look()
  }
}
