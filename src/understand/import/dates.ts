// "Connected On" as LinkedIn, Excel and its translations write it → YYYY-MM-DD. Pure.

const MONTHS: Readonly<Record<string, number>> = Object.fromEntries(
  [
    'jan janv ene gen enero gennaio january januar janvier janeiro januari',
    'feb fev fevr february februar fevrier febrero febbraio fevereiro februari',
    'mar mrz maerz marz mars mrt march marzo marco maart',
    'apr avr abr april avril abril aprile',
    'may mai mayo maggio mag maio mei',
    'jun juin june juni junio giugno giu junho',
    'jul juil july juli juillet julio luglio lug julho',
    'aug aout ago august agosto augustus',
    'sep sept set september septembre septiembre settembre setembro',
    'oct okt ott out october oktober octobre octubre ottobre outubro',
    'nov november novembre noviembre novembro',
    'dec dez dic december dezember decembre diciembre dicembre dezembro',
  ].flatMap((names, month) => names.split(' ').map((name) => [name, month + 1])),
);

/** The date, or undefined where there is none to be sure of. Of figures alone only those with the year first or dots are read. */
export function readDate(text: string): string | undefined {
  const plain = text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase().trim();
  const worded =
    /^(\d{1,2})(?:\.|er|º|st|nd|rd|th)?[\s\-/]+(?:de\s+)?([a-z]+)\.?[\s\-/,]+(?:de\s+)?(\d{4}|\d{2})$/u.exec(
      plain,
    );
  if (worded) return dated(worded[3] ?? '', MONTHS[worded[2] ?? ''] ?? 0, worded[1] ?? '');
  const american = /^([a-z]+)\.?\s+(\d{1,2}),?\s+(\d{4})$/u.exec(plain);
  if (american) return dated(american[3] ?? '', MONTHS[american[1] ?? ''] ?? 0, american[2] ?? '');
  const iso = /^(\d{4})-(\d{2})-(\d{2})(?:[t ].*)?$/u.exec(plain);
  if (iso) return dated(iso[1] ?? '', Number(iso[2]), iso[3] ?? '');
  const dots = /^(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4}|\d{2})$/u.exec(plain);
  return dots ? dated(dots[3] ?? '', Number(dots[2]), dots[1] ?? '') : undefined;
}

function dated(year: string, month: number, day: string): string | undefined {
  const whole = year.length === 2 ? `20${year}` : year;
  const date = `${whole}-${String(month).padStart(2, '0')}-${day.padStart(2, '0')}`;
  const read = new Date(`${date}T00:00:00Z`);
  return !Number.isNaN(read.getTime()) && read.toISOString().startsWith(date) ? date : undefined;
}
