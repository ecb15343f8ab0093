// Load what draws an answer while the reader looks at the start, so that the first comes at once.
export default function ({ data }) {
  const script = document.querySelector('script[type="module"][src*="/static/js/"]');
  if (!script || window.loadedAhead) return;
  const load = async () => {
    await Promise.allSettled(data.modules.map((name) => import(new URL(name, script.src))));
    window.loadedAhead = true;
  };
  (window.requestIdleCallback ?? window.setTimeout)(load);
}
