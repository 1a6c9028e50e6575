/** Passwords of twelve characters and more that are tried first: words that lists of leaked passwords are full of, and the ways in which people make them longer. */

/** Words and phrases, most of them from the heads of leaked lists; Russian ones as they come out of a Latin keyboard, too. Grouped for people who add to them. */
export const COMMON_WORDS = words(`
  password passwort passwords passwd pass pwd parola parole senha contrasena contraseña motdepasse haslo wachtwoord losenord megaparol parol parool sifre temppassword
  admin administrator adminadmin root user guest test tester testing demo default login signin access account secret geheim temp temporary master superuser superadmin system sysadmin server
  manager office company business support service backup database oracle cisco linux windows microsoft google facebook linkedin twitter instagram youtube amazon apple samsung sony nokia android iphone internet computer laptop
  leadline projectmanager project projects portfolio program programme planning planner schedule gantt milestone welcome willkommen bienvenue benvenuto welkom changeme changeit letmein letmeinn letmeinplease openup opensesame sesame
  hello hallo hellothere helloworld bonjour ciao hola hej salut privet goodbye goodmorning goodluck please thankyou whatever nothing something anything everything nevermind unknown anonymous noname
  iloveyou iloveu iloveme loveyou lovely loveme lover lovelove love liebe amour amore teamo tequiero ichliebedich seniseviyorum ilovemyfamily ilovejesus ilovegod ilovemymom myfamily foreveryoung
  qwerty qwertz azerty qwer asdf asdfgh zxcv zxcvbn zxcvbnm qwe asd zxc qaz wsx edc rfv abc abcd abcde abcdef abcdefg xyz aaa qqq zzz xxx
  monkey dragon tiger lion panther bear wolf eagle falcon hawk shark dolphin horse pony kitty kitten hellokitty puppy doggie cat dog cow bird fish duck snake spider scorpion butterfly turtle rabbit bunny mouse chicken monster unicorn phoenix
  sunshine moonlight starlight sunflower rainbow flower flowers summer winter spring autumn january february march april may june july august september october november december monday tuesday wednesday thursday friday saturday sunday
  princess prince queen king angel angels heaven devil demon shadow ghost spirit magic wizard knight warrior soldier ninja samurai pirate hunter ranger killer assassin sniper hacker
  superman batman spiderman ironman wolverine hulk captain america avengers starwars starwarsfan skywalker vader jedi yoda matrix neo trinity terminator godzilla pokemon pikachu naruto sasuke goku dragonball digimon mario luigi sonic zelda tetris minecraft roblox fortnite counterstrike callofduty warcraft worldofwarcraft warhammer diablo starcraft mortalkombat residentevil finalfantasy devilmaycry needforspeed halo gamer playstation xbox nintendo moderncombat runescape
  football soccer baseball basketball hockey tennis golf cricket rugby boxing karate fussball futbol futebol arsenal chelsea liverpool manchester manchesterunited barcelona realmadrid juventus milan inter internazionale bayern dortmund schalke celtic rangers everton lakers bulls yankees redsox cowboys steelers packers eagles raiders
  michael jennifer jordan jessica daniel ashley andrew joshua matthew thomas robert nicole amanda charlie william george maggie michelle hannah anthony patrick martin richard samantha elizabeth victoria alexander alexandra alexandr alexis christopher christian christina christine sebastian benjamin jonathan nicholas natasha anastasia vladimir vladimirovna dmitry sergey andrey oleg ivan olga elena marina irina natalia tatiana svetlana nastya
  david james john joseph steven kevin brian justin brandon tyler kyle eric mark peter paul simon stefan markus andreas marcus oliver lucas max anna maria laura sarah julia sophie emma emily olivia isabella gabriel gabriela fernando francisco alejandro carlos antonio roberto ricardo miguel angelo giovanni francesco alessandro massimiliano giuseppe marek michal weronika arabella fatima mohammed muhammad ahmed ali ibrahim
  jamesbond bond agent justinbieber michaeljackson edwardcullen hannahmontana onedirection avrillavigne avrillavigne metallica nirvana slipknot linkinpark eminem rihanna beyonce madonna elvis beatles systemofadown greenday rammstein ronaldo ronaldinho messi maradona beckham schumacher
  london paris berlin munich hamburg vienna zurich madrid lisbon rome milano moscow istanbul tokyo beijing newyork boston chicago dallas houston losangeles california florida texas philadelphia sanfrancisco lasvegas toronto sydney auckland neworleans england germany france italy spain russia ukraine poland canada australia brazil mexico argentina deutschland
  mother father mommy daddy mama papa mamapapa sister brother family baby babygirl babyboy girl boy friend friends bestfriend honey sweetheart sweetie darling cutie sexy beautiful beauty pretty handsome happy happiness forever freedom peace truth faith jesus jesuschrist christ god lord godisgood jesuslovesme ingodwetrust blessed amen
  cookie cookiemonster chocolate candy sugar cheese cheeseburger pizza banana apple orange cherry strawberry peach lemon coffee peanut peanutbutter butter pepper ginger vanilla whiskey vodka beer wine
  money dollar rich gold golden silver diamond platinum crystal emerald ruby purple yellow green black white blue red pink orange greenlantern
  mustang ferrari porsche mercedes bmw corvette camaro harley davidson toyota honda yamaha suzuki subaru
  transformers supernatural professional international unbelievable intelligence scandinavian cosmopolitan construction satisfaction entertainment civilization configuration frederiksberg stratocaster ticketmaster morganstanley sonyericsson nightcrawler punksnotdead leavemealone seniorita trustno trustno1 trustnoone iseedeadpeople thecakeisalie whosyourdaddy ihatethisgame gettherefast anytimetoday ontheoutside necronomicon telechargement sonnenschein weihnachtsbaum weihnachtsmann schatz schatzi kartoffelpuffer przyjaciolki hedgehog stinkyfinger chesterfield antananarivu contortionist businessbabe schoolgirlie networking websolutions migrationschool startfinding heterosexual
  motherfucker fuck fucker fuckyou fuckoff fuckme fuckyoubitch fucktheworld shit bullshit bitch asshole pussy dick cock pornographic masturbation masturbating masterbating masterbaiting boobs iloveboobies pizdec polniypizdec
  gfhjkm ghjcnj ghbdtn ghbdtnrfrltkf flvbybcnhfnjh dkflbvbh dkflbvbhjdbx dkflbvbhjdyf vfvfvskfhfve vfvf gfgf fkmnthyfnbdf ghjcnjrfdibyj fktrcfylh fktrcfylhjdbx fktrcfylhjdyf ptybnxtvgbjy nhfdvfnjkju fynfyfyfhbde gjkysqgbpltw ghjcnjqgfhjkm lytghjgtnhjdcr nhecsyfujkjdt vfrcbv ghjcnjgbpltw gtnhjpfdjlcr bltynbabrfwbz bpgjldsgjldthnf cjdthitycndj vfhbyf nhfycajhvths rfnthbyf ghjnbdjcnjzybt ghjatccbjyfk gfhfktkjuhfv lytdybrbdfvgbhf ghtdtlvtldtl nhbujyjvtnhbz gthtrfnbgjkt zcfvfzkexifz ntktdbpjh jkiuztdtl tktyf cthutq
`);

