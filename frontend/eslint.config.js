import js from "@eslint/js";
import jsxA11y from "eslint-plugin-jsx-a11y";
import hooks from "eslint-plugin-react-hooks";
import globals from "globals";
import ts from "typescript-eslint";

/**
 * Imports run one way: shared -> features -> app. Another folder is always written with @/, so the first words of an
 * import say where it leads: that is all these zones look at.
 */
function zone(files, ...patterns) {
  return { files: [files], rules: { "no-restricted-imports": ["error", { patterns }] } };
}
const upwards = { regex: "^\\.\\./", message: "write another folder with @/" };
const library = { regex: "^react-aria-components", message: "use the kit in shared/ui" };
const wholeLibrary = { regex: "^react-aria-components$", message: "name the one component: the rest weighs" };

const zones = [
  zone(
    "src/shared/**/*.{ts,tsx}",
    upwards,
    wholeLibrary,
    { regex: "^@/(features|app)", message: "shared knows no feature" },
  ),
  zone(
    "src/features/**/*.{ts,tsx}",
    upwards,
    library,
    { regex: "^@/app", message: "pages compose features, not the reverse" },
    { regex: "^@/features", message: "a feature never reaches into another: the page composes them" },
  ),
  zone(
    "src/app/**/*.{ts,tsx}",
    library,
    { regex: "^@/features/[^/]+/", message: "a feature is entered through its index" },
  ),
];

export default ts.config(
  { ignores: ["dist", "public", "src/api", "src/locales", "node_modules"] },
  js.configs.recommended,
  ...ts.configs.strict,
  { languageOptions: { globals: { ...globals.browser } } },
  { files: ["scripts/**", "*.config.*", "build-plugins/**"], languageOptions: { globals: { ...globals.node } } },
  { files: ["src/**/*.tsx"], ...jsxA11y.flatConfigs.strict },
  {
    files: ["src/**/*.tsx"],
    // A region that scrolls must be reachable by keyboard (WCAG 2.1.1): it takes the focus.
    rules: { "jsx-a11y/no-noninteractive-tabindex": ["error", { tags: [], roles: ["tabpanel", "region"] }] },
  },
  { files: ["src/**/*.{ts,tsx}"], plugins: { "react-hooks": hooks }, rules: hooks.configs.recommended.rules },
  ...zones,
);
