/// Given names that are used for each other, in French and English.
enum Nicknames {
  /// The numbers of the sets that a folded word is in.
  static func sets(of word: String) -> [Int32] { setsOfWord[word] ?? [] }

  private static let setsOfWord: [String: [Int32]] = {
    var sets: [String: [Int32]] = [:]
    for (number, line) in lines.split(separator: "\n").enumerated() {
      for word in line.split(separator: " ") {
        sets[String(word), default: []].append(Int32(number))
      }
    }
    return sets
  }()

  // Beginnings of a name (`Nico`, `Alex`) need no line here.
  private static let lines = """
    emmanuel manu emmanuelle manue
    william bill billy will willy liam
    robert bob bobby rob robbie bert
    richard dick rick ricky rich
    edward ed eddie ted ned teddy
    theodore ted teddy theo
    henry harry hank
    john jack johnny jon
    james jim jimmy jamie
    charles charlie chuck charlot carl
    margaret maggie meg peggy madge greta daisy
    elizabeth liz lizzie beth betty eliza bess lisa libby
    elisabeth babette lise lisbeth babeth betty zabou
    katherine kate katie kathy kitty kay cathy
    catherine cathy kate cath kathy cat
    anthony tony
    antoine tonio toine tony
    michael mike mick mickey micky
    mickael mike micka
    joseph joe joey jo jos
    josephine jo josie fifine
    thomas tom tommy
    daniel dan danny dany
    david dave davy
    andrew andy drew
    alexander alex sandy sasha alec al
    alexandra alex sandra sandy sasha
    alexandre alex sacha alec
    samuel sam sammy
    samantha sam sammy
    patricia pat patty trish tricia paty
    patrick pat paddy patou
    christopher chris kit topher
    christophe chris tof
    christine chris tina kiki
    christina chris tina
    christian chris
    susan sue suzy susie
    suzanne suzy suzon suzette
    deborah deb debbie
    barbara barb babs barbie
    dorothy dot dolly dottie
    nancy ann nan
    anne annie nanette anouk ann nan
    mary molly polly marie may
    marie maria mary
    martha marty pat
    matthew matt matty
    matthieu matt mathieu mathias
    mathieu matt
    benjamin ben benji benny
    benoit ben beno
    lawrence larry laurie
    laurence laurie lolo
    laurent lolo
    leonard leo len lenny
    gerald gerry jerry
    gerard gege
    jerome jeje gege
    jeremy jerry jem
    ronald ron ronnie
    donald don donnie
    kenneth ken kenny
    stephen steve stevie
    steven steve stevie
    stephane steph stef
    stephanie steph stef fanny
    philip phil pip
    philippe phil philou fifi
    peter pete
    pierre pierrot pierrick pete
    francis frank francois
    francois fanfan franck
    francoise fanfan france fan soizic
    frederick fred freddie fritz
    frederic fred fredo
    frederique fred
    albert al bert bertie
    alfred al fred alfie
    arthur art artie
    walter walt wally
    gregory greg
    gregoire greg
    guillaume guy guigui willy
    jacqueline jackie jacquie
    jacques jacquot jacky jack
    jean jeannot jeanjean
    jeanne jeannette jane
    louis loulou lou ludo
    louise lou loulou
    ludovic ludo
    nathalie nath nat
    nicolas nico nick
    nicholas nick nicky
    nicole nicky
    olivier oliv
    pascal pascalou
    sandrine sandy sandra
    sebastien seb bastien
    bastien seb
    sylvie sissi
    therese tess resa
    theresa tess terry tracy
    valerie val
    veronique vero
    veronica ronnie vero
    vincent vince vinc
    virginie ginie nini
    xavier xav zav
    yves yvon
    dominique dom domi
    bernard nanard bernie
    beatrice bea betty
    bertrand bebert
    cecile cece
    delphine delph fifine
    denis deny
    edouard ed edd doudou
    eleonore leo lena nora
    eric rico
    etienne titi steph
    florence flo
    florian flo
    gabriel gaby gab
    gabrielle gaby gab
    genevieve gene viviane ginette
    georges jo jojo
    isabelle isa zaza bella isabel
    madeleine mado madie
    marguerite margot maguy guite
    maximilien max
    maxime max
    maurice momo
    mohamed momo mohammed mehmet mohammad
    abdelkader kader
    abdelaziz aziz
    rodolphe rodo
    roger roro
    raymond ray
    simone simo momone
    abigail abby gail
    amanda mandy
    angela angie
    cynthia cindy
    eugene gene
    evelyn eve evie
    harold hal harry
    helen nell nellie ellie
    helene nenette lena
    jessica jess jessie
    jennifer jen jenny
    judith judy
    kimberly kim
    lucille lucy
    nathaniel nat nate
    pamela pam
    rebecca becky becca
    russell russ
    sarah sally sadie
    timothy tim
    victoria vicky tori
    victor vic
    vivian viv
    zachary zach zack
    """
}
