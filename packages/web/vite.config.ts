/** How the web application is built and, while developing, served with the API behind it. */
import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";

const server = process.env["LEADLINE_SERVER"] ?? "http://127.0.0.1:3000";

export default defineConfig({
  plugins: [react()],
  build: {
    outDir: "../../dist/web",
    emptyOutDir: true,
    target: "es2023",
    // A data: address would need a wider content security policy than 'self'.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    // What the project page may load in all is asserted, compressed, in a browser test.
    chunkSizeWarningLimit: 1200,
  },
  server: { proxy: { "/api": { target: server, changeOrigin: true, headers: { origin: server } } } },
});
