/** Waves: moving air, drawn as ribbons, rings and beats. */
import {
  arc,
  blend,
  box,
  curve,
  disc,
  faint,
  ground,
  inks,
  line,
  mix,
  oval,
  polar,
  ring,
  stroke,
  through,
  times,
  wedge,
} from '../pen.mjs'

const {
  night,
  navy,
  blue,
  sky,
  teal,
  gold,
  straw,
  orange,
  red,
  brick,
  rose,
  plum,
  brown,
  tan,
  bone,
  cream,
  white,
  mint,
} = inks

export const music = {
  'bach-cello-suites': (p) => {
    const phase = p.between(0, 1)
    const y = (x) => 300 + Math.sin(x / 62 + phase) * 118 * Math.sin(x / 250 + 0.5) + Math.sin(x / 31) * 32
    return [
      ground(cream),
      times(4, (i) =>
        stroke(
          curve(-20, 820, (x) => 168 + i * 96 + Math.sin(x / 62 + phase + i * 0.4) * 26),
          tan,
          3,
          faint(0.6),
        ),
      ),
      stroke(
        curve(-20, 820, (x) => y(x) + 34, 70),
        '#dcc59a',
        40,
      ),
      stroke(curve(-20, 820, y, 70), brick, 38),
      stroke(
        curve(-20, 820, (x) => y(x) - 6, 70),
        orange,
        10,
      ),
      stroke(
        curve(-20, 820, (x) => y(x) + 10, 70),
        '#74261d',
        3,
      ),
    ].join('')
  },
  'choir-breathing-together': (p) =>
    [
      ground(plum),
      times(13, (i) =>
        oval(
          400 + (i - 6) * 52,
          300 - Math.sin(i * 1.9) * 66 + p.jitter(10),
          62,
          186 - Math.abs(6 - i) * 12,
          [gold, orange, rose, red, straw][i % 5],
          (i - 6) * 3,
          'opacity=".5"',
        ),
      ),
      oval(400, 300, 420, 58, gold, 0, 'opacity=".55"'),
      oval(400, 300, 390, 36, straw, 0, 'opacity=".75"'),
      oval(400, 300, 350, 14, white),
    ].join(''),
  'equal-temperament': (p) =>
    [
      ground('#e9e2d2'),
      times(12, (i) =>
        wedge(400, 300, 186, i * 30 - 90 + 1.5, i * 30 - 61.5, [0, 2, 4, 5, 7, 9, 11].includes(i) ? bone : night, 58),
      ),
      times(12, (i) => disc(...polar(400, 300, 160, i * 30 - 75), 7, blend([blue, teal, gold, red], i / 11))),
      stroke(through(Array.from({ length: 74 }, (_, i) => polar(400, 300, 204 + i * 0.62, i * 5 - 90))), red, 8),
      disc(...polar(400, 300, 204, -90), 12, red),
      disc(...polar(400, 300, 204 + 73 * 0.62, -85), 12, red),
      disc(400, 300, 30 + p.between(0, 6), red),
    ].join(''),
  'gamelan-shimmer': (p) =>
    [
      ground('#2a2440'),
      [
        [126, 376, 62],
        [228, 338, 92],
        [370, 300, 126],
        [566, 282, 172],
      ]
        .map(
          ([x, y, r], i) =>
            disc(x, y, r, blend([brown, '#a4692f', '#c98f3d', gold], i / 3)) +
            times(3, (k) => ring(x, y, r * (0.86 - k * 0.2), '#5b3417', 2.5)) +
            disc(x, y, r * 0.26, straw) +
            stroke(arc(x, y, r * 0.93, 200, 262), cream, 3),
        )
        .join(''),
      times(3, (i) => {
        const y0 = 92 + i * 208
        return (
          stroke(
            curve(-10, 810, (x) => y0 + Math.sin(x / 17) * 20 * Math.sin(x / 128 + i), 150),
            i === 1 ? white : rose,
            3,
          ) +
          stroke(
            curve(
              -10,
              810,
              (x) => y0 + Math.sin(x / 17 + Math.PI) * 20 * Math.sin(x / 128 + i + p.jitter(0.0001)),
              150,
            ),
            i === 1 ? straw : orange,
            3,
          )
        )
      }),
    ].join(''),
  'how-a-bow-sings': (p) => {
    const strings = times(4, (i) => {
      const y = 156 + i * 96
      const meet = 236 + i * 100
      const points = Array.from({ length: 27 }, (_, k) => {
        const x = meet + k * 22
        return [x, y + (k % 2 ? 1 : -1) * (k === 0 ? 0 : 30 - k * 0.6) + p.jitter(1)]
      })
      return (
        line(-10, y, meet, y, cream, 7 - i) +
        `<path d="M${points.map((q) => q.map((v) => v.toFixed(1)).join(' ')).join('L')}" fill="none" stroke="${cream}" stroke-width="${7 - i}" stroke-linejoin="miter"/>`
      )
    })
    return [
      ground(brick),
      box(0, 0, 800, 84, '#7d2b21'),
      box(0, 516, 800, 84, '#7d2b21'),
      strings,
      line(66, -20, 700, 620, '#5b1d16', 22, 'transform="translate(12 4)"'),
      line(66, -20, 700, 620, gold, 17),
      line(96, -20, 730, 620, white, 4),
    ].join('')
  },
  'the-oboe-gives-the-a': (p) =>
    [
      ground('#15324a'),
      times(19, (i) => {
        const off = (i - 9) * 30
        const rate = p.between(34, 66)
        return stroke(
          curve(
            -10,
            810,
            (x) => {
              const calm = 1 / (1 + Math.exp((x - 430) / 70))
              return 300 + off * calm + Math.sin(x / rate + i) * (6 + Math.abs(off) * 0.1) * calm
            },
            60,
          ),
          blend([teal, mint, rose, orange], i / 18),
          3,
          faint(0.9),
        )
      }),
      line(0, 300, 800, 300, straw, 9),
      disc(660, 300, 22, straw),
      ring(660, 300, 38, straw, 3),
      ring(660, 300, 56, straw, 2, faint(0.6)),
    ].join(''),
  'twelve-bar-blues': (p) =>
    [
      ground('#e3e7ee'),
      times(12, (i) => {
        const [x, y] = [142 + (i % 4) * 132, 106 + Math.floor(i / 4) * 132]
        const chord = [0, 0, 0, 0, 1, 1, 0, 0, 2, 1, 0, 0][i]
        const fill = [blue, sky, navy][chord]
        return (
          box(x, y, 122, 122, mix(fill, i % 2 ? white : night, 0.08)) +
          times(p.whole(1, 3), (k) => {
            const [a, b] = [x + 26 + k * 32, y + 76 - k * 14 + p.jitter(8)]
            const ink = chord === 1 ? navy : cream
            return oval(a, b, 12, 8.5, ink, -24) + line(a + 10, b - 3, a + 20, b - 44, ink, 4)
          })
        )
      }),
    ].join(''),
}
