//! Sjuhärad, the years 2023 and 2024, each published in August and in December.

/// The description, figures are cumulative at the end of August and of December.
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
charges 8511@1010 1920
payroll 2711 2931 4511 4011 4411 = Arvoden och reseersättning styrelsen
settle 2411 weekly 24 = Leverantörsbetalning bankgiro | Leverantörsfaktura
settle 1511 days 29 = Inbetalning från medlem | Kundfaktura
settle 1712 days 45 = Utbetalning från ESF-rådet | Upplupet projektbidrag
settle 2711 twelfth = Skatt och sociala avgifter | Avdragen skatt
settle 2931 twelfth = Skatt och sociala avgifter | Sociala avgifter

# Opening balances 2023-01-01. Each line of the balance sheet follows from the cash flow of 2023;
# how a line is divided over accounts is chosen.
opening 1511 1189500.00
opening 1687 62539.00
opening 1712 2920000.00
opening 1920 51298.77
opening 1930 6355867.23
opening 1970 2222697.46
opening 2010 -3842877.86
opening 2411 -4357496.52
opening 2991 -4601528.08

name 1001 = Styrelse (arvoden, konferenser, bilers etc)
name 1003 = Ekonomiservice, arvodesservice och revision
name 1010 = Kansli (förbundschef, hyra, IT, mtrl) | Borås Stad
name 1010b = Kansli (projektledningspersonal) | Borås Stad
name 3001 = Aktiv Kraft Borås | Borås Stad
name 3005 = Utbildning/Utveckling
name 3006 = Gröna Vägen Framåt | Borås Stad
name 3008 = Aktiv Kraft Mark | Marks kommun
name 3011 = Aktiv Kraft Bollebygd | Bollebygds kommun
name 3013 = Aktiv Kraft Svenljunga | Svenljunga kommun
name 3014 = Aktiv Kraft Tranemo | Tranemo kommun
name 3016 = Aktiv Kraft Ulricehamn | Ulricehamns kommun
name 3018 = Aktiv Kraft Vårgårda | Vårgårda kommun
name 3019 = Aktiv Kraft Herrljunga | Herrljunga kommun
name 3040 = PRIA
name 3041 = Män i Hälsa
name 3042 = MOVES
name 3047 = VILJA, faktiska kostnader
name 3048 = VILJA, schablonbaserade kostnader
name 3049 = Återförd uppbokning ESF-projekt

prefer 4011,4411,4511 1001
prefer 7551,7599 1003
prefer 8511 1010
prefer 6011,6230,6419,6451,6911,7071,7212,7251,7541,7551,7599,7619 1010
prefer 5544 1001
prefer 5539 1003
prefer 4691 1010,1010b
prefer 5540 3048,3005
prefer 5542 3047,3040,3048
prefer 5538 3005
prefer 5544 3005,3047,3040,3048

