import "./styles.css";

import { StrictMode } from "react";
import { createRoot } from "react-dom/client";

import { preloadPage, Providers } from "@/app/Providers";
import { setUpApi } from "@/shared/api";
import { activate, preferredLanguage } from "@/shared/i18n";
import { applyTheme, storedTheme } from "@/shared/lib/theme";

setUpApi();
applyTheme(storedTheme());
// The words and the page's own script travel together.
void preloadPage();
await activate(preferredLanguage());

const root = document.getElementById("root");
if (!root) throw new Error("index.html has no #root");
createRoot(root).render(
  <StrictMode>
    <Providers />
  </StrictMode>,
);
