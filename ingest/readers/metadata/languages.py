"""Languages as sources write them (ISO 639-2 `eng`, `en-US`, `English`) to ISO 639-1 (`en`)."""

from __future__ import annotations

# The languages PubMed indexes most, in its own (bibliographic) ISO 639-2 codes and the terminological
# ones; and the names that databases write out.
_CODES = """
afr=af alb,sqi=sq ara=ar arm,hye=hy aze=az baq,eus=eu bos=bs bul=bg cat=ca chi,zho=zh hrv,scr=hr cze,ces=cs
dan=da dut,nld=nl eng=en epo=eo est=et fin=fi fre,fra=fr geo,kat=ka ger,deu=de gle=ga glg=gl gre,ell=el heb=he
hin=hi hun=hu ice,isl=is ind=id ita=it jpn=ja kaz=kk kor=ko lat=la lav=lv lit=lt mac,mkd=mk may,msa=ms mal=ml
nor=no per,fas=fa pol=pl por=pt rum,ron=ro rus=ru slo,slk=sk slv=sl spa=es srp,scc=sr swe=sv tha=th tur=tr
ukr=uk urd=ur vie=vi wel,cym=cy
chinese=zh dutch=nl english=en french=fr german=de italian=it japanese=ja korean=ko polish=pl portuguese=pt
russian=ru spanish=es turkish=tr
"""
_TWO_LETTERS = {
    three: two
    for threes, _, two in (pair.partition("=") for pair in _CODES.split())
    for three in threes.split(",")
}


def language_code(value: str) -> str:
    """`value` as ISO 639-1 where it has such a code, else its primary part, lower case; `en` for ''."""
    primary = value.strip().casefold().replace("_", "-").split("-")[0]
    return _TWO_LETTERS.get(primary, primary) or "en"