/** Leaked so often that they stand in the heads of the lists, though nobody would guess why: mostly of programs that made many accounts. */
const AS_THEY_ARE = new Set(
  `
  mailcreated5240|sojdlg123aljg|ghhh47hj7649|chickenwing101|newproject2004|maurolarastefy|domainlock2005|momsanaladventure|hd764nw5d7e1vb1|
  23176djivanfros|lost4815162342|vanyarespekt|89231243658s|combat123654|4815162342lost|1234567890qw|ghjcnjrdfibyj|saun24865709|mevefalkcakk|
  hedimaptfcor|zqjphsyf6ctifgu|lhbjkjubz2957704|andrewjackie|networkingpe|boy4u2ownnyc|digitalprodu|installdevic|an83546921an13|olcrackmaster|
  32615948worms|41d8cd98f00b|nemvxyheqdd5oqxyxyzi|p030710p$e4o|01telemike01|installsqlst|89876065093rax|seemnemaailm|59382113kevinp|
  warhammer40k|passwordstandard|maprchem56458|iampurehaha2|corperfmonsy|weihnachtsbau|stickdaddy77|minnesota_hp|websolutionssu|amadeusptfcor|
  specialinsta|paraklast1974|webuivalidat|msorcloledbr|nondriversig|wazzkaprivet|fktrcfylhjdf|nick1234-rem936|aksjdlasdakj89879|23wkoa0fp78dk|
  6215mila6215|4815162342lf|pfqwtd27121988|cnfc35762209|findaupair007|alpha135792468|passwordassword|ipo54tj45uy856|89semtsriuty|sdicmt7seytn|
  blacksonblon|ktjynsq40147|bullnuts2003|050605rostik|19960610ilja|89063032220m|badiman28200|ne_e_pod_chehyl|hd764nw5d7e1vbv|josephphone7|
  configuratio|msoracle32re|bhrh0h2oof6xbqjeh|pe#5gz29ptzmse|111222tianya|n8zgt5p0shw=|yfdbufnjh10305070|g13916055158|5532361cnjqrf|
  0r968ji9ufj6|jundian2011xr|projectsadminx|john!20130605at1753|s8ylpe9jdpvym|mega_pizdetz666|qwegta13091990|doomsayer.2.7mords.v|
  friend of emily|doomsayer.2.7mords.vv|xtseo2011tdx|??????@mail.ru|friend of joan|sdf7asdf6asdg8df|zmx870919123|friend of gerly|
  inactive1996aug|lydcc20091314|dfg5fhg5vgfh1|123admin321a|hawkesbury93|yemi19900911|jkiuztdftl57|xantria10315|familiyafamiliya|vitor1268123|
  m01759766727|natiichen999|lightpower12345|stefangreil1983|total12scherz|somanypickles27|leliane50934|laurel12creek|yandi20080527|
  ezekiel11991|knackwurst8853|fallen_angel
`
    .replaceAll("\n  ", "")
    .trim()
    .split("|"),
);

