//! Insjöriket, the years 2018 and 2019, in whole kronor.

/// The description, the income statement prints one line of cost, so its accounts are chosen.
pub(crate) const BOOK: &str = "
unit 100
role bank 1930
role payable 2411
role receivable 1511
role vat 1650
role accrued-income 1790
role accrued-cost 2990
role accrued-on 5539
role equity 2010
charges 8511@110 1930
payroll 2510 2890 4511 4011,4691 4411 = Löner, arvoden och reseersättning
settle 2411 weekly 24 = Leverantörsbetalning | Leverantörsfaktura
settle 1511 days 29 = Inbetalning | Kundfaktura
settle 1790 days 70 = Utbetalning av projektbidrag | Upplupet projektbidrag
settle 2510 twelfth = Skatt och sociala avgifter | Avdragen skatt
settle 2890 twelfth = Skatt och sociala avgifter | Sociala avgifter

# Opening balances 2018-01-01. The lines follow from the cash flow of 2018, the accounts are chosen.
opening 1511 41380
opening 1630 22480
opening 1650 478210
opening 1790 1250000
opening 1930 4960727
opening 2010 -1741331
opening 2411 -3255884
opening 2510 -49870
opening 2890 -36412
opening 2920 -47300
opening 2970 -640000
opening 2990 -982000

name 101 = Ledning
name 102 = AKTIV
name 103 = En väg in
name 104 = Grön Rehabilitering
name 105 = Kompetensutveckling
name 106 = Mentorskap
name 107 = Uppföljning/Utvärdering
name 108 = Premiär
name 110 = Kansli
name 190 = Övrigt
name 201 = ESF
name 202 = Leader

prefer 4011,4411 101
prefer 7599 101
prefer 8511,6011,6230,6451,6911,7212,7619 110
prefer 4511 110 350000
prefer 4691 110
prefer 4691,4511 103
prefer 5544 105,103
prefer 5540 104,106,103
prefer 7551 107
prefer 5542 202,103
prefer 7599 190,110

purchase 5539@103 40 200000 0 = Mölndals Stad, En väg in {month}|Partille kommun, En väg in {month}|Härryda kommun, En väg in {month}|Lerums kommun, En väg in {month}|Alingsås kommun
purchase 5539@102,108,190,202 16 45000 25 = {supplier}, konsulttjänst {centre}|{supplier}, handledning {centre}|{supplier}, metodstöd {centre}
purchase 5539 8 60000 0 = {supplier}, samordning {centre}|{supplier}, insats {centre}
purchase 5540 10 60000 0 = {supplier}, gröna platser|{supplier}, deltagarinsatser {centre}
purchase 5542 6 9000 6 = {supplier}, tågresor|{supplier}, studieresa
purchase 5544 12 40000 25 = {supplier}, utbildning i samverkan|{supplier}, föreläsning|{supplier}, konferens
purchase 6011 12 24000 0 fixed = {supplier}, lokalhyra {month}
purchase 6230 12 3000 25 = {supplier}, datakommunikation {month}
purchase 6451 8 3000 25 = {supplier}, kontorsmaterial
purchase 6911 6 14000 25 = {supplier}, trycksaker, information|{supplier}, webbplats
purchase 7212 12 3000 25 = {supplier}, mobiltelefoni {month}
purchase 7551 5 45000 25 = {supplier}, följeforskning|{supplier}, utvärdering
purchase 7599 8 35000 25 = {supplier}, revision|{supplier}, ekonomi- och lönetjänst {month}
purchase 7619 8 6000 25 = {supplier}, föreningsavgift|{supplier}, möteskostnader, förtäring

budget 2019 4011@101 325000
budget 2019 5539@102 640000
budget 2019 5539@103 9600000
budget 2019 5540@104 250000
budget 2019 5544@105 500000
budget 2019 5540@106 250000
budget 2019 7551@107 250000
budget 2019 5539@108/MUCF 1250000
budget 2019 4691@110 2000000
budget 2019 5539@201/ESF 732000
budget 2019 5539@202/LEADER 1117000
budget 2019 5539@190 330000
budget 2019 3811 -7200000
budget 2019 3821 -1054800
budget 2019 3822 -612000
budget 2019 3823 -608400
budget 2019 3824 -666000
budget 2019 3825 -658800
budget 2019 3831 -3600000
budget 2019 3511@201/ESF -732000
budget 2019 3521@202/LEADER -1117000
budget 2019 3521@108/MUCF -595000

