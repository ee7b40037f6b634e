"""Numbers of everyday texts that count nothing: a table a language.

A telephone number, a date, a time, a house, line or page number, a postcode are words that are
written with digits. What a table does not know is for the eye of the writer: he declares the words
under `allowed_numbers`. Times and dates follow CLDR and the style guides of each language.

In the patterns DAY is a day of a month, HOUR a time of the day, ABOUT what stands before an amount;
the text has one kind of space.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from babel import Locale, UnknownLocaleError
from msgspec import Struct


class Wording(Struct, frozen=True):
    """What a language writes about numbers that count nothing.

    `labels` stand before the number that they name (page, line, article): words with spaces
    between them, where * stands for any ending and _ for a space. `opening` are those before hours,
    beside the names of days; `children` those of whom an age is said, with the words before it.
    `joints` stand between several numbers, `ordinals` are the endings of 1st, 2nd, 3rd; `patterns`
    are further forms.
    """

    labels: str = ""
    opening: str = ""
    children: tuple[str, str] = ("", "")
    joints: str = ""
    ordinals: str = ""
    patterns: tuple[str, ...] = ()


_TOKENS: Final = {
    "DAY": r"(?:0?[1-9]|[12]\d|3[01])",
    "HOUR": r"(?:(?:[01]?\d|2[0-4])(?:[.:][0-5]\d)?)",
    "NOT_IN_A_NUMBER": r"(?<![\d.,])",
    "ABOUT": "(?:Environ|Près|Plus|About|Around|Over|Rund|Etwa|Mehr|Ongeveer|Meer|Około|Ponad) ",
}

_TITLE = "(?:(?<=[^*]\\* )|(?<=[^*]\\*, )|(?<=[»”] )|(?<=[»”], ))"
"""What stands before the volume of a journal: its title, in italics or in quotation marks."""
_ANY: Final = (
    # the volume of a journal, with its number, year or pages: *Nature*, 12(3), p. 4-9
    _TITLE + r"\d{1,4}(?:\(\d{1,3}(?:[-–]\d{1,3})?\)(?:[,:] ?(?:pp?\. ?)?\d{1,4}[-–]\d{1,4})?"
    r"(?=[,.:;)]|\Z| \()|(?=,? \(?(?:19|20)\d\d(?!\d| [^\W\d_]))"
    r"|[,:] ?(?:pp?\.|S\.) ?\d{1,4}(?:[-–]\d{1,4})?)",
    # addresses of the web and of mail
    r"https?://\S+|www\.\S+|(?<![\w.+-])[\w.+-]{1,64}@[\w-]+(?:\.[\w-]+)+|@\w+",
    r"(?<![\w.-])(?:[\w-]{1,63}\.){1,8}(?:fr|com|org|net|eu|be|ch|de|at|nl|pl|ua|uk|info|example)\b(?:/\S*)?",
    # numbers of books, firms and accounts; versions
    r"(?i:\b(?:ISBN|ISSN|SIRET|SIREN|IBAN|BIC|TVA|RCS|NAF|APE|DOI|EAN|VAT|KRS|NIP|REGON|KvK|BTW"
    r"|USt-IdNr\.|HRB|HRA|ORCID|ЄДРПОУ)(?:-1[03]\b)?[\w .:°/-]{0,24}?\d[\d A-Z./-]*)",
    r"(?<!\d)\d{3} \d{3} \d{3} \d{5}(?!\d)|(?<!\d)97[89](?:[- ]?\d){10}(?!\d)",
    # telephone: by its name, with +, or with a zero in front
    r"(?i:\b(?:t[ée]l|phone|fax|mobil|gsm|mob|тел|факс|моб)\w*[ .:]{1,3}(?:[^\W\d]{1,6}[ .:]{1,3})?"
    r"[+(]?\d[\d ./()-]{5,}|\b(?:fax|durchwahl|poste|ext)\.? ?-\d+)",
    r"\+\d{1,3}(?:[ ./-]?\(?\d{1,5}\)?){2,8}",
    r"(?<!\d)0\d(?:[ .-]?\d{2}){4}(?!\d)",
    r"\(0\d{1,5}\) ?\d(?:[ ./-]?\d){4,10}",
    r"(?<![\d.,:/-])0\d{0,5}[ ./-]{1,3}\d(?:[ ./-]{0,3}\d){3,10}(?!\d)",
    r"(?<![\d.,:/-])(?:1[-. ])?(?:\(\d{3}\) ?|\d{3}[-.])\d{3}[-.]\d{4}(?![\d-])",
    # days and times
    r"NOT_IN_A_NUMBERDAY[./-](?:0?[1-9]|1[0-2])[./-](?:\d{4}|\d{2})(?!\d|[./-]\d)",
    r"(?<!\d)\d{4}[-/.](?:0[1-9]|1[0-2])(?:[-/.]\d{2})?(?!\d)",
    r"(?<![\d:])\d{1,2}:[0-5]\d(?::[0-5]\d)?(?!\d)",
    # fractions, days with months, pages of pages
    r"(?<![\d/.,])\d{1,3}/\d{1,3}(?![\d/])",
    # a zero in front: a code, never an amount
    r"(?<![\d.,:-])(?<!\d )0\d+(?:-\d+)?(?![.,]?\d)",
    # a whole text that is a number, of a page, or a name with one
    r"\A\s*\d{1,3}\s*\Z|\A[A-ZÀ-ÞĀ-ŽА-Я]\w+ \d{1,3}(?:[a-z]?(?=, (?:\d{2}-?\d{3}|[A-ZÀ-Ž]))|\Z)",
    # roads, houses, the numbers of laws and files by their year
    r"NOT_IN_A_NUMBER\d{1,3}[a-e](?!\w)|(?<!\d)(?:19|20)\d\d[-/](?:\d{2,3}|\d{5})(?!\d)",
    r"(?<!\w)[B-HJ-Z] \d{1,4}(?![\w%])(?! ?[%€])",
    # marks of lists and notes, and what is raised or lowered
    r"(?i:<su[bp]>[^<>]{1,9}</su[bp]>)",
    r"\^\d{1,3}\^|\d+ ?\^[^\W\d_]{1,3}\^|(?<=[^\W\d_)\]}*^])~[^~\s]{1,16}~",
    r"\A\s*\d{1,2}[.)](?=\s)|(?<=\n)\s*\d{1,2}[.)](?=\s)|\(\d{1,2}\)|\[\d{1,3}\](?![({\ufffc])",
    # versions, and numbers too long for an amount
    r"NOT_IN_A_NUMBER(?<![€£$])(?<![€£$] )\d{9,}|(?<![\d.])\d+\.\d+\.\d+(?:\.\d+)?(?![\d.])",
    # signs before a number
    r"(?:№|#|§§?|[Nn][°º]s?|[Nn]\^os?\^) ?\d+(?:[./-]?\w*\d)*"
    r"(?: ?(?:[,/–-]|et|ou|and|or|und|en|i|та|и|و|à|to|bis|tot|do|до) ?\d+)*",
    # areas and speeds
    r"NOT_IN_A_NUMBER\d+(?:[.,]\d+)? ?(?:m[²³]|m\^?[23]\^?|km/h)(?!\w)",
    # postcodes with letters
    r"(?<!\w)[A-Z]{1,2}-\d{4,5}(?!\d)|(?<!\w)[A-Z]{1,2}\d[A-Z\d]? \d[A-Z]{2}(?!\w)",
    # what begins with letters is a name: A26, CO2, Covid-19, L. 123-4
    r"(?<!\w)(?!(?<=\d )h-)[^\W\d_]+[-‑]?\d\w*(?:[-.]\d+)*|(?<!\w)[A-Z]\. ?\d{2,4}-\d+",
    # signs of sport, trade and technique; sizes of paper
    r"(?<![\w.,])(?:[234][Dd]|[2-6]G|[48]K|4L|2CV|50[/-]50|100 ?%)(?!\w)",
    r"NOT_IN_A_NUMBER\d+(?:[.,]\d+)? ?[x×] ?\d+(?:[.,]\d+)?|(?<!\w)\+\d{1,2}(?![\d %.,])",
    r"(?i:(?<!\w)(?<!\d )(?:bac|[jhr]) ?[+-] ?\d{1,2}(?!\d))",
    r"(?<![\d-])(?:14[-–]18|39[-–]45)(?![\d-])",
    # places on the globe
    r"\d{1,3}° ?(?:\d{1,2}[′'’] ?(?:\d{1,2}(?:[.,]\d+)?[″\"”] ?)?)?[NSEWO](?!\w)",
    r"(?<![\d.,])-?\d{1,3}\.\d{4,}(?!\d)",
)
"""Forms that are the same in every language."""

_FRENCH: Final = Wording(
    labels="n no nos numéro* numero* page* p. pp. article* art. alinéa* ligne* bus tram* métro rer "
    "ter train* vol vols route* chapitre* chap. section* volume* vol. tome* t. figure* fig. "
    "tableau* annexe* étape* phase* lot lots quai quais voie* salle* porte* étage* niveau* "
    "classe* groupe* zone* secteur* îlot* parcelle* fosse* puits bâtiment* bât. "
    "appartement* appt. chambre* bureau* stand stands case* boîte* bp cs tsa code* cp "
    "arrondissement* canton* loi lois décret* arrêté* règlement* directive* norme* iso nf "
    "axe axes mesure* objectif* priorité* action* point points question* épisode* saison* "
    "acte actes scène* opus op. édition* version* licence* agrément* sortie* échangeur* "
    "borne* top catégorie* type types taille* numéro_vert appelez_le jour rn rd composez_le "
    "tél* fax mobile lettre* département* règle* exercice* partie* module* cours atelier* "
    "séance* circuit* parcours sentier* gr plan planche carte formule ligue division cedex "
    "rang place arrêt* poste photo* image* cat. pk réf* sms_au",
    opening="ouvert* ouverture horaires tous_les_jours chaque_jour en_semaine le_week-end",
    joints="et|et le|à|ou|ou le|au",
    ordinals="er|re|ère|e|ème|eme|nd|nde|d|ers|res|es|èmes|emes|ndes|nds",
    patterns=(
        # 24 h/24, 7 j/7; 10 h 30, 9 à 12 h, 10-18 h, but not 12 h de formation
        r"NOT_IN_A_NUMBER24 heures sur 24|NOT_IN_A_NUMBER7 ?(?:j ?/|jours? sur) ?7(?!\d)",
        r"NOT_IN_A_NUMBER(?:HOUR ?h? ?(?:-|–|à|et) ?)?HOUR ?h(?: ?[0-5]\d)?(?: ?/ ?24)?(?!\w)"
        r"(?! (?:de |d['’])(?!(?:jan|fév|mar|avr|mai|juin|juil|aoû|sep|oct|nov|déc|lun|mer|jeu|ven"
        r"|sam|dim|suite)\w*\b)[^\W\d_])",
        r"\bde HOUR (?:h )?à HOUR heures\b(?! (?:de |d['’]))",
        # numbers that are dialled, and days of streets
        r"\b(?:appele[zr]|composez|composer|faites|joignez) le \d\d(?: \d\d|\d{0,2})"
        r"(?:(?:, ?| ou | et )(?:le )?\d\d\d{0,2}(?!\d| ?[%€]))*(?!\d)",
        r"\b(?:le|au) 3\d ?\d\d(?!\d| ?[%€]| \d)",
        r"NOT_IN_A_NUMBERDAY-(?:janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre"
        r"|novembre|décembre)\b",
        # du 3 au 7, jusqu'au 12, samedi 12, années 60
        r"\bdu DAY(?:\^er\^|er)? au (?=DAY)|\bjusqu.au DAY(?=[,.;)]|\Z)",
        r"\b(?:(?:lun|mar|mercre|jeu|vendre|same)dis?|dimanches?) DAY(?:\^er\^|er)?(?!\w)",
        r"\bannées (?:19|20)?\d0(?:[-–/](?:19|20)?\d0)*",
        # house numbers and postcodes
        r"NOT_IN_A_NUMBER\d{1,4}(?:(?:[-–/]|, ?)\d{1,4})?(?: ?(?:bis|ter|quater|[a-d])\b)? ?,? "
        r"(?=(?:grande? )?(?:rue|avenue|av\.|boulevard|bd\.?|place|pl\.|allées?|chemin|impasse"
        r"|quai|cours|route|rte|square|passage|voie|sentier|esplanade|faubourg|résidence|villa"
        r"|rond-point|venelle|ruelle|promenade|mail|parvis|hameau|clos|montée|galerie)(?!\w))",
        r"(?-i:(?<!\w)[DNM] \d{1,4}(?![\w%]))",
        r"NOT_IN_A_NUMBER\d{1,4} ?(?:bis|ter|quater)\b",
        r"(?-i:(?<!\d )NOT_IN_A_NUMBER\d{5}(?= [A-ZÀ-Ý]))",
        # those of Belgium and Switzerland: in an address, or alone before a name in no plural
        r"(?-i:(?:(?<=[,·|–-] )|(?<=\\ ))[1-9]\d{3}(?= [A-ZÀ-Ý][\w’'-]))",
        r"(?-i:\A[1-9]\d{3}(?= [A-ZÀ-Ý][\w’'-]*(?<![sxSX])(?:[,.]|\Z)))",
        r"(?-i:(?:(?<=, )|(?<=- )|(?<=– ))\d{2} \d{3}(?= [A-ZÀ-Ý]))",
        # ages
        r"NOT_IN_A_NUMBER\d{1,2} ?(?:-|–|à|et|/) ?\d{1,3} ans\b",
        r"\b(?:dès|à partir de|moins de|plus de|âgée?s? de|jusqu.à) (?:l.âge de )?\d{1,2} ans\b",
        r"(?<!\w)[-+–] ?(?:de )?\d{1,2} ans\b",
        r"(?<!\w)\d en 1(?!\w)|NOT_IN_A_NUMBER\d\.\d(?![\d.,])",
    ),
)
_ENGLISH: Final = Wording(
    labels="no no. nos nos. number* page* p. pp. article* art. line* bus buses tram* train* "
    "flight* route* road roads room* gate* platform* floor* level* chapter* ch. section* "
    "part parts phase* step steps stage* volume* vol. issue* edition* version* fig. figure* "
    "table* annex* appendix unit units suite* apt. flat flats house houses zone* group* "
    "class classes grade* year years type types category exit* junction* stop stops po_box "
    "box hall* stand stands tel. telephone photo* image* picture* postcode class_of text "
    "phone fax mobile call dial extension ext. rule* top size* studio building episode* "
    "season* act scene* opus op. lesson* plot* bay berth pier ward key_stage module* week* "
    "walk* trail* point* goal* priority measure* question* axis axes charity cabin locker "
    "table",
    opening="open opening* hours daily every_day each_day weekday* weekend* holidays",
    children=("children child kids kid pupils", "under over below up_to"),
    joints="and|to|or",
    ordinals="st|nd|rd|th",
    patterns=(
        r"NOT_IN_A_NUMBERHOUR ?(?:(?:-|–|to) ?HOUR ?)?(?:[ap]\.?m\b\.?|o.clock\b|noon\b)",
        r"\b(?:children|kids|pupils|young people) (?:aged?|from) \d{1,2}"
        r"(?: ?(?:-|–|to|and) ?\d{1,2})?(?![\w%.,])",
        r"\b(?:at|until|till|by|before|after) HOUR(?=[,.;)]|\Z"
        r"| (?:on|in the|daily|every|and|each|sharp))",
        r"\b(?:half|quarter) (?:past|to) \d{1,2}\b(?! [^\W\d_]{3,}s\b)",
        r"\b(?:noon|midday|midnight) (?:to|until|–|-) HOUR(?=[,.;)]|\Z)",
        r"NOT_IN_A_NUMBER24 hours(?=[,.;)]|\Z| a day)",
        r"\bopen(?:ing)?(?: hours| times)?:? (?:from )?HOUR ?(?:-|–|to|until) ?HOUR(?=[,.;)]|\Z"
        r"| (?:on|in|daily|every|and)\b)",
        r"\b(?:from|between) HOUR (?:to|and|until) HOUR(?![\d%])"
        r"(?=[,.;)]|\Z| (?:on|in|daily|every))",
        r"\b(?:mon|tue|tues|wed|wednes|thu|thurs|fri|sat|satur|sun)(?:day)?s?,? DAY"
        r"(?:st|nd|rd|th)?(?![\w:])",
        r"NOT_IN_A_NUMBER(?:19|20)?\d0s\b",
        r"(?-i:NOT_IN_A_NUMBER\d{1,4}(?:[-–]\d{1,4})?[A-Za-z]?,? "
        r"(?=(?:[A-Z][\w’'.-]+ ){1,3}(?:Street|St|Road|Rd|Avenue|Ave|Lane|Ln|Square|Sq"
        r"|Drive|Dr|Place|Way|Court|Terrace|Gardens|Close|Row"
        r"|Hill|Park|Quay|Crescent|House|Green|Grove|Mews|Wharf)\b))",
        r"\b(?:street|road|avenue|lane|square|drive|place|way|terrace|quay) \d{1,4}[a-z]?\b",
        r"(?-i:(?<!\w)[A-Z]{2} \d{5}(?:-\d{4})?(?!\d))",
        r"\b(?:over|under)[- ]\d{1,2}s\b",
        r"\b(?:aged?|ages|over|under) \d{1,2}s?(?: ?(?:-|–|to|and) ?\d{1,2})?"
        r"(?=[,.;)]|\Z| (?:and|free|only|or|with))",
        r"NOT_IN_A_NUMBER\d{1,3}(?: ?(?:-|–|to) ?\d{1,3})?[- ]years?[- ]olds?\b",
    ),
)
_GERMAN: Final = Wording(
    labels="nr nr. nrn. nummer* seite* s. linie* bus* s-bahn u-bahn tram straßenbahn bahn zug flug "
    "raum saal zimmer halle* gleis* etage stock ebene kapitel kap. abschnitt* artikel art. "
    "absatz abs. satz teil* phase* schritt* band bände bd. ausgabe* heft* version abb. "
    "abbildung* tab. tabelle* anlage* anhang gruppe* klasse* zone* typ ausfahrt postfach "
    "haus block tor tür wohnung stand platz tag woche stufe modul punkt frage ziel maßnahme "
    "regel tel. telefon fax mobil plz foto* bild* rufen_sie wählen_sie liga größe zeile "
    "spalte autobahn bundesstraße station haltestelle route weg feld los paragraf paragraph "
    "ziffer folge staffel akt szene opus op.",
    opening="geöffnet offen öffnungszeiten täglich werktags feiertag* wochenend*",
    children=("kinder kindern jugendliche jugendlichen", "unter über ab bis"),
    joints="und|bis|oder",
    patterns=(
        r"NOT_IN_A_NUMBER\d{1,2} ?(?:-|–|bis) ?\d{1,3} jahre",
        r"NOT_IN_A_NUMBERHOUR ?(?:(?:-|–|bis|und) ?HOUR ?)?(?:Uhr|h)\b",
        r"(?-i:(?<!\w)A \d{1,3}(?![\w%]))|\bpostfach (?:\d+ ?)+|NOT_IN_A_NUMBER\d{1,2}\.(?=,)",
        r"\b(?:von|ab|um|gegen|zwischen) HOUR (?:bis|und) (?=HOUR)",
        # the 3rd of October, in the 19th century, second edition
        r"NOT_IN_A_NUMBERDAY\.(?: ?(?:-|–|bis|/) ?DAY\.)? ?(?:0?[1-9]|1[0-2])\.(?!\d)",
        r"NOT_IN_A_NUMBERDAY\. ?(?:-|–|bis|und|/) ?(?=DAY\.)",
        r"\b(?:am|der|die|das|den|dem|des|im|zum|zur|vom|bis|eine?[nmr]?|jede[rsmn]?|ihr|sein|unser"
        r"|ins|beim|mo|di|mi|do|fr|sa|so)\.?,? \d{1,2}\.(?!\d)",
        r"NOT_IN_A_NUMBER\d{1,2}\. (?=(?:Jahrhundert|Jh\.|Auflage|Platz|Mal|Etage|Stock|OG|Klasse"
        r"|Jahrestag|Geburtstag|Ausgabe|Reihe|Rang|Preis|Liga|Advent|Weltkrieg|Kapitel))",
        r"NOT_IN_A_NUMBER(?:19|20)?\d0er(?:n|-Jahren?)?\b",
        # house numbers and postcodes
        r"(?<![\w-])[\w-]{0,60}(?:straße|strasse|str\.|weg|platz|allee|gasse|ring|damm|ufer|markt|hof|berg)"
        r" \d{1,4}(?: ?[-–/] ?\d{1,4})? ?[a-z]?(?!\w)",
        r"(?-i:(?:\A|(?<=[,·|–-] )|(?<=\())\d{4,5}(?= [A-ZÄÖÜ]))",
        r"\b(?:ab|unter|über|bis) \d{1,2} jahren?\b",
        r"NOT_IN_A_NUMBER\d{1,3}[-‑]?(?:jährig|tägig|köpfig)\w*",
    ),
)
_DUTCH: Final = Wording(
    labels="nr nr. nrs. nummer* huisnummer* noodnummer* pagina* p. pp. blz. lijn* bus bussen tram "
    "trein metro vlucht weg "
    "zaal kamer spoor verdieping etage hoofdstuk artikel* art. lid deel fase stap versie "
    "editie jaargang groep klas zone postbus perron afrit bijlage tabel figuur afb. foto* "
    "route huis blok poort stand plaats dag week punt vraag doel maatregel tel. telefoon "
    "fax bel maat halte hal niveau aflevering seizoen knooppunt thema as categorie type",
    opening="open geopend openingstijden openingsuren dagelijks elke_dag weekend* feestdagen",
    children=("kinderen jongeren", "onder boven vanaf tot t/m"),
    joints="en|tot|t/m|of",
    ordinals="e|de|ste|den|sten",
    patterns=(
        r"NOT_IN_A_NUMBER\d{1,2} ?(?:-|–|tot|t/m) ?\d{1,3} jaar",
        r"NOT_IN_A_NUMBER\d{1,2} ?u(?:ur)? ?[0-5]\d(?!\w)",
        r"NOT_IN_A_NUMBERHOUR ?(?:(?:-|–|tot|en|t/m) ?HOUR ?)?(?:uur|u)\b",
        r"\b(?:van|om|vanaf|tussen) HOUR (?:tot|en|t/m) (?=HOUR)",
        r"\b(?:maan|dins|woens|donder|vrij|zater|zon)dag(?:en)?,? DAY(?!\d)",
        r"\bjaren .?(?:19|20)?\d0\b",
        r"(?<![\w-])[\w-]{0,60}(?:straat|laan|plein|gracht|kade|dijk|singel|weg|steeg|hof|markt|pad|lei)"
        r" \d{1,4}(?: ?[-–/] ?\d{1,4})? ?[a-z]?(?!\w)",
        r"(?-i:NOT_IN_A_NUMBER[1-9]\d{3} ?[A-Z]{2}(?!\w))",
        r"(?-i:(?:\A|(?<=[,·|–-] ))[1-9]\d{3}(?= [A-Z]))",
        r"\b(?:vanaf|onder|boven|tot|t/m) \d{1,2} jaar\b",
        r"NOT_IN_A_NUMBER\d{1,3}-jarige\w*",
    ),
)
_POLISH: Final = Wording(
    labels="nr numer* stron* str. s. lini* autobus* tramwaj* pociąg* tras* lot pok. pokój pokoju "
    "sala sali salę peron* tor torze piętr* poziom* rozdział* artykuł* art. ust. pkt lit. "
    "częś* etap* faz* krok* tom tomie wydanie wersj* rys. fot. tab. tabel* załącznik* grup* "
    "klas* stref* typ zjazd* skr._poczt. m. lok. dom blok stoisk* dzień tydzień punkt* "
    "pytan* cel działani* tel. telefon* faks zadzwoń rozmiar przystan* szlak* odcin* sezon* "
    "kategori* zasad* drog* hal* bram* wejści* oś szkoł* podstawowa",
    opening="otwarte otwarty otwarta czynne czynny codziennie weekend* święta",
    children=("dzieci dzieciom młodzież", "do od poniżej powyżej"),
    joints="i|do|lub|oraz",
    patterns=(
        r"NOT_IN_A_NUMBER\d{1,2} ?(?:-|–|do) ?\d{1,3} lat\b",
        r"\b(?:telefon\w*|numer\w*) alarmow\w+:? \d{3}(?!\d)",
        r"\b(?:godz\.|godzin[aieyę]+|o|od|do|po|przed) HOUR(?: ?(?:-|–|do) ?HOUR)?(?![\d%])"
        r"(?=[,.;)]|\Z| (?:do|i|w|dnia|codziennie)\b)",
        r"\b(?:w|na|do|po|od|z|ze|dla|to|jest|już) \d{1,2}\.(?= [a-ząćęłńóśźż])",
        r"\blat(?:a|ach|ami)? .?(?:19|20)?\d0(?:\.|-tych|-te)?(?!\d)",
        r"(?<!\d)\d{1,4}-(?:tych|te|ty|ta|go|lecie\w*)\b",
        r"\b(?:ul|al|pl|os)\. (?:[\w.-]+ ){1,4}\d{1,4}[a-z]?(?:[-–/]\d{1,4})?(?!\w)",
        r"NOT_IN_A_NUMBER\d{2}-\d{3}(?= \w)",
        r"\b(?:powyżej|poniżej|od) \d{1,2}\.? (?:lat|roku życia)",
        r"NOT_IN_A_NUMBER\d{1,2}(?= (?:stycznia|lutego|marca|kwietnia|maja|czerwca|lipca|sierpnia"
        r"|września|października|listopada|grudnia))",
    ),
)
_UKRAINIAN: Final = Wording(
    labels="номер* сторінк* стор. с. ліні* маршрут* автобус* трамва* тролейбус* поїзд* рейс* "
    "кімнат* зал зала залі поверх* рівень розділ* статт* ст. частин* ч. п. пункт* етап* "
    "крок* том т. видання версі* рис. фото табл. таблиц* додат* груп* клас* зон* буд. "
    "будинок кв. квартир* корпус* корп. стенд* день тиждень питання ціль тел. телефон* факс "
    "дзвоніть школ* розмір* вихід платформ* колі* сезон* сері* випуск* тип вісь а/с",
    opening="відчинено відкрито відчинений відкритий щодня щоденно вихідні",
    children=("діти дітей дітям", "до від"),
    joints="і|й|та|до|або|по",
    patterns=(
        r"NOT_IN_A_NUMBER\d{1,2} ?(?:-|–|до) ?\d{1,3} років",
        r"\b(?:о|об|з|із|до|від|після|перед|на) HOUR(?:[-‑](?:й|ї|ій|ої|та|ту))?"
        r"(?: (?:до|по) HOUR(?:[-‑](?:й|ї|ій|ої))?)?(?![\d%-])(?=[,.;)]|\Z| (?:год|щодня|та|і)\b)",
        r"NOT_IN_A_NUMBERHOUR ?(?:(?:-|–|до) ?HOUR ?)?год(?:\.|ин\w*)?(?!\w)",
        r"(?<!\d)\d{1,4}[-‑](?:х|ті|і|й|го|му|ї|а|я|ша|га|та|ма|ий|е|є|те|ге|ше|ме|м|ю|ій|ого"
        r"|ому|ої|их|річ\w*|тисячн\w*)(?!\w)",
        r"\b(?:вул|просп|пр|пл|бул|пров|наб)\.?(?:-т)? (?:[\w’'.-]+ ){0,3}[\w’'.-]+,?"
        r" \d{1,4}[а-я]?(?:/\d{1,3})?(?!\w)",
        r"NOT_IN_A_NUMBER\d{5}(?=,? м\.)|(?<=, )\d{5}(?!\d)",
        r"\b(?:від|до|старше|молодше) \d{1,2} років\b",
    ),
)
_ARABIC: Final = Wording(
    labels="رقم أرقام ص ص. صفحة الصفحة صفحات الخط خط الخطوط الحافلة حافلة الترام القطار الطابق "
    "القاعة قاعة الغرفة غرفة الفصل المادة مادة المرحلة مرحلة الجزء جزء المجلد العدد الطبعة "
    "النسخة الشكل الجدول جدول الملحق المجموعة الصف المنطقة النوع المخرج المبنى مبنى شقة "
    "بناية الهدف البند الفقرة المحور الطريق طريق الدرس اليوم هاتف الهاتف فاكس اتصل جوال "
    "الساعة ساعة عام سنة العام صندوق_بريد ص.ب ص.ب. البوابة الرصيف "
    "اتصل_بـ اتصلوا_بـ الرمز_البريدي الرقم",
    opening="مفتوح مفتوحة يوميا يوميًا يومياً الافتتاح العمل",
    children=("الأطفال أطفال للأطفال", "دون فوق تحت حتى"),
    joints="و|إلى|الى|أو|حتى",
    patterns=(
        r"(?:شارع|نهج|جادة|ساحة)[^\d\n.]{2,30}،? ?\d{1,4}|\d{1,4}،? ?(?=شارع|نهج|جادة|ساحة)",
        r"(?:الأحد|الاثنين|الإثنين|الثلاثاء|الأربعاء|الخميس|الجمعة|السبت) \d{1,2}",
        r"(?<=و)(?:19|20)\d\d(?!\d)",
        r"(?:من|بين) HOUR (?:إلى|الى|و|حتى) ?HOUR(?=[،.؛)]|\Z)",
    ),
)
_WORDINGS: Final = {
    "fr": _FRENCH, "en": _ENGLISH, "de": _GERMAN, "nl": _DUTCH, "pl": _POLISH, "uk": _UKRAINIAN,
    "ar": _ARABIC,
}  # fmt: skip

_NAME: Final = (
    r"(?-i:(?:(?<=[^\W\d_] )|(?<=[^\W\d_], )|(?<=: )(?!ABOUT))[A-ZÀ-ÞĀ-Ž][\w’'-]+\.? "
    r"\d{1,4}(?:[./-]\d{1,3})?(?![\w.,]*\d| \d)(?! ?(?:[%‰€$£]|mill|Mill|mln|mld|tys))(?!\w))"
)
"""A word with a capital in the middle of a sentence is a name, and so is its number: Salle 12."""
_NUMBER: Final = r"\d+(?:[.‑-]\d+)*(?: ?(?:bis|ter)\b)?[a-z]?(?!\w)"
_DAY_NAMES: Final = {
    "fr": "lu ma me je ve sa di",
    "en": "tues thur thurs",
    "pl": "pn nd",
    "uk": "нд",
}
"""How days are shortened beside CLDR's forms."""
_HOURS: Final = r"HOUR ?(?:-|–|—|to|till|until|à|bis|tot|do|до|إلى) ?HOUR"
_HOURS_ALONE: Final = rf"\A[\s*]*{_HOURS}[\s*]*\Z"
"""All that a text says, as a cell of a table does: 8.30 to 12."""
_FROM: Final = "(?:(?:from|between|de|von|van|od|від|з|من) )?"
_TIMES_WITH_A_POINT: Final = (
    r"NOT_IN_A_NUMBERHOUR(?<=\.\d\d)(?= ?[-–] ?HOUR(?<=\.\d\d))|(?<=[-–])HOUR(?<=\.\d\d)(?!\d)"
)


