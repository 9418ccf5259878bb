/** Orbits: circles, the bodies on them, and travelling light. */
import {
  arc,
  blend,
  blob,
  box,
  dashed,
  disc,
  faint,
  ground,
  group,
  inks,
  inside,
  line,
  mix,
  oval,
  polar,
  poly,
  ring,
  shape,
  stroke,
  through,
  times,
  turned,
  wedge,
} from '../pen.mjs'

const { night, navy, blue, sky, ice, gold, straw, orange, red, bone, stone, grey, slate, white, rose } = inks

const stars = (p, count = 26) =>
  times(count, () =>
    disc(p.between(20, 780), p.between(20, 580), p.pick([1.2, 1.6, 2.4]), bone, faint(p.pick([0.5, 0.7, 1]))),
  )

export const space = {
  'orbit-is-falling': (p) => {
    const turn = p.between(-25, -10)
    const [x, y] = polar(400, 300, 222, turn + 300)
    const straight = times(7, (i) => {
      const at = turn + 10 + i * 44
      const [x1, y1] = polar(400, 300, 222, at)
      const [x2, y2] = polar(x1, y1, 92, at + 90)
      return line(x1, y1, x2, y2, sky, 2, `${dashed(3, 7)} opacity=".7"`)
    })
    return [
      ground(night),
      stars(p),
      straight,
      disc(400, 300, 138, blue),
      wedge(400, 300, 138, 60, 240, navy),
      shape('M400 162A138 138 0 0 1 400 438A190 190 0 0 0 400 162Z', sky, 'transform="rotate(-30 400 300)"'),
      stroke(arc(400, 300, 222, turn, turn + 296), gold, 7),
      poly(
        [
          [-4, -17],
          [26, 0],
          [-4, 17],
        ],
        gold,
        `transform="translate(${x.toFixed(1)} ${y.toFixed(1)}) rotate(${(turn + 390).toFixed(1)})"`,
      ),
    ].join('')
  },
  'lagrange-points': (p) => {
    const [sun, earth] = [
      [305, 300],
      [525, 300],
    ]
    const contour = times(9, (i) => {
      const r = 92 + i * 44
      const d = through(
        Array.from({ length: 36 }, (_, k) => {
          const at = k * 10
          const near = Math.exp(-((((at + 540) % 360) - 180) ** 2) / 1500)
          return polar(sun[0] + 12 * i, sun[1], r * (1 + near * (i < 3 ? -0.16 + i * 0.07 : 0.1)), at)
        }),
        true,
      )
      return stroke(d, i === 3 ? blue : sky, i === 3 ? 3 : 2)
    })
    const dots = [
      [452, 300],
      [602, 300],
      [112, 300],
      [415, 300 - 191],
      [415, 300 + 191],
    ]
    return [
      ground(ice),
      contour,
      times(3, (i) => ring(...earth, 38 + i * 15, sky, 2)),
      disc(...sun, 62, gold),
      disc(...sun, 62 - p.between(12, 18), straw),
      disc(...earth, 27, navy),
      dots.map(([x, y]) => disc(x, y, 22, ice) + ring(x, y, 17, red, 2) + disc(x, y, 9, red)).join(''),
    ].join('')
  },
  'far-side-of-the-moon': (p) => {
    const r = 214
    const patches = [
      [322, 210, 62],
      [268, 292, 46],
      [338, 330, 54],
      [300, 405, 34],
      [368, 258, 40],
    ]
    const craters = times(34, () => {
      const [x, y] = polar(412, 318, Math.sqrt(p.between(0, 1)) * r, p.between(-88, 88))
      const size = p.between(9, 40)
      return disc(x, y, size, mix(stone, grey, p.between(0, 0.5)), faint(0.8)) + ring(x, y, size, slate, 2)
    })
    return [
      ground(navy),
      stars(p, 18),
      shape(`M392 ${300 - r - 18}A${r} ${r} 0 0 0 392 ${300 + r - 18}Z`, bone),
      inside(
        'near',
        `M392 ${300 - r - 18}A${r} ${r} 0 0 0 392 ${300 + r - 18}Z`,
        patches.map(([x, y, size]) => shape(blob(x, y - 18, size, 8, 0.16, p.between), grey)).join(''),
      ),
      shape(`M408 ${300 - r + 18}A${r} ${r} 0 0 1 408 ${300 + r + 18}Z`, stone),
      inside('far', `M408 ${300 - r + 18}A${r} ${r} 0 0 1 408 ${300 + r + 18}Z`, craters),
    ].join('')
  },
  'saturn-thin-rings': (p) => {
    const bands = Array.from({ length: 11 }, (_, i) => ({
      rx: 196 + i * 15,
      w: [9, 9, 7, 7, 1.5, 6, 6, 4, 3, 2, 1.2][i],
    }))
    const half = (sweep) =>
      bands
        .map(({ rx, w }) =>
          stroke(`M${400 - rx} 300A${rx} ${(rx * 0.2).toFixed(1)} 0 0 ${sweep} ${400 + rx} 300`, straw, w),
        )
        .join('')
    return [
      ground(blue),
      times(5, (i) => ring(400, 300, 250 + i * 62, navy, 1.5, faint(0.5))),
      group(
        [
          half(1),
          disc(400, 300, 150, night),
          times(4, (i) => oval(400, 232 + i * 40, 138 - Math.abs(1.5 - i) * 16, 5, navy)),
          half(0),
          line(40, 300, 760, 300, straw, 1.5),
        ].join(''),
        turned(p.between(-24, -17), 400, 300),
      ),
      disc(664, 118, 9, bone),
      disc(140, 462, 6, bone),
    ].join('')
  },
  'stars-make-elements': (p) =>
    [
      ground(night),
      times(5, (i) => {
        const r = 226 - i * 40
        const points = Array.from({ length: 40 }, (_, k) =>
          polar(400, 300, r * (k % 2 ? 1 : 0.9 - p.between(0, 0.03)), k * 9 + i * 4),
        )
        return poly(points, blend([navy, blue, red, orange, straw], i / 4))
      }),
      disc(400, 300, 34, white),
      times(64, () => {
        const at = p.between(0, 360)
        const r = p.between(218, 400)
        const [x, y] = polar(400, 300, r, at)
        const size = Math.max(4, 20 - (r - 218) / 13)
        return box(x - size / 2, y - size / 2, size, size, p.pick([gold, rose, sky, orange, bone]), turned(at, x, y))
      }),
    ].join(''),
  'telescopes-look-back': (p) =>
    [
      ground(night),
      times(12, (i, t) =>
        stroke(arc(110, 300, 690 - i * 54, -44, 44), blend([red, orange, straw, white], t), 5 + t * 13),
      ),
      times(9, (i) => {
        const [x, y] = polar(110, 300, 720, -34 + i * 8.5)
        return line(110, 300, x, y, night, i % 2 ? 2 : 5)
      }),
      disc(110, 300, 34, white),
      ring(110, 300, 50, straw, 2),
      stars(p, 8),
    ].join(''),
  'voyager-beyond-the-heliosphere': (p) =>
    [
      ground(night),
      stars(p, 22),
      times(9, (i, t) =>
        shape(
          through(
            Array.from({ length: 24 }, (_, k) => {
              const at = k * 15
              const stretch = 1 + 0.2 * Math.cos(((at - 150) * Math.PI) / 180)
              return polar(300, 345, (262 - i * 27) * stretch, at)
            }),
            true,
          ),
          blend([navy, blue, sky], t),
          faint(0.5),
        ),
      ),
      disc(300, 345, 13, straw),
      line(322, 328, 640, 148, bone, 1.5, dashed(2, 8)),
      group(
        [
          poly(
            [
              [-26, -8],
              [22, -26],
              [8, 14],
            ],
            bone,
          ),
          line(8, -4, 46, -38, bone, 3),
          line(2, 6, 16, 50, bone, 3),
          disc(16, 50, 6, gold),
        ].join(''),
        'transform="translate(652 142)"',
      ),
    ].join(''),
}
