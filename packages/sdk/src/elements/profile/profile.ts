/**
 * `<inkling-profile>`: what a site's Inkling knows of the reader, as a picture that can be edited, and all that can be done about it.
 * It is asked when the element stands in the page, and again whenever the reader did something that counts.
 */
import type { Inkling } from '../../client/inkling-api.ts'
import * as dom from '../../lib/dom.ts'
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
 * Defines `<inkling-profile>`. Its attribute `topics` says what readers call topics, as JSON: `{"space": "Space"}`.
 *
 * @param inkling what `createInkling` gave. Default: the page's tag's
 */
export const defineProfile = (inkling?: Inkling): void =>
  defineComponent('inkling-profile', { style: STYLE, start }, inkling)

/** What isn't JSON, or names no topic, names none: it is called as its items have it. */
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
  /** Undefined until it has come; false: it could not be read. */
  let known: ProfileData | false | undefined
  let view = FRESH
  /** Another one whenever what is known of the reader has gone: what was pressed before says nothing after it. */
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
    // What names something that has gone meanwhile is said no more.
    if (may && (before === epoch || said === erased(texts))) {
      view = { ...view, confirming: undefined, said: answer }
      await look()
    }
    if (focused && !dom.activeElement(root)) dom.querySelector<HTMLElement>(root, '.told')?.focus()
  }
  // A press here is none on an item that the element stands in.
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
