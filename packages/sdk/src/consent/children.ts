/** `data-audience="children"` on `<html>` or the script tag: the page is for children. On anything else it may be a comment's. */
export const CHILDREN = ':is(html,script)[data-audience=children]'
