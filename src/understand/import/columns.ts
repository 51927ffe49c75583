// What the head of a list calls its columns, in the languages and programs that write them; and which program wrote it. Pure.

/** What a column may hold for us. */
export type Column =
  | 'name'
  | 'first'
  | 'middle'
  | 'last'
  | 'nickname'
  | 'organization'
  | 'position'
  | 'email'
  | 'url'
  | 'notes'
  | 'connected'
  | 'labels'
  | 'phone';

/** Heads folded to letters and figures. Where several columns of a file fit one thing, the first in this list that is filled holds. */
const ALIASES: Readonly<Record<Column, string>> = {
  name: 'name fullname displayname contactname contact person nomcomplet nombrecompleto nomecompleto volledigenaam anzeigename',
  first: 'firstname givenname first vorname prenom nombre nome voornaam fornamn fornavn imie',
  middle: 'middlename additionalname weiterevornamen deuxiemeprenom segundonombre tweedenaam secondonome',
  last: 'lastname familyname surname last nachname nom apellidos apellido cognome sobrenome achternaam efternamn etternavn nazwisko',
  nickname: 'nickname spitzname surnom apodo apelido soprannome bijnaam',
  organization:
    'company organization organisation organizationname organization1name employer companyname org firma unternehmen entreprise societe empresa azienda societa bedrijf organisatie',
  position:
    'position jobtitle organizationtitle organization1title role funktion poste cargo puesto posizione functie',
  email:
    'emailaddress email email1value primaryemail email1 email1address mail emailadresse emailadresse1 courriel adresseemail adressedemessagerie correoelectronico correo direcciondecorreoelectronico enderecodeemail indirizzoemail indirizzopostaelettronica emailadres secondaryemail email2value email2address email3value email3address',
  url: 'url profileurl linkedin linkedinurl linkedinprofile linkedinprofileurl website website1value webpage homepage link web profile webseite siteweb paginaweb',
  notes: 'notes note notizen remarques notas notities',
  connected:
    'connectedon verbundenam datedeconnexion connecteele fechadeconexion conectadoem collegatoil verbondenop',
  labels: 'labels groupmembership',
  phone:
    'phone phone1value mobilephone mobile phonenumber primaryphone homephone businessphone telefon telephone telefono telefone telefoon mobilnummer',
};

const byHead = new Map(
  (Object.entries(ALIASES) as [Column, string][]).flatMap(([column, names]) =>
    names.split(' ').map((name, rank) => [name, { column, rank }] as const),
  ),
);

/** A head as it is looked up. */
const headKey = (head: string): string =>
  head
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '');

/** Which columns hold what: for each thing the columns that fit it, the likeliest first. */
export type Columns = Readonly<Partial<Record<Column, readonly number[]>>>;

/** Columns by what stands above them. */
export function columnsOf(heads: readonly string[]): Columns {
  const found = heads.flatMap((head, at) => {
    const known = byHead.get(headKey(head));
    return known ? [{ ...known, at }] : [];
  });
  found.sort((a, b) => a.rank - b.rank || a.at - b.at);
  const columns: Partial<Record<Column, number[]>> = {};
  for (const { column, at } of found) columns[column] = [...(columns[column] ?? []), at];
  return columns;
}

/** How many of these heads are known. */
export const knownHeads = (heads: readonly string[]): number =>
  heads.filter((head) => byHead.has(headKey(head))).length;

/** Which program's list it is, as members call it. */
export type Source = 'LinkedIn' | 'Google' | 'Outlook' | 'Thunderbird' | 'Rungs' | 'jobs' | 'other';

/** The columns of our own contacts.csv (account/csv.ts writes them). */
const ownHeads =
  'First Name,Last Name,Nickname,File As,Organization Name,Notes,Labels,E-mail 1 - Value,Website 1 - Value';

/** The program whose heads these are. */
export function sourceOf(heads: readonly string[]): Source {
  const keys = new Set(heads.map(headKey));
  const columns = columnsOf(heads);
  if (heads.join(',') === ownHeads) return 'Rungs';
  if (columns.connected && columns.first) return 'LinkedIn';
  if (keys.has('email1value') || keys.has('phone1value')) return 'Google';
  if (keys.has('emaildisplayname') || (keys.has('emailaddress') && keys.has('businessphone')))
    return 'Outlook';
  if (keys.has('primaryemail') && keys.has('screenname')) return 'Thunderbird';
  if (keys.has('listname') && keys.has('companydomain')) return 'jobs';
  return 'other';
}
