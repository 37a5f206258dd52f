"""Sentences written for the tests: what each kind sounds like, and what sounds like it and is none."""

from __future__ import annotations

BARRIERS: dict[str, dict[str, list[str]]] = {
    "en": {
        "local_ownership": [
            "Bidders must be at least 51% locally owned.",
            "The company must be headquartered in Hollowmere.",
            "Only Canadian companies may apply.",
            "Suppliers must have an office in the city.",
            "Open only to businesses registered in the province.",
            "The supplier must be based within 50 km of the town hall.",
            "Preference is given to local suppliers.",
        ],
        "years": [
            "Applicants must have been in business for at least five years.",
            "A minimum of 5 years' experience is required.",
            "The firm needs 10+ years of experience in water.",
            "Provide audited financial statements for the past three years.",
        ],
        "prior_projects": [
            "Describe three comparable projects completed for municipalities.",
            "Bidders must provide references from at least two cities.",
            "Suppliers shall have delivered at least 3 similar systems.",
            "A proven track record with public bodies is mandatory.",
            "Have you done this before? List five previous clients.",
        ],
        "turnover": [
            "Annual turnover must be at least EUR 2 million.",
            "The supplier must show yearly revenue of no less than $5,000,000.",
            "Minimum annual turnover: twice the contract value.",
        ],
        "insurance": [
            "Public liability insurance of £10 million is required.",
            "The contractor must carry $5,000,000 in general liability insurance.",
        ],
        "ip_forfeit": [
            "All intellectual property, including background IP, becomes the property of the City.",
            "The supplier assigns to the City all rights in the software.",
            "The City will own all source code and deliverables.",
            "Any IP developed or used vests in the Council.",
        ],
        "unpaid": [
            "The pilot is unpaid.",
            "No payment will be made for the pilot.",
            "Participants take part in the pilot at their own cost.",
            "The trial will be provided free of charge.",
        ],
        "one_language": ["Proposals must be in English.", "Tenders will only be accepted in English."],
        "closed_brand": [
            "The solution must run on Microsoft Azure.",
            "Supply of Cisco switches.",
            "The system must be built on ArcGIS.",
        ],
        "short_window": [
            "Proposals are due within five days of publication.",
            "Submissions must be received within 7 days of this notice.",
        ],
    },
    "fr": {
        "local_ownership": [
            "L'entreprise doit avoir son siège à Lyon.",
            "Les soumissionnaires doivent être établis au Québec.",
            "L'appel est réservé aux entreprises locales.",
            "Le titulaire devra disposer d'une agence dans le département.",
            "L'entreprise doit être détenue à 51 % par des résidents de la ville.",
        ],
        "years": [
            "Le candidat justifie d'au moins cinq ans d'expérience.",
            "L'entreprise doit exister depuis au moins trois ans.",
            "Fournir les bilans des trois dernières années.",
        ],
        "prior_projects": [
            "Présenter trois références similaires.",
            "Le candidat doit avoir réalisé au moins deux projets comparables.",
            "Une expérience préalable avec des collectivités est exigée.",
        ],
        "turnover": [
            "Chiffre d'affaires annuel minimum : 500 000 EUR.",
            "Le chiffre d'affaires doit être au moins deux fois le montant du marché.",
        ],
        "insurance": ["Une assurance responsabilité civile de 5 millions d'euros est exigée."],
        "ip_forfeit": [
            "Tous les droits de propriété intellectuelle sont cédés à la Ville.",
            "Les livrables deviennent la propriété exclusive de la commune.",
            "Le titulaire cède l'ensemble des droits sur le logiciel et ses connaissances antérieures.",
        ],
        "unpaid": [
            "Le pilote n'est pas rémunéré.",
            "L'expérimentation se fait à titre gratuit.",
            "Les participants réalisent le pilote à leurs frais.",
            "Aucune rémunération n'est prévue pour le prototype.",
        ],
        "one_language": [
            "Les offres sont rédigées en français.",
            "Les propositions doivent être remises en langue française.",
        ],
        "closed_brand": [
            "Fourniture de licences Microsoft.",
            "Maintenance du logiciel de la marque Oracle.",
            "La solution doit fonctionner sur Azure.",
        ],
        "short_window": [
            "Les offres sont à remettre sous cinq jours.",
            "Les propositions doivent parvenir dans un délai de 7 jours.",
        ],
    },
}

LOOK_ALIKES: dict[str, list[str]] = {
    "en": [
        "We want to hear from firms of every size.",
        "You keep what you own; the city gets a licence to use the result.",
        "No previous projects are asked for.",
        "The pilot is paid: 40,000 EUR for each team.",
        "Proposals may be in English or French.",
        "Citizens report potholes in the app and the city repairs them within five days of the report.",
        "Any brand of sensor will do.",
        "Our residents pay for parking at 300 machines.",
        "The city owns 2,000 street lights.",
        "Licences for Oracle or equivalent.",
        "Contestants are not required to obtain insurance of $1,000,000.",
    ],
    "fr": [
        "Aucune référence n'est demandée.",
        "Le pilote est payé 40 000 EUR.",
        "Vous gardez vos droits ; la ville reçoit une licence d'utilisation.",
        "Les offres peuvent être rédigées en français ou en anglais.",
        "Fourniture de capteurs de toute marque.",
        "La ville possède 300 parcmètres.",
        "Le chiffre d'affaires des commerces du centre baisse depuis trois ans.",
        "Bilans des trois derniers exercices disponibles en fonction de la date de création.",
        "Les documents sont téléchargeables gratuitement.",
    ],
}
