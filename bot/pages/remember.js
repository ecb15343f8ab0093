// Keep a reader's id in this browser, so that a reload or a restart comes back to the same
// conversations.  No cookie: it is sent to nobody but this page, and only when it opens.
const KEY = "onrecord-reader";

export default function ({ data, setTriggerValue }) {
  let kept = null;
  try {
    kept = window.localStorage.getItem(KEY);
    if (!kept) window.localStorage.setItem(KEY, data.id);
  } catch {
    return; // storage is switched off: the id lasts as long as the session
  }
  if (kept && kept !== data.id && !data.settled) setTriggerValue("reader", kept);
}
