// Browser notifications, asked for by one press. They carry the notice that the program wrote for it: never a name.

const button = document.getElementById('notify');
const line = document.getElementById('notified');
const able = 'Notification' in globalThis && isSecureContext;

const show = () => {
  button.hidden = !able || Notification.permission !== 'default';
};

const answers = {
  granted: 'Done. While this tab is in the background, your browser tells you of what comes.',
  denied: "Your browser keeps notifications off for this page. A count in the tab's title still tells you.",
};

button.addEventListener('click', async () => {
  const answer = await Notification.requestPermission();
  show();
  line.textContent = answers[answer] ?? '';
  if (button.hidden) document.getElementById('box').focus();
});
show();

/** Tell of what came while the page was not looked at. @param {{id: string, author: string, notice?: string}[]} said */
export function notify(said) {
  if (!able || !document.hidden || Notification.permission !== 'granted') return;
  for (const { id, author, notice } of said) {
    if (author !== 'rungs' || !notice) continue;
    try {
      // The tag keeps two open tabs from telling the same thing twice.
      const note = new Notification('Rungs', { body: notice, tag: id });
      note.onclick = () => {
        window.focus();
        note.close();
      };
    } catch {
      // Browsers of phones let no open page do this; the count in the title is left.
      return;
    }
  }
}
