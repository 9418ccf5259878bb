/**
 * Objects without a prototype. A script may add properties to `Object.prototype` (a query parser that accepts
 * `?__proto__[consent]=granted`, a merge of JSON that contains `__proto__`), and every ordinary object then inherits
 * them: a property that is absent would be read from there. So whatever decides on consent, options, URLs or plans is
 * read from objects that inherit nothing.
 */

/**
 * A copy of an object's own properties, without a prototype. Each property is read once, so a getter can't give two
 * answers. Empty if `from` isn't an object.
 */
export const own = <T>(from: T): T => ({ __proto__: null, ...from })

/** Like `JSON.parse`, but the objects have no prototype. @throws SyntaxError */
export const parseOwn = (json: string): ReturnType<typeof JSON.parse> =>
  JSON.parse(json, (_, value) =>
    value && typeof value === 'object' && !Array.isArray(value) ? Object.setPrototypeOf(value, null) : value,
  )
