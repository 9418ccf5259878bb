/** Which language a pack is of: the code at the end of its folder's name. */
export const PACK_CODE = /-([a-z]{2,8})\/$/
