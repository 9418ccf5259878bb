// The variation "For this reader" of the Query Loop block. The server marks its list when it renders it.
;((blocks, texts) => {
  blocks.registerBlockVariation('core/query', {
    name: 'inkling/for-this-reader',
    title: texts.title,
    description: texts.description,
    icon: 'sort',
    scope: ['inserter'],
    isActive: ['namespace'],
    attributes: {
      namespace: 'inkling/for-this-reader',
      enhancedPagination: false,
      query: { perPage: 10, pages: 0, offset: 0, postType: 'post', order: 'desc', orderBy: 'date', inherit: false },
    },
    allowedControls: ['postType', 'order', 'taxQuery', 'author', 'search', 'perPage'],
    innerBlocks: [
      [
        'core/post-template',
        {},
        [
          ['core/post-title', { isLink: true, level: 3 }],
          ['core/post-terms', { term: 'category' }],
          ['core/post-date'],
        ],
      ],
    ],
  })
})(window.wp.blocks, window.inklingEditor)
