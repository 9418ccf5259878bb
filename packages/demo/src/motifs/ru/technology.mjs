export const technology = {}
