"""How questions are worded, by what they ask for; the words are parsed in `cues`.

A phrase is words between blanks; ``a|b`` is either word, ``[a|b]`` may be left out, ``@`` is an
entity, ``#`` a number, ``^`` a region.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from .topics import Topic

PHRASEBOOK: Final[Mapping[Topic, str]] = {
    Topic.GENE: """
        [causal|causative|causing|responsible|culprit|mutant|mutated|defective|risk|susceptibility|candidate|implicated|disease|underlying|associated|known] gene|genes|locus|loci
        genetic|gene cause|causes|basis|bases|defect|defects|origin|origins|background|etiology|aetiology|culprit|culprits|underpinning|underpinnings|determinant|determinants|driver|drivers|reason|reasons|explanation|factor|factors|association|associations
        gene|genes symbols
        wrong genetically
        genetically wrong
        molecular cause|causes|basis|bases|defect|defects|etiology|aetiology|origin|genetics
        genetics
        genetically
        protein|proteins
    """,
    Topic.DISEASE: """
        [genetic|rare|inherited|hereditary|monogenic|mendelian|orphan|known] disease|diseases|disorder|disorders|condition|conditions|syndrome|syndromes|illness|illnesses|malady|maladies|ailment|ailments|sickness
        [differential] diagnosis|diagnoses
        differential|differentials|ddx
        pathology|pathologies
        entity|entities
        what could|might|can|may|would|is it|this|that [be]
        think|thinking|suspect|consider of
        what|which could|might|can|may|would [best] explain|account|cause|fit|match
        what happens|results|occurs|follows [when|if|from]
        what does|do|can|could|would|will [a|an|the] [single|pathogenic|germline] mutation|mutations|variant|variants|defect|defects|change|changes in|of [the] @ [gene] cause|lead|result|do|produce|mean [to|in]
        known|famous for
    """,
    Topic.PHENOTYPE: """
        organ abnormality|abnormalities|anomalies
        [key|main|typical|characteristic|classic|classical|core|principal] [clinical|associated|reported|known] phenotype|phenotypes|symptom|symptoms|sign|signs|feature|features|manifestation|manifestations|finding|findings|trait|traits|characteristic|characteristics|abnormality|abnormalities|anomaly|anomalies|complaint|complaints|symptomatology|stigmata|problem|problems
        hpo|phenotypic|phenotype term|terms|annotation|annotations|feature|features|abnormality|abnormalities|profile|list
        phenotypic|clinical|disease|phenotype|symptom profile|spectrum|picture|presentation|presentations|description|consequence|consequences|effect|effects|course|outcome|outcomes
        clinically|phenotypically
        phenotypic
        symptomatic
        picture|spectrum|profile
        presentation|presentations
        signs|symptoms and|or signs|symptoms
        look|looks like
        present|presents|presenting with
        how do|does [a|the] [patient|patients|person|people] [with] @ [typically|usually|commonly|clinically|often|normally|generally] present|manifest
        manifest|manifests|manifesting [as|with]
        suffer|suffers|suffering [from]
        clinical|health|medical problem|problems|issue|issues|concern|concerns
        experience|experiences
        a|the|my|this|our [young|old|newborn] child|boy|girl|infant|baby|man|woman|patient|newborn|proband|toddler [who|that] present|presents|presenting|has|with|shows|showing|had [with]
    """,
    Topic.VARIANT: """
        [dna|sequence|gene|genetic|germline|clinvar|known] variant|variants|mutation|mutations|allele|alleles|snv|snvs|snp|snps
        disease|illness causing variant|variants|mutation|mutations|allele|alleles
        sequence|genetic change|changes|variation|variations
        variation|variations|alteration|alterations|aberration|aberrations|lesion|lesions
    """,
    Topic.FREQUENCY: """
        how often|frequent|frequently|common|commonly|usual|likely
        frequency|frequencies
        percentage|percent|proportion|fraction|share|rate|incidence|prevalence|occurrence [of] [the] [patients|individuals|people|cases|subjects]
        how many|much [of] [the] patients|individuals|people|cases|subjects|affected
        number of patients|individuals|people|cases
        likelihood|probability|chance|odds
        to what extent|degree
        is|are @ [a|an] [very|really] common|frequent|rare|typical|usual|uncommon [feature|finding|sign|symptom|manifestation|in|among]
    """,
    Topic.INHERITANCE: """
        [mode|modes|pattern|patterns|type|types|form|way|kind] [of] [genetic] inheritance [mode|modes|pattern|patterns|type|model|in|families]
        [mode|modes|pattern|way|type|kind] [of] transmission [mode|pattern]
        mode|modes
        passed|transmitted [on|down] from [a|one|the] parent|parents|generation|mother|father to [the|a] [next] child|children|offspring|generation
        inherited|inherit|inherits|heritable|hereditary|heredity
        transmitted [in|from|to|within] [families|family|parent|parents|child|children|generations]
        passed [on|down] [in|from|to|within|through] [families|family|parent|parents|child|children|generations]
        pass on
        moi
        runs|run in families
        dominant|recessive or recessive|dominant
        dominantly|recessively
        @ or autosomal|dominant|recessive
        autosomal|dominant|recessive or @
        dominant|recessive [disease|disorder|condition|trait|illness]
    """,
    Topic.ONSET: """
        [usual|typical|average] [age|ages|time] [of|at] [disease|symptom] onset
        [at|by|from] [what|which] age|ages [group|groups|range|band] [of|at] [presentation|manifestation|first|disease]
        age|stage|period of presentation|manifestation|life
        age group|groups|range|band|bracket
        when [in|during] [life]
        how old
        how early|late
        life stage
        early|late onset
        earliest
    """,
    Topic.BEGINNING: """
        [first] start|starts|starting|begin|begins|beginning|appear|appears|manifest|manifests|present|presents|develop|develops|arise|arises|occur|occurs|show|shows|emerge|emerges|strike|strikes|set|sets|become|becomes|noticed|apparent|evident|up|in
        first symptoms|signs|manifestation|manifestations|symptom|sign
        symptoms|signs [of] [@] [first|usually|typically] start|begin|appear|show|manifest|develop
        patients|people|they|children|itself
    """,
    Topic.GRAPH: """
        [in|of|by|on|from] [the] human phenotype ontology
        [in|of|by|on|from] [the|this|your] [knowledge|whole|current|loaded] graph|database|snapshot|ontology|dataset|kg
        hpo|clinvar
    """,
    Topic.PREVALENCE: """
        [point|birth|lifetime|worldwide|estimated] prevalence|incidence|epidemiology [class|estimate|estimates|figure|figures|data|rate|number|numbers]
        prevalent
        annual incidence
        epidemiological|epidemiologic|epidemiology data|figures|numbers
        how rare|widespread|common|frequent|prevalent|often|unusual
        is|are @ [a|an|really|very|that|so] common|rare|frequent|widespread|uncommon|prevalent
        population frequency|prevalence
        how many people|persons|individuals|patients|births|newborns|humans|cases
        rarity
        [estimated|total|approximate] number|count of people|persons|individuals|patients|cases|births [living|affected|worldwide|with|by]
        frequency in [the] [general] population
    """,
    Topic.POPULATION: """
        in|of [the] [general] population
        worldwide|globally|world
        people|persons|individuals|patients|births|newborns [have|has|suffer|live|are] [affected|from|with|by]
        affected|have|has|suffer|living
        at birth
        in|per [a|one] million|thousand|100000|10000 [people|births|persons|inhabitants]
        in|within|across|for [the] [united|south|saudi|new] ^ [republic]
    """,
    Topic.DEFINITION: """
        define|defines|defined
        what does|do|did [the] omim|orphanet|mondo|hpo say|tell|write|know [that|about] [@] [is|are]
        definition|definitions
        meaning|mean|means|meant
        stand|stands for
        refer|refers to
        [short] description|descriptions
    """,
    Topic.ABOUT: """
        what [exactly|actually|really|precisely] is|are|s|was
        whats
        tell|inform|teach me|us [something|more|anything|a|bit] about
        describe|explain|describes|explains
        information|info|details|detail|facts|fact|overview|summary [on|about|of|for]
        about
        what|which disease|disorder|condition|syndrome|phenotype|term|abnormality is @
        parents|family|families|relatives ask|asks|asked|want|wants|wonder [me|us] [to] [know] [about]
    """,
    Topic.SYNONYM: """
        synonym|synonyms|synonymous
        [other|alternative|alternate|different|further|additional|all|known|common|its] names [for|of]
        other|alternative|alternate|another|different name|term|label|designation|title
        also|otherwise|alternatively|else known|called|named|termed|referred [as|to]
        aka
        a k a
        goes|go|going by
        other|another|different|alternative|alternate|else word|words|term|terms|label|labels|designations|titles [for]
        known as|under
        nickname|nicknames
        what else
        else
        called|call
        alias|aliases
        other|alternative|alternate|unofficial symbol|symbols
    """,
    Topic.OLD: """
        previous|former|old|older|earlier|past|obsolete|outdated|historical|withdrawn|legacy [gene|hgnc] symbol|symbols|name|names|designation|designations
        previously|formerly|once [known|called|named|designated] [as|under]
        used to be [called|known|named] [as]
        renamed [from|to|into]
    """,
    Topic.SYMBOL: """
        [current|official|approved|hgnc|correct|right|proper|valid|present|new|modern|today|standard|primary] [hgnc|gene] symbol|symbols
        [current|official|approved|new|modern|proper|correct|standard|present] [hgnc|gene] name|nomenclature|designation
        now called|known|named|designated [as]
        called|known|named now|today|nowadays|currently
        called|known|named [@] these days
        [@] called|known|named [@] these days
        current|official|approved
        renamed [to|as|into]
        replaced|replaces|replacing|superseded|supersedes|succeeded [by]
        hgnc look up|lookup
        which|what gene [is|was|has|had]
    """,
    Topic.REFERENCE: """
        [gene] id|ids|identifier|identifiers|code|codes|number|numbers|accession|accessions|curie|curies
        omim|mim|orpha|orphanet|mondo|hpo|hp|hgnc|entrez|ncbi|ensembl|ncbigene [gene|term|disease] [id|ids|identifier|identifiers|code|codes|number|numbers|entry|entries|record|records|accession|accessions|curie|equivalent|equivalents|counterpart|counterparts|match|matches]
        orphacode|orphacodes|orphanumber
        cross reference|references|ref|refs|walk
        crossreference|crossreferences|xref|xrefs|crosswalk
        convert|converts|converted|translate|translates|translated [into|to]
        mapping|mappings|mapped|map|maps [to|onto|of]
        equivalent|equivalents|equivalence|counterpart|counterparts [of|to|record|records|entry|entries]
        same as|disease|disorder|condition|thing [as]
        identical to
        exact|exactly match|matches
        match|matches
        coded|indexed|registered|catalogued [in|as|under|by]
        corresponding|corresponds|correspond|correspondence [to]
        [other|external] database|databases|resource|resources|nomenclature|nomenclatures|vocabularies|ontologies|ontology
        record|records|entry|entries
    """,
    Topic.SOURCE: """
        according to
        by|from|in|per|says|say omim|orphanet|mondo|clingen|orpha
        [with|and|including] [which|what|the|their|all] source|sources|reference|references|citation|citations|provenance [support|supports|behind|for] [it|them|this]
        omim|orphanet|mondo|clingen|orpha
    """,
    Topic.CLASSIFICATION: """
        [clinvar|clinical|acmg|its] classification|classifications|classified|classify|classifies [status|as|by|in|of]
        [clinical] significance
        pathogenicity|interpretation|interpretations|interpreted|assertion|verdict|assessment|assessed|rated|judged
        clinvar
        benign|pathogenic or pathogenic|benign [not]
        benign
        harmful|dangerous|damaging|deleterious|harmless
        acmg
        review status
        reviewed|review
        [molecular] consequence
        vus
        uncertain significance
    """,
    Topic.VALIDITY: """
        [clingen] [gene] [disease] validity [classification|level|class]
        clingen [classification|curation|evidence|rating|class|score|validity|status|assertion|verdict|say|says|rate|rates]
        how strong|well|solid|certain|sure|robust|strongly|convincing|good|firmly|reliable|valid|confident|confidently [is|are] [the|we] [evidence|link|established|supported|association|relationship|connection|case]
        is|are|was there [a|an|any] [known|established|causal|proven] [gene] [disease] link|links|connection|association|relationship|relation [known|established] between|from|of
        evidence|link|association|relationship|supported|established|support|supports|supporting|proof|validated|valid
        strength|level|quality|weight|degree [of] [the] [evidence]
        curation|curations|curated|curators|curator
        definitive|definitively|disputed|refuted
        gene disease
        rating|rated|rate|class|score|classification|classified|classify
    """,
    Topic.PARENT: """
        parent|parents|ancestor|ancestors|superclass|superclasses|supertype|supertypes|hypernym|hypernyms|superterm|superterms [term|terms|class|classes|group|groups|category|categories|disease|diseases|phenotype|phenotypes|disorder|disorders|concept|concepts]
        broader|superordinate|higher|overarching|wider|upper|general [level] [term|terms|category|categories|concept|concepts|class|classes|group|groups|disease|diseases|phenotype|phenotypes|entity|entities]
        more general|generic|generally [term|terms|category|categories|concept|concepts|class|classes|phenotype|phenotypes|disease|diseases|group|groups|entity|entities]
        classified|filed|grouped|categorised|categorized|listed|place|places|placed|sit|sits|fall|falls|situated|subsumed|located|classify under|within|into|in|as
        [what|which] kind|type|sort|category|class|group|groups|categories|family|families|classes|types|kinds of disease|diseases|disorder|disorders|phenotype|phenotypes|abnormality|abnormalities|condition|conditions|thing|finding|things
        [what|which] category|class|group|groups|categories|classes [of]
        what|which family|families
        family|families of
        belong|belongs|belonging [to]
        under|in which|what term|terms|category|categories|group|groups|class does|do [the] hpo|orphanet|mondo place|put|list|file|classify|have
        kind|type|form|sort|subtype|subclass|example|instance of what
        one level above|up
        above
        up [the] hierarchy|tree|classification|ontology
        upwards|upward
        hpo|disease|orphanet|mondo|in [the] hierarchy|tree|classification|ontology
        hierarchy|classification
    """,
    Topic.CHILD: """
        child|children|descendant|descendants|offspring|subclass|subclasses|subcategory|subcategories|hyponym|hyponyms|subterm|subterms|daughter|daughters|subphenotypes [term|terms|class|classes|disease|diseases|phenotype|phenotypes]
        narrower|subordinate|specific|lower [level] [term|terms|concept|concepts|class|classes|phenotype|phenotypes|disease|diseases|form|forms|entity|entities]
        more|most specific|specifically [term|terms|concept|concepts|class|classes|phenotype|phenotypes|disease|diseases|form|forms|entity|entities|subtypes|types]
        below|beneath|underneath|under
        down [the] hierarchy|tree
        downwards|downward
        subtype|subtypes|subform|subforms|subgroup|subgroups|subentity|subentities
        sub type|types|forms|form|groups|classes
        [different|known|all] type|types|form|forms|kind|kinds|variety|varieties|sort|sorts|flavour|flavours|flavor|flavors|variants|classes|class [of]
        subdivided|divided|split|comprise|comprises|encompass|encompasses|include|includes|subsumes|breakdown [into]
        exist|exists
    """,
    Topic.SHARED: """
        in common
        common to|between|for
        shared|share|shares|sharing|overlap|overlaps|overlapping|intersection|intersect|intersects|joint|mutual|jointly|coincide
        common
        same
        [in] both
        similarities|similarity|similar|resemble|alike
        simultaneously|together
    """,
    Topic.DIFFERENCE: """
        difference|differences|differ|differs|different|differing [between|from|in]
        distinguish|distinguishes|distinguishing|distinguished|discriminate|discriminates|discriminating|differentiate|differentiates|differentiating|differential|separate|separates|separating|discern|discriminator|discriminators [between|from|apart]
        tell|tells|set|sets|telling|keep|know [@] [and|from] [@] apart
        apart
        tell|telling|told @ from
        contrast|compare|comparison|contrasting|contrasts|compared|comparing
        versus|vs
        unlike|rather
        specific|unique|exclusive|peculiar|exclusively|only
    """,
    Topic.PATH: """
        [shortest|short|direct] path|paths|pathway|route|routes|chain|chains|trail|trails|connection|connections
        [shortest] way|ways from|between
        how is|are|do|does|can|could [the] @ [and|to|with] [the] [@] [be] connected|related|linked|connect|relate|link|joined|tied
        connection|connections|link|links|relationship|relation|relations|linkage|association between
        connect|connects|connecting|join|joins|joining|bridge|bridges|bridging
        what|which links|relates|link|relate
        [within|in|at|up|maximum|max|most] [most|to|of] [at] # hop|hops|step|steps|edge|edges
        within|at|maximum|max|up [most|to|of]
        hop|hops|step|steps|edge|edges
        get|go|walk|lead|leads|linking|leading|via|reach
        shortest
        trace|draw|follow [a|the] path|route|way|chain
    """,
    Topic.CAUSE: """
        cause|causes|caused|causing|causal|causative|causally
        underlie|underlies|underlying|underlain|underly
        responsible [for]
        lead|leads|leading|led to
        result|results|resulting|resulted [in|from]
        due to
        give|gives|giving|gave rise to
        behind
        mutate|mutated
        bring|brings about
        produce|produces|produced
        trigger|triggers|triggered
        origin|origins|reason|reasons|etiology|aetiology
        arise|arises|arising|stem|stems [from]
        account|accounts for
        attributable|attributed to
        defect|defects|defective|faulty|broken|disrupted|disrupt|altered|dysfunction|deficient|damaged [in|of]
        loss of function [of|in]
        to blame
        drive|drives|driving|driven
        goes|go wrong
    """,
    Topic.ASSOCIATION: """
        associate|associates|associated|association|associations [with|to|between]
        linked|link|links|tied|related|connected [to|with]
        relation|relationship
        implicated|involved|involve|involves [in]
        play|plays|playing|played a|any|some [causal|known] role|part [in]
        role
        contribute|contributes|contributing [to]
        affect|affects|affecting|affected [by]
        relevant
        connected
        sequence|sequenced|sequencing
        carrier|carriers of [a|an|the] [pathogenic] @ mutation|mutations|variant|variants
        carry|carries|carrying|harbour|harbor|harboring|harbouring
    """,
    Topic.HAVING: """
        have|has|having|had
        show|shows|showing|exhibit|exhibits|exhibiting|display|displays|displaying|feature|features|featuring|present|presents|presenting|involve|involves|involving|include|includes|including|comprise|comprises|comprising|possess|manifest|manifests
        with
        occur|occurs|occurring|seen|observed|found|present|expected|part|develop|develops|developing|experience|experiences|suffer|suffers|suffering|recorded|reported|see|observe|expect|find|get|encounter|encountered|appear|appears|happen|happens
        come|comes|go|goes along [with]
        come|comes|goes with
        combine|combines|combining|combined|combination|accompanied|accompany|alongside|plus|together|simultaneously|simultaneous|concurrent|concurrently|co
        characterised|characterized|characterize|characterise|characterizes|characterises|marked [by]
        fit|fits|match|matches|matching|consistent|compatible|suggest|suggests|pointing|explain|explains
        feature|sign|symptom|manifestation|part|finding|phenotype of
        typical|known
        any|a record|records|mention|evidence|report|reports of|for|that
        lie|lies|located|situated|sit|sits|reside|resides|fall|falls|mapped|lying
        patient|patients presenting|presents [with]
        children|infants|adults|adolescents|boys|girls|women|men|babies|newborns with
        complicate|complicates|belong|belongs|part|count|counts
    """,
    Topic.RELEASE: """
        release|releases|version|versions [of]
        [data] source|sources|licence|licences|license|licenses [used|included|behind]
        provenance
        built|build|building|made|make|makes|constructed|compiled [from|of]
        last updated
        how old|recent|current|fresh|new
        [how] up to date
        which|what data|sources|databases
        hpo|orphanet|clinvar|hgnc|mondo|clingen|hpoa|omim
        loaded|used|using|contain|installed|underlie|underlies|behind
    """,
    Topic.CHANGE: """
        changed|change|changes|changing
        new|different|added|removed|updated|gone|dropped
        [the] [last|latest|previous|newest|new|current|recent|prior|old|older] release|releases|snapshot|snapshots|version|versions|update|updates|refresh
        reclassified|reclassification|reclassifications
        since
        last|latest|previous|newest|recent|prior|current
        diff|difference|differences|compare|compared
    """,
    Topic.COUNT: """
        how many [different|distinct|known]
        [total] number|count|tally|amount of
        count|counts|total [up]
        how large|big
    """,
    Topic.NEGATION: """
        not|never|no|without|lack|lacks|lacking|absent|absence|missing|except|neither|nor|cannot|none|minus
        isn|aren|don|doesn|didn|hasn|haven|wasn|weren|won|couldn|wouldn
        isnt|arent|dont|doesnt|hasnt|havent|wont|cant
        but not|no|without|lacking
        excluding|except|minus [those|the|ones|diseases|conditions] [with|that|showing|having]
        free of
    """,
    Topic.EXCLUDED: """
        excluded|exclude|excludes|excluding|exclusion|exclusions
        ruled|rules|rule out
        negated|negative|negatively
        incompatible
        argue|argues|speak|speaks|against
    """,
    Topic.PATHOGENIC: """
        [known|reported|definitely|clearly|clinically|most|all] pathogenic|deleterious
        pathogenic or|and likely pathogenic
        likely pathogenic [or|and] [pathogenic]
        pathogenic likely pathogenic
        disease|illness causing
        plp
        p lp
        p and|or lp
        harmful|damaging
    """,
    Topic.CONFLICTING: """
        conflicting|contradictory|discordant [classification|classifications|interpretation|interpretations|evidence|significance] [of] [pathogenicity]
        [of|with] uncertain|unknown|benign significance|classification|classifications
        benign
        vus
        likely benign
    """,
    Topic.STARS: """
        [with] [at] [least|exactly|only] # [or] [more|better|above|up|and] [clinvar|gold|review|quality] star|stars [or] [more|better|higher|above|up|rating|status|review|reviewed|and] [status]
        [minimum|min|more|better|higher] [of|than] # [review|gold|clinvar] star|stars
        at least|most
        expert panel|panels [reviewed|review|classification|classifications|classified]
        reviewed|review|classified|assessed|vetted by [an|the] expert|experts [panel|panels]
        practice guideline|guidelines
        [review|gold] star|stars|starred|rating|ratings
        [sorted|ranked|ordered|by] by|with|along [their|the|with] [review|gold] star|stars|rating|status
        by|sort|sorted|order|ordered|rank|ranked|confidence
        review status
        reviewed
    """,
    Topic.ALL_LEVELS: """
        ancestor|ancestors|descendant|descendants
        all [the|its|of] parent|parents|children|child|superclasses|subclasses|levels|subterms|subtypes
        [at|on|of|through|to] any|every|all [the] level|levels|depth|depths|generations
        all the way
        whole|entire|complete|full hierarchy|lineage|tree|branch|ancestry|path
        lineage|ancestry|root
        transitive|transitively|recursively|recursive|indirect|indirectly
    """,
    Topic.DIRECT: """
        direct|directly|immediate|immediately|next|closest|nearest
        one level
        exactly|explicitly|itself
    """,
    Topic.EITHER: """
        any|either|one [of]
        or
        at least one [of]
    """,
    Topic.COMMONNESS: """
        very|most|highly frequent|common|typical|characteristic
        obligate|always|invariable|invariably|constant|universal
        frequent|common|frequently|commonly
        occasional|occasionally|uncommon|sometimes
        rare|rarely|infrequent
        very rare|rarely
        [occurring|occur|seen|found|present] [in] [at] least|most|more|less|over|under|above|below [than] # [percent|per] [cent] [of] [the] [all] [patients|cases|individuals|people|subjects]
        hallmark|hallmarks|cardinal
    """,
}  # fmt: skip
