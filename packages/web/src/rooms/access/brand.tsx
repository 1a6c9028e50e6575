/** The product's mark above a card that stands alone on its page. */
import type { ReactNode } from "react";

export function Brand(): ReactNode {
  return (
    <p className="ac-brand">
      <img src="/leadline.svg" alt="" width={28} height={28} />
      Leadline
    </p>
  );
}
