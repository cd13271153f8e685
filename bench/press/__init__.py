"""The press: seeded drawings of Vietnamese administrative papers, with the truth about every line and field.

For demos, tests and benches. `bench.press.catalogue.draw` makes one paper, `bench.press.batches.print_run` whole
dossiers; ``python -m bench.press`` does the latter from the command line. Nobody in these papers exists, and every
seal says that it is a test specimen.
"""
