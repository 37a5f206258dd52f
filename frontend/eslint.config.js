import js from "@eslint/js";
import { importX } from "eslint-plugin-import-x";
import jsxA11y from "eslint-plugin-jsx-a11y";
import hooks from "eslint-plugin-react-hooks";
import globals from "globals";
import ts from "typescript-eslint";

// Imports run one way: shared -> features -> app. A feature never reaches into another one; pages in app compose them.
const zones = {
  files: ["src/**/*.{ts,tsx}"],
  plugins: { "import-x": importX },
  rules: {
    "import-x/no-restricted-paths": [
      "error",
      {
        basePath: import.meta.dirname,
        zones: [
          { target: "./src/shared", from: ["./src/features", "./src/app"], message: "shared knows no feature" },
          { target: "./src/features", from: "./src/app", message: "pages compose features, not the reverse" },
          {
            target: "./src/features/*/!(index)*",
            from: "./src/locales",
            message: "catalogues are loaded by shared/i18n",
          },
        ],
      },
    ],
    "no-restricted-imports": [
      "error",
      {
        patterns: [
          { group: ["../../*"], message: "use @/ for another folder" },
          { regex: "^@/features/[^/]+/.+", message: "a feature is imported through its index" },
          { regex: "^react-aria-components$", message: "import the one component: react-aria-components/Button" },
        ],
      },
    ],
  },
  settings: { "import-x/resolver": { typescript: false } },
};

export default ts.config(
  { ignores: ["dist", "src/api", "src/locales", "node_modules"] },
  js.configs.recommended,
  ...ts.configs.strict,
  { languageOptions: { globals: { ...globals.browser } } },
  { files: ["scripts/**", "*.config.*", "build-plugins/**"], languageOptions: { globals: { ...globals.node } } },
  { files: ["src/**/*.tsx"], ...jsxA11y.flatConfigs.strict },
  { files: ["src/**/*.{ts,tsx}"], plugins: { "react-hooks": hooks }, rules: hooks.configs.recommended.rules },
  zones,
);