purchase 4691@1010 12 40000.00 0 = Borås Stad, lön förbundschef {month}|Borås Stad, personalkostnad kansli {month}
purchase 4691 12 40000.00 0 = Borås Stad, lön projektledare {month}
purchase 5538 2 500.00 25 = {supplier}, IT-stöd utbildning
purchase 5539@1003 4 5000.00 0 = Västra Götalandsregionen, arvodesservice|Västra Götalandsregionen, ekonomiservice
purchase 5539@1010,1010b 12 60000.00 0 = Borås Stad, projektledning {month}|Borås Stad, samordnare {month}
purchase 5539@3040,3041,3042,3047,3048 20 50000.00 25 = {supplier}, konsulttjänst {centre}|{supplier}, metodstöd {centre}|{supplier}, processledning {centre}
purchase 5539@3005 6 30000.00 25 = {supplier}, processtöd|{supplier}, kartläggning
purchase 5539 10 60000.00 0 = {party}, {centre}, {month}
purchase 5540 6 30000.00 0 = {supplier}, deltagarinsatser|{supplier}, bussbiljetter deltagare
purchase 5542 4 1200.00 6 = {supplier}, tågresor|{supplier}, resa projektmöte
purchase 5544 14 18000.00 25 = {supplier}, utbildning i samtalsmetodik|{supplier}, konferens samverkan|{supplier}, lokal och förtäring, utbildningsdag
purchase 6011 6 44000.00 0 fixed = Borås Stad, hyra kontor, kvartalsfaktura
purchase 6230 12 1500.00 25 = {supplier}, datakommunikation {month}
purchase 6419 3 900.00 25 = {supplier}, förbrukningsinventarier
purchase 6451 5 500.00 25 = {supplier}, kontorsmaterial
purchase 6911 6 2500.00 25 = {supplier}, licenser|{supplier}, annons och information
purchase 7071 4 600.00 12 = {supplier}, förtäring vid samrådsmöte
purchase 7212 12 1000.00 25 = {supplier}, mobiltelefoni {month}
purchase 7251 3 500.00 25 = {supplier}, porto
purchase 7541 2 1500.00 25 = {supplier}, IT-tjänst
purchase 7551 4 15000.00 25 = {supplier}, konsulttjänst uppföljning|{supplier}, utredning
purchase 7599 8 10000.00 25 = {supplier}, revision|{supplier}, ekonomiservice {month}
purchase 7619 8 1500.00 25 = {supplier}, medlemsavgift|{supplier}, möteskostnader

budget 2023 4011@1001 230000.00
budget 2023 7599@1003 180000.00
budget 2023 4691@1010 3040000.00
budget 2023 5539@3001 6750000.00
budget 2023 5544@3005 380000.00
budget 2023 5539@3006 1955000.00
budget 2023 5539@3008 2370000.00
budget 2023 5539@3011 650000.00
budget 2023 5539@3013 750000.00
budget 2023 5539@3014 800000.00
budget 2023 5539@3016 1650000.00
budget 2023 5539@3018 800000.00
budget 2023 5539@3019 650000.00
budget 2023 3811 -19011000.00
budget 2024 4011@1001 280000.00
budget 2024 7599@1003 195000.00
budget 2024 4691@1010 1780000.00
budget 2024 4691@1010b 1675000.00
budget 2024 5539@3001 6340000.00
budget 2024 5544@3005 380000.00
budget 2024 5539@3006 1835000.00
budget 2024 5539@3008 2225000.00
budget 2024 5539@3011 610000.00
budget 2024 5539@3013 705000.00
budget 2024 5539@3014 750000.00
budget 2024 5539@3016 1550000.00
budget 2024 5539@3018 750000.00
budget 2024 5539@3019 610000.00
budget 2024 3811 -18022000.00

# Of the interim report; projects are expected to come to nothing.
forecast-date 2024-08-31
forecast 2024 4011@1001 280000.00
forecast 2024 7599@1003 195000.00
forecast 2024 4691@1010 1780000.00
forecast 2024 4691@1010b 1175000.00
forecast 2024 5539@3001 6340000.00
forecast 2024 5544@3005 380000.00
forecast 2024 5539@3006 1835000.00
forecast 2024 5539@3008 2225000.00
forecast 2024 5539@3011 610000.00
forecast 2024 5539@3013 705000.00
forecast 2024 5539@3014 750000.00
forecast 2024 5539@3016 1550000.00
forecast 2024 5539@3018 750000.00
forecast 2024 5539@3019 610000.00
forecast 2024 3811 -18022000.00

