/** Addresses at which networks take what is shared. With a receiver of the site's choosing it is a contact, and no share. */
const SHARE =
  /^(?:(?:https?:)?\/\/(?:[\w-]+\.)*(?:facebook\.com\/(?:share[.r]|dialog\/)|(?:twitter|x)\.com\/(?:intent\/(?:tweet|post)|share)|(?:t|telegram)\.me\/share|vk\.(?:com|ru)\/share|wa\.me\/\?|whatsapp\.com\/send\/?\?(?!.*phone)|linkedin\.com\/shar|reddit\.com\/submit|pinterest\.[\w.]+\/pin\/create|(?:bsky\.app|threads\.\w+)\/intent)|whatsapp:|mailto:\?)/i

/** Whether an address passes something on to others. */
export function isShareAddress(href: string): boolean {
  return SHARE.test(href)
}
