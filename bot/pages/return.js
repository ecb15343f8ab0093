// The provider sends who has signed in back to the start.  Whoever came with an address, a link
// to an answer for one, is brought on to it.  Kept for this tab alone, and only until then.
const KEY = "onrecord-wanted";

export default function ({ data }) {
  const here = window.location.pathname + window.location.search;
  try {
    if (!data.signed_in) {
      if (here !== "/") window.sessionStorage.setItem(KEY, here);
      return;
    }
    const wanted = window.sessionStorage.getItem(KEY);
    window.sessionStorage.removeItem(KEY);
    // one slash and no more: two would name another host
    if (wanted && /^\/[^/\\]/.test(wanted) && wanted !== here) window.location.replace(wanted);
  } catch {
    return; // storage is switched off: they stay at the start
  }
}
