/** `data-audience="children"` on any element, on `<html>` or the script tag: the page is for children. */
export const CHILDREN = '[data-audience=children]'
