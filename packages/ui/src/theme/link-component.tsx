import {
  createContext,
  createElement,
  useContext,
  type ComponentType,
  type CSSProperties,
  type MouseEvent,
  type ReactNode,
  type Ref,
} from 'react';

/** What a router's `Link` takes; every link of this package passes only these. */
export type LinkLikeProps = {
  to: string;
  children?: ReactNode;
  className?: string;
  style?: CSSProperties;
  title?: string;
  tabIndex?: number;
  ref?: Ref<HTMLAnchorElement>;
  onClick?: (event: MouseEvent<HTMLAnchorElement>) => void;
  onPointerEnter?: () => void;
  onFocus?: () => void;
  'aria-current'?: 'page' | undefined;
  'aria-label'?: string | undefined;
};

export type LinkComponent = ComponentType<LinkLikeProps>;

/** A plain anchor, for a page without a router. */
export function PlainLink({ to, children, ...rest }: LinkLikeProps) {
  return (
    <a href={to} {...rest}>
      {children}
    </a>
  );
}

const LinkContext = createContext<LinkComponent>(PlainLink);

export const LinkProvider = LinkContext.Provider;

/** A link inside the portal: the router's, as given to `ThemeRoot`; a plain anchor without one. */
export const RouteLink = (props: LinkLikeProps) => createElement(useContext(LinkContext), props);
