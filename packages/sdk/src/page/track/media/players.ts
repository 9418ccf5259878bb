import * as dom from '../../../lib/dom.ts'
import type { Listen } from '../listen.ts'
import type { Subjects } from '../subject.ts'
import type { TakeProgress } from './progress.ts'

/** Origins of frames that report playback. */
const ORIGIN = /^https:\/\/(?:www\.youtube(?:-nocookie)?|player\.vimeo)\.com$/
/** Maximum length of a message in characters. Real reports are far shorter. */
const LONGEST = 20_000

/** URLs of frames that start out muted. They count as decoration until they report otherwise. */
const SILENT = /[?&](?:background|muted?)=1/

/**
 * Fields in the reports of the two players. The frame is untrusted, so any field may be missing or have another type.
 */
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

/** An element and its ancestors. */
function pathTo(element: Element): Element[] {
  const path: Element[] = []
  for (let each: Element | null = element; each; each = dom.parentElement(each)) path.push(each)
  return path
}

/**
 * Tracks playback in YouTube and Vimeo frames if the page has subscribed to their messages. Nothing is requested from
 * the frames here. YouTube sends `{event, info: {currentTime, duration, playerState, muted}}` with only the fields that
 * changed; Vimeo sends `{event, data: {seconds, duration}}`.
 *
 * @param onPlaying called while something plays
 */
export function watchPlayers(
  document: Document,
  listen: Listen,
  subjects: Subjects,
  takeProgress: TakeProgress,
  onPlaying: () => void,
): void {
  /** The latest report from each frame. */
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