year 2023
ends 08-31 12-31
total 3511 -2362167.79 -2362167.79
total 3740 7.37 10.48
total 3811 -12674001.00 -19011000.00
total 3919 -125000.00 -125000.00
total 4011 121181.70 164885.37
total 4411 11692.18 14853.64
total 4511 33077.00 45871.00
total 4691 1403759.20 1265488.98
total 5538 1188.00 1188.00
total 5539 11843063.62 20339034.41
total 5540 20870.00 5870.00
total 5542 3511.03 3511.03
total 5544 138526.78 161165.87
total 6011 93080.00 181799.98
total 6230 22015.50 28315.50
total 6419 1717.60 1717.60
total 6451 5384.36 5384.36
total 6911 16672.95 30046.44
total 7071 3241.24 3379.94
total 7212 8620.63 13530.33
total 7251 40.00 40.00
total 7551 72345.00 118455.00
total 7599 82820.39 92372.53
total 7619 12983.37 20317.04
total 8411 0.00 -197579.21
total 8511 3254.20 3503.87
closing 1511 0.00 2111000.00
closing 1610 288.07 0.00
closing 1677 0.00 0.00
closing 1687 35029.00 39200.00
closing 1712 3168501.00 0.00
closing 1920 48044.57 11274.92
closing 1930 3826882.51 5127922.32
closing 1970 2222697.46 2264848.46
closing 2411 -2344920.00 -682381.16
closing 2991 -1851528.08 -5833981.05
centre 1001 186050.00 246000.00
centre 1003 138050.00 180000.00
centre 1010 1562050.00 2603994.37
centre 3001 4500050.00 6750000.00
centre 3005 389050.00 411000.00
centre 3006 1303050.00 1955000.00
centre 3008 790050.00 2370000.00
centre 3011 433050.00 650000.00
centre 3013 1036050.00 1550000.00
centre 3016 1100050.00 1650000.00
centre 3018 267050.00 800000.00
centre 3019 433050.00 650000.00
centre 3041/MIH 480000.00 665324.79
centre 3042/MOVES 54068.00 54068.00
centre 3040/PRIA rest rest
reverse 2750000.00 0.00
accrue 0.00 3982452.97
paydays 02-28 03-28 05-30 06-20 09-26 10-31 11-28
invoicing 01-16 04-12 09-05 12-01
member 3811 9505500.00 01-16 04-12 09-05 10-06 = Försäkringskassan (även Arbetsförmedlingens andel)
member 3811 4752750.00 = Delregionala nämnden södra
member 3811 198000.00 = Bollebygds kommun
member 3811 2368000.00 = Borås Stad
member 3811 192000.00 = Herrljunga kommun
member 3811 720000.00 = Marks kommun
member 3811 213250.00 = Svenljunga kommun
member 3811 260000.00 01-16 04-12 09-05 10-06 = Tranemo kommun
member 3811 536000.00 01-16 04-12 09-05 10-06 = Ulricehamns kommun
member 3811 265500.00 01-16 04-12 09-05 10-06 = Vårgårda kommun
claim-months 2 5
claim 3511@3041/MIH 665324.79 665324.79
claim 3511@3040/PRIA 1642775.00 1642775.00
claim 3511@3042/MOVES 54068.00 54068.00
refund-months 1 2 3 4 5 6 7 8 9 10 11 12
voucher 05-22 1930 125000.00 3919 -125000.00 = Ersättning från avslutat samverkansuppdrag
voucher 08-24 1610 288.07 1930 -288.07 = Reseersättning utbetald till ledamot för mycket, återkrävs
voucher 08-31 1712 3168501.00 3811 -3168501.00 = Medlemsbidrag juli och augusti, faktureras i september
voucher 09-01 3811 3168501.00 1712 -3168501.00 = Återföring, medlemsbidrag juli och augusti
voucher 09-29 1930 36519.98 1920 -36519.98 = Överföring från plusgiro till bankgiro
voucher 10-12 1930 288.07 1610 -288.07 = Återbetald reseersättning, ledamot
voucher 10-20 5539@3040/PRIA 500000.00 4691@1010 -500000.00 = Rättelse, projektledning PRIA bokförd som kansliets personalkostnad
voucher 11-14 5539@3005 15000.00 5540@3005 -15000.00 = Rättelse, processtöd bokfört på fel konto
voucher 12-31 1970 42151.00 1930 155428.21 8411 -197579.21 = Ränta på bankkonton 2023

