/** The Russian edition's prices and coins. */
import {
  blend,
  box,
  curve,
  dashed,
  disc,
  faint,
  ground,
  group,
  inks,
  line,
  mix,
  oval,
  poly,
  ring,
  shape,
  stroke,
  times,
} from '../../pen.mjs'

const {
  night,
  navy,
  blue,
  ice,
  teal,
  leaf,
  gold,
  straw,
  orange,
  red,
  rose,
  plum,
  brown,
  bone,
  cream,
  stone,
  grey,
  slate,
  white,
} = inks

/** A figure nine whose loop is at (x, y). */
const nine = (x, y, r, colour, w) =>
  ring(x, y, r, colour, w) + stroke(`M${x + r} ${y}Q${x + r} ${y + r * 2} ${x - r * 0.7} ${y + r * 2.1}`, colour, w)

export const money = {
  'ninety-nine-price': (p) =>
    [
      ground('#e6eceb'),
      times(6, (i) => box(0, 40 + i * 104, 800, 12, '#cfd8d6')),
      times(24, (i) =>
        box(
          14 + (i % 12) * 66 + p.jitter(6),
          Math.floor(i / 12) * 408 + 62,
          50,
          82,
          p.pick(['#d9e1df', '#dde5e3', '#d2dbd9']),
          'rx="8"',
        ),
      ),
      shape('M40 200H560Q720 190 790 270Q720 350 560 400H40Z', '#d8b52f', faint(0.35)),
      shape('M40 186H540Q640 186 704 226Q760 256 800 250V320Q740 330 690 360Q630 394 540 394H40Z', '#f7d94c'),
      disc(78, 290, 17, '#e6eceb'),
      stroke('M132 246Q140 208 180 208Q226 210 224 254Q222 290 134 366H236', red, 32),
      nine(318, 262, 34, night, 22),
      nine(436, 266, 29, night, 19),
      times(5, (i, t) => nine(532 + i * 54, 274 + Math.sin(i) * 8 + p.jitter(3), 21 - t * 13, night, 14 - t * 9)),
      box(52, 414, 250, 12, grey, faint(0.6)),
    ].join(''),
  'shopping-list': (p) =>
    [
      ground('#cfdcd6'),
      times(
        6,
        (i) =>
          box(60 + (i % 3) * 250, 40 + Math.floor(i / 3) * 300, 180, 60, mix(teal, ice, 0.35), 'rx="6"') +
          times(6, (k) =>
            box(
              68 + (i % 3) * 250 + k * 29,
              48 + Math.floor(i / 3) * 300,
              22,
              44,
              p.pick([red, gold, cream, orange, plum, leaf]),
              'rx="4"',
            ),
          ),
      ),
      times(
        6,
        (i) =>
          box(60 + (i % 3) * 250, 180 + Math.floor(i / 3) * 260, 180, 60, mix(teal, ice, 0.35), 'rx="6"') +
          times(6, (k) =>
            disc(80 + (i % 3) * 250 + k * 28, 210 + Math.floor(i / 3) * 260, 12, p.pick([red, gold, leaf, orange])),
          ),
      ),
      stroke(
        'M-10 140H300Q330 140 330 180V280Q330 320 280 320H40Q14 320 14 350V400Q14 430 60 430H540Q580 430 580 390V160Q580 130 620 130H760Q784 130 784 170V560H500',
        red,
        8,
        dashed(4, 18),
      ),
      group(
        [
          poly(
            [
              [0, 0],
              [250, 0],
              [250, 390],
              [230, 380],
              [210, 392],
              [188, 380],
              [166, 392],
              [144, 380],
              [122, 392],
              [100, 380],
              [78, 392],
              [56, 380],
              [34, 392],
              [14, 380],
              [0, 390],
            ],
            white,
          ),
          line(34, 0, 34, 384, rose, 3),
          times(7, (i) =>
            line(
              48,
              58 + i * 46,
              48 + [150, 108, 172, 90, 134, 160, 60][i],
              58 + i * 46,
              i === 6 ? stone : navy,
              7,
              i === 6 ? dashed(3, 11) : '',
            ),
          ),
          times(4, (i) => stroke(`M10 ${52 + i * 46}l9 10l16 -24`, leaf, 6)),
        ].join(''),
        'transform="translate(286 96) rotate(7)"',
      ),
    ].join(''),
  'hacked-silver-rouble': (p) => {
    const bar = (x, y, long, turn) =>
      group(
        [
          shape(`M0 26Q${long / 2} 46 ${long} 26L${long - 4} 66Q${long / 2} 84 6 66Z`, '#8e95a6'),
          shape(`M6 0Q${long / 2} -16 ${long - 6} 0L${long} 30Q${long / 2} 50 0 30Z`, '#d9dee6'),
          times(Math.floor(long / 60), (i) => line(34 + i * 46, 6, 30 + i * 46, 28, '#8e95a6', 6)),
          stroke(`M20 4Q${long / 2} -8 ${long - 30} 4`, white, 5),
        ].join(''),
        `transform="translate(${x} ${y}) rotate(${turn})"`,
      )
    return [
      ground('#6b4a33'),
      times(
        7,
        (i) =>
          box(0, i * 86, 800, 82, p.pick(['#74523a', '#6f4d36', '#7a573e'])) +
          line(p.between(0, 300), 40 + i * 86, p.between(400, 800), 44 + i * 86, '#5d3f2b', 3),
      ),
      bar(70, 340, 270, -4),
      bar(390, 326, 190, 5),
      bar(620, 356, 110, -14),
      times(6, () => disc(360 + p.jitter(22), 420 + p.jitter(30), p.between(3, 7), '#d9dee6')),
      group(
        [
          shape('M0 0L120 -34Q150 20 128 70L0 26Z', grey),
          shape('M120 -34Q150 20 128 70L142 72Q166 16 134 -36Z', white),
          box(-260, 0, 268, 26, brown, 'rx="8"'),
        ].join(''),
        'transform="translate(560 176) rotate(66)"',
      ),
      times(17, () =>
        oval(
          p.between(470, 760),
          p.between(480, 570),
          p.between(13, 20),
          p.between(9, 13),
          p.pick([stone, '#d9dee6', '#b6bcc8']),
          p.between(0, 180),
          `stroke="${slate}" stroke-width="3"`,
        ),
      ),
      box(176, 60, 8, 150, gold),
      line(60, 90, 300, 70, gold, 9),
      stroke('M60 90L20 200M60 90L100 200M300 70L260 180M300 70L340 180', straw, 3),
      shape('M10 200H110Q100 240 60 240T10 200Z', gold),
      shape('M250 180H350Q340 220 300 220T250 180Z', gold),
      box(36, 176, 48, 24, '#d9dee6', 'rx="6"'),
      box(140, 208, 80, 14, gold),
    ].join('')
  },
  'cost-of-owning': (p) =>
    [
      ground('#cfe4ee'),
      disc(650, 96, 42, cream),
      box(0, 210, 800, 390, '#1f6a92'),
      times(6, (i) => box(0, 210 + i * 65, 800, 66, blend(['#3d8db3', '#27749c', '#185a80', '#0e4063'], i / 5))),
      shape('M120 210L180 330L150 420L270 530L400 580L540 520L650 430L620 320L690 210Z', '#a9d0e2', faint(0.55)),
      shape('M120 210L180 330L150 420L270 530L330 400L290 300L340 210Z', white, faint(0.25)),
      poly(
        [
          [230, 212],
          [300, 110],
          [350, 136],
          [430, 74],
          [520, 160],
          [590, 212],
        ],
        white,
      ),
      poly(
        [
          [430, 74],
          [520, 160],
          [590, 212],
          [440, 212],
        ],
        ice,
      ),
      times(18, () => {
        const [x, y] = [p.between(210, 590), p.between(250, 480)]
        return p.between(0, 1) < 0.5
          ? disc(x, y, 19, gold, `stroke="#a87f33" stroke-width="4"`)
          : group(
              box(-22, -28, 44, 56, white, 'rx="3"') +
                times(4, (k) => line(-14, -16 + k * 11, 14 - (k % 2) * 10, -16 + k * 11, grey, 4)),
              `transform="translate(${x.toFixed(0)} ${y.toFixed(0)}) rotate(${p.jitter(24).toFixed(0)})"`,
            )
      }),
      times(5, (i) =>
        group(
          box(-26, -20, 52, 40, night, 'rx="4"') +
            box(-26, -20, 16, 40, [blue, red, gold, teal, plum][i]) +
            box(4, 20, 14, 8, slate),
          `transform="translate(${250 + i * 76} ${360 + (i % 2) * 90}) rotate(${p.jitter(18).toFixed(0)})"`,
        ),
      ),
      box(372, 96, 124, 66, slate, 'rx="6"'),
      box(392, 60, 84, 40, bone),
      box(382, 148, 104, 30, cream),
      box(486, 80, 64, 34, red, 'rx="4" transform="rotate(12 518 97)"'),
      stroke('M506 96h28', white, 6, 'transform="rotate(12 518 97)"'),
      stroke(
        curve(0, 800, (x) => 210 + 5 * Math.sin(x / 24)),
        white,
        5,
        faint(0.8),
      ),
    ].join(''),
}
