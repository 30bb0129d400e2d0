import type { ReactNode } from "react";
import { AsOf, Trouble, type Reading } from "./reading.tsx";

interface PanelProps {
  readonly title: string;
  readonly className?: string;
  readonly reading?: Reading<{ readonly hub: { readonly now: string } }>;
  readonly tools?: ReactNode;
  readonly children: ReactNode;
}

/** A part of a page with its own data: a title, how old it is, and what went wrong with it. */
export function Panel({ title, className = "", reading, tools, children }: PanelProps) {
  return (
    <section className={`panel ${className}`} aria-label={title}>
      <header>
        <h2>{title}</h2>
        {tools}
        <span className="spring" />
        {reading === undefined ? null : <AsOf reading={reading} />}
      </header>
      {reading === undefined ? null : <Trouble reading={reading} />}
      {children}
    </section>
  );
}

/** A table that scrolls inside its panel, and can be scrolled by keys. */
export function Scroll({
  label,
  children,
  onKeyDown,
}: {
  readonly label: string;
  readonly children: ReactNode;
  readonly onKeyDown?: (event: React.KeyboardEvent<HTMLElement>) => void;
}) {
  return (
    <div className="scroll" tabIndex={0} role="group" aria-label={label} onKeyDown={onKeyDown}>
      {children}
    </div>
  );
}

export const Empty = ({ children }: { readonly children: ReactNode }) => (
  <p className="empty">{children}</p>
);