@lru_cache(maxsize=32)  # some dozens of patterns each
def uncounted(language: str) -> tuple[re.Pattern[str], ...]:
    """What is written with digits in a language and counts nothing, as patterns.

    They are to be tried in their order: what one has found is not looked at again.
    """
    wording = _WORDINGS.get(re.split("[-_]", language)[0].casefold(), Wording())
    forms = [*_ANY, f"(?i:{_HOURS_ALONE})", *_opening_hours(language, wording)]
    if wording.children[0]:
        forms.append(_of_children(*wording.children))
    if wording.ordinals:
        forms.append(_ordinals(wording))
    forms += [f"(?i:{pattern})" for pattern in (*wording.patterns, _TIMES_WITH_A_POINT)]
    if wording.labels:
        forms.append(_labelled(wording))
    forms.append(_NAME)
    return tuple(re.compile(_written(form)) for form in forms)


def _written(form: str) -> str:
    for token, pattern in _TOKENS.items():
        form = form.replace(token, pattern)
    return form


def _opening_hours(language: str, wording: Wording) -> list[str]:
    """Mon–Fri 9–17, open daily 9–17; and 8–12 and 13–17 by themselves, since there are two."""
    joint = rf" ?(?:[,&+/·]|\b(?:{wording.joints})\b) ?" if wording.joints else r" ?[,&+/·] ?"
    ends = rf"(?=\s*(?:\Z|[.;|()\n]|{joint}|(?:h|u|uhr|uur|год)\b))(?! ?[%€$£])"
    found = [rf"(?i:NOT_IN_A_NUMBER{_HOURS}{joint}{_HOURS}{ends})"]
    hours = rf"(?:\s*:|,)?\s{_FROM}{_HOURS}(?:{joint}{_HOURS})?{ends}"
    if wording.opening:
        found.insert(0, rf"(?i:(?<!\w)(?:{_alternatives(wording.opening)})(?!\w){hours})")
    try:
        locale = Locale.parse(re.split("[-_]", language)[0])
    except (UnknownLocaleError, ValueError):
        return found
    names = {
        re.escape(day.rstrip(".").casefold())
        for kind in ("format", "stand-alone")
        for width in ("wide", "abbreviated", "short")
        for day in locale.days[kind].get(width, {}).values()
    } | {*_DAY_NAMES.get(locale.language, "").split()}
    longest_first = sorted(names, key=lambda name: (-len(name), name))
    day = rf"(?<!\w)(?:{'|'.join(longest_first)})(?:s|en)?\b\.?"
    days = rf"{day}(?: ?(?:[-–—,/&+]|\b[^\W\d_]{{1,5}}\b) ?{day}){{0,6}}"
    return [rf"(?i:{days}{hours})", *found]


