# The verbs of the project. `make demo` and `make test` set up everything they need.

SWIFT  := swift
FLAGS  := -c release
BIN     = $(shell $(SWIFT) build $(FLAGS) --show-bin-path)
SUDO   := $(shell [ "$$(id -u)" = 0 ] || echo sudo)
# Graphviz, libyaml, two compressions, two databases, telephone numbers, PDF and zip files to link, a font for the
# slides.
PACKAGES := libgraphviz-dev libyaml-dev zlib1g-dev libzstd-dev libsqlite3-dev libpq-dev \
  libphonenumber-dev libqpdf-dev libzip-dev fonts-inter
# A server and a browser that the tests start for themselves, what opens decks as a reader would, and R for plug-ins.
TEST_PACKAGES := postgresql chromium libreoffice-impress poppler-utils r-base-core


help:
	@echo "make demo         set up, build, draw the Les Misérables slide"
	@echo "make test         set up, run all tests"
	@echo "make test-sdk     run the tests of the SDKs for Python and R alone"
	@echo "make build        build the program"
	@echo "make lint         check the style of the sources"
	@echo "make format       mend the style of the sources"
	@echo "make record       write generated files anew: schema, module manual, gallery"
	@echo "make bench-quick  time stages beside igraph and NetworKit, verified; two minutes"
	@echo "make bench        the same beside nine peers, up to millions of ties; an hour and a half"
	@echo "make bench-record put what make bench measured into Benchmarks/RESULTS.md"
	@echo "make bench-linkage  record linkage beside Splink and recordlinkage, verified; an hour"
	@echo "make bench-layout  layout of networks beside sfdp, judged alike; ten minutes"
	@echo "make bench-plugins  time a module from a library beside the same one built in; two minutes"
	@echo "make clean        remove what was built and drawn"

# Installs what is not there yet; $(call install,packages).
define install
	@missing=""; for package in $(1); do \
	  dpkg-query -W -f='$${Status}' $$package 2>/dev/null | grep -q 'ok installed' || missing="$$missing $$package"; \
	done; \
	if [ -n "$$missing" ]; then \
	  echo "Installing$$missing"; \
	  $(SUDO) apt-get update -qq && \
	  $(SUDO) env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $$missing; \
	fi
endef

setup:
	$(call install,$(PACKAGES))

# Without a server, a browser, LibreOffice or R the tests that need one are skipped, with a message. A package of
# Python brings the accessibility checker axe-core; without it the rules that the tests hold themselves remain. The
# SDK for Python is tested with numpy, and with the libraries of the plug-in among the examples.
setup-test: setup
	-$(call install,$(TEST_PACKAGES))
	-@[ -d .build/axe ] || python3 -m pip install --quiet --no-deps --target .build/axe axe-playwright-python==0.1.8
	-@[ -d .build/python ] || python3 -m pip install --quiet --target .build/python -r examples/plugins/leiden-python/requirements.txt

build: setup
	@echo "Building (the first time takes a few minutes)"
	$(SWIFT) build $(FLAGS) --product sociogram-render
	$(SWIFT) build $(FLAGS) --product sociogram-confine
	$(SWIFT) build $(FLAGS) --product sociogram

demo: build
	$(BIN)/sociogram run pipelines/les-miserables.yaml
	@echo "Open out/les-miserables/network.png (or .svg, .pdf) and out/les-miserables/report.md"

test: setup-test
	@echo "Building and testing (the first time takes a few minutes)"
	$(SWIFT) build $(FLAGS) --build-tests
	$(SWIFT) test $(FLAGS) --skip-build
	$(MAKE) test-sdk

# The SDKs for Python and R; those of R are skipped without it.
test-sdk:
	PYTHONPATH=$(CURDIR)/.build/python:$(CURDIR)/sdk/python python3 -m unittest discover -s sdk/python/tests
	python3 -m unittest discover -s sdk/r/tests

lint:
	$(SWIFT) format lint --strict --recursive Package.swift Sources Plugins Tests Benchmarks

format:
	$(SWIFT) format --in-place --recursive Package.swift Sources Plugins Tests Benchmarks

