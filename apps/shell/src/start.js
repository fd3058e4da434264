// Runs before the first paint, as a file of its own because the content security policy allows no inline script.
// It applies what the person chose on this device, so that the page neither flashes nor jumps.
(function () {
  var root = document.documentElement;
  var chosen = {};
  try {
    chosen = JSON.parse(localStorage.getItem('foyer.preferences') || '{}').state || {};
  } catch {
    // Storage is closed or holds something else: the defaults do.
  }
  var dark =
    chosen.mode === 'dark' || (chosen.mode !== 'light' && matchMedia('(prefers-color-scheme: dark)').matches);
  root.dataset.scheme = dark ? 'dark' : 'light';
  root.dataset.density = chosen.density === 'comfortable' ? 'comfortable' : 'compact';
  root.dataset.start =
    location.pathname === '/sign-in' ? 'bare' : chosen.sidebarCollapsed ? 'collapsed' : 'frame';
})();
