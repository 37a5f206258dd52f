"""Given names common in the languages of public procurement, folded: lower case, no accents, one script.

A list of words, not of persons: persons.py uses it to recognise a natural person's name so as not to keep it.
"""

from __future__ import annotations

GIVEN_NAMES = frozenset(
    """
    aaron abdelaziz abel ada adam adamo adela adele adelina adrian adriana adriano agata agnes agnese
    agnieszka aino alain alan alba albert alberta alberto albin aldo alejandra alejandro aleksandar
    aleksander aleksandra aleksandras aleksandrs alena alessandra alessandro alessia alessio alex
    alexander alexandra alexandre alexandru alexis alfonso alfred alfredo algirdas ali alice alicja
    alina aloys alvaro amalia amelie ana anastasia anatoli anca anders andrea andreas andreea andrei
    andrej andres andreu andrew andris andrius andrzej anetta angel angela angelika angelo anghel anita
    anja anke anna annamaria anne annette annick anniina annika antanas anthony antoine antoinette
    antonella antoni antonia antonin antonina antonio antti ariane arianna armand armando arnaud arne
    arnold arthur artur arturo arturs arvydas asa attila august augusto aurel aurelia aurelie aurelien
    aurelio balazs balint barbara bart bartlomiej bartolome bartosz bastien beata beate beatrice beatriz
    bela benedict benedikt benjamin benoit bernard bernardo bernd bernhard berta bertrand birgit
    birgitte bjorn blanca blanka bogdan bogumil boguslaw boguslawa bohdan bohumil bohuslav boleslaw
    boris borislav bozena bozidar branislav branko brian brigitta brigitte bruno camilla camille carine
    carl carla carles carlo carlos carme carmela carmelo carmen carmine carol carola carolina caroline
    carsten casper catalin catalina caterina catherine cecile cecilia cedric celia celine cesar cesare
    cezary chantal charles charlotte chiara chloe chris christa christel christelle christian christiane
    christina christine christoph christophe christopher cinzia ciro claire clara clarisse claude
    claudia claudie claudine claudio claus clemens clement colette concetta constance constanta
    constantin corina corinna corinne cornel cornelia cosimo costel cristian cristina cristobal cyril
    cyrille czeslaw dagmar dainius daiva dalia damian damiano damien dan dana daniel daniela daniele
    danielle danilo danuta dario darius dariusz david davide davor deborah delphine denis denise
    desislava diana didier diego dieter dietmar dimitar dimitri dimitrios dimitris dina dirk dmitri
    dmytro dolores domenico domingo dominik dominika dominique donata donatella donato dora doris dorota
    dorothea dragan drago dumitru dusan edgar edgars edit edita edmond edmund eduard eduardo edward
    edyta efrain egidijus egle egon eino eleanor elena eleni eleonora eli elias elina elisa elisabeth
    elisabetta elise elizabeta elizabeth elke ella elmar elodie elsa elvira elzbieta emanuela emanuele
    emil emilia emilian emilie emilija emilio emilis emma emmanuel emmanuelle encarnacion endre enric
    enrica enrico enrique eric erica erich erik erika erkki erminio ernest ernesto ernst erwin erzsebet
    esko esteban estelle ester eszter ettore eugen eugene eugenia eugenio eugeniusz eva evangelos
    evelina eveline evelyne ewa ewald ewelina fabian fabien fabienne fabio fabrice fabrizia fabrizio
    fatima federica federico felicia felicitas feliks felipe felix ferdinand ferenc fernand fernanda
    fernando filip filippo filomena fiona flavia flavio florea florence florent florentina florian
    florin frances francesca francesco francine francis francisc francisca francisco franciszek franck
    franco francois francoise frank frantisek franz franziska frederic frederik frederique fredrik
    friedrich fritz fulvio gabor gabriel gabriela gabriele gabriella gabrielle gael gaelle gaetano
    gaston geert genevieve georg george georges georgeta georgette georgi georgia georgios gerald gerard
    gerardo gerd gerda gerhard germain gernot gerrit gertrud gheorghe ghislain giacomo giampaolo
    giampiero gian giancarlo gianfranco gianluca gianni gianpaolo gijs gilbert gilberto gilles gina
    gines ginesa gino gintaras giorgia giorgio giovanna giovanni giulia giuliana giuliano giulio
    giuseppe giuseppina gizella gonzalo gordana graziano graziella grazyna gregoire gregor gregory
    grigore grit grzegorz gudrun guglielmo guido guillaume guillermo gunnar gunter gunther guntis gustav
    gustave gustavo gyorgy gyula halina hana hanna hannah hanne hannele hannes hannu hans harald harri
    harry hartmut hedwig heidi heiko heinrich heinz helen helena helene helga helle helmut helmuth
    hendrik henna henri henriette henrik henrike henry henryk herbert herman hermann herve hilda hilde
    hildegard horia horst hristo hubert hugo hugues humberto hynek iain ian iara ib ida ignacio ignacy
    igor iiris ilaria ildiko ilie ilja ilona ilse ilze imants imre ina inaki ines inez inga ingeborg
    ingemar inger ingo ingrid inka inmaculada ioan ioana ioannis ion ionel ionela ionut irena irene
    irina iris irma irmgard isabel isabella isabelle isidoro isidro ismael istvan iva ivan ivana ivaylo
    ivica ivo iwan iwona jaak jaakko jaan jacek jack jacob jacopo jacqueline jacques jadwiga jaime jakob
    jakub james jan jana janek janez janina janis janne janos janusz jaqueline jari jarkko jaromir
    jaroslav jaroslava jaroslaw jasmin jason javier jean jeanine jeanne jeannette jelena jenni jennifer
    jens jerome jerzy jesper jessica jesus jimmy jindrich jiri joachim joan joana joanna joao joaquim
    joaquin jochen joel joelle johan johann johanna johannes john jolanta jon jonas jonathan jordi jorg
    jorge jorgen jorma jose josef josefa josefina josep joseph josiane jouni jozef jozsef juan juana
    juha juhani jukka julia julian juliana julie julien juliette julio julita julius jurgen jurgita juri
    juris jussi justas justin justina justyna jyrki kaarel kai kaisa kaja kalle kamil kamila karel karen
    karin karina karl karla karlheinz karlis karolina karoline karoly karsten kasper katalin katarina
    katarzyna kate kateryna katharina kathleen kathrin kati katia katja katri katrin kay kazimierz keith
    kenneth kerstin kestutis kevin kirsi kirsten kjell klaas klara klaus klavs knud konrad konstantin
    konstantinos kornelia kristian kristiina kristin kristina kristine kristof krisztian krisztina
    krystian krystyna krzysztof kurt kyriakos kyrylo ladislav lajos lars lasse laszlo laura laure
    laurence laurent laurentiu lauri lea leena leif lena lenka leo leon leonard leonardo leonhard leonie
    leopold leslaw leszek lia lidia liesbeth lieven liisa lilian liliana lina linas linda lino lionel
    lisa lise livia liviu ljubica ljubomir loic loredana lorena lorenz lorenza lorenzo lothar louis
    louise luc luca lucas lucia lucian luciana luciano lucie lucien lucienne lucio ludmila ludovic
    ludovico ludwig ludwik luigi luigia luis luisa luka lukas lukasz lukasza luminita lutz lydia lydie
    lynn maarit maarja maarten maciej maddalena madeleine madlen magali magda magdalena magnus maija
    maire malgorzata malin manfred manuel manuela marc marcel marcela marcella marcello marcelo marcin
    marco marcos marcus marek maret margaret margareta margarete margarida margarita margherita margit
    margot marguerite mari maria mariam marian mariana marianna marianne mariano marica marie marieke
    marija marijana marilena marina marinela mario mariola marion maris marisa marita marius mariusz
    mariya marja marjo marjut mark marketa markku marko markus marlene marta marte martha marti martin
    martina martine martins marton martti mary maryna marzena massimiliano massimo mate matej mateo
    mateusz mathias mathieu mathilde mati matias matilde matt matteo matthew matthias matti mattias
    maureen maurice mauricio maurizio mauro maxime maximilian meelis melanie melinda mercedes michael
    michaela michal michel michela michele micheline michelle miguel mihaela mihai mihail mihajlo mihaly
    mihkel mika mikael mikhail mikko miklos mikolaj mila milan milena milica milos miloslav mindaugas
    mircea mireille mirela mirella miriam mirja mirjana mirko miroslav miroslava miroslaw modesto monica
    monika monique montserrat morgane morten murielle mustafa mykhailo mykola myriam nadege nadia nadine
    nadja natacha natalia natalie natalija nataliya natasa nathalie nello nelly nenad nerea nerijus
    nicholas nick nicola nicolae nicolas nicole nicoleta nicoletta niels nigel nikola nikolai nikolaj
    nikolaos nikolas nikolaus nikolay nikos nils nina nino noel noelle noemi nora norbert nuno nuria
    octavian odile oksana olaf olav ole oleg oleh oleksandr olena olga olgierd olimpia olive oliver
    olivia olivier olli orazio oriana oriol orlando orsolya oscar oskar oskars oswald othmar otmar otto
    ovidiu paavo pablo palle panagiotis paola paolo pascal pascale pascuala pasi pasquale patrice
    patricia patricio patrick patrik patrizia patrizio paul paula paulina pauline paulo paulus pavel
    pavle pavlo pawel pedro peep peer peeter pekka penka petar peter petr petra petras petri petros
    petru petteri philip philipp philippe phillip pia pier piera piero pierre piet pieter pietro pilar
    pino piotr pirjo pirkko plamen pol povilas przemyslaw purificacion rade radek radka rado radomir
    radoslav radoslaw radu rafael rafaela rafal raffaela raffaele raffaella raimo raimonda raimondo
    raimonds raimund rainer raisa raivo ralf ralph ramon ramona ramunas raquel rasa rasmus raul raymond
    rebecca regina reijo reima rein reiner reinhard reinhold remi remigiusz remy renata renate renato
    renaud rene renee ricardo riccardo richard riina riitta risto rita roar robert roberta roberto robin
    rocco rodica rodolfo rodolphe rodrigo roger roland rolandas rolande rolf romain roman romana romano
    romeo romuald romualdas romulus ronald rosa rosalia rosanna rosario rosemarie rossella roswitha
    roxana ruben rudi rudolf rui rumen rumyana ruslan ruta ruth ryszard sabina sabine sabrina salome
    salvador salvatore sam samuel samuele sandor sandra sandrine sandro sanna santiago santo santos sara
    sarah sari sasa saulius scott sean sebastian sebastiano sebastien seppo serban serge sergei sergejs
    sergey sergio serhii severin severine severino shaun siegfried sigrid siiri silja silke silva
    silvana silvano silvester silvia silvija silvio simeon simo simon simona simone sirje sirpa slavko
    slawomir slobodan snezana sofia sofie solange sonia sonja sophie soren stanimir stanislav stanislava
    stanislaw stanislawa stanko stasys stavros steen stefan stefania stefanie stefano stela stella sten
    stephan stephane stephanie stephen steve steven stig stjepan stoyan stuart sue sune susan susana
    susanna susanne svein sven svetla svetlana svetoslav sylvain sylvester sylvia sylvie sylwester
    sylwia szabolcs szymon tadas tadeusz tamara tamas tanel tania tanja tapani tapio tatiana tatjana ted
    teemu tellervo teodor teodora teodoro terence teresa terho terje tero terry terttu tetiana theo
    theodor theodoros theresa therese thibaud thibault thierry thomas tibor tiina tilman tim timo
    timothy tina tiziana tiziano tobias todor tom tomas tomasz tomislav tommaso tommi toni tonu tony
    toomas tor torben tore torsten traian triin tsvetan tudor tuija tuomas tuula tytti udo ulf ulla
    ulrich ulrika ulrike umberto urmas urs ursula urszula uta ute uwe vaclav vaido valdas valdemar
    valdis valentin valentina valentinas valentino valeria valerie valerio valter vanessa vasil vasile
    vasilica vasilios vasyl veikko veiko venelin venera venka vera veronica veronika veronique vesa
    veselin veska vicente vicki victor victoria vida vidas viktor viktoria viktors villu vilma vincent
    vincenza vincenzo vinko viola violeta violetta viorel viorica virgil virginia virginie virpi
    visvaldis vit vita vitalie vitalij vitalijs vito vittoria vittorio vivi viviana viviane vladimir
    vladislav vlado vlasta vojtech volker volodymyr vytautas waclaw waldemar walter wanda wendelin
    werner wieslaw wieslawa wilfried wilhelm willi william willy wincenty witold wladyslaw wlodzimierz
    wojciech wolfgang wout wouter xavier yann yannick yasmina yohann yolande yordan yordanka yulia yuriy
    yves yvette yvon yvonne zbigniew zbynek zdenek zdenka zdenko zdislaw zdzislaw zeljko zenon zigmantas
    zita zlatko zofia zoltan zoran zsofia zsolt zsuzsanna zuzana zuzanna zydrunas zygmunt αθανασιος
    αικατερινη αλεξανδρος αναστασια αναστασιος ανδρεας αννα αντωνιος αποστολος αριστειδης βασιλειος
    βασιλης βασιλικη γεωργια γεωργιος γιαννης γιωργος γρηγοριος δεσποινα δημητρα δημητριος διονυσιος
    ειρηνη ελενη ελισαβετ εμμανουηλ ευαγγελια ευαγγελος ευσταθιος ηλιας θεοδωρα θεοδωρος θωμας ιωαννα
    ιωαννης κυριακος κωνσταντινα κωνσταντινος λαμπρος λεωνιδας μαρια μαρινα μιχαηλ μιχαλης νικολαος
    νικος ξανθη ολγα παναγιωτα παναγιωτης παρασκευη πετρος σοφια σπυριδων σταυρος στεφανος στυλιανος
    σωτηριος φωτεινη φωτιος χαραλαμπος χριστινα χριστος авраам адриан александра александър алексей алла
    альберт альона аліна анастасия анастасія анатолий анатолій ангел андрей андрій анелия анжела анна
    антоанета антон антоніна аркадій арсен артем артур богдан богдана божидар болеслав борис борислав
    боряна броніслав в'ячеслав вадим валентин валентина валерий валерия валерій ваня варвара васил
    василий василка василь вацлав венелин венцислав веніамін вера вероніка весела веселин веселка виктор
    виолета владимир владислав владислава володимир всеволод вікентій віктор вікторія віра віталій
    галина ганна геннадій георги георгій гергана герман гліб гнат григорій дана даниел даниела данило
    дар'я дарина дарія демид денис деница десислава деяна диана димитрина димитър димо дмитро добромир
    домініка донка діана едвард едуард екатерина елена елица ельдар еліна емануїл емил емилия емілія
    жана желязко живко загорка захар здравко зеновій зенон зоряна зоя зінаїда зіновій ивайло иван иванка
    ивелина игор илия илиян инна ирина йордан йорданка йосип казимир калоян камен каміла карпо катерина
    катя кирил кирило клавдія климент константин корній костадин костянтин красимир красимира крістіна
    ксенія кузьма кіндрат кіра лаврентій лариса леонід леся любов любомир любомира людмила ляна лідія
    лілія макар максим мар'ян мар'яна маргарита мариана марин марина мария марко маркіян марта марія
    матвій мая методи мечислав микита микола минчо мирон мирослав мирослава михаил михайлина михайло
    младен мілана надежда надія назар назарій наталия наталя наталія невена неля нестор никола николай
    николина ніколь нікіта ніна оксана олег олександр олександра олексій олена ольга омелян онуфрій
    орест орися остап павел павлина павло панас пантелеймон парасковія петко петро петър петя пилип
    пламен платон поліна прокіп ради радка радослав раїса регіна родіон роксолана роман росен росица
    ростислав румен румяна руслан руслана рустам сава самійло светла светлана светослав святослав
    світлана севдалин северин семен сергей сергій силвия сильвія симеон сніжана соломія соня софия софія
    спиридон станимир станислав станіслав степан стефан стефанія стефка стоян стоянка тамара таня тарас
    татьяна таїсія теодора тетяна тимофій тимур тихомир тихон тодор тодорка трохим уляна устим фаїна
    федір филип франц філіп харитон хведір хома христина христо цветан цветанка цветелина юлиан юлия
    юліан юлія юрий юрій юхим яків яна янко ярема ярина ярослав ярослава євген євгенія євдокія євстахій
    єгор єлизавета іван ігор ізидор іларіон ілля інна ірина
    """.split()  # noqa: SIM905 - thirteen hundred words read better as prose
)
