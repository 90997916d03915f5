//! Sjuhärad, the years 2013 and 2014.

/// The description, figures of 2014 are published, the notes of 2013 are divided by us.
pub(crate) const BOOK: &str = "
role bank 1930
role payable 2411
role receivable 1511
role vat 1687
role accrued-income 1712
role accrued-cost 2991
role accrued-on 5539
role equity 2010
rounding 3740
charges 8511 1930
payroll 2711 2931 4511 4011 4411 = Arvoden och reseersättning styrelsen
settle 2411 weekly 24 = Leverantörsbetalning bankgiro | Leverantörsfaktura
settle 1511 days 29 = Inbetalning från medlem | Kundfaktura
settle 1712 days 80 = Utbetalning från ESF-rådet | Upplupet projektbidrag
settle 2711 twelfth = Skatt och sociala avgifter | Avdragen skatt
settle 2931 twelfth = Skatt och sociala avgifter | Sociala avgifter

# Opening balances 2013-01-01. Equity follows from the published figures, the rest is chosen.
opening 1511 64300.00
opening 1687 188412.00
opening 1712 4816000.00
opening 1930 6706608.97
opening 1970 84105.00
opening 2010 -6655307.67
opening 2411 -3645533.30
opening 2711 -10240.00
opening 2931 -8345.00
opening 2991 -1540000.00

name 1001 = Styrelse (arvoden, konferenser, bilers etc)
name 1003 = Gemensamma kostn. (revision, SUS, ek service)
name 1010 = Kansli (personal, hyra, IT, div mtrl)
name 2000 = Information (del av VG-informatör, trycksaker)
name 3001 = Lotsen i Borås | Borås kommun
name 3002 = Aktiv Borås | Borås kommun
name 3004 = Kartläggning/uppföljning/utvärdering
name 3005 = Utbildning/Utveckling
name 3006 = Gröna Vägen i Borås | Borås kommun
name 3007 = Aktiv Hälsa i Mark | Marks kommun
name 3008 = Arbetslivsinriktade aktiviteter Mark | Marks kommun
name 3010 = Aktiv Hälsa Bollebygd | Bollebygds kommun
name 3011 = Unga Vuxna Bollebygd | Bollebygds kommun
name 3012 = Aktiv Hälsa Svenljunga | Svenljunga kommun
name 3013 = Arbetslivsinriktade aktiviteter Svenljunga | Svenljunga kommun
name 3015 = Byggstenen i Tranemo | Tranemo kommun
name 3016 = Ulricehamnsprojektet Arbetscenter | Ulricehamns kommun
name 3018 = Vårgårda arbetslivsinriktad verksamhet | Vårgårda kommun
name 3019 = Herrljunga arbetslivsinriktad verksamhet | Herrljunga kommun
name 3020 = Tranemo Aktiv hälsa | Tranemo kommun
name 3021 = Ulricehamn Aktiv hälsa | Ulricehamns kommun
name 3024 = Krut Gemensamma resurser
name 3025 = Krut Bollebygd | Bollebygds kommun
name 3026 = Krut Borås | Borås kommun
name 3027 = Krut Herrljunga | Herrljunga kommun
name 3028 = Krut Mark | Marks kommun
name 3029 = Krut Svenljunga | Svenljunga kommun
name 3030 = Krut Tranemo | Tranemo kommun
name 3031 = Krut Ulricehamn | Ulricehamns kommun
name 3032 = Krut Vårgårda | Vårgårda kommun
name 3033 = Krut implementeringsprojekt

prefer 4011,4411,4511 1001
prefer 7551,7599,5538 1003
prefer 6911,6471 2000
prefer 6011,6230,6419,6451,6471,6799,6911,7071,7212,7251,7541,7599,7619 1010
prefer 5544 1001
prefer 5539 1003
prefer 4691 1010,3024
prefer 5541 3024,3033
prefer 5545,5548,5547,5549,5543 3033,3024,3005
prefer 5542 3033,3026,3025
prefer 5544 3005,3026
prefer 5540 3004,3005,3026,3025,3027,3028,3029,3030,3031,3032,3002,3007,3010,3012,3020,3021

