const CURRENCY = /^\s*(?:dhs?|mad|dirhams?|درهم|دراهم|euros?|eur|€|\$|fcfa|cfa)(?!\p{L})/iu

/** Whether what follows a number makes an amount of it. */
export function isMoneyBefore(after: string): boolean {
  return CURRENCY.test(after.slice(0, 12))
}
