/** Buttons: a verb in words, or an icon that always carries its name. */
import type { ComponentProps, ReactNode } from "react";

type Look = "plain" | "primary" | "quiet" | "link";

interface ButtonProps extends ComponentProps<"button"> {
  readonly look?: Look;
}

export function Button({ look = "plain", className = "", ...rest }: ButtonProps): ReactNode {
  return <button type="button" data-look={look} className={`ll-button ${className}`} {...rest} />;
}

interface IconButtonProps extends Omit<ButtonProps, "aria-label"> {
  /** What it does: the accessible name and the tooltip. */
  readonly label: string;
  /** Keys that do the same, e.g. "Ctrl+Z". */
  readonly keys?: string;
}

export function IconButton({ label, keys, ...rest }: IconButtonProps): ReactNode {
  return <Button look="quiet" data-icon="" aria-label={label} title={keys === undefined ? label : `${label} (${keys})`} {...rest} />;
}
