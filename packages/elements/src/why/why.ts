/**
 * `<inkling-why>`: explains an item's place in its list, and offers actions on it. Queries Inkling only when the reader
 * opens it.
 */
import type { Inkling } from '../../../sdk/src/client/inkling-api.ts'
import * as dom from '../../../sdk/src/lib/dom.ts'
import type { Dial } from '../../../sdk/src/types.ts'
import { defineComponent, type Mount } from '../component.ts'
import { piece } from '../piece.ts'
import { type Action, act } from './actions.ts'
import { isSensitive, type PanelState, panelOf } from './panel.ts'
import { type Place, placeOf } from './place.ts'
import { popup } from './popup.ts'
import { STYLE } from './style.ts'
import { TEXTS } from './texts.ts'

/**
 * Defines `<inkling-why>`.
 *
 * @param inkling an instance from `createInkling`. Default: the instance created by the page's tag
 */
export const define = (inkling?: Inkling): void => defineComponent('inkling-why', { style: STYLE, start }, inkling)

function start(mount: Mount): (may: boolean, erased: boolean) => void {
  const { element, root, inkling, show, signal } = mount
  const texts = TEXTS[mount.speech.language]
  const place = placeOf(element)
  let may = false
  let told: PanelState = {}
  /** Replaced whenever pending answers become obsolete. */
  let epoch = {}
  const begin = (what: PanelState) => {
    epoch = {}
    told = what
  }
  const draw = () => {
    const focused = dom.activeElement(root)
    show(
      ...(may && place
        ? [control(), panel.isOpen && panelOf(told, mount.speech, place, { close: panel.close, press, undo, turn })]
        : []),
    )
    panel.lift()
    // The focused element may have been removed.
    if (panel.isOpen && focused && !dom.activeElement(root)) panel.focus()
  }
  const panel = popup(mount, draw)
  const control = () =>
    piece(
      'button',
      {
        type: 'button',
        className: 'ask',
        title: texts.ask,
        'aria-label': place?.title ? `${texts.ask}: ${place.title}` : texts.ask,
        'aria-haspopup': 'dialog',
        'aria-expanded': String(panel.isOpen),
        onclick: () => (panel.isOpen ? panel.close() : open()),
      },
      '?',
    )
  const open = () => {
    begin({})
    panel.open()
    void look()
  }
  const tell = (more: PanelState) => {
    told = { ...told, ...more }
    draw()
  }
  /** Queries Inkling and renders the answer if it is still wanted. */
  const ask = async (question: (inkling: Inkling, place: Place) => Promise<PanelState>) => {
    const api = inkling()
    if (!api || !place) return
    const asked = epoch
    const answer = await question(api, place).catch(
      (): PanelState => ({ why: told.why ?? false, said: { text: texts.did.failed } }),
    )
    if (asked !== epoch || signal.aborted) return
    tell(answer)
    if (told.why === undefined) await look()
  }
  const look = () =>
    ask(async (api, { list, id }) => {
      const [why, status] = await Promise.all([api.explain(list, id), api.status()])
      return { why: why ?? false, dial: status.dial ?? 'balanced' }
    })
  const press = (action: Action) =>
    ask(async (api, place) => {
      const undo = await act(api, place, action)
      const text = action === 'hide' && isSensitive(place, told.why) ? texts.hiddenForVisit : texts.did[action]
      return { said: { text, undo } }
    })
  const undo = () =>
    ask(async () => {
      await told.said?.undo?.()
      return { said: { text: texts.did.undone } }
    })
  const turn = (to: Dial) =>
    ask(async (api) => {
      await api.editInterest({ how: 'dial', to })
      return { dial: to, said: { text: texts.did.dial } }
    })
  // Keep clicks from reaching the item, or a link around it.
  dom.setAttribute(element, 'data-inkling-ignore', '')
  dom.addEventListener(root, 'click', (event) => event.stopPropagation(), { signal })
  dom.addEventListener(document, 'inkling:ranked', () => void (panel.isOpen && look()), { signal })
  return (now, erased) => {
    may = now
    if (!may) panel.close(false)
    if (!may || erased) begin({ why: false })
    draw()
    // The displayed explanation may mention deleted events.
    if (panel.isOpen && !erased) void look()
  }
}
