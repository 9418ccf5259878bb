export const travel = {}
