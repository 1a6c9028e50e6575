/** Starts the web application: session first, then the pages. */
import "@fontsource-variable/inter/wght.css";
import "@fontsource-variable/jetbrains-mono/wght.css";
import "./ui/mantine-parts.css";
import "./ui/tokens.css";
import "./ui/furniture.css";
import "./ui/mantine.css";
import "./app/shell.css";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { Application } from "./app/application.tsx";
import { offerToTests } from "./store/rest.ts";

offerToTests();
const root = document.getElementById("root");
if (root) {
  createRoot(root).render(
    <StrictMode>
      <Application />
    </StrictMode>,
  );
}
