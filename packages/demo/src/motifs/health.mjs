/** Cells and pulses: round things, steps and rhythms. */
import {
  arc,
  blend,
  box,
  curve,
  dashed,
  disc,
  faint,
  ground,
  group,
  hill,
  inks,
  line,
  mix,
  oval,
  polar,
  poly,
  ring,
  shape,
  stroke,
  times,
  turned,
} from '../pen.mjs'

const { night, navy, blue, sky, ice, teal, pine, gold, straw, orange, red, cream, slate, white, brick } = inks

export const health = {
  'antibiotics-and-colds': (p) => {
    const pill = (x, y, turn, ink) =>
      group(
        box(-56, -21, 112, 42, white, 'rx="21"') +
          shape('M0 -21H35A21 21 0 0 1 35 21H0Z', ink) +
          line(-36, -9, -8, -9, ice, 5, 'stroke-linecap="round"'),
        `transform="translate(${x} ${y}) rotate(${turn})"`,
      )
    const virus = (x, y, r) =>
      ring(x, y, r, teal, 12) +
      times(
        12,
        (i) =>
          line(...polar(x, y, r + 6, i * 30), ...polar(x, y, r + 22, i * 30), teal, 5) +
          disc(...polar(x, y, r + 24, i * 30), 6, teal),
      )
    return [
      ground('#f3dcd3'),
      virus(190, 170, 74),
      virus(586, 132, 56),
      virus(420, 436, 82),
      virus(706, 414, 50),
      virus(110, 472, 52),
      pill(378, 216, 28 + p.jitter(6), red),
      pill(266, 336, 22, blue),
      pill(600, 300, 30, red),
      pill(566, 500, 18, blue),
      pill(252, 510, 34, red),
      pill(744, 230, 40, blue),
      pill(60, 306, 16, blue),
      pill(400, 64, 12, red),
    ].join('')
  },
  'guarding-your-hearing': (p) =>
    [
      ground('#e9ddc9'),
      times(6, (i) => stroke(arc(770, 300, 120 + i * 62, 128, 232), red, 30 - i * 3.6, faint(1 - i * 0.11))),
      disc(770, 300, 72, red),
      times(150, (i) => {
        const at = i * 7.4 - 10
        const r = 20 + i * 1.05
        const a = polar(238, 300, r, at)
        const b = polar(238, 300, r + 12 + i * 0.13, at + 3)
        return line(...a, ...b, mix(navy, '#e9ddc9', Math.max(0, (i - 70) / 98) * p.between(0.86, 1)), 3.4)
      }),
    ].join(''),
  'practising-balance': (p) =>
    [
      ground('#dfe9ea'),
      disc(566, 170, 56, straw),
      hill(-10, 810, () => 494, teal),
      times(5, (i) =>
        stroke(
          curve(-10, 810, (x) => 514 + i * 19 + Math.sin(x / 70 + i) * 3),
          '#4a9a96',
          2,
        ),
      ),
      times(3, (i) => stroke(arc(400, 494, 330 + i * 26, 258 - i * 3, 282 + i * 3), slate, 2, dashed(3, 9))),
      group(
        poly(
          [
            [318, 76],
            [482, 76],
            [400, 494],
          ],
          red,
        ) +
          poly(
            [
              [400, 76],
              [482, 76],
              [400, 494],
            ],
            brick,
          ),
        turned(p.between(1.2, 3), 400, 494),
      ),
      oval(400, 498, 72, 9, pine, 0, 'opacity=".4"'),
      line(0, 494, 800, 494, white, 4),
    ].join(''),
  'short-walks': (p) =>
    [
      ground('#f0e7d6'),
      times(9, (i) => box(0, 72 + i * 58, 800, 30, i % 2 ? '#e2d3b8' : '#d9c6a4')),
      times(9, (i) => {
        const [x, y] = [62 + i * 76, 486 - i * 42]
        return (
          stroke(`M${x} ${y}A40 ${44 + p.jitter(5)} 0 0 1 ${x + 76} ${y - 42}`, blend([teal, blue, navy], i / 8), 12) +
          disc(x, y, 13, i % 2 ? orange : red)
        )
      }),
      disc(746, 108, 26, gold),
    ].join(''),
  'soap-and-seconds': (p) => {
    const bubbles = []
    for (let tries = 0; tries < 700 && bubbles.length < 34; tries++) {
      const [x, y] = polar(400, 300, Math.sqrt(p.between(0, 1)) * 206, p.between(0, 360))
      const r = p.between(16, 66 - Math.hypot(x - 400, y - 300) / 6)
      if (bubbles.every(([a, b, c]) => Math.hypot(a - x, b - y) > c + r - 3)) bubbles.push([x, y, r])
    }
    const germ = (x, y, r, ink) =>
      poly(
        Array.from({ length: 22 }, (_, i) => polar(x, y, i % 2 ? r * 0.62 : r, i * 16.36)),
        ink,
      ) + disc(x, y, r * 0.26, night, faint(0.5))
    return [
      ground('#2f6f8f'),
      times(26, (i) =>
        germ(...polar(400, 300, p.between(290, 400), i * 13.85), p.between(11, 20), p.pick([orange, red, gold])),
      ),
      bubbles
        .map(
          ([x, y, r]) =>
            disc(x, y, r, ice, faint(0.9)) +
            disc(x + r * 0.12, y + r * 0.12, r * 0.84, '#b9d8e6') +
            stroke(arc(x, y, r * 0.7, 195, 262), white, Math.max(2.5, r * 0.1)),
        )
        .join(''),
    ].join('')
  },
  'steady-mornings': (p) =>
    [
      ground('#f1cf9a'),
      times(3, (i) => box(0, i * 110, 800, 110, ['#e9b678', '#eec48a', '#f2d3a1'][i])),
      times(4, (i) => disc(400, 356, 268 - i * 40, blend(['#f4dcb0', cream, white], i / 3))),
      times(7, (i) =>
        box(0, 356 + i * 36, 800, 37, i % 2 ? [gold, orange, '#cf8a4a'][i >> 1] : blend([sky, blue, navy], i / 6)),
      ),
      line(0, 356, 800, 356, white, 4 + p.between(0, 1)),
    ].join(''),
  'two-numbers': (p) => {
    const y = (x) =>
      306 -
      148 * Math.exp(-((((x + 52) % 176) - 62) ** 2) / 520) -
      52 * Math.exp(-((((x + 52) % 176) - 112) ** 2) / 420) +
      92
    return [
      ground('#f6efe4'),
      times(14, (i) => line(i * 62, 0, i * 62, 600, '#ead9cd', 1.5)),
      times(11, (i) => line(0, i * 62, 800, i * 62, '#ead9cd', 1.5)),
      box(0, 216, 800, 194, '#f0cdc3'),
      line(0, 216, 800, 216, navy, 6),
      line(0, 410, 800, 410, navy, 6),
      stroke(
        curve(-10, 810, (x) => y(x) - 8, 160),
        red,
        11,
      ),
      disc(74, 216, 15 + p.between(0, 2), navy),
      disc(74, 410, 15, navy),
      disc(74, 216, 6, white),
      disc(74, 410, 6, white),
    ].join('')
  },
}