record: build
	Scripts/plugin-kit.sh
	$(BIN)/sociogram modules schema --built-in > schemas/pipeline.schema.json
	mkdir -p docs/modules && rm -f docs/modules/*.md
	for module in $$($(BIN)/sociogram modules list --built-in | cut -d' ' -f1); do \
	  $(BIN)/sociogram modules show $$module --built-in > docs/modules/$$module.md; \
	done
	$(SWIFT) build $(FLAGS) --build-tests
	SOCIOGRAM_RECORD=1 $(SWIFT) test $(FLAGS) --skip-build --filter 'GalleryTests|InterfaceTests'

# Peers live in a folder of their own. One that cannot be installed is a row of the table.
PYTHON      := Benchmarks/.venv/bin/python
QUICK_PEERS := igraph==1.0.0 networkit==11.3 polars==2.1.0 scipy==1.17.1
PEERS       := $(QUICK_PEERS) rustworkx==0.18.1 scikit-network==0.33.5 leidenalg==0.12.0 \
  pyarrow==26.0.1 pandas==3.1.1

bench-setup: setup
	@[ -x $(PYTHON) ] || python3 -m venv Benchmarks/.venv
	cd Benchmarks && $(SWIFT) build $(FLAGS)

bench: build bench-setup
	for peer in $(PEERS); do $(PYTHON) -m pip install --quiet $$peer || true; done
	$(SUDO) apt-get install -y -qq --no-install-recommends graphviz python3-graph-tool || true
	python3 Benchmarks/driver/bench.py --sociogram $(BIN)/sociogram $(BENCH)

# What was measured goes below the line in RESULTS.md that says so.
bench-record:
	@[ -f Benchmarks/RESULTS.md ] || printf '# Results\n\n<!-- measured -->\n' > Benchmarks/RESULTS.md
	sed -i '/^<!-- measured -->$$/q' Benchmarks/RESULTS.md
	cat Benchmarks/results/results.md >> Benchmarks/RESULTS.md
	cp Benchmarks/results/scaling.svg Benchmarks/scaling.svg

# Peers of record linkage have a folder of their own: recordlinkage wants an older pandas.
LINKAGE         := Benchmarks/linkage
LINKAGE_PYTHON  := $(LINKAGE)/.venv/bin/python
LINKAGE_PEERS   := "splink==5.0.0 duckdb==2.0.1 sqlglot==30.30.0 pyarrow==26.0.1" \
  "recordlinkage==0.16 pandas==2.3.3 scikit-learn==1.9.1" "rapidfuzz==3.14.6 numpy==2.4.6"

# What was measured goes below the line in LINKAGE.md that says so.
bench-linkage: build
	@[ -x $(LINKAGE_PYTHON) ] || python3 -m venv $(LINKAGE)/.venv
	@for peer in $(LINKAGE_PEERS); do $(LINKAGE_PYTHON) -m pip install --quiet $$peer || true; done
	cd Benchmarks && $(SWIFT) build $(FLAGS) --product names
	status=0; python3 $(LINKAGE)/bench_linkage.py --sociogram $(BIN)/sociogram \
	  --kernels Benchmarks/.build/release/names $(LINKAGE_FLAGS) || status=1; \
	sed -i '/^<!-- measured -->$$/q' $(LINKAGE)/LINKAGE.md; \
	cat Benchmarks/results/linkage.md >> $(LINKAGE)/LINKAGE.md; exit $$status

# Layout beside sfdp; what was measured goes below the line in LAYOUT.md that says so.
LAYOUT        := Benchmarks/layout
LAYOUT_PYTHON := $(LAYOUT)/.venv/bin/python

bench-layout: build
	$(call install,graphviz)
	@[ -x $(LAYOUT_PYTHON) ] || python3 -m venv $(LAYOUT)/.venv
	@$(LAYOUT_PYTHON) -m pip install --quiet numpy==2.4.6 scipy==1.17.1
	cd Benchmarks && $(SWIFT) build $(FLAGS) --product layout
	$(LAYOUT_PYTHON) $(LAYOUT)/bench_layout.py --sociogram $(BIN)/sociogram $(LAYOUT_FLAGS)
	sed -i '/^<!-- measured -->$$/q' $(LAYOUT)/LAYOUT.md
	cat Benchmarks/results/layout.md >> $(LAYOUT)/LAYOUT.md

# NetworKit gets names through polars and SciPy.
bench-quick: bench-setup
	@for peer in $(QUICK_PEERS); do $(PYTHON) -m pip install --quiet $$peer || true; done
	python3 Benchmarks/driver/bench.py --quick $(BENCH)

# A module of a library beside the same one built in, by turns.
PLUGIN_EXAMPLE := examples/plugins/participation-swift

bench-plugins: setup
	cd $(PLUGIN_EXAMPLE) && $(SWIFT) build $(FLAGS)
	cd Benchmarks && $(SWIFT) build $(FLAGS) --product doors
	Benchmarks/.build/release/doors $(PLUGIN_EXAMPLE)/.build/release/libParticipation.so $(DOORS_FLAGS)

clean:
	rm -rf .build $(PLUGIN_EXAMPLE)/.build Benchmarks/.build Benchmarks/.venv Benchmarks/linkage/.venv Benchmarks/layout/.venv Benchmarks/data Benchmarks/results out
