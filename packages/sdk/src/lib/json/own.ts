/**
 * What a script has put onto `Object.prototype` (by a query parser that takes `?__proto__[consent]=granted`, by a merge of JSON
 * with `__proto__` in it) is inherited by every object that has a prototype: what isn't there would be read from it. Whatever decides on consent,
 * options, addresses or plans is read from objects that inherit nothing.
 */

/** A copy with the own properties alone, each read once: a getter can't answer twice. Empty for what is no object. */
export const own = <T>(from: T): T => ({ __proto__: null, ...from })

/** As `JSON.parse`, but no object inherits anything. @throws SyntaxError */
export const parseOwn = (json: string): ReturnType<typeof JSON.parse> =>
  JSON.parse(json, (_, value) =>
    value && typeof value === 'object' && !Array.isArray(value) ? Object.setPrototypeOf(value, null) : value,
  )
