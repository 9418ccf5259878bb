/** The Russian edition's machines. */
import {
  blend,
  box,
  curve,
  disc,
  faint,
  ground,
  inks,
  line,
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
  sky,
  ice,
  teal,
  mint,
  gold,
  straw,
  orange,
  red,
  brick,
  brown,
  tan,
  bone,
  cream,
  stone,
  grey,
  slate,
  white,
} = inks

export const technology = {
  'lift-brakes': (p) =>
    [
      ground('#39425f'),
      times(13, (i) =>
        times(9, (k) => box(k * 96 - (i % 2) * 48, i * 48, 92, 44, p.pick(['#434d6d', '#3f4867', '#475173']))),
      ),
      box(190, 0, 420, 600, '#232940'),
      box(214, 0, 18, 600, stone),
      box(568, 0, 18, 600, stone),
      ring(400, 84, 62, grey, 20),
      disc(400, 84, 14, stone),
      times(3, (i) => line(348 - i * 8, 90, 348 - i * 8, 220, straw, 4)),
      times(3, (i) => line(452 + i * 8, 90, 452 + i * 8, 390, straw, 4)),
      box(250, 218, 186, 246, brick, 'rx="6"'),
      box(264, 240, 158, 206, cream),
      box(264, 240, 158, 36, straw),
      line(343, 276, 343, 446, tan, 4),
      disc(316, 330, 22, navy),
      box(294, 352, 44, 94, navy, 'rx="14"'),
      disc(378, 344, 18, teal),
      box(360, 362, 36, 84, teal, 'rx="12"'),
      poly(
        [
          [232, 470],
          [258, 470],
          [250, 512],
          [232, 512],
        ],
        gold,
      ),
      poly(
        [
          [232, 190],
          [258, 212],
          [232, 212],
        ],
        gold,
      ),
      times(4, (i) => stroke(`M${204 - i * 10} ${486 + i * 2}q-10 ${6 + i} -8 16`, orange, 4, faint(0.9 - i * 0.18))),
      box(468, 388, 84, 160, slate, 'rx="4"'),
      times(4, (i) => box(476, 400 + i * 36, 68, 26, '#6a7090')),
      box(436, 300, 132, 6, grey, faint(0.3)),
    ].join(''),
  'quartz-tick': (p) =>
    [
      ground('#e3e7ea'),
      disc(400, 300, 276, '#c7ced6'),
      disc(400, 300, 262, white),
      times(60, (i) => {
        const [a, b] = polar(400, 300, 246, i * 6)
        const [c, d] = polar(400, 300, i % 5 ? 234 : 214, i * 6)
        return line(a, b, c, d, i % 5 ? grey : night, i % 5 ? 3 : 8)
      }),
      times(8, (i) =>
        oval(
          400,
          262,
          84 + i * 17,
          110 + i * 10,
          'none',
          0,
          `stroke="${blend([teal, sky, ice], i / 7)}" stroke-width="3"`,
        ),
      ),
      shape('M352 140H384V330H416V140H448V372Q448 392 428 392H414V452H386V392H372Q352 392 352 372Z', '#8fc7cf'),
      shape('M352 140H364V380Q352 378 352 366ZM416 140H428V330H416Z', '#c9e8ea'),
      box(352, 200, 32, 70, gold),
      box(416, 200, 32, 70, gold),
      stroke('M338 150q-16 26 0 52M462 150q16 26 0 52M322 140q-22 36 0 74M478 140q22 36 0 74', teal, 5),
      line(400, 300, ...polar(400, 300, 208, 36 + p.jitter(4)), red, 6),
      disc(400, 300, 13, red),
    ].join(''),
  'keyboard-letters': (p) => {
    const key = (x, y, r, fill) => disc(x, y + 7, r, '#1d1f2e') + disc(x, y, r, stone) + disc(x, y, r - 5, fill)
    const strokes = (x, y, s) =>
      times(p.whole(2, 3), (i) => line(x - s + i * s, y - s, x - s + i * s, y + s, night, 5)) +
      line(x - s, y + p.pick([-s, 0, s]), x + s, y + p.pick([-s, 0, s]), night, 5)
    return [
      ground('#5d7f7a'),
      box(140, -20, 520, 210, cream),
      times(5, (i) => box(176, 24 + i * 30, p.between(250, 440), 9, '#c9b995')),
      box(60, 164, 680, 60, '#22303a', 'rx="30"'),
      disc(60, 194, 38, '#1a252d'),
      disc(740, 194, 38, '#1a252d'),
      times(17, (i) =>
        stroke(
          `M${400 + (i - 8) * 32} 330Q${400 + (i - 8) * 22} 262 ${400 + (i - 8) * 5} ${i === 10 ? 206 : 272}`,
          i === 10 ? gold : grey,
          i === 10 ? 8 : 4,
        ),
      ),
      shape('M90 330H710L780 600H20Z', '#22303a'),
      shape('M110 344H690L700 384H100Z', '#2d3f4c'),
      times(3, (row) =>
        times(11, (i) => {
          const [x, y] = [400 + (i - 5) * (58 + row * 3) + row * 10 - 10, 398 + row * 66]
          const near = Math.abs(i - 5) + Math.abs(row - 1) * 1.6
          const r = near < 2.2 ? 30 : near < 4 ? 26 : 21
          return key(x, y, r, near < 2.2 ? straw : near < 4 ? bone : stone) + strokes(x, y, r * 0.3)
        }),
      ),
    ].join('')
  },
  'microwave-waves': (p) =>
    [
      ground('#d9cfc0'),
      box(0, 500, 800, 100, '#a98f72'),
      box(60, 90, 680, 410, '#3d4456', 'rx="18"'),
      box(96, 126, 478, 338, '#20242f', 'rx="12"'),
      box(112, 142, 446, 306, '#f0c36a'),
      oval(335, 300, 210, 140, '#f8e0a0', 0, faint(0.8)),
      times(4, (k) =>
        stroke(
          curve(112, 558, (x) => 196 + k * 66 + 27 * Math.sin((x - 112) / 23.7) * (k % 2 ? -1 : 1)),
          blend([red, orange], k / 3),
          6,
          faint(0.7),
        ),
      ),
      times(6, (i) => disc(149 + i * 74.4, 300, 15, brick, faint(0.35))),
      oval(335, 428, 170, 18, '#cfe0e6'),
      shape('M264 312H406L394 412Q392 422 380 422H290Q278 422 276 412Z', white),
      stroke('M404 334q46 -4 40 32q-6 28 -48 26', white, 13),
      oval(335, 312, 71, 14, brown),
      times(3, (i) => stroke(`M${300 + i * 34} 288q-14 -24 0 -44q14 -20 0 -40`, white, 7, faint(0.85))),
      times(28, (i) => times(19, (k) => disc(120 + i * 16.2, 150 + k * 16.2, 1.5, night, faint(0.5)))),
      box(596, 140, 120, 56, night),
      times(4, (i) => box(612 + i * 26, 152, 15, 32, i === 1 ? night : mint)),
      times(9, (i) => disc(622 + (i % 3) * 34, 240 + Math.floor(i / 3) * 40 + p.jitter(0.4), 12, stone)),
      box(596, 380, 120, 60, brick, 'rx="6"'),
      box(120, 500, 60, 16, night),
      box(620, 500, 60, 16, night),
    ].join(''),
}
