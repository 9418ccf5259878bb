export const food = {}
