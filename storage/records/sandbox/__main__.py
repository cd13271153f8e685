"""`python -m storage.records.sandbox --database FILE [--host 127.0.0.1] [--port 8090] [--seed]`"""

import argparse
from pathlib import Path

import uvicorn

from storage.records.sandbox.app import SandboxOptions, create_app


def main() -> None:
    parser = argparse.ArgumentParser(prog="storage.records.sandbox", description="Hệ thống một cửa thử nghiệm")
    parser.add_argument("--database", type=Path, required=True, help="SQLite file, created if missing")
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, default=8090)
    parser.add_argument("--seed", action="store_true", help="fill an empty database with the sample dossiers")
    parser.add_argument(
        "--fetch-host", action="append", default=[], help="a further host that files may be fetched from"
    )
    chosen = parser.parse_args()
    defaults = SandboxOptions(database=chosen.database)
    options = SandboxOptions(
        database=chosen.database, seed=chosen.seed, fetch_hosts=(*defaults.fetch_hosts, *chosen.fetch_host)
    )
    uvicorn.run(create_app(options), host=chosen.host, port=chosen.port, log_level="warning", access_log=False)


if __name__ == "__main__":
    main()
