// Applies the kept theme before the first paint; a module would come too late.
try {
  const theme = localStorage.getItem("glasshouse.theme");
  if (theme === "light" || theme === "dark") document.documentElement.dataset.theme = theme;
} catch {
  // A browser that keeps nothing follows the system.
}
