/** The Russian edition's woods and waters. */
import {
  blend,
  box,
  disc,
  faint,
  ground,
  hill,
  inks,
  inside,
  line,
  mix,
  oval,
  shape,
  stroke,
  times,
} from '../../pen.mjs'

const { night, navy, sky, pine, leaf, moss, gold, straw, brick, brown, tan, bone, cream, white } = inks

export const nature = {
  'white-birch': (p) => {
    const trunk = (x, w, ground) => [
      box(x - w / 2, 0, w, ground, white),
      box(x + w * 0.22, 0, w * 0.28, ground, '#dcdccf'),
      times(11, (i) => {
        const y = 24 + i * 50 + p.jitter(16)
        const left = p.between(0, 1) < 0.5
        const long = p.between(w * 0.25, w * 0.65)
        const from = left ? x - w / 2 : x + w / 2
        return shape(
          `M${from.toFixed(1)} ${y.toFixed(1)}l${(left ? long : -long).toFixed(1)} ${p.between(3, 7).toFixed(1)}l${(left ? -long : long).toFixed(1)} ${p.between(4, 9).toFixed(1)}Z`,
          night,
        )
      }),
      times(2, (i) =>
        shape(
          `M${x - w * 0.24} ${130 + i * 230}q${w * 0.24} -26 ${w * 0.48} 0q-${w * 0.24} 18 -${w * 0.48} 0Z`,
          '#2b2a2e',
        ),
      ),
    ]
    return [
      ground('#d3e2c4'),
      times(9, (i) => box(20 + i * 94 + p.jitter(20), 0, p.between(8, 16), 470, '#eef2e4')),
      hill(0, 800, (x) => 470 - 26 * Math.sin(x / 140), '#a9c48d'),
      times(60, () =>
        oval(
          p.between(0, 800),
          p.between(0, 190),
          p.between(8, 17),
          p.between(5, 9),
          p.pick([moss, leaf, '#9cc06d']),
          p.between(0, 180),
          faint(0.7),
        ),
      ),
      trunk(130, 62, 540),
      trunk(330, 88, 590),
      trunk(560, 70, 556),
      trunk(716, 54, 530),
      hill(0, 800, (x) => 548 + 14 * Math.sin(x / 70), leaf),
      times(50, (i) => line(i * 16.4, 600, i * 16.4 + p.jitter(10), 552 + p.jitter(16), moss, 4)),
    ]
      .flat(2)
      .join('')
  },
  'slow-bogs': (p) => {
    const layers = times(9, (i, t) =>
      hill(
        0,
        800,
        (x) => 280 + i * 36 + 8 * Math.sin(x / (90 + i * 13) + i),
        blend(['#a58a4a', '#8a6a3b', '#5f452d', '#33261f'], t),
      ),
    )
    return [
      ground('#cfe0e6'),
      disc(640, 96, 46, cream),
      hill(0, 800, (x) => 210 - 16 * Math.sin(x / 160), '#9fb7a2'),
      times(14, (i) => {
        const x = 20 + i * 60 + p.jitter(20)
        const tall = p.between(40, 90)
        return (
          line(x, 226, x, 226 - tall, pine, 5) +
          times(
            3,
            (k) =>
              line(x - 14, 226 - tall * (0.4 + k * 0.2) + 8, x, 226 - tall * (0.4 + k * 0.2), pine, 4) +
              line(x + 14, 226 - tall * (0.4 + k * 0.2) + 8, x, 226 - tall * (0.4 + k * 0.2), pine, 4),
          )
        )
      }),
      hill(0, 800, (x) => 246 + 10 * Math.sin(x / 44), moss),
      layers,
      oval(520, 270, 150, 22, navy),
      oval(506, 266, 96, 9, sky, 0, faint(0.7)),
      times(46, () => {
        const x = p.between(0, 340)
        return disc(
          x,
          256 + 10 * Math.sin(x / 44) + p.jitter(10),
          p.between(9, 18),
          p.pick([moss, leaf, '#b7c46b', '#c07a52']),
        )
      }),
      times(12, () => disc(p.between(690, 800), 262 + p.jitter(10), p.between(9, 18), p.pick([moss, leaf, '#b7c46b']))),
      times(22, () => {
        const [x, y] = [p.between(20, 780), p.between(330, 580)]
        return stroke(
          `M${x} ${y}q${p.between(10, 26)} ${p.jitter(10)} ${p.between(30, 60)} ${p.jitter(6)}`,
          '#d3b27a',
          3,
          faint(0.5),
        )
      }),
      line(60, 270, 60, 590, bone, 3),
      times(9, (i) => line(50, 282 + i * 36, 70, 282 + i * 36, bone, 3)),
    ].join('')
  },
  'anthill-weather': (p) => {
    const heap = 'M60 520Q150 420 250 250Q330 120 420 120Q500 120 580 260Q680 430 760 520Z'
    const ants = (d, from, count) =>
      times(count, (i) => {
        const t = i / count
        const x = from[0] + (d[0] - from[0]) * t + p.jitter(6)
        const y = from[1] + (d[1] - from[1]) * t + 14 * Math.sin(t * 9) + p.jitter(4)
        return oval(x, y, 6, 4, night) + disc(x + 8, y - 1, 3.6, brick)
      })
    return [
      ground('#dfe9cf'),
      times(6, (i) => box(30 + i * 140 + p.jitter(30), 0, p.between(16, 34), 520, mix(moss, '#dfe9cf', 0.55))),
      disc(690, 90, 44, gold),
      box(0, 516, 800, 84, '#8a6a45'),
      shape(heap, '#a9793f'),
      inside(
        'heap',
        heap,
        [
          times(170, () => {
            const [x, y] = [p.between(60, 760), p.between(120, 520)]
            return line(x, y, x + p.jitter(30), y + p.between(6, 16), p.pick([brown, tan, '#c8995b', '#7d5830']), 4)
          }),
          times(5, (i) =>
            oval(415, 372, 190 - i * 30, 126 - i * 20, blend(['#8a5630', '#b9683a', '#dc8a45', gold, straw], i / 4)),
          ),
          stroke('M150 470Q270 470 330 404', '#3f2a1a', 18),
          stroke('M640 440Q560 470 498 410', '#3f2a1a', 18),
          stroke('M420 140Q380 220 412 290', '#3f2a1a', 18),
        ].join(''),
      ),
      times(13, () => oval(p.between(330, 500), p.between(330, 420), 9, 6, white, p.between(0, 180))),
      ants([330, 404], [150, 470], 8),
      ants([498, 410], [640, 440], 7),
      ants([412, 290], [420, 140], 6),
      ants([790, 530], [650, 530], 5),
      ants([150, 530], [10, 534], 5),
    ].join('')
  },
  'baikal-ice': (p) => {
    const crack = (x, y, turn, long, w) => {
      const points = [[x, y]]
      let [a, b, to] = [x, y, turn]
      for (let i = 0; i < long; i++) {
        to += p.jitter(28)
        a += Math.cos((to * Math.PI) / 180) * 46
        b += Math.sin((to * Math.PI) / 180) * 30
        points.push([a, b])
      }
      return (
        stroke(`M${points.map(([u, v]) => `${u.toFixed(1)} ${v.toFixed(1)}`).join('L')}`, white, w, faint(0.9)) +
        stroke(
          `M${points.map(([u, v]) => `${(u + 4).toFixed(1)} ${(v + 9).toFixed(1)}`).join('L')}`,
          sky,
          w * 2.2,
          faint(0.3),
        )
      )
    }
    return [
      ground('#e8eef2'),
      shape('M0 150L90 96L170 138L270 70L360 132L470 88L560 140L660 92L800 148V190H0Z', '#8fa5c0'),
      shape('M0 172L140 140L300 170L470 146L640 172L800 150V200H0Z', '#c8d5e2'),
      box(0, 190, 800, 410, '#12486b'),
      times(9, (i) =>
        box(0, 190 + i * 46, 800, 46, blend(['#6fa6c0', '#2f7196', '#175377', '#0d3a5a'], i / 8), faint(0.75)),
      ),
      crack(-20, 300, 6, 20, 5),
      crack(820, 300, 168, 19, 5),
      crack(240, 620, -64, 12, 7),
      crack(520, 620, -110, 10, 6),
      crack(380, 390, 20, 7, 3),
      crack(300, 330, 150, 6, 3),
      times(11, (i) => {
        const x = 60 + i * 70 + p.jitter(24)
        const y = p.between(400, 520)
        return times(5, (k) =>
          oval(x + p.jitter(3), y + k * 17, 21 - k * 2.6, 6.5 - k * 0.6, white, 0, faint(0.92 - k * 0.14)),
        )
      }),
    ].join('')
  },
}
