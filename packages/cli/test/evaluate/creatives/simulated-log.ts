/** Logs of a slot whose truth is known: contexts, creatives, users who click more and less, and the value of other ways to choose. */
import { uniform } from '../../../src/evaluate/random.ts'

const CREATIVES = ['harvest', 'sail', 'trail', 'city']
const TOPICS = ['travel', 'sport', 'food']

export interface SimulatedLog {
  /** Lines of the log, as text. */
  readonly text: string
  /** What the policy `new` brings a decision, in truth. */
  readonly truth: number
}

interface World {
  /** Click rates by topic and creative. */
  readonly rates: readonly number[][]
  /** Of the log, by topic. */
  readonly logging: readonly number[][]
  /** Of the policy that is judged, by topic. */
  readonly target: readonly number[][]
}

function simplex(next: () => number, least: number): number[] {
  const raw = CREATIVES.map(() => -Math.log(1 - next()))
  const sum = raw.reduce((total, each) => total + each, 0)
  return raw.map((each) => least + (1 - least * raw.length) * (each / sum))
}

function worldOf(seed: number, rate: number): World {
  const next = uniform(seed)
  const perTopic = <T>(make: () => T) => TOPICS.map(make)
  return {
    rates: perTopic(() => CREATIVES.map(() => rate * (0.4 + 1.2 * next()))),
    logging: perTopic(() => simplex(next, 0.05)),
    target: perTopic(() => simplex(next, 0)),
  }
}

function pick(probabilities: readonly number[], next: () => number): number {
  let left = next()
  return Math.max(
    0,
    probabilities.findIndex((each) => (left -= each) < 0),
  )
}

/** @param world the same for logs of one truth @param rate about how many of a hundred choices are clicked, divided by 100 */
export function simulatedLog(world: number, seed: number, decisions: number, rate = 0.15): SimulatedLog {
  const { rates, logging, target } = worldOf(world, rate)
  const next = uniform(0x5eed + seed)
  const lines: string[] = []
  for (let user = 0; lines.length < decisions; user++) {
    // Half or one and a half times as many clicks as others: what a user does resembles what the same user did.
    const eagerness = 0.5 + next()
    const visits = 1 + Math.floor(4 * next())
    for (let visit = 0; visit < visits; visit++) {
      const topic = Math.floor(TOPICS.length * next())
      const chosen = pick(logging[topic]!, next)
      lines.push(
        JSON.stringify({
          slot: 'hero',
          user: `u${user}`,
          candidates: CREATIVES,
          chosen: CREATIVES[chosen],
          propensity: logging[topic]![chosen],
          context: { topic: TOPICS[topic] },
          reward: Number(next() < eagerness * rates[topic]![chosen]!),
          policies: { new: target[topic] },
        }),
      )
    }
  }
  const truth =
    rates.reduce((sum, ofTopic, t) => sum + ofTopic.reduce((inner, each, k) => inner + each * target[t]![k]!, 0), 0) /
    TOPICS.length
  return { text: lines.join('\n'), truth }
}
