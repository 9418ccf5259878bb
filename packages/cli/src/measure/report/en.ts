import type { Words } from './words.ts'

const WAY = { more: 'higher', less: 'lower' } as const

export const EN: Words = {
  locale: 'en-GB',
  title: (file) => `Does it pay? ${file}`,
  claimed: 'What may be claimed',
  notClaimed: 'What may not be claimed',
  nothing: 'Nothing yet.',
  intervals: 'Changes against the control, with intervals',
  segments: 'Segments',
  arms: 'Arms',
  how: 'How to read it',
  unused: 'What could not be used',
  heads: {
    metric: 'Metric',
    arm: 'Arm',
    control: 'Control',
    value: 'Value',
    change: 'Change [interval]',
    p: 'p',
    holm: 'p (Holm)',
    claim: 'Claim',
    guardrail: 'Guardrail',
    segment: 'Segment',
    devices: 'Devices',
    assigned: 'Assigned',
    expected: 'Expected',
    cuped: 'Noise taken off',
  },
  claims: { more: 'higher', less: 'lower', none: 'none' },
  verdicts: { kept: 'kept', broken: 'broken', undecided: 'undecided' },
  suppressed: 'under 1,000 devices: not told',
  constant: 'nothing varies',
  perDevice: (name) => `${name} per device`,
  per: (name, per) => `${name} per ${per}`,
  share: (name) => `share of devices with ${name}`,
  bit: 'share of devices with the bit',
  devices: (count, text) => `${text} device${count === 1 ? '' : 's'}`,
  claim: ({ metric, arm, control, change, low, high, level }, way) =>
    `With ${arm}, the metric “${metric}” is ${WAY[way]} than with ${control}: ${change}, and with ${level} confidence between ${low} and ${high}.`,
  undecided: ({ metric, arm, control, low, high, level }, more, detect) =>
    `That “${metric}” is higher or lower with ${arm} than with ${control}: the ${level} interval goes from ${low} to ${high}, and “no change” lies in it. To see a change of ${detect}, about ${more} more would be needed.`,
  within: (margin, text) => `${margin < 0 ? 'falls' : 'rises'} by no more than ${text}`,
  beyond: (margin, text) => `${margin < 0 ? 'falls' : 'rises'} by more than ${text}`,
  kept: ({ metric, arm, level }, within) =>
    `The guardrail “${metric}” holds with ${arm}: it ${within}, with ${level} confidence or more.`,
  broken: ({ metric, arm, level }, beyond) =>
    `The guardrail “${metric}” is broken by ${arm}: it ${beyond}, with ${level} confidence or more.`,
  unsure: ({ metric, arm, low, high }, margin) =>
    `That the guardrail “${metric}” holds with ${arm}, or that it doesn't: the interval from ${low} to ${high} has the margin of ${margin} in it.`,
  segment: ({ metric, arm, control, change }, segment, way) =>
    `In the segment ${segment}, “${metric}” is ${WAY[way]} with ${arm} than with ${control} (${change}), corrected for the number of segments.`,
  noSegment: 'That any segment gains or loses: after Holm’s correction for their number, none does.',
  tooFew: (arms, least) => `Anything of ${arms}: there are fewer than ${least} devices.`,
  lost: (p) =>
    `Anything at all: the arms don't have the devices that the coin promised (${p}). Some were lost in one arm, and who is left differs by more than the arm. Find out why first.`,
  lostExposures: (p) =>
    `Anything at all: of the devices that tossed the coin, the arms lost different shares on the way to an exposure (${p}). Find out why first.`,
  unchecked: 'Whether devices were lost was not checked: the coin’s shares are not known (--shares).',
  matches: (p) => `The arms have as many devices as the coin promised, as far as that can be told (${p}).`,
  looks: {
    always: 'Intervals and p hold however often they are looked at, and whenever the experiment ends.',
    once: 'Intervals and p hold for one look, with as many devices as were planned before the start. Whoever looked earlier, and would have stopped, must not claim by them.',
  },
  mean: 'That it is so for every reader: these are means over devices.',
  period: 'That it stays so: later, or elsewhere, it may be otherwise.',
  loud: (metric, share) => `One device has ${share} of all that “${metric}” counts: a program, perhaps.`,
  adjusted:
    'Changes are what is left when the differences of the days before are taken off (CUPED): less noisy than the two values beside them, and not quite their quotient.',
  noise: (epsilon) => `Each device sent one bit with noise of ε = ${epsilon}; the noise is in the intervals.`,
  malformed: (count) => `Lines left out as wrong: ${count}.`,
  mixed: (count) => `Devices left out, since they were in several arms: ${count}.`,
  unexposed: (count) => `Outcomes left out, of devices that were never exposed: ${count}.`,
}
