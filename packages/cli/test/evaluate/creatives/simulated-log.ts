/**
 * Simulated logs of a slot with known truth: contexts, creatives, users with different click rates, and the value of
 * other policies.
 */
import { uniform } from '../../../src/evaluate/random.ts'

const CREATIVES = ['harvest', 'sail', 'trail', 'city']
const TOPICS = ['travel', 'sport', 'food']

export interface SimulatedLog {
  /** The log as text. */
  readonly text: string
  /** True mean reward of the policy `new`. */
  readonly truth: number
}

interface World {
  /** Click rates by topic and creative. */
  readonly rates: readonly number[][]
  /** Logging policy's probabilities, by topic. */
  readonly logging: readonly number[][]
  /** Target policy's probabilities, by topic. */
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

/** @param world seed of the truth, shared by several logs @param rate approximate click rate */
export function simulatedLog(world: number, seed: number, decisions: number, rate = 0.15): SimulatedLog {
  const { rates, logging, target } = worldOf(world, rate)
  const next = uniform(0x5eed + seed)
  const lines: string[] = []
  for (let user = 0; lines.length < decisions; user++) {
    // Users click between half and one and a half times as much as average, so a user's decisions are correlated.
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