def _of_children(words: str, before: str) -> str:
    """Children under 12: an age, whatever is said of them behind it."""
    joint = r" ?(?:-|–|to|and|bis|tot|do|до) ?"
    ages = rf"\d{{1,2}}(?:{joint}\d{{1,2}})?(?![\w%€])(?!\.\d| ?[%€])"
    return rf"(?i:(?<!\w)(?:{_alternatives(words)}) (?:{_alternatives(before)}) {ages})"


def _alternatives(words: str) -> str:
    """Words with spaces between them as a pattern; * stands for any ending and _ for a space."""
    return "|".join(
        re.escape(word).replace(r"\*", r"\w*").replace("_", " ") for word in words.split()
    )


def _ordinals(wording: Wording) -> str:
    """1st, 2^nd^, 3rd and 4th."""
    ending = rf"(?:\^(?:{wording.ordinals})\^|(?:{wording.ordinals})(?!\w))"
    several = rf"(?: (?:{wording.joints}) (?=\d+ ?{ending}))?"
    return rf"NOT_IN_A_NUMBER\d+(?: ?[-–] ?\d+)? ?{ending}{several}"


def _labelled(wording: Wording) -> str:
    """A word and the numbers that it names: pages 12 to 15."""
    labels = _alternatives(wording.labels)
    joint = rf" ?(?:[,/&+–—-]|\b(?:{wording.joints})\b) ?"
    return rf"(?i:(?<!\w)(?:{labels}) ?[:°º]? ?{_NUMBER}(?:{joint}{_NUMBER})*)"
