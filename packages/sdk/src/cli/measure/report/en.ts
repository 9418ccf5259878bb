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
  kept: ({ metric, arm, level }, margin) =>
    `The guardrail “${metric}” holds with ${arm}: by ${level} confidence it changes by no more than ${margin}.`,
  broken: ({ metric, arm, level }, margin) =>
    `The guardrail “${metric}” is broken by ${arm}: by ${level} confidence it changes by more than ${margin}.`,
  unsure: ({ metric, arm, low, high }, margin) =>
    `That the guardrail “${metric}” holds with ${arm}, or that it doesn't: the interval from ${low} to ${high} has the margin of ${margin} in it.`,
  segment: ({ metric, arm, control, change }, segment, way) =>
    `In the segment ${segment}, “${metric}” is ${WAY[way]} with ${arm} than with ${control} (${change}), corrected for the number of segments.`,
  noSegment: 'That any segment gains or loses: after Holm’s correction for their number, none does.',
  tooFew: (arms, least) => `Anything of ${arms}: there are fewer than ${least} devices.`,
  lost: (p) =>
    `Anything at all: the arms don't have the devices that the coin promised (p = ${p}). Some were lost in one arm, and who is left differs by more than the arm. Find out why first.`,
  lostExposures: (p) =>
    `Anything at all: of the devices that tossed the coin, the arms lost different shares on the way to an exposure (p = ${p}). Find out why first.`,
  unchecked: 'Whether devices were lost was not checked: the coin’s shares are not known (--shares).',
  matches: (p) => `The arms have as many devices as the coin promised, as far as that can be told (p = ${p}).`,
  looks: {
    always: 'Intervals and p hold however often they are looked at, and whenever the experiment ends.',
    once: 'Intervals and p hold for one look, with as many devices as were planned before the start. Whoever looked earlier, and would have stopped, must not claim by them.',
  },
  mean: 'That it is so for every reader: these are means over devices.',
  period: 'That it stays so: later, or elsewhere, it may be otherwise.',
  loud: (metric, share) => `One device has ${share} of all that “${metric}” counts: a program, perhaps.`,
  noise: (epsilon) => `Each device sent one bit with noise of ε = ${epsilon}; the noise is in the intervals.`,
  malformed: (count) => `Lines left out as wrong: ${count}.`,
  mixed: (count) => `Devices left out, since they were in several arms: ${count}.`,
  unexposed: (count) => `Outcomes left out, of devices that were never exposed: ${count}.`,
}
