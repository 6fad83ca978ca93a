/// What is known of words in names: titles, particles, and given names that are easily confused.
enum NameWords {
  /// Titles that say the bearer is a man or a woman, and those that do not. Don, Lord and Lady are not
  /// among them: they are given names and surnames too.
  static let titles: [String: PersonName.Gender?] = {
    var titles: [String: PersonName.Gender?] = [:]
    for word in split("mr monsieur mister sir herr senor signor") { titles[word] = .some(.male) }
    for word in split("mme mlle mrs ms miss madame mademoiselle frau senora signora") {
      titles[word] = .some(.female)
    }
    for word in split("dr doctor docteur prof professor professeur maitre") {
      titles[word] = .some(nil)
    }
    return titles
  }()

  /// Titles only as the very first word; elsewhere they are initials or words.
  static let leadingTitles: [String: PersonName.Gender?] = ["m": .male, "me": nil, "pr": nil]

  /// Particles that a name may be written with or without, where they are not capitals: in `Van Damme`
  /// and `Nguyen Van An` the word belongs to the name, and so it does in `Le Gall`. Nor where the whole
  /// name is in small letters.
  static let particles = Set(split("de d du des von van der den zu del della di da dos af av"))

  /// Words that belong to the family name that they begin: `Hervé Le Gall`, `Leïla Ben Ali`.
  static let articles = Set(
    split("le la les el al ben ibn bin saint sainte st ste mac mc san santa"))

  /// Saints in names, written short.
  static let saints = ["st": "saint", "ste": "sainte"]