year 2024
ends 08-31 12-31
total 3511 -1845679.00 -4718108.00
total 3740 9.82 13.95
total 3811 -12014667.00 -18022000.00
total 4011 84896.43 162726.69
total 4411 5167.15 9836.21
total 4511 22696.00 38762.00
total 4691 754266.65 1152957.59
total 5538 497.50 497.50
total 5539 12316903.00 20691706.70
total 5540 212768.50 -387231.50
total 5542 1319.50 5632.30
total 5544 32954.07 548856.13
total 6011 88720.00 177439.99
total 6230 18900.00 32826.00
total 6419 2522.08 2522.08
total 6451 943.67 2081.69
total 6911 19673.49 22012.03
total 7071 1145.61 3564.68
total 7212 8187.53 11682.88
total 7251 750.00 2550.00
total 7541 2876.22 1235.00
total 7551 45237.50 84975.00
total 7599 106588.37 116919.47
total 7619 17827.23 23236.57
total 8411 0.00 -214285.65
total 8511 3405.55 3405.55
closing 1511 2252750.00 1902900.00
closing 1610 0.00 0.00
closing 1677 1259.53 0.00
closing 1687 38617.00 261435.00
closing 1712 -1501833.00 2129842.00
closing 1920 18702.68 0.00
closing 1930 6924518.83 5100251.73
closing 1970 2264848.46 2313967.34
closing 2411 -5018890.88 -6708146.97
closing 2991 -1829999.00 -1716180.47
centre 1001 121000.00 223000.00
centre 1003 134000.00 174000.00
centre 1010 rest rest
centre 1010b 722000.00 1131000.00
centre 3001 4220000.00 6340000.00
centre 3005 163000.00 281000.00
centre 3006 1223000.00 1835000.00
centre 3008 1508000.00 2225000.00
centre 3011 0.00 610000.00
centre 3013 470000.00 705000.00
centre 3014 500000.00 750000.00
centre 3016 1050000.00 1550000.00
centre 3018 500000.00 750000.00
centre 3019 433000.00 610000.00
centre 3047/VILJA 20000.00 570000.00
centre 3048/VILJA 1691000.00 4129000.00
centre 3049/PRIA 0.00 -600000.00
reverse 4003982.05 0.00
accrue 0.00 486181.47
paydays 02-27 03-26 05-28 06-18 09-24 10-29 11-26
invoicing 01-15 04-11 07-08 12-02
member 3811 9011000.00 01-15 04-11 07-18 10-07 = Försäkringskassan (även Arbetsförmedlingens andel)
member 3811 4505500.00 = Delregionala nämnden södra
member 3811 191000.00 = Bollebygds kommun
member 3811 2252100.00 = Borås Stad
member 3811 186600.00 = Herrljunga kommun
member 3811 693100.00 01-15 04-11 07-08 10-07 = Marks kommun
member 3811 211900.00 01-15 04-11 07-08 10-07 = Svenljunga kommun
member 3811 234200.00 = Tranemo kommun
member 3811 494400.00 01-15 04-11 07-08 10-07 = Ulricehamns kommun
member 3811 242200.00 = Vårgårda kommun
claim-months 2 5 10 12
claim 3511@3048/VILJA 1845679.00 4718108.00
refund-months 1 2 3 4 5 6 7 8 9 10 11 12
voucher 03-20 1920 10833.31 1930 -10833.31 = Överföring från bankgiro till plusgiro
voucher 08-28 6911@1010 5038.12 1677 1259.53 2411 -6297.65 = Leverantör 25, licenser (momsen på fel konto, korrigeras i september)
voucher 08-31 3811 1501833.00 1712 -1501833.00 = Medlemsbidrag september, fakturerat i kvartal 3
voucher 09-02 1712 1501833.00 3811 -1501833.00 = Återföring, medlemsbidrag september
voucher 09-12 1687 1259.53 1677 -1259.53 = Rättelse, moms från augusti till rätt konto
voucher 09-16 1930 18702.68 1920 -18702.68 = Plusgirot avslutat, behållningen till bankgiro
voucher 10-08 6230@1010 1641.22 7541@1010 -1641.22 = Rättelse, datakommunikation bokförd som IT-tjänst
voucher 12-31 2991 600000.00 5540@3049/PRIA -600000.00 = Återförd uppbokning av risk, ESF-projekt
voucher 12-31 1970 49118.88 1930 165166.77 8411 -214285.65 = Ränta på bankkonton 2024
";