/** What hands do on a keyboard, and what people count. Pieces of them, forwards or backwards, make no password. */
const RUNS = [
  "1234567890123456789012345678901234567890",
  "0101020304050607080910111213141516171819202122",
  "10203040506070809010", "112233445566778899001122", "111222333444555666777888999000", "122333444455555", "123123123123123123", "12123434565678789090", "4815162342", "159753159753", "147258369147258369", "741852963741852963", "123654789", "159357159357", "1357924680", "246813579", "135792468", "0123456789",
  "qwertyuiop[]asdfghjkl;'zxcvbnm,./", "qwertzuiopüasdfghjklöäyxcvbnm", "azertyuiopqsdfghjklmwxcvbn", "йцукенгшщзхъфывапролджэячсмитьбю",
  "abcdefghijklmnopqrstuvwxyz", "abcabcabcabcabc",
  "1qaz2wsx3edc4rfv5tgb6yhn7ujm8ik,9ol.0p;/", "qazwsxedcrfvtgbyhnujmikolp", "qazxswedcvfrtgbnhyujmkiolp", "zaqwsxcderfvbgtyhnmjuiklop", "1qazxsw23edcvfr45tgbnhy67ujm", "zaq12wsxcde34rfvbgt5", "zaq1xsw2cde3vfr4bgt5",
  "1q2w3e4r5t6y7u8i9o0p", "q1w2e3r4t5y6u7i8o9p0", "qawsedrftgyhujikolp", "1a2s3d4f5g6h7j8k9l", "a1s2d3f4g5h6j7k8l9", "z1x2c3v4b5n6m7", "1z2x3c4v5b6n7m", "1qa2ws3ed4rf5tg6yh7uj8ik9ol", "qweasdzxcqweasdzxc", "zxcasdqwezxcasdqwe", "123qweasdzxc", "qwaszxerdfcvtyghbn", "12qw34er56ty78ui90op", "1234qwerasdfzxcv", "123qwe456rty789uio", "qwerasdfzxcv", "1a2b3c4d5e6f7g8h", "a1b2c3d4e5f6g7h8", "123ewqasdcxz", "qwertasdfgzxcvb", "1a2a3a4a5a6a",
];

