export declare function withLikelyNames(code: string, isQuick?: boolean): string
