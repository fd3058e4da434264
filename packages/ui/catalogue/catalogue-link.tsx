import type { LinkLikeProps } from '../src/index.ts';

/** A link that looks and focuses like the portal's and goes nowhere: a story has no other page. */
export function CatalogueLink({ to, onClick, children, ...rest }: LinkLikeProps) {
  return (
    <a
      href={to}
      {...rest}
      onClick={(event) => {
        event.preventDefault();
        onClick?.(event);
      }}
    >
      {children}
    </a>
  );
}
