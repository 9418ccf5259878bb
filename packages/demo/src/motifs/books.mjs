/** Pages and spines. */
import {
  blend,
  box,
  curve,
  dashed,
  disc,
  ground,
  group,
  hill,
  inks,
  line,
  mix,
  poly,
  stroke,
  through,
  times,
} from '../pen.mjs'

const {
  night,
  navy,
  sky,
  teal,
  mint,
  pine,
  leaf,
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
  stone,
  grey,
  slate,
  white,
} = inks

export const books = {
  'chekhov-endings': (p) =>
    [
      ground('#2c2f4a'),
      times(9, (i) => line(0, 30 + i * 68, 800, 30 + i * 68, '#34385a', 2)),
      poly(
        [
          [270, 128],
          [530, 128],
          [690, 610],
          [110, 610],
        ],
        '#3c3f62',
      ),
      box(262, 96, 276, 276, brown),
      box(280, 114, 240, 240, straw),
      box(280, 114, 240, 120, '#f7e4b6'),
      disc(452, 190, 30, white),
      hill(280, 520, (x) => 312 - 18 * Math.sin(x / 40), gold, 354),
      line(400, 114, 400, 354, brown, 9),
      line(280, 234, 520, 234, brown, 9),
      stroke(
        through([
          [-10, 470],
          [110, 452],
          [220, 420],
          [320, 330],
          [392, 268],
          [470, 286],
          [560, 250],
          [640, 190],
          [812, 150 + p.jitter(10)],
        ]),
        red,
        6,
      ),
    ].join(''),
  'library-shelves': (p) =>
    [
      ground('#5a3a28'),
      times(3, (row) => {
        const base = 184 + row * 190
        let x = 26
        let out = box(0, base - 176, 800, 176, '#3d2619')
        while (x < 770) {
          const w = p.between(20, 44)
          const tall = p.between(112, 160)
          if (row === 1 && x > 372 && x < 424) {
            x = 444
            continue
          }
          const fill = p.pick([red, navy, teal, gold, cream, plum, leaf, orange, brick, sky, bone, pine])
          out +=
            box(x, base - tall, w - 2, tall, fill) +
            box(
              x,
              base - tall + 16,
              w - 2,
              5,
              mix(fill, fill === navy || fill === pine || fill === plum ? white : night, 0.35),
            ) +
            box(x, base - 34, w - 2, 12, mix(fill, night, 0.25))
          x += w
        }
        return out + box(0, base, 800, 14, '#7d5338')
      }),
    ].join(''),
  'middlemarch-patience': (p) => {
    const at = Array.from({ length: 8 }, (_, i) => [400 + (i % 2 ? 1 : -1) * p.between(8, 40), 520 - i * 60])
    return [
      ground('#f0e4cf'),
      line(60, 552, 740, 552, tan, 4),
      at
        .map(([x, y], i) => {
          const w = 320 - i * 14
          const fill = blend([brick, red, orange, gold, rose], i / 7)
          return (
            box(x - w / 2, y - 28, w, 57, fill) +
            box(x - w / 2, y - 28, 26, 57, mix(fill, night, 0.22)) +
            line(x - w / 2 + 44, y - 8, x + w / 2 - 4, y - 8, cream, 2) +
            line(x - w / 2 + 44, y + 8, x + w / 2 - 4, y + 8, cream, 2)
          )
        })
        .join(''),
      stroke(
        through([
          [120, 560],
          ...at.map(([x, y], i) => [x + (i % 2 ? 205 - i * 6 : -205 + i * 6), y]),
          [470, 60],
          [560, 40],
        ]),
        navy,
        5,
      ),
    ].join('')
  },
  'pencil-in-the-margin': (p) => {
    const tangle = (x, y, w, h, count) =>
      times(count, () => {
        const points = Array.from({ length: p.whole(4, 9) }, () => [x + p.between(0, w), y + p.between(0, h)])
        return stroke(through(points), p.pick([slate, grey, '#6a6f88', '#3a3e58']), p.pick([1.6, 2.2, 3]))
      })
    return [
      ground('#b9c3d6'),
      box(216, 66, 368, 468, '#9aa6be', 'transform="translate(12 14)"'),
      tangle(44, 50, 150, 500, 26),
      tangle(606, 50, 150, 500, 26),
      tangle(150, 14, 500, 44, 12),
      tangle(150, 546, 500, 40, 12),
      box(206, 66, 388, 468, cream),
      times(15, (i) => box(290, 112 + i * 26, i % 5 === 4 ? 150 : 256 - (i % 3) * 12, 8, '#ddc794')),
      line(266, 66, 266, 534, red, 2.5),
      stroke('M232 150q18 -16 12 8t14 4M228 246l28 0M232 330q22 -24 6 14t20 -6', slate, 3),
      group(
        box(0, -9, 170, 18, gold) +
          poly(
            [
              [170, -9],
              [204, 0],
              [170, 9],
            ],
            bone,
          ) +
          poly(
            [
              [193, -3],
              [204, 0],
              [193, 3],
            ],
            night,
          ) +
          box(-24, -9, 24, 18, rose),
        `transform="translate(640 470) rotate(${(206 + p.jitter(3)).toFixed(1)})"`,
      ),
    ].join('')
  },
  'reading-twice': (p) => {
    const spread = (x, y, turn, light, dark, ink) =>
      group(
        [
          poly(
            [
              [-238, -150],
              [0, -120],
              [0, 168],
              [-238, 138],
            ],
            light,
          ),
          poly(
            [
              [238, -150],
              [0, -120],
              [0, 168],
              [238, 138],
            ],
            dark,
          ),
          times(
            9,
            (i) =>
              line(-206, -104 + i * 26, -30, -82 + i * 26, ink, 5) +
              line(206, -104 + i * 26, i % 4 === 3 ? 110 : 30, i % 4 === 3 ? -92 + i * 26 : -82 + i * 26, ink, 5),
          ),
          line(0, -120, 0, 168, ink, 4),
        ].join(''),
        `transform="translate(${x} ${y}) rotate(${turn})"`,
      )
    return [
      ground('#f1ead6'),
      spread(356, 264, -9 + p.jitter(1), pine, '#275b54', '#4f8a7e'),
      group(spread(446, 336, 7, mint, '#93c2ac', teal), 'opacity=".92"'),
    ].join('')
  },
  'second-authors': (p) =>
    [
      ground('#f4ecdd'),
      box(92, 62, 288, 476, navy),
      box(420, 62, 288, 476, red),
      times(13, (i) => {
        const [rate, amp, cut] = [p.between(14, 24), p.between(5, 10), p.between(0, 50)]
        const y = 98 + i * 33.5
        const other = i % 4 === 1
        return (
          stroke(
            curve(120, 352 - cut, (x) => y + Math.sin((400 - x) / rate) * amp),
            sky,
            4.5,
          ) +
          stroke(
            curve(
              448 + cut,
              680,
              (x) => y + Math.sin((x - 400) / (other ? rate * 0.72 : rate)) * (other ? amp * 1.5 : amp),
            ),
            other ? gold : cream,
            4.5,
          )
        )
      }),
      line(400, 40, 400, 560, stone, 3, dashed(3, 10)),
    ].join(''),
  'unreliable-narrators': (p) => {
    const face =
      'M0 -196C78 -206 128 -150 120 -76C118 -60 126 -48 140 -22C146 -10 132 -4 126 0C130 12 130 18 122 22C128 30 126 40 118 44C122 70 104 78 62 72L70 164H-96C-86 120 -112 84 -126 40C-152 -60 -120 -184 0 -196Z'
    const shade =
      'M0 -220C60 -280 84 -230 96 -150C140 -190 150 -130 128 -76C150 -50 190 -30 196 -8C170 4 140 0 130 14C120 44 118 66 62 72L70 164H-96C-86 120 -112 84 -126 40C-152 -60 -70 -150 0 -220Z'
    return [
      ground('#e3a23c'),
      box(0, 466, 800, 140, '#c2852d'),
      disc(150, 120, 52, cream),
      `<path d="${shade}" fill="#8a5a1c" opacity=".75" transform="translate(${(520 + p.jitter(6)).toFixed(1)} 300) scale(1.12)"/>`,
      `<path d="${face}" fill="${night}" transform="translate(310 290) scale(1.12)"/>`,
      disc(388, 226, 8, cream),
    ].join('')
  },
}
