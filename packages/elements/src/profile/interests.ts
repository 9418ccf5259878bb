/**
 * An editable chart of interests: the share of opened items that each accounts for, its course over time, and the
 * reader's edits.
 */

import type { InterestEdit } from '../../../sdk/src/types.ts'
import { type Inner, type Piece, piece } from '../piece.ts'
import { STEPS, type TopicHistory } from './course.ts'
import type { Topic } from './known.ts'
import { button, confirmPrompt, type Scene, section, topicName } from './scene.ts'

/** Maximum steps up or down. */
const MOST = 3

type How = Extract<InterestEdit, { readonly topic: string }>['how']

export function interests(scene: Scene): Piece {
  const { texts, known } = scene
  const { topics } = known.profile
  const most = Math.max(...topics.map(({ share }) => share), 0) || 1
  const rows = (all: readonly Topic[]) => piece('ul', {}, ...all.map((topic) => row(scene, topic, most)))
  return section(
    'interests',
    texts.interests,
    topics.length ? rows(topics) : piece('p', {}, texts.interestsNone),
    tone(scene),
    known.others.length > 0 &&
      piece('details', { key: 'others' }, piece('summary', {}, texts.others), rows(known.others)),
  )
}

function row(scene: Scene, of: Topic, most: number): Piece {
  const { texts, speech, known, view, set, act } = scene
  const { topic, share, level = 0, paused } = of
  const name = topicName(scene, topic)
  const course = known.courses.get(topic)
  const edit = (how: How) => () =>
    act(`${name}: ${texts.did[how]}.`, async (inkling) => (await inkling.editInterest({ how, topic }))?.undo)
  const step = (how: 'lower' | 'raise', isEnd: boolean) =>
    piece(
      'button',
      {
        key: how,
        type: 'button',
        'aria-label': `${texts[how]}: ${name}`,
        // A disabled button would lose the focus.
        'aria-disabled': isEnd ? 'true' : undefined,
        onclick: isEnd ? undefined : edit(how),
      },
      texts[how],
    )
  const isKnown = !known.others.includes(of)
  const key = `remove ${topic}`
  return piece(
    'li',
    { key: topic, className: paused ? 'interest paused' : 'interest' },
    piece('strong', {}, name),
    piece('span', { className: 'share' }, paused ? '' : speech.share(share)),
    piece('div', { className: 'bar', 'aria-hidden': 'true', '--much': String(share / most) }, piece('i', {})),
    piece('span', { className: 'state' }, states(scene, of, course).join(' · ')),
    course && !paused && columns(scene, course),
    view.confirming === key
      ? confirmPrompt(scene, texts.confirmRemove(name), texts.remove, edit('remove'))
      : piece(
          'div',
          { key: 'does', className: 'row' },
          !paused && step('lower', level <= -MOST),
          !paused && step('raise', level >= MOST),
          isKnown &&
            (paused
              ? button('pause', texts.resume, name, edit('resume'))
              : button('pause', texts.pause, name, edit('pause'))),
          isKnown && button('remove', texts.remove, name, () => set({ confirming: key })),
        ),
  )
}

/** A topic's state in words. */
function states({ texts, speech }: Scene, { level = 0, paused }: Topic, course: TopicHistory | undefined): string[] {
  const said = level && speech.count(Math.abs(level), level > 0 ? texts.raised : texts.lowered)
  const trend = !paused && course?.trend
  return [said, paused && texts.paused, trend && `${trend === 'rising' ? '↗' : '↘'} ${texts[trend]}`].filter(
    (each) => typeof each === 'string',
  )
}

/** Number of items opened, with one column per time step. */
function columns({ texts, speech, known }: Scene, { counts }: TopicHistory): Inner {
  const most = Math.max(...counts)
  const since = known.events.at(-1)?.at ?? 0
  return piece(
    'div',
    { className: 'course', role: 'img', 'aria-label': texts.opened(speech.when(since)) + counts.join(', ') },
    ...counts.map((count, at) => piece('i', { key: String(at + STEPS), '--high': String(count / most) })),
  )
}

function tone({ texts, speech, known }: Scene): Inner {
  const { tone } = known.profile
  if (!tone) return undefined
  const said = texts.tone(speech.share((tone.valence + 1) / 2), speech.share(tone.levity))
  return piece('p', { key: 'tone', className: 'small' }, `${said} (${speech.count(tone.items, texts.toneOf)}).`)
}
