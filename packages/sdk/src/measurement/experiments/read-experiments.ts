import { defined, JsonReader } from '../../lib/json/json-reader.ts'
import { own } from '../../lib/json/own.ts'
import { HOLDOUT } from './assign.ts'
import type { Arm, Experiment } from './experiment.ts'

/** Limits, needed because each layer and each arm costs another ranking of every list. */
const MAX_LAYERS = 3
const MAX_ARMS = 3
const MAX_EXPERIMENTS = 20
/** Maximum slots per arm. */
const MAX_SLOTS = 20
const NAME = /^[a-z][\w-]{0,31}$/i
/** Tolerance for rounding, for example with three shares of a third each. */
const WHOLE = 1 + 1e-9
/** The options that an arm may override, with their maximum values; the minimum is always 0. */
const RULES = { strength: 1, displacement: 200, maxRun: 200, diversity: 5, seen: 200, calibration: 5 } as const

const nameIn = (file: JsonReader): string =>
  file.matching(
    'name',
    (text) => NAME.test(text) && text !== HOLDOUT,
    `a name of letters, digits, _ and -, and not ${HOLDOUT}`,
  ) ?? file.fail('name', 'a name')

function readArm(file: JsonReader): Arm {
  const name = nameIn(file)
  const options = file.inner('options', (inner) => ({
    rules: defined(
      Object.fromEntries(Object.entries(RULES).map(([rule, most]) => [rule, inner.number(rule, 0, most)])),
    ),
    ...defined({
      ranker: inner.text('ranker', 2000),
      rankerIntegrity: inner.matching('rankerIntegrity', (text) => /^sha256-.{43}=$/.test(text), 'sha256-…'),
    }),
  }))
  const slots = file.table('slots', MAX_SLOTS, (inner, slot) => inner.names(slot)!)
  return { name, rules: own({}), ...options, ...defined({ slots }) }
}

const isAboutLists = ({ rules, ranker }: Arm): boolean => ranker !== undefined || Object.keys(rules).length > 0
const slotsOf = ({ arms }: Pick<Experiment, 'arms'>): readonly string[] =>
  arms.flatMap(({ slots }) => Object.keys(slots ?? {}))

function readExperiment(file: JsonReader): Experiment {
  const name = nameIn(file)
  const layer = file.matching('layer', (text) => NAME.test(text), 'a name') ?? name
  const arms = file.list('arms', MAX_ARMS, readArm)
  if (new Set(arms.map((arm) => arm.name)).size < 2 || new Set(arms.map((arm) => arm.name)).size < arms.length)
    file.fail('arms', `2 to ${MAX_ARMS} arms of different names`)
  // Devices in the holdout are excluded from list experiments but not from slot experiments, so one experiment can't be
  // both.
  if (slotsOf({ arms }).length && arms.some(isAboutLists))
    file.fail('arms', 'options or slots, and an experiment of its own for the other')
  return { name, layer, share: file.number('share', 0, 1) ?? 1, off: file.flag('off'), arms }
}

/**
 * Parses the file specified by `data-experiments`.
 *
 * @throws TypeError with a message that says where the JSON is invalid
 */
export function readExperiments(value: unknown): readonly Experiment[] {
  const file = new JsonReader(value, 'experiments')
  const experiments = file.list('experiments', MAX_EXPERIMENTS, readExperiment)
  file.end()
  const names = new Set(experiments.map(({ name }) => name))
  if (names.size < experiments.length) file.fail('experiments', 'a name for each of its own')
  const layers = new Map<string, number>()
  for (const { layer, share } of experiments) layers.set(layer, (layers.get(layer) ?? 0) + share)
  if (layers.size > MAX_LAYERS) file.fail('layer', `at most ${MAX_LAYERS} different names`)
  for (const [layer, share] of layers)
    if (share > WHOLE) file.fail('share', `numbers that come to 1 at most in the layer ${layer}`)
  const claims = new Map<string, string>()
  for (const experiment of experiments)
    for (const slot of slotsOf(experiment)) {
      if ((claims.get(slot) ?? experiment.layer) !== experiment.layer)
        file.fail('layer', `the same name in all experiments of the slot ${slot}`)
      claims.set(slot, experiment.layer)
    }
  return experiments
}