year 2018
ends 12-31
total 3511 -709674
total 3521 -1467661
total 3811 -8029000
total 3821 -1176000
total 3822 -682000
total 3823 -678000
total 3824 -743000
total 3825 -735000
total 3831 -4000015
total 4011 151000
total 4411 11240
total 4511 505000
total 4691 2006769
total 5539 12517651
total 5540 913500
total 5542 74320
total 5544 1012600
total 6011 298000
total 6230 39600
total 6451 31180
total 6911 112900
total 7212 39150
total 7551 286000
total 7599 297450
total 7619 61230
total 8511 0
centre 101 290000
centre 102 810000
centre 103 9820000
centre 104 455000
centre 105 960000
centre 106 230000
centre 107 290000
centre 108/MUCF 1690000
centre 110 2140000
centre 201/ESF 410000
centre 202/LEADER 620000
centre 190 rest
closing 1511 12642
closing 1630 28745
closing 1650 489792
closing 1790 1011654
closing 1930 5714775
closing 2411 -3562379
closing 2510 -52861
closing 2890 -38821
closing 2920 -54069
closing 2970 -886875
closing 2990 -1057972
# The note of 2018 prints six accounts that are 540 kr short of its own sum; 2999 carries them.
closing 2999 -540
reverse 982000
accrue 1057972
paydays 01-25 02-23 03-26 04-25 05-25 06-25 07-25 08-24 09-25 10-25 11-26 12-20
invoicing 01-12 04-09 07-05 10-08
member 3811 8029000 = Försäkringskassan, statens driftbidrag
member 3831 4000015 = Västra Götalandsregionen
member 3821 1176000 = Mölndals Stad
member 3822 682000 = Partille kommun
member 3823 678000 = Härryda kommun
member 3824 743000 = Lerums kommun
member 3825 735000 = Alingsås kommun
claim-months 3 6 9 12
claim 3511@201/ESF 709674
claim 3521@108/MUCF 1114536
claim 3521@202/LEADER 600000
refund-months 2 5 8 11
voucher 01-02 2970 640000 3521@108/MUCF -640000 = Återföring förutbetald intäkt, MUCF
voucher 03-12 1630 6265 1930 -6265 = Inbetalning till skattekontot
voucher 12-28 7619@110 540 2999 -540 = Upplupen årsavgift för domännamn
voucher 12-12 1511 12642 5544@105 -12642 = Vidarefakturering, utbildningsdag
voucher 12-31 4691@110 6769 2920 -6769 = Förändring av semesterlöneskuld inkl sociala avgifter
voucher 12-31 3521@108/MUCF 886875 2970 -886875 = Förutbetald intäkt, MUCF

year 2019
ends 12-31
total 3511 -697069
total 3521 -2563206
total 3811 -7200000
total 3821 -1054800
total 3822 -612000
total 3823 -608400
total 3824 -666000
total 3825 -658800
total 3831 -3600000
total 4011 146200
total 4411 9870
total 4511 868000
total 4691 2652742
total 5539 11600452
total 5540 742300
total 5542 61480
total 5544 498600
total 6011 312000
total 6230 41280
total 6451 28940
total 6911 96750
total 7212 37420
total 7551 231500
total 7599 318260
total 7619 54870
total 8511 97
centre 101 276000
centre 102 727000
centre 103 rest
centre 104 480000
centre 105 446000
centre 106 200000
centre 107 252000
centre 108/MUCF 1625000
centre 110 2315000
centre 201/ESF 132000
centre 202/LEADER 848000
centre 190 729000
closing 1511 556198
closing 1630 50618
closing 1650 231339
closing 1790 431232
closing 1930 4014306
closing 2411 -1860528
closing 2510 -87226
closing 2890 -68717
closing 2920 -66811
closing 2970 0
closing 2990 -1636806
reverse 1057972
accrue 1636806
paydays 01-25 02-25 03-25 04-25 05-24 06-25 07-25 08-26 09-25 10-25 11-25 12-20
invoicing 01-11 04-08 07-04 10-07
member 3811 7200000 = Försäkringskassan, statens driftbidrag
member 3831 3600000 = Västra Götalandsregionen
member 3821 1054800 01-11 04-08 07-04 12-03 = Mölndals Stad
member 3822 612000 01-11 04-08 07-04 12-03 = Partille kommun
member 3823 608400 = Härryda kommun
member 3824 666000 = Lerums kommun
member 3825 658800 = Alingsås kommun
claim-months 2 4 6 8 10 12
claim 3511@201/ESF 697069
claim 3521@108/MUCF 976331
claim 3521@202/LEADER 700000
refund-months 2 5 8 11
voucher 01-02 2970 886875 3521@108/MUCF -886875 = Återföring förutbetald intäkt, MUCF
voucher 01-18 2999 540 1930 -540 = Årsavgift för domännamn
voucher 03-12 1630 21873 1930 -21873 = Inbetalning till skattekontot
voucher 12-11 1511 139498 5544@105 -139498 = Vidarefakturering, kompetensdagar
voucher 12-31 4691@110 12742 2920 -12742 = Förändring av semesterlöneskuld inkl sociala avgifter
";
