import sys,time
from pathlib import Path
from site_builder.corpus.loading import find_project, Memo
from site_builder.proving.proved_project import read_project
from site_builder.proving.extracting import _units, found_in, load_pipeline, NO_MODEL
from site_builder.proving.layers import layer_json
from dataclasses import replace
p,_=find_project(Path(sys.argv[1]))
known,_=read_project(p)
layers={a:replace(l,pipeline="") for a,l in known.layers.items()}
units=list(_units(known.corpus,known.texts,layers,NO_MODEL))
load_pipeline()
found_in(units[0])
if len(sys.argv)>2:
    import cProfile,pstats
    pr=cProfile.Profile(); pr.enable()
    for u in units: found_in(u)
    pr.disable(); pstats.Stats(pr).sort_stats(sys.argv[2]).print_stats(60)
else:
    for _ in range(3):
        t=time.process_time()
        for u in units: found_in(u)
        print((time.process_time()-t)/len(units)*1e3,"ms an article", len(units))
