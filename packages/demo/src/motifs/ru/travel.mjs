/** The Russian edition's journeys and places. */
import { blend, box, disc, faint, ground, hill, inks, line, mix, oval, poly, shape, stroke, times } from '../../pen.mjs'

const {
  night,
  navy,
  blue,
  sky,
  ice,
  pine,
  teal,
  leaf,
  moss,
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
  slate,
  white,
} = inks

export const travel = {
  'seven-time-zones': (p) =>
    [
      times(7, (i) =>
        box(
          i * 114.3,
          0,
          115,
          600,
          blend(['#f0a07a', '#f6cf9a', '#cfe0ea', '#a9cce0', '#cfe0ea', '#e6b7a6', '#6a5b86'], i / 6),
        ),
      ),
      times(7, (i) =>
        disc(57 + i * 114.3, 250 - 130 * Math.sin((Math.PI * (i + 0.6)) / 7.2), 30, i === 0 || i === 6 ? red : gold),
      ),
      hill(0, 800, (x) => 370 - 50 * Math.sin(x / 170 + 1), mix(pine, sky, 0.45)),
      hill(0, 800, (x) => 420 - 30 * Math.sin(x / 96), mix(pine, moss, 0.4)),
      times(16, (i) => {
        const x = 26 + i * 50 + p.jitter(14)
        return (
          box(x - 3, 372, 6, 80, white) +
          times(3, (k) => box(x - 3, 386 + k * 20, 4, 3, night)) +
          oval(x, 362 + p.jitter(8), 15, 34, p.pick([leaf, moss, gold]))
        )
      }),
      box(0, 450, 800, 150, '#4a5a3c'),
      box(0, 520, 800, 34, '#6d6558'),
      times(27, (i) => box(i * 30, 524, 14, 22, brown)),
      line(0, 526, 800, 526, stone, 5),
      line(0, 544, 800, 544, stone, 5),
      times(4, (i) => {
        const x = 30 + i * 190
        return [
          box(x, 440, 178, 78, i === 3 ? brick : '#2f6a62', 'rx="8"'),
          box(x, 486, 178, 10, straw),
          times(5, (k) => box(x + 14 + k * 32, 454, 22, 24, ice, 'rx="3"')),
          times(2, (k) => disc(x + 38 + k * 102, 522, 12, night)),
        ].join('')
      }),
      shape('M778 440h22v78h-22z', brick),
    ].join(''),
  'first-climb-high': (p) => {
    const house = (x, y, w, h, roof) =>
      box(x, y, w, h, p.pick([cream, bone, '#ecd9b8', '#e7e2d0'])) +
      poly(
        [
          [x - 5, y],
          [x + w / 2, y - h * 0.55],
          [x + w + 5, y],
        ],
        roof,
      ) +
      times(2, (k) => box(x + w * (0.22 + k * 0.36), y + h * 0.35, w * 0.17, h * 0.3, slate))
    return [
      ground('#cfe3ee'),
      hill(0, 800, (x) => 130 - 30 * Math.sin(x / 150), '#a7c1cf'),
      box(0, 150, 800, 450, '#c9c08f'),
      shape('M-20 330C160 210 260 230 380 300S640 420 820 300V384C640 500 500 470 380 384S180 300 -20 420Z', blue),
      shape(
        'M-20 344C160 224 260 244 380 314S640 434 820 314V322C640 444 500 404 380 322S180 250 -20 356Z',
        sky,
        faint(0.6),
      ),
      times(3, (i) => stroke(`M${190 + i * 190} ${222 + i * 52}q24 56 8 ${112}`, bone, 14)),
      times(26, (i) =>
        house(
          10 + (i % 13) * 62 + p.jitter(14),
          176 + Math.floor(i / 13) * 34 + (i % 13 > 6 ? 40 : 0),
          p.between(30, 46),
          p.between(24, 34),
          p.pick([brick, red, orange]),
        ),
      ),
      times(30, (i) =>
        house(
          -10 + (i % 10) * 84 + p.jitter(18),
          440 + Math.floor(i / 10) * 62,
          p.between(44, 66),
          p.between(36, 50),
          p.pick([brick, red, orange, '#b5562f']),
        ),
      ),
      poly(
        [
          [320, 600],
          [400, 440],
          [440, 440],
          [500, 600],
        ],
        cream,
      ),
      box(600, 60, 110, 540, '#f2e6cc'),
      box(674, 60, 36, 540, '#d9c7a2'),
      box(588, 190, 134, 18, tan),
      shape('M622 190V120A33 33 0 0 1 688 120V190Z', navy),
      shape('M640 168Q655 120 670 168L676 180H634Z', gold),
      poly(
        [
          [586, 64],
          [655, -70],
          [724, 64],
        ],
        pine,
      ),
      box(638, 300, 32, 60, slate, 'rx="16"'),
      box(638, 440, 32, 60, slate, 'rx="16"'),
    ].join('')
  },
  'market-morning': (p) => {
    const awning = (y, colour, shift) =>
      [
        box(0, y, 800, 12, brown),
        times(11, (i) => shape(`M${i * 80 - shift} ${y}h80v58a40 26 0 0 1 -80 0Z`, i % 2 ? white : colour)),
      ].join('')
    const heap = (x, y, colour, dark) =>
      times(4, (row) =>
        times(5 - row, (i) =>
          disc(x + (i - (4 - row) / 2) * 34 + p.jitter(3), y - row * 27, 18, p.pick([colour, colour, dark])),
        ),
      )
    return [
      ground('#f3dfb4'),
      times(9, (i) => box(i * 100 - 20, 0, 62, 150, mix(tan, cream, 0.5))),
      awning(110, red, 0),
      box(0, 350, 800, 26, brown),
      box(0, 376, 800, 60, '#8b5a37'),
      heap(110, 336, red, brick),
      heap(300, 336, gold, orange),
      heap(490, 336, leaf, moss),
      heap(680, 336, plum, '#7f4a75'),
      awning(404, teal, 40),
      box(0, 560, 800, 40, brown),
      heap(70, 556, orange, gold),
      heap(250, 556, '#7fae4c', leaf),
      heap(730, 556, red, rose),
      line(470, 470, 470, 560, slate, 10),
      box(430, 556, 80, 12, slate),
      line(390, 486, 550, 470, slate, 8),
      shape('M348 520h84q-6 32 -42 32t-42 -32Z', gold),
      shape('M508 504h84q-6 32 -42 32t-42 -32Z', gold),
      stroke('M390 486L350 520M390 486L430 520M550 470L510 504M550 470L590 504', slate, 3),
      disc(376, 508, 15, red),
      disc(404, 508, 15, red),
      box(534, 478, 32, 28, slate, 'rx="4"'),
    ].join('')
  },
  'white-nights': (p) =>
    [
      times(12, (i) => box(0, i * 32, 800, 34, blend(['#8fa9d4', '#b9bfdd', '#e6bccb', '#f5cbb0', '#f9dfb8'], i / 11))),
      box(0, 372, 800, 228, '#8fa6cb'),
      times(9, (i) => box(0, 376 + i * 25, 800, 25, blend(['#f2cfba', '#cdb9cf', '#8b9cc8', '#5f78b0'], i / 8))),
      times(14, (i) => {
        const tall = p.between(28, 62)
        return box(i * 60 - 10, 366 - tall, 56, tall, p.pick(['#6d6d9c', '#7b76a4', '#5d6090']))
      }),
      box(236, 250, 14, 116, '#5d6090'),
      poly(
        [
          [230, 254],
          [243, 130],
          [256, 254],
        ],
        '#6d6d9c',
      ),
      shape('M560 366V310A44 44 0 0 1 648 310V366Z', '#5d6090'),
      box(600, 238, 8, 34, '#5d6090'),
      poly(
        [
          [0, 420],
          [0, 392],
          [150, 392],
          [352, 206],
          [366, 222],
          [186, 420],
        ],
        navy,
      ),
      poly(
        [
          [800, 420],
          [800, 392],
          [650, 392],
          [448, 206],
          [434, 222],
          [614, 420],
        ],
        navy,
      ),
      times(7, (i) => line(162 + i * 30, 392 - i * 27, 188 + i * 28, 404 - i * 27, sky, 3)),
      times(7, (i) => line(638 - i * 30, 392 - i * 27, 612 - i * 28, 404 - i * 27, sky, 3)),
      box(120, 392, 74, 208, slate),
      box(606, 392, 74, 208, slate),
      shape('M330 470h140l-18 30h-104Z', night),
      box(372, 444, 44, 26, night),
      line(394, 444, 394, 410, night, 4),
      times(16, () => {
        const [x, y] = [p.between(200, 600), p.between(400, 590)]
        return line(x, y, x + p.between(30, 90), y, cream, 3, faint(0.6))
      }),
    ].join(''),
}
