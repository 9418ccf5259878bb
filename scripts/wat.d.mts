export function wat(): import('rollup').Plugin
