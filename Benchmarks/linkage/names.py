"""French names for the generator, the commonest first, and how people shorten them."""

GIVEN = {
    "f": """Marie Nathalie Isabelle Sylvie Catherine Martine Christine Françoise Valérie Sandrine
        Stéphanie Véronique Sophie Céline Chantal Patricia Anne Brigitte Julie Monique Aurélie Nicole
        Laurence Annie Émilie Dominique Virginie Corinne Élodie Christelle Camille Caroline Léa Sarah
        Florence Laetitia Audrey Hélène Laura Manon Michèle Cécile Christiane Béatrice Claire Nadine
        Delphine Pauline Karine Mélanie Marion Chloé Jacqueline Elisabeth Évelyne Marine Claudine Anaïs
        Lucie Danielle Carole Fabienne Mathilde Sabrina Alice Nadia Agnès Emma Charlotte Vanessa Zoé
        Jeanne Noémie Joëlle Geneviève Gaëlle Ségolène Solène Inès Clémence Amélie Maëlle Odile Bérénice
        Marie-Claude Marie-Christine Marie-Thérèse Anne-Marie Marie-Hélène Anne-Sophie Marie-Laure
        Marie-Pierre Anne-Laure Rose-Marie""".split(),
    "m": """Jean Philippe Michel Alain Patrick Nicolas Christophe Pierre Christian Éric Frédéric Laurent
        Stéphane David Pascal Daniel Alexandre Julien Thierry Olivier Bernard Thomas Sébastien Gérard
        Didier Dominique Vincent François Bruno Guillaume Jérôme Jacques Marc Maxime Romain Claude
        Antoine Franck André Anthony Clément Hugo Gilles Mathieu Louis Serge Cédric Fabrice Paul Arnaud
        Ludovic Loïc Xavier Georges Benoît Yves Emmanuel Grégory Roland Hervé Benjamin Denis Quentin
        Rémi Kévin Rémy Lucas Joël Gaël Théo Adrien Émile Raphaël Étienne Yann Aurélien Noël Baptiste
        Valentin Cyril Régis Tristan Édouard Jean-Pierre Jean-Claude Jean-Paul Jean-Luc Jean-Marc
        Jean-Michel Jean-François Jean-Louis Jean-Jacques Pierre-Yves Jean-Baptiste""".split(),
}

FAMILY = """Martin Bernard Thomas Petit Robert Richard Durand Dubois Moreau Laurent Simon Michel Lefèvre
    Leroy Roux David Bertrand Morel Fournier Girard Bonnet Dupont Lambert Fontaine Rousseau Vincent Muller
    Faure André Mercier Blanc Guérin Boyer Garnier Chevalier François Legrand Gauthier Garcia Perrin Robin
    Clément Morin Nicolas Henry Roussel Mathieu Gautier Masson Marchand Duval Denis Dumont Marie Lemaire
    Noël Meyer Dufour Meunier Brun Blanchard Giraud Joly Rivière Lucas Brunet Gaillard Barbier Arnaud
    Martinez Gérard Roche Renard Schmitt Roy Leroux Colin Vidal Caron Picard Roger Fabre Aubert Lemoine
    Renaud Dumas Lacroix Olivier Philippe Bourgeois Pierre Benoît Rey Leclerc Payet Rolland Leclercq
    Guillaume Lecomte Lopez Jean Dupuy Guillot Hubert Berger Carpentier Sanchez Dupuis Moulin Louis
    Deschamps Huet Vasseur Perez Boucher Fleury Royer Klein Jacquet Adam Paris Poirier Marty Aubry Guyot
    Carré Charles Renault Charpentier Ménard Maillard Baron Bertin Bailly Hervé Schneider Fernandez
    Le_Gall Collet Léger Bouvier Julien Prévost Millet Perrot Daniel Le_Roux Cousin Germain Breton Besson
    Langlois Rémy Le_Goff Pelletier Lévêque Perrier Leblanc Barré Lebrun Marchal Weber Mallet Hamon
    Boulanger Jacob Monnier Michaud Rodriguez Guichard Gillet Étienne Grondin Poulain Tessier Chevallier
    Collin Chauvin Da_Silva Bouchet Gay Lemaître Bénard Maréchal Humbert Reynaud Antoine Hoarau Perret
    Barthélemy Cordier Pichon Lejeune Gilbert Lamy Delaunay Pasquier Carlier Laporte""".split()

PARTICLES = ["de", "du", "de La", "d'", "des"]

# Parts of which rarer names are made.
BEGINNINGS = """Abel Alba Ama Ardo Aube Bala Barde Bau Belle Ber Boni Bor Bou Brico Caba Cala Camba Car
    Cassa Chanta Char Chau Che Clau Coche Cor Cou Cra Dar Dela Des Dro Du Embe Esca Esti Fara Faye Fla
    Fore Fou Fra Gai Gala Gar Gas Gode Goua Gran Gré Gri Guil Haute Hou Jau Jou Labor Lafo Lama Lan Lar
    Lau Leve Loubi Mai Mala Man Mar Mas Mau Men Mira Mon Mou Nau Neu Ori Pala Par Pei Per Pi Plan Pom
    Pou Pra Pui Qué Ra Ras Rau Reve Ri Robi Roque Rou Sabi Sala San Sau Sar Se Sou Tau Te Tha Ti Tou
    Tra Tur Va Vaux Ver Vi Vilar Voi Yve""".split()
MIDDLES = """ b bri che cher d de fe g gue l la le li lo m ma me ni p pe ra re ri ro s sa se t te ti v
    va ve vi""".split(" ")