purchase 4691 12 40000.00 0 = Borås kommun, lön projektledare {month}|Borås kommun, lön samordnare {month}
purchase 5538 6 3000.00 25 = {supplier}, IT-stöd {centre}
purchase 5539@1003 2 5000.00 0 = Västra Götalandsregionen, ekonomiservice
purchase 5539@1010 4 20000.00 0 = {supplier}, administrativt stöd|{supplier}, tillfällig personal
purchase 5539@3024,3025,3026,3027,3028,3029,3030,3031,3032,3033 8 60000.00 25 = {supplier}, konsulttjänst {centre}|{supplier}, utvärdering {centre}|{supplier}, handledning {centre}
purchase 5539 6 90000.00 0 = {party}, {centre}, {month}
purchase 5540@3024,3025,3026,3027,3028,3029,3030,3031,3032,3033 5 80000.00 25 = {supplier}, transnationellt arbete|{supplier}, metodstöd {centre}
purchase 5540@3005 10 150000.00 0 = {supplier}, utvecklingsinsats|{supplier}, processtöd|{supplier}, samverkanslots
purchase 5540 4 60000.00 0 = {party}, deltagarinsatser {centre}
purchase 5541 12 60000.00 0 = {supplier}, projektpersonal {month}
purchase 5542 10 20000.00 6 = {supplier}, tågresor och logi|{supplier}, resa transnationellt möte
purchase 5543 3 8000.00 25 = {supplier}, lokalhyra utbildningsdag
purchase 5544 16 60000.00 25 = {supplier}, kurs i motiverande samtal|{supplier}, konferens samverkan|{supplier}, föreläsning unga vuxna|{supplier}, utbildning handläggare
purchase 5545 5 12000.00 25 = {supplier}, tryck av folder|{supplier}, affischer och rollups
purchase 5547 4 3000.00 25 = {supplier}, porto projekt
purchase 5548 12 1800.00 25 = {supplier}, mobilabonnemang projekt {month}
purchase 5549 3 1000.00 25 = {supplier}, hyrbil
purchase 6011 4 3000.00 25 = {supplier}, hyra möteslokal
purchase 6230 4 1500.00 25 = {supplier}, bredband kvartal {quarter}
purchase 6419 4 2000.00 25 = {supplier}, förbrukningsinventarier
purchase 6451 6 1200.00 25 = {supplier}, kontorsmaterial
purchase 6471 2 1500.00 25 = {supplier}, visitkort och brevpapper
purchase 6799 2 900.00 25 = {supplier}, frakt
purchase 6911 2 400.00 25 = {supplier}, annons
purchase 7071 3 900.00 12 = {supplier}, förtäring vid möte
purchase 7212 4 600.00 25 = {supplier}, mobiltelefoni kvartal {quarter}
purchase 7251 3 500.00 25 = {supplier}, porto
purchase 7541 1 200.00 25 = {supplier}, domännamn
purchase 7551 4 22000.00 25 = {supplier}, utredning uppföljning|{supplier}, konsulttjänst
purchase 7599 5 16000.00 25 = {supplier}, revision|{supplier}, ekonomiservice kvartal {quarter}
purchase 7619 5 1100.00 25 = {supplier}, årsavgift|{supplier}, blommor och gåvor

budget 2014 4011@1001 280000.00
budget 2014 7599@1003 250000.00
budget 2014 4691@1010 1375000.00
budget 2014 6911@2000 75000.00
budget 2014 5539@3001 1500000.00
budget 2014 5539@3002 300000.00
budget 2014 5540@3004 300000.00
budget 2014 5544@3005 4240000.00
budget 2014 5539@3006 1200000.00
budget 2014 5539@3007 228000.00
budget 2014 5539@3008 2600000.00
budget 2014 5539@3010 79000.00
budget 2014 5539@3011 671000.00
budget 2014 5539@3012 290000.00
budget 2014 5539@3013 665000.00
budget 2014 5539@3015 1195000.00
budget 2014 5539@3016 1668000.00
budget 2014 5539@3018 763000.00
budget 2014 5539@3019 763000.00
budget 2014 5539@3020 36000.00
budget 2014 5539@3021 77000.00
budget 2014 5539@3024/KRUT 2092000.00
budget 2014 5539@3025/KRUT 159000.00
budget 2014 5539@3026/KRUT 1738000.00
budget 2014 5539@3027/KRUT 179000.00
budget 2014 5539@3028/KRUT 223000.00
budget 2014 5539@3029/KRUT 340000.00
budget 2014 5539@3030/KRUT 119000.00
budget 2014 5539@3031/KRUT 215000.00
budget 2014 5539@3032/KRUT 183000.00
budget 2014 5539@3033/KRUTIMP 1316000.00
budget 2014 3511@3034/KRUTIMP -1316000.00
budget 2014 3511@3035/KRUT -4928000.00
budget 2014 3811 -15060000.00

