// The variation "For this reader" of the Query Loop block. The server marks its list when it renders it.
;((blocks, i18n) => {
  blocks.registerBlockVariation('core/query', {
    name: 'inkling/for-this-reader',
    title: i18n.__('For this reader', 'inkling'),
    description: i18n.__("A list of posts that Inkling orders in the reader's own browser.", 'inkling'),
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
})(window.wp.blocks, window.wp.i18n)