export const SEQUENCES = RUNS.flatMap((run) => [run, backwards(run)]);
const LEAST_PIECE = 3;
const LONGEST_PIECE = Math.max(...[...COMMON_WORDS, ...RUNS].map(({ length }) => length));
/** Nobody tries longer ones first, and looking at them would take long. */
const LONGEST = 64;
/** With more than two words in a row a password is a phrase, and no longer one that is tried first. */
const MOST_WORDS = 2;

/**
 * Whether somebody who tries what others choose finds it: one or two of the words, or pieces of rows and sequences, with
 * any digits and signs before, between and after them, in any case, with letters written as figures, or all of it repeated.
 */
export function isGuessablePassword(password: string): boolean {
  if (password.length > LONGEST) return false;
  const plain = password.toLowerCase();
  if (AS_THEY_ARE.has(plain)) return true;
  return isPredictable(plain) || isPredictable(unitOf(plain));
}

function words(text: string): ReadonlySet<string> {
  return new Set(text.split(/\s+/).filter((word) => word !== ""));
}

function backwards(text: string): string {
  return [...text].reverse().join("");
}

const FIGURES: Readonly<Record<string, string>> = { "0": "o", "1": "i", "3": "e", "4": "a", "5": "s", "7": "t", "@": "a", $: "s", "!": "i" };

function withLetters(text: string): string {
  return [...text].map((letter) => FIGURES[letter] ?? letter).join("");
}

/** What is repeated, where the whole text is repetitions of it. */
function unitOf(text: string): string {
  for (let length = 1; length <= text.length / 2; length += 1) if (text.length % length === 0 && text.slice(0, length).repeat(text.length / length) === text) return text.slice(0, length);
  return text;
}

/** The least number of words that the text needs, cut at the best places; digits and signs are free, and so are pieces of rows. */
function isPredictable(text: string): boolean {
  const least: number[] = [0];
  for (let end = 1; end <= text.length; end += 1) {
    let best = isNoLetter(text[end - 1]) ? (least[end - 1] ?? Number.POSITIVE_INFINITY) : Number.POSITIVE_INFINITY;
    for (let begin = Math.max(0, end - LONGEST_PIECE); begin < end; begin += 1) {
      const before = least[begin] ?? Number.POSITIVE_INFINITY;
      if (before < best) best = Math.min(best, before + costOf(text.slice(begin, end)));
    }
    least.push(best);
  }
  return (least[text.length] ?? Number.POSITIVE_INFINITY) <= MOST_WORDS;
}

function isNoLetter(letter: string | undefined): boolean {
  return letter !== undefined && !/\p{L}/u.test(letter);
}

function costOf(piece: string): number {
  if (piece.length >= LEAST_PIECE && (new Set(piece).size === 1 || SEQUENCES.some((run) => run.includes(piece)))) return piece.length >= 2 * LEAST_PIECE ? 0 : 0.5;
  return COMMON_WORDS.has(piece) || COMMON_WORDS.has(withLetters(piece)) ? 1 : Number.POSITIVE_INFINITY;
}