# The forecast that the annual report prints beside the actuals; its day is chosen.
forecast-date 2014-08-31
forecast 2014 4011@1001 300000.00
forecast 2014 7599@1003 250000.00
forecast 2014 4691@1010 1000000.00
forecast 2014 6911@2000 75000.00
forecast 2014 5539@3001 1500000.00
forecast 2014 5539@3002 300000.00
forecast 2014 5540@3004 100000.00
forecast 2014 5544@3005 3900000.00
forecast 2014 5539@3006 1200000.00
forecast 2014 5539@3007 228000.00
forecast 2014 5539@3008 2500000.00
forecast 2014 5539@3010 79000.00
forecast 2014 5539@3011 671000.00
forecast 2014 5539@3012 290000.00
forecast 2014 5539@3013 665000.00
forecast 2014 5539@3015 1195000.00
forecast 2014 5539@3016 1668000.00
forecast 2014 5539@3018 763000.00
forecast 2014 5539@3019 763000.00
forecast 2014 5539@3020 36000.00
forecast 2014 5539@3021 77000.00
forecast 2014 5539@3024/KRUT 1046000.00
forecast 2014 5539@3025/KRUT 458000.00
forecast 2014 5539@3026/KRUT 2662000.00
forecast 2014 5539@3027/KRUT 328000.00
forecast 2014 5539@3028/KRUT 210000.00
forecast 2014 5539@3029/KRUT 326000.00
forecast 2014 5539@3030/KRUT 94000.00
forecast 2014 5539@3031/KRUT 292000.00
forecast 2014 5539@3032/KRUT 267000.00
forecast 2014 5539@3033/KRUTIMP 1316000.00
forecast 2014 3511@3034/KRUTIMP -1316000.00
forecast 2014 3511@3035/KRUT -5821000.00
forecast 2014 3811 -15060000.00

year 2013
ends 12-31
total 3511 -8471789.00
total 3740 2.55
total 3811 -15060004.00
total 4011 140250.44
total 4411 19821.10
total 4511 39096.00
total 4691 647220.90
total 5538 21264.60
total 5539 11566034.45
total 5540 7491960.70
total 5541 1230283.10
total 5542 387897.20
total 5543 27902.20
total 5544 1964894.90
total 5545 80727.50
total 5547 18000.60
total 5548 23084.20
total 5549 2866.80
total 6011 23699.00
total 6230 7395.70
total 6419 8909.70
total 6451 7635.70
total 6471 3557.50
total 6799 1898.50
total 6911 581.40
total 7071 3415.70
total 7212 2283.00
total 7251 1835.80
total 7541 201.70
total 7551 85159.20
total 7599 86121.08
total 7619 5113.10
total 8411 -81072.92
total 8511 1708.00
centre 1001 230000.00
centre 1003 196000.00
centre 1010 800000.00
centre 2000 1000.00
centre 3001 1455000.00
centre 3002 316000.00
centre 3004 99000.00
centre 3005 rest
centre 3006 1164000.00
centre 3007 232000.00
centre 3008 2414000.00
centre 3010 82000.00
centre 3011 650000.00
centre 3012 295000.00
centre 3013 658000.00
centre 3015 1254000.00
centre 3016 1617000.00
centre 3018 778000.00
centre 3019 755000.00
centre 3020 37000.00
centre 3021 74000.00
centre 3024/KRUT 1059000.00
centre 3025/KRUT 453000.00
centre 3026/KRUT 2776000.00
centre 3027/KRUT 318000.00
centre 3028/KRUT 214000.00
centre 3029/KRUT 269000.00
centre 3030/KRUT 98000.00
centre 3031/KRUT 283000.00
centre 3032/KRUT 272000.00
centre 3033/KRUTIMP 1029000.00
closing 1511 86750.00
closing 1687 212349.34
closing 1712 5202000.00
closing 1930 6474908.57
closing 1970 84897.00
closing 2411 -4012640.64
closing 2711 -9870.00
closing 2931 -8043.00
closing 2991 -1663000.00
reverse 1540000.00
accrue 1663000.00
paydays 02-26 04-25 06-18 10-28 12-17
invoicing 01-15 04-10 07-08 10-08
member 3811 7530004.00 = Försäkringskassan (även Arbetsförmedlingens andel)
member 3811 3765000.00 = Hälso- och sjukvårdsnämnden
member 3811 1862000.00 = Borås kommun
member 3811 164000.00 = Herrljunga kommun
member 3811 597000.00 = Marks kommun
member 3811 182000.00 = Svenljunga kommun
member 3811 205000.00 = Tranemo kommun
member 3811 408000.00 = Ulricehamns kommun
member 3811 151000.00 01-15 04-10 07-08 12-03 = Bollebygds kommun
member 3811 196000.00 01-15 04-10 07-08 12-03 = Vårgårda kommun
claim-months 3 6 9 12
claim 3511@3035/KRUT 7560000.00
claim 3511@3034/KRUTIMP 911789.00
refund-months 1 2 3 4 5 6 7 8 9 10 11 12
voucher 12-31 1970 792.00 1930 80280.92 8411 -81072.92 = Ränta på bankkonton 2013