ENDINGS = """ac aix and ard at aud ault aux bert bois court del deau din doux eau eix el enne er ert et
    eur ez gnac ier ière in ieu ille illon in iot is ix lard let lin lon mont nac nard neau nel net
    nier not on ont ot ou ouet ous rand rat reau ret rey rier rin ron rot sac sier son tel ter tier
    tin ton tot vard veau vel verger vert vet vier ville vin""".split()

# The other names by which people go.
SHORT = {
    "Nathalie": ["Nath"], "Isabelle": ["Isa"], "Catherine": ["Cathy", "Cath"], "Christine": ["Chris"],
    "Françoise": ["Fanfan"], "Stéphanie": ["Steph", "Fanny"], "Véronique": ["Véro"], "Patricia": ["Pat"],
    "Brigitte": ["Bri"], "Virginie": ["Virg"], "Dominique": ["Dom", "Domi"], "Caroline": ["Caro"],
    "Laetitia": ["Laeti"], "Elisabeth": ["Babeth", "Lisa"], "Mathilde": ["Mat"], "Charlotte": ["Charlie"],
    "Delphine": ["Del"], "Mélanie": ["Mel"], "Jacqueline": ["Jacquie"], "Danielle": ["Dany"],
    "Philippe": ["Phil"], "Michel": ["Mich"], "Patrick": ["Pat"], "Nicolas": ["Nico"],
    "Christophe": ["Chris", "Tof"], "Christian": ["Chris"], "Frédéric": ["Fred"], "Laurent": ["Lolo"],
    "Stéphane": ["Steph"], "Daniel": ["Dany"], "Alexandre": ["Alex"], "Olivier": ["Oliv"],
    "Sébastien": ["Seb"], "Vincent": ["Vince"], "François": ["Fanfan"], "Guillaume": ["Guigui"],
    "Jérôme": ["Jéjé"], "Maxime": ["Max"], "Antoine": ["Toine", "Tony"], "Anthony": ["Tony"],
    "Mathieu": ["Mat"], "Fabrice": ["Fab"], "Ludovic": ["Ludo"], "Emmanuel": ["Manu"], "Grégory": ["Greg"],
    "Benjamin": ["Ben"], "Raphaël": ["Raph"], "Thomas": ["Tom"], "Édouard": ["Ed"], "Valentin": ["Val"],
    "Valérie": ["Val"], "Sandrine": ["Sand"], "Julie": ["Ju"], "Aurélie": ["Auré"], "Corinne": ["Coco"],
    "Christelle": ["Chris"], "Florence": ["Flo"], "Véra": ["Vé"], "Béatrice": ["Béa"], "Camille": ["Cam"],
}

TOWNS = [
    ("Paris", "75"), ("Marseille", "13"), ("Lyon", "69"), ("Toulouse", "31"), ("Nice", "06"),
    ("Nantes", "44"), ("Montpellier", "34"), ("Strasbourg", "67"), ("Bordeaux", "33"), ("Lille", "59"),
    ("Rennes", "35"), ("Reims", "51"), ("Toulon", "83"), ("Saint-Étienne", "42"), ("Le Havre", "76"),
    ("Grenoble", "38"), ("Dijon", "21"), ("Angers", "49"), ("Nîmes", "30"), ("Clermont-Ferrand", "63"),
    ("Le Mans", "72"), ("Aix-en-Provence", "13"), ("Brest", "29"), ("Tours", "37"), ("Amiens", "80"),
    ("Limoges", "87"), ("Annecy", "74"), ("Perpignan", "66"), ("Besançon", "25"), ("Metz", "57"),
    ("Orléans", "45"), ("Rouen", "76"), ("Mulhouse", "68"), ("Caen", "14"), ("Nancy", "54"),
    ("Saint-Denis", "93"), ("Argenteuil", "95"), ("Montreuil", "93"), ("Roubaix", "59"), ("Avignon", "84"),
]
WAYS = ["rue", "rue", "rue", "avenue", "boulevard", "place", "chemin", "impasse", "allée"]
WAY_NAMES = """de la République|Victor Hugo|de la Gare|des Lilas|Jean Jaurès|de l'Église|du Moulin|Pasteur|
    des Écoles|Émile Zola|du Général de Gaulle|de la Mairie|des Acacias|de la Liberté|Gambetta|des Roses|
    du Château|de la Fontaine|des Tilleuls|Jules Ferry|de Verdun|du Stade|Voltaire|de la Paix|des Vignes|
    Saint-Martin|du 8 Mai 1945|Molière|des Peupliers|de Bretagne|de Provence|Nationale|du Port|des Champs|
    Carnot|de Strasbourg|des Cerisiers|Anatole France|du Lavoir|Marcel Pagnol|des Alouettes|Aristide Briand|
    de la Forêt|du Commerce|Lamartine|des Chênes|du Marché|Sadi Carnot|de la Poste|du Lac"""
WAY_NAMES = [name.strip() for name in WAY_NAMES.split("|")]
TRADES = """Bâtiment Conseil Transports Immobilier Assurances Informatique Énergie Santé Textile Conserves
    Logistique Éditions Mécanique Électronique Vins Optique Chimie Menuiserie Services Formation""".split()
LEGAL = ["SARL", "SAS", "SA", "S.A.S.", "EURL", ""]
TITLES = """Directeur|Directrice|Responsable des achats|Ingénieur|Chef de projet|Comptable|Commercial|
    Assistante|Technicien|Consultant|Gérant|Juriste|Développeur|Chargée de clientèle|Acheteur"""
TITLES = [title.strip() for title in TITLES.split("|")]
MAIL_HOSTS = ["courriel.example", "poste.example", "libre.example", "maison.example", "boite.example"]
