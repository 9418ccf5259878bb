/**
 * Objects without a prototype. A script may add properties to `Object.prototype` (a query parser that accepts
 * `?__proto__[consent]=granted`, a merge of JSON that contains `__proto__`). Every ordinary object then inherits these
 * properties unless it has its own. So anything that decides on consent, options, URLs or plans is read from objects
 * that inherit nothing.
 */

/**
 * A copy of an object's own properties, without a prototype. Each property is read only once, so that a getter can't
 * return two different values. Empty if `from` isn't an object.
 */
export const own = <T>(from: T): T => ({ __proto__: null, ...from })

/** Like `JSON.parse`, but the objects have no prototype. @throws SyntaxError */
export const parseOwn = (json: string): ReturnType<typeof JSON.parse> =>
  JSON.parse(json, (_, value) =>
    value && typeof value === 'object' && !Array.isArray(value) ? Object.setPrototypeOf(value, null) : value,
  )
