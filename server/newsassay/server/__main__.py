"""Run the server as `python -m newsassay.server`."""

from newsassay.server.main import main

if __name__ == "__main__":
    main()
