// Browser notifications, asked for by one press. They carry the notice that the program wrote for it: never a name.

const button = document.getElementById('notify');
const able = 'Notification' in globalThis && isSecureContext;

const show = () => {
  button.hidden = !able || Notification.permission !== 'default';
};
button.addEventListener('click', async () => {
  await Notification.requestPermission();
  show();
  if (button.hidden) document.getElementById('box').focus();
});
show();

/** Tell of what came while the page was not looked at. @param {{id: string, author: string, notice?: string}[]} said */
export function notify(said) {
  if (!able || !document.hidden || Notification.permission !== 'granted') return;
  for (const { id, author, notice } of said) {
    if (author !== 'rungs' || !notice) continue;
    // The tag keeps two open tabs from telling the same thing twice.
    const note = new Notification('Rungs', { body: notice, tag: id });
    note.onclick = () => {
      window.focus();
      note.close();
    };
  }
}