year 2014
ends 12-31
total 3511 -6800598.00
total 3740 -7.32
total 3811 -15060000.00
total 4011 186991.91
total 4411 84768.44
total 4511 53434.00
total 4691 1005135.57
total 5538 22577.53
total 5539 10616465.58
total 5540 8406514.16
total 5541 1094423.00
total 5542 394864.46
total 5543 29625.00
total 5544 1830360.29
total 5545 90582.00
total 5547 16012.80
total 5548 23498.86
total 5549 3043.86
total 6011 9975.00
total 6230 7801.20
total 6419 8245.60
total 6451 8511.91
total 6471 3144.00
total 6799 1920.00
total 6911 613.26
total 7071 3161.08
total 7212 2545.00
total 7251 1622.40
total 7541 204.00
total 7551 89828.00
total 7599 76741.00
total 7619 5699.84
total 8411 -20956.03
total 8511 1156.00
closing 1511 78272.00
closing 1687 174570.00
closing 1712 2582500.00
closing 1930 6560056.62
closing 1970 85149.97
closing 2411 -3575705.00
closing 2711 -11095.00
closing 2931 -9040.00
closing 2991 -1715261.72
centre 1001 335000.00
centre 1003 193000.00
centre 1010 996000.00
centre 2000 1000.00
centre 3001 1500000.00
centre 3002 310000.00
centre 3004 100000.00
centre 3005 rest
centre 3006 1200000.00
centre 3007 228000.00
centre 3008 2439000.00
centre 3010 79000.00
centre 3011 671000.00
centre 3012 290000.00
centre 3013 665000.00
centre 3015 1195000.00
centre 3016 1668000.00
centre 3018 763000.00
centre 3019 763000.00
centre 3020 36000.00
centre 3021 77000.00
centre 3024/KRUT 1039000.00
centre 3025/KRUT 458000.00
centre 3026/KRUT 2644000.00
centre 3027/KRUT 328000.00
centre 3028/KRUT 210000.00
centre 3029/KRUT 272000.00
centre 3030/KRUT 94000.00
centre 3031/KRUT 292000.00
centre 3032/KRUT 267000.00
centre 3033/KRUTIMP 1040000.00
reverse 1663000.00
accrue 1715261.72
paydays 02-25 03-27 05-27 06-17 10-28 12-16
invoicing 01-15 04-10 07-08 10-08
member 3811 7530000.00 = Försäkringskassan (även Arbetsförmedlingens andel)
member 3811 3765000.00 = Hälso- och sjukvårdsnämnden
member 3811 151000.00 = Bollebygds kommun
member 3811 1862000.00 = Borås kommun
member 3811 164000.00 = Herrljunga kommun
member 3811 597000.00 = Marks kommun
member 3811 182000.00 = Svenljunga kommun
member 3811 205000.00 = Tranemo kommun
member 3811 408000.00 = Ulricehamns kommun
member 3811 196000.00 = Vårgårda kommun
claim-months 3 6 9 12
claim 3511@3035/KRUT 5820598.00
claim 3511@3034/KRUTIMP 980000.00
refund-months 1 2 3 4 5 6 7 8 9 10 11 12
voucher 05-14 4411@1001 480.00 1930 -480.00 = Reseersättning ledamot, konferens
voucher 12-11 1511 78272.00 5544@3005 -78272.00 = Vidarefakturering, kommunernas andel av utbildningsdagar
voucher 12-31 1970 252.97 1930 20703.06 8411 -20956.03 = Ränta på bankkonton 2014
";