  /// Given names of six letters and more that differ little from another given name: Stéphane and
  /// Stéphanie are two names, not two spellings of one.
  static let givenNames = Set(
    split(
      """
      adelaide adeline adrian adrien adriana adrienne agathe alberte albert alberta alessandra
      alessandro alexander alexandra alexandre alexandrine alfred alfreda alexia alexis aleksander
      aleksandra alfonso alphonse amanda amandine amelia amelie anastasia anatole andrea andreas
      andree andrei andrew angela angele angelica angelina angeline angelique angelo annabel
      annabelle annick antoine antoinette antonella antonia antonin antonio antony anthony apolline
      arianna ariane arlette armand armande arnaud arnold astrid auguste augustin augustine
      augustina aurelia aurelie aurelien aurore barbara baptiste bastien beatrice beatrix benedict
      benedicte benjamin benoit bernadette bernard bernarda bernhard bertha berthe bertrand bettina
      brigitte brigitta bridget camila camilla camille carina carine carlos carola carole carolina
      caroline caterina catarina catherine cecile cecilia celestin celestine celine chantal charles
      charlene charline charlotte chloe christa christel christelle christian christiana christiane
      christin christina christine christoph christophe christopher claire clarissa clarisse
      claude claudette claudia claudie claudine claudio claudius clemence clement clementine
      colette colin coline constance constant constantin cornelia cornelius corinna corinne
      cristiana cristiano cristina cristian cynthia cyprien cyrielle damien damian danial daniel
      daniela daniele danielle danila danilo debora deborah delphine denise desire desiree diane
      dieter dietmar dominic dominica dominik dominique donatella donatien doriane dorothea dorothee
      edmond edmund edouard eduard eduardo edward edwige eleanor elena eleonora eleonore eliane
      elisabeth elizabeth eliott elliot elvira elvire emanuel emanuela emanuele emeline emerson
      emilia emiliana emiliano emilie emilien emilienne emilio emmanuel emmanuelle enrica enrico
      ernest ernesto ernestine esteban estelle esther etienne eugene eugenia eugenie eugenio
      evangeline evelyn evelyne fabian fabiana fabien fabienne fabiola fabrice fabrizia fabrizio
      federica federico felicia felicie felicien felicity felipe fernand fernanda fernande fernando
      filippa filippo flavia flavie flavien florence florent florentin florentine florian floriane
      francesca francesco francine francis francisca francisco francois francoise franziska
      frederic frederica frederick frederik frederique friederike gabriel gabriela gabriele
      gabriella gabrielle gaetan gaetane garance gaspard gaston genevieve geoffrey george georges
      georgette georgia georgina georgine gerald geraldine gerard gerarda gerhard germain germaine
      gilbert gilberta gilberte gildas giordana giordano giorgia giorgio giovanna giovanni gisela
      gisele giselle giulia giuliana giuliano giulio gonzague graziella gregoire gregor gregory
      guillaume guillemette gustave gustavo gwenael gwenaelle hannah harold harriet harriett
      helena helene henri henriette henrik henrike herbert hermann hermine herminie hortense hubert
      huguette ignace ignacio ingrid irenee isabel isabella isabelle isadora isidora isidore jacinta
      jacinte jacqueline jacques janina janine jasmin jasmine javier jeanine jeannette jeannine
      jennifer jeremiah jeremie jeremy jerome jessica jessie joachim joanna joanne jocelyn jocelyne
      joelle johann johanna johannes jonathan jordan jordane joseph josepha josephe josephine
      josette joshua josiane joyce juliana juliane julianne julien julienne juliet juliette julius
      justin justina justine karina karine karolina karoline katarina katharina katherine kathleen
      kathryn katrin katrina kristian kristiane kristin kristina kristine laetitia lambert laurence
      laurent laurenz lauren laurene laurette laurianne laurine leonard leonardo leonie leonor
      leonora leonore leontine leopold leopoldine liliana liliane lilian lionel lisbeth lorenz
      lorenza lorenzo lorraine louise louison lucette lucian luciana luciano lucien lucienne lucile
      lucille ludivine ludmila ludovic ludovica ludwig madeleine magali magalie manuel manuela
      manuella marcel marcela marcelin marceline marcella marcelle marcello marcelo margaret
      margareta margarethe margaux margherita margot marguerite mariana mariane marianna marianne
      marielle marietta mariette marilyn marilyne marina marine mariana marion marlene marlon
      martha marthe martial martin martina martine martino maryline maryse mathew mathias mathieu
      mathilda mathilde matteo matthew matthias matthieu maurice mauricette maxence maxime maximilian
      maximilien maximilienne melanie melina meline melissa michael michaela michel michela michele
      michelle miguel mireille mirella miriam mohamed mohammad mohammed monica monika monique morgan
      morgane muriel murielle myriam nadege natacha natalia natalie natasha nathalie nathan nathanael
      nathaniel nicola nicolas nicole nicoleta nicoletta nicolette nikolas nikolaus noelle noemie
      norbert norberte oceane octave octavia octavie octavien odette olivia olivier olivia ophelie
      oriane oscar ottilie pamela paolina paolino pascal pascale pascaline patrice patricia patricio
      patrick paulette paulin paulina pauline perrine perrin philibert philip philipp philippa
      philippe philippine pierre pierrette priscilla prosper quentin rachel raphael raphaela
      raphaelle raymond raymonde rebecca regina regine reinhard reinhold renata renate renaud
      renauld ricarda ricardo richard roberta robert roberte roberto robin robine rodolphe rodrigo
      rodrigue rodriguez roland rolande romain romaine romane romuald romualda ronald rosalia
      rosalie rosalind rosaline rosanna rosanne roseline rosemarie rosemary roxana roxane rudolf
      rudolph sabina sabine sabrina salome samuel samuele samuela sandra sandrine sandro saskia
      sebastian sebastiana sebastien segolene serena serene severin severina severine sibylle
      silvana silvano silvia silvie silvio simeon simona simone solange solene sophia sophie
      stefan stefania stefanie stefano stella stephan stephane stephania stephanie stephen steven
      susana susann susanna susanne suzanna suzanne suzette sylvain sylvaine sylvestre sylvette
      sylvia sylviane sylvie tatiana thaddee theodor theodora theodore theresa therese theresia
      thibaud thibault thibaut thierry thomas tiffany tiphaine titouan ulrich ulrika ulrike ursula
      ursule valentin valentina valentine valentino valere valeria valerian valeriane valerie
      valerio vanessa vanina vasili vasilisa verena veronica veronika veronique victoire victor
      victoria victorien victorin victorine vincent vincente violaine violeta violette virgile
      virgilio virginia virginie viviana viviane vivien vivienne vladimir vladimira wilfred wilfrid
      wilfried wilhelm wilhelmina wilhelmine william williams xavier xaviere yannick yannis yasmin
      yasmina yasmine yolanda yolande yvette yvonne zacharia zacharie
      """))

  private static func split(_ text: String) -> [String] {
    text.split(whereSeparator: \.isWhitespace).map(String.init)
  }
}
