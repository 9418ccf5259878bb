/** The Russian edition's body. */
import {
  blend,
  box,
  dashed,
  disc,
  faint,
  ground,
  hill,
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
  times,
} from '../../pen.mjs'

const {
  night,
  navy,
  blue,
  sky,
  ice,
  pine,
  teal,
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
  stone,
  grey,
  slate,
  white,
} = inks

export const health = {
  'tired-eyes': (p) =>
    [
      ground('#f0d9c6'),
      times(14, (i) => {
        const [x, y] = polar(400, 330, 330, 204 + i * 10.2)
        const [a, b] = polar(400, 330, 392, 202 + i * 10.6)
        return line(x, y + 40, a, b + 30, brown, 9)
      }),
      shape('M40 320Q220 110 400 110T760 320Q580 500 400 500T40 320Z', white, `stroke="${brown}" stroke-width="12"`),
      disc(400, 304, 186, '#2c6d72'),
      inside(
        'iris',
        'M226 304A174 174 0 1 1 574 304A174 174 0 1 1 226 304Z',
        [
          box(220, 120, 360, 190, '#bfe0ea'),
          disc(480, 206, 30, gold),
          hill(226, 574, (x) => 300 - 34 * Math.sin(x / 60), '#7fa3a0', 480),
          hill(226, 574, (x) => 346 - 22 * Math.sin(x / 44 + 1), '#5b8a6c', 480),
          hill(226, 574, (x) => 400 - 12 * Math.sin(x / 70), '#3f6f4a', 480),
          times(7, (i) =>
            poly(
              [
                [250 + i * 46, 404],
                [264 + i * 46, 348 + p.jitter(12)],
                [278 + i * 46, 404],
              ],
              pine,
            ),
          ),
        ].join(''),
      ),
      ring(400, 304, 180, '#1c4e54', 14),
      box(392, 124, 16, 360, bone),
      box(220, 292, 360, 16, bone),
      disc(330, 220, 22, white, faint(0.85)),
      stroke('M40 320Q220 90 400 90T760 320', tan, 10),
    ].join(''),
  'thirst-knows': (p) =>
    [
      ground('#cfe2e6'),
      box(0, 452, 800, 148, '#a9c7cc'),
      times(8, (i) => {
        const x = 38 + i * 58
        const full = i === 0
        return [
          shape(`M${x} 250h46l-6 170h-34Z`, white, faint(0.75)),
          full ? shape(`M${x + 1.5} 274h43l-5 142h-33Z`, blue, faint(0.85)) : '',
          oval(x + 23, 250, 23, 6, 'none', 0, `stroke="${full ? navy : grey}" stroke-width="3"`),
          stroke(`M${x} 250l6 170h34l6 -170`, full ? navy : grey, 3, full ? '' : dashed(5, 7)),
        ].join('')
      }),
      shape('M520 452A150 150 0 0 1 800 390V452Z', '#3f7d46'),
      shape('M540 452A132 132 0 0 1 790 400V452Z', ice),
      shape('M552 452A120 120 0 0 1 784 408V452Z', red),
      times(9, () => oval(p.between(600, 770), p.between(390, 444), 5, 9, night, p.between(-40, 40))),
      oval(360, 540, 130, 28, '#8fb0b6'),
      shape('M226 486H494Q488 560 420 566H300Q232 560 226 486Z', white),
      oval(360, 486, 134, 26, bone),
      oval(360, 488, 116, 19, orange),
      times(12, () => disc(360 + p.jitter(90), 488 + p.jitter(10), p.between(4, 9), p.pick([leaf, gold, red]))),
      oval(640, 540, 120, 34, '#3f7d46', -8),
      oval(640, 530, 108, 20, '#6fae62', -8),
      times(
        5,
        (i) =>
          disc(40 + i * 36, 540 - (i % 2) * 12, 24, '#b7d99a') + disc(40 + i * 36, 540 - (i % 2) * 12, 17, '#e3f1cf'),
      ),
    ].join(''),
  'next-posture': (p) => {
    const person = (x, lean, knee, fill) => [
      box(x - 40, 404, 84, 12, brown),
      line(x - 34, 416, x - 42, 520, brown, 9),
      line(x + 36, 416, x + 44, 520, brown, 9),
      line(x - 40, 404, x - 48, 290, brown, 9),
      stroke(`M${x} 396L${x + lean} 268`, fill, 42),
      disc(x + lean * 1.25, 214, 27, fill),
      stroke(`M${x} 390H${x + 62}L${x + knee} 512`, fill, 26),
      stroke(`M${x + lean} 284Q${x + 40 + lean} 330 ${x + 58} 360`, fill, 15),
    ]
    return [
      ground('#f3e6d0'),
      box(0, 516, 800, 84, '#d9c4a0'),
      disc(400, 300, 270, '#f8f0df'),
      times(5, (i) => stroke(`M${112 + i * 136} 150q30 -34 62 -6m-14 -16l14 16l-20 8`, i === 4 ? 'none' : brick, 5)),
      person(92, 0, 62, mix(teal, night, 0.1)),
      person(236, -34, 96, mix(teal, straw, 0.3)),
      person(376, 40, 50, mix(blue, sky, 0.2)),
      person(520, 12, 20, plum),
      box(652, 404, 84, 12, brown),
      line(658, 416, 650, 520, brown, 9),
      line(728, 416, 736, 520, brown, 9),
      line(652, 404, 644, 290, brown, 9),
      stroke('M748 330L748 196', red, 42),
      disc(748 + p.jitter(2), 132, 27, red),
      stroke('M744 330L738 512M752 330L768 512', red, 22),
      stroke('M748 206Q790 240 784 300', red, 15),
    ]
      .flat()
      .join('')
  },
  'cool-water-burn': (p) =>
    [
      ground('#d5e6ee'),
      times(8, (i) => times(11, (k) => box(k * 76, i * 76, 73, 73, p.pick(['#dcebf2', '#d0e3ec', '#e3eff4'])))),
      shape('M40 60H330Q420 60 420 150V206H340V160Q340 136 316 136H40Z', grey),
      shape('M40 60H330Q420 60 420 150V206H396V150Q396 84 330 84H40Z', stone),
      box(330, 204, 100, 26, slate, 'rx="6"'),
      box(130, 20, 100, 26, slate, 'rx="13"'),
      box(170, 40, 22, 26, slate),
      times(6, (i) =>
        oval(
          388,
          392,
          130 + i * 62,
          54 + i * 27,
          'none',
          0,
          `stroke="${blend([blue, sky, ice], i / 5)}" stroke-width="7" ${faint(0.9 - i * 0.11)}`,
        ),
      ),
      box(344, 230, 72, 150, sky, faint(0.85)),
      times(4, (i) => stroke(`M${356 + i * 16} 232q${p.jitter(8)} 70 0 148`, i % 2 ? white : blue, 5, faint(0.7))),
      shape(
        'M800 470Q620 420 560 398Q500 360 420 366Q340 366 250 350Q220 348 222 370Q226 388 330 404Q236 396 204 402Q184 410 202 428Q250 436 330 434Q244 440 226 450Q214 466 238 472Q300 478 360 466Q300 480 290 490Q286 506 312 508Q430 520 520 520Q640 540 800 590Z',
        rose,
      ),
      oval(420, 420, 54, 24, red, 4, faint(0.55)),
      oval(420, 420, 32, 14, red, 4, faint(0.6)),
      times(16, () => disc(380 + p.jitter(180), 390 + p.jitter(60), p.between(4, 10), white, faint(0.8))),
    ].join(''),
}
