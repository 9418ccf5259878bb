import * as dom from '../../../lib/dom.ts'
import type { Listen } from '../listen.ts'
import type { Subjects } from '../subject.ts'
import type { TakeProgress } from './progress.ts'

/** Whose frames tell what they play. */
const ORIGIN = /^https:\/\/(?:www\.youtube(?:-nocookie)?|player\.vimeo)\.com$/
/** Characters: their reports are far smaller. */
const LONGEST = 20_000

/** Addresses of frames that begin without a sound: decoration, until they say otherwise. */
const SILENT = /[?&](?:background|muted?)=1/

/** What a frame may say, in either's words. Any of it may be missing, or anything else. */
interface Said {
  readonly currentTime?: unknown
  readonly seconds?: unknown
  readonly duration?: number
  readonly muted?: unknown
  readonly playerState?: unknown
}

interface Message {
  readonly event?: unknown
  readonly info?: Said
  readonly data?: Said
}

function parsed(data: unknown): Message {
  try {
    return ((typeof data === 'string' ? JSON.parse(data.slice(0, LONGEST)) : data) ?? {}) as Message
  } catch {
    return {}
  }
}

/** The elements around one, itself first. */
function pathTo(element: Element): Element[] {
  const path: Element[] = []
  for (let each: Element | null = element; each; each = dom.parentElement(each)) path.push(each)
  return path
}

/**
 * What is played in frames of YouTube and Vimeo, where the page has asked them to tell: nothing is asked of a frame here.
 * YouTube says `{event, info: {currentTime, duration, playerState, muted}}`, and of these only what has changed; Vimeo
 * says `{event, data: {seconds, duration}}`. @param onPlaying called as long as something plays
 */
export function watchPlayers(
  document: Document,
  listen: Listen,
  subjects: Subjects,
  takeProgress: TakeProgress,
  onPlaying: () => void,
): void {
  /** What each frame said last. */
  const known = new WeakMap<Element, Said>()
  const onMessage = (message: Event) => {
    const { origin, source, data } = message as MessageEvent
    if (!ORIGIN.test(origin)) return
    const frame = [...dom.querySelectorAll<HTMLIFrameElement>(document, 'iframe')].find(
      (each) => each.contentWindow === source,
    )
    const subject = frame && subjects.around(pathTo(frame))
    if (!subject) return
    const { event, info, data: told } = parsed(data)
    const last = known.get(frame) ?? { muted: SILENT.test(frame.src) }
    const { currentTime, seconds, duration, muted, playerState } = { ...last, ...(info ?? told) }
    known.set(frame, { duration, muted } as Said)
    const at = currentTime ?? seconds
    if (muted || typeof at !== 'number') return
    onPlaying()
    const ended = event === 'ended' || event === 'finish' || playerState === 0
    takeProgress(frame, subject, { at, duration: Number(duration), playing: true, ended })
  }
  listen('message', onMessage, dom.defaultView(document)!)
}
