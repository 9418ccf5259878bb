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
  how: 'How to read this report',
  unused: 'Not used',
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
    cuped: 'Variance removed',
  },
  claims: { more: 'higher', less: 'lower', none: 'none' },
  verdicts: { kept: 'kept', broken: 'broken', undecided: 'undecided' },
  suppressed: 'under 1,000 devices: withheld',
  constant: 'no variance',
  perDevice: (name) => `${name} per device`,
  per: (name, per) => `${name} per ${per}`,
  share: (name) => `share of devices with ${name}`,
  bit: 'share of devices with the bit',
  devices: (count, text) => `${text} device${count === 1 ? '' : 's'}`,
  claim: ({ metric, arm, control, change, low, high, level }, way) =>
    `With ${arm}, the metric “${metric}” is ${WAY[way]} than with ${control}: ${change}, and with ${level} confidence between ${low} and ${high}.`,
  undecided: ({ metric, arm, control, low, high, level }, more, detect) =>
    `That “${metric}” is higher or lower with ${arm} than with ${control}: the ${level} interval from ${low} to ${high} includes no change. To see a change of ${detect}, about ${more} more would be needed.`,
  within: (margin, text) => `${margin < 0 ? 'falls' : 'rises'} by no more than ${text}`,
  beyond: (margin, text) => `${margin < 0 ? 'falls' : 'rises'} by more than ${text}`,
  kept: ({ metric, arm, level }, within) =>
    `The guardrail “${metric}” holds with ${arm}: it ${within}, with ${level} confidence or more.`,
  broken: ({ metric, arm, level }, beyond) =>
    `The guardrail “${metric}” is broken by ${arm}: it ${beyond}, with ${level} confidence or more.`,
  unsure: ({ metric, arm, low, high }, margin) =>
    `That the guardrail “${metric}” holds with ${arm}, or that it doesn't: the interval from ${low} to ${high} includes the margin of ${margin}.`,
  segment: ({ metric, arm, control, change }, segment, way) =>
    `In the segment ${segment}, “${metric}” is ${WAY[way]} with ${arm} than with ${control} (${change}), corrected for the number of segments.`,
  noSegment: 'That any segment gains or loses: after Holm’s correction for their number, none does.',
  tooFew: (arms, least) => `Anything of ${arms}: there are fewer than ${least} devices.`,
  lost: (p) =>
    `Anything at all: the numbers of devices in the arms don't match their shares (${p}). Devices were lost in one arm, and the remaining ones differ by more than the arm. Find out why first.`,
  lostExposures: (p) =>
    `Anything at all: the arms lost different shares of their assigned devices before an exposure (${p}). Find out why first.`,
  unchecked: 'Whether devices were lost was not checked: the shares of the arms are unknown (--shares).',
  matches: (p) => `The numbers of devices in the arms match their shares (${p}).`,
  looks: {
    always: 'Intervals and p-values hold however often they are looked at, and whenever the experiment ends.',
    once: 'Intervals and p-values hold for one look, at the number of devices that was planned before the start. They support no claim if someone looked earlier and would have stopped.',
  },
  mean: 'That it is so for every reader: these are means over devices.',
  period: 'That it will last: it may be different later or elsewhere.',
  loud: (metric, share) => `One device has ${share} of the total of “${metric}”. It may be a program.`,
  adjusted:
    'Changes are adjusted for differences in the days before the experiment (CUPED). They are less noisy than the two values beside them, and not exactly their quotient.',
  noise: (epsilon) => `Each device sent one bit with noise of ε = ${epsilon}; the intervals include the noise.`,
  malformed: (count) => `Malformed lines left out: ${count}.`,
  mixed: (count) => `Devices left out because they were in several arms: ${count}.`,
  unexposed: (count) => `Outcomes left out because their devices were never exposed: ${count}.`,
}
