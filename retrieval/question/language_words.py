"""Function words of languages, and the words by which questions about medicines begin.

A word that is also English, medical Latin or part of names in English ("la", "de", "die", "in", "per") only counts
beside one that is not.
"""

from __future__ import annotations

import re

ENGLISH = frozenset(
    """
    the of and to is are was were be been what which who whom whose when where why how does did can could should
    would will may might must has have had with for from by on at as or not that this these those it its they them
    their there any after before during without between about into than then if whether my your his her our patients
    patient disease treatment symptoms between among i you we he she do a
    """.split()
)

_ALL = {
    language: frozenset(words.split())
    for language, words in {
        "Spanish": """
            el la en de embarazo fiebre dolor sangre riesgo los las unos unas del que qué cuál cuáles cual cuales
            cómo cuándo cuanto cuánto dónde quién por para con sin sobre entre desde hasta es son está están fue
            puede pueden causa causan produce producen provoca provocan sirve tiene tienen hay debe deben tomar
            aumenta reduce durante también muy más este esta estos estas ese esa pero porque según mi mis una y lo
            se afecta previene mejor dosis tratamiento medicamentos enfermedad síntomas efectos secundarios niños
            embarazo""",
        "Portuguese": """
            os a no na de em dor febre risco uma umas uns dos das nos nas pelo pela não que qual quais como quando
            onde quem por para com sem sobre entre desde até é são está estão foi pode podem causa causam provoca
            serve tem há deve devem tomar aumenta reduz durante também muito mais este esta esse essa mas porque
            segundo meu minha do e o tratamento dose doença sintomas crianças gravidez remédio quanto""",
        "Italian": """
            il la in di da dolore febbre rischio effetti collaterali lo gli una del della dello dei degli delle che
            qual quali quale come quando dove chi per con senza su tra fra è sono può possono causa causano provoca
            provocano serve ha hanno deve devono aumenta riduce durante anche molto più questo questa ma perché
            secondo nel nella nei nelle al alla cosa si di e bambini gravidanza farmaci malattia sintomi cura""",
        "French": """
            le la de en secondaires douleur fièvre risque les un une des du est sont était que quel quelle quels
            quelles comment quand où qui pourquoi pour par avec sans sur entre depuis dans chez peut peuvent cause
            causent provoque provoquent sert doit doivent augmente réduit pendant aussi très plus ce cette ces mais
            parce selon et ou il elle on ne pas au aux est-ce combien quoi faut prendre traitement maladie enfants
            grossesse médicament effets t-il t-elle""",
        "German": """
            der die in bei nebenwirkungen schmerzen fieber risiko kindern höchstdosis das den dem des ein eine einer
            eines einem einen und oder ist sind wird werden wurde kann können darf dürfen soll sollte muss müssen
            hat haben hilft helfen wirkt wirken verursacht verursachen senkt erhöht macht gibt führt was wer wie
            wann wo warum wieso weshalb welche welcher welches welchen wieviel für mit ohne bei von zum zur über
            unter zwischen während auch sehr mehr nicht kein keine dieser diese dieses aber weil nach auf aus im ich
            man sich beim gegen kinder schwangerschaft krankheit behandlung""",
        "Dutch": """
            het de in van bijwerkingen koorts pijn een van voor met zonder bij tussen tijdens ook zeer meer niet
            geen deze dit maar omdat volgens uit naar zijn wordt worden kan kunnen mag mogen moet moeten heeft
            hebben helpt werkt veroorzaakt veroorzaken verlaagt verhoogt wat wie hoe wanneer waar waarom welke welk
            hoeveel kinderen zwangerschap ziekte behandeling ik je""",
        "Swedish": """
            och i kan ge biverkningar är ett inte för med utan hos mellan under också mycket mer denna detta dessa
            men eftersom kan ska måste har hjälper orsakar minskar ökar vad vem hur när var varför vilken vilket
            vilka till från barn graviditet behandling sjukdom på av som jag""",
        "Danish or Norwegian": """
            og i kan bivirkninger er et ikke for med uden uten hos mellom mellem under også meget mer mere denne
            dette disse men fordi kan skal må har hjelper hjælper forårsaker forårsager hva hvad hvem hvordan
            hvornår når hvor hvorfor hvilken hvilket hvilke til fra børn barn graviditet behandling sykdom sygdom på
            av af som jeg""",
        "Polish": """
            jest są czy nie się na dla przez bez przy między podczas także bardzo więcej ten ta te ale ponieważ może
            mogą ma mają powoduje powodują pomaga obniża zwiększa jak jaki jaka jakie kiedy gdzie dlaczego który
            która które ile dzieci ciąży leczenie choroba co to z w i lek""",
        "Czech or Slovak": """
            je jsou nebo není pro při mezi během také velmi více tento tato ale protože může mohou má mají způsobuje
            pomáhá snižuje zvyšuje jak jaký jaká jaké kdy kde proč který která které kolik děti těhotenství léčba
            nemoc co se na bez""",
        "Romanian": """
            este sunt și sau nu cu fără pentru între foarte mai acest această dar pentru că poate pot are au
            provoacă cauzează ajută scade crește ce cum când unde cine care de ce cât copii sarcină tratament boală
            din pe""",
        "Turkish": """
            ve veya bir bu şu ile için değil mi mı mu mü nedir neden nasıl ne hangi kim kaç var yok olur eder yapar
            gibi daha çok ama çünkü çocuk çocuklarda gebelikte hamilelikte tedavi hastalık sebep""",
        "Finnish": """
            on ovat ja tai ei eivät voi voivat kanssa ilman aikana myös hyvin enemmän tämä nämä mutta koska
            aiheuttaa aiheuttaako voiko auttaako auttaa mikä mitä mitkä miten milloin missä miksi kuka lapsille
            raskaus hoito sairaus onko""",
        "Hungarian": """
            az a e és vagy nem egy hogy van vannak lehet okoz okozhat segít csökkenti növeli mi mit mik hogyan mikor
            hol miért melyik milyen mennyi gyermekek terhesség kezelés betegség""",
        "Indonesian or Malay": """
            apakah adalah dan atau tidak dengan tanpa untuk dari pada antara selama juga sangat lebih ini itu tetapi
            karena dapat bisa menyebabkan apa bagaimana kapan dimana mengapa siapa yang berapa anak kehamilan
            pengobatan penyakit obat""",
        "Vietnamese": """
            là và hoặc không có thể của cho với trong khi nào gì bao nhiêu tại sao như thế nào thuốc bệnh được gây
            điều trị trẻ em""",
        "Catalan": """
            els les dels una amb sense sobre entre és són està pot poden causa provoca què quin quina quins com quan
            on per qui perquè nens embaràs tractament malaltia i""",
    }.items()
}
_AMBIGUOUS = frozenset(
    """
    a an in is it on or so to as at no me my he we be do by die du des del el la le les los las de per son status
    van von man men was war hat mit her him us am i the his ad un mi mu med far gut not real total plus sur ten sin
    con pro via var pot pas com cure cause causes dose par ha has under cold all must ma si ne mai net cat der den
    dem das care au unter bei lo il ce nu pe co te ta mal come sole di se para ou em na are for et al lac dos sert
    non mag fra tra tri e o y z w u hot barn kan dan one air es fur case sine cum ante post pre sub re ex nos os ob
    dolor rubor
    """.split()
)
SHARED = {language: words & (_AMBIGUOUS | ENGLISH) for language, words in _ALL.items()}
FOREIGN = {language: words - _AMBIGUOUS - ENGLISH for language, words in _ALL.items()}

# Letters and marks that the language has and English has not.
MARKS = {
    "Spanish": re.compile(r"[¿¡ñ]|[áéíóú]"),
    "Portuguese": re.compile(r"[ãõçáéêôíú]"),
    "Italian": re.compile(r"[àèéìòù]"),
    "French": re.compile(r"[àâçèéêëîïôûœ]|\b[ldnsjq]['\u2019]|-t-"),
    "German": re.compile(r"[äöüß]"),
    "Dutch": re.compile(r"[ëï]|ij"),
    "Swedish": re.compile(r"[åäö]"),
    "Danish or Norwegian": re.compile(r"[åæø]"),
    "Polish": re.compile(r"[ąćęłńśźż]"),
    "Czech or Slovak": re.compile(r"[áčďéěíňřšťúůýž]"),
    "Romanian": re.compile(r"[ăâîșşțţ]"),
    "Turkish": re.compile(r"[çğışöü]"),
    "Finnish": re.compile(r"[äö]"),
    "Hungarian": re.compile(r"[áéíóöőúüű]"),
    "Vietnamese": re.compile(r"[ăâđêôơưạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ]"),
    "Catalan": re.compile(r"[àçèéíòóú]|l·l"),
}
