"""The door of the command `sohoa`.

Every page process comes in by it as well (a spawned process imports its parent's main module), so nothing stands behind
it until somebody asks for the command: settings and adapters cost half a second to import, and a page process needs few.
"""


def main() -> None:
    import console.commands  # noqa: F401  commands that open something to look at register themselves
    from flows.cli import main as command

    command()
