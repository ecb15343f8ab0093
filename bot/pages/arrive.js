// Bring a turn to the top of the window when it comes, and hold it there while what stands
// above it folds up and what stands in it is drawn.  The reader's first own move ends it.
const HOLD_MS = 1200;
const MOVES = ["wheel", "touchstart", "pointerdown", "keydown"];

export default function ({ parentElement }) {
  const turn = parentElement.closest('[class*="st-key-turn-"]');
  if (!turn || turn.dataset.arrived) return;
  turn.dataset.arrived = "yes";
  const end = performance.now() + HOLD_MS;
  let held = true;
  const release = () => {
    held = false;
    MOVES.forEach((move) => window.removeEventListener(move, release, true));
  };
  MOVES.forEach((move) => window.addEventListener(move, release, true));
  const hold = () => {
    if (!held || performance.now() > end || !turn.isConnected) return release();
    if (Math.abs(turn.getBoundingClientRect().top - offset(turn)) > 1) {
      turn.scrollIntoView({ block: "start" });
    }
    window.requestAnimationFrame(hold);
  };
  hold();
}

function offset(turn) {
  return parseFloat(getComputedStyle(turn).scrollMarginTop) || 0;
}
