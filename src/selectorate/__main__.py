"""``python -m selectorate`` is the ``selectorate`` command."""

from selectorate.cli.app import main

if __name__ == "__main__":
    main()
