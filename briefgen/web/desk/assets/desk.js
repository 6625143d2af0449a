// The countdown. Without it the page says how long it was when it was loaded.
const count = document.querySelector(".count");
if (count) {
  const until = Date.parse(count.dataset.until);
  const ahead = Date.now() - Date.parse(count.dataset.now); // clocks of editors are wrong
  const tick = () => {
    const left = Math.max(0, Math.round((until - (Date.now() - ahead)) / 1000));
    const minutes = Math.floor(left / 60);
    count.textContent = left === 0 ? "now" : `in ${minutes}:${String(left % 60).padStart(2, "0")}`;
    count.classList.toggle("soon", left < 300);
    if (left > 0) setTimeout(tick, 1000);
  };
  tick();
}
