/** Circuits: panels, links and cells. */
import {
  blend,
  box,
  curve,
  dashed,
  disc,
  ground,
  hill,
  inks,
  line,
  mix,
  polar,
  poly,
  ring,
  shape,
  stroke,
  through,
  times,
  turned,
} from '../pen.mjs'

const {
  night,
  navy,
  blue,
  sky,
  teal,
  mint,
  gold,
  straw,
  orange,
  red,
  rose,
  bone,
  cream,
  stone,
  grey,
  slate,
  white,
  pine,
} = inks

export const technology = {
  'ageing-batteries': (p) =>
    [
      ground('#e5e1d6'),
      times(
        2,
        (side) =>
          box(side ? 590 : 90, 70, 120, 460, side ? navy : red) +
          times(11, (i) => box(side ? 590 : 90, 92 + i * 40, 120, 14, side ? blue : orange)),
      ),
      line(400, 60, 400, 540, grey, 2, dashed(4, 10)),
      times(46, (i) => {
        const at = p.between(0, 1)
        const x = 238 + at * 324
        return disc(x, 82 + (i / 46) * 440, p.between(8, 13), blend([red, gold, navy], at))
      }),
      times(5, (i) => {
        const [x, y] = [392 + p.jitter(26), 118 + i * 92]
        return disc(x, y, 15, stone) + ring(x, y, 15, slate, 3) + line(x - 8, y - 8, x + 8, y + 8, slate, 3)
      }),
    ].join(''),
  'longer-passwords': (p) => {
    const cells = []
    for (let row = 0; row < 4; row++)
      for (let i = 0; i < 7; i++) cells.push([106 + (row % 2 ? 6 - i : i) * 98, 126 + row * 116])
    const tray = [gold, red, sky, mint, rose, orange, teal, cream]
    return [
      ground('#1b1e38'),
      stroke(through(cells), slate, 10),
      cells
        .map(([x, y], i) => {
          const [a, b] = cells[i + 1] ?? [x, y]
          const fill = tray[(i * 3 + p.whole(0, 1)) % tray.length]
          return (
            box(x - 41, y - 41, 82, 82, fill, 'rx="8"') +
            (cells[i + 1] ? disc((x + a) / 2, (y + b) / 2, 14, fill) : '') +
            p.pick([
              ring(x, y, 17, night, 7),
              line(x - 18, y, x + 18, y, night, 7),
              poly(
                [
                  [x, y - 20],
                  [x + 19, y + 14],
                  [x - 19, y + 14],
                ],
                night,
              ),
              line(x - 14, y - 14, x + 14, y + 14, night, 7) + line(x - 14, y + 14, x + 14, y - 14, night, 7),
              box(x - 15, y - 15, 30, 30, night),
            ])
          )
        })
        .join(''),
    ].join('')
  },
  'satellite-clocks': (p) => {
    const at = [404, 312]
    const circles = [
      [-152, 176, red],
      [-34, 236, gold],
      [62, 196, sky],
      [168, 158, mint],
    ].map(([turn, r, ink]) => [...polar(...at, r, turn + p.jitter(3)), r, ink])
    return [
      ground(navy),
      times(13, (i) => line(i * 66, 0, i * 66, 600, '#303871', 1.5) + line(0, i * 66, 800, i * 66, '#303871', 1.5)),
      circles
        .map(
          ([x, y, r, ink]) =>
            disc(x, y, r, ink, 'opacity=".09"') +
            ring(x, y, r, ink, 3.5) +
            times(12, (i) => {
              const a = polar(x, y, r - 7, i * 30)
              const b = polar(x, y, r - 18, i * 30)
              return line(...a, ...b, ink, 2)
            }) +
            box(x - 11, y - 11, 22, 22, ink, turned(45, x, y)),
        )
        .join(''),
      disc(...at, 32, white, 'opacity=".2"'),
      disc(...at, 14, white),
    ].join('')
  },
  'seabed-cables': (p) =>
    [
      ground('#2c5d8f'),
      times(8, (i, t) =>
        hill(
          -10,
          810,
          (x) => 70 + i * 66 + Math.sin(x / (120 + i * 14) + i * 1.9) * 20,
          blend(['#2a568a', '#1d3f70', '#142a54', '#0e1b3c'], t),
        ),
      ),
      times(6, (i) => {
        const d = curve(-20, 820, (x) => 250 + i * 25 + Math.sin(x / 165 + 0.9) * 92 + x * 0.08)
        const ink = [gold, straw, orange, straw, gold, rose][i]
        return stroke(d, ink, 13, 'opacity=".2"') + stroke(d, ink, 4.5)
      }),
      times(4, (i) => {
        const x = 120 + i * 180 + p.jitter(20)
        const y = 250 + Math.sin(x / 165 + 0.9) * 92 + x * 0.08
        return box(x - 15, y - 13, 30, 150, bone, `rx="8" ${turned(12, x, y + 60)}`)
      }),
    ].join(''),
  'shrinking-files': (p) =>
    [
      ground('#f2e9da'),
      times(24, (i, t) => {
        const x = 26 + i * 21
        const tall = (330 - t * 150) * p.between(0.62, 1)
        return box(x, 300 - tall / 2, 12, tall, blend([sky, blue, navy], t))
      }),
      poly(
        [
          [532, 180],
          [604, 228],
          [604, 372],
          [532, 420],
        ],
        navy,
      ),
      poly(
        [
          [532, 180],
          [604, 228],
          [604, 300],
          [532, 300],
        ],
        blue,
      ),
      box(604, 228, 144, 144, red),
      times(6, (i) =>
        times(6, (k) =>
          p.between(0, 1) > 0.42 ? box(610 + i * 22.4, 234 + k * 22.4, 20, 20, (i + k) % 3 ? '#8f241e' : gold) : '',
        ),
      ),
    ].join(''),
  'tested-backups': (p) => {
    const spots = [
      [206, 388],
      [400, 180],
      [594, 388],
    ]
    return [
      ground(mint),
      ['M206 300Q206 170 312 166', 'M488 166Q594 170 594 300', 'M294 452Q400 512 506 452']
        .map((d) => stroke(d, pine, 6, dashed(1, 15)))
        .join(''),
      spots
        .map(
          ([x, y], i) =>
            box(x - 76, y - 72, 160, 160, '#8bbba5') +
            box(x - 82, y - 82, 164, 164, pine) +
            box(x - 58, y - 58, 116, 116, bone) +
            times(4, (k) =>
              times(4, (m) =>
                (k * 7 + m * 3 + 1) % 4
                  ? box(x - 46 + k * 24, y - 46 + m * 24, 20, 20, [red, gold, blue][(k + m) % 3])
                  : '',
              ),
            ) +
            (i === 1
              ? ''
              : disc(x + 82, y - 82, 17 + p.between(0, 2), cream) + stroke(`M${x + 74} ${y - 82}l6 7 11-13`, pine, 4)),
        )
        .join(''),
    ].join('')
  },
  'torn-qr-codes': (p) => {
    const eye = (x, y) =>
      box(x, y, 126, 126, night) + box(x + 18, y + 18, 90, 90, white) + box(x + 36, y + 36, 54, 54, night)
    const size = 18
    return [
      ground(gold),
      box(164, 64, 472, 472, white),
      times(25, (i) =>
        times(25, (k) => {
          const corner = (i < 8 && k < 8) || (i > 16 && k < 8) || (i < 8 && k > 16)
          if (corner) return ''
          const torn = Math.hypot(i - 25, k - 25) / 11 + p.jitter(0.16)
          if (torn < 0.62) return ''
          return p.between(0, 1) < 0.5
            ? box(
                175 + i * size,
                75 + k * size,
                size + 0.4,
                size + 0.4,
                torn < 1 ? mix(white, night, 0.25 + (torn - 0.62)) : night,
              )
            : ''
        }),
      ),
      eye(175, 75),
      eye(499, 75),
      eye(175, 399),
      shape('M640 330C600 380 570 350 548 410S470 430 452 476 400 520 392 540H640Z', gold),
      shape(
        'M640 330C600 380 570 350 548 410S470 430 452 476 400 520 392 540',
        'none',
        `stroke="${bone}" stroke-width="9"`,
      ),
    ].join('')
  },
}
