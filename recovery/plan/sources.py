"""Where every number and sentence comes from: a short name, and the address or paper it was read in."""

from recovery.plan.words import gettext_noop

_ = gettext_noop
SOURCES: dict[str, str] = {
    "seed": _("The recovery plan this product was built from"),
    "proposed": _("Our own careful choice where sources are silent or leave a range; no clinician has reviewed it"),
    "1": (
        "NHS-partner back page with 999/111 lists, "
        "sheffieldachespains-staging.preflight.site/conditions/back-pain/what-is-back-pain"
    ),
    "2": (
        "NHS Wales 111 back pain, 111.wales.nhs.uk/Encyclopaedia/b/article/backpain/; UCLH "
        "uclh.nhs.uk/MSK/Pages/Backandneckpain.aspx; "
        "under-16s: womansweekly.com/health/back-pain-7-treatments-consider-34993/"
    ),
    "3": "Press copy of NHS severity words and 111/999 lists, 3slastxawesome.info/2025/01/06/",
    "4": "ACP 2017, guidelinecentral.com/guideline/13349/; aafp.org/afp/2017/0915/p407.html",
    "5": "Cochrane heat/cold, cochranelibrary.com CD004750",
    "6": "Alberta Health Services tips, hannaherald.com/health/reducing-back-pain",
    "7": "MyHealth Alberta, myhealth.alberta.ca hwid=hw47891; emedicinehealth.com first_aid_for_low_back_pain",
    "8": "Healthwise back pain in teens, commonspirit.org/conditions-treatments/back-pain-in-children-and-teens",
    "9": "NICE NG59, nice.org.uk/guidance/ng59/chapter/Recommendations",
    "10": "Northumbria NHS self-care low back pain, northumbria.nhs.uk",
    "12": "Cochrane bed rest v active, CD007612",
    "13": "Nadler 2002, Spine 27:1012; record in PMC8846312",
    "14": "MPFT NHS safe heat, mpft.nhs.uk/services/msk/self-help/general-advice/safe-use-heat-treatment",
    "15": "MPFT NHS safe cold, same site /safe-use-cold-treatment",
    "16": (
        "NHS sprain advice as copied at tonyhall.co/2020/03/sprains-and-strains.html; BMJ Best "
        "Practice handout 'every 2 hours while awake'"
    ),
    "17": "Mac Auley 2001, Int J Sports Med 22:379 (scribd.com/document/313374393)",
    "18": "NHS Wales using heat, children.movebettergwent.nhs.wales/self_management/using-heat/",
    "19": "thermacare.com burn FAQ",
    "20": "FDA/CPSC heating pads 1995, fda.gov ucm242866",
    "21": "healthed.govt.nz HE2550; saferbaby.org.au",
    "22": (
        "Leicestershire NHS Yellow Book, rethinkyourmind.co.uk/the-lpt-nhs-yellow-book-2017-18; "
        "eastdevon.gov.uk remember-to-breathe"
    ),
    "23": "NHS inform exercises for back pain (nhsinform copy, azurewebsites.net)",
    "24": "NHS lower back pain exercises, via scribd 403665966",
    "25": "Cochrane massage, CD001929",
    "26": "ascensionselfcare.com/know-when-to-say-no-to-massage; spencermassage.com/risks-of-massage",
    "27": "EFSA 2010;8(3):1459; nature.com/articles/ejcn2009111/tables/4; PMC4473081 Table 1",
    "28": "aafp.org/pubs/afp/issues/2015/0801/p230.html",
    "29": (
        "WalkBack, Lancet 2024;404:134; painpluscpn.ca/Home/Article/136116; world.physio "
        "proceeding; medicinetoday.com.au 2024"
    ),
    "30": "deroyal.com T505 hot/cold 'do not use'",
    "31": "brainscape.com hot/cold contra-indications; Physiother Can 2010;62(5), PMC3031347 (title only)",
    "32": (
        "Drug Facts: dailymed.nlm.nih.gov setid 260f5862..., ndclist.com/ndc/66267-115/label, "
        "/43598-058/label, /51532-0232/label; api.fda.gov drug/label"
    ),
    "33": "fda.gov NSAIDs in pregnancy 20 weeks",
    "34": "Henschke 2009, pubmed 19790051; hopkinsarthritis.org summary",
    "35": "IFOMPT framework, JOSPT 2020;50:350 (abstract)",
    "36": "backes.org.uk/cauda-equina-warning-signs/",
    "37": "torbayandsouthdevon.nhs.uk cauda equina",
    "38": "AHCPR red-flag table, ncbi.nlm.nih.gov/books/NBK52120",
    "39": "Mayo Clinic, mayoclinic.org/connected-care/when-to-see-a-doctor-for-back-pain/cpt-20470965",
    "40": "clincalcpro.com/explainers/what-is-a-dvt; britbrief.co.uk NHS clot notice",
    "41": "healthunlocked.com/tag/abdominal-aortic-aneurysm (NHS text)",
    "42": "nhs.uk/conditions/kidney-infection",
    "43": "Yusuf 2019 spinal infection red flags, BMC Musculoskelet Disord s12891-019-2949-6",
    "44": "uhb.nhs.uk when-to-call-the-midwife; mamaacademy.org.uk",
    "45": "uhs.wisc.edu/medical/back-pain; mskdiagnostics.co.uk serious-back-pain",
    "46": "BMJ red flags summary, pubmed 25257627",
    "47": "healthysoch.com ERSS 112; ndtv.com 1993816",
    "48": "city.odate.lg.jp emergency-call",
    "49": "bim.physio/the-pain-monitoring-model",
    "50": "evidenceforexercise.com L3 part 2",
    "51": "Ostelo 2008 abstract, paperexplained.cn c63b17f3",
    "52": "PACE, Lancet 2014;384:1586 abstract; evidencebasedmedicine.com.au/?p=1664; pubmed 31453982",
    "53": "Kamper 2010, PMC2989296",
    "54": "Costa 2019 flare definition, kiroviden.dk 463",
    "55": "Machado 2017, repub.eur.nl/pub/102316",
    "56": "WHO 2023, NBK599210; esceo.org news",
    "57": "Downie 2016, researchgate.net/publication/282127746",
    "58": "Henschke 2008, PMC2483884",
    "59": "Menezes Costa 2012, cmaj.ca/content/184/11/E613",
    "60": "Wallwork 2024, healthday.com summary",
    "61": "selfcareforum.org/lower-back-pain/",
    "62": "Silva 2017 Eur J Pain, zendy.io 10.1002/ejp.976",
    "63": "da Silva 2019 J Physiother 65:159 abstract",
    "64": "Pengel 2003 BMJ 327:323",
    "65": "nhs.uk/medicines/ibuprofen-for-adults",
    "66": "recallguide.org tylenol-regular-strength; canada.ca poster-acetaminophen",
    "67": "medicines.necsu.nhs.uk NICE Bites",
    "68": "Cochrane NSAID, PMC7161726 summary table",
    "69": "Cashin 2021 BMJ, PMC8262447",
    "70": "Friedman 2017, PMC5517351",
    "71": "fda.gov benzodiazepine boxed warning 2020",
    "72": "empr.com cyclobenzaprine",
    "73": "precisionphysio.com.au PSFS",
    "74": "Roland & Fairbank 2000, studylib.net/doc/5830226",
    "75": "scientificspine.com RDQ",
    "76": "startback.hfac.keele.ac.uk/privacy-policy; keele.ac.uk/sbst",
    "77": "physio-pedia.com/STarT_Back_Screening_Tool",
    "78": "healthmeasures.net obtain-administer-measures",
    "79": "Krebs 2009, link.springer.com s11606-009-0981-1",
    "80": "breathing reviews: BMR-230054; world.physio proceeding",
    "81": "Cochrane exercise acute, CD009365.pub2; pure.eur.nl abstract",
    "82": "Miller 2022, PMC8775277",
    "83": "Zhang 2018, pubmed 27875413",
    "84": "Shiri 2010, pubmed 20007994",
    "85": "weight-loss review, s12891-022-05391-w",
    "86": "Slater 2019 JOSPT 49:562 abstract",
    "87": "Russell 2010, PMC3206568; 2023 review 10.35975/apic.v27i6.2339",
    "88": "NICE summary, medscape.com/viewarticle/944083_4",
    "89": "Steffens 2016, chiro.org abstract page",
    "90": "Cochrane yoga 2022 CD010671.pub3 (result via secondary text)",
    "91": "selfBACK, jamanetwork.com 2782459",
    "92": "selfBACK plan table, PMC6918200 Table 1",
    "93": "medicalbrief.co.za/?p=181094",
}
