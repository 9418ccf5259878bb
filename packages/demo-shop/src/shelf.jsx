/** Product lists: ranked by Inkling, or in an order that the reader asked for. */
import { useRanked } from 'inkling/react'
import { useCallback, useEffect, useState } from 'react'
import { inkling, shelves, useConsent } from './inkling.js'
import { noteOrder, useView } from './router.js'
import { categories, money } from './shop.js'
import { fill, words } from './words.js'

function Card({ product, list, explained, onOpen }) {
  const { id, title, art, author, price, stock, isNew, topic } = product
  return (
    <li className="card" data-inkling-item={id}>
      <div className="frame">
        {/* Not lazy: which pictures are requested, and when, must not depend on the reader's order. */}
        <img src={art} alt="" width="480" height="480" decoding="async" />
        {stock === 0 ? (
          <span className="badge">{words.soldOut}</span>
        ) : (
          isNew && <span className="badge">{words.isNew}</span>
        )}
      </div>
      <h3 className="card-title">
        <a href={id} onClick={onOpen}>
          {title}
        </a>
      </h3>
      <p className="card-line">
        <span>{author}</span> <span className="price">{money(price)}</span>
      </p>
      {explained && <inkling-why item={id} list={list} topic={categories[topic]} />}
    </li>
  )
}

/**
 * Switches a list between the reader's order and the original order. `useRanked` ranks a list only once, but a new
 * value of `late` makes it apply a new ranking completely.
 */
function useOrder(list, products) {
  const given = useView().rankings[list]
  const [wanted, setWanted] = useState({ late: 'keep', ranking: given })
  const [original, setOriginal] = useState(false)
  const ranked = useRanked(products, { list, late: wanted.late, ranking: wanted.ranking })
  const { ranking, undo } = ranked

  const redo = useCallback(async () => {
    const ranking = await inkling.rank(products, { list })
    setOriginal(false)
    setWanted(({ late }) => ({ late: late === 'keep' ? 'swap' : 'keep', ranking }))
  }, [products, list])
  const restore = useCallback(() => {
    setOriginal(true)
    return undo()
  }, [undo])

  useEffect(() => {
    if (ranking) noteOrder(list, ranking)
  }, [list, ranking])
  useEffect(() => {
    shelves.set(list, { undo: restore, redo })
    return () => shelves.delete(list)
  }, [list, restore, redo])
  return { ...ranked, original, restore, redo }
}

function Caption({ order, products }) {
  const consent = useConsent('content')
  const { ranking, late, items, original, restore, redo } = order
  const isOwn = items.some((item, at) => item !== products[at])
  const time = ranking ? fill(words.time, { ms: Math.max(0.1, ranking.milliseconds).toFixed(1) }) : ''
  const said = !consent
    ? words.shelfAsk
    : original
      ? words.shelfOriginal
      : isOwn
        ? fill(words.shelfOwn, { time })
        : words.shelfWait
  const button = (text, onClick) => (
    <button type="button" className="link" onClick={onClick}>
      {text}
    </button>
  )
  return (
    <p className="caption">
      <span role="status">{said}</span>{' '}
      {consent &&
        (original
          ? button(words.showOwn, redo)
          : late
            ? button(words.showNew, redo)
            : isOwn && button(words.showOriginal, restore))}
    </p>
  )
}

/** @param {number} [props.explained] how many of the first products can be explained */
export function RankedGrid({ list, products, title, className = 'grid', explained = 0 }) {
  const order = useOrder(list, products)
  const consent = useConsent('content')
  return (
    <>
      <div className="shelf-head">
        {title}
        <Caption order={order} products={products} />
      </div>
      <ul className={className} ref={order.ref} data-inkling-ranked={list}>
        {order.items.map((product, place) => (
          <Card key={product.id} product={product} list={list} explained={consent && place < explained} />
        ))}
      </ul>
    </>
  )
}

/** A list in an order that Inkling must not change. Opened products are still recorded. */
export function PlainGrid({ list, products, title }) {
  return (
    <>
      <div className="shelf-head">{title}</div>
      <ul className="grid" data-plain={list}>
        {products.map((product) => (
          <Card
            key={product.id}
            product={product}
            onOpen={({ nativeEvent }) => nativeEvent.isTrusted && inkling.track('click', product, { list })}
          />
        ))}
      </ul>
    </>
  )
}
