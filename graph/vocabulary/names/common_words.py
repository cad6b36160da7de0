"""Names that are never recognised in running text, because there they are almost always just words.

Found by matching MeSH, DOID and HP against BC5CDR, NCBI and BioRED train and reading the commonest matches that no
annotator marked. They stay in the lexicon for look-ups by name.
"""

from __future__ import annotations

from graph.vocabulary.names.tokens import key_of

_FUNCTION = """
a about above after again against all also although always am among an and any are as at be because been before being
below between both but by can cannot could did do does doing down during each either few for from further had has have
having he her here him his how however i if in into is it its itself just may me might more most much must my no nor
not now of off often on once only or other our out over own per same she should since so some such than that the their
them then there these they this those though through thus to too under until up upon us very via was we were what when
where whether which while who whom why will with within without would yet you your
"""
_EVERYDAY = """
ability accident act action activity addition adult affect age aged agent aid air aim analysis animal answer area arm
article associate association attention author back base baseline behavior best better big birth black block blood
blot body book border call care case catch cause cell center chance change character child choice choose class clinic
cohort cold color come comment common comparison complete complex concept condition conduct consensus control
correct cost count country course cover criterion current data date day dead deal death decision decrease deep defect
degree delivery design detection determine development device diet difference direct disease discussion
disorder dog dose drug duration early education effect effectiveness efficacy element end environment equipment error
evaluation event evidence evolution example excess exercise expert exposure expression eye face fact factor failure
fall family far fast father feature feed feedback female field figure find finding fine finger first fit fix flow focus
follow food foot force form formula fraction free frequency full function future gain game gas gene general good grade
great ground group growth half hand head health hear help high history hold home hope hour house human idea image
impact implication incidence increase index individual infant infect influence information inhibition initial injury
insight instance institution instruction intensity intention interest intervention introduction invasive investigation
iron issue job joint judgment key kit knowledge laboratory lead learning least left length lesion letter level life
light limit line link list literature local long low machine major male man manage management map mark market mass
material matter mean measure mechanism media medical medication medicine member memory men method middle mild
minor mix mode model moderate mother motion motor mouse movement name nature need negative network news night normal
note number nurse object observation odds oil old onset open operation opinion option order organ organism
origin outcome output page paper parent part patient pattern peak people perception performance period person phase
phenotype physician place plan plant play point policy poor population position positive power practice present
pressure prevalence prevention price primary principle probability problem process product profile program progress
progression property proportion protocol public publication purpose quality quantity question race rate ratio rat
reaction reading reason record recovery recurrence reduction reference region regression relation release report
research reserve resource response rest result review rice right ring rise risk role root rule safety sample scale
scheme school science screen search season secondary section sedentary selection self sense sensitivity sequence
serial series service set setting severe severity sex shape share short show side sign significance single site size
sleep slide slow small smell social society software solution sound source space specificity specimen speech spring
stable stage standard standing start state statistic status step stimulation stop strain strategy strength
stress strong structure study subject success sudden summer support surface survey survival symptom syndrome system
table target task taste teaching technique technology term test theory therapeutics therapy thing thinking time tip
tissue tolerance tool top touch trace trade trait transient transport travel treatment trend trial trouble
type uncertainty unit urban use value variation vehicle view vision visit voice volume walk water wave way weakness
web week weight white wild will wish wishes woman women word work world wound year young youth
chemical chemicals compound pharmaceutical preparation antigen antibody enzyme hormone ligand protein peptide acid
base salt solvent placebo inhibitor agonist antagonist receptor vaccine serum saline buffer biomarker marker
cholinergic adrenergic dopaminergic serotonergic glutamatergic gabaergic muscarinic nicotinic retinal
tablet suspension capsule emergency pregnancy restless lipid
dna rna allele genome mutation genotype chromosome exon codon
abnormality acute chronic severe progressive congenital bilateral unilateral recurrent episodic refractory
postnatal neonatal juvenile familial sporadic isolated
"""

# Headings and modifiers of vocabularies (the psychologist's "identification", the ontologist's "rare") whose words are
# said of anything: those that stand in many abstracts and were read there.
_HEADINGS = """
identification recognition projection repression denial displacement reinforcement extinction retention transfer
transference generalization discrimination orientation dissociation imagination cooperation competition achievement
aspiration persuasion conflict exploration adaptation habit cue punishment goal drive motivation respect trust
leadership ownership competence communication understanding comprehension awareness rejection anticipation acceptance
expectation disclosure inversion suggestion guidance counseling preparation placement isolation separation
diagnosis diagnose prognosis efficiency balance monitor capture cascade probe island lobe particle ray
indicator tree city bed meal noise dimension modifier genesis parity walking drinking reading writing speaking thinking
lifestyle language pulse relapse clone laser helix metal transducer instrument kinetic
affected unaffected central peripheral healthy rare frequent prolonged mitochondrial inherited hereditary localized
generalized acquired proximal distal lateral medial apical axial spatial focal diffuse disseminated profound excluded
idiopathic inborn cyclic periodic intermittent soft sharp rich poor undifferentiated cryptic luminal imprinted mosaic
obligate stationary borderline nocturnal migratory biologic allergic illness inheritance dependence
fed met gave read ever let mol poly chi nude stain rupture sensation
"""

_PHRASES = """
body weight, body mass index, disease progression, signs and symptoms, adverse drug reaction, birth weight, body height,
clinical course, risk factor, side effect, in vitro, in vivo, time factor, follow up
"""

# Words of four letters and more that are somebody's acronym, gene or trial when they stand in capitals.
_SHOUTED = """
apex apple arch arms aura bank bars bind blame blast bright cage cart cast cats chip clip clock coil coma comet
cope crash cream crest damage damp dams danger digit dish ears east enigma fate fell fish flap flash flip glad goat heal
hits iris killer lamp lamps large laser lips mail maps mast mater mice mint nail nest nets nodal oval pace palm peas
permit pets pigs pilot pinch pins pits plane pole prep prey rank rose scan scar sera sham ship ships silent simple slam
snap spar spry star stars steel stem stim tape taps tart team tear tens tests tide tips traits trap traps trim trio tube
twin twist wire wise
"""

COMMON = frozenset(
    key_of(word) for word in (*(_FUNCTION + _EVERYDAY + _HEADINGS).split(), *_PHRASES.split(","))
)
SHOUTED = frozenset(_SHOUTED.split())
FUNCTION_WORDS = frozenset(_FUNCTION.split())
