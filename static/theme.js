// Applies what is kept before the first paint: the theme, and whether the greeting was seen. A module would come too late.
try {
  const { dataset } = document.documentElement;
  const theme = localStorage.getItem("glasshouse.theme");
  if (theme === "light" || theme === "dark") dataset.theme = theme;
  if (localStorage.getItem("glasshouse.hello") === "seen") dataset.hello = "seen";
} catch {
  // A browser that keeps nothing follows the system.
}
