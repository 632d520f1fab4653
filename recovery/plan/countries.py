"""Which country a time zone lies in: where the person has not said it, the emergency number goes by this.

From the zone database's own table, for the countries whose number we know; zones two of them claim are left out.
"""

# fmt: off
ZONES: dict[str, str] = {
    "AE": "Asia/Dubai",
    "AR": (
        "America/Argentina/Buenos_Aires America/Argentina/Catamarca America/Argentina/ComodRivadavia "
        "America/Argentina/Cordoba America/Argentina/Jujuy America/Argentina/La_Rioja America/Argentina/Mendoza "
        "America/Argentina/Rio_Gallegos America/Argentina/Salta America/Argentina/San_Juan "
        "America/Argentina/San_Luis America/Argentina/Tucuman America/Argentina/Ushuaia America/Buenos_Aires "
        "America/Catamarca America/Cordoba America/Jujuy America/Mendoza America/Rosario"
    ),
    "AT": "Europe/Vienna",
    "AU": (
        "Antarctica/Macquarie Australia/ACT Australia/Adelaide Australia/Brisbane Australia/Broken_Hill "
        "Australia/Canberra Australia/Currie Australia/Darwin Australia/Eucla Australia/Hobart Australia/LHI "
        "Australia/Lindeman Australia/Lord_Howe Australia/Melbourne Australia/NSW Australia/North Australia/Perth "
        "Australia/Queensland Australia/South Australia/Sydney Australia/Tasmania Australia/Victoria Australia/West "
        "Australia/Yancowinna"
    ),
    "BD": "Asia/Dacca Asia/Dhaka",
    "BR": (
        "America/Araguaina America/Bahia America/Belem America/Boa_Vista America/Campo_Grande America/Cuiaba "
        "America/Eirunepe America/Fortaleza America/Maceio America/Manaus America/Noronha America/Porto_Acre "
        "America/Porto_Velho America/Recife America/Rio_Branco America/Santarem America/Sao_Paulo Brazil/Acre "
        "Brazil/DeNoronha Brazil/East Brazil/West"
    ),
    "CA": (
        "America/Atikokan America/Blanc-Sablon America/Cambridge_Bay America/Creston America/Dawson "
        "America/Dawson_Creek America/Edmonton America/Fort_Nelson America/Glace_Bay America/Goose_Bay "
        "America/Halifax America/Inuvik America/Iqaluit America/Moncton America/Montreal America/Nipigon "
        "America/Pangnirtung America/Rainy_River America/Rankin_Inlet America/Regina America/Resolute "
        "America/St_Johns America/Swift_Current America/Thunder_Bay America/Toronto America/Vancouver "
        "America/Whitehorse America/Winnipeg America/Yellowknife Canada/Atlantic Canada/Central Canada/Eastern "
        "Canada/Mountain Canada/Newfoundland Canada/Pacific Canada/Saskatchewan Canada/Yukon"
    ),
    "CH": "Europe/Zurich",
    "CL": (
        "America/Coyhaique America/Punta_Arenas America/Santiago Chile/Continental Chile/EasterIsland "
        "Pacific/Easter"
    ),
    "CN": "Asia/Chongqing Asia/Chungking Asia/Harbin Asia/Kashgar Asia/Shanghai Asia/Urumqi",
    "CO": "America/Bogota",
    "CZ": "Europe/Prague",
    "DE": "Europe/Berlin Europe/Busingen",
    "DK": "Europe/Copenhagen",
    "EG": "Africa/Cairo",
    "ES": "Africa/Ceuta Atlantic/Canary Europe/Madrid",
    "FI": "Europe/Helsinki",
    "FR": "Europe/Paris",
    "GB": "Europe/Belfast Europe/London",
    "GR": "Europe/Athens",
    "HK": "Asia/Hong_Kong",
    "HU": "Europe/Budapest",
    "ID": "Asia/Jakarta Asia/Jayapura Asia/Makassar Asia/Pontianak Asia/Ujung_Pandang",
    "IE": "Europe/Dublin",
    "IL": "Asia/Jerusalem Asia/Tel_Aviv",
    "IN": "Asia/Calcutta Asia/Kolkata",
    "IT": "Europe/Rome",
    "JP": "Asia/Tokyo",
    "KE": "Africa/Nairobi",
    "KR": "Asia/Seoul",
    "MX": (
        "America/Bahia_Banderas America/Cancun America/Chihuahua America/Ciudad_Juarez America/Ensenada "
        "America/Hermosillo America/Matamoros America/Mazatlan America/Merida America/Mexico_City America/Monterrey "
        "America/Ojinaga America/Santa_Isabel America/Tijuana Mexico/BajaNorte Mexico/BajaSur Mexico/General"
    ),
    "MY": "Asia/Kuala_Lumpur Asia/Kuching",
    "NL": "Europe/Amsterdam",
    "NO": "Europe/Oslo",
    "NZ": "Pacific/Auckland Pacific/Chatham",
    "PH": "Asia/Manila",
    "PK": "Asia/Karachi",
    "PL": "Europe/Warsaw",
    "PT": "Atlantic/Azores Atlantic/Madeira Europe/Lisbon",
    "RO": "Europe/Bucharest",
    "RU": (
        "Asia/Anadyr Asia/Barnaul Asia/Chita Asia/Irkutsk Asia/Kamchatka Asia/Khandyga Asia/Krasnoyarsk "
        "Asia/Magadan Asia/Novokuznetsk Asia/Novosibirsk Asia/Omsk Asia/Sakhalin Asia/Srednekolymsk Asia/Tomsk "
        "Asia/Ust-Nera Asia/Vladivostok Asia/Yakutsk Asia/Yekaterinburg Europe/Astrakhan Europe/Kaliningrad "
        "Europe/Kirov Europe/Moscow Europe/Samara Europe/Saratov Europe/Ulyanovsk Europe/Volgograd"
    ),
    "SA": "Asia/Riyadh",
    "SE": "Europe/Stockholm",
    "SG": "Asia/Singapore",
    "TH": "Asia/Bangkok",
    "TR": "Asia/Istanbul Europe/Istanbul",
    "TW": "Asia/Taipei",
    "UA": "Europe/Kiev Europe/Kyiv Europe/Simferopol Europe/Uzhgorod Europe/Zaporozhye",
    "US": (
        "America/Adak America/Anchorage America/Atka America/Boise America/Chicago America/Denver America/Detroit "
        "America/Fort_Wayne America/Indiana/Indianapolis America/Indiana/Knox America/Indiana/Marengo "
        "America/Indiana/Petersburg America/Indiana/Tell_City America/Indiana/Vevay America/Indiana/Vincennes "
        "America/Indiana/Winamac America/Indianapolis America/Juneau America/Kentucky/Louisville "
        "America/Kentucky/Monticello America/Knox_IN America/Los_Angeles America/Louisville America/Menominee "
        "America/Metlakatla America/New_York America/Nome America/North_Dakota/Beulah America/North_Dakota/Center "
        "America/North_Dakota/New_Salem America/Phoenix America/Shiprock America/Sitka America/Yakutat "
        "Pacific/Honolulu US/Alaska US/Aleutian US/Arizona US/Central US/East-Indiana US/Eastern US/Hawaii "
        "US/Indiana-Starke US/Michigan US/Mountain US/Pacific"
    ),
    "VN": "Asia/Ho_Chi_Minh Asia/Saigon",
    "ZA": "Africa/Johannesburg",
}
# fmt: on

COUNTRY_OF: dict[str, str] = {zone: country for country, zones in ZONES.items() for zone in zones.split()}
