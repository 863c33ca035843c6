/** The page of Istio or Kiali about one of their codes, for the first code that has one. */
export function upstreamPage(codes: readonly string[] = []): string | undefined {
  for (const code of codes) {
    if (/^IST\d{4}$/.test(code)) return `https://istio.io/latest/docs/reference/config/analysis/${code.toLowerCase()}/`;
    if (/^KIA\d{4}$/.test(code)) return `https://kiali.io/docs/features/validations/#${code.toLowerCase()}`;
  }
  return undefined;
}
