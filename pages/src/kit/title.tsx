// What a tab is called: what is open in it, the page, and the product. The last that is shown counts, so what opens over
// a page is told before it.
type Props = { of: string[] };

export const Title = ({ of }: Props) => <title>{[...of, "Arris"].join(" - ")}</title>;
